"""Carers, pupils and the links between them."""

import datetime

import factory
from django.utils import timezone

from hub.accounts.choices import Role
from hub.people.choices import Relationship
from hub.people.models import Carer, CarerLink, Consent, Needs, Pupil, SchoolSpell
from tests.factories.accounts import make_user
from tests.factories.schools import SchoolFactory


def born(age_in_september):
    """A birthday of somebody of this age on 31 August before this academic year."""
    today = timezone.localdate()
    year = today.year if today.month >= 9 else today.year - 1
    return datetime.date(year - age_in_september - 1, 11, 5)


class CarerFactory(factory.django.DjangoModelFactory):
    """A carer without an account."""

    class Meta:
        model = Carer

    name = factory.Sequence(lambda n: f"Carer Number{n}")
    email = factory.Sequence(lambda n: f"carer{n}@homes.example")
    street = factory.Sequence(lambda n: f"{n + 1} Lark Lane")
    town = "Westbury"
    postcode = "WX1 2AB"


class PupilFactory(factory.django.DjangoModelFactory):
    """A child of Year 4 at a school."""

    class Meta:
        model = Pupil
        skip_postgeneration_save = True

    first_name = factory.Sequence(lambda n: f"Robin{n}")
    last_name = factory.Sequence(lambda n: f"Learner{n}")
    born_on = factory.LazyFunction(lambda: born(8))
    school = factory.SubFactory(SchoolFactory)

    @factory.post_generation
    def spell(self, create, extracted, **kwargs):
        if create:
            SchoolSpell.objects.create(
                pupil=self, school=self.school, from_on=datetime.date(2020, 9, 1)
            )


class CarerLinkFactory(factory.django.DjangoModelFactory):
    """A mother who may see, book and pays."""

    class Meta:
        model = CarerLink

    carer = factory.SubFactory(CarerFactory)
    pupil = factory.SubFactory(PupilFactory)
    relationship = Relationship.MOTHER
    has_responsibility = True
    may_see = True
    may_book = True
    pays = True


class NeedsFactory(factory.django.DjangoModelFactory):
    """Somebody has said what the pupil needs."""

    class Meta:
        model = Needs

    pupil = factory.SubFactory(PupilFactory)
    access = "Large print"
    medical = "Carries an inhaler"
    emergency_name = "Aunt Robin"
    emergency_phone = "01632 960111"


class ConsentFactory(factory.django.DjangoModelFactory):
    """A consent that stands."""

    class Meta:
        model = Consent

    pupil = factory.SubFactory(PupilFactory)
    kind = "school"


def make_carer(user=None, **fields):
    """A carer with an account that has the role; ``user``: an account that is there already."""
    user = user or make_user(Role.CARER)
    return CarerFactory(user=user, name=user.name, email=user.email, **fields)


def make_child(carer, *, link=None, **fields):
    """A pupil whom the carer looks after; ``link``: fields of the link that differ."""
    pupil = PupilFactory(**fields)
    CarerLinkFactory(carer=carer, pupil=pupil, **(link or {}))
    return pupil
