"""My family's blocks, calendars, schools that close or are left."""

import datetime

import pytest
from django.urls import reverse

from hub.calendar.feed_registry import source
from hub.people.family.cards import blocks_of, own_pupils
from schools.carrying import Move
from schools.choices import SchoolStatus
from schools.models import School
from tests.factories.calendar import ClosureFactory
from tests.factories.schools import SchoolFactory
from tests.factories.tuition import EnrolmentFactory, ProvisionFactory, make_school_venue
from tests.tuition.after.conftest import YEAR
from tuition.after import absences, carrying, school_gone
from tuition.after.feeds import lessons
from tuition.models import Enrolment, Provision

SECOND = datetime.date(2026, 12, 2)


def blocks(user):
    return blocks_of(user, own_pupils(user))


def lines_of(user, pupil, title="Lessons and groups"):
    return [
        line for block in blocks(user)[pupil.pk] if block.title == title for line in block.lines
    ]


# --- My family ----------------------------------------------------------------------------------
def test_a_card_names_the_next_lesson_and_leads_to_an_absence(family, place):
    lesson, away = lines_of(family.parent.user, family.mia)
    assert lesson.text == "Oakfield strings"
    assert lesson.detail == (
        "Next: Wednesday 2 December, 4pm, with Tina Tutor, Oakfield Primary School"
    )
    assert away.url == reverse("tuition:absence", args=[place.pk])
    assert [line.text for line in lines_of(family.parent.user, family.ben)] == ["None yet."]


def test_the_card_of_who_must_not_know_where_leaves_it_out(family, place):
    lesson = lines_of(family.other.user, family.mia)[0]
    assert (lesson.text, lesson.detail) == (
        "Violin, small group",
        "Next: Wednesday 2 December, 4pm, with Tina Tutor",
    )


@pytest.mark.parametrize("rows", [1, 6])
def test_the_blocks_ask_the_database_as_often_however_many(
    rows, family, place, django_assert_max_num_queries
):
    for _ in range(rows):
        EnrolmentFactory(pupil=family.ben, provision=ProvisionFactory(year=YEAR))
    pupils = list(own_pupils(family.parent.user))
    with django_assert_max_num_queries(12):
        blocks_of(family.parent.user, pupils)


# --- calendars ----------------------------------------------------------------------------------
def test_a_calendar_holds_the_lessons_at_the_time_on_the_wall(family, place):
    ClosureFactory(starts_on=datetime.date(2026, 12, 9))
    absences.tell(enrolment=place, days=[SECOND], reason="ill", by=family.parent.user)
    events = lessons(family.parent.user)
    starts = [each.starts for each in events]
    assert all((each.hour, each.minute) == (16, 0) for each in starts)
    days = [each.date() for each in starts]
    assert not {SECOND, datetime.date(2026, 12, 9), datetime.date(2027, 2, 17)} & set(days)
    # Before and after 28 March 2027, when the clocks go forward.
    utc = {each.date(): each.astimezone(datetime.UTC).hour for each in starts}
    assert (utc[datetime.date(2027, 3, 24)], utc[datetime.date(2027, 4, 14)]) == (16, 15)
    assert {each.title for each in events} <= source("lessons").titles
    assert {each.place for each in events} == {"Oakfield Primary School"}
    assert {each.place for each in lessons(family.other.user)} == {""}


def test_a_calendar_asks_the_database_as_often_however_many(
    family, place, django_assert_max_num_queries
):
    for _ in range(5):
        EnrolmentFactory(pupil=family.ben, provision=ProvisionFactory(year=YEAR))
    with django_assert_max_num_queries(6):
        assert lessons(family.parent.user)


def test_who_cares_for_nobody_has_no_lessons_in_their_calendar(place, carer):
    assert lessons(carer) == []


# --- a school goes on under another number ------------------------------------------------------
@pytest.fixture
def moved(family, place):
    """The school goes on as an academy."""
    return Move(family.school, SchoolFactory(name="Oakfield Academy"))


def test_venue_and_places_follow_the_school(moved, family, place, office):
    for _ in range(2):  # a second run finds nothing
        carrying.move_venues([moved], by=office)
        carrying.move_places([moved], by=office)
    place.refresh_from_db()
    assert place.school == moved.new
    venue = Provision.objects.get().venue
    assert (venue.school, venue.name) == (moved.new, "Oakfield Academy")


def test_where_the_new_school_has_a_venue_the_teaching_moves_there(moved, place, office):
    there = make_school_venue(moved.new)
    assert carrying.move_venues([moved], by=office) == 1
    assert Provision.objects.get().venue == there


# --- what the office has to look at -------------------------------------------------------------
def test_lessons_at_a_closed_school_are_listed_and_stay(client, family, place, office):
    School.objects.filter(pk=family.school.pk).update(status=SchoolStatus.CLOSED)
    client.force_login(office)
    text = client.get(reverse("tuition:school_gone")).content.decode()
    assert "Oakfield strings" in text
    assert Enrolment.objects.get(pk=place.pk).is_taught
    home = client.get(reverse("home:area", args=["staff"])).content.decode()
    assert "Look at places whose school has changed" in home


def test_who_left_the_school_is_listed_until_somebody_decides(client, family, place, office):
    client.force_login(office)
    page = reverse("tuition:school_gone")
    assert "Mia Miller" not in client.get(page).content.decode()
    family.mia.school = SchoolFactory(name="Elm School")
    family.mia.save(update_fields=["school"])
    assert "Mia Miller" in client.get(page).content.decode()
    assert client.post(reverse("tuition:stays", args=[place.pk])).url == page
    assert not school_gone.left_behind().exists()


@pytest.mark.query_bound("tuition:school_gone")
@pytest.mark.parametrize("rows", [1, 6])
def test_the_list_asks_the_database_as_often_however_long(
    rows, client, office, django_assert_max_num_queries
):
    elsewhere = SchoolFactory()
    for _ in range(rows):
        school = SchoolFactory(status=SchoolStatus.CLOSED)
        provision = ProvisionFactory(year=YEAR, venue=make_school_venue(school))
        EnrolmentFactory(provision=provision, pupil__school=elsewhere, school=school)
    client.force_login(office)
    client.get(reverse("tuition:school_gone"))
    with django_assert_max_num_queries(8):
        client.get(reverse("tuition:school_gone"))
