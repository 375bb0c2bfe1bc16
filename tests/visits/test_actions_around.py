"""Actions where others meet them: home pages, reminders, timeline, successors, the API."""

import datetime

import pytest
from django.utils import timezone

from hub.home.registry import things_to_do
from hub.messaging.models import Message
from schools.carrying import Move
from schools.next_steps import steps_for
from schools.timeline import timeline
from tests.factories.accounts import make_user
from tests.factories.schools import RegionFactory, SchoolFactory
from tests.factories.visits import make_action, make_visit
from tests.hub.api.conftest import token_for  # noqa: F401
from visits import carried
from visits.actions import reminders
from visits.choices import Owner

pytestmark = pytest.mark.django_db


def in_days(days):
    return timezone.localdate() + datetime.timedelta(days=days)


def texts(found):
    return [each.text for each in found]


def reminded():
    return list(
        Message.objects.filter(template="visits/email/actions_due").values_list(
            "to_user__name", "subject"
        )
    )


def test_an_officers_home_tells_what_is_late_and_the_counts_are_those_of_the_lists(client):
    north = RegionFactory()
    officer = make_user("officer", scope={"region": north}, second_factor=True)
    late = {"due_on": in_days(-1)}
    make_action(owner=Owner.OFFICER, officer=officer, **late)
    make_action(SchoolFactory(region=north), **late)
    make_action(SchoolFactory(region=north), owner=Owner.PARTNER, **late)
    make_action(SchoolFactory(region=RegionFactory()), **late)
    found = [each for each in things_to_do(officer, "staff") if "overdue" in each.text]
    assert [each.status for each in found] == ["1 action", "2 actions"]
    client.force_login(officer)
    assert [client.get(each.url).context["page"].count for each in found] == [1, 2]


def test_a_schools_home_shows_its_own_actions_the_first_due_first(school, lead):
    make_action(school, what="Later", due_on=in_days(40))
    make_action(school, what="Sooner", due_on=in_days(-2))
    make_action(school, what="The hub’s", owner=Owner.OFFICER)
    make_action(what="Another school’s")
    steps = [step for step in steps_for(school, user=lead) if step.due is not None]
    assert texts(steps) == ["Sooner", "Later"]


def test_each_owner_has_one_letter_of_all_that_comes_due_and_is_late(school, lead):
    officer = make_user("officer", name="Olive Officer")
    make_action(school, due_on=in_days(3))
    make_action(school, due_on=in_days(-3))
    make_action(school, due_on=in_days(200))
    make_action(school, due_on=in_days(3), state="done")
    visit = make_visit(school, state="done", officer=officer)
    make_action(school, visit=visit, owner=Owner.PARTNER, due_on=in_days(-1))
    assert reminders.remind() == 2
    assert sorted(reminded()) == [
        ("Ada Lead", "Actions are overdue, and others come due"),
        ("Olive Officer", "Actions are overdue"),
    ]
    assert reminders.remind() == 0


@pytest.mark.parametrize(
    ("due", "last", "is_reminded"),
    [
        (5, None, True),
        (5, -2, False),  # once before its day
        (-1, -3, True),  # once when it is past
        (-20, -5, False),
        (-20, -14, True),
        (15, None, False),
    ],
)
def test_reminders_come_at_intervals_that_the_hub_has_set(due, last, is_reminded):
    day = None if last is None else in_days(last)
    make_action(due_on=in_days(due), reminded_on=day)
    assert reminders.waiting(timezone.localdate()).exists() == is_reminded


def test_the_timeline_tells_of_actions_to_those_who_read_them(school, lead, officer):
    make_action(school, what="Sing", state="done", evidence="Heard it.", closed_by=lead)
    expected = ["An action is done: Sing", "An action was agreed: Sing"]
    assert sorted(texts(timeline(school, user=officer, kind="Actions"))) == expected
    tutor = make_user("tutor", second_factor=True)
    assert timeline(school, user=tutor, kind="Actions") == []


def test_what_is_still_to_do_goes_along_to_the_school_that_follows(school, officer):
    new = SchoolFactory()
    live, over = make_action(school), make_action(school, state="done")
    assert carried.actions([Move(school, new)], by=officer) == "1 action"
    assert carried.actions([Move(school, new)], by=officer) == ""
    live.refresh_from_db()
    over.refresh_from_db()
    assert (live.school, over.school) == (new, school)


@pytest.mark.query_bound("api:actions-list")
@pytest.mark.parametrize("rows", [1, 5])
def test_the_api_tells_a_school_its_own_actions(
    token_for,  # noqa: F811
    school,
    lead,
    rows,
    django_assert_max_num_queries,
):
    for _ in range(rows):
        make_action(school, due_on=in_days(-1))
        make_action()
    call = token_for(lead)
    with django_assert_max_num_queries(8):
        body = call.get("/api/v1/actions/?overdue=true&year=x&owner=school").json()
    assert body["results"] == []
    with django_assert_max_num_queries(8):
        body = call.get(f"/api/v1/actions/?overdue=true&urn={school.urn}").json()
    assert [row["is_overdue"] for row in body["results"]] == [True] * rows
