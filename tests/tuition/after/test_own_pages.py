"""What a carer sees of lessons: the list, one place, and what is kept from one carer."""

import datetime

import pytest
from django.urls import reverse

from hub.places import verbs as places
from tests.factories.calendar import ClosureFactory
from tests.factories.tuition import (
    EnrolmentFactory,
    ProvisionFactory,
    make_offer,
    make_waiting,
)
from tests.tuition.after.conftest import YEAR
from tuition.after.next_lesson import next_lessons
from tuition.models import Absence, Enrolment


def text_of(client, user, name, *args):
    client.force_login(user)
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_says_what_is_now_what_waits_and_what_is_over(client, family, place):
    make_waiting(pupil=family.ben, provision=ProvisionFactory(year=YEAR))
    EnrolmentFactory(pupil=family.ben, provision=ProvisionFactory(year=YEAR), state="declined")
    text = text_of(client, family.parent.user, "tuition:enrolments")
    order = [text.index(each) for each in ("Now", "Oakfield strings", "Applied for and waiting")]
    assert order == sorted(order)
    assert "Next lesson: <strong>Wednesday 2 December</strong>" in text
    assert text.index("What is over") > text.index("Waiting list")


def test_an_offer_comes_first_with_the_day_to_answer_by(client, family, place):
    make_offer(pupil=family.ben, provision=ProvisionFactory(year=YEAR))
    text = text_of(client, family.parent.user, "tuition:enrolments")
    assert text.index("Offer to answer") < text.index("Now")
    assert "Answer by <strong>Thursday 3 December</strong>" in text


def test_with_nothing_the_list_leads_to_finding_lessons(client, family):
    text = text_of(client, family.parent.user, "tuition:enrolments")
    assert f'href="{reverse("tuition:find")}">Find lessons and groups</a></p>' in text


def test_who_waits_is_told_what_happens_next(client, family):
    row = make_waiting(pupil=family.ben, provision=ProvisionFactory(year=YEAR))
    text = text_of(client, family.parent.user, "tuition:enrolment", row.pk)
    assert "We write to you as soon as there is a place to offer" in text


def test_what_came_to_nothing_has_no_day_to_agree_and_a_way_on(client, family):
    lessons = ProvisionFactory(year=YEAR, weekday=None, starts_at=None)
    row = EnrolmentFactory(pupil=family.ben, provision=lessons, state="declined")
    text = text_of(client, family.parent.user, "tuition:enrolment", row.pk)
    found = ("to be agreed" in text, "Find lessons and groups for violin" in text)
    assert found == (False, True)


def test_dates_gone_by_are_folded_away(client, family, place):
    text = text_of(client, family.parent.user, "tuition:enrolment", place.pk)
    order = [text.index(each) for each in ("2 December", "Dates gone by", "25 November")]
    assert order == sorted(order)


def test_my_family_leads_to_lessons_for_a_child_without_any(client, family, place):
    client.force_login(family.parent.user)
    cards = client.get(reverse("family:home")).context["cards"]
    links = {card.pupil.called: [block.link for block in card.blocks] for card in cards}
    assert links == {"Mia": ["All lessons and groups"], "Ben": ["Find lessons and groups"]}


def test_the_list_is_of_one_child_when_asked(client, family, place):
    make_waiting(pupil=family.ben, provision=ProvisionFactory(year=YEAR, title="Ben's group"))
    client.force_login(family.parent.user)
    page = reverse("tuition:enrolments")
    text = client.get(page, {"child": family.ben.pk}).content.decode()
    assert "Ben&#x27;s group" in text
    assert "Oakfield strings" not in text
    text = client.get(page, {"child": "nobody"}).content.decode()
    assert "Oakfield strings" in text


@pytest.mark.query_bound("tuition:enrolments")
@pytest.mark.parametrize("rows", [1, 6])
def test_the_list_asks_the_database_as_often_however_long(
    rows, client, family, place, django_assert_max_num_queries
):
    for _ in range(rows):
        EnrolmentFactory(pupil=family.ben, provision=ProvisionFactory(year=YEAR))
        EnrolmentFactory(pupil=family.ben, provision=ProvisionFactory(year=YEAR), state="withdrawn")
    client.force_login(family.parent.user)
    client.get(reverse("tuition:enrolments"))
    with django_assert_max_num_queries(16):
        client.get(reverse("tuition:enrolments"))


def test_the_page_of_a_place_says_dates_closures_and_the_last_day_to_tell_us(client, place, family):
    ClosureFactory(starts_on=datetime.date(2026, 12, 9), ends_on=datetime.date(2026, 12, 9))
    Absence.objects.create(enrolment=place, day=datetime.date(2026, 12, 2))
    text = text_of(client, family.parent.user, "tuition:enrolment", place.pk)
    assert "Oakfield Primary School" in text
    assert "Away: you told us" in text
    assert "Hub closed: no lesson" in text
    assert "Half term: no lesson" in text
    assert "Wednesday 16 December 2026" in text  # the next: away on the 2nd, closed on the 9th
    assert "Tell us by 12 February 2027, and the last day is 25 March 2027." in text


@pytest.mark.parametrize("name", ["tuition:enrolments", "tuition:enrolment"])
def test_a_carer_of_whom_the_place_is_kept_sees_the_lesson_and_not_where(
    client, family, place, name
):
    args = [place.pk] if name == "tuition:enrolment" else []
    text = text_of(client, family.other.user, name, *args)
    assert "Wednesdays, 4pm" in text
    assert "Tina Tutor" in text
    assert "Oakfield" not in text


def test_a_stranger_finds_no_such_place(client, place, carer):
    client.force_login(carer)
    assert client.get(reverse("tuition:enrolment", args=[place.pk])).status_code == 404


def test_the_next_lesson_is_after_the_pause_and_not_after_the_last_day(place, office):
    first, last = datetime.date(2026, 11, 30), datetime.date(2026, 12, 11)
    places.suspend(place=place, first=first, last=last, by=office)
    rows = Enrolment.objects.with_all()
    assert next_lessons(rows) == {place.pk: datetime.date(2026, 12, 16)}
    places.stop(place=place, last_day=datetime.date(2026, 12, 10), by=office)
    assert next_lessons(Enrolment.objects.with_all()) == {place.pk: None}
