"""Columns of a list, and the order that the address asks for."""

from dataclasses import dataclass

from hub.lists.addresses import FIRST_PAGE, address


@dataclass(frozen=True)
class Column:
    """One column of a table: ``url`` sorts by it, ``direction`` is what aria-sort says."""

    text: str
    number: bool = False
    url: str = ""
    direction: str = ""


@dataclass(frozen=True)
class Sort:
    """The order of a list: ``order_by`` for the queryset, ``columns`` for the table component."""

    order_by: tuple
    columns: list


def sort(request, columns, *, default):
    """Read ``?sort=`` from the address.

    ``columns`` is a list of (key, heading, field or expression) or, for numbers,
    (key, heading, field, "number"); a key of "" makes a column that does not sort. ``default`` is
    a key, with "-" in front for the largest first. An unknown key counts as the default.
    The primary key is added last, so that equal rows keep their place from page to page.
    """
    chosen, descending, order_by = _chosen(request.GET, columns, default)
    heads = []
    for key, text, _, *kind in columns:
        direction, url = "", ""
        if key:
            now = key == chosen
            direction = ("descending" if descending else "ascending") if now else ""
            turned = f"-{key}" if now and not descending else key
            url = address(request, sort=turned, **FIRST_PAGE)
        heads.append(Column(text, bool(kind), url, direction))
    return Sort(order_by, heads)


def order_of(query, columns, *, default):
    """The ``order_by`` of ``sort``, of a query that is no page's: of a file that a worker makes."""
    return _chosen(query, columns, default)[2]


def _chosen(query, columns, default):
    """(key, is it turned, order_by)."""
    fields = {key: order for key, _, order, *_ in columns if key}
    asked = query.get("sort", default)
    if asked.removeprefix("-") not in fields:
        asked = default
    descending, chosen = asked.startswith("-"), asked.removeprefix("-")
    order = fields[chosen]
    return chosen, descending, (f"-{order}" if descending else order, "pk")
