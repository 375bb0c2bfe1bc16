"""The report "school-facts", registered in schools/reports.py: facts of schools as a table."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django import forms

from hub.calendar.years import AcademicYear, YearChoiceField
from schools.facts import book
from schools.facts import keys as stated
from schools.facts.outside import value_outside
from schools.report_scope import SchoolsForm


@dataclass(frozen=True)
class FactLine:
    """One fact that holds. ``value``: a small number of pupils is written in words."""

    urn: int | None
    school: str
    year: str
    area: str
    label: str
    part: str
    value: Decimal | int | str
    source: str
    is_estimate: bool
    at: datetime


COLUMNS = {
    "URN": "urn",
    "School": "school",
    "Academic year": "year",
    "Area": "area",
    "Fact": "label",
    "Of": "part",
    "Value": "value",
    "Who says so": "source",
    "Estimate": "is_estimate",
    "Said": "at",
}


class FactsForm(SchoolsForm):
    """Which schools, which year, and which facts: all of them when none is ticked."""

    right = "schools.export_facts"

    period = YearChoiceField(required=False, ahead=0, initial=AcademicYear.current)
    facts = forms.MultipleChoiceField(
        label="Facts",
        required=False,
        help_text="Without a choice, all of them.",
        widget=forms.CheckboxSelectMultiple({"class": "govuk-checkboxes--small"}),
    )

    def narrow(self, user):
        super().narrow(user)
        self.fields["facts"].choices = [(each.key, each.label) for each in stated.registered()]

    def clean_period(self):
        """The year that was chosen, else this one."""
        return self.cleaned_data["period"] or AcademicYear.current()

    def _words(self, name, value):
        if name == "facts":
            return ", ".join(stated.get(key).label for key in value)
        return super()._words(name, value)


def rows(*, keys: list, schools, period, facts, reader) -> list[FactLine]:
    """The facts of the schools with these primary keys; at most four statements."""
    order = {each.key: place for place, each in enumerate(stated.registered())}
    wanted = facts or list(order)
    found = {school.pk: school for school in schools.filter(pk__in=keys)}
    ordered = [found[pk] for pk in keys if pk in found]
    known = book.known_of_many(ordered, period, wanted)
    return [
        _line(school, period, about, known[school.pk][about])
        for school in ordered
        for about in sorted(known[school.pk], key=lambda about: _place(about, order))
    ]


def _place(about, order):
    key, part = about
    return order[key], int(part) if part.lstrip("-").isdigit() else 0


def _line(school, year, about, fact):
    key = stated.get(fact.key)
    return FactLine(
        school.urn,
        school.name,
        str(year),
        key.area,
        key.label,
        key.dimension.words[fact.dimension] if fact.dimension else "",
        value_outside(key, fact.value),
        str(fact.get_source_display()),
        fact.is_estimate,
        fact.at,
    )
