"""Families in the menu of staff, and what waits there. By hub/people/menus.py."""

from django.urls import reverse

from hub.home.registry import Todo, entry, thing_to_do
from hub.people.models import FamilyExport
from hub.permissions import may
from hub.policy.pages import settings_page

entry(area="staff", text="Families", url_name="families:search", right="people.enter_families")
settings_page(
    text="Retention",
    hint="What the hub keeps of families no longer: what would go now, and what went.",
    url_name="families:retention",
    # Not the page's own right: whoever sees one line of the settings may open all of the index.
    right="policy.change_settings",
    order=60,
)


@thing_to_do(area="staff", order=40)
def copies_of_data(user):
    """For the office: copies of data that wait to be looked through."""
    if not may(user, "people.release_export"):
        return None
    number = FamilyExport.objects.allowing("people.release_export", user).to_review().count()
    if not number:
        return None
    return Todo(
        text="Look through copies of data",
        url=reverse("families:exports"),
        hint="Carers have asked what we hold of their families. The law gives a month.",
        status=f"{number:,} cop{'y' if number == 1 else 'ies'}",
    )
