"""The report goes to the school, and again when it was corrected: each time a version."""

from django.db import transaction
from django.utils import timezone

from hub.content.pasted import tidy_line
from hub.trail.record import record as note
from visits import standing
from visits.actions import closing
from visits.actions import notices as action_notices
from visits.choices import Owner, VisitState
from visits.models import SentReport, Visit
from visits.recording import keeping, notices, rows
from visits.recording.refusals import RecordRefused


@transaction.atomic
def send(*, record, number, by, correction="") -> SentReport:
    """Send the report as it is now, as version ``number``; the visit is written up with it.

    ``number`` is the one that was looked at: sent a second time, the first one's is returned.
    ``correction``: what is different, for all but the first. Raises RecordRefused for a record that
    says nothing, and when another version went out meanwhile.
    """
    record = keeping.locked(record)
    visit = record.visit
    sent = list(visit.reports.order_by("number"))
    if sent and number == sent[-1].number and sent[-1].sent_by_id == by.pk:
        return sent[-1]  # the second click
    if number != len(sent) + 1:
        raise RecordRefused("Another version of this report was sent meanwhile. Look at it first.")
    correction = tidy_line(correction)
    if sent and not correction:
        raise RecordRefused("Say in a few words what is different.")
    if not has_words(record):
        raise RecordRefused("Write strengths, needs or what was agreed before you send the report.")
    report = rows.report_of(record)
    version = SentReport.objects.create(
        visit=visit,
        number=number,
        content=rows.as_stored(report),
        correction=correction if sent else "",
        sent_by=by,
    )
    visit.report_sent_at = version.sent_at
    visit.save(update_fields=["report_sent_at"])
    note("sent", version, by=by, changes={"number": (None, number)})
    _write_up(visit, by)
    closing.settle(visit, by=by)
    notices.sent(version)
    return version


@transaction.atomic
def finish(*, record, by) -> Visit:
    """The record is complete and no report goes out: the visit is written up."""
    record = keeping.locked(record)
    if record.visit.state != VisitState.DONE:
        raise RecordRefused("This visit is written up already.")
    _write_up(record.visit, by)
    closing.settle(record.visit, by=by)
    for action in record.visit.actions.live().filter(owner=Owner.SCHOOL).order_by("pk"):
        action_notices.given(action, by=by)  # no report will tell it
    return record.visit


def has_words(record):
    """Is there anything that a report could say?"""
    return any(
        (record.strengths, record.needs, record.school_commits, record.hub_commits, record.lesson)
    )


def _write_up(visit, by):
    if visit.state != VisitState.DONE:
        return
    visit.state, visit.written_up_at = VisitState.WRITTEN_UP, timezone.now()
    visit.state_since = visit.written_up_at
    visit.save(update_fields=["state", "written_up_at", "state_since"])
    note("wrote up", visit, by=by, changes={"state": (VisitState.DONE, VisitState.WRITTEN_UP)})
    standing.refresh(visit.school_id)
