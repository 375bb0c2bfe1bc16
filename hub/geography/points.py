"""What stands in a postcode, and where: from it follows about where that postcode is.

An app that knows such things says so in its ``points.py``::

    from hub.geography.points import points

    @points("schools")
    def schools():
        return School.objects.filter(easting__isnull=False)

The rows have ``postcode`` (tidy), ``easting`` and ``northing``.
"""

from collections.abc import Callable
from functools import cache

from django.utils.module_loading import autodiscover_modules

_sources: dict[str, Callable] = {}


def points(name):
    """Register the function below, ``() -> queryset``. ``name``: of what, in the plural."""

    def register(function):
        if name in _sources:
            raise ValueError(f"The points of {name} are registered twice.")
        _sources[name] = function
        return function

    return register


def sources():
    """[(name, queryset)] of every app that knows points."""
    _load()
    return [(name, function()) for name, function in _sources.items()]


@cache
def _load():
    autodiscover_modules("points")
