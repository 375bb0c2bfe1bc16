"""Venues, provision, prices and enrolments."""

import datetime
from decimal import Decimal

import factory
from django.utils import timezone

from hub.calendar.choices import Weekday, YearGroup
from hub.calendar.years import AcademicYear
from hub.music.models import Instrument
from hub.places.choices import TAKING, PlaceState
from hub.venues.choices import VenueKind
from hub.venues.models import Room, Venue
from tests.factories.people import PupilFactory
from tests.factories.schools import SchoolFactory
from tuition.choices import Kind, ProvisionState
from tuition.models import Enrolment, Price, Provision


class VenueFactory(factory.django.DjangoModelFactory):
    """A music centre."""

    class Meta:
        model = Venue

    name = factory.Sequence(lambda n: f"Music Centre {n}")
    kind = VenueKind.CENTRE
    street = "1 Hall Road"
    town = "Westbury"
    postcode = "WX1 1AA"
    easting = 400_000
    northing = 200_000


def make_school_venue(school=None, **fields):
    """The venue of a school."""
    school = school or SchoolFactory()
    fields = {"name": school.name, "postcode": school.postcode} | fields
    return VenueFactory(
        kind=VenueKind.SCHOOL,
        school=school,
        easting=school.easting,
        northing=school.northing,
        **fields,
    )


class RoomFactory(factory.django.DjangoModelFactory):
    """A room of a centre."""

    class Meta:
        model = Room

    venue = factory.SubFactory(VenueFactory)
    name = factory.Sequence(lambda n: f"Room {n}")


class ProvisionFactory(factory.django.DjangoModelFactory):
    """A published small violin group for Years 3 to 6, on Wednesdays at four, with three places."""

    class Meta:
        model = Provision

    year = factory.LazyFunction(AcademicYear.current)
    kind = Kind.SMALL_GROUP
    minutes = 30
    instrument = factory.LazyFunction(lambda: Instrument.objects.get(key="violin"))
    from_year_group = YearGroup.YEAR_3
    to_year_group = YearGroup.YEAR_6
    venue = factory.SubFactory(VenueFactory)
    weekday = Weekday.WEDNESDAY
    starts_at = datetime.time(16)
    capacity = 3
    starts_on = factory.LazyAttribute(lambda each: each.year.starts_on)
    ends_on = factory.LazyAttribute(lambda each: each.year.ends_on)
    state = ProvisionState.PUBLISHED


def make_lessons(**fields):
    """Published individual lessons of 30 minutes, of which day and time are to be agreed."""
    fields = {"kind": Kind.INDIVIDUAL, "weekday": None, "starts_at": None, "capacity": 5} | fields
    return ProvisionFactory(**fields)


class PriceFactory(factory.django.DjangoModelFactory):
    """£8 a lesson."""

    class Meta:
        model = Price

    year = factory.LazyFunction(AcademicYear.current)
    kind = Kind.SMALL_GROUP
    minutes = 30
    per_lesson = Decimal("8.00")


class EnrolmentFactory(factory.django.DjangoModelFactory):
    """A confirmed place; the counter of its provision is kept right."""

    class Meta:
        model = Enrolment
        skip_postgeneration_save = True

    provision = factory.SubFactory(ProvisionFactory)
    pupil = factory.SubFactory(PupilFactory)
    school = factory.SelfAttribute("pupil.school")
    state = PlaceState.CONFIRMED
    confirmed_at = factory.LazyFunction(timezone.now)
    starts_on = factory.SelfAttribute("provision.starts_on")

    @factory.post_generation
    def counted(self, create, extracted, **kwargs):
        if create and self.state in TAKING:
            self.provision.places_taken += 1
            self.provision.save(update_fields=["places_taken"])


def make_offer(**fields):
    """An offer that stands for a week."""
    now = timezone.now()
    fields = {"offered_at": now, "answer_by": now + datetime.timedelta(days=7)} | fields
    return EnrolmentFactory(state=PlaceState.OFFERED, confirmed_at=None, **fields)


def make_waiting(**fields):
    """Somebody on the waiting list."""
    return EnrolmentFactory(state=PlaceState.WAITING, confirmed_at=None, **fields)
