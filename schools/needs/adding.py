"""Adds the tallies of districts up to the figures of the overview.

What is marked as changed is counted as it stands, so the figures are those that counting every
school would give (``schools.needs.counting``), and equal the lists that they open.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, Q

from schools.choices import OPEN_STATUSES
from schools.filters import NO_REGION
from schools.models import KnownYear
from schools.needs.counting import Needs, needs_from
from schools.needs.districts import ColdDistrict
from schools.needs.figures import COLD_FIGURES, FIGURES
from schools.needs.groups import DISTRICT, Group, places
from schools.needs.spreads import spreads_from
from schools.needs.standing import Standing
from schools.needs.tallies import ANY_YEAR, COUNTED, FORM, NOWHERE, stale_units

_PLACES = {named: place for place, named in enumerate(COUNTED, 1)}  # PostgreSQL counts from 1


@dataclass(frozen=True)
class Narrowed:
    """What narrows the schools of the figures, by columns of a tally."""

    region: str = ""
    phases: tuple[str, ...] = ()
    authority: str = ""

    @classmethod
    def by(cls, values):
        """From the values of the filters; None when they narrow by what no tally knows."""
        if "trust" in values:
            return None
        return cls(
            values.get("region", ""), tuple(values.get("phase", ())), values.get("authority", "")
        )

    def q(self, school=""):
        """Q: the open schools that it leaves. ``school``: what leads to them, as "school__"."""
        found = {"status__in": OPEN_STATUSES}
        if self.region:
            found["region__name"] = None if self.region == NO_REGION else self.region
        if self.phases:
            found["phase__in"] = self.phases
        if self.authority:
            found["local_authority__code"] = self.authority
        return Q(*((f"{school}{name}", value) for name, value in found.items()))

    def sql(self):
        """(conditions on ``tally``, parameters)."""
        found, params = "", []
        if self.region == NO_REGION:
            found += " AND tally.region IS NULL"
        elif self.region:
            found += " AND tally.region = (SELECT id FROM schools_region WHERE name = %s)"
            params.append(self.region)
        if self.phases:
            found += " AND tally.phase = ANY(%s)"
            params.append(list(self.phases))
        if self.authority:
            found += " AND tally.authority = (SELECT id FROM policy_localauthority WHERE code = %s)"
            params.append(self.authority)
        return found, params


def figures_added_up(years, narrowed) -> tuple[Needs, list[ColdDistrict]]:
    """The figures and the cold districts of the open schools left; at most six statements."""
    stale = stale_units()
    tallies = _Tallies(stale, narrowed)
    cells = tallies.cells(years)
    counted = [(region, phase, number) for year, region, phase, number, *_ in cells if not year]
    cells = [(year, region, phase, *told) for year, region, phase, _, *told in cells if year]
    cold = tallies.cold(years[0])
    if stale:
        standing = Standing(stale, narrowed)
        districts = standing.districts(years[0])
        counted += [(region, phase, number) for region, phase, _, _, number, _ in districts]
        cells += standing.cells(years)
        cold += _cold(districts)
    spreads = spreads_from([(*place, budgets) for *place, _, budgets in cells], years[0])
    needs = needs_from(years, counted, _totals(cells, years, narrowed), spreads)
    return needs, sorted(cold, key=lambda each: (each.group.name, each.group.key))


def _cold(rows):
    """[ColdDistrict] of rows as of ``Standing.districts``."""
    schools: dict = defaultdict(int)
    told: dict = defaultdict(lambda: [0] * 2 * len(COLD_FIGURES))
    for _, phase, code, name, number, counts in rows:
        if code:
            schools[code, name] += number
            for place, number_told in enumerate(counts):
                phases = COLD_FIGURES[place // 2].phases
                if not phases or phase in phases:
                    told[code, name][place] += number_told
    found = (_district(*place, schools[place], told[place]) for place in schools)
    return [each for each in found if each]


def _district(code, name, schools, numbers):
    """The ColdDistrict, None of one that lacks nothing. ``numbers``: none and some of each figure.

    A school that told has either none or some.
    """
    pairs = zip(COLD_FIGURES, numbers[::2], numbers[1::2], strict=True)
    lacks = [(figure, none) for figure, none, some in pairs if none and not some]
    return ColdDistrict(Group(DISTRICT, code, name, schools), lacks) if lacks else None


def _totals(cells, years, narrowed):
    """{(figure, answer, kind, key, year): schools} of cells, and of what depends on the day."""
    found: dict = defaultdict(int)
    for year, region, phase, counts, _ in cells:
        for kind, key in places(region, phase):
            for (figure, answer), number in zip(COUNTED, counts, strict=True):
                phases = FIGURES[figure].phases
                if number and (not phases or phase in phases):
                    found[figure, answer, kind, key, year] += number
    due = KnownYear.objects.filter(narrowed.q("school__"), FIGURES["plan"].where("review-due"))
    rows = (
        due.filter(year__in=years)
        .order_by()
        .values_list("year", "school__region__name", "school__phase")
        .annotate(Count("pk"))
    )
    for year, region, phase, number in rows:
        for kind, key in places(region, phase):
            found["plan", "review-due", kind, key, year] += number
            found["plan", "published", kind, key, year] -= number
    return found


class _Tallies:
    """Tallies of all units but the stale ones, narrowed: what a statement says of them."""

    def __init__(self, stale, narrowed):
        where, params = narrowed.sql()
        self.where = f"tally.form = %s AND NOT tally.unit = ANY(%s){where}"
        self.params = [FORM, stale, *params]

    def cells(self, years):
        """[(year, region's name, phase, schools, counts, budgets as of BUDGETS)].

        The year 0 tells the schools alone.
        """
        sums = ", ".join(f"coalesce(sum(counts[{place}]), 0)" for place in _PLACES.values())
        rows = self._ask(
            f"""
            SELECT year, region.name, phase, sum(schools), ARRAY[{sums}]::bigint[],
                string_agg(array_to_string(budgets, ' '), ' ')
            FROM schools_needstally tally
            LEFT JOIN schools_region region ON region.id = tally.region
            WHERE {self.where} AND year = ANY(%s)
            GROUP BY year, region.name, phase
            """,  # noqa: S608  (places in an array, and conditions of ours with parameters)
            [ANY_YEAR, *years],
        )
        # A unit without schools says so in a row of its own.
        return [row for row in rows if row[0] or row[3]]

    def cold(self, year):
        """[ColdDistrict] of the year."""
        sums = []
        for figure in COLD_FIGURES:
            phases = f" FILTER (WHERE phase IN ({_quoted(figure.phases)}))" if figure.phases else ""
            for answer in ("none", "some"):
                sums.append(f"sum(counts[{_PLACES[figure.key, answer]}]){phases}")
        rows = self._ask(
            f"""
            SELECT district.code, district.name, sum(schools),
                ARRAY[{", ".join(f"coalesce({each}, 0)" for each in sums)}]::bigint[]
            FROM schools_needstally tally JOIN schools_district district ON district.id = tally.unit
            WHERE {self.where} AND unit <> {NOWHERE} AND year = ANY(%s)
            GROUP BY district.code, district.name
            """,  # noqa: S608
            [ANY_YEAR, year],
        )
        return [found for row in rows if (found := _district(*row))]

    def _ask(self, sql, years):
        with connection.cursor() as cursor:
            cursor.execute(sql, [*self.params, list(map(int, years))])
            return cursor.fetchall()


def _quoted(phases):
    return ", ".join(f"'{phase}'" for phase in map(str, phases))
