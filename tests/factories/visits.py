"""Visits and actions, in the state that a test asks for."""

import datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from hub.calendar.years import AcademicYear
from schools.choices import ActionState
from tests.factories.accounts import make_user
from tests.factories.schools import SchoolFactory
from visits import standing
from visits.choices import AT_A_TIME, CAME_TO_NOTHING, Owner, VisitState
from visits.models import Action, Visit, VisitOfficer, VisitType


def visit_type(key="cycle"):
    """The type of this key, as the portal begins with it."""
    return VisitType.objects.get(key=key)


@transaction.atomic  # as the verbs that refresh a standing
def make_visit(school=None, *, state=VisitState.TO_ARRANGE, officer=None, at=None, **fields):
    """A visit in a state; where the state has a time, at 10am in a week (or a week ago)."""
    school = school or SchoolFactory()
    officer = officer or make_user("officer")
    fields.setdefault("type", visit_type())
    if state in CAME_TO_NOTHING:
        fields.setdefault("reason", "The school has building works.")
    if state in AT_A_TIME:
        days = 7 if state == VisitState.CONFIRMED else -7
        at = at or timezone.localtime().replace(hour=10, minute=0, second=0, microsecond=0) + (
            datetime.timedelta(days=days)
        )
        ends = fields.pop("ends_at", at + datetime.timedelta(minutes=90))
        fields |= {"starts_at": at, "ends_at": ends}
        fields.setdefault("year", AcademicYear.of(timezone.localdate(at)))
    fields.setdefault("year", AcademicYear.current())
    visit = Visit.objects.create(school=school, state=state, officer=officer, **fields)
    during = DateTimeTZRange(visit.starts_at, visit.ends_at) if state in AT_A_TIME else None
    VisitOfficer.objects.create(visit=visit, officer=officer, during=during)
    standing.refresh(school)
    return visit


def make_action(school=None, *, owner=Owner.SCHOOL, **fields):
    """An open action of the school, due in a month."""
    if owner == Owner.OFFICER:
        fields.setdefault("officer", make_user("officer"))
    if owner == Owner.PARTNER:
        fields.setdefault("owner_name", "County Youth Orchestra Trust")
    if fields.get("state") in (ActionState.DONE, ActionState.DROPPED):
        fields.setdefault("closed_at", timezone.now())
    fields.setdefault("what", "Begin a choir")
    fields.setdefault("function", "schools")
    fields.setdefault("due_on", timezone.localdate() + datetime.timedelta(days=30))
    fields.setdefault("year", AcademicYear.current())
    return Action.objects.create(school=school or SchoolFactory(), owner=owner, **fields)
