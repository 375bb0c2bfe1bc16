"""The figures, kept until something that they count changes, and for a minute at most.

Ten people open the same page in the same meeting. Every statement that changes what is counted
draws a number from a sequence (migration 0021), and the last number drawn is part of the key. A
change that has drawn its number but is not committed yet can be missed by who looks just then: for
that, the minute. The figures say as at when they are.
"""

from django.db import connection

from hub.kept import KeptByKey
from schools.needs.adding import figures_added_up
from schools.needs.counting import Needs, needs_of
from schools.needs.districts import ColdDistrict, cold_districts

_kept = KeptByKey(seconds=60, most=50)


def figures_of(schools, years, narrowed=None) -> tuple[Needs, list[ColdDistrict]]:
    """The figures and the cold districts of the schools of a queryset; one statement when kept.

    ``narrowed``: what leaves these schools of all open ones, when tallies know of it.
    """
    sql, params = schools.order_by().values("pk").query.sql_with_params()
    key = (_stamp(), sql, str(params), tuple(years))
    return _kept(key, lambda: _reckoned(schools, years, narrowed))


def _reckoned(schools, years, narrowed):
    if narrowed is not None:
        return figures_added_up(years, narrowed)
    return needs_of(schools, years), cold_districts(schools, years[0])


def _stamp():
    with connection.cursor() as cursor:
        cursor.execute("SELECT last_value FROM schools_needs_stamp")
        return cursor.fetchone()[0]
