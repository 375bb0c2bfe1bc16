"""A date to choose, on the home page of a school. Loaded by visits/next_steps.py."""

from django.urls import reverse
from django.utils import timezone

from hub.permissions import may
from schools.next_steps import Step, next_step
from visits.arranging import links
from visits.arranging.clocking import day_of, in_words
from visits.choices import VisitState
from visits.models import Visit


@next_step(order=12)
def visits(school, user):
    """Dates that wait for the school's answer, and the visit that comes next."""
    if not may(user, "visits.ask_for_visit", school):
        return None
    rows = Visit.objects.allowing("visits.answer_visit", user).filter(school=school)
    found = rows.filter(state__in=[VisitState.PROPOSED, VisitState.CONFIRMED])
    steps = []
    for visit in found.select_related("officer").order_by("starts_at", "pk"):
        if visit.state == VisitState.PROPOSED:
            steps.append(
                Step(
                    "Choose a date for the visit by the hub",
                    reverse("visits:reply", args=[visit.pk]),
                    hint=f"{visit.officer} has proposed dates.",
                    due=day_of(links.ends_at(visit)),
                )
            )
        elif visit.ends_at > timezone.now():
            steps.append(
                Step(
                    "See the visit that is coming",
                    visit.get_absolute_url(),
                    hint=f"{visit.officer}, {in_words(visit.starts_at, visit.ends_at)}.",
                    label="Confirmed",
                    colour="info",
                )
            )
    return steps
