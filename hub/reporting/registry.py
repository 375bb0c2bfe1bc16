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

A report on each of many things (a page a school) says so with ``each``: a large one is then made
in parts, one task each, and put together (docs/reports.md)::

    @report("school-profile", …, each=Each(keys=schools_asked_for, one="school", many="schools"))
    def school_profile(*, keys, school, region) -> list[Profile]:
        ...                                 # the rows of these keys alone, in their order

On screen a report is a table of its columns, or its own ``page``, a template with ``rows``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache

from django.utils.module_loading import autodiscover_modules

from hub.permissions import may
from hub.reporting.choices import Format
from hub.reporting.csv import Columns


@dataclass(frozen=True)
class Each:
    """What a report has a page or a row on.

    ``keys(**arguments)``: the keys of all of them, in their order, as JSON can hold them. ``one``
    and ``many``: what they are called. ``pages`` and ``rows``: how many stand in one part of a
    PDF or of a table; ``seconds``: what one page takes to make, until runs have shown it.
    Of more than ``large`` its person is asked first; more than ``most_pages`` or ``most_rows`` are
    refused.
    """

    keys: Callable
    one: str
    many: str
    pages: int = 5
    rows: int = 500
    seconds: float = 0.25
    large: int = 10
    most_pages: int = 1_000
    most_rows: int = 50_000

    def part(self, format):
        """How many stand in one part of a file of this kind."""
        return self.pages if format == Format.PDF else self.rows

    def most(self, format):
        """How many a file of this kind may be about."""
        return self.most_pages if format == Format.PDF else self.most_rows

    def count(self, number):
        """ "1 school", "1,200 schools"."""
        return f"{number:,} {self.one if number == 1 else self.many}"


@dataclass(frozen=True)
class Report:
    """A registered report: ``rows`` is the function, ``right`` who may have it made.

    ``is_list``: a list of the portal as a file, asked for on its own page (list_views.py).
    """

    key: str
    title: str
    right: str
    form: type
    rows: Callable
    description: str = ""
    pdf: str = ""
    columns: Columns = field(default_factory=dict)
    each: Each | None = None
    page: str = ""
    is_list: bool = False
    definitions: Mapping[str, str] = field(default_factory=dict)

    @property
    def formats(self):
        """What it can be written as, the usual one first."""
        found = [Format.PDF] if self.pdf else []
        return found + ([Format.XLSX, Format.CSV] if self.columns else [])


_reports: dict[str, Report] = {}


def report(key, *, title, right, form, pdf="", columns=None, **more):
    """Register the function below: keyword arguments named as the form's fields, to typed rows.

    ``more``: ``description``, ``each``, ``page``, ``is_list`` and ``definitions`` ({figure: what it
    means}), as the fields of Report.
    """

    def register(rows):
        if key in _reports:
            raise ValueError(f"The report {key} is stated twice.")
        if not (pdf or columns):
            raise ValueError(f"The report {key} can be written as nothing.")
        _reports[key] = Report(
            key, title, right, form, rows, pdf=pdf, columns=columns or {}, **more
        )
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


def built_by(user):
    """Those of them that stand on the page on which reports are built."""
    return [each for each in open_to(user) if not each.is_list]
