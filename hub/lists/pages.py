"""Numbered pages of a list; what is unknown in the address is ignored."""

from dataclasses import dataclass, field

from django.contrib.humanize.templatetags.humanize import intcomma
from django.core.paginator import Paginator

from hub.lists.addresses import address


@dataclass(frozen=True)
class PageLink:
    """One number of the pagination; without a url it stands for the pages left out."""

    text: str
    url: str = ""
    current: bool = False


@dataclass(frozen=True)
class ListPage:
    """One page of rows and the ways to the others, for components/pagination.html.

    ``count`` is that of all pages; when there are more than anybody counts, ``is_counted`` is
    False and ``count`` is where the counting ended.
    """

    rows: list
    count: int
    previous_url: str = ""
    next_url: str = ""
    numbers: list = field(default_factory=list)
    is_counted: bool = True

    def __iter__(self):
        return iter(self.rows)

    def __len__(self):
        return len(self.rows)

    @property
    def count_in_words(self):
        """The number of rows for a sentence: "530", or "more than 1,000"."""
        return intcomma(self.count) if self.is_counted else f"more than {intcomma(self.count)}"


def paginate(request, queryset, *, per_page=20, count=None):
    """The page that ``?page=`` asks for; the first when it is no number, the last when too far.

    ``count``: how many rows there are, where that is known already.
    """
    paginator = Paginator(queryset, per_page)
    if count is not None:
        paginator.count = count
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
