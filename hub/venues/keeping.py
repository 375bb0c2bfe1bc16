"""The hub's list of venues and rooms. Nobody removes one: what has taken place names it."""

from django.db import transaction

from hub.geography.postcodes import locate
from hub.trail.record import form_changes, record
from hub.venues.models import Room, Venue


@transaction.atomic
def save(*, form, by) -> Venue:
    """Save a valid VenueForm: a new venue, or one that changes. Its point is its postcode's."""
    venue = form.save(commit=False)
    is_new = venue.pk is None
    if venue.school_id is None:
        place = locate(venue.postcode) if venue.postcode else None
        venue.easting = place.easting if place else None
        venue.northing = place.northing if place else None
    venue.save()
    if is_new:
        record("added", venue, by=by, changes={"name": (None, venue.name)})
    elif changes := form_changes(form):
        record("changed", venue, by=by, changes=changes)
    return venue


@transaction.atomic
def use(*, thing: Venue | Room, is_active: bool, by) -> Venue | Room:
    """Let a venue or a room be chosen again, or no longer. The same again is nothing."""
    row = type(thing).objects.select_for_update(of=("self",)).get(pk=thing.pk)
    if row.is_active != is_active:
        row.is_active = is_active
        row.save(update_fields=["is_active"])
        record("changed", row, by=by, changes={"is_active": (not is_active, is_active)})
    return row


@transaction.atomic
def save_room(*, form, by) -> Room:
    """Save a valid RoomForm."""
    is_new = form.instance.pk is None
    room = form.save()
    if is_new:
        record("added", room, by=by, changes={"name": (None, room.name)})
    elif changes := form_changes(form):
        record("changed", room, by=by, changes=changes)
    return room
