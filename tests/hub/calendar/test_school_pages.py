"""A school's own calendar."""

from datetime import date

import pytest

from hub.calendar.choices import ClosureKind, Season
from hub.calendar.models import Closure
from hub.calendar.school_calendar import calendar_of
from tests.factories.accounts import grant, make_user
from tests.factories.calendar import ClosureFactory, make_term
from tests.factories.schools import RegionFactory, SchoolFactory
from tests.hub.calendar.conftest import boxes, dates_in_database, typed_terms

pytestmark = pytest.mark.usefixtures("in_november", "year_2026")


@pytest.fixture
def page(school):
    return f"/calendar/schools/{school.pk}/2026-27/"


@pytest.fixture
def lead_of_two(db):
    """(somebody who leads music at two schools, one, the other)."""
    first, second = SchoolFactory(name="First School"), SchoolFactory(name="Second School")
    user = make_user("lead", scope={"school": first})
    grant(user, "lead", school=second)
    return user, first, second


def test_the_page_says_whose_dates_hold(as_lead, school, page):
    make_term(Season.AUTUMN, school=school, starts_on=date(2026, 9, 4))
    ClosureFactory(kind=ClosureKind.INSET, school=school, words="First aid")
    shown = as_lead.get(page)
    assert [(str(row.term), row.is_own) for row in shown.context["terms"]] == [
        ("Autumn term 2026", True),
        ("Spring term 2027", False),
        ("Summer term 2027", False),
    ]
    assert "INSET day: First aid" in shown.content.decode()


def test_the_header_names_the_school_that_the_page_is_about(client, lead_of_two):
    user, first, second = lead_of_two
    client.force_login(user)
    for school in (first, second):
        for address in ("2026-27/", "2026-27/autumn/"):
            header = client.get(f"/calendar/schools/{school.pk}/{address}").text.split("<main")[0]
            assert (first.name in header, second.name in header) == (
                school == first,
                school == second,
            )


def test_another_schools_closures_are_not_shown(as_lead, page):
    ClosureFactory(kind=ClosureKind.INSET, school=SchoolFactory(), words="Elsewhere")
    assert "Elsewhere" not in as_lead.get(page).content.decode()


def test_a_lead_gives_the_school_a_term_of_its_own_and_takes_it_back(as_lead, school, page):
    data = typed_terms(Season.AUTUMN, autumn_starts_on="2026-09-04")
    saved = as_lead.post(f"{page}autumn/", data, follow=True)
    assert "Oak Primary has its own autumn term." in saved.content.decode()
    assert dates_in_database(school=school) == [("autumn", "2026-09-04", "2026-12-18")]
    asked = as_lead.get(f"{page}autumn/remove/").content.decode()
    assert "Use the hub’s dates of Autumn term 2026 at Oak Primary?" in asked
    as_lead.post(f"{page}autumn/remove/")
    assert dates_in_database(school=school) == []


def test_where_the_hubs_dates_hold_there_is_nothing_to_take_back(as_lead, page):
    assert as_lead.get(f"{page}autumn/remove/").status_code == 404


def test_a_term_into_the_hubs_next_one_is_asked_about(as_lead, page):
    data = typed_terms(Season.AUTUMN, autumn_ends_on="2027-01-05")
    box = as_lead.post(f"{page}autumn/", data).context["form"].asks_back
    assert list(box.errors) == [
        "Autumn term overlaps Spring term 2027, from Monday 4 January 2027 "
        "to Thursday 25 March 2027"
    ]


def test_a_term_into_the_schools_own_next_one_is_refused(as_lead, school, page):
    make_term(Season.SPRING, school=school)
    data = typed_terms(Season.AUTUMN, autumn_ends_on="2027-01-05")
    assert as_lead.post(f"{page}autumn/", data).context["form"].errors == {
        "autumn_ends_on": [
            "Last day of autumn term must be before spring term starts, on Monday 4 January 2027"
        ]
    }


def test_an_inset_day_takes_the_schools_lessons_away(as_lead, school, page):
    data = {"kind": "inset", "words": "", **boxes("starts_on", "2026-11-30")}
    as_lead.post(f"{page}closures/add/", data)
    day = date(2026, 11, 30)
    taught = [calendar_of(each).is_teaching_day(day) for each in (school, None)]
    assert taught == [False, True]


def test_a_lead_changes_and_removes_the_schools_closures(as_lead, school, page):
    closure = ClosureFactory(kind=ClosureKind.INSET, school=school)
    address = f"/calendar/closures/{closure.pk}/"
    data = {"kind": "exams", "words": "Mocks", **boxes("starts_on", "2026-11-03")}
    assert as_lead.post(address, data).url == page
    assert Closure.objects.get().title == "Exam period: Mocks"
    as_lead.post(f"{address}remove/")
    assert not Closure.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_lead_reads_the_hubs_closures_and_changes_none(as_lead, method):
    closure = ClosureFactory()
    answer = getattr(as_lead, method)(f"/calendar/closures/{closure.pk}/")
    assert (answer.status_code, Closure.objects.count()) == (403, 1)


def test_an_officer_edits_the_schools_of_the_own_region(client, school, page):
    ours, theirs = RegionFactory(), RegionFactory()
    client.force_login(make_user("officer", scope={"region": ours}))
    answers = []
    for region in (ours, None, theirs):
        school.region = region
        school.save()
        answers.append(client.get(f"{page}closures/add/").status_code)
    assert answers == [200, 200, 403]


def test_a_lead_whose_role_has_ended_finds_nothing(as_lead, lead, page):
    lead.grants.update(ended_at="2026-11-01T12:00:00Z")
    assert as_lead.get(page).status_code == 404


@pytest.mark.parametrize("rows", [1, 20])
def test_the_page_asks_the_database_a_fixed_number_of_times(
    rows, as_lead, school, page, django_assert_max_num_queries
):
    for day in range(1, rows + 1):
        ClosureFactory(kind=ClosureKind.INSET, school=school, starts_on=date(2026, 11, day))
    as_lead.get(page)
    with django_assert_max_num_queries(12):
        as_lead.get(page)
