"""The reports that the demo's schools were sent, as they would have been written then."""

from collections import defaultdict

from django.utils import timezone

from visits.models import Action, PersonMet, SentReport, VisitRecord
from visits.recording.rows import ActionRow, Pair, VisitReport, as_stored

BATCH = 1000


def send_reports():
    """One report of each visit that says when its report was sent."""
    people, actions = defaultdict(list), defaultdict(list)
    for person in PersonMet.objects.select_related("record"):
        role = f"{person.role}, leadership team" if person.is_senior else person.role
        people[person.record.visit_id].append(Pair(person.name, role))
    for action in Action.objects.exclude(visit=None).select_related("officer"):
        who = str(action.officer) if action.officer else f"{action.owner_name}, the school"
        actions[action.visit_id].append(ActionRow(action.what, who, action.due_on))
    records = VisitRecord.objects.filter(visit__report_sent_at__isnull=False).select_related(
        "visit__school", "visit__type", "visit__officer"
    )
    SentReport.objects.bulk_create(
        (
            SentReport(
                visit=record.visit,
                number=1,
                content=as_stored(_report(record, people, actions)),
                sent_at=record.visit.report_sent_at,
                sent_by=record.visit.officer,
            )
            for record in records.iterator(chunk_size=BATCH)
        ),
        batch_size=BATCH,
    )


def _report(record, people, actions):
    visit = record.visit
    return VisitReport(
        school=visit.school.name,
        urn=visit.school.urn,
        reference=visit.reference,
        type=visit.type.name,
        day=timezone.localdate(visit.starts_at),
        officers=[str(visit.officer)],
        people=people[visit.pk],
        strengths=record.strengths,
        needs=record.needs,
        lesson=record.lesson,
        school_commits=record.school_commits,
        hub_commits=record.hub_commits,
        facts=[],
        survey="It was not filled in at this visit.",
        answers=[],
        actions=actions[visit.pk],
        resources=[],
        follow_up="",
    )
