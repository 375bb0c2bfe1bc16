"""What the register leaves open in the demo county."""

import io

import pytest
from django.core.management import call_command

from schools.lineage import lineage_of
from schools.models import EstablishmentType, School, SchoolLink
from schools.timeline import timeline
from tests.factories.accounts import User


@pytest.fixture
def county(db, settings):
    """The demo county of 24 schools."""
    settings.HUB_DEMO = True
    call_command("demo", "--schools=24", "--as-of=2026-09-01", stdout=io.StringIO())


def test_the_demo_has_something_of_everything_to_keep_in_order(county):
    academy = School.objects.get(urn=SchoolLink.objects.get(kind="Predecessor").successor_urn)
    officer = User.objects.get(email="officer@demo.example")
    notes = [each for each in timeline(academy, user=officer) if each.text == "Note"]
    assert (len(lineage_of(academy)), [bool(each.where) for each in notes]) == (2, [True, True])
    assert SchoolLink.objects.to_decide().count() == 2
    assert School.objects.missing_to_look_at().count() == 1
    assert School.objects.exclude(setting_kind="").count() == 4
    assert [str(each) for each in EstablishmentType.objects.filter(decided_at=None)] == [
        "Other independent school"
    ]
