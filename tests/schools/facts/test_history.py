"""The history of one fact, facts in the API, and facts as a file."""

import csv
import io

import pytest
from django.core.management import call_command
from django.urls import reverse

from hub.calendar.years import AcademicYear
from schools.choices import FactSource
from schools.facts import book
from schools.facts.book import UNKNOWN, Said
from schools.models import Fact
from tests.factories.accounts import make_user
from tests.factories.schools import RegionFactory, SchoolFactory, closed_school, link
from tests.hub.api.conftest import token_for  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture
def school(db):
    return SchoolFactory(name="Own School", urn=500001)


def year():
    return AcademicYear.current()


def tell(school, *said, source=FactSource.SCHOOL, of=None, by=None):
    book.note(school=school, year=of or year(), said=list(said), source=source, by=by)


def history(client, school, key="choirs", query=""):
    return client.get(reverse("schools:known_history", args=[school.pk, key]) + query)


def said(response):
    return [
        (words, fact.get_source_display(), fact.holds) for fact, words in response.context["rows"]
    ]


def test_it_says_who_said_what_when_and_what_holds(client, officer, school):
    client.force_login(officer)
    ada = make_user("lead", scope={"school": school}, name="Ada Lead")
    tell(school, Said("choirs", 2), by=ada)
    tell(school, Said("choirs", 5), source=FactSource.VISIT)
    tell(school, Said("choirs", 3), by=ada)
    response = history(client, school)
    assert said(response) == [
        ("3 choirs", "the school", True),
        ("5 choirs", "a visit", False),
        ("2 choirs", "the school", False),
    ]
    assert "Ada Lead" in response.text


def test_what_was_taken_back_stands_there_too(client, officer, school):
    client.force_login(officer)
    tell(school, Said("choirs", 2))
    tell(school, Said("choirs", UNKNOWN))
    assert [words for words, _, _ in said(history(client, school))] == ["Not known", "2 choirs"]


def test_the_page_of_what_is_known_leads_there(client, officer, school):
    client.force_login(officer)
    tell(school, Said("curriculum-minutes", 45, "3"))
    text = client.get(reverse("schools:known", args=[school.pk])).text
    assert "known-history/curriculum-minutes/" in text
    response = history(client, school, "curriculum-minutes", "?part=3")
    assert "Music lessons a week: Year 3" in response.text
    assert len(said(response)) == 1


def test_what_was_said_under_an_earlier_number_says_so(client, officer, school):
    client.force_login(officer)
    earlier = closed_school(name="Old School")
    link(earlier, school)
    tell(earlier, Said("choirs", 2))
    assert "Under its earlier number, as Old School" in history(client, school).text


def test_other_years_are_a_click_away(client, officer, school):
    client.force_login(officer)
    tell(school, Said("choirs", 2), of=year().previous)
    assert "Nobody has said anything of this" in history(client, school).text
    assert len(said(history(client, school, query=f"?year={year().previous}"))) == 1


@pytest.mark.parametrize(
    ("key", "query"), [("teapots", ""), ("choirs", "?part=3"), ("curriculum-minutes", "?part=99")]
)
def test_a_fact_that_nobody_states_has_no_history(client, officer, school, key, query):
    client.force_login(officer)
    assert history(client, school, key, query).status_code == 404


@pytest.mark.parametrize(
    ("role", "status"), [("officer", 200), ("lead", 200), ("bursar", 404), ("finance", 404)]
)
def test_what_an_audit_says_is_for_who_may_read_audits(client, school, role, status):
    tell(school, Said("audit-singing", 2))
    scope = {"school": school} if role in {"lead", "bursar"} else {}
    client.force_login(make_user(role, scope=scope))
    assert history(client, school, "audit-singing").status_code == status


@pytest.mark.query_bound("schools:known_history")
@pytest.mark.parametrize("number", [1, 12])
def test_a_history_asks_as_much_for_many_as_for_one(
    client, officer, school, number, django_assert_max_num_queries
):
    client.force_login(officer)
    for choirs in range(number):
        tell(school, Said("choirs", choirs), by=officer)
    history(client, school)
    with django_assert_max_num_queries(9):
        history(client, school)


# --- the API --------------------------------------------------------------------------------------
def results(response):
    return [
        (row["urn"], row["year"], row["key"], row["value"]) for row in response.json()["results"]
    ]


def test_facts_that_hold_are_in_the_api(token_for, officer, school):  # noqa: F811
    tell(school, Said("choirs", 2), Said("music-lead", "Ada"))
    tell(school, Said("choirs", 9), source=FactSource.HUB)
    tell(SchoolFactory(urn=500002), Said("choirs", UNKNOWN), Said("ensembles", 1))
    calls = token_for(officer)
    now = str(year())
    assert results(calls.get("/api/v1/facts/?urn=500001&key=choirs")) == [
        (500001, now, "choirs", "2.00")
    ]
    assert len(results(calls.get(f"/api/v1/facts/?year={now}"))) == 3
    assert results(calls.get("/api/v1/facts/?year=1999")) == []
    assert len(results(calls.get(f"/api/v1/facts/?school={school.pk}&source=school"))) == 2


def test_a_school_calls_for_its_own_facts_alone(token_for, school):  # noqa: F811
    other = SchoolFactory()
    tell(school, Said("choirs", 2), Said("audit-singing", 1))
    tell(other, Said("choirs", 3))
    lead, bursar = (make_user(role, scope={"school": school}) for role in ("lead", "bursar"))
    assert len(results(token_for(lead).get("/api/v1/facts/"))) == 2
    assert len(results(token_for(bursar).get("/api/v1/facts/"))) == 1
    theirs = Fact.objects.get(school=other)
    assert token_for(lead).get(f"/api/v1/facts/{theirs.pk}/").status_code == 404


def test_a_source_that_there_is_not_is_a_problem(token_for, officer):  # noqa: F811
    assert token_for(officer).get("/api/v1/facts/?source=rumour").status_code == 400


@pytest.mark.query_bound("api:facts-list")
@pytest.mark.parametrize("number", [1, 12])
def test_the_api_asks_as_much_for_many_facts_as_for_one(
    token_for,  # noqa: F811
    officer,
    number,
    django_assert_max_num_queries,
):
    for school in SchoolFactory.create_batch(number):
        tell(school, Said("choirs", 1))
    calls = token_for(officer)
    calls.get("/api/v1/facts/")
    with django_assert_max_num_queries(8):
        calls.get("/api/v1/facts/")


# --- as a file ------------------------------------------------------------------------------------
def written(path):
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def test_managers_take_chosen_facts_of_a_year_along(tmp_path, school):
    tell(school, Said("choirs", 2), Said("learners", 3), Said("curriculum-minutes", 30, "3"))
    tell(school, Said("choirs", 1), of=year().previous)
    tell(SchoolFactory(), Said("choirs", 4))
    path = tmp_path / "facts.csv"
    call_command("report", "school-facts", "--school", "500001", "--out", str(path))
    assert [(row["Fact"], row["Of"], row["Value"]) for row in written(path)] == [
        ("Music lessons a week", "Year 3", "30"),
        ("Choirs", "", "2"),
        ("Pupils who have lessons", "", "fewer than 5"),
    ]


def test_a_manager_chooses_facts_and_schools_on_the_page(client, manager, school):
    tell(school, Said("choirs", 2), Said("ensembles", 3))
    tell(SchoolFactory(region=RegionFactory(name="North")), Said("choirs", 4))
    client.force_login(manager)
    url = reverse("reporting:page", args=["school-facts"])
    text = client.get(f"{url}?facts=choirs&region=North").text
    assert ("Choirs" in text, "Own School" in text, "Instrumental groups" in text) == (
        True,
        False,
        False,
    )


@pytest.mark.parametrize(("role", "status"), [("manager", 200), ("officer", 404)])
def test_who_takes_facts_along(client, school, role, status):
    client.force_login(make_user(role))
    url = reverse("reporting:page", args=["school-facts"])
    assert client.get(f"{url}?school=500001&facts=choirs").status_code == status
