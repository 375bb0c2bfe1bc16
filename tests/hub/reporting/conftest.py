"""A report of the tests' own: which schools are named so and so."""

from dataclasses import dataclass

import pytest
from django import forms

from hub.platform import nudges
from hub.reporting import registry
from hub.reporting.forms import ReportForm
from schools.models import School


@dataclass(frozen=True)
class Line:
    urn: int
    name: str


class SchoolForm(ReportForm):
    """One of the schools that the user may see."""

    school = forms.ModelChoiceField(School.objects.none(), to_field_name="urn", label="School")

    def narrow(self, user):
        every = School.objects.all()
        self.fields["school"].queryset = every if user is None else every.visible_to(user)

    def subject(self):
        return str(self.cleaned_data["school"])


@pytest.fixture
def tiny():
    """The report "tiny": one line on one school, as PDF or CSV."""
    registry.load()

    @registry.report(
        "tiny",
        title="Tiny report",
        right="schools.see_school",
        form=SchoolForm,
        pdf="pdf/base.html",
        columns={"URN": "urn", "School": "name"},
    )
    def tiny_report(*, school):
        if school.name == "Broken":
            raise ZeroDivisionError
        return [Line(school.urn, school.name)]

    yield registry.get("tiny")
    del registry._reports["tiny"]


@pytest.fixture(autouse=True)
def _files_and_broker(settings, tmp_path):
    """Files of a test are its own; and a broker that was away in one test is asked in the next."""
    settings.MEDIA_ROOT = tmp_path
    nudges.forget()
