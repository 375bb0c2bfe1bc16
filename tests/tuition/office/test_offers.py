"""The office offers, refuses, moves and ends places."""

import datetime

import pytest
from django.urls import reverse

from hub.people.models import Pupil
from hub.places import verbs
from hub.places.choices import PlaceState
from tests.factories.schools import SchoolFactory
from tests.factories.tuition import (
    EnrolmentFactory,
    ProvisionFactory,
    VenueFactory,
    make_lessons,
)
from tests.tuition.office.conftest import YEAR, waiting
from tuition.models import Enrolment

ANSWERED = {
    "starts_on_0": "6",
    "starts_on_1": "1",
    "starts_on_2": "2027",
    "answer_by_0": "4",
    "answer_by_1": "December",
    "answer_by_2": "2026",
}


def url(name, row):
    return reverse(f"tuition:{name}", args=[row.pk])


def again(row):
    return Enrolment.objects.get(pk=row.pk)


@pytest.fixture(autouse=True)
def _signed_in(client, office):
    client.force_login(office)


def test_an_offer_is_checked_with_price_and_last_day_of_notice_before_it_goes_out(client, queue):
    answer = client.post(url("offer_place", queue[0]), ANSWERED)
    text = answer.content.decode()
    assert "£8 a lesson" in text
    assert "Last day to give notice" in text
    assert again(queue[0]).state == PlaceState.WAITING


def test_an_offer_fixes_dates_and_answer(client, queue):
    client.post(url("offer_place", queue[0]), ANSWERED | {"sure": "yes"})
    row = again(queue[0])
    assert (row.state, row.starts_on) == (PlaceState.OFFERED, datetime.date(2027, 1, 6))
    assert row.answer_by == datetime.datetime(2026, 12, 4, 17, tzinfo=datetime.UTC)


def test_lessons_to_be_arranged_are_offered_with_day_time_and_tutor(client):
    row = waiting(make_lessons(year=YEAR), 3, state="applied")
    asked = ANSWERED | {"weekday": "1", "starts_at": "3:30pm", "tutor": "", "sure": "yes"}
    client.post(url("offer_place", row), asked)
    row = again(row)
    assert (row.state, row.weekday, row.starts_at) == ("offered", 1, datetime.time(15, 30))


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"answer_by_0": "26", "answer_by_1": "11"}, "Answer by must be after today"),
        ({"starts_on_2": "2031"}, "Choose a day from"),
    ],
)
def test_wrong_dates_are_said_to_be_wrong(client, queue, wrong, says):
    answer = client.post(url("offer_place", queue[0]), ANSWERED | wrong)
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_who_finds_the_last_place_gone_meanwhile_is_told_so(client, queue):
    verbs.offer(place=queue[1], by=None)
    answer = client.post(url("offer_place", queue[0]), ANSWERED | {"sure": "yes"})
    assert answer.status_code == 422
    assert "No place is free" in answer.content.decode()


def test_many_are_offered_in_turn_after_one_check_and_what_did_not_work_is_told(client, queue):
    lessons = waiting(make_lessons(year=YEAR), 1, state="applied")
    ticked = {"places": [row.pk for row in (*queue[::-1], lessons)]}
    page = client.post(reverse("tuition:offer_several"), ticked)
    assert [row for row, _ in page.context["rows"]] == [queue[0]]
    assert dict(page.context["left_out"]) == {
        queue[1]: "No place is free.",
        lessons: "Day and time are to be agreed. Offer it by itself.",
    }
    result = client.post(
        reverse("tuition:offer_several"), ticked | {"sure": "yes"}, follow=True
    ).context
    assert result["made"] == [queue[0]]
    assert [row for row, _ in result["left_out"]] == [queue[1], lessons]
    assert [again(row).state for row in queue] == ["offered", "waiting"]


def test_where_nothing_of_what_is_ticked_can_be_offered_the_page_says_why(client):
    row = waiting(make_lessons(year=YEAR), 1, state="applied")
    page = client.post(reverse("tuition:offer_several"), {"places": [row.pk]})
    assert page.status_code == 200
    assert dict(page.context["left_out"]) == {
        row: "Day and time are to be agreed. Offer it by itself."
    }
    assert "Offer 0 places" not in page.content.decode()


@pytest.mark.parametrize("keys", [["x"], ["999999999"]])
def test_what_cannot_be_ticked_is_not_known(client, queue, keys):
    ticked = {"places": [queue[0].pk, *keys]}
    assert client.post(reverse("tuition:offer_several"), ticked).status_code == 404


def test_nothing_ticked_leads_back_to_what_was_filtered_with_a_word(client, queue):
    answer = client.post(f"{reverse('tuition:offer_several')}?state=waiting", follow=True)
    assert answer.redirect_chain[-1][0] == f"{reverse('tuition:applications')}?state=waiting"
    assert "Tick who is to be offered a place" in answer.content.decode()


def test_from_what_became_of_offers_one_goes_back_to_what_was_filtered(client, queue):
    ticked = {"places": [queue[0].pk], "sure": "yes"}
    several = f"{reverse('tuition:offer_several')}?state=waiting"
    result = client.post(several, ticked, follow=True).context
    assert result["list_url"] == f"{reverse('tuition:applications')}?state=waiting"


def test_the_first_lesson_of_an_offer_is_on_a_day_of_teaching(client, queue):
    # The group is taught on Wednesdays; 7 January 2027 is a Thursday.
    page = client.post(url("offer_place", queue[0]), ANSWERED | {"starts_on_0": "7"})
    assert "Wednesday 13 January 2027" in page.content.decode()


def test_an_application_is_refused_with_a_reason(client, queue):
    assert client.post(url("refuse", queue[0]), {"reason": ""}).status_code == 422
    client.post(url("refuse", queue[0]), {"reason": "No tutor near you"})
    row = again(queue[0])
    assert (row.state, row.reason) == (PlaceState.DECLINED, "No tutor near you")


def test_an_application_is_put_on_the_waiting_list(client):
    row = waiting(make_lessons(year=YEAR), 3, state="applied")
    client.post(url("put_on_list", row))
    assert again(row).state == PlaceState.WAITING


def test_who_waits_is_moved_with_the_date_of_application(client, group):
    verbs.set_capacity(thing=group, capacity=1, by=None)
    EnrolmentFactory(provision=group)
    row, other = waiting(group, 30), ProvisionFactory(year=YEAR)
    client.post(url("move", row), {"provision": other.pk})
    moved = Enrolment.objects.get(moved_from=row)
    assert (moved.provision, moved.applied_at, moved.state) == (other, row.applied_at, "offered")


def test_nobody_is_moved_to_another_instrument_or_to_the_same_place(client, queue, group):
    assert client.post(url("move", queue[0]), {"provision": group.pk}).status_code == 422


def test_nobody_is_moved_to_what_is_for_the_pupils_of_another_school(client, queue):
    school = SchoolFactory()
    own = ProvisionFactory(
        year=YEAR, only_own_pupils=True, venue=VenueFactory(kind="school", school=school)
    )
    assert client.post(url("move", queue[0]), {"provision": own.pk}).status_code == 422
    Pupil.objects.filter(pk=queue[0].pupil_id).update(school=school)
    assert client.post(url("move", queue[0]), {"provision": own.pk}).status_code == 302


def test_where_somebody_can_go_is_narrowed_by_place_and_room(client, queue):
    hall = ProvisionFactory(year=YEAR, venue=VenueFactory(name="Hall by the river"))
    full = ProvisionFactory(year=YEAR, venue=hall.venue, capacity=1)
    EnrolmentFactory(provision=full)
    ProvisionFactory(year=YEAR)
    page = client.get(url("move", queue[0]) + "?q=river&room=on").context
    assert [key for key, _ in page["form"].fields["provision"].choices] == [hall.pk]


def test_a_place_is_ended_now_and_goes_to_the_next(client, group):
    place, next_one = EnrolmentFactory(provision=group), waiting(group, 3)
    asked = {"last_day_0": "26", "last_day_1": "11", "last_day_2": "2026", "reason": "Moved away"}
    client.post(url("end", place), asked)
    assert [again(each).state for each in (place, next_one)] == ["ended", "offered"]


def test_a_place_is_not_ended_in_the_future(client, group):
    place = EnrolmentFactory(provision=group)
    asked = {"last_day_0": "27", "last_day_1": "11", "last_day_2": "2026", "reason": "Later"}
    assert client.post(url("end", place), asked).status_code == 422


@pytest.mark.parametrize("name", ["offer_place", "refuse", "end"])
def test_what_is_over_leads_back_to_its_page(client, group, name):
    place = EnrolmentFactory(provision=group, state="withdrawn")
    assert client.get(url(name, place)).status_code == 302


def test_the_page_of_an_enrolment_tells_the_office_what_has_happened(client, queue, office):
    verbs.offer(place=queue[0], by=office)
    text = client.get(again(queue[0]).get_absolute_url()).content.decode()
    for words in ("Offered.", "Oona Office", "Take the offer back", "as offered"):
        assert words in text
