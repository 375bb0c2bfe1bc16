"""The overview's tables and charts: every number with its list, and what of it may be printed."""

from dataclasses import dataclass, field

from hub.charts import Bar, BarChart
from hub.lists import Column
from schools.needs.counting import Needs
from schools.needs.figures import (
    AUDIT_FIGURES,
    COLD_FIGURES,
    FIGURES,
    LOW,
    NOT_TOLD,
    TOLD,
)
from schools.needs.groups import ALL
from schools.needs.telling import told_of
from schools.small_numbers import is_few, too_few

_WEAKEST = 3


@dataclass(frozen=True)
class Cell:
    """One cell: ``text`` on screen, ``printed`` where it leaves the hub, ``url`` of its list.

    ``parts``: several in one cell, each with a list of its own. ``is_text``: it stands on the left.
    """

    heading: str
    text: str = ""
    printed: str = ""
    url: str = ""
    parts: tuple = ()
    is_text: bool = False


@dataclass(frozen=True)
class Table:
    """A table of the overview. ``rows``: [(label, url of the label, cells)].

    ``told``: how many schools told what it counts, of how many, where no column says so.
    """

    caption: str
    columns: list[Column]
    rows: list = field(default_factory=list)
    told: Cell | None = None


class Overview:
    """Lays the figures out. ``filters``: the query that every list keeps."""

    def __init__(self, needs: Needs, filters):
        self.needs, self.filters = needs, filters
        self.told = told_of(needs)
        self.year = needs.years[0]

    def _url(self, figure, value, group=None, year=None):
        group = group or self.needs.all
        return group.url(figure.key, value, year or self.year, self.filters)

    def _one(self, figure, group=None, year=None):
        group = group or self.needs.all
        return self.told[figure.key, group.kind, group.key, year or self.year]

    def _count(self, heading, figure, place, group=None, year=None):
        """The number of schools that gave an answer; ``place`` None: of those that told."""
        one = self._one(figure, group, year)
        row = one.row
        if place is None:
            url = self._url(figure, TOLD, group, year)
            of = f" of {row.asked:,}"
            return Cell(heading, f"{row.told:,}{of}", f"{_words(one.told)}{of}", url)
        is_rest = place == len(row.numbers)
        number = row.cells[place]
        value = NOT_TOLD if is_rest else figure.answers[place].value
        text, printed = f"{number:,}", _words(one.number(place))
        if is_rest:
            text, printed = f"{text} of {row.asked:,}", f"{printed} of {row.asked:,}"
        elif row.told:
            text += f" ({row.share(place)}%)"
            printed += "" if one.share(place) is None else f" ({one.share(place)}%)"
        return Cell(heading, text, printed, self._url(figure, value, group, year) if number else "")

    def _low(self, heading, figure, group=None, year=None, *, name=""):
        """The share that is not yet or emerging, with its list."""
        one = self._one(figure, group, year)
        if one.row.low is None:
            return Cell(heading, "–", "–", is_text=bool(name))
        before = f"{name}: " if name else ""
        printed = f"{before}not told" if one.low is None else f"{before}{one.low}%"
        url = self._url(figure, LOW, group, year) if one.row.low else ""
        return Cell(heading, f"{before}{one.row.low}%", printed, url, is_text=bool(name))

    def _earlier(self):
        return [(str(year), year) for year in self.needs.years[1:]]

    # --- the audit -------------------------------------------------------------------------------
    def _weakest_first(self, group=None):
        """Areas that somebody told of, the weakest first; equal ones in the audit's order."""
        rows = [
            (figure, self.needs.row(figure, group))
            for figure in AUDIT_FIGURES
            if self.needs.row(figure, group).told
        ]
        return [figure for figure, row in sorted(rows, key=lambda each: -each[1].low)]

    def areas(self):
        """Each area of the audit by level, the weakest first, beside the last two years."""
        levels = [answer.label for answer in AUDIT_FIGURES[0].answers]
        headings = ["Area", *levels, "Mean (0 to 3)", "Told"]
        earlier = [(f"Weak in {words}", year) for words, year in self._earlier()]
        columns = _columns(*headings, *(heading for heading, _ in earlier))
        rows = []
        for figure in self._weakest_first():
            one = self._one(figure)
            mean = "–" if one.mean is None else f"{one.mean}"
            cells = [self._count(words, figure, n) for n, words in enumerate(levels)]
            cells.append(Cell(headings[5], f"{one.row.mean}", mean))
            cells.append(self._count("Told", figure, None))
            cells += [self._low(heading, figure, year=year) for heading, year in earlier]
            rows.append((figure.label, "", cells))
        return Table("Areas of the audit, the weakest first", columns, rows)

    def areas_chart(self):
        """The share of weak schools by area. What may not leave the hub is not drawn."""
        bars = [self._weak_bar(figure) for figure in self._weakest_first()]
        title = f"Schools that are not yet there or emerging, {self.year}"
        summary = "; ".join(f"{bar.label}: {bar.text}" for bar in bars)
        return BarChart("areas", title, summary, bars, "Area", "Share of those that told")

    def _weak_bar(self, figure):
        one = self._one(figure)
        if one.low is None:
            return Bar(figure.label, 0, "too few schools to tell")
        return Bar(figure.label, one.low, f"{one.low}%")

    def weakest(self, kind, name):
        """For each region or phase how many told, and its three weakest areas."""
        places = ["Weakest", "Second", "Third"]
        columns = [
            Column(name),
            Column("Told the hub", number=True),
            *map(Column, places),
            Column("Plan published", number=True),
        ]
        rows = []
        for group in self.needs.of_kind(kind):
            weak = self._weakest_first(group)[:_WEAKEST]
            cells = [self._count("Told the hub", FIGURES["told"], None, group)]
            for n, heading in enumerate(places):
                if n < len(weak):
                    cells.append(self._low(heading, weak[n], group, name=weak[n].label))
                else:
                    cells.append(Cell(heading, "–", "–", is_text=True))
            published = [answer.value for answer in FIGURES["plan"].answers].index("published")
            cells.append(self._count(columns[-1].text, FIGURES["plan"], published, group))
            rows.append((group.name, f"?{self._narrowed(group)}", cells))
        return Table(f"Weakest areas by {name.lower()}", columns, rows)

    def _narrowed(self, group):
        query = self.filters.copy()
        query.setlist(group.kind, [group.key])
        query["year"] = str(self.year)
        return query.urlencode()

    # --- training, budgets, cold spots, plans ----------------------------------------------------
    def training(self):
        """Topics of training, the most wanted first, beside the last two years."""
        figure = FIGURES["training"]
        row = self.needs.row(figure)
        order = sorted(range(len(figure.answers)), key=lambda n: (-row.numbers[n], n))
        columns = _columns("Topic", "Schools", *(words for words, _ in self._earlier()))
        rows = [
            (
                figure.answers[n].label,
                "",
                [
                    self._count("Schools", figure, n),
                    *(self._count(words, figure, n, year=y) for words, y in self._earlier()),
                ],
            )
            for n in order
        ]
        told = self._count("Told", figure, None)
        return Table("Topics of training asked for", columns, rows, told)

    def budgets(self):
        """How music budgets are spread: in all by year, then by region and phase."""
        figure, needs = FIGURES["budget"], self.needs
        names = ["Lowest", "Lower quarter", "Median", "Upper quarter", "Highest"]
        columns = _columns("Schools", "Told", *names)
        places = [(f"All schools, {year}", needs.all, year) for year in needs.years]
        places += [(group.name, group, self.year) for group in needs.groups if group.kind != ALL]
        rows = []
        for label, group, year in places:
            spread = needs.spreads.get((group.kind, group.key, year))
            cells = [self._count("Told", figure, None, group, year)]
            for heading, value in zip(names, _pounds(spread), strict=True):
                hidden = spread is not None and is_few(spread.told)
                cells.append(Cell(heading, value, "not told" if hidden else value))
            rows.append((label, "", cells))
        return Table("Music budgets in pounds a year", columns, rows)

    def cold_spots(self):
        """What schools are known to have none of, beside the last two years."""
        earlier = [(f"None in {words}", year) for words, year in self._earlier()]
        columns = _columns("What", "None", "Some", "Not told", *(words for words, _ in earlier))
        rows = []
        for figure in COLD_FIGURES:
            cells = [self._count("None", figure, 0), self._count("Some", figure, 1)]
            cells.append(self._count("Not told", figure, 2))
            cells += [self._count(words, figure, 0, year=year) for words, year in earlier]
            rows.append((figure.label, "", cells))
        return Table("Schools without", columns, rows)

    def districts(self, found):
        """What no school of a district is known to have. ``found``: [ColdDistrict]."""
        columns = [Column("District"), Column("Schools", number=True), Column("None known to have")]
        rows = []
        for district in found:
            group = district.group
            cells = [Cell("Schools", f"{group.of:,}", f"{group.of:,}")]
            parts = tuple(self._lacking(figure, told, group) for figure, told in district.lacks)
            cells.append(Cell(columns[2].text, parts=parts, is_text=True))
            rows.append((group.name, "", cells))
        return Table("Districts without", columns, rows)

    def _lacking(self, figure, told, group):
        name = figure.label[:1].lower() + figure.label[1:]
        of = too_few() if is_few(told) else f"{told:,}"
        url = self._url(figure, "none", group)
        return Cell("", f"{name} ({told:,} told)", f"{name} ({of} told)", url)

    def plans(self):
        """Development plans by how far they are, beside the last two years."""
        figure = FIGURES["plan"]
        columns = _columns("Plan", "Schools", *(words for words, _ in self._earlier()))
        labels = [*(answer.label for answer in figure.answers), "Not told"]
        rows = [
            (
                label,
                "",
                [
                    self._count("Schools", figure, n),
                    *(self._count(words, figure, n, year=y) for words, y in self._earlier()),
                ],
            )
            for n, label in enumerate(labels)
        ]
        told = self._count("Told", figure, None)
        return Table("Music development plans", columns, rows, told)

    def coverage(self):
        """How many schools have told anything, year by year."""
        names = {"Told by the school": "told", "Anything known": "known"}
        names["Audit submitted"] = "audited"
        rows = [
            (
                str(year),
                "",
                [self._count(words, FIGURES[key], None, year=year) for words, key in names.items()],
            )
            for year in self.needs.years
        ]
        return Table("Who has told the hub", _columns("Year", *names), rows)

    def definitions(self):
        """[(figure, what is counted)], each once."""
        found = {}
        for figure in FIGURES.values():
            name = "Areas of the audit" if figure in AUDIT_FIGURES else figure.label
            found.setdefault(name, figure.definition)
        return list(found.items())


def _columns(first, *numbers):
    return [Column(first), *(Column(words, number=True) for words in numbers)]


def _words(number):
    return number if isinstance(number, str) else f"{number:,}"


def _pounds(spread):
    if spread is None:
        return ["–"] * 5
    values = (spread.lowest, spread.lower, spread.median, spread.upper, spread.highest)
    return [f"£{value:,.0f}" for value in values]
