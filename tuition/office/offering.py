"""What an offer means in pounds and days, and offers to many at once."""

from dataclasses import dataclass
from datetime import date

from hub.money import pounds
from hub.places import verbs
from hub.places.kinds import kind_of
from tuition import lesson_dates, pricing
from tuition.choices import Payer
from tuition.models import Enrolment
from tuition.notice import Notice, notice

#: Offers at once: each is a transaction of its own, with its letters.
MOST_AT_ONCE = 50


@dataclass(frozen=True)
class Meaning:
    """What is told before somebody is offered a place. ``price`` is "" where no family pays;
    ``starts``: the day of the first lesson, None before a day is fixed from which it is taught.
    """

    price: str
    notice: Notice
    starts: date | None


def meant_by(rows) -> dict[int, Meaning]:
    """{key of the enrolment: price and last day to give notice}, in a bounded number of
    statements for all that share their days.
    """
    if not rows:
        return {}
    provisions = {row.provision_id: row.provision for row in rows}
    calendars = lesson_dates.calendars_for(provisions.values())
    quotes = pricing.quotes(provisions.values())
    return {
        row.pk: Meaning(
            _price(row, quotes[row.provision_id]),
            notice(row.provision, calendars[row.provision_id]),
            _starts(row, calendars[row.provision_id]),
        )
        for row in rows
    }


def _starts(row, calendar) -> date | None:
    if row.starts_on is None:
        return None
    return lesson_dates.first_lesson(row.provision, calendar, weekday=row.day, start=row.starts_on)


def _price(row, quote) -> str:
    if row.payer != Payer.FAMILY:
        return "The school pays."
    if row.weekday is not None:
        quote = pricing.quote(row.provision, weekday=row.weekday)
    if quote is None:
        return "No price is set for this in the price table."
    whole = f"{pounds(quote.per_term)} a term"
    if quote.per_lesson is None:
        return whole
    return f"{pounds(quote.per_lesson)} a lesson, {whole}"


def sorted_out(rows) -> tuple[list, list]:
    """([(row, Meaning)] that can be offered as they are, [(row, why not)])."""
    can: list[Enrolment] = []
    left_out: list[tuple[Enrolment, str]] = []
    left: dict[int, int] = {}
    for row in rows:
        room = left.setdefault(row.provision_id, row.provision.places_left)
        if why := _why_not(row, room):
            left_out.append((row, why))
        else:
            left[row.provision_id] -= 1
            can.append(row)
    meant = meant_by(can)
    return [(row, meant[row.pk]) for row in can], left_out


def _why_not(row, room) -> str:
    if not row.is_asking:
        return f"It is {row.state_in_words.lower()} meanwhile."
    if not row.provision.is_fixed and row.weekday is None:
        return "Day and time are to be agreed. Offer it by itself."
    if words := kind_of(row).why_not(row, row.provision, None):
        return words
    return "" if room else "No place is free."


def offer_many(*, rows, by) -> dict:
    """Offer a place to each, in turn: {"made": [keys], "left_out": [(key, why)]}.

    Each in a transaction of its own: one that cannot be keeps no other from its offer.
    """
    made: list[int] = []
    left_out: list[tuple[int, str]] = []
    for row in rows:
        if not row.provision.is_fixed and row.weekday is None:
            left_out.append((row.pk, "Day and time are to be agreed. Offer it by itself."))
            continue
        try:
            verbs.offer(place=row, by=by)
        except verbs.PlaceRefused as refusal:
            left_out.append((row.pk, str(refusal)))
        else:
            made.append(row.pk)
    return {"made": made, "left_out": left_out}
