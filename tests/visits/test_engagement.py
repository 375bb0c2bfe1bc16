"""The dashboard: visits against the target, schools and the cycle, pace, lists behind figures."""

import datetime
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from hub.calendar import wall_time
from hub.calendar.models import Term
from hub.calendar.years import AcademicYear
from hub.policy import rules
from hub.policy.practice import set_rule
from hub.reporting import build, registry
from hub.reporting.choices import Format
from hub.reporting.forms import bind
from tests.factories.schools import RegionFactory, SchoolFactory
from tests.factories.visits import make_visit, visit_type
from visits.engagement.counting import tallies, together
from visits.engagement.figures import FIGURES
from visits.engagement.lines import engagement_of
from visits.engagement.pace import months_of, pace_of
from visits.engagement.targets import set_targets, targets_of
from visits.models import VisitRecord, VisitTarget

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 26)
YEAR = AcademicYear(2026)


def at(*day):
    return wall_time.at(datetime.date(*day), datetime.time(10))


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(at(2026, 11, 26), tick=True)


@pytest.fixture
def north(db):
    return RegionFactory(name="North")


@pytest.fixture
def visits(north, officer):
    """Visits of this year and the last, of each kind that is counted by itself."""
    mine = {"officer": officer}
    done = make_visit(SchoolFactory(region=north), state="closed", at=at(2026, 10, 5), **mine)
    VisitRecord.objects.create(visit=done, survey_state="refused")
    done.kilometres = 12.5
    done.save()
    make_visit(SchoolFactory(region=north), state="confirmed", at=at(2027, 1, 11), **mine)
    make_visit(SchoolFactory(region=north), state="proposed", **mine)
    make_visit(SchoolFactory(), state="done", at=at(2026, 9, 15), type=visit_type("event"), **mine)
    old = SchoolFactory(region=north)
    make_visit(old, state="closed", at=at(2025, 11, 26), **mine)
    make_visit(SchoolFactory(region=north), state="closed", at=at(2025, 11, 27), **mine)
    make_visit(SchoolFactory(region=north), state="closed", at=at(2023, 11, 26), **mine)
    make_visit(SchoolFactory(region=north), state="closed", at=at(2024, 2, 1), **mine)


def test_everything_is_counted_once(north, visits):
    found = tallies(YEAR, today=TODAY)
    tally = found[north.pk]
    assert (tally.done, tally.planned, tally.unanswered, tally.done_last_year) == (1, 2, 1, 1)
    assert (tally.schools, tally.never, tally.outside, tally.outside_at_end) == (7, 2, 3, 2)
    assert (tally.surveys_refused, float(tally.kilometres)) == (1, 12.5)
    assert (found[None].done, found[None].all_done, found[None].outside) == (0, 1, 1)
    assert together(found).schools == 8


@pytest.mark.parametrize("key", FIGURES)
@pytest.mark.parametrize("year", [YEAR, YEAR + 1, YEAR - 1])
def test_every_figure_opens_its_list(client, officer, north, visits, key, year):
    client.force_login(officer)
    found = engagement_of(AcademicYear(year))
    for group in (found.whole, *found.groups):
        number = group.tally.all_done if key == "kilometres" else FIGURES[key].of(group.tally)
        assert client.get(found.url(key, group)).context["page"].count == number


def test_last_years_visits_open_their_list_too(client, officer, visits):
    client.force_login(officer)
    found = engagement_of(YEAR)
    page = client.get(found.last_year_url(found.whole)).context["page"]
    assert page.count == found.whole.tally.done_last_year == 1


def test_the_list_of_schools_outside_at_the_end_leaves_out_those_with_a_visit_planned(
    client, officer, north
):
    make_visit(SchoolFactory(name="Planned", region=north), state="proposed")
    SchoolFactory(name="Not planned", region=north)
    client.force_login(officer)
    response = client.get(engagement_of(YEAR).url("outside-at-end"))
    assert [row.school.name for row in response.context["page"]] == ["Not planned"]
    assert [row.school.name for row in response.context["outside"]] == ["Planned"]
    [chip] = response.context["filters"].chips()
    assert chip.text == "Last visit that counts: Past the cycle when 2026/27 ends"


@pytest.mark.parametrize(("months", "number"), [(36, 4), (30, 5)])
def test_what_is_outside_opens_its_list_whatever_the_cycle_is(
    client, officer, manager, visits, months, number
):
    set_rule(rule=rules.get("visit-cycle-months"), year=YEAR, value=months, by=manager)
    client.force_login(officer)
    found = engagement_of(YEAR)
    assert found.whole.tally.outside == number
    assert len(client.get(found.url("outside")).context["page"].rows) == number


def test_without_a_target_of_its_own_the_rule_holds(north, manager):
    assert (targets_of(YEAR).whole, targets_of(YEAR).is_set) == (180, False)
    set_targets(year=YEAR, whole=200, regions={north: 60}, by=manager)
    found = targets_of(YEAR)
    assert (found.whole, found.is_set, found.left_over) == (200, True, 140)
    set_targets(year=YEAR, whole=None, regions={north: 60}, by=manager)
    assert [row.visits for row in VisitTarget.objects.all()] == [60]


def test_the_pace_is_reckoned_in_weeks_with_teaching():
    for season, *days in (
        ("autumn", "2026-09-02", "2026-10-26", "2026-10-30", "2026-12-18"),
        ("spring", "2027-01-04", "2027-01-18", "2027-01-22", "2027-01-29"),
    ):
        Term.objects.create(year=YEAR, season=season, **dict(zip(Term.DATES, days, strict=True)))
    pace = pace_of(YEAR, target=45, done=10, today=TODAY)
    # The week of today, three more until Christmas, three in January.
    assert (pace.weeks, pace.months, str(pace.a_week), str(pace.a_month)) == (7, 3, "5.0", "11.7")
    grown = pace.target_by(months_of(YEAR))
    assert (grown[4:], grown[0] > 0) == ([45] * 8, True)


def test_without_terms_there_is_no_pace_and_the_target_grows_by_months():
    pace = pace_of(YEAR, target=24, done=10, today=TODAY)
    assert (pace.a_week, pace.target_by(months_of(YEAR))[:2]) == (None, [2, 4])


def test_the_line_of_what_is_done_ends_today(visits):
    done = [done for _, _, done, _ in engagement_of(YEAR).months()]
    assert done == [0, 1, 1] + [None] * 9
    planned = [planned for *_, planned in engagement_of(YEAR).months()]
    assert planned == [0, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 3]


def test_a_manager_sets_targets_and_nonsense_is_said_beside_its_field(client, manager, north):
    client.force_login(manager)
    url = reverse("visits:targets")
    response = client.post(url, {"whole": "many", f"region_{north.pk}": "-3"})
    assert (response.status_code, {*response.context["form"].errors}) == (
        422,
        {"whole", f"region_{north.pk}"},
    )
    assert client.post(url, {"whole": "190", f"region_{north.pk}": "50"}).status_code == 302
    assert b"140 fewer" in client.get(url).content


def test_file_and_page_tell_the_same(client, officer, visits):
    client.force_login(officer)
    page = client.get(reverse("visits:engagement")).context["engagement"]
    body = client.get(reverse("visits:engagement_export_xlsx"))
    sheet = load_workbook(io.BytesIO(b"".join(body.streaming_content))).active
    found = {(row[1].value, row[2].value): row[5].value for row in sheet.iter_rows(min_row=2)}
    for key, figure in FIGURES.items():
        if key != "done":
            assert found[figure.label, "All regions"] == figure.of(page.whole.tally)
    assert found["Schools outside the cycle", "North"] == 3


def test_without_a_choice_the_filters_show_this_year(client, officer):
    client.force_login(officer)
    filters = client.get(reverse("visits:engagement")).context["filters"]
    assert (filters["year"].value(), filters.chosen_year, filters.chips()) == ("2026/27", YEAR, [])


def test_the_report_is_drawn_with_its_line(visits, north):
    report = registry.get("engagement-dashboard")
    form = bind(report, {"region": ["north"]}, user=None, format="pdf")
    assert form.is_valid(), form.errors
    asked = build.Asked(report, form, Format.PDF)
    content = build.make_part(asked, build.Part(0, 1, None), as_at=at(2026, 11, 26))
    assert (asked.title, content[:5]) == ("Engagement dashboard: 2026/27, North", b"%PDF-")


@pytest.mark.parametrize("regions", [1, 6])
def test_the_dashboard_asks_a_fixed_number_of_times(
    client, officer, visits, regions, django_assert_max_num_queries
):
    for _ in range(regions):
        make_visit(SchoolFactory(region=RegionFactory()), state="done")
    client.force_login(officer)
    client.get(reverse("visits:engagement"))
    with django_assert_max_num_queries(12):
        client.get(reverse("visits:engagement"))
