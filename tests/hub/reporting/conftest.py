"""A report of the tests' own: which schools are named so and so."""

import datetime
from dataclasses import dataclass

import pytest
from django import forms

from hub.platform import nudges
from hub.reporting import registry, tasks
from hub.reporting.forms import ReportForm
from schools.models import School
from tests.factories.schools import SchoolFactory
from tests.hub.reporting.asking import ask, fresh


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


class SeveralForm(ReportForm):
    """Schools whose name holds a word."""

    word = forms.CharField(required=False)

    def narrow(self, user):
        self.mine = School.objects.all() if user is None else School.objects.visible_to(user)

    def subject(self):
        return self.cleaned_data["word"]

    def arguments(self):
        return {"schools": self.mine.filter(name__contains=self.cleaned_data["word"])}


@pytest.fixture
def several():
    """The report "several": a page or a line on each of some schools, in parts of two."""
    registry.load()

    @registry.report(
        "several",
        title="Several schools",
        right="schools.see_school",
        form=SeveralForm,
        pdf="pdf/base.html",
        columns={"URN": "urn", "School": "name", "Opened": "opened_on"},
        definitions={"URN": "The number of a school."},
        each=registry.Each(
            keys=lambda *, schools: list(schools.order_by("urn").values_list("pk", flat=True)),
            one="school",
            many="schools",
            pages=2,
            rows=2,
            large=4,
            most_pages=8,
            most_rows=8,
        ),
    )
    def several_schools(*, keys, schools):
        found = list(schools.filter(pk__in=keys).order_by("urn"))
        if any(school.name == "Broken" for school in found):
            raise ZeroDivisionError
        return found

    yield registry.get("several")
    del registry._reports["several"]


@pytest.fixture(autouse=True)
def _files_and_broker(settings, tmp_path):
    """Files of a test are its own; and a broker that was away in one test is asked in the next."""
    settings.MEDIA_ROOT = tmp_path
    nudges.forget()


@pytest.fixture
def schools(db):
    """Five schools: three parts of two at most."""
    return [
        SchoolFactory(name=f"School {n}", opened_on=datetime.date(1990, 9, n)) for n in range(1, 6)
    ]


@pytest.fixture
def run(several, schools, manager):
    """A report on five schools, divided into its parts."""
    asked = ask(several, manager)
    tasks.build_run(str(asked.pk))
    return fresh(asked)
