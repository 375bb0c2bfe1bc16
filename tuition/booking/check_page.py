"""What the check page shows before a basket is sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from hub.calendar.school_calendar import SchoolCalendar
from hub.money import pounds
from tuition import lesson_terms
from tuition.booking.applying import digest, first_day, lines_to_send, why_line_not
from tuition.booking.words import waits, when_of
from tuition.choices import Payer
from tuition.lesson_dates import calendars_for, first_lesson
from tuition.models import BasketLine
from tuition.notice import Notice, notice

_ORDER = {"take": 0, "apply": 1, "wait": 2, "again": 0}


@dataclass(frozen=True)
class Wish:
    """One line as it will be sent. ``act``: take, apply, wait, or again (the hold was lost)."""

    line: BasketLine
    act: str
    when: str
    price: str
    starts: object
    notice: Notice | None
    wait: str
    why_not: str


def check_of(user) -> dict:
    """The context of the check page. A fixed number of statements, however many lines."""
    lines = list(lines_to_send(user, basket__done_at=None).order_by("pk"))
    calendars = calendars_for([each.provision for each in lines]) if lines else {}
    words = waits({each.provision for each in lines if act_of(each) == "wait"})
    wishes = [
        _wish(each, calendars[each.provision_id], words.get(each.provision_id, ""))
        for each in lines
    ]
    good = [each for each in wishes if not each.why_not]
    held = [each.line.held_until for each in good if each.line.held_until]
    return {
        "lines": lines,
        "key": lines[0].basket.key if lines else None,
        "seen": digest(lines),
        "groups": _by_pupil(good),
        "refused": [each for each in wishes if each.why_not],
        "held_until": min(held) if held else None,
        "acts": {each.act for each in good},
        "button": _button({each.act for each in good}),
        "terms": lesson_terms.standing(),
    }


def act_of(line) -> str:
    """What is done with a line when the basket is sent: take, again, wait or apply."""
    if not line.provision.is_fixed:
        return "apply"
    return "take" if line.is_held else "again" if line.place_id else "wait"


def _wish(line, calendar: SchoolCalendar, wait):
    provision, act = line.provision, act_of(line)
    return Wish(
        line,
        act,
        when_of(provision),
        _price(line),
        first_lesson(provision, calendar, start=first_day(provision))
        if provision.is_fixed
        else None,
        notice(provision, calendar),
        wait if act == "wait" else "",
        why_line_not(line),
    )


def _price(line):
    if line.provision.payer == Payer.SCHOOL:
        return "The school pays. Nothing to pay for you."
    place = line.place
    if place is None or place.price_term is None:
        return "The price stands in the offer, before you accept."
    return price_in_words(place.price_lesson, place.price_term)


def price_in_words(per_lesson: Decimal | None, per_term: Decimal) -> str:
    """ "£8 a lesson, £88 a term"."""
    whole = f"{pounds(per_term)} a term"
    return f"{pounds(per_lesson)} a lesson, {whole}" if per_lesson is not None else whole


def _by_pupil(wishes: Sequence[Wish]):
    groups: dict = {}
    for each in sorted(wishes, key=lambda wish: (_ORDER[wish.act], wish.line.pk)):
        groups.setdefault(each.line.pupil, []).append(each)
    return [{"pupil": pupil, "wishes": found} for pupil, found in groups.items()]


def _button(acts):
    """The button says the act."""
    takes, applies, waits = bool(acts & {"take", "again"}), "apply" in acts, "wait" in acts
    if takes and not (applies or waits):
        return "Take these places"
    if applies and not (takes or waits):
        return "Apply for these lessons"
    if waits and not (takes or applies):
        return "Join the waiting list"
    return "Send all of this"
