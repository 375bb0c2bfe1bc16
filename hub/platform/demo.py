"""The demo's fictional county. Each app adds its own part in its ``demo.py``.

    @demo_builder("schools", order=10)
    def build(county): ...

A builder runs once for a database, inside one transaction with all others. It draws every chance
from ``county.chance(...)``, so that the same arguments make the same county.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules

from hub.platform.models import DemoCounty

#: A county as hubs have them: some hundred schools.
SCHOOLS = 300


class DemoRefused(Exception):
    """The county cannot be made here. The message says why."""


@dataclass
class County:
    """What builders are told, and what they tell each other.

    ``schools``: how many. ``as_of``: the day on which the county stands still. ``places``: the
    school, trust and region at which the demo's people have their roles, set by who owns them.
    """

    schools: int
    seed: int
    as_of: date
    places: dict = field(default_factory=dict)

    def chance(self, name):
        """A random generator of one's own: what one builder draws moves no other's numbers."""
        return random.Random(f"{self.seed}:{name}")  # noqa: S311  (a story, not a secret)


@dataclass(frozen=True)
class Builder:
    """One part of the county; lower orders are built first."""

    name: str
    order: int
    build: Callable[[County], None]


_builders: dict[str, Builder] = {}
_strangers: list[Callable[[], str]] = []


def demo_builder(name, *, order):
    """Register the function below as the builder of one part."""

    def register(build):
        _builders[name] = Builder(name, order, build)
        return build

    return register


def demo_stranger(find):
    """Register the function below: it says in words whom it found that no demo made, or ""."""
    _strangers.append(find)
    return find


@transaction.atomic
def build(*, schools=None, seed=None, as_of=None):
    """Build what is missing of the county and return the names of the parts that were built.

    Nothing when all stands already. What is not given is as it was when the county was first made,
    then: 300 schools, seed 1, today. Raises DemoRefused when the database holds somebody whom no
    demo made, or a county of other arguments.
    """
    autodiscover_modules("demo")
    first = {"schools": schools or SCHOOLS, "seed": 1 if seed is None else seed}
    first["as_of"] = as_of or timezone.localdate()
    DemoCounty.objects.get_or_create(pk=1, defaults=first)
    standing = DemoCounty.objects.select_for_update().get(pk=1)  # the second of two runs waits
    asked = (
        schools or standing.schools,
        standing.seed if seed is None else seed,
        as_of or standing.as_of,
    )
    if asked != (standing.schools, standing.seed, standing.as_of):
        raise DemoRefused(
            f"This database holds the demo county of --schools {standing.schools} "
            f"--seed {standing.seed} --as-of {standing.as_of}. Use those, or an empty database."
        )
    missing = sorted(
        (each for each in _builders.values() if each.name not in standing.parts),
        key=lambda each: (each.order, each.name),
    )
    if missing:
        _refuse_strangers()
        county = County(schools=standing.schools, seed=standing.seed, as_of=standing.as_of)
        for each in missing:
            each.build(county)
        standing.parts = [*standing.parts, *(each.name for each in missing)]
        standing.save()
    return [each.name for each in missing]


def _refuse_strangers():
    for find in _strangers:
        found = find()
        if found:
            raise DemoRefused(
                f"This database holds {found}, whom no demo made. The demo needs one of its own."
            )
