"""A child goes to another school in mid-term."""

import datetime

import pytest
from django.utils import timezone

from hub.messaging.models import Message
from hub.people import moving_school, school_changes
from hub.people.refusals import FamilyRefused
from hub.policy import current
from hub.trail.models import Entry
from tests.factories.people import make_carer, make_child
from tests.factories.schools import SchoolFactory, closed_school


@pytest.fixture
def pupil(carer):
    return make_child(make_carer(carer))


def test_the_old_school_stays_as_history(pupil, carer):
    old, new, today = pupil.school, SchoolFactory(), timezone.localdate()
    moved = moving_school.move(pupil=pupil, by=carer, schooling="school", school=new)
    assert moved.school == new
    assert [(each.school, each.to_on) for each in pupil.spells.order_by("from_on")] == [
        (old, today - datetime.timedelta(days=1)),
        (new, None),
    ]
    entry = Entry.objects.get(object_type="people.pupil", action="moved")
    assert entry.fields == {"school": {}}


def test_a_school_typed_wrong_on_the_same_day_leaves_no_history(pupil, carer):
    first, second = SchoolFactory(), SchoolFactory()
    for school in (first, second):
        moving_school.move(pupil=pupil, by=carer, schooling="school", school=school)
    assert [each.school for each in pupil.spells.all()][0] == second
    assert pupil.spells.count() == 2


def test_apps_and_the_office_are_told(pupil, carer, hub, monkeypatch):
    hub.email = "office@hub.example"
    hub.save()
    current.forget()
    steps = []
    monkeypatch.setattr(school_changes, "_steps", [lambda **what: steps.append(what)])
    old = pupil.school
    moved = moving_school.move(pupil=pupil, by=carer, schooling="home")
    assert steps == [{"pupil": moved, "before": old, "by": carer}]
    message = Message.objects.get(to="office@hub.example")
    text = message.subject + message.text
    assert (pupil.reference in text, pupil.last_name in text, old.name in text) == (
        True,
        False,
        False,
    )


def test_the_same_school_tells_nobody(pupil, carer, monkeypatch):
    monkeypatch.setattr(school_changes, "_steps", [lambda **what: pytest.fail("told")])
    moving_school.move(pupil=pupil, by=carer, schooling="school", school=pupil.school)
    assert pupil.spells.count() == 1


def test_a_day_to_come_and_a_closed_school_are_refused(pupil, carer):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    with pytest.raises(FamilyRefused, match="first day"):
        moving_school.move(pupil=pupil, by=carer, schooling="home", from_on=tomorrow)
    closed = closed_school()
    with pytest.raises(FamilyRefused, match="not open"):
        moving_school.move(pupil=pupil, by=carer, schooling="school", school=closed)
