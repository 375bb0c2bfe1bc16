"""What an address asks the school directory for: the same for its page and for a file of it."""

from typing import NamedTuple

from hub.lists import order_of
from schools.filters import SchoolFilters
from schools.models import School
from schools.querysets import SchoolQuerySet
from schools.search import ranked

COLUMNS = [
    ("name", "School", "search_name"),
    ("phase", "Phase", "phase"),
    ("district", "District", "district__name"),
    ("pupils", "Pupils", "pupils", "number"),
]


class Asked(NamedTuple):
    """``schools``: those that the filters let through; ``visible``: all that somebody may see."""

    filters: SchoolFilters
    text: str
    order_by: tuple
    schools: SchoolQuerySet
    visible: SchoolQuerySet


def asked_for(query, user) -> Asked:
    """Read the query of an address; ``user`` None: of the portal's own command."""
    filters, order_by = SchoolFilters(query), order_of(query, COLUMNS, default="name")
    text = filters.values.get("q", "")
    visible = School.objects.all() if user is None else School.objects.visible_to(user)
    if text and "sort" not in query:
        visible, order_by = ranked(visible, text), ("inside", *order_by)
    return Asked(filters, text, order_by, filters.narrow(visible), visible)
