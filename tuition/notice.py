"""When lessons end for somebody who gives notice, by the hub's rule. Shown before it is given."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from hub.calendar.school_calendar import SchoolCalendar
from hub.calendar.years import AcademicYear
from hub.policy.values import value
from tuition.choices import NoticeRule
from tuition.models import Provision


@dataclass(frozen=True)
class Notice:
    """``last_day`` of lessons when told today; ``tell_by``: until when that holds.

    ``later``: the last day of lessons for who tells the day after ``tell_by``; None with a rule
    of weeks, where each day of waiting is a day more.
    """

    last_day: date
    tell_by: date
    later: date | None


def notice(provision: Provision, calendar: SchoolCalendar, *, on: date | None = None) -> Notice:
    """What giving notice today, or on a day, means for a place in a provision.

    Never after the provision's own last day. Source: the hub's rule ("notice-rule") for the
    academic year, by default Hertfordshire's half a term's notice (sector.md c1).
    """
    day = on or timezone.localdate()
    rule = value("notice-rule", AcademicYear(provision.year))
    if rule == NoticeRule.WEEKS:
        weeks = value("notice-weeks", AcademicYear(provision.year))
        last = min(day + timedelta(weeks=weeks), provision.ends_on)
        return Notice(last, day, None)
    ends = [
        (_tell_by(rule, term, provision), min(term.ends_on, provision.ends_on))
        for term in calendar.terms_of(provision.academic_year)
        if term.ends_on >= provision.starts_on
    ]
    ahead = [each for each in ends if each[0] >= day]
    if not ahead:
        return Notice(provision.ends_on, provision.ends_on, None)
    tell_by, last = ahead[0]
    later = ahead[1][1] if len(ahead) > 1 else provision.ends_on
    return Notice(last, tell_by, later if later != last else None)


def _tell_by(rule, term, provision):
    """Until when notice for the end of this term comes in."""
    if rule == NoticeRule.FRIDAY:
        return term.notice_day
    # Before the next invoice is written: so many days before the term's own end.
    days = value("notice-days-before-end", AcademicYear(provision.year))
    return term.ends_on - timedelta(days=days)
