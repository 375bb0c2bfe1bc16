"""What is taught where: nothing outside this module adds, changes, publishes or stops it."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from hub.calendar.years import AcademicYear
from hub.places import counter
from hub.places.models import new_reference
from hub.places.verbs import promote
from hub.trail.record import form_changes, record
from hub.venues.models import Venue
from schools.venues import venue_of
from tuition.choices import ProvisionState
from tuition.models import Provision

#: A year later to the week, so that days of the week stay.
_A_YEAR_OF_WEEKS = 364


class ProvisionRefused(Exception):
    """A rule says no. The message can be shown as it stands."""


@transaction.atomic
def save(*, form, by) -> Provision:
    """Save a valid ProvisionForm: a new draft, or one that changes. Places are left alone."""
    provision = form.save(commit=False)
    place = form.cleaned_data["place"]
    provision.venue = place if isinstance(place, Venue) else venue_of(school=place, by=by)
    provision.room = form.room
    if provision.pk is None:
        provision.save()
        record("added", provision, by=by, changes={"name": (None, str(provision))})
        return provision
    fields = [name for name in form.Meta.fields if name in form.fields]
    provision.save(update_fields=[*fields, "venue", "room"])
    if changes := form_changes(form):
        record("changed", provision, by=by, changes=changes)
    return provision


@transaction.atomic
def publish(*, provision: Provision, by) -> Provision:
    """Let families find it, and offer free places to those who wait. The same again is nothing."""
    provision = counter.lock(provision)
    if provision.is_over():
        raise ProvisionRefused(
            "Its last day has gone by. Change the days, or copy it to next year."
        )
    if provision.state != ProvisionState.PUBLISHED:
        _put(provision, ProvisionState.PUBLISHED, "published", by)
        promote(provision, by=by)
    return provision


@transaction.atomic
def stop(*, provision: Provision, by) -> Provision:
    """Families find it no longer, nobody new comes in, and no place is offered any more.

    Whoever has a place keeps it until its last day; whoever waits stays on the list of the office,
    which moves or answers them.
    """
    provision = counter.lock(provision)
    if provision.state != ProvisionState.STOPPED:
        _put(provision, ProvisionState.STOPPED, "stopped", by)
    return provision


@transaction.atomic
def set_capacity(
    *, provision: Provision, capacity: int, by, slot: dict | None = None
) -> tuple[Provision, int]:
    """Have so many places; returns the provision, and how many were offered to those who wait.

    ``slot``: day, time and tutor of one new place, where these are to be agreed: it is offered to
    the first in turn, as one that somebody gives up. Without it there is nothing to offer.
    Raises ProvisionRefused for fewer than are taken.
    """
    provision = counter.lock(provision)
    if capacity < provision.places_taken:
        taken = f"{provision.places_taken} place{'s' if provision.places_taken > 1 else ''}"
        raise ProvisionRefused(f"It cannot have fewer than the {taken} taken or offered.")
    if provision.kind == "individual" and provision.is_fixed and capacity > 1:
        raise ProvisionRefused("An individual lesson with a day and time has one place.")
    before = provision.capacity
    if before == capacity:
        return provision, 0
    provision.capacity = capacity
    provision.save(update_fields=["capacity"])
    record("changed", provision, by=by, changes={"capacity": (before, capacity)})
    return provision, len(promote(provision, by=by, terms=slot)) if capacity > before else 0


@transaction.atomic
def copy_to_next_year(*, provision: Provision, by) -> Provision:
    """A draft of the same for the next academic year. Raises ProvisionRefused for a second one."""
    provision = counter.lock(provision)
    if Provision.objects.filter(follows=provision).exists():
        raise ProvisionRefused("It has been copied to the next year already.")
    year, old = AcademicYear(provision.year), provision
    new = Provision.objects.get(pk=old.pk)
    new.pk, new._state.adding = None, True
    new.reference, new.year = new_reference(), year.next
    new.starts_on, new.ends_on = _a_year_on(old.starts_on, year), _a_year_on(old.ends_on, year)
    new.opens_on = new.closes_on = None
    new.created_at = timezone.now()
    new.places_taken, new.state, new.follows = 0, ProvisionState.DRAFT, old
    new.save()
    record("copied", new, by=by, changes={"year": (str(year), str(year.next))})
    return new


def copy_all(rows, *, by) -> int:
    """Copy every one of these that has no copy yet; returns how many. One transaction each."""
    copied = 0
    for row in rows.filter(followed_by=None).order_by("pk"):
        try:
            copy_to_next_year(provision=row, by=by)
        except ProvisionRefused:  # somebody else did, a moment ago
            continue
        copied += 1
    return copied


def _a_year_on(day: date, year: AcademicYear) -> date:
    """The same day of the week in the next year; its first and last day stay first and last."""
    if day in (year.starts_on, year.ends_on):
        return year.next.starts_on if day == year.starts_on else year.next.ends_on
    moved = date.fromordinal(day.toordinal() + _A_YEAR_OF_WEEKS)
    return min(max(moved, year.next.starts_on), year.next.ends_on)


def _put(provision, state, action, by):
    before, provision.state = provision.state, state
    provision.save(update_fields=["state"])
    record(action, provision, by=by, changes={"state": (str(before), str(state))})
