"""A report on screen: the same rows, a page at a time, with the files of the same beside."""

import datetime

import pytest
from django.urls import reverse

from hub.calendar.years import AcademicYear
from hub.reporting import page_views, registry
from hub.reporting.forms import ReportForm
from hub.reporting.models import ReportRun
from hub.reporting.tables import screen_cell
from schools.plans import lifecycle
from tests.factories.accounts import make_user
from tests.factories.audits import submitted_audit
from tests.factories.plans import agreed_plan
from tests.factories.schools import RegionFactory, SchoolFactory
from tests.factories.visits import make_visit
from tests.hub.reporting.conftest import Line
from visits.models import RegionalPlan, VisitRecord

PAGE = reverse("reporting:page", args=["several"])
NEW = reverse("reporting:new", args=["several"])


def cells(response):
    return [[words for _, words, _ in row] for row in response.context["table"]]


def test_it_shows_the_rows_and_what_was_chosen(client, several, schools, manager):
    client.force_login(manager)
    response = client.get(PAGE, {"word": "School 2"})
    assert (response.status_code, response.context["chosen"], cells(response)) == (
        200,
        [("Word", "School 2")],
        [[f"{schools[1].urn:,}", "School 2", "2 September 1990"]],
    )
    assert "The number of a school." in response.content.decode()


def test_its_files_are_about_the_same(client, several, schools, manager):
    client.force_login(manager)
    hidden = client.get(PAGE, {"word": "School 2", "other": "x"}).context["hidden"]
    client.post(NEW, dict(hidden) | {"format": "xlsx"})
    run = ReportRun.objects.get()
    assert (run.asked, run.format, run.title) == (
        {"word": ["School 2"]},
        "xlsx",
        "Several schools: School 2",
    )


def test_the_builder_leads_to_it(client, several, schools, manager):
    client.force_login(manager)
    response = client.post(NEW, {"word": "School 2", "format": "pdf", "show": "1"})
    assert (response.url, ReportRun.objects.count()) == (f"{PAGE}?word=School+2", 0)


def test_it_leads_back_to_the_builder_as_it_was_filled(client, several, schools, manager):
    client.force_login(manager)
    page = client.get(PAGE, {"word": "School 2"}).content.decode()
    assert f"{NEW}?word=School+2" in page
    assert 'value="School 2"' in client.get(NEW, {"word": "School 2"}).content.decode()


def test_only_the_rows_of_one_screen_are_worked_out(client, several, manager):
    SchoolFactory.create_batch(60)
    client.force_login(manager)
    first, second = client.get(PAGE), client.get(PAGE, {"page": 2})
    assert (len(cells(first)), len(cells(second))) == (50, 10)


@pytest.mark.parametrize("number", [1, 60])
def test_it_asks_the_database_a_fixed_number_of_times(
    number, client, several, manager, django_assert_max_num_queries
):
    SchoolFactory.create_batch(number)
    client.force_login(manager)
    client.get(PAGE)
    with django_assert_max_num_queries(8):
        client.get(PAGE)


def test_nothing_found_says_so_and_leads_on(client, several, manager):
    client.force_login(manager)
    assert "Nothing matches what you chose." in client.get(PAGE).content.decode()


def test_a_choice_that_is_not_ones_own_is_told_beside_its_field(client, tiny, schools):
    client.force_login(make_user("lead", scope={"school": SchoolFactory()}))
    url = reverse("reporting:page", args=["tiny"])
    response = client.get(url, {"school": schools[0].urn})
    assert (response.status_code, "There is a problem" in response.content.decode()) == (422, True)


def test_who_may_not_have_it_is_refused(client, several, carer):
    client.force_login(carer)
    assert client.get(PAGE).status_code == 403


@pytest.mark.parametrize(("number", "shown"), [(3, 3), (4, None)])
def test_what_is_worked_out_whole_and_too_long_is_made_as_a_file(
    number, shown, client, manager, monkeypatch
):
    monkeypatch.setattr(page_views, "_MOST", 3)
    registry.load()
    registry.report(
        "long", title="Long", right="schools.see_school", form=ReportForm, columns={"URN": "urn"}
    )(lambda: [Line(n, "x") for n in range(number)])
    client.force_login(manager)
    try:
        response = client.get(reverse("reporting:page", args=["long"]))
    finally:
        del registry._reports["long"]
    page = response.context["page"]
    assert (page and len(page)) == shown
    assert ("too many rows" in response.content.decode()) == (shown is None)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "–"),
        ("", "–"),
        (True, "Yes"),
        (1200, "1,200"),
        (datetime.date(2026, 11, 23), "23 November 2026"),
        (datetime.datetime(2026, 7, 1, 11, 30, tzinfo=datetime.UTC), "1 July 2026, 12:30"),
        ("=1", "=1"),
    ],
)
def test_a_cell_reads_as_people_write(value, words):
    assert screen_cell(value) == words


def test_a_large_report_is_checked_before_it_is_begun(client, several, schools, manager):
    client.force_login(manager)
    check = client.post(NEW, {"word": "", "format": "csv"})
    assert (check.status_code, check.context["number"], check.context["minutes"]) == (
        200,
        "5 schools",
        1,
    )
    assert ReportRun.objects.count() == 0
    client.post(NEW, dict(check.context["hidden"]))
    assert ReportRun.objects.get().format == "csv"


@pytest.mark.parametrize(
    ("number", "sentence"),
    [(0, "No schools match what you chose."), (9, "That is 9 schools. One file holds up to 8")],
)
def test_none_and_too_many_are_refused_with_a_sentence(number, sentence, client, several, manager):
    SchoolFactory.create_batch(number)
    client.force_login(manager)
    response = client.post(NEW, {"format": "pdf"})
    assert (response.status_code, ReportRun.objects.count()) == (422, 0)
    assert sentence in response.content.decode()


def test_every_report_that_there_is_has_a_page(client, manager):
    # One of a record asks which: a school with all that the records of a school are about.
    school = SchoolFactory()
    submitted_audit(school, by=manager)
    lifecycle.publish(plan=agreed_plan(school=school), by=manager)
    VisitRecord.objects.create(visit=make_visit(school, state="done"))
    RegionalPlan.objects.create(region=RegionFactory(), year=AcademicYear.current())
    client.force_login(manager)
    for report in registry.built_by(manager):
        field = report.form.base_fields.get("school")
        asked = {"school": school.urn} if field and field.required else {}
        response = client.get(reverse("reporting:page", args=[report.key]), asked)
        assert (report.key, response.status_code) == (report.key, 200)
