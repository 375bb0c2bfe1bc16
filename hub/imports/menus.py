"""Imports among the settings, and those that wait for somebody."""

from django.urls import reverse

from hub.home.registry import Todo, thing_to_do
from hub.imports.models import Import
from hub.permissions import may
from hub.platform.choices import WorkState
from hub.policy.pages import settings_page

#: One's own are few: five at a time may be under way.
MOST_COUNTED = 100

settings_page(
    text="Imports",
    hint="Take in the register of schools and other tables, and see what was taken in when.",
    url_name="imports:index",
    # Officers, who bring files too, find them from the list of schools: they have no settings.
    right="policy.change_settings",
)


@thing_to_do(area=("staff", "manager"), order=35)
def imports_that_wait(user):
    """One's own files that were checked and wait for a yes, or could not be taken in."""
    if not may(user, "imports.bring_file"):
        return None
    own = Import.objects.filter(requested_by=user)
    own = own.waiting_for_an_answer() | own.failed()
    states = list(own.values_list("state", flat=True)[:MOST_COUNTED])
    if not states:
        return None
    number, ready = len(states), WorkState.DONE in states
    return Todo(
        "Answer imports that were checked" if ready else "Look at imports that were refused",
        reverse("imports:index"),
        hint="Nothing of a file is taken in before you say so.",
        status="1 import" if number == 1 else f"{number} imports",
        kind="warn" if ready else "error",
    )
