"""Abstract models: something that has places, and somebody's place in it; who is still to be told.

Nothing outside this room changes ``places_taken`` or ``state`` (hub/places/verbs.py).
"""

import secrets

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from hub.places.choices import ASKING, LIVE, OVER, TAKING, TAUGHT, PlaceState
from hub.platform.background import Work, WorkQuerySet

#: Without letters and digits that are taken for one another.
_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def new_reference():
    """Eight letters and digits by which families and staff name a place; they say nothing of it."""
    return "".join(secrets.choice(_LETTERS) for _ in range(8))


class Capacity(models.Model):
    """Something of which so many places can be taken.

    ``places_taken`` counts live places in a state of TAKING; a nightly sweep recounts it.
    """

    capacity = models.PositiveSmallIntegerField("places", validators=[MinValueValidator(1)])
    places_taken = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(places_taken__gte=0) & Q(places_taken__lte=F("capacity")),
                name="%(app_label)s_%(class)s_has_no_more_taken_than_places",
            )
        ]

    @property
    def places_left(self):
        """How many can still be taken."""
        return max(0, self.capacity - self.places_taken)

    @property
    def is_full(self):
        """Is none left?"""
        return self.places_left == 0


class Place(models.Model):
    """Somebody's place in something, from the wish to its end. Never deleted while it matters.

    ``rank``: 100, or lower for those whom a rule of the hub puts first. ``applied_at``: the date
    of application, by which turns go; it is kept when somebody is moved to something like it.
    ``answer_by``: until when an offer stands. ``held_until``: until when a hold does.
    ``starts_on``, ``last_day``: of what the place is for. ``reason``: why it was declined,
    withdrawn or stopped, in the words of who did. ``suspended_from``, ``suspended_until``: a pause,
    the place is kept; no last day of the pause means until further notice.
    """

    reference = models.CharField(max_length=8, unique=True, default=new_reference, editable=False)
    state = models.CharField(max_length=9, choices=PlaceState.choices, editable=False)
    state_since = models.DateTimeField(default=timezone.now, editable=False)
    rank = models.PositiveSmallIntegerField(default=100, editable=False)
    applied_at = models.DateTimeField(default=timezone.now, editable=False)
    offered_at = models.DateTimeField(null=True, editable=False)
    answer_by = models.DateTimeField(null=True, editable=False)
    reminded_at = models.DateTimeField(null=True, editable=False)
    held_until = models.DateTimeField(null=True, editable=False)
    confirmed_at = models.DateTimeField(null=True, editable=False)
    starts_on = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, editable=False)
    reason = models.CharField(max_length=500, blank=True, editable=False)
    suspended_from = models.DateField(null=True, editable=False)
    suspended_until = models.DateField(null=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=PlaceState.values), name="%(class)s_has_a_state"
            ),
            models.CheckConstraint(
                condition=~Q(state=PlaceState.OFFERED) | Q(answer_by__isnull=False),
                name="an_offered_%(class)s_says_until_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=PlaceState.HELD) | Q(held_until__isnull=False),
                name="a_held_%(class)s_says_until_when",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[PlaceState.STOPPING, PlaceState.ENDED])
                | Q(last_day__isnull=False),
                name="a_stopping_%(class)s_has_a_last_day",
            ),
            models.CheckConstraint(
                condition=Q(suspended_until__isnull=True)
                | Q(suspended_from__isnull=False, suspended_until__gte=F("suspended_from")),
                name="a_paused_%(class)s_goes_on_after_it_stops",
            ),
        ]

    def __str__(self):
        return f"Place {self.reference}"

    @property
    def is_live(self):
        """Does it stand, or is it wanted?"""
        return self.state in LIVE

    @property
    def is_taught(self):
        """Has it been taken up, or will it be?"""
        return self.state in TAUGHT

    @property
    def is_asking(self):
        """Is it wanted, and not there?"""
        return self.state in ASKING

    @property
    def is_taking(self):
        """Is it counted?"""
        return self.state in TAKING

    @property
    def is_over(self):
        """Has it come to an end?"""
        return self.state in OVER

    @property
    def is_offered(self):
        """Does it wait for an answer?"""
        return self.state == PlaceState.OFFERED

    @property
    def is_stopping(self):
        """Has notice been given?"""
        return self.state == PlaceState.STOPPING

    def is_past(self, day):
        """Was the last day before this day?"""
        return self.last_day is not None and self.last_day < day

    def has_lapsed(self, now):
        """Is the time over of an offer or a hold? It may not have been taken back yet."""
        until = {PlaceState.OFFERED: self.answer_by, PlaceState.HELD: self.held_until}
        end = until.get(PlaceState(self.state))
        return end is not None and end <= now

    def is_suspended(self, on=None):
        """Does it pause, today or on a day?"""
        day = on or timezone.localdate()
        begun = self.suspended_from is not None and self.suspended_from <= day
        return begun and (self.suspended_until is None or day <= self.suspended_until)

    @property
    def state_in_words(self):
        """The state as families read it: "Stopping on 18 December 2026"."""
        if self.state == PlaceState.STOPPING:
            return f"Stopping on {self.last_day:%-d %B %Y}"
        return self.get_state_display()


class Untold(Work):
    """A change that a place came to by itself, and of which its people could not be told yet.

    ``place_model``: label of the place's model. ``since``: the place's ``state_since`` at the
    change; once it has moved on, nobody is told of this any more.
    """

    place_model = models.CharField(max_length=100, editable=False)
    place_key = models.BigIntegerField(editable=False)
    event = models.CharField(max_length=40, editable=False)
    since = models.DateTimeField(editable=False)

    objects = WorkQuerySet.as_manager()

    class Meta(Work.Meta):
        ordering = ["pk"]

    def __str__(self):
        return f"{self.place_model} {self.place_key}: {self.event}"
