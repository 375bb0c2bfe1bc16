"""What the school of today reads of visits: its own, those of the school that it was, and when."""

import pytest
from django.urls import reverse

from hub.messaging.models import Message
from hub.permissions import may
from schools.carrying import Move
from tests.factories.accounts import make_user
from tests.factories.schools import SchoolFactory, closed_school, link
from tests.factories.visits import make_action, make_visit
from tests.hub.api.conftest import token_for  # noqa: F401
from visits import actions, carried
from visits.choices import Owner
from visits.models import Action, SentReport, Visit, VisitRecord
from visits.recording import sending

pytestmark = pytest.mark.django_db


@pytest.fixture
def academy():
    """An academy that was another school twice before, and its lead."""
    first, second = closed_school(urn=100001), closed_school(urn=100002)
    now = SchoolFactory(urn=100003)
    link(first, second)
    link(second, now)
    return first, second, now, make_user("lead", scope={"school": now})


def test_the_lead_of_an_academy_reads_what_there_was_at_the_school_before(client, academy):
    first, second, now, lead = academy
    visit = make_visit(first, state="closed", report_sent_at="2024-02-01T12:00Z")
    SentReport.objects.create(visit=visit, number=1, content={}, sent_by=visit.officer)
    done = make_action(second, what="Begin a choir", state="done")
    client.force_login(lead)
    assert f"at {first.name}" in client.get(reverse("visits:school", args=[now.pk])).text
    assert client.get(visit.get_absolute_url()).status_code == 200
    assert client.get(done.get_absolute_url()).status_code == 200
    assert list(SentReport.objects.visible_to(lead)) == list(visit.reports.all())
    assert not may(lead, "visits.answer_visit", visit)
    assert not may(lead, "visits.move_action", done)


def test_nobody_else_reads_it(academy):
    first, _, now, _ = academy
    visit, done = make_visit(first, state="closed"), make_action(first, state="done")
    other = make_user("lead", scope={"school": SchoolFactory(urn=100009)})
    bursar = make_user("bursar", scope={"school": now})
    before = make_user("lead", scope={"school": first})
    later = make_visit(now, state="closed")
    for user, visits in ((other, []), (bursar, []), (before, [visit])):
        assert list(Visit.objects.visible_to(user)) == visits
        assert list(Action.objects.visible_to(user)) == ([done] if visits else [])
    assert later not in Visit.objects.visible_to(before)


def test_history_that_nobody_follows_is_read_by_nobody(academy):
    first, _, now, lead = academy
    merged = closed_school(urn=100011)
    link(merged, now, kind="Merger")
    visit = make_visit(merged, state="closed")
    assert visit not in Visit.objects.visible_to(lead)


def test_a_coming_visit_is_answered_by_the_school_that_goes_on(academy):
    first, _, now, lead = academy
    visit = make_visit(first, state="proposed")
    carried.visits([Move(first, now)], by=None)
    visit.refresh_from_db()
    assert may(lead, "visits.answer_visit", visit)


@pytest.fixture
def at_a_visit(school, officer):
    """What a school is to do, noted while the visit is recorded."""
    visit = make_visit(school, state="done", officer=officer)
    record = VisitRecord.objects.create(visit=visit, strengths="They sing.")
    values = {"owner": Owner.SCHOOL, "function": "schools", "due_on": visit.starts_at.date()}
    action = actions.add(school=school, visit=visit, what="Sing", by=officer, **values)
    return record, action


def test_a_school_knows_of_an_action_once_the_report_has_gone_out(
    client, school, lead, officer, at_a_visit
):
    record, action = at_a_visit
    client.force_login(lead)
    assert client.get(action.get_absolute_url()).status_code == 404
    assert not may(lead, "visits.move_action", action)
    assert may(officer, "visits.move_action", action)
    sending.send(record=record, number=1, by=officer)
    assert client.get(action.get_absolute_url()).status_code == 200
    assert may(lead, "visits.move_action", action)
    assert not Message.objects.filter(template="visits/email/action_given").exists()


def test_without_a_report_and_after_it_each_action_has_a_letter(school, lead, officer, at_a_visit):
    record, action = at_a_visit
    sending.finish(record=record, by=officer)
    assert list(Action.objects.visible_to(lead)) == [action]
    action = Action.objects.get(pk=action.pk)
    values = {"owner": Owner.SCHOOL, "function": "schools", "due_on": action.due_on}
    actions.add(school=school, visit=action.visit, what="Play", by=officer, **values)
    letters = Message.objects.filter(template="visits/email/action_given", to_user=lead)
    assert letters.count() == 2


@pytest.mark.query_bound("api:visits-list")
@pytest.mark.parametrize("rows", [1, 5])
def test_the_api_tells_a_school_its_visits_and_not_what_was_written_down(
    token_for,  # noqa: F811
    academy,
    rows,
    django_assert_max_num_queries,
):
    first, _, now, lead = academy
    for _ in range(rows):
        make_visit(now, contact_email="somebody@example.org")
        make_visit()
    past = make_visit(first, state="closed")
    call = token_for(lead)
    with django_assert_max_num_queries(8):
        body = call.get(f"/api/v1/visits/?urn={now.urn}&state=to-arrange").json()
    assert len(body["results"]) == rows
    assert {"contact_email", "purpose", "place", "reason"}.isdisjoint(body["results"][0])
    assert call.get("/api/v1/visits/?year=x").json()["results"] == []
    [row] = call.get("/api/v1/visits/?state=closed&counts=true").json()["results"]
    assert (row["reference"], row["urn"]) == (past.reference, first.urn)
