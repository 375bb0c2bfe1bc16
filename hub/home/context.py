"""What every page's shell needs: the hub's name and contact, and the menu of who looks at it."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser

from hub.home.areas import FOOTER, PUBLIC
from hub.home.here import area_of, school_of
from hub.home.registry import entries_for
from hub.policy.current import hub_settings


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
    key = area.key if area else PUBLIC
    menu = entries_for(user, key)
    right = entries_for(user, key, side="right")
    urls = [each.url for each in menu]
    here = _current(request.path, urls)
    return {
        "demo": settings.HUB_DEMO,
        "area": _name(request, area),
        "wide": bool(area and area.wide),
        "menu": [_link(each, current=each.url == here) for each in menu],
        "right": [_link(each, current=each.url == request.path) for each in right],
        "footer": [_link(each) for each in entries_for(user, FOOTER)],
    }


def _name(request, area):
    """What the header says of where one is: "Hub staff", or for schools the school's name."""
    if area is None:
        return ""
    if area.key == "school" and (school := school_of(request)):
        return school.name
    return area.name


def _current(path, urls):
    """The entry that the page belongs to: the longest address that the page's starts with."""
    return max((url for url in urls if path.startswith(url)), key=len, default=None)


def _link(entry, *, current=False):
    return {"url": entry.url, "text": entry.text, "current": current}
