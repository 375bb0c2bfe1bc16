"""Maps drawn on the server as SVG: an outline, and a mark for each thing. This module places them.

Places are eastings and northings on the national grid, in metres. A map says nothing that the list
beside it does not say, so it is hidden from assistive technology.
"""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

#: The drawing is this wide, and from about half to one and a half times as high.
WIDTH, FLATTEST, TALLEST = 1000, 0.5, 1.4
#: So many things have a mark each; of more, those in one square of the grid share one.
ALONE, SQUARE = 1000, 36
#: Not closer than this, in metres, so that one school alone does not stand on a map of its roof.
_NEAREST = 6000
_ROOM = 0.04  # left free round what is shown, as a share of the longer side

# The colours of hub/charts.py, with a shape for each, so that a map reads in black and white.
# (fill, where the pen starts from the middle, what it draws)
MARKS = (
    ("#5A1F5C", (0, -9), "a9 9 0 1 0 .1 0z"),
    ("#0A7F76", (-8, -8), "h16v16h-16z"),
    ("#A86B00", (0, -12), "l11 12-11 12-11-12z"),
    ("#C24A28", (0, -11), "l11 19h-22z"),
    ("#2E6FB0", (-11, -8), "h22l-11 19z"),
    ("#6B6175", (-4, -11), "h8v7h7v8h-7v7h-8v-7h-7v-8h7z"),
    ("#241B2F", (-10, -9), "l20 18v-18l-20 18z"),
    ("#FFFFFF", (0, -8), "a8 8 0 1 0 .1 0z"),
)
#: (at least so many in a square, radius of their shared mark)
SHARED, _SIZES = "#B8A9BD", ((20, 17), (5, 14), (2, 11))


@dataclass(frozen=True)
class Legend:
    """A line under the map: its mark, drawn in a box of 30 by 30, and what it stands for."""

    text: str
    fill: str
    path: str


@dataclass(frozen=True)
class Layer:
    """Every mark of one kind as one path."""

    fill: str
    path: str


@dataclass(frozen=True)
class Map:
    """What is drawn. ``points``: (easting, northing, kind); kinds count from 1, as in ``MARKS``.

    ``names``: what each kind is called. ``outline``: rings of (easting, northing) that frame the
    map; without them the points do. ``here``: (easting, northing) of the one that it is about.
    """

    points: list
    names: dict
    outline: list = field(default_factory=list)
    here: tuple | None = None

    @cached_property
    def _frame(self):
        """(west, north, metres a unit, height): the corner on top, and the scale."""
        corners = [corner for ring in self.outline for corner in ring] or self.points
        if self.here and not self.outline:
            corners = [*corners, self.here]
        eastings = [each[0] for each in corners] or [0]
        northings = [each[1] for each in corners] or [0]
        wide = max(max(eastings) - min(eastings), _NEAREST)
        high = max(max(northings) - min(northings), _NEAREST)
        room = _ROOM * max(wide, high)
        wide, high = wide + 2 * room, high + 2 * room
        wide, high = max(wide, high / TALLEST), max(high, wide * FLATTEST)
        west = (min(eastings) + max(eastings) - wide) / 2
        north = (min(northings) + max(northings) + high) / 2
        return west, north, wide / WIDTH, round(high * WIDTH / wide)

    @property
    def width(self):
        return WIDTH

    @property
    def height(self):
        return self._frame[3]

    def _place(self, easting, northing):
        west, north, scale, _ = self._frame
        return round((easting - west) / scale), round((north - northing) / scale)

    @cached_property
    def _placed(self):
        """[(x, y, kind)] of the points inside the frame."""
        placed = [
            (*self._place(easting, northing), kind) for easting, northing, kind in self.points
        ]
        return [each for each in placed if 0 <= each[0] <= WIDTH and 0 <= each[1] <= self.height]

    @property
    def outside(self):
        """How many points lie beyond the frame, and so are not drawn."""
        return len(self.points) - len(self._placed)

    @property
    def is_merged(self):
        """Do marks stand for several points?"""
        return len(self._placed) > ALONE

    @property
    def border(self):
        """The outline as one path; "" without one."""
        return "".join(
            "M" + "L".join("{} {}".format(*self._place(*corner)) for corner in ring) + "z"
            for ring in self.outline
        )

    @property
    def here_at(self):
        """Where the one that the map is about stands: (x, y)."""
        return self._place(*self.here) if self.here else None

    @cached_property
    def _marks(self):
        """(marks by kind, shared marks by radius), each a list of (x, y)."""
        single, shared = {}, {}
        if not self.is_merged:
            for x, y, kind in self._placed:
                single.setdefault(kind, []).append((x, y))
            return single, shared
        squares = {}
        for point in self._placed:
            squares.setdefault((point[0] // SQUARE, point[1] // SQUARE), []).append(point)
        for (column, row), points in squares.items():
            if len(points) == 1:
                x, y, kind = points[0]
                single.setdefault(kind, []).append((x, y))
            else:
                radius = next(size for least, size in _SIZES if len(points) >= least)
                middle = column * SQUARE + SQUARE // 2, row * SQUARE + SQUARE // 2
                shared.setdefault(radius, []).append(middle)
        return single, shared

    @property
    def layers(self):
        """The marks, a path a kind; shared ones lie under the others."""
        single, shared = self._marks
        drawn = [Layer(SHARED, _circles(places, radius)) for radius, places in shared.items()]
        for kind, places in sorted(single.items()):
            fill, _, _ = MARKS[kind - 1]
            drawn.append(Layer(fill, "".join(_mark(kind, x, y) for x, y in places)))
        return drawn

    @property
    def legend(self):
        """What each mark stands for, with how many there are of it, in the order of the kinds."""
        numbers = Counter(kind for _, _, kind in self._placed)
        lines = [
            Legend(f"{self.names[kind]} ({number:,})", MARKS[kind - 1][0], _mark(kind, 15, 15))
            for kind, number in sorted(numbers.items())
        ]
        if self.is_merged:
            text = "Several close together: the larger, the more"
            lines.append(Legend(text, SHARED, _circles([(15, 15)], _SIZES[1][1])))
        return lines


def _mark(kind, x, y):
    _, (right, down), drawing = MARKS[kind - 1]
    return f"M{x + right} {y + down}{drawing}"


def _circles(places, radius):
    return "".join(f"M{x} {y - radius}a{radius} {radius} 0 1 0 .1 0z" for x, y in places)
