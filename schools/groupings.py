"""The hub's own groupings: its regions, which schools are in them, and trusts added by hand."""

import secrets

from django.db import IntegrityError, transaction

from hub.accounts import region_merge
from hub.accounts.models import Invitation, RoleGrant
from hub.trail.record import record
from schools import region_merging
from schools.choices import HubFact, Phase
from schools.models import Region, School, Trust

#: Schools that are changed in one go; each has its entry on the trail, in one transaction.
MOST_AT_ONCE = 2000


class GroupingRefused(Exception):
    """A rule says no. The message can be shown as it stands."""


@transaction.atomic
def add_region(*, name, by) -> Region:
    """Add a region. Raises GroupingRefused for a name that another one has."""
    region = Region(name=name)
    _save(region, f"There is a region {name} already.")
    record("added", region, by=by, changes={"name": (None, name)})
    return region


@transaction.atomic
def rename_region(*, region, name, by) -> Region:
    """Give a region another name; its schools and officers stay with it.

    Raises GroupingRefused for a name that another one has, and for a region that is gone.
    """
    region = _locked(region)
    before, region.name = region.name, name
    if before != name:
        _save(region, f"There is a region {name} already.")
        record("changed", region, by=by, changes={"name": (before, name)})
    return region


@transaction.atomic
def remove_region(*, region, into, by):
    """Remove a region: ``into`` takes over its schools and officers.

    Without ``into`` it must have neither; else GroupingRefused is raised.
    """
    # In the order of primary keys, for two managers who merge two regions into each other.
    both = [each.pk for each in (region, into) if each]
    locked = Region.objects.select_for_update().in_bulk(sorted(both))
    if len(locked) < len(both):
        raise GroupingRefused("This region is gone already.")
    if into is None and is_in_use(region):
        raise GroupingRefused(f"{region} is in use. Say which region takes over what it has.")
    schools = 0
    if into is not None:
        schools = School.objects.filter(region=region).update(region=into)
        region_merge.merge(region=region, into=into, by=by)
        region_merging.merge(region=region, into=into, by=by)
    changes = {"name": (region.name, into.name if into else None), "schools": (schools, None)}
    record("removed", region, by=by, changes=changes)
    Region.objects.get(pk=region.pk).delete()
    return schools


def is_in_use(region):
    """Does a school, role or invitation name the region, or something of an app's?"""
    named = any(
        model.objects.filter(region=region).exists() for model in (School, RoleGrant, Invitation)
    )
    return named or region_merging.is_in_use(region)


@transaction.atomic
def add_trust(*, name, code, by) -> Trust:
    """Add a trust. Without the register's code it gets one of our own, which no import knows."""
    trust = Trust(name=name, code=code or f"hub-{secrets.token_hex(4)}")
    _save(trust, f"There is a trust with the code {code} already.")
    record("added", trust, by=by, changes={"name": (None, name)})
    return trust


@transaction.atomic
def assign(*, schools, by, region=None, phase=None) -> tuple[list[School], list[School]]:
    """Set the region, the phase or both of many schools; returns (changed, those that had it).

    ``region``: a Region, or "" for none; None leaves it alone. ``phase``: likewise a Phase, or ""
    for what the register says. Raises GroupingRefused for a region that is gone.
    """
    if region:
        # Locked before the schools are, as ``remove_region`` does: it cannot go in between.
        region = _locked(region)
    changed: list[School] = []
    same: list[School] = []
    found = School.objects.filter(pk__in=[school.pk for school in schools]).order_by("name", "pk")
    pks = sorted(found.values_list("pk", flat=True))
    # Locked in the order of primary keys, as everywhere.
    list(School.objects.filter(pk__in=pks).order_by("pk").select_for_update().values_list("pk"))
    for school in found.select_related("region"):
        changes = _assign(school, region, phase)
        if changes:
            record("changed", school, by=by, changes=changes)
        (changed if changes else same).append(school)
    School.objects.bulk_update(changed, ["region", "phase", "set_by_staff"], batch_size=500)
    return changed, same


def _locked(region):
    row = Region.objects.select_for_update().filter(pk=region.pk).first()
    if row is None:
        raise GroupingRefused(f"The region {region} is gone. Somebody has removed it.")
    return row


def _save(row, sentence):
    """Of two people who take the same name or code at once the second gets the sentence."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise GroupingRefused(sentence) from error


def _assign(school, region, phase):
    changes = {}
    if region is not None and school.region != (region or None):
        changes["region"] = (school.region, region or None)
        school.region = region or None
    if phase is not None:
        before = (school.phase, HubFact.PHASE in school.set_by_staff)
        by_hand = set(school.set_by_staff) - {HubFact.PHASE} | ({HubFact.PHASE} if phase else set())
        school.set_by_staff = sorted(by_hand)
        school.phase = phase or school.derived_phase
        if before != (school.phase, bool(phase)):
            changes["phase"] = (Phase(before[0]).label, Phase(school.phase).label)
    return changes
