"""Which reports there are. Each app states its own in its ``reports.py``.

A report is a function from what was chosen to typed rows; page, PDF, CSV and command print the
same rows. In ``schools/reports.py``::

    @dataclass(frozen=True)
    class Profile:
        urn: int
        name: str

    class ProfileForm(ReportForm):          # hub.reporting.forms
        school = forms.ModelChoiceField(School.objects.none(), to_field_name="urn")

        def narrow(self, user):             # user is None for manage.py report
            schools = School.objects.all() if user is None else School.objects.visible_to(user)
            self.fields["school"].queryset = schools

        def subject(self):
            return str(self.cleaned_data["school"])

    @report(
        "school-profile",
        title="School profile",
        description="One page on a school: who and where it is.",
        right="schools.make_profile",
        form=ProfileForm,
        pdf="schools/pdf/profile.html",
        columns={"URN": "urn", "School": "name"},
    )
    def school_profile(*, school) -> list[Profile]:
        return [Profile(school.urn, school.name)]

The form's fields are the function's arguments, and by the same names the options of ``manage.py
report`` (school, period, region). The PDF's template extends "pdf/base.html" and gets ``report``,
``title``, ``rows``, ``as_at`` and ``hub``. A button on another page is a POST form to
``{% url 'reporting:new' 'school-profile' %}`` with the fields (and ``format``) as hidden inputs.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from django.utils.module_loading import autodiscover_modules

from hub.permissions import may
from hub.reporting.choices import Format
from hub.reporting.csv import Columns


@dataclass(frozen=True)
class Report:
    """A registered report: ``rows`` is the function, ``right`` who may have it made."""

    key: str
    title: str
    description: str
    right: str
    form: type
    rows: Callable
    pdf: str = ""
    columns: Columns = field(default_factory=dict)

    @property
    def formats(self):
        """What it can be written as, the usual one first."""
        found = [Format.PDF] if self.pdf else []
        return found + ([Format.XLSX, Format.CSV] if self.columns else [])


_reports: dict[str, Report] = {}


def report(key, *, title, right, form, description="", pdf="", columns=None):
    """Register the function below: keyword arguments named as the form's fields, to typed rows."""

    def register(rows):
        if key in _reports:
            raise ValueError(f"The report {key} is stated twice.")
        if not (pdf or columns):
            raise ValueError(f"The report {key} can be written as nothing.")
        _reports[key] = Report(key, title, description, right, form, rows, pdf, columns or {})
        return rows

    return register


@cache
def load():
    """Import every app's ``reports.py``, once: menus ask on every page."""
    autodiscover_modules("reports")


def registered():
    """Every report of every app, by title."""
    load()
    return sorted(_reports.values(), key=lambda each: each.title)


def get(key):
    """The report of this key. Raises KeyError when there is none."""
    load()
    return _reports[key]


def open_to(user):
    """The reports that this user may have made."""
    return [each for each in registered() if may(user, each.right)]
