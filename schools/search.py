"""Finding schools as people look for them: by name, part of it, misspelt, by postcode or number."""

import re
from dataclasses import dataclass

from django.contrib.postgres.search import TrigramWordDistance
from django.db import connection, transaction
from django.db.models import Q, QuerySet

#: How near a name must come, from 0 to 1, and how many of the nearest are shown.
NEAR, NEAREST = "0.45", 20
_MOST_WORDS = 8
_URN = re.compile(r"[0-9]{5,8}", re.ASCII)
_OUTWARD = r"[A-Z]{1,2}[0-9][A-Z0-9]?"
_PART_OF_POSTCODE = re.compile(rf"({_OUTWARD})( ?[0-9][A-Z]{{0,2}})?", re.ASCII)


@dataclass(frozen=True)
class Found:
    """The schools that were found; ``near``: none is called that, these names come near."""

    schools: QuerySet
    near: bool = False


def find(schools, text) -> Found:
    """Those of the schools that somebody may mean by this text; all of them when it is blank."""
    text = text.strip()
    if not text:
        return Found(schools)
    if _URN.fullmatch(text):
        return Found(schools.filter(urn=int(text)))
    if part := _PART_OF_POSTCODE.fullmatch(" ".join(text.upper().split())):
        return Found(schools.filter(_in_postcode(*part.groups())))
    words = _search_text(text).split()[:_MOST_WORDS]
    if not words:
        return Found(schools.none())
    called = schools
    for word in words:
        called = called.filter(search_name__contains=word)
    if called.exists():
        return Found(called)
    return Found(_near(schools, " ".join(words)), near=True)


def _in_postcode(outward, inward):
    """A whole postcode is one place; "AL1" is all of AL1 and not AL10; "AL1 5" what starts so.

    Without its space "AL15" may be either the start of AL1 5 or all of AL15.
    """
    if inward:
        return Q(postcode__startswith=f"{outward} {inward.strip()}")
    starts = Q(postcode__startswith=f"{outward} ")
    if outward[-2:].isdigit():
        starts |= Q(postcode__startswith=f"{outward[:-1]} {outward[-1]}")
    return starts


def _search_text(text):
    """The text as names are compared: one function of the database's does both sides."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT schools_search_text(%s)", [text])
        return cursor.fetchone()[0]


def _near(schools, text):
    with transaction.atomic(), connection.cursor() as cursor:
        # For this transaction alone; the index answers, whatever the number of schools.
        cursor.execute("SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [NEAR])
        nearest = schools.filter(search_name__trigram_word_similar=text).order_by(
            TrigramWordDistance(text, "search_name"), "pk"
        )
        pks = list(nearest.values_list("pk", flat=True)[:NEAREST])
    return schools.filter(pk__in=pks)
