"""What the API offers. Each app registers its own resources in its ``api.py``.

    from hub.api.registry import resource

    @resource("schools")
    class SchoolViewSet(ReadOnlyModelViewSet):
        rights = {"list": "schools.see_school", "retrieve": "schools.see_school"}

An action or method that ``rights`` does not name is refused (hub/permissions.py).
"""

from django.urls import re_path
from django.utils.module_loading import autodiscover_modules
from rest_framework.routers import SimpleRouter


class Router(SimpleRouter):
    """DRF's routes, with and without the slash at the end: a redirect would lose a POST's body."""

    def __init__(self):
        super().__init__()
        self.trailing_slash = "/?"


_router = Router()
_endpoints: dict[str, object] = {}


def resource(prefix, *, basename=None):
    """Register the viewset below at ``/api/v1/<prefix>/``; its routes are ``api:<prefix>-list``…"""

    def register(viewset):
        _router.register(prefix, viewset, basename=basename or prefix.replace("/", "-"))
        return viewset

    return register


def endpoint(path):
    """Register the APIView below, which is one thing and no collection, at ``/api/v1/<path>/``."""

    def register(view):
        if path in _endpoints:
            raise ValueError(f"/api/v1/{path}/ is registered twice.")
        _endpoints[path] = view
        return view

    return register


def urlpatterns():
    """The routes of every app's ``api.py``."""
    autodiscover_modules("api")
    singles = [
        re_path(rf"^{path}/?$", view.as_view(), name=path) for path, view in _endpoints.items()
    ]
    return singles + _router.urls


def names():
    """Route names of what the API's front page lists: each single thing and each collection."""
    return sorted(_endpoints) + sorted(f"{basename}-list" for _, _, basename in _router.registry)
