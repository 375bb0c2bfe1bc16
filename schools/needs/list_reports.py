"""Lists of schools by what is known, as files: behind a number of needs, and plans and audits."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_date

from hub.lists import order_of, ordered
from hub.reporting.registry import Each, report
from schools.list_form import ListForm, in_order
from schools.models import School
from schools.needs import status
from schools.needs.behind import COLUMNS, behind
from schools.needs.figures import FIGURES
from schools.needs.filters import KnownFilters
from schools.needs.lists import told_outside

_RIGHT = "schools.export_needs"
_RELATED = ("district", "region", "trust")


def _each(keys):
    return Each(
        keys=keys, one="school", many="schools", rows=2_000, seconds=0.001, most_rows=200_000
    )


def _visible(user):
    return School.objects.all() if user is None else School.objects.visible_to(user)


class BehindForm(ListForm):
    """The list behind a number: its figure and answer, and the filters of the list."""

    filters = KnownFilters

    def clean(self):
        """Raise ValidationError where the address names no number."""
        cleaned = super().clean()
        try:
            FIGURES[self.data.get("figure", "")].words(self.data.get("answer", ""))
        except KeyError as error:
            raise ValidationError("Choose a number on the page of needs first.") from error
        return cleaned

    def subject(self):
        """Which number it is, and the filters that are on."""
        figure, answer = FIGURES[self.data["figure"]], self.data["answer"]
        about = f"{figure.heading}, {figure.words(answer).lower()}"
        return "; ".join(filter(None, [about, super().subject()]))


def _behind_keys(*, query, user):
    schools = behind(query, _visible(user))[1]
    order = order_of(query, COLUMNS, default="name")
    return list(ordered(schools, order).values_list("pk", flat=True))


@report(
    "schools-by-need",
    title="Schools by need",
    description="The schools behind a number of what schools need.",
    right=_RIGHT,
    form=BehindForm,
    columns={
        "URN": "urn",
        "School": "name",
        "Phase": lambda school: school.get_phase_display(),
        "District": "district",
        "Region": "region",
        "Trust": "trust",
        "What is known": "told",
    },
    is_list=True,
    each=_each(_behind_keys),
)
def schools_by_need(*, keys, query, user):
    """The schools with these keys, each with what it told: four statements at most."""
    filters = KnownFilters(query)
    schools = in_order(_visible(user).select_related(*_RELATED), keys)
    return told_outside(schools, FIGURES[query["figure"]], filters.chosen_year)


class StatusForm(ListForm):
    """The filters of the list of plans and audits."""

    filters = status.StatusFilters


def _status_keys(*, query, user):
    schools = status.looked_for(query, _visible(user))[1]
    order = order_of(query, status.COLUMNS, default="name")
    return list(ordered(schools, order).values_list("pk", flat=True))


@report(
    "plans-and-audits",
    title="Plans and audits",
    description="How far the plan and the audit of each school are.",
    right=_RIGHT,
    form=StatusForm,
    columns={
        "URN": "urn",
        "School": "name",
        "Phase": lambda school: school.get_phase_display(),
        "District": "district",
        "Region": "region",
        "Trust": "trust",
        "Academic year": lambda school: str(school.asked_of),
        "Plan": lambda school: status.plan_words(school, timezone.localdate()),
        "Review on": lambda school: parse_date(school.review_on or ""),
        "Published at": "address",
        "Audit submitted": "audited_at",
        "Last reminded": "chased_at",
    },
    is_list=True,
    each=_each(_status_keys),
)
def plans_and_audits(*, keys, query, user):
    """The schools with these keys as they stand in the year: one statement."""
    year = status.StatusFilters(query).chosen_year
    schools = status.with_state(_visible(user).select_related(*_RELATED), year)
    found = in_order(schools, keys)
    for school in found:
        school.asked_of = year
    return found
