"""An offer as the family reads it, and why there is nothing to answer any more."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from hub.permissions import may
from hub.places.changing import why_over
from hub.places.choices import PlaceState
from tuition.after.words import place_of, title_of, when_of
from tuition.booking.applying import first_day
from tuition.booking.check_page import price_in_words
from tuition.choices import Payer
from tuition.lesson_dates import calendar_for, first_lesson
from tuition.models import Enrolment
from tuition.notice import Notice, notice


@dataclass(frozen=True)
class OfferPart:
    """All that an offer names. ``place`` is "" where it is kept from this carer."""

    row: Enrolment
    title: str
    when: str
    place: str
    tutor: str
    starts: date
    price: str
    notice: Notice
    answer_by: datetime | None
    may_answer: bool
    over: str


def offer_part(user, row) -> OfferPart:
    """What a carer sees of an offer; ``over`` says why it cannot be answered any more."""
    is_open = may(user, "tuition.see_whereabouts", row)
    calendar = calendar_for(row.provision)
    begins = max(row.starts_on or first_day(row.provision), timezone.localdate())
    return OfferPart(
        row=row,
        title=title_of(row.provision, is_open=is_open),
        when=when_of(row),
        place=place_of(row) if is_open else "",
        tutor=str(row.taught_by or ""),
        starts=first_lesson(row.provision, calendar, weekday=row.day, start=begins),
        price=_price(row),
        notice=notice(row.provision, calendar),
        answer_by=row.answer_by,
        may_answer=may(user, "tuition.answer_offer", row),
        over=why_no_answer(row),
    )


def why_no_answer(row) -> str:
    """Why an offer cannot be answered, in a sentence; "" while it can."""
    if row.is_offered and not row.has_lapsed(timezone.now()):
        return ""
    return why_over(row)


def may_try_again(row) -> bool:
    """Is it so far gone that applying anew is the way on?"""
    gone = (PlaceState.LAPSED, PlaceState.DECLINED, PlaceState.WITHDRAWN, PlaceState.ENDED)
    return row.state in gone or row.has_lapsed(timezone.now())


def _price(row):
    if row.payer != Payer.FAMILY:
        return "The school pays. Nothing to pay for you."
    if row.price_term is None:
        return "No price is set yet. Ask us before you accept."
    return price_in_words(row.price_lesson, row.price_term)
