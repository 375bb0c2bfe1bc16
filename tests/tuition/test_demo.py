"""The demo's families and lessons."""

import pytest
from django.core.management import call_command
from django.db.models import Count, F, Q

from hub.people.models import CarerLink, Pupil
from hub.places.choices import TAKING, PlaceState
from tuition.models import Enrolment, Provision

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    call_command("demo", "--schools=40", "--as-of=2026-11-26")


def test_the_demo_has_families_and_enrolments_in_every_state(county):
    assert Pupil.objects.count() > 200
    assert set(Enrolment.objects.values_list("state", flat=True)) == set(PlaceState.values)
    counted = Count("enrolments", filter=Q(enrolments__state__in=TAKING))
    assert not Provision.objects.annotate(n=counted).exclude(n=F("places_taken")).exists()
    parent = Pupil.objects.filter(links__carer__user__email="parent@demo.example")
    assert sorted(parent.values_list("first_name", flat=True)) == ["Giulia", "Matteo"]
    second = CarerLink.objects.get(carer__user__email="carer2@demo.example")
    assert (second.restriction, second.may_book) == ("whereabouts", False)
