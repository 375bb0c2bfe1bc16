"""What the hub knows of a school, confirmed or corrected at a visit, with “visit” as source."""

import hashlib

from django.db import transaction
from django.utils import timezone

from hub.calendar.years import AcademicYear
from hub.trail.record import record as note
from schools.choices import FactSource
from schools.facts import book
from schools.facts.sheet import sheet_of
from schools.survey_bindings import as_answers
from visits.recording import keeping


def told(visit):
    """{about: Fact} of what was said at this visit: on its day and after."""
    day = timezone.localtime(visit.starts_at).replace(hour=0, minute=0, second=0, microsecond=0)
    rows = book.told_by(FactSource.VISIT, visit.school, AcademicYear(visit.year))
    return {about: row for about, row in rows.items() if row.at >= day}


def known(visit):
    """{about: Fact} of what holds, and before it what was said here."""
    return book.known(visit.school, AcademicYear(visit.year)) | told(visit)


def sheet(visit):
    """The areas of what is known, as at this visit."""
    return sheet_of(visit.school, AcademicYear(visit.year), first=told(visit))


def for_survey(visit):
    """{fact key: bindings.Known} for the form of a section of the survey."""
    return as_answers(known(visit))


def to_confirm(visit) -> int:
    """How many facts are known of this year that nobody has confirmed here yet."""
    return len(_open(visit))


def mark_of(visit, abouts) -> str:
    """A short mark of what is known of some facts, to see whether it was changed meanwhile."""
    facts = known(visit)
    text = "|".join(f"{about}={facts[about].value}" for about in abouts if about in facts)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@transaction.atomic
def confirm(*, record, by) -> int:
    """The school says that all which is known is right; returns how many facts that were."""
    record = keeping.locked(record)
    visit = record.visit
    count = book.confirm(
        school=visit.school,
        year=AcademicYear(visit.year),
        abouts=_open(visit),
        source=FactSource.VISIT,
        by=by,
    )
    record.facts_confirmed_at = timezone.now()
    keeping.touch(record, ["facts_confirmed_at"], by=by)
    note("confirmed the facts of", record, by=by)
    return count


@transaction.atomic
def correct(*, record, said, by) -> list:
    """Write what was said of one area; returns the new facts. ``said``: list of book.Said."""
    record = keeping.locked(record)
    visit = record.visit
    rows = book.note(
        school=visit.school,
        year=AcademicYear(visit.year),
        said=said,
        source=FactSource.VISIT,
        by=by,
    )
    keeping.touch(record, by=by)
    return rows


def _open(visit):
    # What was said here stands, whatever the hub's rule lets hold besides.
    heard = told(visit)
    holds = book.known(visit.school, AcademicYear(visit.year))
    asked = {
        about for area in sheet_of(visit.school, AcademicYear(visit.year)) for about in area.abouts
    }
    return [about for about in holds if about in asked and about not in heard]
