"""Applications and who waits, as the office lists them: page and files alike."""

import datetime

from django.utils import timezone

from tuition.after.words import when_of
from tuition.models import Enrolment

HEADS = [
    ("learner", "Learner", "pupil__last_name"),
    ("lessons", "Lessons or group", "provision__instrument__name"),
    ("place", "Where", "provision__venue__name"),
    ("applied", "Applied", "applied_at"),
    ("", "State", ""),
]


def among(user):
    """All enrolments of learners that this person may list."""
    return Enrolment.objects.allowing("tuition.see_waiting_list", user).of_pupils()


def waited(enrolment, today=None) -> str:
    """How long ago somebody applied: "today", "12 days", "7 weeks", "5 months"."""
    today = today or timezone.localdate()
    days = (today - timezone.localdate(enrolment.applied_at)).days
    if days < 1:
        return "today"
    for most, length, word in ((20, 1, "day"), (84, 7, "week"), (730, 30.44, "month")):
        if days <= most:
            return _several(int(days / length), word)
    return _several(int(days / 365.25), "year")


def _several(number, word):
    return f"{number} {word}{'' if number == 1 else 's'}"


def _applied_on(enrolment) -> datetime.date:
    return timezone.localdate(enrolment.applied_at)


COLUMNS = {
    "Reference": "reference",
    "Learner": lambda row: row.pupil.full_name,
    "School year": lambda row: row.pupil.year_in_words,
    "School": lambda row: row.pupil.school_in_words,
    "Instrument": lambda row: row.provision.instrument.name,
    "Kind": lambda row: row.provision.get_kind_display(),
    "Where": lambda row: row.provision.venue.name,
    "Day and time": when_of,
    "Tutor": lambda row: row.taught_by,
    "Days that suit": "wishes",
    "Adapted instrument": "needs_adapted",
    "Applied on": _applied_on,
    "State": "state_in_words",
}
