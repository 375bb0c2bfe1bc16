"""What the page of one enrolment shows to those who care for the learner."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from hub.money import pounds
from hub.permissions import may
from hub.places.choices import PlaceState
from tuition import lesson_dates, pricing
from tuition.after import next_lesson, words
from tuition.after.history import happenings
from tuition.choices import Payer
from tuition.models import Absence, ChangeRequest
from tuition.notice import Notice, notice


@dataclass(frozen=True)
class CarerPart:
    """``place`` is "" where it is kept from this carer; ``may_stop``: may say yes, no and stop."""

    title: str
    tag: tuple[str, str]
    when: str
    tutor: str
    place: str
    is_open: bool
    may_stop: bool
    next_lesson: date | None
    term: str
    days: list
    what_next: str
    price: str
    notice: Notice | None
    open_requests: list
    absences: list
    history: list

    @property
    def days_to_come(self):
        """Those of the term from today on."""
        return [each for each in self.days if each.day >= timezone.localdate()]

    @property
    def days_gone_by(self):
        """Those of the term before today."""
        return [each for each in self.days if each.day < timezone.localdate()]


def carer_part(user, row) -> CarerPart | None:
    """None for whoever does not care for the learner. A fixed number of statements."""
    if not may(user, "tuition.report_absence", row):
        return None
    is_open = may(user, "tuition.see_whereabouts", row)
    today = timezone.localdate()
    calendar = lesson_dates.calendar_for(row.provision)
    term = lesson_dates.term_to_show(row.provision, calendar, max(today, _first(row, today)))
    told = Absence.objects.filter(enrolment=row, withdrawn_at=None).order_by("day")
    away = {each.day for each in told}
    requests = list(ChangeRequest.objects.filter(enrolment=row))
    days = next_lesson.of_term(row, calendar, term, away=away) if term and row.is_taught else []
    return CarerPart(
        title=words.title_of(row.provision, is_open=is_open),
        tag=words.tag_of(row),
        when=words.when_of(row),
        tutor=str(row.taught_by or ""),
        place=words.place_of(row) if is_open else "",
        is_open=is_open,
        may_stop=may(user, "tuition.answer_offer", row),
        next_lesson=next_lesson.next_of(next_lesson.days_of(row, calendar), away=away),
        term=str(term or ""),
        days=days,
        what_next=words.what_next(row),
        price="" if row.is_over else price_of(row),
        notice=notice(row.provision, calendar) if row.state == PlaceState.CONFIRMED else None,
        open_requests=[each for each in requests if each.is_open],
        absences=[each for each in told if each.day >= today],
        history=happenings(row, requests, is_open=is_open),
    )


def price_of(row) -> str:
    """What the family pays, as offered, else by the price table; "" where it pays nothing."""
    if row.payer != Payer.FAMILY:
        return ""
    lesson, term = row.price_lesson, row.price_term
    if term is None:
        found = pricing.quote(row.provision, weekday=row.weekday)
        if found is None:
            return ""
        lesson, term = found.per_lesson, found.per_term
    whole = f"{pounds(term)} a term"
    return f"{pounds(lesson)} a lesson, {whole}" if lesson is not None else whole


def _first(row, today):
    return next_lesson.first_day(row) if row.is_taught else today
