"""List pages: what they show stands in the address, and what is unknown there is ignored."""

from hub.lists.addresses import FIRST_PAGE, address
from hub.lists.columns import Column, Sort, order_of, sort
from hub.lists.keysets import keyset, ordered
from hub.lists.pages import ListPage, PageLink, paginate

__all__ = [
    "FIRST_PAGE",
    "Column",
    "ListPage",
    "PageLink",
    "Sort",
    "address",
    "keyset",
    "order_of",
    "ordered",
    "paginate",
    "sort",
]
