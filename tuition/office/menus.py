"""The office's list in the menu, and offers that wait. By tuition/menus.py."""

from django.urls import reverse

from hub.home.registry import Todo, entry, thing_to_do
from hub.permissions import may
from hub.places.choices import PlaceState
from tuition.models import Enrolment

#: Nobody needs to know how many more.
_MOST = 1_000

entry(
    area=("staff", "manager"),
    text="Lessons",
    url_name="tuition:applications",
    right="tuition.see_waiting_list",
    within="/(lessons|venues)/",
)


@thing_to_do(area="staff", order=40)
def applications(user):
    """Applications that nobody has answered."""
    if not may(user, "tuition.offer_place"):
        return None
    number = Enrolment.objects.filter(state=PlaceState.APPLIED)[: _MOST + 1].count()
    if not number:
        return None
    many = f"more than {_MOST:,}" if number > _MOST else f"{number:,}"
    return Todo(
        "Answer applications for lessons",
        f"{reverse('tuition:applications')}?state=applied",
        hint="Offer a place, put the learner on the waiting list, or say why not.",
        status=f"{many} application{'' if number == 1 else 's'}",
    )
