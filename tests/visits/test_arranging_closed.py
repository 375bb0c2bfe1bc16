"""A school closes or becomes an academy after a visit was booked."""

import pytest
from django.utils import timezone

from hub.messaging.models import Message
from schools.carrying import carry
from schools.choices import SchoolStatus
from tests.factories.schools import SchoolFactory, link
from tests.factories.visits import make_visit
from tests.visits.conftest import at
from visits import sweeps
from visits.models import VisitOfficer, VisitRequest, VisitStanding


def close(school):
    school.status, school.closed_on = SchoolStatus.CLOSED, timezone.localdate()
    school.save()


@pytest.fixture
def booked(in_november, oakfield, olive):
    return make_visit(oakfield, officer=olive, state="confirmed", at=at("2026-12-08"))


def test_bookings_go_along_to_the_academy_and_what_was_stays(booked, oakfield, olive, manager):
    past = make_visit(oakfield, officer=olive, state="done", at=at("2026-11-10"))
    VisitRequest.objects.create(school=oakfield, words="Year 4")
    academy = SchoolFactory(name="Oakfield Academy")
    link(oakfield, academy)
    close(oakfield)
    assert [words for words in carry(by=manager) if "visit" in words] == ["2 visits"]
    booked.refresh_from_db()
    past.refresh_from_db()
    assert (booked.school, past.school, booked.sequence) == (academy, oakfield, 1)
    assert VisitStanding.objects.get(school=academy).next_visit == booked
    assert VisitStanding.objects.get(school=oakfield).next_visit is None
    assert VisitRequest.objects.get().school == academy
    told = Message.objects.get(template="visits/email/carried")
    assert (told.to, "Oakfield Academy" in told.text) == (olive.email, True)
    assert [words for words in carry(by=manager) if "visit" in words] == []


def test_without_a_school_that_follows_the_visit_is_called_off(booked, oakfield, olive):
    VisitRequest.objects.create(school=oakfield, words="Year 4")
    close(oakfield)
    assert sweeps.mind_visits().endswith("2 called off at closed schools")
    booked.refresh_from_db()
    assert (booked.state, booked.reason) == ("cancelled", "Oakfield Primary School has closed.")
    assert VisitOfficer.objects.get(visit=booked).during is None
    assert Message.objects.get(template="visits/email/carried").to == olive.email
    assert sweeps.mind_visits().endswith("0 called off at closed schools")


def test_while_somebody_has_still_to_decide_nothing_is_called_off(booked, oakfield):
    for _ in range(2):
        link(oakfield, SchoolFactory(), kind="Predecessor - merged")
    close(oakfield)
    assert sweeps.mind_visits().endswith("0 called off at closed schools")
