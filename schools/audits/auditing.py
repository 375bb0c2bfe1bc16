"""Audits. Nothing outside this module begins, hands in or reopens one, or keeps its files."""

from django.db import transaction
from django.utils import timezone

from hub.calendar.years import AcademicYear
from hub.files import storing
from hub.surveys import answering, reading
from hub.surveys.answering import AnsweringRefused
from hub.trail.record import record
from schools.audits import content, notices
from schools.audits.outcome import given_by_area, result_of
from schools.audits.permissions import QUESTIONNAIRE
from schools.choices import FactSource
from schools.facts import book
from schools.facts.book import UNKNOWN, Said
from schools.models import Audit, AuditFile, School

PURPOSE = "audit-evidence"
#: Of one area: a school shows what it means, it does not keep its archive here.
MOST_FILES = 10


class AuditRefused(Exception):
    """A rule says no. The message can be shown as it stands."""


@transaction.atomic
def start(*, school, by) -> tuple[Audit, bool]:
    """Begin the audit of this academic year; returns it, and whether it is new.

    Of two who begin at once the second gets the first one's. Raises AuditRefused for a school that
    is not open, and where the hub has published no questions.
    """
    year = AcademicYear.current()
    # Locked before looking: otherwise two colleagues would each begin one.
    school = School.objects.select_for_update(of=("self",)).get(pk=school.pk)
    found = Audit.objects.select_related("filling").filter(school=school, year=year).first()
    if found:
        return found, False
    if not school.is_open:
        raise AuditRefused(f"{school} is not open, so there is no audit of {year}.")
    try:
        version = reading.published(QUESTIONNAIRE)
    except reading.NotAsked as error:
        raise AuditRefused("The hub has published no audit yet. Please ask us.") from error
    filling = answering.start(version=version, school=school, year=year, by=by)
    audit = Audit.objects.create(school=school, year=year, filling=filling)
    record("began", audit, by=by)
    return audit, True


@transaction.atomic
def submit(*, audit, by) -> Audit:
    """Hand the audit in: it stands from now on, its levels are facts, lead and head are told.

    What is not answered counts as not sure. Raises AuditRefused when nothing at all is answered,
    and when it was handed in before.
    """
    audit = _locked(audit)
    given = given_by_area(audit.filling)
    if audit.is_open and not any(each.value for area in given for each in area.given):
        raise AuditRefused("Nothing is answered yet. Answer at least one area first.")
    try:
        audit.filling = answering.submit(filling=audit.filling, by=by)
    except AnsweringRefused as refusal:
        raise AuditRefused(str(refusal)) from refusal
    levels = result_of(audit).levels
    said = [
        Said(f"audit-{area}", UNKNOWN if level is None else int(level))
        for area, level in levels.items()
        if area in content.areas()
    ]
    book.note(school=audit.school, year=audit.year, said=said, source=FactSource.SCHOOL, by=by)
    record("handed in", audit, by=by)
    notices.submitted(audit)
    return audit


@transaction.atomic
def reopen(*, audit, reason, by) -> Audit:
    """Give the audit back to the school, which is told why. Raises AuditRefused when it is open."""
    audit = _locked(audit)
    try:
        audit.filling = answering.reopen(filling=audit.filling, reason=reason, by=by)
    except AnsweringRefused as refusal:
        raise AuditRefused(str(refusal)) from refusal
    audit.reopened_at, audit.reopened_by, audit.reopen_reason = timezone.now(), by, reason
    audit.save(update_fields=["reopened_at", "reopened_by", "reopen_reason"])
    record("reopened", audit, by=by, reason=reason)
    notices.reopened(audit)
    return audit


@transaction.atomic
def attach(*, audit, area, upload, by) -> AuditFile:
    """Keep a checked upload with an area of an open audit.

    Raises AuditRefused when it was handed in meanwhile, or the area has files enough.
    """
    audit = _open(audit)
    if audit.files.filter(area=area).count() >= MOST_FILES:
        raise AuditRefused(f"There are {MOST_FILES} files here already. Remove one first.")
    stored = storing.store(upload=upload, purpose=PURPOSE, by=by)
    kept = AuditFile.objects.create(audit=audit, area=area, file=stored, by=by)
    record("attached", audit, by=by, fields=[area])
    return kept


@transaction.atomic
def remove_file(*, kept, by):
    """Remove a file of an open audit, with its content."""
    audit = _open(kept.audit)
    stored, area = kept.file, kept.area
    kept.delete()
    storing.forget([stored])
    record("removed a file of", audit, by=by, fields=[area])


@transaction.atomic
def move(*, audit, school, by, reason):
    """Let an open audit go on at the school that follows the one where it was begun."""
    audit = _open(audit)
    audit.school = audit.filling.school = school
    audit.save(update_fields=["school"])
    audit.filling.save(update_fields=["school"])
    record("moved", audit, by=by, reason=reason)


def _open(audit):
    audit = _locked(audit)
    if not audit.is_open:
        raise AuditRefused("This audit was handed in meanwhile, so nothing was changed.")
    return audit


def _locked(audit):
    """The audit as it is now, and nobody else changes it."""
    rows = Audit.objects.select_for_update(of=("self", "filling"))
    return rows.select_related("school", "filling__version", "filling__school").get(pk=audit.pk)
