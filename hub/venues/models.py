"""Venues and their rooms. Public: what a family can look for."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from hub.geography.distance import place_index
from hub.permissions import RightsQuerySet
from hub.venues.choices import VenueKind


class VenueQuerySet(RightsQuerySet):
    """Venues by name."""

    def in_use(self):
        """Those that can be chosen now; the others stay for what refers to them."""
        return self.filter(is_active=True)


class Venue(models.Model):
    """A school, a centre, a hall, or no place at all (online).

    A school's venue takes name, address and point from the school when it is made, and follows it.
    ``access_words``: steps, parking, hearing loop: what somebody must know to get in.
    """

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=6, choices=VenueKind.choices)
    school = models.OneToOneField(
        "schools.School", models.PROTECT, null=True, blank=True, related_name="venue"
    )
    street = models.CharField(max_length=120, blank=True)
    town = models.CharField(max_length=80, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    easting = models.PositiveIntegerField(null=True, blank=True, editable=False)
    northing = models.PositiveIntegerField(null=True, blank=True, editable=False)
    access_words = models.CharField("getting in", max_length=300, blank=True)
    is_active = models.BooleanField("in use", default=True, editable=False)

    objects = VenueQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="a_venue_has_a_name"),
            models.CheckConstraint(
                condition=Q(kind=VenueKind.SCHOOL, school__isnull=False)
                | (~Q(kind=VenueKind.SCHOOL) & Q(school__isnull=True)),
                name="school_venues_and_only_they_name_a_school",
            ),
            models.CheckConstraint(
                condition=Q(easting__isnull=True, northing__isnull=True)
                | Q(easting__isnull=False, northing__isnull=False),
                name="a_venue_has_both_or_neither_of_its_coordinates",
            ),
            models.UniqueConstraint(
                Lower("name"),
                condition=Q(school=None),
                name="a_venue_that_is_no_school_has_its_name_alone",
            ),
        ]
        indexes = [place_index("venues_by_place")]

    def __str__(self):
        return self.name

    @property
    def is_online(self):
        """Is it no place at all?"""
        return self.kind == VenueKind.ONLINE

    @property
    def address_lines(self):
        """Street, town and postcode, without those not known."""
        return [each for each in (self.street, self.town, self.postcode) if each]


class Room(models.Model):
    """A room of a venue. ``holds``: people who fit in it, None when nobody said."""

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="rooms")
    name = models.CharField(max_length=80)
    holds = models.PositiveSmallIntegerField("people who fit in", null=True, blank=True)
    is_active = models.BooleanField("in use", default=True, editable=False)

    objects = RightsQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint("venue", Lower("name"), name="a_venue_has_a_room_once"),
            models.CheckConstraint(condition=~Q(name=""), name="a_room_has_a_name"),
        ]

    def __str__(self):
        return self.name
