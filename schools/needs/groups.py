"""Whom a figure is about: all schools that are looked at, or those of a region or phase."""

from dataclasses import dataclass
from functools import cache
from urllib.parse import urlencode

from django.urls import reverse

from schools.choices import Phase
from schools.filters import NO_REGION

ALL, REGION, PHASE, DISTRICT = "all", "region", "phase", "district"


@dataclass(frozen=True)
class Group:
    """``kind``: all, region, phase or district; ``key``: its value as a filter; ``of``: schools."""

    kind: str
    key: str
    name: str
    of: int

    def url(self, figure, value, year, filters):
        """The list of the schools that a number of this group counts."""
        query = dict(filters.lists()) | {"year": str(year), "figure": figure, "answer": value}
        if self.kind != ALL:
            query[self.kind] = self.key
        return f"{_list()}?{urlencode(query, doseq=True)}"


@cache
def _list():
    return reverse("schools:needs_schools")


def groups_from(counts):
    """[Group] of rows (region's name, phase, schools): all, then regions and phases by name."""
    regions: dict = {}
    phases: dict = {}
    for region, phase, number in counts:
        regions[region] = regions.get(region, 0) + number
        phases[phase] = phases.get(phase, 0) + number
    return [
        Group(ALL, "", "All schools", sum(regions.values())),
        *(
            Group(REGION, region or NO_REGION, region or "No region", regions[region])
            for region in sorted(regions, key=lambda name: (name is None, name))
        ),
        *(
            Group(PHASE, phase.value, str(phase.label), phases[phase.value])
            for phase in Phase
            if phase.value in phases
        ),
    ]


def places(region, phase):
    """The groups that a school of this region and phase counts in: (kind, key)."""
    return ((ALL, ""), (REGION, region or NO_REGION), (PHASE, phase))
