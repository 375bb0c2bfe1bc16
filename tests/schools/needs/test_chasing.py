"""Reminders to the people of schools: checked, sent once, on the trail."""

import datetime

import pytest
import time_machine
from django.db import transaction
from django.urls import reverse

from hub.calendar.years import AcademicYear
from hub.messaging.models import Message
from hub.trail.models import Entry
from schools.choices import ChasedFor
from schools.models import School, SchoolChase
from schools.needs import chasing
from tests.factories.accounts import make_user
from tests.factories.schools import RegionFactory, SchoolFactory
from tests.races import rival
from tests.schools.needs.told import tell

pytestmark = pytest.mark.django_db


def with_lead(**fields):
    """A school with a music lead."""
    school = SchoolFactory(**fields)
    make_user("lead", scope={"school": school})
    return school


def chase(*schools, about=ChasedFor.PLAN, by=None):
    return chasing.chase(schools=schools, about=about, year=AcademicYear.current(), by=by)


def test_leads_are_written_to_and_the_trail_says_so(manager):
    school = with_lead()
    make_user("lead", scope={"school": school})
    make_user("head", scope={"school": school})
    outcome = chase(school, by=manager)
    assert (outcome.people, outcome.schools) == (2, 1)
    assert Message.objects.filter(template="schools/email/chase_plan").count() == 2
    assert Entry.objects.filter(action="reminded", object_id=str(school.pk)).count() == 1
    assert (SchoolChase.objects.get().people, SchoolChase.objects.get().by) == (2, manager)


def test_without_a_lead_its_heads_are():
    school = SchoolFactory()
    head = make_user("head", scope={"school": school})
    chase(school)
    assert Message.objects.get(template="schools/email/chase_plan").to_user == head


def test_left_out_are_those_that_did_it_that_have_nobody_and_that_were_reminded():
    done, nobody, twice = with_lead(name="Done"), SchoolFactory(name="Nobody"), with_lead(name="T")
    tell(done, plan_status="published", plan_review_on=datetime.date(2099, 1, 1))
    chase(twice)
    outcome = chase(done, nobody, twice)
    assert (outcome.done, outcome.nobody, outcome.lately) == (["Done"], ["Nobody"], ["T"])
    assert (outcome.people, SchoolChase.objects.count()) == (0, 1)


def test_after_the_days_of_the_rule_a_school_is_reminded_again():
    school = with_lead()
    with time_machine.travel("2027-01-10T12:00:00Z", tick=False):
        chase(school)
    with time_machine.travel("2027-01-25T12:00:00Z", tick=False):
        assert chase(school).schools == 1


def test_one_thing_does_not_stand_in_for_another():
    school = with_lead()
    assert [chase(school, about=about).schools for about in ChasedFor] == [1, 1, 1]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_remind_at_once_one_does():
    school = with_lead()
    with rival(lambda: chase(school)) as other, transaction.atomic():
        chase(school)
        other.start_and_wait_for_the_lock()
    assert other.raised is None
    assert SchoolChase.objects.count() == 1


# --- the pages --------------------------------------------------------------------------------
@pytest.fixture
def asked(client, manager):
    """A manager's client."""
    client.force_login(manager)
    return client


def send(client, *schools, query="", **more):
    typed = {"about": "plan", "schools": [school.pk for school in schools]} | more
    return client.post(reverse("schools:chase") + query, typed)


def test_the_check_page_names_the_schools_and_sends_nothing(asked):
    school = with_lead(name="Oak School")
    response = send(asked, school)
    assert "Remind 1 school" in response.text
    assert "Oak School" in response.text
    assert not Message.objects.exists()


def test_the_result_says_who_was_left_out(asked):
    school, nobody = with_lead(), SchoolFactory(name="Empty School")
    response = send(asked, school, nobody, sure="yes")
    assert response.url == reverse("schools:chased")
    text = asked.get(response.url).text
    assert "1 school reminded" in text
    assert "Empty School" in text


def test_all_schools_of_the_list_can_be_reminded(asked):
    told = tell(with_lead(), plan_status="agreed")
    with_lead()
    send(asked, query="?plan=agreed", everything="on", sure="yes")
    assert SchoolChase.objects.get().school == told


def test_too_many_at_once_are_refused(asked, monkeypatch):
    monkeypatch.setattr(chasing, "MOST_AT_ONCE", 1)
    response = send(asked, with_lead(), with_lead(), sure="yes")
    assert (response.status_code, SchoolChase.objects.count()) == (422, 0)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"about": ""}, "Choose what to remind them of"),
        ({"schools": []}, "Tick the schools that you want to remind"),
        ({"about": "tea"}, "from the list"),
    ],
)
def test_what_is_missing_is_said_beside_the_field(asked, typed, says):
    school = with_lead(name="Ticked")
    response = send(asked, school, **typed)
    assert (response.status_code, says in response.text) == (422, True)


def test_an_officer_of_a_region_reminds_its_schools_alone(client):
    north = RegionFactory(name="North")
    own, other = with_lead(region=north), with_lead(region=RegionFactory(name="South"))
    client.force_login(make_user("officer", scope={"region": north}))
    assert send(client, own, other, sure="yes").status_code == 404
    assert not SchoolChase.objects.exists()
    send(client, everything="on", sure="yes")
    assert [chase.school for chase in SchoolChase.objects.all()] == [own]


@pytest.mark.parametrize("keys", [["x"], ["9" * 30], ["999999"]])
def test_schools_that_there_are_not_are_not_found(asked, keys):
    School.objects.all().delete()
    assert asked.post(reverse("schools:chase"), {"schools": keys}).status_code == 404


def test_without_a_result_there_is_nothing_to_show(asked):
    assert asked.get(reverse("schools:chased")).url == reverse("schools:status")


@pytest.mark.query_bound("schools:chase")
@pytest.mark.parametrize("number", [1, 12])
def test_the_list_to_tick_asks_as_much_for_many_as_for_one(
    asked, number, django_assert_max_num_queries
):
    SchoolFactory.create_batch(number, region=RegionFactory())
    url = reverse("schools:chase")
    asked.get(url)
    with django_assert_max_num_queries(8):
        asked.get(url)
