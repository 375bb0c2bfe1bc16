"""Finding schools as people look for them: by name, part of it, misspelt, by postcode or number."""

import re

from django.contrib.postgres.search import TrigramWordDistance
from django.db import connection, transaction
from django.db.models import Case, Func, Q, TextField, Value, When
from django.db.models.functions import Concat

#: How near a name must come, from 0 to 1, and how many of the nearest are shown.
NEAR, NEAREST = "0.45", 20
#: How many names that come near one word are weighed. Of a common word misspelt thousands come
#: equally near, and to weigh a name takes the database longer than to find it.
_MOST_WEIGHED = 200
#: The shortest word of which the index knows where it stands inside another.
_TRIGRAM = 3
_MOST_WORDS = 8
_URN = re.compile(r"[0-9]{5,8}", re.ASCII)
_OUTWARD = r"[A-Z]{1,2}[0-9][A-Z0-9]?"
_PART_OF_POSTCODE = re.compile(rf"({_OUTWARD})( ?[0-9][A-Z]{{0,2}})?", re.ASCII)


def find(schools, text):
    """Those of the schools that a text names: number, postcode, or every word part of the name.

    One or two letters must begin a word: "st" means a saint, not every Priestley. All of them
    when the text is blank.
    """
    text = " ".join(text.split())
    if not text:
        return schools
    if _URN.fullmatch(text):
        return schools.filter(urn=int(text))
    if part := _PART_OF_POSTCODE.fullmatch(text.upper()):
        return schools.filter(_in_postcode(*part.groups()))
    words = _words(text)
    for word in words:
        wanted = _search_text(word)
        within = Q(search_name__contains=wanted)
        if len(word) < _TRIGRAM:
            begun = Concat(Value(" "), wanted, output_field=TextField())
            within = Q(search_name__startswith=wanted) | Q(search_name__contains=begun)
        schools = schools.filter(within)
    return schools if words else schools.none()


def ranked(schools, text, *, within="search_name"):
    """The schools with ``inside``, to be put in order by it.

    0 where every word of the text begins a word of the name, else 1: who looks for "st mary" wants
    St Mary's before Stoke Primary School. ``within``: name of the field or annotation looked at.
    """
    named = Concat(Value(" "), within, output_field=TextField())
    schools = schools.alias(named_with_space=named)
    begun = Q()
    for word in _words(text):
        wanted = Concat(Value(" "), _search_text(word), output_field=TextField())
        begun &= Q(named_with_space__contains=wanted)
    at_start = Case(When(begun, then=0), default=1) if begun else Value(0)
    return schools.annotate(inside=at_start)


def nearest(schools, text):
    """The schools whose names come near a text that ``find`` found nothing for; often none."""
    words = _words(text)
    if not words:
        return schools.none()
    wanted = _search_text(" ".join(words))
    with transaction.atomic(), connection.cursor() as cursor:
        # For this transaction alone; the index answers, whatever the number of schools: for the
        # sake of the limit below the database would weigh names from the first row on.
        cursor.execute(
            "SELECT set_config('pg_trgm.word_similarity_threshold', %s, true),"
            " set_config('enable_seqscan', 'off', true)",
            [NEAR],
        )
        near = schools.filter(search_name__trigram_word_similar=wanted)
        if len(words) == 1:
            weighed = near.order_by().values("pk")[:_MOST_WEIGHED]
            near = schools.model.objects.filter(pk__in=weighed)
        near = near.order_by(TrigramWordDistance(wanted, "search_name"), "pk")
        pks = list(near.values_list("pk", flat=True)[:NEAREST])
    return schools.filter(pk__in=pks)


def find_or_nearest(schools, text):
    """What ``find`` finds, else what comes near: for doors that show no count."""
    found = find(schools, text)
    return found if not text.strip() or found.exists() else nearest(schools, text)


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


def _words(text):
    """The words that hold a letter or figure, in any script."""
    return [word for word in text.split() if any(map(str.isalnum, word))][:_MOST_WORDS]


def _search_text(text):
    """The text as names are compared: one function of the database's does both sides."""
    return Func(Value(text), function="schools_search_text", output_field=TextField())
