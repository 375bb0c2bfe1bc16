"""What of the figures may leave the hub: counts, shares and sums, with small ones hidden."""

from dataclasses import dataclass

from schools.needs.counting import Needs, Row
from schools.needs.figures import FIGURES, TRAINING
from schools.needs.groups import ALL, PHASE, REGION
from schools.needs.hiding import hidden_cells
from schools.small_numbers import is_few, least_told, too_few

#: Of a count that is not small, but would tell of one that is.
NOT_SHOWN = "not shown"


@dataclass(frozen=True)
class Told:
    """One Row as it may be told: ``hidden`` are places of its cells, the last "not told".

    ``least``: the smallest count that is told.
    """

    row: Row
    hidden: frozenset
    least: int

    def number(self, place):
        """How many schools gave the answer, "fewer than 5", or that it is not shown."""
        return _written(self.row.cells[place], place in self.hidden)

    def share(self, place):
        """Per cent of those that told, None when it may not be told or nobody did."""
        if place in self.hidden or self.is_told_hidden:
            return None
        return self.row.share(place)

    @property
    def is_told_hidden(self):
        """Would the number of those that told give a hidden number away, or is it small itself?"""
        return len(self.row.numbers) in self.hidden or is_few(self.row.told, self.least)

    @property
    def told(self):
        """How many told, "fewer than 5", or that it is not shown."""
        return _written(self.row.told, self.is_told_hidden)

    @property
    def low(self):
        """Per cent at the two lower levels; their sum tells no hidden number by itself."""
        halves = (sum(self.row.numbers[:2]), sum(self.row.numbers[2:]))
        few = any(is_few(half, self.least) for half in halves)
        return None if self.is_told_hidden or few else self.row.low

    @property
    def mean(self):
        """The mean level: not where a level is hidden, which it could give away."""
        return None if self.hidden else self.row.mean


def _written(number, is_hidden):
    if not is_hidden:
        return number
    # A large number that is hidden to guard a small one is not "fewer than" anything.
    return too_few() if is_few(number) else NOT_SHOWN


def told_of(needs: Needs) -> dict[tuple, Told]:
    """{key of the row: Told} of every row."""
    found: dict[tuple, Told] = {}
    least = least_told()
    for figure in FIGURES.values():
        for year in needs.years:
            found |= _of_figure(needs, figure, year, least)
    return found


def _of_figure(needs, figure, year, least):
    shares_out = figure.section != TRAINING
    total = needs.row(figure, year=year)
    found: dict[tuple, Told] = {}
    for kind in (REGION, PHASE):
        groups = needs.of_kind(kind) if year == needs.years[0] else []
        rows = [needs.row(figure, group, year) for group in groups]
        hidden, of_total = hidden_cells(
            [row.cells for row in rows], total=total.cells, shares_out=shares_out, least=least
        )
        for n, row in enumerate(rows):
            places = frozenset(column for at, column in hidden if at == n)
            found[figure.key, kind, row.group.key, year] = Told(row, places, least)
        found[figure.key, ALL, "", year] = Told(total, frozenset(of_total), least)
    return found
