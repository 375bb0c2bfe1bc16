"""Who may look at the gallery of components."""

from django.conf import settings

from hub.permissions import EVERYTHING, NOTHING, right


@right("gallery.see", public=EVERYTHING if settings.HUB_DEMO else NOTHING)
def see(user):
    """Those who shape the pages; in a demonstration anybody."""
    if settings.HUB_DEMO or user.has_role("manager", "admin", "editor"):
        return EVERYTHING
    return NOTHING
