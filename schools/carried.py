"""What goes along from a closed school to its successor: people, invitations, the hub's region."""

from django.utils import timezone

from hub.accounts import invitations, roles
from hub.accounts.models import Invitation, RoleGrant
from hub.calendar.moving import move_dates
from hub.people import moving_school
from hub.people.choices import Schooling
from hub.people.models import Pupil
from hub.trail.record import record
from schools import claims
from schools.audits import carried  # noqa: F401  (registers itself)
from schools.carrying import carries
from schools.models import School, SchoolClaim
from schools.plans.moving import move_plans
from schools.venues import move_venues


@carries
def invited(moves, *, by):
    """Invitations to the old school that nobody has answered lead to the new one."""
    # Before the roles: with the old role an inviter loses what they could not send any more.
    by_old = {move.old.pk: move for move in moves}
    waiting = Invitation.objects.open().filter(school__in=by_old).order_by("pk")
    for invitation in waiting:
        invitations.move(invitation=invitation, school=by_old[invitation.school_id].new, by=by)
    return _number(len(waiting), "invitation")


@carries
def people(moves, *, by):
    """Every role at the old school that has not ended is held at the new one, and they are told."""
    by_old = {move.old.pk: move for move in moves}
    grants = RoleGrant.objects.filter(school__in=by_old, ended_at__isnull=True)
    grants = grants.exclude(ends_on__lt=timezone.localdate()).order_by("pk")
    for grant in grants:
        move = by_old[grant.school_id]
        roles.move(grant=grant, school=move.new, by=by, reason=move.reason)
    return _number(len(grants), "role")


@carries
def requests(moves, *, by):
    """Requests to join the old school that nobody has answered are for the new one."""
    by_old = {move.old.pk: move for move in moves}
    waiting = SchoolClaim.objects.waiting().filter(school__in=by_old).order_by("pk")
    for claim in waiting:
        claims.move(claim=claim, school=by_old[claim.school_id].new, by=by)
    return _number(len(waiting), "request")


@carries
def regions(moves, *, by):
    """The new school stands in the hub's region of the old one, unless it has one of its own."""
    without = {move.new.pk for move in moves if move.new.region_id is None}
    moved = 0
    for move in moves:
        if move.old.region_id and move.new.pk in without:
            without.discard(move.new.pk)
            School.objects.filter(pk=move.new.pk).update(region=move.old.region_id)
            changes = {"region": (None, str(move.old.region))}
            record("changed", move.new, by=by, changes=changes, reason=move.reason)
            moved += 1
    return _number(moved, "region")


@carries
def calendar(moves, *, by):
    """Terms and closures that the old school has set and that are not over hold at the new one."""
    moved = move_dates(moves=[(move.old, move.new, move.reason) for move in moves], by=by)
    return _number(moved, "calendar date")


@carries
def plans(moves, *, by):
    """Development plans that are not archived go on at the new school."""
    return _number(move_plans(moves, by=by), "plan")


@carries
def learners(moves, *, by):
    """Who goes to the old school goes to the new one; apps do what follows for their lessons."""
    by_old = {move.old.pk: move for move in moves}
    pupils = Pupil.objects.present().filter(school__in=by_old).order_by("pk")
    for pupil in pupils:
        move = by_old[pupil.school_id]
        moving_school.move(
            pupil=pupil,
            by=by,
            schooling=Schooling.SCHOOL,
            school=move.new,
            reason=move.reason,
            tells_office=False,
        )
    return _number(len(pupils), "learner")


@carries
def venue(moves, *, by):
    """The place where something is taught is that of the new school, unless that has one."""
    return _number(move_venues(moves, by=by), "place of teaching")


def _number(count, thing):
    return f"{count:,} {thing}{'' if count == 1 else 's'}" if count else ""
