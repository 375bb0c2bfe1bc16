"""Tells the trail from which door and address a request came."""

from allauth.account.adapter import get_adapter

from hub.trail.context import coming_from


class TrailContext:
    """Sets the origin for the length of a request."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        door = "api" if request.path.startswith("/api/") else "page"
        # allauth knows which proxies are ours, so that nobody can choose the address on record.
        with coming_from(door, get_adapter().get_client_ip(request) or ""):
            return self.get_response(request)
