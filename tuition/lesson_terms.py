"""The terms of lessons and groups: a page that the hub writes itself, and which version of it
somebody agreed to. Each version that it had is kept (hub/content/editing.py).
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from hub.content.models import Page, PageVersion
from hub.content.names import names
from hub.content.richtext import to_html
from hub.kept import Kept
from hub.places import verbs
from hub.places.models import Place
from hub.places.refusals import PlaceRefused
from tuition.models import Enrolment

SLUG = "lesson-terms"
CHANGED = "The terms have changed since you opened this page. Please read them again."


class TermsChanged(PlaceRefused):
    """Other terms stand than those that were shown."""

    def __init__(self):
        super().__init__(CHANGED)


@dataclass(frozen=True)
class Terms:
    """One version, as it stands under a heading of the second level."""

    title: str
    version: int
    html: str
    saved_at: datetime


def _read():
    page = Page.objects.get(slug=SLUG)
    html = to_html(page.body, names(), under=2)
    return Terms(page.title, page.version, html, page.updated_at)


#: The terms that stand. Whoever books one place after the other does not read them anew each time.
standing = Kept(_read)


def version(number) -> Terms | None:
    """The terms as they were in one of their versions; None when there is no such."""
    row = PageVersion.objects.filter(page__slug=SLUG, number=number).first()
    if row is None:
        return None
    return Terms(row.title, row.number, to_html(row.body, names()), row.saved_at)


def agreed(shown: int | None) -> int:
    """The version that somebody agrees to who was shown this one. Raises TermsChanged.

    Nothing said of what was shown means those that stand.
    """
    stands = standing().version
    if shown not in (None, stands):
        raise TermsChanged
    return stands


@transaction.atomic
def accept_offer(*, place: Enrolment, shown: int | None, by) -> Place:
    """Say yes to an offer and to the terms. Raises PlaceRefused."""
    number = agreed(shown)
    accepted = verbs.accept(place=place, by=by)
    Enrolment.objects.filter(pk=place.pk).update(terms_version=number)
    return accepted
