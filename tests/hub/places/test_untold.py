"""Whoever gets a freed place hears of it, also when the letter failed at first."""

import pytest
from django.db.models.functions import Now

from hub.messaging.models import Message
from hub.places import untold, verbs
from hub.places.models import Untold
from hub.platform.choices import WorkState
from hub.policy import current
from hub.policy.models import HubSettings
from tests.factories.people import CarerLinkFactory
from tests.factories.tuition import PriceFactory, ProvisionFactory, make_offer, make_waiting
from tuition.place_kinds import Enrolments

pytestmark = pytest.mark.django_db


def _fails(self, place, event, by):
    if event == "offered":
        raise RuntimeError("no letter")


@pytest.fixture
def offered(monkeypatch):
    """A place that came free, and went to the next in turn while the letter of it failed."""
    PriceFactory()
    group = ProvisionFactory(capacity=1)
    offer, waiting = make_offer(provision=group), make_waiting(provision=group)
    CarerLinkFactory(pupil=waiting.pupil)
    with monkeypatch.context() as broken:
        broken.setattr(Enrolments, "told", _fails)
        verbs.decline(place=offer, by=None)
    waiting.refresh_from_db()
    return waiting


def letters(template="tuition/email/offer"):
    return Message.objects.filter(template=template)


def due():
    Untold.objects.update(next_attempt_at=Now())


def test_the_family_is_told_by_the_next_sweep(offered):
    assert (offered.state, letters().count()) == ("offered", 0)
    assert untold.tell_all() == {"told": 1, "waiting": 0, "given up": 0}
    assert letters().count() == 1


def test_it_is_told_once(offered):
    untold.tell_all()
    due()
    untold.tell_all()
    assert (letters().count(), Untold.objects.get().state) == (1, WorkState.DONE)


def test_of_what_has_moved_on_meanwhile_nobody_is_told(offered):
    verbs.decline(place=offered, by=None)
    untold.tell_all()
    assert letters().count() == 0


def test_what_fails_again_is_tried_later(offered, monkeypatch):
    monkeypatch.setattr(Enrolments, "told", _fails)
    assert untold.tell_all() == {"told": 0, "waiting": 1, "given up": 0}
    row = Untold.objects.get()
    assert (row.state, row.last_error) == (WorkState.QUEUED, "RuntimeError")
    assert not Untold.objects.due().exists()


def test_when_it_fails_for_two_hours_the_hub_is_asked_to_phone(offered, monkeypatch):
    HubSettings.objects.update(email="office@hub.example")
    current.forget()
    monkeypatch.setattr(Enrolments, "told", _fails)
    for _ in range(untold.TRIES):
        due()
        untold.tell_all()
    message = letters("places/email/untold").get()
    assert (message.to, offered.reference in message.text) == ("office@hub.example", True)
    assert offered.pupil.first_name not in message.text
    assert Untold.objects.get().state == WorkState.GIVEN_UP


def test_what_a_dead_worker_left_behind_is_told(offered):
    Untold.objects.update(state=WorkState.RUNNING, running_since="2026-01-01T00:00:00Z", attempts=1)
    untold.tell_all()
    assert letters().count() == 1
