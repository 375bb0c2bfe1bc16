"""What goes along when a region of the hub goes into another one. Every app adds its own.

In an app's ``merged_regions.py``::

    from schools.region_merging import merges

    @merges(in_use=lambda region: RegionalPlan.objects.filter(region=region).exists())
    def plans(region, into, *, by):
        RegionalPlan.objects.filter(region=region).update(region=into)

It runs inside the transaction that removes the region, before the region goes. ``in_use``: does
something of the app's name the region, so that another one has to take it over?
"""

from collections.abc import Callable
from functools import cache

from django.utils.module_loading import autodiscover_modules

_steps: list[tuple[Callable, Callable]] = []


def merges(*, in_use):
    """Register the function below, ``(region, into, *, by)``."""

    def register(function):
        _steps.append((function, in_use))
        return function

    return register


@cache
def _load():
    autodiscover_modules("merged_regions")


def is_in_use(region) -> bool:
    """Does something of any app name the region?"""
    _load()
    return any(in_use(region) for _, in_use in _steps)


def merge(*, region, into, by) -> None:
    """Have every app hand over what it has of the region."""
    _load()
    for function, _ in _steps:
        function(region, into, by=by)
