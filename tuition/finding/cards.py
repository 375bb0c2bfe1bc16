"""One lesson or group in words, for the card of a list and the head of its own page."""

from dataclasses import dataclass

from django.utils import timezone

from hub.calendar.choices import Weekday
from hub.geography.distance import in_kilometres
from hub.money import pounds
from hub.templatetags.hub import clock
from tuition import pricing
from tuition.choices import Payer
from tuition.finding import waiting
from tuition.models import Provision

FEW = 2


@dataclass(frozen=True)
class Standing:
    """Whether there are places: ``tag`` with its ``kind``, ``more`` as a sentence or "".

    ``can``: what can be done with it now: "take", "apply", "wait", or "" for nothing yet.
    """

    tag: str
    kind: str
    can: str
    more: str = ""


@dataclass(frozen=True)
class Card:
    """What a list says of one. Every field is ready to be shown; "" is not shown."""

    provision: Provision
    standing: Standing
    when: str
    place: str
    distance: str
    price: str
    price_period: str
    price_more: str


def cards(provisions) -> list[Card]:
    """The cards of one page of a list, in its order, in a bounded number of statements."""
    rows = list(provisions)
    quotes, queues = pricing.quotes(rows), waiting.queues(rows)
    return [_card(each, quotes[each.pk], queues[each.pk]) for each in rows]


def card_of(provision: Provision, quote) -> Card:
    """The card of one, whose price is known."""
    return _card(provision, quote, waiting.queues([provision])[provision.pk])


def _card(provision, quote, queue):
    price, period, more = price_words(provision, quote)
    metres = getattr(provision, "metres", None)
    return Card(
        provision,
        standing_of(provision, queue),
        when_words(provision),
        place_words(provision),
        in_kilometres(metres) if metres is not None else "",
        price,
        period,
        more,
    )


def when_words(provision: Provision) -> str:
    """ "Wednesdays, 4pm to 4:30pm" or "Day to be agreed"."""
    if provision.weekday is None or provision.starts_at is None:
        return f"Day to be agreed, {provision.minutes} minutes"
    return (
        f"{Weekday(provision.weekday).label}s, {clock(provision.starts_at)} to {_ends(provision)}"
    )


def place_words(provision: Provision) -> str:
    """ "Online", or the name of the place and its town where the name does not say it."""
    if provision.venue.is_online or provision.needs_no_place:
        return "Online"
    venue = provision.venue
    town = venue.town if venue.town and venue.town not in venue.name else ""
    return f"{venue.name}, {town}" if town else venue.name


def price_words(provision: Provision, quote) -> tuple[str, str, str]:
    """(sum, for what, and more): ("£96", "a term", "£8 a lesson, 12 lessons")."""
    if provision.payer == Payer.SCHOOL:
        return "", "", "The school pays: your family pays nothing."
    if quote is None:
        return "", "", "The price is not set yet. Ask us."
    if quote.per_lesson is None:
        return pounds(quote.per_term), "a term", ""
    lessons = f"{quote.lessons} lesson{'' if quote.lessons == 1 else 's'}"
    more = f"{pounds(quote.per_lesson)} a lesson, {lessons} this term"
    return pounds(quote.per_term), "a term", more


def standing_of(provision: Provision, queue, *, on=None) -> Standing:
    """What families can do with it now. A place that somebody waits for is not free."""
    day = on or timezone.localdate()
    if provision.opens_on and provision.opens_on > day:
        opens = f"{provision.opens_on:%-d %B %Y}"
        return Standing(f"Opens {opens}", "", "", f"Applications are taken from {opens}.")
    if not provision.is_open(day) or provision.is_over(day):
        until = provision.closes_on or provision.ends_on
        closed = f"Applications were taken until {until:%-d %B %Y}." if until < day else ""
        return Standing("Closed", "", "", closed or "No applications are taken now.")
    if provision.is_full or queue[0]:
        terms = waiting.terms_to_wait(provision, queue)
        words = waiting.in_words(terms)
        tag = "Waiting list" if terms is None else f"Waiting list, {words}"
        return Standing(tag, "info", "wait", _queue_words(queue[0], words))
    can = "take" if provision.is_fixed else "apply"
    left = provision.places_left
    if left <= FEW and provision.is_fixed:
        return Standing(f"{left} place{'' if left == 1 else 's'} left", "warn", can)
    return Standing("Places available", "ok", can)


def _queue_words(number, words):
    who = f"{number} wait{'s' if number == 1 else ''} already" if number else "Nobody waits yet"
    return f"{who}. A place for whoever joins now: {words}."


def _ends(provision):
    start = provision.starts_at
    minutes = start.hour * 60 + start.minute + provision.minutes
    return clock(start.replace(hour=minutes // 60 % 24, minute=minutes % 60))
