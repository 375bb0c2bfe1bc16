"""The switch for maintenance: ``touch var/maintenance``, or HUB_MAINTENANCE=1."""

from django.conf import settings

from hub.front.errors import unavailable

BACK_IN_SECONDS = 600


class Maintenance:
    """While the switch is on, every page answers 503; the process check and static files go on."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not is_on() or request.path_info == "/healthz/live":
            return self.get_response(request)
        return unavailable("errors/503.html", BACK_IN_SECONDS)


def is_on():
    """Is the portal closed for maintenance? Asked anew each time, so it needs no restart."""
    return settings.HUB_MAINTENANCE or (settings.VAR_DIR / "maintenance").exists()
