"""Keeps what figures count, district by district. Nothing outside this module writes a tally.

To count 24,000 schools over three years for one page takes longer than anybody should wait. So the
schools of a district are counted beforehand, by the Qs of the figures. With every change of what is
counted the database marks the district, in the same transaction; a marked district is counted as
it stands by whoever looks (schools.needs.adding), until a sweep (``tally_marked``) has tallied it.
So a figure is never older than the list that it opens.
"""

import hashlib
import itertools

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import connection, transaction
from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce

from schools.models import District, KnownYear, NeedsMark, NeedsTally, School
from schools.needs.figures import FIGURES

#: The year under which a unit says how many schools it has.
ANY_YEAR = 0
#: The unit of schools without a district.
NOWHERE = 0
_BATCH = 20


def _counted():
    """{(figure, answer): Q} of everything that is tallied, in a fixed order.

    Whether a plan is due for review depends on the day: the tally holds all that are published.
    """
    found = {}
    for figure in FIGURES.values():
        for answer in figure.answers:
            found[figure.key, answer.value] = answer.where
        if not figure.adds_up:
            found[figure.key, "told"] = figure.told
    del found["plan", "review-due"]
    found["plan", "published"] = Q(plan_status="published")
    return found


COUNTED = _counted()
FORM = hashlib.md5(repr(list(COUNTED.items())).encode(), usedforsecurity=False).hexdigest()


def counted_by(known, by, **more):
    """(rows of KnownYear counted by year and some expressions, the names of their counts).

    ``more``: further aggregates. One statement.
    """
    names = {f"n{place}": Count("pk", filter=where) for place, where in enumerate(COUNTED.values())}
    return known.order_by().values("year", **by).annotate(**names, **more), list(names)


def stale_units() -> list[int]:
    """The units of which something changed since they were tallied, or that never were."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT id FROM (SELECT id FROM schools_district UNION ALL SELECT %s) unit
            WHERE EXISTS (SELECT FROM schools_needsmark mark WHERE mark.unit = unit.id)
                OR NOT EXISTS (
                    SELECT FROM schools_needstally tally
                    WHERE tally.unit = unit.id AND tally.year = %s AND tally.form = %s
                )
            ORDER BY id
            """,
            [NOWHERE, ANY_YEAR, FORM],
        )
        return [unit for (unit,) in cursor.fetchall()]


def in_units(units, district="district"):
    """Q: the schools of these units; ``district``: the name of the field on the way there."""
    named = Q(**{f"{district}__in": units})
    return named | Q(**{f"{district}__isnull": True}) if NOWHERE in units else named


def tally_marked() -> int:
    """Tally anew what is marked or was never tallied; returns how many units."""
    units = stale_units()
    for batch in _pieces(units):
        _tally(batch)
    return len(units)


def tally_all() -> int:
    """Tally every unit anew; returns how many were not marked and yet differed: drift."""
    stale = set(stale_units())
    units = [NOWHERE, *District.objects.order_by("pk").values_list("pk", flat=True)]
    differed = sum(len(_tally(batch) - stale) for batch in _pieces(units))
    for rows in (NeedsTally, NeedsMark):  # of districts that are gone
        rows.objects.exclude(unit__in=units).delete()
    return differed


@transaction.atomic
def _tally(units) -> set[int]:
    """Tally some units anew; returns those whose tallies were others."""
    with connection.cursor() as cursor:
        # Two sweeps at a time would both write; whoever reads is kept waiting by neither.
        cursor.execute("LOCK TABLE schools_needstally IN SHARE ROW EXCLUSIVE MODE")
    # Marks first: a change that commits later than this statement keeps its own mark.
    NeedsMark.objects.filter(unit__in=units).delete()
    old = NeedsTally.objects.filter(unit__in=units)
    were = {_said(row) for row in old}
    old.delete()
    rows = [*_schools(units), *_told(units)]
    NeedsTally.objects.bulk_create(rows)
    are = {_said(row) for row in rows}
    return {unit for unit, *_ in were ^ are}


def _schools(units):
    """How many open schools there are: a row a place, and one of a unit without any."""
    place = ("unit", "region", "phase", "local_authority")
    counted = (
        School.objects.open()
        .filter(in_units(units))
        .order_by()
        .annotate(unit=Coalesce("district", NOWHERE))
        .values_list(*place)
        .annotate(Count("pk"))
    )
    rows = [
        NeedsTally(
            year=ANY_YEAR,
            form=FORM,
            unit=unit,
            region=region,
            phase=phase,
            authority=authority,
            schools=number,
        )
        for unit, region, phase, authority, number in counted
    ]
    without = set(units) - {row.unit for row in rows}
    return rows + [NeedsTally(year=ANY_YEAR, form=FORM, unit=unit) for unit in sorted(without)]


def _told(units):
    """What they told: a row a year and place."""
    known = KnownYear.objects.filter(
        in_units(units, "school__district"), school__in=School.objects.open().order_by()
    )
    budgets = ArrayAgg("music_budget", filter=Q(music_budget__isnull=False), default=[])
    by = {
        "unit": Coalesce("school__district", NOWHERE),
        "region": F("school__region"),
        "phase": F("school__phase"),
        "authority": F("school__local_authority"),
    }
    rows, names = counted_by(known, by, budgets=budgets)
    return [NeedsTally(form=FORM, counts=[row.pop(name) for name in names], **row) for row in rows]


def _said(row):
    place = (row.unit, int(row.year), row.region, row.phase, row.authority)
    return (*place, row.form, row.schools, tuple(row.counts), tuple(sorted(row.budgets)))


def _pieces(units):
    rest = iter(units)
    while batch := list(itertools.islice(rest, _BATCH)):
        yield batch
