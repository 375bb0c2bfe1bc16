"""Finding one's school on the public page: only what the register tells anybody."""

from dataclasses import dataclass

from django.db.models import F, Func, Q, TextField, Value
from django.db.models.functions import Concat

from schools.lineage import successors_of
from schools.models import School
from schools.search import find, nearest, ranked

_MOST_WORDS = 8


@dataclass(frozen=True)
class Found:
    """One line of the page. ``successor`` goes on with a closed school, if one does."""

    school: School
    successor: School | None


def by_name_or_town(text):
    """Schools, open or not, that a text names: as in the directory, and by words of the town too.

    "St Mary Ashford" finds the St Mary's of Ashford alone. Each with ``inside``, as ``ranked``.
    """
    schools = everywhere(text)
    found = find(schools, text)
    words = [word for word in text.split() if any(map(str.isalnum, word))][:_MOST_WORDS]
    if not words or _is_code(text):
        return found
    for word in words:
        wanted = _search_text(Value(word))
        schools = schools.filter(Q(search_name__contains=wanted) | Q(town_text__contains=wanted))
    return schools


def everywhere(text):
    """Every school with ``inside``: do all words begin a word of its name or town?"""
    schools = School.objects.annotate(town_text=_search_text(F("town")))
    both = Concat("search_name", Value(" "), "town_text", output_field=TextField())
    return ranked(schools.alias(named=both), text, within="named")


def near(text):
    """The schools whose names come near a text that nobody is called."""
    return nearest(School.objects.all(), text)


def lines(schools):
    """The schools of one page as Found, in the same order; two statements more at most."""
    successors = successors_of([school for school in schools if not school.is_open])
    return [Found(school, successors.get(school.pk)) for school in schools]


def _is_code(text):
    """Is it a postcode, a part of one, or a number? Then it names no town."""
    return any(map(str.isdigit, text))


def _search_text(expression):
    """The text as names are compared; the index on towns is made of the same."""
    return Func(expression, function="schools_search_text", output_field=TextField())
