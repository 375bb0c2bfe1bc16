"""List pages: sorting and pages live in the address, and what is unknown there is ignored."""

from dataclasses import dataclass, field

from django.core.paginator import Paginator


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
    fields = {key: order for key, _, order, *_ in columns if key}
    asked = request.GET.get("sort", default)
    if asked.removeprefix("-") not in fields:
        asked = default
    descending, chosen = asked.startswith("-"), asked.removeprefix("-")
    heads = []
    for key, text, _, *kind in columns:
        direction, url = "", ""
        if key:
            now = key == chosen
            direction = ("descending" if descending else "ascending") if now else ""
            turned = f"-{key}" if now and not descending else key
            url = address(request, sort=turned, page=None)
        heads.append(Column(text, bool(kind), url, direction))
    order = fields[chosen]
    return Sort((f"-{order}" if descending else order, "pk"), heads)


@dataclass(frozen=True)
class PageLink:
    """One number of the pagination; without a url it stands for the pages left out."""

    text: str
    url: str = ""
    current: bool = False


@dataclass(frozen=True)
class ListPage:
    """One page of rows and the ways to the others, for components/pagination.html."""

    rows: list
    count: int
    previous_url: str = ""
    next_url: str = ""
    numbers: list = field(default_factory=list)

    def __iter__(self):
        return iter(self.rows)

    def __len__(self):
        return len(self.rows)


def paginate(request, queryset, *, per_page=20):
    """The page that ``?page=`` asks for; the first when it is no number, the last when too far."""
    paginator = Paginator(queryset, per_page)
    page = paginator.get_page(request.GET.get("page"))
    numbers = [
        PageLink("…")
        if number == paginator.ELLIPSIS
        else PageLink(str(number), address(request, page=number), number == page.number)
        for number in paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    return ListPage(
        rows=list(page.object_list),
        count=paginator.count,
        previous_url=address(request, page=page.number - 1) if page.has_previous() else "",
        next_url=address(request, page=page.number + 1) if page.has_next() else "",
        numbers=numbers if paginator.num_pages > 1 else [],
    )


def address(request, **changes):
    """This page's address with some keys of its query changed, or dropped when None."""
    query = request.GET.copy()
    for key, value in changes.items():
        query.pop(key, None)
        if value is not None:
            query[key] = value
    return f"?{query.urlencode()}" if query else request.path
