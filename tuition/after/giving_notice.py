"""Giving notice, and taking it back. What it means is worked out, and shown, before it is given."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from hub.places import verbs as places
from hub.places.choices import PlaceState
from hub.places.models import Place
from tuition import lesson_dates
from tuition.after import next_lesson, notices
from tuition.after.refusals import NotDone
from tuition.choices import Payer
from tuition.models import Enrolment
from tuition.notice import Notice, notice
from tuition.pricing import penny, quote


@dataclass(frozen=True)
class Consequence:
    """What giving notice today means. ``to_pay``: pounds for the lessons until the last day, None
    where the family pays nothing or no price is set. ``is_at_once``: the place has not begun, so it
    is given back today.
    """

    notice: Notice
    lessons: int
    to_pay: Decimal | None
    is_at_once: bool

    @property
    def last_day(self):
        """The last day of lessons."""
        return self.notice.last_day


def consequence(enrolment: Enrolment, *, on: date | None = None) -> Consequence:
    """What it means to give notice today, or on a day. Source: the hub's rule of notice."""
    today = on or timezone.localdate()
    calendar = lesson_dates.calendar_for(enrolment.provision)
    told = notice(enrolment.provision, calendar, on=today)
    if next_lesson.first_day(enrolment) > today:
        return Consequence(told, 0, None, is_at_once=True)
    days = [
        day for day in next_lesson.days_of(enrolment, calendar) if today <= day <= told.last_day
    ]
    return Consequence(told, len(days), _to_pay(enrolment, calendar, days, today), False)


@transaction.atomic
def give(*, enrolment: Enrolment, by, expected: date | None = None, reason="") -> Place:
    """Stop a place on the last day by the rule; one that has not begun is given back at once.

    ``expected``: the last day that was shown. Raises NotDone when it is another one meanwhile, and
    PlaceRefused for a place that cannot stop.
    """
    meant = consequence(enrolment)
    if meant.is_at_once:
        return places.withdraw(place=enrolment, by=by, reason=reason)
    if expected is not None and expected != meant.last_day:
        raise NotDone(
            f"Notice given today ends the lessons on {meant.last_day:%-d %B %Y}, which is not the "
            "day that we showed you. Please look again."
        )
    stopped = places.stop(place=enrolment, last_day=meant.last_day, by=by, reason=reason)
    notices.notice_given(stopped)
    return stopped


@transaction.atomic
def take_back(*, enrolment: Enrolment, by) -> Place:
    """Take notice back while the last day is ahead: the lessons go on."""
    if enrolment.state == PlaceState.CONFIRMED:
        return enrolment
    kept = places.go_on(place=enrolment, by=by)
    notices.notice_taken_back(kept)
    return kept


def _to_pay(enrolment, calendar, days, today):
    """By the lesson, or of a price a term the part that these lessons are of each term."""
    if enrolment.payer != Payer.FAMILY:
        return None
    per_lesson, per_term = enrolment.price_lesson, enrolment.price_term
    if per_term is None:
        found = quote(enrolment.provision, on=today, weekday=enrolment.weekday)
        if found is None:
            return None
        per_lesson, per_term = found.per_lesson, found.per_term
    if per_lesson is not None:
        return penny(per_lesson * len(days))
    whole = Decimal(0)
    for term in calendar.terms_of(enrolment.provision.academic_year):
        here = sum(day in term for day in days)
        planned = len(
            lesson_dates.lesson_days(enrolment.provision, calendar, term, weekday=enrolment.weekday)
        )
        whole += per_term * here / planned if planned else 0
    return penny(whole)
