"""Schools."""

import datetime

import factory
from django.utils import timezone

from schools.choices import SchoolStatus
from schools.models import District, Region, School, SchoolLink, Trust


class DistrictFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = District

    code = factory.Sequence(lambda n: f"E07{n:06d}")
    name = factory.Sequence(lambda n: f"District {n}")


class RegionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Region

    name = factory.Sequence(lambda n: f"Region {n}")


class TrustFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Trust

    code = factory.Sequence(lambda n: f"{n:05d}")
    name = factory.Sequence(lambda n: f"Learning Trust {n}")


class SchoolFactory(factory.django.DjangoModelFactory):
    """An open primary school."""

    class Meta:
        model = School

    urn = factory.Sequence(lambda n: 100000 + n)
    name = factory.Sequence(lambda n: f"School {n}")
    phase = "primary"
    low_age = 4
    high_age = 11
    pupils = 210


def link(earlier, later, kind="Predecessor", **fields):
    """The later school follows the earlier one, as the register links them."""
    return SchoolLink.objects.create(
        predecessor_urn=earlier.urn, successor_urn=later.urn, kind=kind, **fields
    )


def closed_school(**fields):
    """A school that closed a year ago."""
    return SchoolFactory(
        status=SchoolStatus.CLOSED,
        closed_on=timezone.localdate() - datetime.timedelta(days=365),
        **fields,
    )
