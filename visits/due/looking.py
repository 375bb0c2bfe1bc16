"""One look at all schools for the list of who is due: how many, which page, and who is left out."""

from dataclasses import dataclass, field

from django.db import connection
from django.db.models import BooleanField, F, Q, Value
from django.db.models.expressions import RawSQL

from hub.lists import paginate
from visits.cycle import past_cycle
from visits.due import scoring

_INSIDE = '"schools_school"."id" IN (SELECT pk FROM let_through)'
#: The column by which a list is ordered that is not ordered by who is due.
_OTHER = "ordered_by"
#: Further than any page, so that it fits the number of a row.
_FAR = 10_000_000


@dataclass
class Looked:
    """``inside`` and ``outside``: {tier: how many schools} of those that the filters let through,
    and of those past the cycle that they leave out. ``page``: primary keys of the page that was
    asked for, in order; ``hidden``: of the most pressing of those left out.
    """

    inside: dict[int, int] = field(default_factory=dict)
    outside: dict[int, int] = field(default_factory=dict)
    page: list[int] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)


def look(asked, *, page=None, per_page=50, hidden=0) -> Looked:
    """Weigh each school that is listed or past the cycle once, and tell all of it; one statement.

    ``page``: as it stands in the address, read as hub.lists.paginate does; the last one when it
    is too far. ``hidden``: how many of the schools that are left out are wanted.
    """
    sql, values = _weighed(asked)
    first = (_number(page) - 1) * per_page
    of_page = "NOT inside" if asked.of_outside else "inside"
    by, order = _order(asked.order_by)
    statement = f"""
        WITH {sql}, listed AS (
            SELECT pk, row_number() OVER (ORDER BY {order}) AS place FROM (
                SELECT pk, {by} FROM weighed WHERE {of_page} ORDER BY {order}
                LIMIT %s OFFSET (
                    SELECT least(%s, greatest(0, (count(*) - 1) / %s * %s))
                    FROM weighed WHERE {of_page}
                )
            ) cut
        ), left_out AS (
            SELECT pk, row_number() OVER (ORDER BY rank DESC, pk) AS place FROM (
                SELECT pk, rank FROM weighed WHERE NOT inside ORDER BY rank DESC, pk LIMIT %s
            ) cut
        )
        SELECT CASE WHEN inside THEN 'inside' ELSE 'outside' END, rank / {scoring.TIER}, count(*)
        FROM weighed GROUP BY 1, 2
        UNION ALL SELECT 'page', pk, place FROM listed
        UNION ALL SELECT 'hidden', pk, place FROM left_out
        """  # noqa: S608  (names of our own columns; every value is a parameter)
    values = [*values, per_page, first, per_page, per_page, hidden]
    found: dict = {"inside": {}, "outside": {}, "page": {}, "hidden": {}}
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        for part, what, number in cursor.fetchall():
            found[part][what] = number
    in_order = {part: sorted(found[part], key=found[part].get) for part in ("page", "hidden")}
    return Looked(found["inside"], found["outside"], **in_order)


class Cut(list):
    """Rows of one page: cut already, so that a paginator takes them as they are."""

    def __getitem__(self, part):
        return list(self)


def page_from(request, looked, *, of_outside, per_page):
    """The ListPage of what was looked at."""
    number = sum((looked.outside if of_outside else looked.inside).values())
    return paginate(request, Cut(looked.page), per_page=per_page, count=number)


def _weighed(asked):
    """(the beginning of a statement, its values): each school with its rank, and is it listed?"""
    schools, first, values = asked.every, "", ()
    inside = Value(True, BooleanField())
    if asked.filters.values:
        # The filters are looked at once; what they let through is found by a hash from then on.
        sql, values = asked.inside.order_by().values("pk").query.sql_with_params()
        first = f"let_through (pk) AS MATERIALIZED ({sql}), "
        inside = RawSQL(_INSIDE, (), BooleanField())  # noqa: S611  (a text of our own)
        schools = schools.filter(Q(inside) | past_cycle())
    columns = ["pk", "rank", "inside"]
    rows = scoring.scored(schools).order_by().annotate(inside=inside)
    if _order(asked.order_by)[0] == _OTHER:
        rows = rows.annotate(**{_OTHER: F(asked.order_by[0].removeprefix("-"))})
        columns.append(_OTHER)
    sql, more = rows.values_list(*columns).query.sql_with_params()
    return f"{first}weighed ({', '.join(columns)}) AS MATERIALIZED ({sql})", [*values, *more]


def _order(order_by):
    """(the column by which the list is ordered, the whole order), as the statement names them."""
    first = order_by[0]
    by = "rank" if first.removeprefix("-") == "rank" else _OTHER
    return by, f"{by}{' DESC' if first.startswith('-') else ''}, pk"


def _number(page):
    """The number of a page as paginate reads it: the first when it is none, the last for what is
    too low or too high.
    """
    try:
        number = int(page or 1)
    except ValueError:
        return 1
    return number if 0 < number < _FAR else _FAR
