"""Who of the hub goes to a visit."""

from django.db import transaction

from hub.accounts.choices import Role
from hub.accounts.models import RoleGrant, User
from hub.trail.record import record
from visits.arranging import checking, notices
from visits.arranging.locking import keep_time, locked, put
from visits.arranging.refusals import VisitRefused
from visits.choices import COMING, VisitState
from visits.models import Visit, VisitOfficer


def officers_of_hub():
    """The accounts that may go to visits: school visits officers of today, by name."""
    grants = RoleGrant.objects.live().filter(role=Role.OFFICER)
    found = User.objects.filter(is_active=True, pk__in=grants.values("user"))
    return found.order_by("name", "email")


@transaction.atomic
def assign(*, visit, officer, by, seen=None) -> Visit:
    """Give a visit to another officer, who leads it; whoever led it before stays at home.

    Raises VisitRefused for a visit that is over, and TimeTaken when they are elsewhere then.
    """
    visit = locked(visit, seen=seen)
    _check(visit, officer)
    if visit.officer_id == officer.pk:
        return visit
    before = visit.officer
    if visit.state == VisitState.CONFIRMED:
        checking.check_free([officer], visit.starts_at, visit.ends_at, but=visit)
    visit.officers.filter(officer__in=[each for each in (before, officer) if each]).delete()
    VisitOfficer.objects.create(visit=visit, officer=officer)
    times = {"starts_at": visit.starts_at, "ends_at": visit.ends_at}
    put(visit, state=visit.state, action="assigned", by=by, officer=officer, **times)
    record("gave", visit, by=by, changes={"officer": (before and before.pk, officer.pk)})
    notices.given(visit, by=by)
    if visit.state == VisitState.CONFIRMED:
        notices.confirmed(visit, before=visit.starts_at)
    return visit


@transaction.atomic
def go_along(*, visit, officer, by, seen=None) -> Visit:
    """Another officer goes along.

    Raises VisitRefused when they do already, and TimeTaken when they are elsewhere then.
    """
    visit = locked(visit, seen=seen)
    _check(visit, officer)
    if visit.officers.filter(officer=officer).exists():
        raise VisitRefused(f"{officer} goes to this visit already.")
    if visit.state == VisitState.CONFIRMED:
        checking.check_free([officer], visit.starts_at, visit.ends_at, but=visit)
    VisitOfficer.objects.create(visit=visit, officer=officer)
    keep_time(visit)
    record("joined", visit, by=by, changes={"officer": (None, officer.pk)})
    notices.given(visit, by=by, to=officer)
    return visit


@transaction.atomic
def stay_behind(*, visit, officer, by, seen=None) -> Visit:
    """Somebody who was to go along does not. Raises VisitRefused for the one who leads it."""
    visit = locked(visit, seen=seen)
    if visit.officer_id == officer.pk:
        raise VisitRefused("Give the visit to somebody else first: one officer leads it.")
    if not visit.is_coming:
        raise VisitRefused("This visit is over, and who went stays.")
    visit.officers.filter(officer=officer).delete()
    record("left", visit, by=by, changes={"officer": (officer.pk, None)})
    return visit


def _check(visit, officer):
    if visit.state not in COMING:
        raise VisitRefused("This visit is over, and who went stays.")
    if not officers_of_hub().filter(pk=officer.pk).exists():
        raise VisitRefused(f"{officer} is no school visits officer.")
