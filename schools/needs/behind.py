"""Which schools the address of a list behind a number asks for: the same for page and file."""

from schools.needs.figures import FIGURES
from schools.needs.filters import KnownFilters
from schools.needs.lists import schools_behind
from schools.search import find

COLUMNS = [
    ("name", "School", "search_name"),
    ("phase", "Phase", "phase"),
    ("", "Region", ""),
    ("pupils", "Pupils", "pupils", "number"),
    ("", "What is known", ""),
]


def behind(query, schools):
    """(filters, those of the schools that are asked for, figure, answer).

    Raises KeyError for a figure or answer that there is not.
    """
    figure, answer = FIGURES[query.get("figure", "")], query.get("answer", "")
    filters = KnownFilters(query)
    found = schools_behind(filters.narrow(schools), figure, answer, filters.chosen_year)
    return filters, find(found, filters.values.get("q", "")), figure, answer
