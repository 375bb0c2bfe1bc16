"""Requests for a role at a school. Nothing outside this module makes, answers or ends one."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from hub.accounts import roles
from hub.accounts.models import Invitation, RoleGrant, User
from hub.policy.values import value
from hub.trail.record import record
from schools import claim_notices as notices
from schools.models import School, SchoolClaim

State = SchoolClaim.State


class ClaimRefused(Exception):
    """A rule says no. The message can be shown as it stands."""


@transaction.atomic
def ask(*, school, role, words, by, name="") -> SchoolClaim:
    """Say that a school is one's own, in a role; the school and the hub are told.

    ``name``: what somebody without a name is called. Raises ClaimRefused for a closed school, a
    role that is held or offered already, a second open request there, and too many in a day.
    """
    # Locked before counting: requests sent at once would each find the day's number not reached.
    user = _lock_person(by.pk)
    _check_not_too_often(user)
    if not School.objects.open().filter(pk=school.pk).exists():
        raise ClaimRefused(f"{school} is not open, so nobody can join it.")
    if RoleGrant.objects.live().filter(user=user, role=role, school=school).exists():
        raise ClaimRefused("You have this role at this school already.")
    offered = Invitation.objects.waiting().filter(email=user.email, role=role, school=school)
    if offered.exists():
        raise ClaimRefused(
            "You are invited to this role already. Open the link in the e-mail that we sent you."
        )
    if name and not user.name:
        user.name = name
        user.save(update_fields=["name"])
        record("changed", user, by=by, fields=["name"])
    claim = _create(user=user, school=school, role=role, words=words)
    # What they say of themselves stays off the trail, which nobody can erase; the row keeps it.
    record("asked", claim, by=by, changes={"role": (None, str(claim))}, fields=["words"])
    notices.asked(claim)
    return claim


@transaction.atomic
def approve(*, claim, by) -> SchoolClaim:
    """Give the person the role, from today on, and tell them.

    Who has come by the role otherwise meanwhile keeps it. Raises ClaimRefused for one that was
    answered or taken back, for a school that has closed, and for an account that was closed.
    """
    claim = _locked(claim)
    user = claim.user
    if not user.is_active:
        raise ClaimRefused(f"The account of {user} is closed.")
    if not School.objects.open().filter(pk=claim.school_id).exists():
        raise ClaimRefused(f"{claim.school} is not open any more.")
    held = RoleGrant.objects.live().filter(user=user, role=claim.role, school=claim.school)
    if not held.exists():
        try:
            roles.grant(user=user, role=claim.role, school=claim.school, by=by)
        except roles.RoleRefused as refusal:
            raise ClaimRefused(str(refusal)) from refusal
    _end(claim, State.APPROVED, by=by)
    notices.approved(claim)
    return claim


@transaction.atomic
def refuse(*, claim, reason, by) -> SchoolClaim:
    """Say no, with the reason that the person is told. Raises ClaimRefused when it is over."""
    claim = _locked(claim)
    _end(claim, State.REFUSED, by=by, reason=reason)
    notices.refused(claim)
    return claim


@transaction.atomic
def withdraw(*, claim, by) -> SchoolClaim:
    """Take a request back. Raises ClaimRefused when it is over."""
    claim = _locked(claim)
    _end(claim, State.WITHDRAWN, by=by)
    return claim


@transaction.atomic
def move(*, claim, school, by) -> SchoolClaim:
    """Let an open request lead to the school that follows the one it was for.

    Where the same person asks there already, this one has run out.
    """
    claim = _locked(claim)
    if SchoolClaim.objects.waiting().filter(user=claim.user_id, school=school).exists():
        _end(claim, State.LAPSED, by=by)
        return claim
    before, claim.school = str(claim), school
    claim.save(update_fields=["school"])
    record("moved", claim, by=by, changes={"role": (before, str(claim))})
    return claim


def lapse_those_that_ran_out() -> int:
    """End every request that nobody has answered in time; returns how many. Safe to run twice."""
    before = timezone.now() - timedelta(days=value("claims-lapse-days"))
    old = SchoolClaim.objects.waiting().filter(asked_at__lt=before).order_by("pk")
    return sum(_lapse(claim) for claim in old[:1000])


@transaction.atomic
def _lapse(claim):
    """End one request that nobody has answered, unless somebody has meanwhile."""
    try:
        claim = _locked(claim)
    except ClaimRefused:
        return False
    _end(claim, State.LAPSED, by=None)
    notices.lapsed(claim)
    return True


def _check_not_too_often(user):
    """Raise ClaimRefused when an account has asked often enough for a day."""
    most = value("claims-a-day")
    if SchoolClaim.objects.of_the_last_day().filter(user=user).count() >= most:
        times = "once" if most == 1 else f"{most} times"
        raise ClaimRefused(f"You have asked {times} in the last 24 hours. Try again tomorrow.")


def _create(**fields):
    """The row; whoever sends the form twice at once gets the sentence, not a fault."""
    waits = "Your request to this school is waiting for an answer already."
    if SchoolClaim.objects.waiting().filter(user=fields["user"], school=fields["school"]).exists():
        raise ClaimRefused(waits)
    try:
        with transaction.atomic():
            return SchoolClaim.objects.create(**fields)
    except IntegrityError as error:
        if "one_open_claim_for_a_person_and_a_school" in str(error):
            raise ClaimRefused(waits) from error
        raise


def _end(claim, state, *, by, reason=""):
    claim.state, claim.reason = state, reason
    claim.decided_at, claim.decided_by = timezone.now(), by
    claim.save(update_fields=["state", "reason", "decided_at", "decided_by"])
    action = "ran out" if state == State.LAPSED else str(state)
    record(action, claim, by=by, changes={"role": (str(claim), None)}, reason=reason)


def _locked(claim):
    """The request as it is now, and nobody else answers it. Raises ClaimRefused when it is over."""
    # The person first, as closing an account does: the other way round the two would wait for
    # each other.
    user = _lock_person(claim.user_id)
    rows = SchoolClaim.objects.select_for_update(of=("self",)).select_related("school")
    claim = rows.get(pk=claim.pk)
    claim.user = user
    if not claim.is_waiting:
        raise ClaimRefused(f"This request is over already: {claim.get_state_display().lower()}.")
    return claim


def _lock_person(pk):
    """Without the key: an e-mail to this person, written by another, need not wait for it."""
    return User.objects.select_for_update(no_key=True).get(pk=pk)
