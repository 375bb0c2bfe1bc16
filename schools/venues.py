"""Schools as places where something is taught: made when wanted, and following the school."""

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from hub.trail.record import record
from hub.venues.choices import VenueKind
from hub.venues.models import Venue
from schools.models import School

#: What a school's venue takes from the school.
TAKEN = ("name", "street", "town", "postcode", "easting", "northing")


@transaction.atomic
def venue_of(*, school: School, by) -> Venue:
    """The venue of a school, made when there is none yet."""
    fields = {name: getattr(school, name) for name in TAKEN}
    venue, is_new = Venue.objects.get_or_create(
        school=school, defaults={"kind": VenueKind.SCHOOL, **fields}
    )
    if is_new:
        record("added", venue, by=by, changes={"name": (None, venue.name)})
    return venue


def follow_schools() -> int:
    """Bring venues in line with their schools; returns how many changed.

    When a school closes, its venue can be chosen no longer. It is not taken up again by itself:
    somebody may have put it out of use for another reason.
    """
    differing = Q()
    for name in TAKEN[:4]:
        differing |= ~Q(**{name: F(f"school__{name}")})
    for name in TAKEN[4:]:
        differing |= ~Q(**{f"its_{name}": F(f"school_{name}")})
    pairs = {f"its_{name}": Coalesce(name, 0) for name in TAKEN[4:]}
    pairs |= {f"school_{name}": Coalesce(f"school__{name}", 0) for name in TAKEN[4:]}
    closed = Q(is_active=True) & ~Q(school__in=School.objects.open().values("pk"))
    rows = Venue.objects.filter(school__isnull=False).alias(**pairs).filter(differing | closed)
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    for key in keys:
        _follow(key)
    return len(keys)


@transaction.atomic
def _follow(key):
    venue = Venue.objects.select_for_update(of=("self",)).select_related("school").get(pk=key)
    school = venue.school
    new = {name: getattr(school, name) for name in TAKEN}
    if not school.is_open:
        new["is_active"] = False
    changes = {
        name: (getattr(venue, name), value)
        for name, value in new.items()
        if getattr(venue, name) != value
    }
    for name, value in new.items():
        setattr(venue, name, value)
    venue.save(update_fields=list(new))
    if changes:
        record("changed", venue, by=None, changes=changes, reason="The school has changed.")


def move_venues(moves, *, by) -> int:
    """The venue of a closed school is that of the school which follows, unless that has one."""
    by_old = {move.old.pk: move for move in moves}
    taken = set(
        Venue.objects.filter(school__in=[m.new for m in moves]).values_list("school", flat=True)
    )
    moved = 0
    for venue in Venue.objects.filter(school__in=by_old).order_by("pk"):
        move = by_old[venue.school_id]
        if move.new.pk in taken:
            continue
        taken.add(move.new.pk)
        venue.school, venue.is_active = move.new, True
        for name in TAKEN:
            setattr(venue, name, getattr(move.new, name))
        venue.save(update_fields=["school", "is_active", *TAKEN])
        changes = {"school": (move.old.name, move.new.name)}
        record("moved", venue, by=by, changes=changes, reason=move.reason)
        moved += 1
    return moved
