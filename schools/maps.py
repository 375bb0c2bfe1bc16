"""Schools on a map: those of a list, and one school on its record."""

from dataclasses import dataclass

from hub.geography.boundaries import outline
from hub.maps import Map
from schools.choices import Phase

#: Which mark of hub.maps stands for which phase.
_KINDS = {
    Phase.PRIMARY: 1,
    Phase.SECONDARY: 2,
    Phase.MIDDLE: 3,
    Phase.SPECIAL: 4,
    Phase.EARLY_YEARS: 5,
    Phase.POST_16: 6,
    Phase.ALL_THROUGH: 7,
    Phase.NOT_KNOWN: 8,
}
_NAMES = {kind: phase.label for phase, kind in _KINDS.items()}


@dataclass(frozen=True)
class SchoolMap:
    """A drawing, and in words what it cannot show. ``count``: all schools, drawn or not."""

    drawing: Map
    count: int
    without_place: int

    @property
    def drawn(self):
        return self.count - self.without_place - self.drawing.outside


def map_of(schools) -> SchoolMap:
    """Every school of a queryset on one map, inside the hub's boundaries; two statements."""
    rows = list(schools.order_by().values_list("easting", "northing", "phase"))
    points = [
        (easting, northing, _KINDS[phase])
        for easting, northing, phase in rows
        if easting is not None
    ]
    return SchoolMap(Map(points, _NAMES, outline()), len(rows), len(rows) - len(points))


def place_of(school) -> Map | None:
    """Where the school stands in the hub's boundaries; None without either, or outside them."""
    rings = [] if school.easting is None else outline()
    if not rings:
        return None
    drawn = Map([], {}, rings, here=(school.easting, school.northing))
    across, down = drawn.here_at
    return drawn if 0 <= across <= drawn.width and 0 <= down <= drawn.height else None
