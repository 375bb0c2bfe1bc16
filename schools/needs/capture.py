"""What a school has published elsewhere, read by an officer and written into the fact base.

Its source is "what the school has published": the school's own answers win over it, and a newer
reading over an older one. Nothing is deleted: what turns out wrong is noted as not known.
"""

from contextlib import suppress

from django.db import transaction
from django.db.models import Exists, OuterRef

from schools.choices import FactSource
from schools.facts import book, keys
from schools.facts.book import UNKNOWN, Said
from schools.models import Fact, KnownYear, School
from schools.summaries import addresses
from schools.summaries.refusals import AddressRefused

#: The key data of a summary, in the order in which one reads it there.
KEYS = (
    *("music-lead", "senior-link", "plan-review-on", "curriculum-minutes", "scheme", "choirs"),
    *("ensembles", "whole-class-instruments", "learners", "performances", "other-partners"),
)
#: What the form asks for by itself, beside the key data.
_ABOUT_IT = ("plan-status", "plan-address", "plan-seen-on")


def key_data(school):
    """[(FactKey, part)] that a school of its ages may have published."""
    return [(each, part) for each in map(keys.get, KEYS) for part in each.parts(school)]


def captured(school, year) -> dict[book.About, Fact]:
    """What was read of this year last time, {about: Fact}: it may hold or not."""
    rows = Fact.objects.filter(school=school, year=year, source=FactSource.PUBLISHED)
    found = {(row.key, row.dimension): row for row in rows.order_by("at", "pk")}
    return {about: row for about, row in found.items() if not row.is_unknown}


@transaction.atomic
def capture(*, school, year, url, seen_on, said, by) -> list[Fact]:
    """Note that a summary was seen on a day at an address, and what it says; returns new facts.

    ``said``: list of Said. The address is checked by the portal too, which may find it gone later.
    """
    about_it = [
        Said("plan-status", "published"),
        Said("plan-address", url),
        Said("plan-seen-on", seen_on),
    ]
    written = book.note(
        school=school, year=year, said=[*about_it, *said], source=FactSource.PUBLISHED, by=by
    )
    # Checked a moment ago, or too often today: somebody has seen it, and that counts.
    with suppress(AddressRefused):
        addresses.tell(school=school, year=year, url=url, source=FactSource.PUBLISHED, by=by)
    return written


@transaction.atomic
def take_back(*, school, year, by) -> list[Fact]:
    """Nothing of this year was published after all: all that was read is not known any more."""
    School.objects.select_for_update(of=("self",)).get(pk=school.pk)
    said = [Said(key, UNKNOWN, part) for key, part in captured(school, year)]
    return book.note(school=school, year=year, said=said, source=FactSource.PUBLISHED, by=by)


def without_summary(schools, year):
    """Those of the schools of which no published summary of the year is known."""
    rows = KnownYear.objects.filter(school=OuterRef("pk"), year=year, plan_status="published")
    return schools.exclude(Exists(rows))
