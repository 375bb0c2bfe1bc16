"""What the page behind the link says of the lessons that a school asked for."""

from dataclasses import dataclass
from datetime import date

from hub.people.choices import Restriction
from hub.people.models import CarerLink
from tuition import pricing
from tuition.after.words import title_of
from tuition.booking.applying import first_day
from tuition.booking.check_page import price_in_words
from tuition.booking.words import wait_in_words, when_of
from tuition.choices import Payer
from tuition.lesson_dates import calendar_for, first_lesson
from tuition.models import Provision
from tuition.notice import Notice, notice


@dataclass(frozen=True)
class Asked:
    """What is asked for, and what comes of it. ``place`` is "" where it may be kept from this

    carer. ``button`` says the act.
    """

    provision: Provision
    act: str
    button: str
    title: str
    when: str
    place: str
    price: str
    starts: date | None
    notice: Notice


def asked_for(provision, *, is_open) -> Asked:
    """As the check page of a basket tells it."""
    act, button = _act(provision)
    calendar = calendar_for(provision)
    start = first_lesson(provision, calendar, start=first_day(provision))
    return Asked(
        provision=provision,
        act=act,
        button=button,
        title=title_of(provision, is_open=is_open),
        when=when_of(provision),
        place=str(provision.venue) if is_open and not provision.needs_no_place else "",
        price=_price(provision),
        starts=start if provision.is_fixed else None,
        notice=notice(provision, calendar),
    )


def may_name_places(user) -> bool:
    """Is nothing kept from this carer? Else neither a child's school nor its place is named."""
    kept = CarerLink.objects.live().of_user(user).exclude(restriction=Restriction.NONE)
    return not kept.exists()


def _act(provision):
    if not provision.is_fixed:
        words = "Apply. We look for a tutor and a time, and write to you with an offer."
        return words, "Apply for these lessons"
    if provision.is_full or provision.enrolments.waiting().exists():
        return f"Join the waiting list. {wait_in_words(provision)}", "Join the waiting list"
    return "Take a place. If the last has gone meanwhile, you wait for one.", "Take this place"


def _price(provision):
    if provision.payer == Payer.SCHOOL:
        return "The school pays. Nothing to pay for you."
    found = pricing.quote(provision) if provision.is_fixed else None
    if found is None:
        return "The price stands in the offer, before you accept."
    return price_in_words(found.per_lesson, found.per_term)
