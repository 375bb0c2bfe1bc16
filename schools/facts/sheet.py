"""What is known of a school in a year, laid out for its page: areas, lines, and their sources."""

from dataclasses import dataclass, field

from django.utils.text import slugify

from hub.calendar.years import AcademicYear
from schools.choices import FactSource
from schools.facts import book, keys
from schools.models import Fact

SLUGS = {slugify(area): area for area in keys.AREAS}


@dataclass(frozen=True)
class Line:
    """One fact: ``value`` in words, "" when not known; ``last``: what held a year ago.

    ``key`` and ``part``: of the fact, where there is something that its history can tell.
    """

    label: str
    value: str = ""
    origin: str = ""
    is_estimate: bool = False
    last: str = ""
    others: list[str] = field(default_factory=list)
    key: str = ""
    part: str = ""


@dataclass(frozen=True)
class Area:
    """One area: its lines, and how many of them are known and told by the school itself."""

    name: str
    slug: str
    lines: list[Line]
    abouts: list[book.About]
    own: int

    @property
    def known(self):
        """How many of its facts are known."""
        return sum(bool(line.value) for line in self.lines)

    @property
    def can_confirm(self):
        """Is there something that the school has not said itself?"""
        return any(line.value or line.last for line in self.lines) and self.own < len(self.abouts)


def sheet_of(school, year, *, first=None) -> list[Area]:
    """The areas of a school in a year; three statements beside those of its lineage.

    ``first``: {about: Fact} that stands before what holds, for who has just heard it said.
    """
    previous = AcademicYear(year - 1)
    by_year = book.known_by_year(school, [year, previous])
    known, last = by_year[year] | (first or {}), by_year[previous]
    said = _also_said(school, year)
    areas = []
    for slug, name in SLUGS.items():
        facts = keys.of_area(name, school)
        abouts = [(each.key, part) for each in facts for part in each.parts(school)]
        lines = [line for each in facts for line in _lines(each, school, known, last, said)]
        own = sum(_is_own(known.get(about)) for about in abouts)
        if abouts:
            areas.append(Area(name, slug, lines, abouts, own))
    return areas


def _lines(each, school, known, last, said):
    """A line for each part of a fact; one for all of them where nothing is known of any."""
    parts = each.parts(school)
    abouts = [(each.key, part) for part in parts]
    if len(parts) > 1 and not any(about in known or about in last for about in abouts):
        return [Line(each.label)]
    return [
        _line(each, part, known.get(about), last.get(about), said.get(about, []))
        for part, about in zip(parts, abouts, strict=True)
    ]


def _is_own(fact):
    return fact is not None and fact.source == FactSource.SCHOOL and not fact.is_estimate


def _line(each, part, fact, before, said):
    label = f"{each.label}: {each.dimension.words[part]}" if part else each.label
    last = each.words(before.value) if before else ""
    if fact is None:
        return Line(label, last=last, key=each.key if said else "", part=part)
    others = [
        f"{other.get_source_display()} said {each.words(other.value)}"
        for other in said
        if other.pk != fact.pk and other.value is not None and other.value != fact.value
    ]
    origin = f"{fact.get_source_display()}, {fact.at:%-d %B %Y}"
    words = each.words(fact.value)
    return Line(label, words, origin, fact.is_estimate, last, others, each.key, part)


def _also_said(school, year):
    """{about: the newest row of each other source} where sources differ."""
    rows = (
        Fact.objects.filter(school=school, year=year)
        .order_by("key", "dimension", "source", "-at", "-pk")
        .distinct("key", "dimension", "source")
    )
    found: dict = {}
    for row in rows:
        found.setdefault((row.key, row.dimension), []).append(row)
    return found
