"""What managers and administrators have to look into about e-mail."""

from datetime import timedelta

from django.db.models.functions import Now
from django.urls import reverse

from hub.home.registry import Todo, thing_to_do
from hub.messaging.models import Message
from hub.permissions import may
from hub.platform.choices import WorkState

RECENT = timedelta(days=7)


@thing_to_do(area="manager", order=40)
def letters_that_did_not_go(user):
    """E-mails that did not go in the last week: the people they were for know nothing of it."""
    if not may(user, "platform.see_health"):
        return None
    lost = Message.objects.filter(
        state__in=[WorkState.FAILED, WorkState.GIVEN_UP], created_at__gt=Now() - RECENT
    )
    # An old code that was of no use any more is no loss.
    number = lost.exclude(last_error="TooLate").count()
    if not number:
        return None
    return Todo(
        "Find out why e-mails are not sent",
        reverse("health_full"),
        hint="They failed in the last week, and whom they were for does not know.",
        status="1 e-mail" if number == 1 else f"{number} e-mails",
        kind="error",
    )
