"""Absence: two taps, several days, taken back; who is told and who reads it."""

import datetime

import pytest
from django.urls import reverse

from hub.messaging.models import Message
from hub.trail.models import Entry
from tests.factories.calendar import ClosureFactory
from tests.factories.people import NeedsFactory
from tests.factories.tuition import EnrolmentFactory, ProvisionFactory
from tests.tuition.after.conftest import YEAR
from tuition.after import absences
from tuition.after.refusals import NotDone
from tuition.models import Absence

SECOND, NINTH = datetime.date(2026, 12, 2), datetime.date(2026, 12, 9)


def test_the_second_tap_says_why_and_is_the_last(client, family, place):
    client.force_login(family.parent.user)
    page = reverse("tuition:absence", args=[place.pk])  # the first tap, on the card
    text = client.get(page).content.decode()
    assert text.count("checked") == 1
    ticked = next(line for line in text.splitlines() if "checked" in line)
    assert 'value="2026-12-02"' in ticked
    assert 'name="reason" value="ill"' in text
    client.post(page, {"days": ["2026-12-02"], "reason": "ill"})  # the second, on a reason
    told = Absence.objects.get()
    assert (told.enrolment, told.day, told.reason) == (place, SECOND, "ill")
    assert [entry.fields for entry in Entry.objects.filter(action="told")] == [
        {"day": {}, "reason": {}}
    ]


def test_several_days_are_told_at_once_and_the_tutor_hears_once(family, place, tina):
    days = [SECOND, NINTH]
    absences.tell(enrolment=place, days=days, reason="trip", by=family.parent.user)
    absences.tell(enrolment=place, days=days, reason="trip", by=family.other.user)
    assert Absence.objects.count() == 2
    message = Message.objects.get()
    assert (message.to, message.template) == (tina.email, "tuition/email/absences")
    assert "Mia" not in message.text + message.html + message.subject + message.dedupe_key


@pytest.mark.parametrize(
    "day",
    ["2026-12-03", "2026-10-28", "2026-12-16", "2026-11-04", "2027-07-28", "2026-12-23"],
    ids=["Thursday", "half term", "closed", "long past", "after the end", "holidays"],
)
def test_a_day_without_a_lesson_is_refused(family, place, day):
    ClosureFactory(starts_on=datetime.date(2026, 12, 16))
    with pytest.raises(NotDone):
        absences.tell(
            enrolment=place,
            days=[datetime.date.fromisoformat(day)],
            reason="ill",
            by=family.parent.user,
        )


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"days": ["2026-12-02"]},
        {"days": ["2026-12-02"], "reason": "bored"},
        {"days": ["2026-12-03"], "reason": "ill"},
        {"days": ["never"], "reason": "ill"},
    ],
)
def test_what_is_missing_or_odd_is_said_and_nothing_is_told(client, family, place, sent):
    client.force_login(family.parent.user)
    answer = client.post(reverse("tuition:absence", args=[place.pk]), sent)
    assert answer.status_code == 422
    assert not Absence.objects.exists()


def test_last_weeks_lesson_can_still_be_explained(family, place):
    absences.tell(
        enrolment=place, days=[datetime.date(2026, 11, 25)], reason="ill", by=family.other.user
    )
    assert Absence.objects.count() == 1


def test_an_absence_is_taken_back_once_and_can_be_told_again(client, family, place):
    by = family.parent.user
    told = absences.tell(enrolment=place, days=[SECOND], reason="ill", by=by)[0]
    client.force_login(by)
    page = reverse("tuition:absence_take_back", args=[told.pk])
    assert client.post(page).url == place.get_absolute_url()
    client.post(page)
    told.refresh_from_db()
    assert told.withdrawn_at is not None
    absences.tell(enrolment=place, days=[SECOND], reason="trip", by=by)
    assert Absence.objects.filter(withdrawn_at=None).get().reason == "trip"


def test_a_past_absence_is_not_taken_back(family, place):
    day = datetime.date(2026, 11, 25)
    by = family.parent.user
    told = absences.tell(enrolment=place, days=[day], reason="ill", by=by)[0]
    with pytest.raises(NotDone):
        absences.take_back(absence=told, by=by)


# --- the tutor's list ---------------------------------------------------------------------------
def test_the_tutor_sees_given_name_and_initial_and_who_will_be_away(client, family, place, tina):
    absences.tell(enrolment=place, days=[SECOND], reason="ill", by=family.parent.user)
    client.force_login(tina)
    text = client.get(reverse("tuition:tutor_pupils")).content.decode()
    assert "Mia M" in text
    assert "Miller" not in text
    assert "Wed 2 Dec" in text
    assert "Ill" not in text


@pytest.mark.query_bound("tuition:tutor_pupils")
@pytest.mark.parametrize("rows", [1, 6])
def test_the_tutors_list_asks_the_database_as_often_however_long(
    rows, client, tina, django_assert_max_num_queries
):
    for _ in range(rows):
        EnrolmentFactory(provision=ProvisionFactory(year=YEAR, tutor=tina))
    client.force_login(tina)
    client.get(reverse("tuition:tutor_pupils"))
    with django_assert_max_num_queries(14):
        client.get(reverse("tuition:tutor_pupils"))


def test_needs_are_read_behind_a_link_that_is_recorded(client, family, place, tina):
    NeedsFactory(pupil=family.mia)
    client.force_login(tina)
    assert "inhaler" not in client.get(reverse("tuition:tutor_pupils")).content.decode()
    page = reverse("tuition:tutor_needs", args=[family.mia.pk])
    text = client.get(page).content.decode()
    assert "Carries an inhaler" in text
    assert "Aunt Robin, 01632 960111" in text
    entry = Entry.objects.get(kind="read")
    assert (entry.object_type, entry.actor_id) == ("people.needs", tina.pk)
    assert client.get(reverse("tuition:tutor_needs", args=[family.ben.pk])).status_code == 404
