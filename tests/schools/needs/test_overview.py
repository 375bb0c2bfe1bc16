"""What schools need: figures, their lists, and who may see them."""

import time
from dataclasses import astuple
from decimal import Decimal

import pytest
from django.db import connection
from django.urls import reverse

from hub.calendar.years import AcademicYear
from hub.kept import forget_everything
from schools.choices import AuditArea, FactSource, SchoolStatus
from schools.facts.book import UNKNOWN
from schools.models import School
from schools.needs.counting import needs_of
from schools.needs.figures import FIGURES, NOT_TOLD, TOLD
from schools.needs.lists import schools_behind
from schools.needs.spreads import spreads_from
from tests.factories.accounts import make_user
from tests.factories.schools import DistrictFactory, RegionFactory, SchoolFactory, TrustFactory
from tests.schools.needs.told import schools_at, tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(client, manager):
    """A manager's client."""
    client.force_login(manager)
    return client


def year():
    return AcademicYear.current()


def needs():
    return needs_of(School.objects.open(), [year(), year().previous])


def row(key, **where):
    return needs().row(FIGURES[key], **where)


def page(client, query=""):
    return client.get(reverse("schools:needs") + query)


def behind(client, figure, answer, query=""):
    """The names on the list behind a number."""
    url = f"{reverse('schools:needs_schools')}?figure={figure}&answer={answer}{query}"
    response = client.get(url)
    return [school.name for school in response.context["page"].rows]


def test_levels_of_an_area_are_counted_of_those_that_told():
    schools_at(0, 3)
    schools_at(2, 1)
    tell(SchoolFactory(), audit_singing=UNKNOWN, audit_spaces=1)
    singing = row("audit-singing")
    assert (singing.numbers, singing.told, singing.asked) == ((3, 0, 1, 0), 4, 5)
    assert (singing.share(0), singing.low, singing.mean, singing.not_told) == (75, 75, 0.5, 1)


def test_closed_schools_and_facts_that_do_not_hold_count_nowhere():
    tell(SchoolFactory(status=SchoolStatus.CLOSED), choirs=0)
    school = tell(SchoolFactory(), choirs=2)
    tell(school, choirs=0, source=FactSource.HUB)
    assert (row("choirs").numbers, row("choirs").asked) == ((0, 1), 1)


def test_regions_and_phases_have_figures_of_their_own():
    north = RegionFactory(name="North")
    schools_at(0, 2, region=north)
    schools_at(3, 1, phase="secondary")
    groups = {(group.kind, group.name): group for group in needs().groups}
    found = {name: row("audit-singing", group=group).numbers for (_, name), group in groups.items()}
    assert found == {
        "All schools": (2, 0, 0, 1),
        "North": (2, 0, 0, 0),
        "No region": (0, 0, 0, 1),
        "Primary": (2, 0, 0, 0),
        "Secondary": (0, 0, 0, 1),
    }


def test_years_stand_beside_each_other():
    tell(SchoolFactory(), year().previous, choirs=0)
    tell(SchoolFactory(), choirs=1)
    assert (row("choirs").numbers, row("choirs", year=year().previous).numbers) == ((0, 1), (1, 0))


def test_whole_class_teaching_is_asked_of_schools_with_those_classes():
    tell(SchoolFactory(phase="post-16"), choirs=1)
    school = SchoolFactory()
    tell(school, choirs=1)
    assert (row("whole-class").asked, row("choirs").asked) == (1, 2)


def test_budgets_have_a_median_quarters_and_a_range():
    for pounds in (0, 100, 200, 300, 1000):
        tell(SchoolFactory(), music_budget=Decimal(pounds))
    spread = needs().spreads["all", "", year()]
    assert spread.told == 5
    assert [spread.lowest, spread.lower, spread.median, spread.upper, spread.highest] == [
        0,
        100,
        200,
        300,
        1000,
    ]


@pytest.mark.parametrize(
    "budgets",
    [
        ["0.10"],
        ["3", "1"],
        ["250", "0.35", "250", "1000.05"],
        ["500", "500", "500", "90", "7", "1200.99", "500", "90"],
        [str(each * 37 % 101) for each in range(101)],
    ],
)
def test_quarters_lie_where_the_database_would_put_them(budgets):
    found = spreads_from([(year(), "North", "primary", " ".join(budgets))], year())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT percentile_cont(ARRAY[0, 0.25, 0.5, 0.75, 1]) WITHIN GROUP (ORDER BY pounds)"
            " FROM unnest(%s::float8[]) pounds",
            [budgets],
        )
        (expected,) = cursor.fetchone()
    assert {(spread.told, *astuple(spread)[1:]) for spread in found.values()} == {
        (len(budgets), *(Decimal(pounds).quantize(Decimal("0.01")) for pounds in expected))
    }


def test_topics_of_training_are_counted_each():
    tell(SchoolFactory(), training_topics="singing,technology")
    tell(SchoolFactory(), training_topics="singing")
    training = row("training")
    counts = dict(zip([a.value for a in training.figure.answers], training.numbers, strict=True))
    assert (counts["singing"], counts["technology"], training.told) == (2, 1, 2)


@pytest.mark.parametrize("key", FIGURES)
def test_every_number_counts_the_schools_of_its_list(key):
    chance = iter(range(1000))
    for number in range(8):
        values = {f"audit_{area.replace('-', '_')}": next(chance) % 4 for area in AuditArea}
        values |= {"choirs": number % 2, "ensembles": number % 3, "learners": number % 2}
        values |= {"music_budget": Decimal(number), "training_topics": "singing"}
        values |= {"plan_status": ("none", "draft", "agreed", "published")[number % 4]}
        tell(SchoolFactory(), **values)
    SchoolFactory.create_batch(2)
    figure, counted = FIGURES[key], row(key)
    schools = School.objects.open()
    lists = {
        answer.value: schools_behind(schools, figure, answer.value, year()).count()
        for answer in figure.answers
    }
    assert list(lists.values()) == list(counted.numbers)
    assert schools_behind(schools, figure, TOLD, year()).count() == counted.told
    assert schools_behind(schools, figure, NOT_TOLD, year()).count() == counted.not_told


def test_the_page_says_the_weakest_area_first_and_leads_to_its_schools(asked):
    school = tell(SchoolFactory(name="Weak School"), audit_spaces=0, audit_singing=3)
    response = page(asked)
    assert response.text.index("Spaces, instruments") < response.text.index(">Singing<")
    assert "figure=audit-spaces&amp;answer=0" in response.text
    assert behind(asked, "audit-spaces", "low") == [school.name]


def test_filters_narrow_the_figures_and_stay_in_the_links(asked):
    north, trust = RegionFactory(name="North"), TrustFactory(name="Learning Trust")
    schools_at(0, 2, region=north, trust=trust)
    schools_at(0, 3)
    response = page(asked, "?region=North&trust=Learning")
    assert response.context["needs"].all.of == 2
    assert "region=North&amp;trust=Learning" in response.text


def test_an_officer_of_one_region_begins_there(client):
    north = RegionFactory(name="North")
    SchoolFactory(region=north)
    client.force_login(make_user("officer", scope={"region": north}))
    assert page(client).url == f"{reverse('schools:needs')}?region=North"
    assert page(client, "?region=").context["needs"].all.of == 1


def test_another_year_is_chosen_in_the_address(asked):
    tell(SchoolFactory(), year().previous, choirs=0)
    response = page(asked, f"?year={year().previous}")
    assert response.context["year"] == year().previous
    name = School.objects.get().name
    assert behind(asked, "choirs", "none", f"&year={year().previous}") == [name]
    assert behind(asked, "choirs", "none") == []


def test_districts_where_no_school_is_known_to_have_a_choir_are_named(asked):
    cold, warm, unknown = DistrictFactory.create_batch(3)
    tell(SchoolFactory(district=cold), choirs=0)
    tell(SchoolFactory(district=warm), choirs=0)
    tell(SchoolFactory(district=warm), choirs=1)
    SchoolFactory(district=unknown)
    rows = page(asked).context["districts"].rows
    assert [label for label, _, _ in rows] == [cold.name]


def test_without_schools_and_without_answers_it_says_so(asked):
    assert "No schools yet." in page(asked).text
    SchoolFactory()
    assert "No school has submitted an audit for this year yet." in page(asked).text
    assert "No open schools match these filters." in page(asked, "?phase=secondary").text


def test_the_list_says_what_was_told_and_by_whom(asked):
    tell(SchoolFactory(), choirs=0)
    url = f"{reverse('schools:needs_schools')}?figure=choirs&answer=none"
    assert "Choirs: 0 choirs, says the school (" in asked.get(url).text


@pytest.mark.parametrize(
    "query", ["", "?figure=x&answer=1", "?figure=choirs", "?figure=choirs&answer=7", "?figure=%00"]
)
def test_a_number_that_there_is_not_has_no_list(asked, query):
    status = asked.get(reverse("schools:needs_schools") + query).status_code
    assert status == (400 if "%00" in query else 404)


@pytest.mark.parametrize("role", ["editor", "finance", "tutor", "carer"])
def test_others_do_not_find_it(client, role):
    client.force_login(make_user(role))
    assert page(client).status_code == 404


@pytest.mark.parametrize("role", ["lead", "head", "bursar"])
def test_nobody_of_a_school_finds_it(client, role):
    client.force_login(make_user(role, scope={"school": SchoolFactory()}))
    assert page(client).status_code == 404


@pytest.mark.parametrize("schools", [1, 12])
def test_the_overview_asks_as_much_for_many_as_for_one(
    asked, schools, django_assert_max_num_queries
):
    for school in SchoolFactory.create_batch(schools, region=RegionFactory()):
        tell(school, choirs=0, audit_singing=1, training_topics="singing", music_budget=5)
    page(asked)
    forget_everything()
    with django_assert_max_num_queries(12):  # the hub's settings among them, kept for seconds
        page(asked)
    with django_assert_max_num_queries(7):
        page(asked)


def test_figures_that_are_kept_are_counted_anew_after_every_change(asked):
    school = SchoolFactory()

    def told():
        return page(asked).context["needs"].row(FIGURES["choirs"])

    assert told().told == 0
    tell(school, choirs=0)
    assert told().numbers == (1, 0)
    School.objects.filter(pk=school.pk).update(status=SchoolStatus.CLOSED)
    assert told().asked == 0


def test_figures_are_kept_for_a_minute_at_most(asked, monkeypatch):
    SchoolFactory()
    first = page(asked).context["needs"]
    assert page(asked).context["needs"] is first
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now + 61)
    assert page(asked).context["needs"] is not first


@pytest.mark.query_bound("schools:needs_schools")
@pytest.mark.parametrize("schools", [1, 12])
def test_a_list_asks_as_much_for_many_as_for_one(asked, schools, django_assert_max_num_queries):
    for school in SchoolFactory.create_batch(schools):
        tell(school, choirs=0)
    behind(asked, "choirs", "none")
    with django_assert_max_num_queries(10):
        behind(asked, "choirs", "none")
