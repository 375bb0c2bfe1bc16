"""Reading and writing the fact base. Nothing outside this package writes a Fact.

Others read with ``known`` and write with ``note``; a value is asked for once, whoever asks.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from hub.calendar.years import AcademicYear
from hub.trail.record import record
from schools.choices import FactSource
from schools.facts import keys
from schools.facts.keeping import keep
from schools.facts.weighing import weigh
from schools.lineage import families_of, lineage_of
from schools.models import Fact, School

#: (key, code of the dimension): what a value is about.
About = tuple[str, str]
UNKNOWN = object()


@dataclass(frozen=True)
class Said:
    """A value to write: ``value`` clean, as the key's kind takes it, or UNKNOWN."""

    key: str
    value: object
    dimension: str = ""
    is_estimate: bool = False


def known(school, year: AcademicYear) -> dict[About, Fact]:
    """What holds of a school in a year. What was said of it under an earlier number counts too.

    One statement beside those of the lineage. Of the same thing under two numbers the newer wins.
    """
    rows = Fact.objects.in_force().filter(school__in=lineage_of(school), year=year)
    found = {(row.key, row.dimension): row for row in rows.order_by("at", "pk")}
    return {about: row for about, row in found.items() if not row.is_unknown}


def known_by_year(school, years) -> dict[AcademicYear, dict[About, Fact]]:
    """``known`` of several years, for what stands beside last year's; one statement for all."""
    rows = Fact.objects.in_force().told().filter(school__in=lineage_of(school), year__in=years)
    found: dict = {year: {} for year in years}
    for row in rows.order_by("at", "pk"):
        found[row.year][row.key, row.dimension] = row
    return found


def known_of_many(schools, year, keys) -> dict[int, dict[About, Fact]]:
    """{primary key of a school: what ``known`` says, of these keys alone}; at most three
    statements for all of them.
    """
    families = families_of(schools)
    heads: dict[int, list[int]] = {}
    for head, members in families.items():
        for member in members:
            heads.setdefault(member.pk, []).append(head)
    rows = Fact.objects.in_force().filter(school__in=heads, year=year, key__in=keys)
    found: dict[int, dict[About, Fact]] = {head: {} for head in families}
    for row in rows.order_by("at", "pk"):
        for head in heads[row.school_id]:
            found[head][row.key, row.dimension] = row
    return {
        head: {about: row for about, row in facts.items() if not row.is_unknown}
        for head, facts in found.items()
    }


def told_by(source, school, year) -> dict[About, Fact]:
    """What one source said last of each thing in a year, whether it holds or not; one statement."""
    last = _last_of(school, year, source)
    return {about: row for about, row in last.items() if not row.is_unknown}


def has_told(school, year) -> bool:
    """Has the school itself said anything of this year, under this number or an earlier one?"""
    own = Fact.objects.filter(source=FactSource.SCHOOL, is_estimate=False, year=year)
    return own.filter(school__in=lineage_of(school)).exists()


def history(school, year, key, dimension="") -> list[Fact]:
    """Everything that was said of one thing in a year, newest first."""
    rows = Fact.objects.filter(
        school__in=lineage_of(school), year=year, key=key, dimension=dimension
    )
    return list(rows.select_related("by"))


@transaction.atomic
def note(*, school, year, said, source, by) -> list[Fact]:
    """Write what a source says of a school in a year; returns the new rows, holding or not.

    ``said``: list of Said. What the same source said last, estimate or not, is not written again,
    unless the school confirms it: ``confirm``. Raises KeyError for a fact that nobody states.
    ``by``: the User, or None for the portal itself.
    """
    # Two who answer for one school at once: the second waits, and neither loses a value.
    School.objects.select_for_update(of=("self",)).get(pk=school.pk)
    before = _last_of(school, year, source)
    now = timezone.now()
    rows = [
        row
        for each in said
        for row in [_row(school, year, each, source, by, now)]
        if not _says_the_same(before.get((row.key, row.dimension)), row)
    ]
    if not rows:
        return []
    Fact.objects.bulk_create(rows)
    names = {row.key for row in rows}
    weigh(school_id=school.pk, year=year, keys=names)
    keep(school=school, year=year)
    record("told facts", school, by=by, fields=sorted(names), reason=f"{year}, {source}")
    return list(Fact.objects.filter(pk__in=[row.pk for row in rows]))


@transaction.atomic
def confirm(*, school, year, abouts, by, source=FactSource.SCHOOL) -> int:
    """The school says that these facts are right as they stand; returns how many it confirmed.

    What others said, and what held a year ago when nothing is known yet, becomes the school's own:
    or what it said at a visit, where that is the ``source``.
    """
    School.objects.select_for_update(of=("self",)).get(pk=school.pk)
    now_known = known(school, year)
    last = known(school, AcademicYear(year - 1))
    own = _last_of(school, year, source)
    said = []
    for about in abouts:
        fact = now_known.get(about) or last.get(about)
        if fact is None:
            continue
        standing = own.get(about)
        if standing is None or standing.is_estimate or standing.value != fact.value:
            said.append(Said(fact.key, fact.value, fact.dimension))
    return len(note(school=school, year=year, said=said, source=source, by=by))


def _last_of(school, year, source):
    """{(key, dimension): the newest row of this source}."""
    rows = Fact.objects.filter(school=school, year=year, source=source).order_by("at", "pk")
    return {(row.key, row.dimension): row for row in rows}


def _row(school, year, said, source, by, now):
    kind = keys.get(said.key).kind
    row = Fact(
        school=school,
        year=year,
        key=said.key,
        dimension=said.dimension,
        source=source,
        is_estimate=said.is_estimate and said.value is not UNKNOWN,
        by=by,
        at=now,
    )
    if said.value is UNKNOWN:
        row.is_unknown = True
    else:
        row.number, row.text = keys.to_store(kind, said.value)
    return row


def _says_the_same(before, row):
    if before is None:
        # "We do not know" of something that nobody has spoken of says nothing.
        return row.is_unknown
    same = (before.is_unknown, before.text) == (row.is_unknown, row.text)
    return same and _pounds(before) == _pounds(row) and before.is_estimate == row.is_estimate


def _pounds(row):
    return None if row.number is None else row.number.quantize(Decimal("0.01"))
