"""What is known of a school, each fact with its source; and the facts that the hub itself sets."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from hub.trail.record import record
from schools.choices import HubFact, SchoolStatus
from schools.models import School

REGISTER = "Register of schools (Get Information about Schools, DfE)"
HUB = "Set by the hub"


@dataclass(frozen=True)
class Fact:
    """One fact as people read it. ``as_at``: when its source was last read, None when not known."""

    label: str
    value: str
    source: str
    as_at: datetime | None

    @property
    def is_hubs(self):
        """Does the hub say so, and not the register?"""
        return self.source == HUB


def facts_of(school) -> list[Fact]:
    """The directory's facts about a school, those not known left out, in the order people read."""
    by_hand = {HubFact(name) for name in school.set_by_staff}
    known = [
        ("Phase", school.get_phase_display(), HubFact.PHASE),
        ("Ages", _ages(school), None),
        ("Pupils on roll", _number(school.pupils), None),
        ("Eligible for free school meals", _percent(school.fsm_percent), None),
        ("Type", school.type_name or school.get_setting_kind_display(), None),
        ("Trust", school.trust and school.trust.name, HubFact.TRUST),
        ("District", school.district and school.district.name, None),
        ("Local authority", school.local_authority and school.local_authority.name, None),
        ("Number in the authority", _establishment(school), None),
        ("Opened", _day(school.opened_on), None),
        (
            "Closed" if school.status == SchoolStatus.CLOSED else "Closes",
            _day(school.closed_on),
            None,
        ),
        ("Grid reference", _position(school), HubFact.POSITION),
    ]
    facts = [
        Fact(label, str(value), HUB, None)
        if own in by_hand or school.is_made_by_hand
        else Fact(label, str(value), REGISTER, school.imported_at)
        for label, value, own in known
        if value
    ]
    if school.region:
        facts.insert(1, Fact("Region", school.region.name, HUB, None))
    return facts


_HUBS_OWN = ["phase", "region", "trust", "easting", "northing"]


@transaction.atomic
def set_by_hand(*, school, by, phase, region, trust, easting, northing):
    """Set the hub's own facts about a school. Imports leave alone what was set here.

    A ``phase`` of "", and a ``trust`` or position of None, give the fact back to the register: the
    phase at once, the others with the next import. Returns the names of the fields that changed.
    """
    school = School.objects.select_for_update().get(pk=school.pk)
    before = {name: getattr(school, name) for name in _HUBS_OWN}
    by_hand = set(school.set_by_staff) - {HubFact.PHASE}
    if phase:
        by_hand.add(HubFact.PHASE)
    position = (easting, northing)
    for fact, given, now in (
        (HubFact.TRUST, trust, school.trust),
        (HubFact.POSITION, None if easting is None else position, _grid(school)),
    ):
        if given is None:
            by_hand.discard(fact)
        elif given != now:
            by_hand.add(fact)
    school.set_by_staff = sorted(by_hand)
    school.phase = phase or school.derived_phase
    school.region, school.trust = region, trust
    school.easting, school.northing = position
    school.save(update_fields=[*_HUBS_OWN, "set_by_staff"])
    changes = {
        name: (before[name], getattr(school, name))
        for name in _HUBS_OWN
        if before[name] != getattr(school, name)
    }
    if changes:
        record("changed", school, by=by, changes=changes)
    return list(changes)


def _grid(school):
    return (school.easting, school.northing)


def _ages(school):
    if school.low_age is None or school.high_age is None:
        return ""
    return f"{school.low_age} to {school.high_age}"


def _number(value):
    return "" if value is None else f"{value:,}"


def _percent(value):
    return "" if value is None else f"{value.normalize():f}%"


def _establishment(school):
    authority, number = school.local_authority, school.establishment_number
    return f"{authority.code}/{number}" if authority and number else ""


def _day(value):
    return f"{value:%-d %B %Y}" if value else ""


def _position(school):
    return f"{school.easting}, {school.northing}" if school.easting is not None else ""
