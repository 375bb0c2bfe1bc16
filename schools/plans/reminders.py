"""What the portal does by itself about plans: remind, call for review, put away what is over."""

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from hub.accounts.choices import Role
from hub.accounts.models import RoleGrant
from hub.calendar.years import AcademicYear
from schools.choices import PlanState
from schools.models import Plan, PlanReminder, School
from schools.plans import lifecycle, notices
from schools.plans.refusals import PlanRefused
from schools.plans.steps import is_near

_BATCH = 200


def remind() -> int:
    """Remind each school once of the plan for the year that begins; returns how many schools.

    Only in the days before 1 September that the hub has set, and only open schools with a lead or
    head on the portal that have published none. Safe to run twice.
    """
    year = AcademicYear.current().next
    if not is_near(year):
        return 0
    people = RoleGrant.objects.live().filter(
        role__in=[Role.LEAD, Role.HEAD], user__is_active=True, school__isnull=False
    )
    done = PlanReminder.objects.filter(year=year).values("school")
    out = Plan.objects.out().filter(year=year).values("school")
    schools = School.objects.open().filter(pk__in=people.values("school"))
    schools = schools.exclude(pk__in=done).exclude(pk__in=out).order_by("pk")
    return sum(_remind(school, year) for school in schools[:_BATCH])


@transaction.atomic
def _remind(school, year):
    _, is_new = PlanReminder.objects.get_or_create(school=school, year=year)
    if is_new:
        notices.reminder(school, year, notices.colleagues_at(school))
    return is_new


def call_for_review() -> int:
    """Published plans whose day of review has come fall due; returns how many."""
    due = Plan.objects.filter(state=PlanState.PUBLISHED, review_on__lte=timezone.localdate())
    return sum(lifecycle.mark_review_due(plan=plan) for plan in due.order_by("pk")[:_BATCH])


def put_away() -> int:
    """Archive what is over: drafts of years that ended, and plans that a later one has followed."""
    now = AcademicYear.current()
    ended = Plan.objects.live().filter(year__lt=now)
    never_out = ended.filter(state__in=[PlanState.DRAFT, PlanState.AGREED])
    later = Plan.objects.out().filter(school=OuterRef("school"), year__gt=OuterRef("year"))
    followed = ended.out().filter(Exists(later))
    reasons = [
        (never_out, "The year ended before the plan was published."),
        (followed, "The year ended, and a later plan is published."),
    ]
    return sum(
        _archive(plan, reason)
        for plans, reason in reasons
        for plan in plans.order_by("pk")[:_BATCH]
    )


def _archive(plan, reason):
    try:
        lifecycle.archive(plan=plan, by=None, reason=reason)
    except PlanRefused:  # somebody was quicker
        return False
    return True
