"""How far each school's plan and audit are, for the hub: what is told, never a draft's content."""

from dataclasses import dataclass

from django import forms
from django.db.models import F, FilteredRelation, Max, OuterRef, Q, Subquery, Value
from django.db.models.functions import NullIf

from schools.models import SchoolChase
from schools.needs.figures import FIGURES, NOT_TOLD
from schools.needs.filters import ListFilters
from schools.needs.lists import schools_behind
from schools.search import find

PLAN, AUDIT = FIGURES["plan"], FIGURES["audited"]
#: Every way a plan can stand, and plans that nobody can read yet.
UNPUBLISHED = "unpublished"
_PLANS = [(answer.value, answer.label) for answer in PLAN.answers] + [(NOT_TOLD, "Not told")]
_AUDITS = [("yes", "Submitted"), (NOT_TOLD, "Not submitted")]
COLUMNS = [
    ("name", "School", "search_name"),
    ("region", "Region", "region__name"),
    ("", "Plan", ""),
    ("review", "Review on", "review_on"),
    ("audit", "Audit submitted", "audited_at"),
    ("", "Reminded", ""),
]


class StatusFilters(ListFilters):
    """The filters of lists by what is known, and how far plan and audit are."""

    plan = forms.ChoiceField(
        label="Development plan",
        choices=[("", "Any"), (UNPUBLISHED, "Not published"), *_PLANS],
    )
    audit = forms.ChoiceField(choices=[("", "Any"), *_AUDITS])

    field_order = ("q", "plan", "audit", *ListFilters.field_order[1:])

    def of_state(self, schools):
        """Those of the schools whose plan and audit are as the filters say."""
        values, year = self.values, self.chosen_year
        if values.get("plan") == UNPUBLISHED:
            for value in ("published", "review-due"):
                published = schools_behind(schools, PLAN, value, year)
                schools = schools.exclude(pk__in=published.order_by().values("pk"))
        elif "plan" in values:
            schools = schools_behind(schools, PLAN, values["plan"], year)
        if "audit" in values:
            schools = schools_behind(schools, AUDIT, values["audit"], year)
        return schools


def with_state(schools, year):
    """Each school with ``plan``, ``review_on``, ``seen_on``, ``address``, ``audited_at``, ``own``
    (answers of its own) and ``chased_at``, as they stand in a year.
    """
    chases = SchoolChase.objects.filter(school=OuterRef("pk"), year=year).order_by()
    newest = chases.values("school").annotate(at=Max("at")).values("at")
    return schools.annotate(
        of_year=FilteredRelation("known_years", condition=Q(known_years__year=year)),
        plan=F("of_year__plan_status"),
        review_on=NullIf(F("of_year__plan_review_on"), Value("")),
        address=F("of_year__plan_address"),
        seen_on=F("of_year__plan_seen_on"),
        audited_at=F("of_year__audited_at"),
        own=F("of_year__own"),
        chased_at=Subquery(newest),
    )


def looked_for(query, schools):
    """What an address asks for: (filters, schools, those without the filters of plan and audit)."""
    filters = StatusFilters(query)
    every = find(filters.narrow(schools), filters.values.get("q", ""))
    return filters, with_state(filters.of_state(every), filters.chosen_year), every


@dataclass(frozen=True)
class Count:
    """How many schools stand so; ``url``: the list of these."""

    label: str
    number: int
    url: str


def plan_words(school, today) -> str:
    """How far the plan of a school of ``with_state`` is, in words."""
    if not school.plan:
        return "Not told"
    if school.plan == "published" and school.review_on and school.review_on < today.isoformat():
        return PLAN.words("review-due")
    return PLAN.words(school.plan)
