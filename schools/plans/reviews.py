"""The termly review: how far each action is, what shows it, what it has changed.

Nothing outside this module writes a review. What was said last is how far the action is.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from hub.calendar.choices import Season
from hub.calendar.models import Term
from hub.content.pasted import tidy
from hub.trail.record import record
from schools.choices import ActionState, PlanState
from schools.models import Plan, PlanAction, PlanReview
from schools.plans.actions import ChangedMeanwhile
from schools.plans.refusals import PlanRefused

#: Where the hub has set no terms: the first months of each, as schools have them.
_BEGINS = {Season.AUTUMN: 9, Season.SPRING: 1, Season.SUMMER: 4}
SEASONS = list(Season)


@transaction.atomic
def save(*, action, season, progress, evidence, impact, based_on, by) -> PlanReview:
    """Write the review of an action in a term, and how far the action is with it.

    ``based_on``: the revision that the writer saw, 0 for none. Raises ChangedMeanwhile when a
    colleague has saved another meanwhile, and PlanRefused for a draft or an archived plan.
    """
    plan = Plan.objects.select_for_update(of=("self",)).get(pk=action.plan_id)
    check(plan)
    said = {"progress": progress, "evidence": _tidied(evidence), "impact": _tidied(impact)}
    review = PlanReview.objects.filter(action=action, season=season).first()
    if review is None:
        review = PlanReview(action=action, season=season, revision=0)
    changed = [name for name, value in said.items() if getattr(review, name) != value]
    if not changed:
        return review
    if review.revision != based_on:
        raise ChangedMeanwhile(review)
    for name, value in said.items():
        setattr(review, name, value)
    review.revision += 1
    review.at, review.by = timezone.now(), by
    review.save()
    record("reviewed", review, by=by, fields=changed)
    _set_state(action)
    return review


def check(plan):
    """Raise PlanRefused for a plan that is not reviewed: a draft, or an archived one."""
    if plan.state == PlanState.DRAFT:
        raise PlanRefused("Agree the plan first. What is agreed can be reviewed each term.")
    if not plan.is_live:
        raise PlanRefused("This plan is archived, so it is not reviewed any more.")


def _set_state(action):
    """An action is as far as the review of the latest term says."""
    reviews = {each.season: each for each in PlanReview.objects.filter(action=action)}
    latest = next(reviews[season] for season in reversed(SEASONS) if season in reviews)
    PlanAction.objects.filter(pk=action.pk).update(state=latest.progress)


def _tidied(text):
    return tidy(text).strip()


@dataclass(frozen=True)
class Cell:
    """An action in a term: its review, or None; ``is_open``: has the term begun?"""

    season: Season
    review: PlanReview | None
    is_open: bool

    @property
    def name(self):
        """The term in words."""
        return self.season.label


@dataclass(frozen=True)
class Row:
    """An action and its three terms."""

    action: PlanAction
    cells: list[Cell]

    @property
    def is_reviewed(self):
        """Does any term say something of it?"""
        return any(cell.review for cell in self.cells)


def rows_of(plan) -> list[Row]:
    """Every action of the plan with its terms; three statements."""
    begun = seasons_begun(plan.year)
    actions = list(plan.actions.prefetch_related("reviews__by"))
    return [
        Row(
            action,
            [
                Cell(
                    season,
                    next((each for each in action.reviews.all() if each.season == season), None),
                    season in begun,
                )
                for season in SEASONS
            ],
        )
        for action in actions
    ]


def seasons_begun(year) -> list[Season]:
    """The terms of a year that have begun, by the hub's calendar. One statement."""
    today = timezone.localdate()
    terms = Term.objects.filter(school=None, year=year).values_list("season", "starts_on")
    days = {Season(season): day for season, day in terms}
    return [season for season in SEASONS if (days.get(season) or _usual(year, season)) <= today]


def _usual(year, season):
    month = _BEGINS[season]
    first = year.starts_on
    return first if month == 9 else first.replace(year=first.year + 1, month=month)


def to_review(plan) -> tuple[Season, int] | None:
    """The newest term that has begun, and how many actions that are not over it says nothing of.

    None when no term has begun or everything was reviewed.
    """
    begun = seasons_begun(plan.year)
    if not begun:
        return None
    number = _waiting(plan, begun[-1]).count()
    return (begun[-1], number) if number else None


def waiting(plan, season) -> PlanAction | None:
    """The first action that is not over and of which this term says nothing yet."""
    return _waiting(plan, season).first()


def _waiting(plan, season):
    reviewed = PlanReview.objects.filter(season=season).values("action")
    over = (ActionState.DONE, ActionState.DROPPED)
    return plan.actions.exclude(state__in=over).exclude(pk__in=reviewed)
