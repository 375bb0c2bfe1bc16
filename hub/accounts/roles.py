"""Roles that people hold. Nothing outside this module gives one, changes one or ends one."""

from django.db import transaction
from django.utils import timezone

from hub.accounts import leaving, notices
from hub.accounts.models import RoleGrant, User
from hub.trail.record import record


class RoleRefused(Exception):
    """A rule says no. The message can be shown as it stands."""


@transaction.atomic
def grant(
    *, user, role, by, school=None, trust=None, region=None, starts_on=None, ends_on=None
) -> RoleGrant:
    """Give somebody a role from a day (today when none is said) to a last day or without end.

    ``by``: who gives it, None for the portal itself. Whether they may is asked before.
    Raises RoleRefused when the person holds it already, or when its days are over.
    """
    # Locked: two doors at once would both find the role missing and both give it.
    user = User.objects.select_for_update().get(pk=user.pk)
    starts_on = starts_on or timezone.localdate()
    _check_days(starts_on, ends_on)
    place = {"school": school, "trust": trust, "region": region}
    same = RoleGrant.objects.filter(user=user, role=role, **place)
    for finished in same.ran_out().select_for_update():
        _close(finished, by=None)
    if same.filter(ended_at__isnull=True).exists():
        raise RoleRefused(f"{user} has this role already.")
    given = RoleGrant.objects.create(
        user=user, role=role, **place, starts_on=starts_on, ends_on=ends_on, granted_by=by
    )
    record(
        "granted",
        given,
        by=by,
        changes={"role": (None, str(given)), "from": (None, starts_on), "to": (None, ends_on)},
    )
    return given


@transaction.atomic
def change(*, grant, by, starts_on, ends_on, region=None) -> RoleGrant:
    """Change a role's first and last day and, for an officer, the region.

    Raises RoleRefused for a role that has ended, for days that are over or the wrong way round,
    and when the person has the same role in that region already.
    """
    # Locked before looking: two changes at once could both find the region free.
    User.objects.select_for_update().get(pk=grant.user_id)
    grant = _locked(grant)
    if grant.ended_at:
        raise RoleRefused("This role has ended. Invite the person again to give it back.")
    _check_days(starts_on, ends_on)
    new = {"starts_on": starts_on, "ends_on": ends_on, "region": region}
    twin = RoleGrant.objects.filter(
        user=grant.user,
        role=grant.role,
        school=grant.school,
        trust=grant.trust,
        region=region,
        ended_at__isnull=True,
    ).exclude(pk=grant.pk)
    if twin.exists():
        raise RoleRefused(f"{grant.user} has this role in that region already.")
    changes = {
        name: (getattr(grant, name), value)
        for name, value in new.items()
        if getattr(grant, name) != value
    }
    if changes:
        for name, value in new.items():
            setattr(grant, name, value)
        grant.save(update_fields=list(new))
        record("changed", grant, by=by, changes=changes)
    return grant


@transaction.atomic
def end(*, grant, by, reason="") -> RoleGrant:
    """End a role now, with everything that went with it, and tell the person.

    Sessions end, invitations that the person may no longer make are withdrawn, and each room
    takes back what it gave (hub/accounts/leaving.py). Raises RoleRefused for one that has ended.
    """
    grant = _locked(grant)
    if grant.ended_at:
        raise RoleRefused("This role has ended already.")
    _close(grant, by=by, reason=reason)
    notices.role_ended(grant)
    return grant


@transaction.atomic
def end_silently(*, grant, by, reason) -> RoleGrant:
    """End a role that the person goes on holding elsewhere, without an e-mail."""
    grant = _locked(grant)
    if not grant.ended_at:
        _close(grant, by=by, reason=reason)
    return grant


@transaction.atomic
def move(*, grant, school, by, reason="") -> RoleGrant:
    """Carry a role on to another school, with its last day, and tell the person.

    The old one ends, the new one begins today or when the old one would have; whoever holds the
    role there already keeps that. Raises RoleRefused for one that has ended.
    """
    # In the order of ``grant`` and ``change``: person first, then the role.
    User.objects.select_for_update().get(pk=grant.user_id)
    grant = _locked(grant)
    if grant.ended_at:
        raise RoleRefused("This role has ended already.")
    there = RoleGrant.objects.filter(
        user=grant.user, role=grant.role, school=school, ended_at__isnull=True
    ).first()
    moved = there or RoleGrant.objects.create(
        user=grant.user,
        role=grant.role,
        school=school,
        starts_on=max(grant.starts_on, timezone.localdate()),
        ends_on=grant.ends_on,
        granted_by=by,
    )
    if not there:
        changes = {"role": (str(grant), str(moved)), "from": (None, moved.starts_on)}
        record("moved", moved, by=by, changes=changes, reason=reason)
    _close(grant, by=by, reason=reason)
    notices.role_moved(grant, moved)
    return moved


def close_those_that_ran_out() -> int:
    """End every role whose last day is past; returns how many. Safe to run twice at once."""
    count = 0
    for pk in RoleGrant.objects.ran_out().order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            finished = RoleGrant.objects.ran_out().select_for_update(skip_locked=True)
            row = finished.filter(pk=pk).first()
            if row is not None:
                _close(row, by=None, reason="Its last day is past.")
                count += 1
    return count


def _close(grant, *, by, reason=""):
    grant.ended_at, grant.ended_by = timezone.now(), by
    grant.save(update_fields=["ended_at", "ended_by"])
    record("ended", grant, by=by, changes={"role": (str(grant), None)}, reason=reason)
    leaving.run_steps(user=grant.user, grant=grant, by=by)


def _locked(grant):
    return RoleGrant.objects.select_for_update(of=("self",)).get(pk=grant.pk)


def _check_days(starts_on, ends_on):
    if ends_on is None:
        return
    if ends_on < timezone.localdate():
        raise RoleRefused("The last day of the role must be today or later.")
    if ends_on < starts_on:
        raise RoleRefused("The last day of the role must not be before its first.")
