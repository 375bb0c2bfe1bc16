"""What a school published elsewhere, written down by an officer."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from hub.calendar.years import AcademicYear
from hub.trail.models import Entry
from schools.choices import FactSource
from schools.facts import book
from schools.models import Fact, PublishedAddress
from tests.factories.accounts import make_user
from tests.factories.schools import RegionFactory, SchoolFactory
from tests.schools.needs.told import tell

pytestmark = pytest.mark.django_db
ADDRESS = "https://www.school.example/music"


@pytest.fixture
def school(db):
    return SchoolFactory(name="Oak School", low_age=4, high_age=7)


@pytest.fixture
def asked(client, officer):
    """An officer's client."""
    client.force_login(officer)
    return client


def year():
    return AcademicYear.current()


def typed(**more):
    today = timezone.localdate()
    plain = {"url": ADDRESS, "year": str(year()), "shown_year": str(year())}
    day = {"seen_on_0": today.day, "seen_on_1": today.month, "seen_on_2": today.year}
    return plain | day | more


def capture(client, school, query="", **more):
    return client.post(reverse("schools:capture", args=[school.pk]) + query, typed(**more))


def values(school, of=None):
    return {key: fact.value for (key, _), fact in book.known(school, of or year()).items()}


def test_what_was_read_becomes_known_with_its_source(asked, officer, school):
    response = capture(asked, school, **{"music-lead": "Ada Quaver", "choirs": "2"})
    assert response.url.startswith(reverse("schools:known", args=[school.pk]))
    assert values(school) == {
        "plan-status": "published",
        "plan-address": ADDRESS,
        "plan-seen-on": timezone.localdate().isoformat(),
        "music-lead": "Ada Quaver",
        "choirs": 2,
    }
    assert {(fact.source, fact.by) for fact in Fact.objects.all()} == {
        (FactSource.PUBLISHED, officer)
    }
    assert Entry.objects.filter(action="told facts").count() == 1


def test_the_portal_looks_at_the_address_too(asked, school):
    capture(asked, school)
    assert PublishedAddress.objects.get().source == FactSource.PUBLISHED


def test_the_schools_own_answer_stays_above_it(asked, school):
    tell(school, choirs=5)
    capture(asked, school, choirs="2")
    assert values(school)["choirs"] == 5


def test_what_is_known_stands_beside_each_field(asked, school):
    tell(school, choirs=5)
    text = asked.get(reverse("schools:capture", args=[school.pk])).text
    assert "Known: 5 choirs, says the school." in text


def test_minutes_are_asked_for_the_schools_own_year_groups(asked, school):
    capture(asked, school, **{"curriculum-minutes--0": "30", "curriculum-minutes--2": "45"})
    known = book.known(school, year())
    assert {part: fact.value for (key, part), fact in known.items() if part} == {"0": 30, "2": 45}


def test_what_is_emptied_is_not_known_any_more(asked, school):
    capture(asked, school, choirs="2", ensembles="1")
    capture(asked, school, ensembles="1")
    assert "choirs" not in values(school)
    assert values(school)["ensembles"] == 1


def test_another_year_than_the_page_showed_loses_nothing(asked, school):
    last = year().previous
    capture(asked, school, f"?year={last}", year=str(last), shown_year=str(last), choirs="2")
    capture(asked, school, year=str(last), ensembles="1")
    assert (values(school, last)["choirs"], values(school, last)["ensembles"]) == (2, 1)


def test_all_of_it_can_be_taken_back(asked, school):
    tell(school, ensembles=3)
    capture(asked, school, choirs="2")
    url = reverse("schools:capture_take_back", args=[school.pk])
    assert "no longer hold" in asked.post(url, follow=True).text
    assert values(school) == {"ensembles": 3}
    assert "0 answers" in asked.post(url, follow=True).text


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"url": "javascript:alert(1)"}, "Enter the address"),
        ({"url": ""}, "Enter the address"),
        ({"url": "https://me:secret@school.example/plan"}, "Enter the address"),
        ({"seen_on_2": "2999"}, "today or earlier"),
        ({"year": "1999/00"}, "Choose an academic year"),
        ({"choirs": "many"}, "must be a whole number"),
        ({"choirs": "9" * 40}, "must be 60 or less"),
        ({"music-lead": "x" * 200}, "must be 120 characters or fewer"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field_and_nothing_is_lost(asked, school, wrong, says):
    response = capture(asked, school, **{"senior-link": "Grace Iwu"} | wrong)
    assert response.status_code == 422
    assert says in response.text
    assert 'value="Grace Iwu"' in response.text
    assert Fact.objects.count() == 0


def test_hostile_words_are_text(asked, school):
    capture(asked, school, **{"music-lead": "<script>alert(1)</script>"})
    text = asked.get(reverse("schools:capture", args=[school.pk])).text
    assert "<script>alert" not in text


def test_the_work_list_holds_schools_without_a_known_summary(asked, school):
    capture(asked, school)
    missing = tell(SchoolFactory(name="Missing"), plan_status="agreed")
    response = asked.get(reverse("schools:to_capture"))
    assert [row.pk for row in response.context["page"].rows] == [missing.pk]


def test_when_all_are_known_it_says_so(asked, school):
    capture(asked, school)
    assert "Nothing to look for." in asked.get(reverse("schools:to_capture")).text


def test_an_officer_of_a_region_writes_down_its_schools_alone(client, school):
    north = RegionFactory(name="North")
    own, other = SchoolFactory(region=north), SchoolFactory(region=RegionFactory(name="South"))
    client.force_login(make_user("officer", scope={"region": north}))
    assert capture(client, own).status_code == 302
    assert capture(client, other).status_code == 403
    rows = client.get(reverse("schools:to_capture") + "?region=").context["page"].rows
    assert other.pk not in {row.pk for row in rows}


@pytest.mark.parametrize("role", ["manager", "finance"])
def test_who_may_not_is_refused_a_school_that_they_see(client, school, role):
    client.force_login(make_user(role))
    assert capture(client, school).status_code == 403


def test_a_lead_of_another_school_does_not_find_it(client, school):
    client.force_login(make_user("lead", scope={"school": SchoolFactory()}))
    assert capture(client, school).status_code == 404


@pytest.mark.query_bound("schools:to_capture")
@pytest.mark.parametrize("number", [1, 12])
def test_the_work_list_asks_as_much_for_many_as_for_one(
    asked, number, django_assert_max_num_queries
):
    SchoolFactory.create_batch(number, region=RegionFactory())
    url = reverse("schools:to_capture")
    asked.get(url)
    with django_assert_max_num_queries(8):
        asked.get(url)


def test_a_day_is_kept_as_facts_hold_days(asked, school):
    capture(asked, school, seen_on_0="1", seen_on_1="9", seen_on_2="2026")
    assert values(school)["plan-seen-on"] == datetime.date(2026, 9, 1).isoformat()
