"""Arranging visits to many schools at once."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories.accounts import make_user
from tests.factories.schools import RegionFactory, SchoolFactory
from tests.factories.visits import make_visit, visit_type
from visits.due.assigning import assign
from visits.models import Visit, VisitRequest

pytestmark = pytest.mark.django_db
ASSIGN = reverse("visits:assign")


@pytest.fixture
def north(db):
    """A region."""
    return RegionFactory(name="North")


@pytest.fixture
def mine(north, client):
    """An officer of North, signed in."""
    user = make_user("officer", scope={"region": north}, name="Olive Officer")
    client.force_login(user)
    return user


def given(officer, schools, **changes):
    """What the form posts."""
    day = timezone.localdate() + datetime.timedelta(days=30)
    plain = {
        "officer": officer.pk,
        "type": visit_type().pk,
        "due_on_0": day.day,
        "due_on_1": day.month,
        "due_on_2": day.year,
        "purpose": "The three-year visit",
        "schools": [school.pk for school in schools],
    }
    return plain | changes


def test_ticked_schools_get_a_visit_after_a_check(client, mine, north):
    schools = SchoolFactory.create_batch(2, region=north)
    asked = VisitRequest.objects.create(school=schools[0], words="Please come")
    check = client.post(ASSIGN, given(mine, schools))
    assert (check.status_code, Visit.objects.count()) == (200, 0)
    sent = {name: [] for name, _ in check.context["sent"]}
    for name, value in check.context["sent"]:
        sent[name].append(value)
    result = client.post(ASSIGN, sent | {"sure": "yes"}, follow=True)
    assert "2 visits to arrange" in result.text
    assert {(visit.school, visit.officer, visit.purpose) for visit in Visit.objects.all()} == {
        (school, mine, "The three-year visit") for school in schools
    }
    asked.refresh_from_db()
    assert asked.visit.school == schools[0]


def test_a_school_with_a_visit_is_left_out_and_named(client, mine, north):
    free, taken = SchoolFactory(region=north), SchoolFactory(name="Taken", region=north)
    make_visit(taken, officer=mine)
    result = client.post(ASSIGN, given(mine, [free, taken], sure="yes"), follow=True)
    assert "Taken: A visit stands already: to arrange." in result.text
    assert Visit.objects.filter(school=taken).count() == 1
    assert Visit.objects.filter(school=free).count() == 1


def test_a_school_that_has_closed_meanwhile_is_left_out_and_named(mine, north):
    closed = SchoolFactory(name="Gone", region=north, status="2")
    outcome = assign(
        schools=[closed.pk], officer=mine, type=visit_type(), due_on=None, purpose="", by=mine
    )
    assert outcome.left_out == [("Gone", "Gone is not open, so nobody can visit it.")]


def test_one_foreign_school_among_them_and_nothing_is_arranged(client, mine, north):
    schools = [SchoolFactory(region=north), SchoolFactory(region=RegionFactory())]
    answer = client.post(ASSIGN, given(mine, schools, sure="yes"))
    assert (answer.status_code, Visit.objects.count()) == (404, 0)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"schools": []}, "Tick the schools that are to be visited"),
        ({"due_on_2": "2020"}, "Arrange by must be today or later"),
        ({"officer": "999999"}, "Choose officer from the list"),
        ({"purpose": "x" * 501}, "must be 500 characters or fewer"),
    ],
)
def test_what_is_wrong_is_said_and_ticks_are_kept(client, mine, north, changes, words):
    school = SchoolFactory(region=north)
    answer = client.post(ASSIGN, given(mine, [school]) | changes)
    assert (answer.status_code, Visit.objects.count()) == (422, 0)
    assert words in answer.text
    if "schools" not in changes:
        assert answer.context["form"]["schools"].value() == [str(school.pk)]


@pytest.mark.parametrize("key", ["x", "-1", "9" * 30, "1;"])
def test_ticks_that_are_no_schools_are_not_found(client, mine, key):
    assert client.post(ASSIGN, given(mine, []) | {"schools": [key]}).status_code == 404


def test_the_page_lists_schools_of_ones_region_alone(client, mine, north):
    SchoolFactory(name="Mine", region=north)
    SchoolFactory(name="Theirs", region=RegionFactory())
    page = client.get(ASSIGN, {"region": ""}).text
    assert "Mine (never visited, score 72)" in page
    assert "Theirs" not in page


def test_a_link_from_a_school_ticks_it(client, mine, north):
    school = SchoolFactory(region=north)
    page = client.get(ASSIGN, {"school": school.pk})
    assert page.context["form"]["schools"].value() == [str(school.pk)]


@pytest.mark.query_bound("visits:assign")
@pytest.mark.parametrize("number", [1, 12])
def test_the_page_asks_as_much_for_many_as_for_one(
    client, mine, north, number, django_assert_max_num_queries
):
    SchoolFactory.create_batch(number, region=north)
    client.get(ASSIGN)
    with django_assert_max_num_queries(11):
        client.get(ASSIGN)
