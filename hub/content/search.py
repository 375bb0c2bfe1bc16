"""Finding resources by words: as they are written, in another form of the word, or misspelt."""

from django.contrib.postgres.search import SearchQuery, SearchRank, TrigramWordDistance
from django.db import connection, transaction
from django.db.models import F, Func, IntegerField, TextField, Value
from django.db.models.functions import Cast, Lower

#: How near a title must come, from 0 to 1, and how many of the nearest are shown.
NEAR, NEAREST = "0.45", 20


def find(resources, text):
    """Those of the resources whose title, summary or text hold all the words, or "a phrase".

    Each with ``match``, the higher the better. All of them, without it, when the text is blank.
    """
    if not text.strip():
        return resources
    query = SearchQuery(_plain(text), config="english", search_type="websearch")
    # Whole numbers, which a page by key can compare; a rank is a float of four bytes.
    match = Cast(SearchRank(F("search"), query) * 1_000_000, IntegerField())
    return resources.filter(search=query).annotate(match=match)


def nearest(resources, text):
    """The resources whose titles come near a text that ``find`` found nothing for; often none."""
    wanted = Lower(_plain(" ".join(text.split())))
    with transaction.atomic(), connection.cursor() as cursor:
        # For this transaction alone; the index answers, whatever the number of resources.
        cursor.execute("SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [NEAR])
        near = resources.filter(search_title__trigram_word_similar=wanted)
        near = near.order_by(TrigramWordDistance(wanted, "search_title"), "pk")
        pks = list(near.values_list("pk", flat=True)[:NEAREST])
    return resources.filter(pk__in=pks)


def _plain(text):
    """The text as what is searched was written down: without accents, by the same function."""
    return Func(Value(text), function="hub_unaccent", output_field=TextField())
