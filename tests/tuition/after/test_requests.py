"""Changes that families ask for: asked once, agreed with what is done, refused with words."""

import datetime

import pytest
from django.urls import reverse

from hub.messaging.models import Message
from hub.places.choices import PlaceState
from hub.places.verbs import NoPlaceLeft
from tests.factories.accounts import make_user
from tests.factories.people import CarerFactory, CarerLinkFactory
from tests.factories.tuition import EnrolmentFactory, ProvisionFactory, make_lessons
from tests.tuition.after.conftest import YEAR
from tuition.after import requests
from tuition.after.refusals import NotDone
from tuition.after.requests import Change
from tuition.choices import RequestState
from tuition.models import ChangeRequest, Enrolment


@pytest.fixture
def asked(place, family):
    """Mia's family would like another day."""
    return requests.ask(
        enrolment=place, kind="day", words="Thursdays please", by=family.parent.user
    )


def told():
    return Message.objects.filter(template="tuition/email/request_answered")


def test_a_family_asks_and_takes_back(client, family, place):
    client.force_login(family.parent.user)
    page = reverse("tuition:ask_change", args=[place.pk])
    assert client.post(page, {"kind": "day"}).status_code == 422
    sent = {"kind": "day", "words": "Thursdays please"}
    assert client.post(page, sent).url == place.get_absolute_url()
    again = client.post(page, sent)
    assert "You have asked for this already" in again.content.decode()
    text = client.get(place.get_absolute_url()).content.decode()
    assert "Thursdays please" in text
    row = ChangeRequest.objects.get()
    client.post(reverse("tuition:request_take_back", args=[row.pk]))
    row.refresh_from_db()
    assert row.state == RequestState.WITHDRAWN


def test_a_family_is_told_what_a_request_still_needs(client, family, place):
    client.force_login(family.parent.user)
    answer = client.post(reverse("tuition:ask_change", args=[place.pk]), {})
    assert answer.context["form"].errors == {
        "kind": ["Choose what you would like to change"],
        "words": ["Say in a few words what would suit you"],
    }


def test_only_what_is_taught_can_be_changed(family):
    waiting = EnrolmentFactory(pupil=family.mia, state="waiting")
    with pytest.raises(NotDone):
        requests.ask(enrolment=waiting, kind="day", words="x", by=family.parent.user)


def test_agreed_with_a_move_keeps_the_date_of_application(client, office, asked, place):
    thursday = ProvisionFactory(year=YEAR, weekday=3)
    client.force_login(office)
    page = reverse("tuition:request", args=[asked.pk])
    sent = {"how": "move", "reference": thursday.reference.lower(), "answer": "From January."}
    assert client.post(page, sent).url == reverse("tuition:requests")
    asked.refresh_from_db()
    place.refresh_from_db()
    new = asked.new_enrolment
    assert (new.provision, new.state) == (thursday, PlaceState.CONFIRMED)
    assert new.applied_at == place.applied_at
    assert (place.state, asked.state) == (PlaceState.WITHDRAWN, RequestState.AGREED)
    assert told().count() == 2
    assert not any("Mia" in each.text or "Oakfield" in each.text for each in told())


def test_a_move_to_what_is_full_changes_nothing(office, asked, place):
    full = ProvisionFactory(year=YEAR, capacity=1)
    EnrolmentFactory(provision=full)
    with pytest.raises(NoPlaceLeft):
        requests.agree(request=asked, by=office, answer="Yes", change=Change(provision=full))
    asked.refresh_from_db()
    place.refresh_from_db()
    assert (asked.state, place.state) == (RequestState.OPEN, PlaceState.CONFIRMED)


def test_another_day_and_tutor_are_arranged_for_lessons_and_not_for_a_group(
    client, office, family, asked
):
    other = make_user("tutor", name="Theo Tutor")
    lessons = make_lessons(year=YEAR)
    row = EnrolmentFactory(
        pupil=family.ben, provision=lessons, weekday=0, starts_at=datetime.time(15)
    )
    request = requests.ask(enrolment=row, kind="tutor", words="x", by=family.parent.user)
    client.force_login(office)
    sent = {
        "how": "arrange",
        "weekday": "3",
        "starts_at": "4:30pm",
        "tutor": other.pk,
        "answer": "Done",
    }
    client.post(reverse("tuition:request", args=[request.pk]), sent)
    row.refresh_from_db()
    assert (row.weekday, row.starts_at, row.tutor) == (3, datetime.time(16, 30), other)
    answer = client.post(reverse("tuition:request", args=[asked.pk]), sent)
    assert answer.status_code == 422
    assert "A group has one day, time and tutor for all" in answer.content.decode()


def test_a_pause_that_was_asked_for_is_made(office, place, family):
    request = requests.ask(enrolment=place, kind="pause", words="x", by=family.parent.user)
    change = Change(first=datetime.date(2027, 1, 4), last=datetime.date(2027, 2, 12))
    requests.agree(request=request, by=office, answer="Yes", change=change)
    place.refresh_from_db()
    assert place.suspended_until == datetime.date(2027, 2, 12)


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Choose how you answer"),
        ({"how": "no"}, "Enter what you write to the family"),
        ({"how": "move", "answer": "x"}, "Enter the reference of the lesson or group"),
        ({"how": "move", "answer": "x", "reference": "nope"}, "No other lesson or group"),
        ({"how": "arrange", "answer": "x", "weekday": "1"}, "Enter both day and time"),
        ({"how": "arrange", "answer": "x"}, "Enter a new day and time, or choose a tutor"),
        ({"how": "pause", "answer": "x"}, "Enter the first day of the pause"),
    ],
)
def test_what_is_missing_is_said(client, office, asked, sent, sentence):
    client.force_login(office)
    answer = client.post(reverse("tuition:request", args=[asked.pk]), sent)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_two_answers_are_one(client, office, asked):
    requests.decline(request=asked, by=office, answer="Nobody is free on that day.")
    with pytest.raises(NotDone):
        requests.agree(request=asked, by=office, answer="Yes")
    client.force_login(office)
    page = reverse("tuition:request", args=[asked.pk])
    assert client.post(page, {"how": "no", "answer": "x"}).status_code == 302
    assert "Nobody is free on that day." in client.get(page).content.decode()


def test_the_office_lists_what_is_open_and_filters(client, office, asked, family):
    client.force_login(office)
    page = reverse("tuition:requests")
    assert "Mia Miller" in client.get(page).content.decode()
    assert "Mia Miller" not in client.get(page, {"kind": "tutor"}).content.decode()
    assert "Mia Miller" in client.get(page, {"instrument": "violin"}).content.decode()
    home = client.get(reverse("home:area", args=["staff"])).content.decode()
    assert "Answer families that ask for a change" in home


@pytest.mark.query_bound("tuition:requests")
@pytest.mark.parametrize("rows", [1, 6])
def test_the_list_asks_the_database_as_often_however_long(
    rows, client, office, django_assert_max_num_queries
):
    for _ in range(rows):
        row = EnrolmentFactory(provision=ProvisionFactory(year=YEAR))
        ChangeRequest.objects.create(enrolment=row, kind="day", words="x")
    client.force_login(office)
    client.get(reverse("tuition:requests"))
    with django_assert_max_num_queries(8):
        client.get(reverse("tuition:requests"))


def test_the_office_does_not_answer_its_own_family(client, office, family, place, asked):
    CarerLinkFactory(carer=CarerFactory(user=office), pupil=family.mia)
    client.force_login(office)
    page = reverse("tuition:request", args=[asked.pk])
    assert client.post(page, {"how": "no", "answer": "x"}).status_code == 403
    assert Enrolment.objects.get(pk=place.pk).state == PlaceState.CONFIRMED
