"""The audit among what a school does next. Loaded by schools/next_steps.py."""

from django.urls import reverse

from hub.calendar.years import AcademicYear
from hub.permissions import may
from schools.models import Audit
from schools.next_steps import Step, next_step


@next_step(order=26)
def audit_of_the_year(school, user):
    """Begin this year's audit, or go on with it; and finish one that is left from before."""
    if not may(user, "schools.do_audit", school):
        return None
    year = AcademicYear.current()
    audits = {each.year: each for each in _of(school, year)}
    left = [each for each in audits.values() if each.is_open and each.year < year]
    steps = [_finish(each) for each in left]
    current = audits.get(year)
    if current is None and not left and school.is_open:
        steps.append(
            Step(
                f"Begin the music audit {year}",
                reverse("schools:audit", args=[school.pk]),
                hint="About forty minutes, in as many sittings as you like. You get your strengths "
                "and three next steps.",
                label="Not started",
            )
        )
    elif current is not None and current.is_open:
        steps.append(_finish(current))
    return steps


def _of(school, year):
    return Audit.objects.filter(school=school, year__gte=year - 1).select_related("filling")


def _finish(audit):
    if audit.reopened_at:
        hint = "The hub has given it back to you."
    else:
        hint = "A colleague can go on where you stopped."
    return Step(
        f"Finish the music audit {audit.year}",
        audit.get_absolute_url(),
        hint=hint,
        label="In progress",
        colour="info",
    )
