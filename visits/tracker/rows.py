"""Visits as the shared engagement tracker lists them: page, files and report alike.

What was written down is told as there or not there; texts and the private note are never read.
"""

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from visits.choices import CAME_TO_NOTHING, SurveyState
from visits.models import Action, PersonMet, Visit

RELATED = ("school", "school__region", "school__trust", "type", "officer")


def with_columns(visits, today=None):
    """The visits with all that the tracker says of them; a fixed number of statements."""
    today = today or timezone.localdate()
    actions = Action.objects.filter(visit=OuterRef("pk"))
    people = PersonMet.objects.filter(record__visit=OuterRef("pk"))
    return visits.select_related(*RELATED).annotate(
        people_met=_number(people, "record__visit"),
        survey=F("record__survey_state"),
        has_strengths=Q(record__strengths__gt=""),
        has_needs=Q(record__needs__gt=""),
        actions_open=_number(actions.live().filter(due_on__gte=today), "visit"),
        actions_overdue=_number(actions.overdue(today), "visit"),
        actions_done=_number(actions.filter(state="done"), "visit"),
        is_followed=followed(),
    )


def followed():
    """Is there a visit that follows this one up, and that came, or is to come, about?"""
    follow_ups = Visit.objects.filter(follows=OuterRef("pk"))
    return Exists(follow_ups.exclude(state__in=CAME_TO_NOTHING))


def _number(rows, by):
    counted = rows.order_by().values(by).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def survey_words(visit):
    """How far "Have Your Say" is; "" before there is a record."""
    return SurveyState(visit.survey).label if visit.survey else ""


def _day(moment):
    return timezone.localdate(moment) if moment else None


def _yes(value):
    return "yes" if value else ""


COLUMNS = {
    "Reference": "reference",
    "School": lambda visit: visit.school.name,
    "URN": lambda visit: visit.school.urn,
    "Phase": lambda visit: visit.school.get_phase_display(),
    "Region": lambda visit: visit.school.region,
    "Trust": lambda visit: visit.school.trust,
    "Academic year": lambda visit: str(visit.year),
    "Type": "type",
    "Date": lambda visit: _day(visit.starts_at),
    "Officer": "officer",
    "State": lambda visit: visit.get_state_display(),
    "Reason": "reason",
    "People met": "people_met",
    "Have Your Say": survey_words,
    "Strengths noted": lambda visit: _yes(visit.has_strengths),
    "Needs noted": lambda visit: _yes(visit.has_needs),
    "Actions to do": "actions_open",
    "Actions overdue": "actions_overdue",
    "Actions done": "actions_done",
    "Report sent": lambda visit: _day(visit.report_sent_at),
    "Followed up": lambda visit: _yes(visit.is_followed),
    "Kilometres": "kilometres",
}
