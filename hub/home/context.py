"""What every page's shell needs: the hub's name and contact, and the menu of who looks at it."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from hub.home.areas import FOOTER, NO_ROLE, PUBLIC
from hub.home.here import area_of, areas_of, school_of, schools_of
from hub.home.registry import Entry, entries_for
from hub.policy.current import hub_settings

_SWITCH = Entry("Switch school", "home:choose_school")


def shell(request):
    """``hub`` (HubSettings) and ``shell`` for templates/base.html.

    Kept on the request, because a page may render several templates; never longer, because it
    depends on who asks.
    """
    if not hasattr(request, "_shell"):
        request._shell = _shell(request)
    return {"hub": hub_settings(), "shell": request._shell}


def _shell(request):
    user = getattr(request, "user", None) or AnonymousUser()
    area = area_of(request)
    signed_out = not user.is_authenticated
    menu = entries_for(user, area.key if area else PUBLIC)
    right = entries_for(user, area.key if area else PUBLIC if signed_out else NO_ROLE, side="right")
    has_several_schools = bool(area) and area.key == "school" and len(schools_of(user)) > 1
    if has_several_schools:
        right.insert(0, _SWITCH)
    here = _current(request.path, menu)
    return {
        "demo": settings.HUB_DEMO,
        "outbox_url": reverse("messaging:outbox") if settings.HUB_DEMO else "",
        "area": area.name if area else "",
        "school": school_of(request) if area and area.key == "school" else None,
        "can_switch_area": area is not None and len(areas_of(user)) > 1,
        "can_switch_school": has_several_schools,
        "wide": bool(area and area.wide),
        "menu": [_link(each, current=each is here) for each in menu],
        "right": [_link(each, current=each.url == request.path) for each in right],
        "footer": [_link(each) for each in entries_for(user, FOOTER)],
    }


def _current(path, entries):
    """The entry that the page belongs to: the one that covers most of the page's address."""
    found = [each for each in entries if each.covers(path)]
    return max(found, key=lambda each: each.covers(path), default=None)


def _link(entry, *, current=False):
    return {"url": entry.url, "text": entry.text, "current": current}
