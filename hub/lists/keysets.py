"""Pages of a long list, each found by the row where its neighbour ends.

A numbered page makes the database count to it, and shows a row twice, or never, when rows come
and go meanwhile. Here the thousandth page costs what the first does. The address holds the primary
key of that row alone: never its values, which may be a child's name.
"""

from django.core.exceptions import FieldDoesNotExist
from django.db.models import F, Q

from hub.lists.addresses import address
from hub.lists.pages import ListPage

#: Where the counting of rows ends: nobody needs to know, and the database would read them all.
MOST_COUNTED = 1_000


def ordered(queryset, order_by):
    """The rows in this order: (field, …), "-" in front for the largest first, the key last.

    What is not known stands last in either direction.
    """
    return queryset.order_by(*[_expression(queryset, term) for term in order_by])


def keyset(request, queryset, order_by, *, per_page=50, among=None):
    """The ListPage after the row ``?after=`` or before the row ``?before=``, else the first.

    ``order_by`` as for ``ordered``: names of fields, the last of them unique. ``among`` are the
    rows that may be named in the address: those of the list, unless a wider queryset is given that
    this person may see all of. A row that is not among them counts as not given.
    """
    among = queryset if among is None else among
    # Once more than a page, to learn whether there is another.
    for key, turned in (("after", False), ("before", True)):
        place = _place(request.GET.get(key, ""), among, order_by)
        if place is not None:
            found = queryset.filter(_beyond(queryset, order_by, place, turned))
            rows = list(_in_order(found, order_by, turned)[: per_page + 1])
            more, rows = len(rows) > per_page, rows[:per_page]
            if turned and not more:
                break  # the first page, and whole
            if turned:
                return _page(request, queryset, rows[::-1], is_first=False, is_last=False)
            return _page(request, queryset, rows, is_first=False, is_last=not more)
    rows = list(ordered(queryset, order_by)[: per_page + 1])
    is_last = len(rows) <= per_page
    return _page(request, queryset, rows[:per_page], is_first=True, is_last=is_last)


def _page(request, queryset, rows, *, is_first, is_last):
    if is_first and is_last:
        count, is_counted = len(rows), True
    else:
        # Without what a row is annotated with, which would be reckoned for each.
        count = queryset.order_by().values("pk")[: MOST_COUNTED + 1].count()
        count, is_counted = min(count, MOST_COUNTED), count <= MOST_COUNTED
    back = on = ""
    if not is_first:
        # After the last row there may be none left: then the way back is the way to the first.
        names = {"before": rows[0].pk} if rows else {"before": None}
        back = address(request, **{"page": None, "after": None, **names})
    if not is_last:
        on = address(request, page=None, before=None, after=rows[-1].pk)
    return ListPage(rows, count, previous_url=back, next_url=on, is_counted=is_counted)


def _place(text, among, order_by):
    """What the order looks at, of the row that the address names; None without such a row."""
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        return None
    fields = [term.removeprefix("-") for term in order_by]
    return among.order_by().filter(pk=int(text)).values_list(*fields).first()


def _beyond(queryset, order_by, place, turned):
    """Q: the rows that stand after a place in this order, or before it when ``turned``."""
    beyond, level = Q(pk__in=[]), Q()
    for term, value in zip(order_by, place, strict=True):
        field = term.removeprefix("-")
        is_up = term.startswith("-") == turned
        if value is None:
            further = Q(**{f"{field}__isnull": False}) if turned else Q(pk__in=[])
            here = Q(**{f"{field}__isnull": True})
        else:
            further = Q(**{f"{field}__{'gt' if is_up else 'lt'}": value})
            here = Q(**{field: value})
            if not turned and _may_be_unknown(queryset, field):
                further |= Q(**{f"{field}__isnull": True})
        beyond |= level & further
        level &= here
    return beyond & _bound(queryset, order_by[0], place[0], turned)


def _bound(queryset, term, value, turned):
    """Q: what the first field must be in any case, which an index can answer and an OR cannot."""
    field = term.removeprefix("-")
    if value is None or _may_be_unknown(queryset, field):
        return Q()
    return Q(**{f"{field}__{'gte' if term.startswith('-') == turned else 'lte'}": value})


def _in_order(queryset, order_by, turned):
    if not turned:
        return ordered(queryset, order_by)
    return ordered(queryset, order_by).reverse()


def _expression(queryset, term):
    field, descending = term.removeprefix("-"), term.startswith("-")
    if not _may_be_unknown(queryset, field):
        return term  # without "nulls last", for which no index of ours is made
    return F(field).desc(nulls_last=True) if descending else F(field).asc(nulls_last=True)


def _may_be_unknown(queryset, name):
    """May this field hold nothing, or lie behind a link to nothing? What is reckoned may."""
    model = queryset.model
    for part in name.split("__"):
        try:
            field = model._meta.pk if part == "pk" else model._meta.get_field(part)
        except FieldDoesNotExist:
            return True
        if field.null:
            return True
        model = field.related_model
    return False
