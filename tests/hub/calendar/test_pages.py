"""The pages of the hub's calendar."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from hub.calendar.choices import ClosureKind, Season
from hub.calendar.models import Closure, Term
from hub.calendar.years import AcademicYear
from hub.home.registry import things_to_do
from tests.factories.accounts import make_user
from tests.factories.calendar import YEAR, ClosureFactory, make_term
from tests.factories.schools import SchoolFactory
from tests.hub.calendar.conftest import boxes, dates_in_database, typed_terms

pytestmark = pytest.mark.usefixtures("in_november")
YEAR_PAGE = "/calendar/2026-27/"


# --- the year at a glance ---------------------------------------------------------------------
def test_the_year_page_shows_terms_closures_and_where_we_are(as_manager, year_2026):
    ClosureFactory(kind=ClosureKind.TRAINING, words="Safeguarding")
    page = as_manager.get(YEAR_PAGE)
    texts = [
        "Today: Autumn term 2026, teaching week 12 of 40.",
        "Wed 2 Sep 2026",
        "Mon 26 Oct to Fri 30 Oct",
        "Hub training day: Safeguarding",
        "Autumn half term, until Friday 30 October",
        "Previous: 2025/26",
        "Next: 2027/28",
    ]
    assert [text for text in texts if text not in page.content.decode()] == []


def test_what_is_on_a_day_leads_to_its_page_for_those_who_may_change_it(client, manager, tutor_):
    closure = ClosureFactory()
    address = reverse("calendar:closure_change", args=[closure.pk])
    shown = []
    for user in (manager, tutor_):
        client.force_login(user)
        shown.append(address in client.get(YEAR_PAGE).content.decode())
    assert shown == [True, False]


@pytest.fixture
def tutor_(db):
    return make_user("tutor")


def test_bank_holidays_lead_nowhere(as_manager, year_2026):
    ClosureFactory(kind=ClosureKind.BANK_HOLIDAY, words="Easter Monday")
    page = as_manager.get(YEAR_PAGE).content.decode()
    assert ("Easter Monday" in page, "/calendar/closures/" in page) == (True, False)


@pytest.mark.parametrize(
    "address", ["/calendar/2026-29/", "/calendar/2015-16/", "/calendar/2030-31/"]
)
def test_years_that_are_none_or_too_far_are_not_found(as_manager, address):
    assert as_manager.get(address).status_code == 404


def test_the_calendar_of_somebody_at_a_school_is_the_schools(as_lead, school):
    assert as_lead.get("/calendar/").url == f"/calendar/schools/{school.pk}/2026-27/"


def test_the_calendar_of_others_is_the_hubs(as_manager):
    assert as_manager.get("/calendar/").url == YEAR_PAGE


@pytest.mark.parametrize("rows", [1, 20])
def test_the_year_page_asks_the_database_a_fixed_number_of_times(
    rows, as_manager, year_2026, django_assert_max_num_queries
):
    for day in range(1, rows + 1):
        ClosureFactory(starts_on=date(2026, 11, day))
    as_manager.get(YEAR_PAGE)
    with django_assert_max_num_queries(10):
        as_manager.get(YEAR_PAGE)


def test_managers_find_it_in_the_settings(as_manager):
    lines = {line.text: line.url for line in as_manager.get("/settings/").context["lines"]}
    assert lines["Term dates and closures"] == "/calendar/"


def test_schools_find_it_in_their_menu(as_lead):
    menu = as_lead.get("/home/school/").context["shell"]["menu"]
    assert {each["text"]: each["url"] for each in menu}["Calendar"] == "/calendar/"


def test_a_schools_record_leads_to_its_calendar(as_lead, school):
    page = as_lead.get(school.get_absolute_url()).content.decode()
    assert f"/calendar/schools/{school.pk}/" in page


# --- term dates -------------------------------------------------------------------------------
def test_a_manager_enters_the_dates_of_a_year(as_manager):
    answer = as_manager.post(f"{YEAR_PAGE}terms/", typed_terms(), follow=True)
    assert (answer.redirect_chain, dates_in_database()) == (
        [(YEAR_PAGE, 302)],
        [
            ("autumn", "2026-09-02", "2026-12-18"),
            ("spring", "2027-01-04", "2027-03-25"),
            ("summer", "2027-04-12", "2027-07-21"),
        ],
    )
    assert "The term dates of 2026/27 are saved." in answer.content.decode()


def test_dates_that_are_no_term_come_back_with_a_sentence_beside_the_field(as_manager):
    answer = as_manager.post(f"{YEAR_PAGE}terms/", typed_terms(autumn_ends_on="2027-01-04"))
    form = answer.context["form"]
    assert (answer.status_code, form.errors, Term.objects.count()) == (
        422,
        {
            "spring_starts_on": [
                "First day of spring term must be after autumn term ends, on Monday 4 January 2027"
            ]
        },
        0,
    )


def test_a_term_that_ends_on_a_bank_holiday_is_asked_about_and_can_be_confirmed(as_manager):
    data = typed_terms(spring_ends_on="2027-03-26")
    asked = as_manager.post(f"{YEAR_PAGE}terms/", data)
    box = asked.context["form"].asks_back
    assert (asked.status_code, list(box.errors), Term.objects.count()) == (
        422,
        ["Last day of spring term is a bank holiday: Friday 26 March 2027, Good Friday"],
        0,
    )
    as_manager.post(f"{YEAR_PAGE}terms/", data | {box.html_name: "on"})
    assert dates_in_database(season="spring") == [("spring", "2027-01-04", "2027-03-26")]


def test_the_hubs_term_into_a_schools_next_one_is_asked_about(as_manager):
    for school in SchoolFactory.create_batch(2):
        make_term(Season.SPRING, school=school, starts_on=date(2027, 1, 2))
    with_both = SchoolFactory()
    make_term(Season.AUTUMN, school=with_both)
    make_term(Season.SPRING, school=with_both, starts_on=date(2027, 1, 2))
    data = typed_terms(autumn_ends_on="2027-01-02", spring_starts_on="2027-01-04")
    box = as_manager.post(f"{YEAR_PAGE}terms/", data).context["form"].asks_back
    assert box.errors[-1] == (
        "Autumn term overlaps another term that 2 schools have set for themselves"
    )


def test_nothing_changed_is_said_so(as_manager, year_2026):
    answer = as_manager.post(f"{YEAR_PAGE}terms/", typed_terms(), follow=True)
    assert "Nothing changed" in answer.content.decode()


# --- the next year ----------------------------------------------------------------------------
NEXT = "/calendar/2027-28/start/"


def test_the_next_year_starts_from_the_same_weekdays(as_manager, year_2026):
    proposed = as_manager.get(NEXT).context["form"]
    assert {
        name: proposed[name].initial.isoformat()
        for name in ("autumn_starts_on", "spring_starts_on", "summer_ends_on")
    } == {
        "autumn_starts_on": "2027-09-01",
        "spring_starts_on": "2028-01-03",
        "summer_ends_on": "2028-07-19",
    }


def test_a_day_before_september_moves_a_week_further(as_manager, year_2026):
    Term.objects.filter(season=Season.AUTUMN).update(starts_on="2026-09-01")
    proposed = as_manager.get(NEXT).context["form"]
    assert proposed["autumn_starts_on"].initial == date(2027, 9, 7)


def test_the_next_year_is_saved_with_the_closures_that_were_ticked(as_manager, year_2026):
    kept = ClosureFactory(kind=ClosureKind.TRAINING, words="All staff")
    ClosureFactory(starts_on=date(2026, 12, 17))
    form = as_manager.get(NEXT).context["form"]
    data = {"carried": [kept.pk]}
    for name, field in form.fields.items():
        if name != "carried":
            data |= boxes(name, field.initial)
    # The first day of spring would be a bank holiday: another one is typed.
    data |= boxes("spring_starts_on", "2028-01-04")
    answer = as_manager.post(NEXT, data)
    of_next = Closure.objects.in_year(YEAR.next).exclude(kind=ClosureKind.BANK_HOLIDAY)
    assert (answer.status_code, [str(each) for each in of_next], len(dates_in_database())) == (
        302,
        ["All staff, 1 November 2027"],
        6,
    )


def test_a_year_that_has_dates_is_not_started_again(as_manager, year_2026):
    make_next = {"year": YEAR.next, "season": Season.AUTUMN}
    Term.objects.create(
        **make_next,
        starts_on="2027-09-01",
        half_term_starts_on="2027-10-25",
        half_term_ends_on="2027-10-29",
        ends_on="2027-12-17",
    )
    assert as_manager.get(NEXT).url == "/calendar/2027-28/terms/"


def test_a_current_year_is_not_deleted(as_manager, year_2026):
    answer = as_manager.post(f"{YEAR_PAGE}delete/", follow=True)
    assert ("that year has begun" in answer.content.decode(), Term.objects.count()) == (True, 3)


# --- what waits to be done --------------------------------------------------------------------
def wanted(user):
    return [each.text for each in things_to_do(user, "manager") if "term dates" in each.text]


def test_missing_term_dates_are_a_thing_to_do(manager):
    assert wanted(manager) == ["Set the term dates of 2026/27"]


def test_next_years_are_not_due_in_november(manager, year_2026):
    assert wanted(manager) == []


@time_machine.travel("2027-02-01T12:00:00Z", tick=False)
def test_next_years_are_due_from_february(manager, year_2026):
    assert (AcademicYear.current(), wanted(manager)) == (2026, ["Set the term dates of 2027/28"])


# --- schools with dates of their own ----------------------------------------------------------
@pytest.mark.query_bound("calendar:school_list")
@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_of_schools_asks_the_database_a_fixed_number_of_times(
    rows, as_manager, django_assert_max_num_queries
):
    for school in SchoolFactory.create_batch(rows):
        make_term(Season.AUTUMN, school=school)
        ClosureFactory(kind=ClosureKind.INSET, school=school)
    as_manager.get(f"{YEAR_PAGE}schools/")
    with django_assert_max_num_queries(10):
        page = as_manager.get(f"{YEAR_PAGE}schools/").context["page"]
    assert (page.count, page.rows[0].own_terms, page.rows[0].own_closures) == (rows, "Autumn", 1)


def test_a_lead_sees_on_the_list_their_own_school_alone(as_lead, school):
    for each in (school, SchoolFactory()):
        ClosureFactory(kind=ClosureKind.INSET, school=each)
    assert as_lead.get(f"{YEAR_PAGE}schools/").context["page"].rows == [school]
