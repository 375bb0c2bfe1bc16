"""Can a visit be at this time? Refused in words, or something to be asked about."""

from datetime import timedelta

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from hub.calendar.years import AcademicYear
from visits.arranging.clocking import day_of, diary_of, in_words
from visits.arranging.refusals import TimeTaken, VisitRefused
from visits.choices import VisitState
from visits.models import ProposedDate, VisitOfficer
from visits.models.diaries import WEEKDAYS


def check_day(school, calendar, starts_at):
    """Raise VisitRefused for a time that is past, and for a day without school; it names why.

    ``calendar``: the school's own (``calendar_of``). A year whose terms nobody has set yet is let
    through: ``odd_about`` asks about it.
    """
    day = day_of(starts_at)
    words = f"{day:%A %-d %B %Y}"
    if starts_at <= timezone.now():
        raise VisitRefused(f"{in_words(starts_at)} is past. Choose a time that is still to come.")
    if starts_at > timezone.now() + timedelta(days=730):
        raise VisitRefused(f"{words} is more than two years away. Choose a nearer day.")
    if day.isoweekday() > 5:
        raise VisitRefused(f"{words} is at a weekend.")
    closure = next((each for each in calendar.closures if day in each), None)
    if closure is not None:
        raise VisitRefused(f"{words} will not do for {school.name}: {closure.title}.")
    term = calendar.term_on(day)
    if term is not None and term.is_half_term(day):
        raise VisitRefused(f"{words} lies in the half term of the {_of(term)} at {school.name}.")
    if term is None and calendar.terms_of(AcademicYear.of(day)):
        raise VisitRefused(f"{words} lies in the school holidays{_between(calendar, day)}.")


def check_free(officers, starts_at, ends_at, *, but):
    """Raise TimeTaken when one of these is at another visit then. ``but``: the visit itself."""
    during = DateTimeTZRange(starts_at, ends_at)
    places = VisitOfficer.objects.filter(officer__in=officers, during__overlap=during)
    clash = places.exclude(visit=but.pk).select_related("officer", "visit").first()
    if clash is not None:
        times = in_words(clash.during.lower, clash.during.upper)
        raise TimeTaken(f"{clash.officer} is at another visit on {times}.")


def check_hours(officer, starts_at, ends_at):
    """Raise VisitRefused for a day or an hour at which this officer does not work."""
    if words := _outside(officer, starts_at, ends_at):
        raise VisitRefused(words)


def odd_about(visit, calendar, starts_at, ends_at) -> list[str]:
    """Sentences on what is allowed and looks like a slip: unset terms, dates offered elsewhere."""
    found = []
    year = AcademicYear.of(day_of(starts_at))
    if not calendar.terms_of(year):
        found.append(f"No terms are set for {year}, so nobody has checked that there is school.")
    elsewhere = ProposedDate.objects.filter(
        withdrawn_at=None,
        visit__state=VisitState.PROPOSED,
        visit__officers__officer__in=visit.officers.values("officer"),
        starts_at__lt=ends_at,
        ends_at__gt=starts_at,
    ).exclude(visit=visit.pk)
    if other := elsewhere.select_related("visit__school").first():
        found.append(
            f"{in_words(other.starts_at, other.ends_at)} is offered to {other.visit.school.name} "
            "too. Who answers first has it."
        )
    return found


def outside_hours(visit, starts_at, ends_at) -> list[str]:
    """Sentences on who of those that go does not work then."""
    officers = [place.officer for place in visit.officers.select_related("officer")]
    found = [_outside(officer, starts_at, ends_at) for officer in officers]
    return [words for words in found if words]


def _outside(officer, starts_at, ends_at):
    diary = diary_of(officer)
    starts, ends = timezone.localtime(starts_at), timezone.localtime(ends_at)
    if starts.isoweekday() not in diary.works_on:
        return f"{officer} does not work on a {dict(WEEKDAYS).get(starts.isoweekday(), 'weekend')}."
    outside = starts.time() < diary.from_time or ends.time() > diary.to_time
    if outside or ends.date() != starts.date():
        return (
            f"{in_words(starts, ends)} is outside the hours in which {officer} works: "
            f"{diary.from_time:%H:%M} to {diary.to_time:%H:%M}."
        )
    return ""


def _of(term):
    return f"{term.get_season_display().lower()} term {term.starts_on.year}"


def _between(calendar, day):
    following = calendar.next_term(day)
    if following is None:
        return ""
    return f": the {_of(following)} begins on {following.starts_on:%-d %B %Y}"
