"""The basket in the corner, and offers to answer. Loaded by tuition/menus.py."""

from django.urls import reverse
from django.utils import timezone

from hub.home.registry import Todo, entry, thing_to_do
from hub.places.choices import PlaceState
from tuition.models import Enrolment

entry(area=("public", "parent", "no-role"), text="Basket", url_name="tuition:basket", side="right")


@thing_to_do(area="parent", order=5)
def offers_to_answer(user):
    """One line for each offer, the first to run out on top."""
    rows = Enrolment.objects.allowing("tuition.answer_offer", user).filter(
        state=PlaceState.OFFERED, answer_by__gt=timezone.now()
    )
    return [
        Todo(
            f"Answer the offer {row.reference}",
            reverse("tuition:offer", args=[row.pk]),
            hint=f"A place has come up. Answer by {timezone.localtime(row.answer_by):%A %-d %B}.",
            status="To answer",
        )
        for row in rows.order_by("answer_by")[:10]
    ]
