"""Regional Engagement Plans: written by two at once, gathered by themselves, reviewed, printed."""

import datetime

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from hub.calendar.years import AcademicYear
from tests.factories.accounts import make_user
from tests.factories.schools import RegionFactory, SchoolFactory
from tests.factories.visits import make_action, make_visit
from visits import actions
from visits.engagement import targets
from visits.models import RegionalPlan, RegionalPriority
from visits.regional import figures, keeping

pytestmark = pytest.mark.django_db
YEAR = AcademicYear.current()


@pytest.fixture
def north(db):
    return RegionFactory(name="North")


@pytest.fixture
def plan(north, officer):
    return keeping.begin(region=north, year=YEAR, by=officer)


def priority(plan, by, what="Choirs", **values):
    first = {"what": what, "function": "schools", "success": "", "owner": None}
    return keeping.add_priority(plan=plan, values=first | values, by=by)


def url(name, *args):
    return reverse(f"visits:{name}", args=args)


def later(days=1):
    return timezone.now() + datetime.timedelta(days=days)


def test_a_plan_is_begun_once_with_priorities_of_last_year(client, north, officer):
    last = keeping.begin(region=north, year=YEAR - 1, by=officer)
    kept, left = priority(last, officer), priority(last, officer, "Drums")
    client.force_login(officer)
    begin = url("regional_plan_begin", north.pk, YEAR)
    offered = client.get(begin).context["form"].fields["copied"].choices
    assert [words for _, words in offered] == ["Choirs", "Drums"]
    assert client.post(begin, {"copied": [kept.pk]}).status_code == 302
    plan = RegionalPlan.objects.get(year=YEAR)
    assert [row.what for row in plan.priorities.all()] == ["Choirs"]
    assert client.post(begin, {"copied": [left.pk]}).url == plan.get_absolute_url()
    assert plan.priorities.count() == 1


def test_priorities_are_put_in_order_and_removed(client, plan, officer):
    rows = [priority(plan, officer, what) for what in ("One", "Two", "Three")]
    client.force_login(officer)
    client.post(url("regional_priority_up", plan.pk, rows[2].pk))
    client.post(url("regional_priority_up", plan.pk, rows[0].pk))
    client.post(url("regional_priority_remove", plan.pk, rows[1].pk))
    assert [row.what for row in plan.priorities.all()] == ["One", "Three"]


def test_the_same_priority_twice_is_one_and_there_is_an_end(plan, officer, monkeypatch):
    assert priority(plan, officer) == priority(plan, officer)
    monkeypatch.setattr(keeping, "MOST_PRIORITIES", 1)
    with pytest.raises(keeping.RegionalPlanRefused, match="are the most"):
        priority(plan, officer, "Another")


def test_two_who_write_the_aim_at_once_both_see_both(client, plan, officer):
    client.force_login(officer)
    seen = client.get(url("regional_aim", plan.pk)).context["form"]["seen"].value()
    keeping.set_aim(plan=plan, aim="Every school sings.", seen=seen, by=officer)
    response = client.post(url("regional_aim", plan.pk), {"aim": "Drums.", "seen": seen})
    assert (response.status_code, response.context["current"]) == (409, "Every school sings.")
    again = {"aim": "Drums.", "seen": response.context["form"]["seen"].value()}
    assert client.post(url("regional_aim", plan.pk), again).status_code == 302
    plan.refresh_from_db()
    assert plan.aim == "Drums."


def test_two_who_change_a_priority_at_once_both_see_both(client, plan, officer):
    row = priority(plan, officer)
    client.force_login(officer)
    page = url("regional_priority", plan.pk, row.pk)
    seen = client.get(page).context["form"]["seen"].value()
    RegionalPriority.objects.filter(pk=row.pk).update(what="Choirs for all")
    response = client.post(page, {"what": "Bands", "function": "schools", "seen": seen})
    assert (response.status_code, "Choirs for all" in response.context["current"]) == (409, True)
    assert response.context["form"]["what"].value() == "Bands"


def test_officers_write_the_plans_of_their_regions_and_read_the_others(client, plan):
    other = make_user("officer", scope={"region": RegionFactory()}, second_factor=True)
    client.force_login(other)
    answers = [
        client.get(url("regional_plan", plan.pk)).status_code,
        client.get(url("regional_aim", plan.pk)).status_code,
        client.get(url("regional_plan_begin", plan.region_id, YEAR)).status_code,
    ]
    assert answers == [200, 403, 403]


def test_a_year_far_away_has_no_plan(client, officer, north):
    client.force_login(officer)
    assert client.get(url("regional_plan_begin", north.pk, AcademicYear(2099))).status_code == 404


def test_actions_are_gathered_of_the_regions_schools_and_go_along_with_them(plan, north):
    school, away = SchoolFactory(region=north), SchoolFactory(region=RegionFactory())
    mine = make_action(school)
    unfinished = make_action(school, year=YEAR - 1)
    make_action(
        school, year=YEAR - 1, state="done", closed_at=timezone.now() - datetime.timedelta(500)
    )
    make_action(school, in_plan=False)
    moved = make_action(away)
    assert {*figures.actions_of(plan)} == {mine, unfinished}
    moved.school = school
    moved.save()
    assert {*figures.actions_of(plan)} == {mine, unfinished, moved}


def test_the_page_tells_what_has_changed_since_the_review(client, plan, north, officer):
    stays = SchoolFactory(region=north, name="Stays outside")
    comes = SchoolFactory(region=north, name="Comes inside")
    action = make_action(stays)
    keeping.review(plan=plan, notes="Two schools wait.", by=officer)
    assert plan.reviews.get().figures["numbers"]["outside"] == 2
    make_visit(comes, state="done", at=later(-0.01), done_at=later(0.01), officer=officer)
    actions.move(action=action, state="done", evidence="Sung.", by=officer)
    new = make_action(comes)
    client.force_login(officer)
    since = client.get(plan.get_absolute_url()).context["since"]
    assert (since.came_inside, since.went_outside) == ([comes], [])
    assert (since.opened, since.closed) == ([new], [action])
    assert [visit.school for visit in since.visits] == [comes]
    assert [(words, then, now) for words, then, now, _ in since.numbers] == [
        ("Visits done", 0, 1),
        ("Visits planned", 0, 0),
        ("Schools outside the cycle", 2, 1),
        ("Actions to do", 1, 1),
        ("Actions overdue", 0, 0),
        ("Actions done", 0, 1),
    ]


def test_a_review_says_something_and_a_second_click_is_no_second_review(client, plan, officer):
    client.force_login(officer)
    page = url("regional_review", plan.pk)
    assert client.post(page, {"notes": "  "}).status_code == 422
    for _ in range(2):
        client.post(page, {"notes": "All is well.\nGo on."})
    assert [row.notes for row in plan.reviews.all()] == ["All is well.\nGo on."]


@pytest.mark.parametrize("kind", ["pdf", "xlsx", "csv"])
def test_the_report_of_the_newest_plan_is_made_by_command(plan, officer, tmp_path, kind):
    priority(plan, officer, "=Choirs", owner=officer)
    make_action(SchoolFactory(region=plan.region), what="Sing <b>loud</b>")
    keeping.review(plan=plan, notes="Well begun.", by=officer)
    path = tmp_path / f"plan.{kind}"
    call_command("report", "regional-engagement-plan", out=str(path))
    content = path.read_bytes()
    assert content[:4] == {"pdf": b"%PDF", "xlsx": b"PK\x03\x04"}.get(kind, content[:4])
    if kind == "csv":
        text = content.decode()
        assert "'=Choirs" in text
        assert "Well begun." in text


def test_without_a_plan_the_report_says_so(db, tmp_path):
    with pytest.raises(Exception, match="No Regional Engagement Plan"):
        call_command("report", "regional-engagement-plan", out=str(tmp_path / "plan.pdf"))


@pytest.mark.parametrize("rows", [1, 6])
def test_a_plan_asks_a_fixed_number_of_times(
    client, plan, north, officer, rows, django_assert_max_num_queries
):
    keeping.review(plan=plan, notes="Begun.", by=officer)
    for number in range(rows):
        school = SchoolFactory(region=north)
        priority(plan, officer, f"Number {number}", owner=make_user("officer"))
        make_action(school, officer=make_user("officer"), owner="officer")
        make_visit(school, state="done", done_at=later())
    client.force_login(officer)
    client.get(url("regional_plans"))
    with django_assert_max_num_queries(22):
        client.get(plan.get_absolute_url())
    with django_assert_max_num_queries(6):
        client.get(url("regional_plans"))


def test_a_region_that_goes_into_another_takes_its_plans_and_targets_along(
    client, manager, plan, north, officer
):
    south = RegionFactory(name="South")
    other = keeping.begin(region=south, year=YEAR, by=officer)
    alone = keeping.begin(region=north, year=YEAR - 1, by=officer)
    priority(plan, officer, "Choirs")
    priority(other, officer, "Drums")
    keeping.review(plan=plan, notes="Well begun.", by=officer)
    targets.set_targets(year=YEAR, whole=None, regions={north: 20, south: 30}, by=manager)
    client.force_login(manager)
    page = reverse("schools:region_remove", args=[north.pk])
    assert client.post(page, {"into": south.pk}).status_code == 302
    alone.refresh_from_db()
    assert alone.region == south
    assert [row.what for row in other.priorities.all()] == ["Drums", "Choirs"]
    assert other.reviews.get().notes == "Well begun."
    assert targets.targets_of(YEAR).regions == {south.pk: 50}
