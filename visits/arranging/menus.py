"""Visits in the menu of schools, and what officers have to do about them. By visits/menus.py."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from hub.home.registry import Todo, entry, thing_to_do
from hub.permissions import may
from hub.policy.pages import settings_page
from hub.policy.values import value
from visits.arranging.words import to_write
from visits.choices import VisitState
from visits.models import Visit, VisitRequest

entry(area="school", text="Visits", url_name="visits:own", right="visits.ask_for_visit")
settings_page(
    text="Types of visits",
    hint="What visits to schools are called, how long they take, and which count in the cycle.",
    url_name="visits:types",
    right="visits.set_types",
)


@thing_to_do(area="staff", order=20)
def schools_that_ask(user):
    """For officers: schools of their region that ask for a visit."""
    if not may(user, "visits.write_diary"):
        return None
    waiting = VisitRequest.objects.allowing("visits.answer_request", user)
    number = waiting.filter(answered_at=None).count()
    if not number:
        return None
    return Todo(
        text="Answer schools that ask for a visit",
        url=reverse("visits:requests"),
        hint="With a visit, or with a few words.",
        status=f"{number:,} school{'' if number == 1 else 's'}",
    )


@thing_to_do(area="staff", order=22)
def own_visits(user):
    """For officers: their visits to arrange, without an answer, and to write up."""
    if not may(user, "visits.write_diary"):
        return None
    mine = Visit.objects.filter(officer=user.pk)
    now = timezone.now()
    before = now - timedelta(days=value("visit-chase-days"))
    booked, whose = reverse("visits:booked"), {"officer": user.pk}
    lines = [
        (
            mine.filter(to_write(now)),
            "Write up your visits",
            f"{reverse('visits:to_write_up')}?{urlencode(whose)}",
            "The school waits for its report. What did not take place is moved or called off.",
        ),
        (
            mine.filter(state=VisitState.TO_ARRANGE),
            "Arrange your visits",
            f"{booked}?{urlencode(whose | {'state': VisitState.TO_ARRANGE.value})}",
            "Propose dates to the school, or fix one by telephone.",
        ),
        (
            mine.filter(state=VisitState.PROPOSED, proposed_at__lt=before),
            "Ask schools that have not answered",
            f"{booked}?{urlencode(whose | {'state': VisitState.PROPOSED.value})}",
            "They have had dates for some days. A call is often quicker.",
        ),
    ]
    return [
        Todo(text, url, hint, f"{number:,} visit{'' if number == 1 else 's'}")
        for rows, text, url, hint in lines
        if (number := rows.count())
    ]
