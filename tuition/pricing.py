"""What a place costs, from the plain price table. The one rule for page, offer and report alike."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone

from hub.calendar.models import Term
from hub.kept import KeptByKey
from tuition import lesson_dates
from tuition.choices import Payer
from tuition.models import Price, Provision

_PENNY = Decimal("0.01")
#: Every page of lessons asks, managers change it once a year.
_kept = KeptByKey(seconds=5, most=20)


@dataclass(frozen=True)
class Quote:
    """Pounds for one learner in one term, and for what.

    ``per_lesson`` is None for a flat price a term. ``lessons``: of the whole term. ``left``: those
    from the day asked, and ``due`` what they cost: all of the term before it begins.
    """

    term: Term
    per_lesson: Decimal | None
    per_term: Decimal
    lessons: int
    left: int
    due: Decimal


def penny(amount: Decimal) -> Decimal:
    """Pounds, rounded half up to the penny (sector.md c4, rule 10)."""
    return amount.quantize(_PENNY, rounding=ROUND_HALF_UP)


def quote(provision: Provision, *, on: date | None = None, weekday=None) -> Quote | None:
    """What the family pays in the term that runs or comes; None where no price is set.

    Also None where the school pays (nothing is asked of the family) and after the last term.
    """
    return quotes([provision], on=on, weekday=weekday)[provision.pk]


def quotes(provisions: Iterable[Provision], *, on: date | None = None, weekday=None) -> dict:
    """{key of the provision: Quote or None}, in three statements at most. Venues are read already.

    Source: sector.md c4, rules 1 and 2: rate × planned lessons, or flat a term; the first term by
    the lessons that are left of it.
    """
    rows = list(provisions)
    if not rows:
        return {}
    years = frozenset(each.year for each in rows)
    prices = _kept(years, lambda: _prices(years))
    calendars = lesson_dates.calendars_for(rows)
    day = on or timezone.localdate()
    return {
        each.pk: _quote(each, _price_of(each, prices), calendars[each.pk], day, weekday)
        for each in rows
    }


def forget():
    """Called with every change of a price: this process reads anew, others soon."""
    _kept.forget()


def _quote(provision, price, calendar, day, weekday):
    term = lesson_dates.term_to_show(provision, calendar, day)
    if price is None or term is None or provision.payer != Payer.FAMILY:
        return None
    lessons = len(lesson_dates.lesson_days(provision, calendar, term, weekday=weekday))
    left = len(lesson_dates.lesson_days(provision, calendar, term, weekday=weekday, start=day))
    if price.per_lesson is not None:
        whole, due = price.per_lesson * lessons, price.per_lesson * left
    else:
        whole = price.per_term
        due = whole * left / lessons if lessons else whole
    return Quote(term, price.per_lesson, penny(whole), lessons, left, penny(due))


def _prices(years):
    rows = Price.objects.filter(year__in=years)
    return {
        (each.year, each.kind, each.minutes, each.group_size, each.payer): each for each in rows
    }


def _price_of(provision, prices):
    """The price of a group of its size, else of any size."""
    start = (provision.year, provision.kind, provision.minutes)
    sized = prices.get((*start, provision.capacity, provision.payer))
    return sized or prices.get((*start, None, provision.payer))
