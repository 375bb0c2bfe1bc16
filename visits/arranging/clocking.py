"""Days and hours in words, and when an officer works."""

import datetime

from django.utils import timezone
from django.utils.formats import date_format

from hub.calendar.wall_time import LONDON
from hub.templatetags.hub import clock
from visits.models import OfficerDiary


def in_words(starts_at, ends_at=None) -> str:
    """ "Tuesday 8 December 2026, 10am to 11:30am": for letters and sentences."""
    starts = starts_at.astimezone(LONDON)
    words = f"{date_format(starts, 'l j F Y')}, {clock(starts)}"
    return f"{words} to {clock(ends_at.astimezone(LONDON))}" if ends_at else words


def day_of(moment) -> datetime.date:
    """The day on which it is in England."""
    return timezone.localdate(moment, LONDON)


def diary_of(officer) -> OfficerDiary:
    """When this officer works: what they said, or Monday to Friday."""
    found = OfficerDiary.objects.filter(officer=officer).first()
    return found or OfficerDiary(
        officer=officer, from_time=datetime.time(8, 30), to_time=datetime.time(16, 30)
    )
