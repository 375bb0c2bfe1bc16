"""Applications and who waits, as the office lists them: page and files alike."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from tuition.after.words import tag_of, when_of
from tuition.models import Enrolment

HEADS = [
    ("learner", "Learner", "pupil__last_name"),
    ("lessons", "Lessons or group", "provision__instrument__name"),
    ("place", "Where", "provision__venue__name"),
    ("applied", "Applied", "applied_at"),
    ("", "State", ""),
]


@dataclass(frozen=True, slots=True)
class Line:
    """One application of the page, in words; ``box`` is its tick box, if it has one.

    Of plain values, each reckoned once: a template that asks fifty rows for them itself takes
    longer than the database.
    """

    reference: str
    url: str
    learner: str
    about: str
    lessons: str
    taught: str
    needs_adapted: bool
    venue: str
    queue_url: str
    provision: str
    applied: str
    waited: str
    tag: tuple[str, str]
    box: Any = None


def lines_of(rows, boxes) -> list[Line]:
    """The Lines of enrolments with all that belongs to them; ``boxes``: {primary key: box}."""
    today = timezone.localdate()
    return [_line(row, boxes.get(row.pk), today) for row in rows]


def _line(row, box, today):
    pupil, provision = row.pupil, row.provision
    year, tutor, applied = pupil.year_in_words, row.taught_by, _applied_on(row)
    kind = provision.get_kind_display().lower()
    ago = waited(row, today)
    return Line(
        reference=row.reference,
        url=row.get_absolute_url(),
        learner=pupil.full_name,
        about=" · ".join(filter(None, [year, pupil.school_in_words])),
        lessons=f"{provision.instrument.name}, {kind}",
        taught=" · ".join([when_of(row), str(tutor)] if tutor else [when_of(row)]),
        needs_adapted=row.needs_adapted,
        venue=provision.venue.name,
        queue_url=reverse("tuition:queue", args=[row.provision_id]),
        provision=str(provision),
        applied=f"{applied:%-d %B %Y}",
        waited="Today" if ago == "today" else f"{ago} ago",
        tag=tag_of(row),
        box=box,
    )


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
