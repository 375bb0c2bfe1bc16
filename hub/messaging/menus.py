"""E-mail in the menus of staff, and what managers have to look into about it."""

from datetime import timedelta

from django.urls import reverse

from hub.home.registry import Todo, entry, thing_to_do
from hub.messaging.models import Message
from hub.permissions import may
from hub.policy.pages import settings_page

RECENT = timedelta(days=7)

entry(area="manager", text="E-mail", url_name="messages:list", right="messaging.see_message")
entry(area="staff", text="E-mail", url_name="messages:templates", right="messaging.see_template")

settings_page(
    text="Texts of e-mails",
    hint="Every e-mail of the portal, with made-up people and links",
    url_name="messages:templates",
    right="messaging.see_message",
    order=60,
)


@thing_to_do(area="manager", order=40)
def letters_that_did_not_go(user):
    """E-mails that did not go in the last week: the people they were for know nothing of it."""
    if not may(user, "messaging.see_message"):
        return None
    # An old code that was of no use any more is no loss, nor is what staff have stopped.
    number = Message.objects.dead_letters().written_within(RECENT).count()
    if not number:
        return None
    return Todo(
        "Find out why e-mails are not sent",
        f"{reverse('messages:list')}?state=lost",
        hint="They failed in the last week, and whom they were for does not know.",
        status="1 e-mail" if number == 1 else f"{number} e-mails",
        kind="error",
    )
