"""Around arranging: lists, diary, working week, requests, reminders, calendars, home pages."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from hub.calendar import ical
from hub.calendar.feed_registry import events_for
from hub.home.registry import things_to_do
from hub.messaging.models import Message
from schools.next_steps import steps_for
from schools.timeline import timeline
from tests.factories.accounts import make_user
from tests.factories.schools import RegionFactory, SchoolFactory
from tests.factories.visits import make_visit, visit_type
from tests.hub.calendar.conftest import boxes
from tests.visits.conftest import at, span
from visits import arranging, sweeps
from visits.arranging import requests
from visits.models import OfficerDiary, VisitRequest, VisitStanding

TWO = [span("2026-12-08"), span("2026-12-10", 14)]
LISTS = ["visits:booked", "visits:to_write_up", "visits:done"]


def letters():
    """[(to whom, which letter)] that the sweep has written, and they are forgotten."""
    sweeps.mind_visits()
    found = sorted(Message.objects.values_list("to", "template"))
    Message.objects.all().delete()
    return [(to, template.removeprefix("visits/email/")) for to, template in found]


# --- lists and diary ----------------------------------------------------------------------------
@pytest.mark.parametrize("rows", [1, 6])
def test_lists_ask_the_database_as_often_however_many(
    rows, client, olive, in_november, django_assert_max_num_queries
):
    for number in range(rows):
        make_visit(officer=olive, state="confirmed", at=at("2026-12-08", 8 + 2 * number))
        make_visit(officer=olive, state="done", at=at("2026-11-10", 8 + 2 * number))
    client.force_login(olive)
    client.get(reverse(LISTS[0]))
    for name in LISTS:
        with django_assert_max_num_queries(11):
            page = client.get(reverse(name))
        assert len(page.context["rows"]) == rows


def test_each_list_holds_its_visits_in_order(client, olive, in_november):
    coming = make_visit(officer=olive, state="confirmed", at=at("2026-12-08"))
    waiting = make_visit(officer=olive)
    past = make_visit(officer=olive, state="confirmed", at=at("2026-11-20"))
    done = make_visit(officer=olive, state="done", at=at("2026-11-10"))
    written = make_visit(officer=olive, state="written-up", at=at("2026-10-10"))
    make_visit(officer=olive, state="cancelled")
    client.force_login(olive)
    shown = [[row[0] for row in client.get(reverse(name)).context["rows"]] for name in LISTS]
    assert shown == [[coming, waiting], [done, past], [done, written]]


def test_an_officer_begins_with_their_own_region_and_can_leave_it(client, in_november):
    region = RegionFactory(name="North")
    north = make_user("officer", scope={"region": region})
    make_visit(SchoolFactory(region=region), officer=north)
    make_visit()
    client.force_login(north)
    page = client.get(reverse("visits:booked"), follow=True)
    assert page.redirect_chain[0][0].endswith("?region=North")
    everybody = client.get(f"{reverse('visits:booked')}?region=")
    assert (len(page.context["rows"]), len(everybody.context["rows"])) == (1, 2)


def test_the_diary_shows_days_a_week_and_counts_of_a_month(client, olive, in_november):
    visit = make_visit(officer=olive, state="confirmed", at=at("2026-12-08"))
    make_visit(state="confirmed", at=at("2026-12-08"))
    make_visit(officer=olive)
    client.force_login(olive)
    agenda = client.get(reverse("visits:diary"), follow=True)
    assert [day.items[0].text for day in agenda.context["days"]] == [visit.school.name]
    query = f"?officer={olive.pk}&on=2026-12-09"
    week = client.get(reverse("visits:diary_week") + query)
    assert week.context["first"] == datetime.date(2026, 12, 7)
    cells = {hour.hour: [len(items) for items in days] for hour, days in week.context["hours"]}
    assert cells[10] == [0, 1, 0, 0, 0]
    month = client.get(f"{reverse('visits:diary_month')}?on=2026-12-09")
    days = {day.date.day: day.number for row in month.context["weeks"] for day in row}
    assert (days[8], days[9]) == (2, 0)
    assert client.get(f"{reverse('visits:diary')}?on=9999-99-99&officer=x").status_code == 200


# --- the working week ---------------------------------------------------------------------------
def test_an_officer_says_when_they_work_and_from_where(client, olive, in_november):
    SchoolFactory(postcode="AL1 5EG", easting=515000, northing=207000)
    visit = make_visit(
        SchoolFactory(easting=515000, northing=217000), officer=olive, state="confirmed"
    )
    client.force_login(olive)
    page = reverse("visits:working_week")
    sent = {"base_postcode": "al15eg", "works_on": ["1", "3"], "from_time": "9", "to_time": "4pm"}
    client.post(page, sent)
    diary = OfficerDiary.objects.get(officer=olive)
    assert (diary.base_postcode, diary.works_on, diary.to_time) == (
        "AL1 5EG",
        [1, 3],
        datetime.time(16),
    )
    visit.refresh_from_db()
    assert str(visit.kilometres) == "26.0"
    wrong = client.post(page, sent | {"from_time": "5pm", "base_postcode": "nowhere"})
    assert wrong.status_code == 422
    assert "Enter a whole postcode" in wrong.content.decode()


# --- requests -----------------------------------------------------------------------------------
@pytest.mark.query_bound("visits:requests")
@pytest.mark.parametrize("rows", [1, 6])
def test_requests_ask_the_database_as_often_however_many(
    rows, client, olive, in_november, django_assert_max_num_queries
):
    for _ in range(rows):
        VisitRequest.objects.create(school=SchoolFactory(), words="Year 4")
        VisitRequest.objects.create(
            school=SchoolFactory(), words="Choir", answer="Yes.", answered_at=timezone.now()
        )
    client.force_login(olive)
    client.get(reverse("visits:requests"))
    with django_assert_max_num_queries(9):
        client.get(reverse("visits:requests"))


def test_a_school_asks_once_and_its_region_is_told(client, amy, oakfield, olive, in_november):
    oakfield.region = RegionFactory()
    oakfield.save()
    own = make_user("officer", scope={"region": oakfield.region})
    client.force_login(amy)
    page = reverse("visits:ask", args=[oakfield.pk])
    client.post(page, {"words": "Our lead is new."})
    assert list(Message.objects.values_list("to", flat=True)) == [own.email]
    again = client.post(page, {"words": "Once more."})
    assert (again.status_code, "has asked already" in again.content.decode()) == (422, True)
    assert things_to_do(own, "staff")[0].text == "Answer schools that ask for a visit"


def test_an_officer_answers_with_a_visit_or_with_words(client, olive, oakfield, amy, in_november):
    client.force_login(olive)
    first = requests.ask(school=oakfield, words="Our lead\nis new.", by=amy)
    page = reverse("visits:request", args=[first.pk])
    bad = client.post(page, {"answer": "words"})
    assert "Enter what you answer" in bad.content.decode()
    sent = {"answer": "visit", "type": visit_type().pk, "officer": olive.pk}
    client.post(page, sent)
    first.refresh_from_db()
    assert (first.visit.state, first.visit.purpose) == ("to-arrange", "Our lead is new.")
    second = requests.ask(school=oakfield, words="A drum.", by=amy)
    client.post(reverse("visits:request", args=[second.pk]), {"answer": "words", "words": "Yes."})
    told = Message.objects.filter(to=amy.email, template="visits/email/request_answered")
    assert told.count() == 2
    with pytest.raises(arranging.VisitRefused, match="A colleague has answered"):
        requests.answer_with_words(request=second, words="No.", by=olive)


# --- reminders and sweeps -----------------------------------------------------------------------
def test_a_visit_that_is_near_is_reminded_of_once_each_time_it_is_fixed(to_arrange, olive, amy):
    both = sorted([(amy.email, "reminder"), (olive.email, "officer_reminder")])
    visit = arranging.confirm(visit=to_arrange, starts_at=TWO[0][0], ends_at=TWO[0][1], by=olive)
    Message.objects.all().delete()
    assert letters() == []
    with time_machine.travel("2026-12-04T08:00:00Z"):
        assert (letters(), letters()) == (both, [])
        later = span("2026-12-11")
        arranging.move(visit=visit, starts_at=later[0], ends_at=later[1], by=olive)
        Message.objects.all().delete()
    with time_machine.travel("2026-12-05T08:00:00Z"):
        assert (letters(), letters()) == ([], [])
    with time_machine.travel("2026-12-07T11:00:00Z"):
        assert letters() == both


def test_dates_without_an_answer_are_reminded_of_once(to_arrange, olive, amy):
    arranging.propose(visit=to_arrange, times=TWO, by=olive)
    Message.objects.all().delete()
    with time_machine.travel("2026-12-04T13:00:00Z"):
        assert (letters(), letters()) == ([(amy.email, "unanswered")], [])


def test_a_visit_that_is_past_reminds_its_officer_once(in_november, olive):
    make_visit(officer=olive, state="confirmed", at=at("2026-11-20"))
    make_visit(officer=olive, state="done", at=at("2026-11-19"))
    make_visit(officer=olive, state="written-up", at=at("2026-11-18"))
    assert (letters(), letters()) == ([(olive.email, "late")] * 2, [])


def test_standings_that_differ_are_mended_by_night(in_november):
    visit = make_visit(state="done")
    VisitStanding.objects.filter(school=visit.school).update(last_counted_on=None)
    assert sweeps.mend_standings() == "1 standings looked at, 1 were wrong"
    assert sweeps.mend_standings() == "1 standings looked at, 0 were wrong"


# --- calendars, home pages, timeline ------------------------------------------------------------
def test_visits_are_in_the_calendars_of_officer_and_school_and_name_nobody(
    to_arrange, olive, amy, manager
):
    arranging.confirm(visit=to_arrange, starts_at=TWO[0][0], ends_at=TWO[0][1], by=olive)
    make_visit(state="confirmed")

    def visits(user):
        return [event for source, event in events_for(user) if source.name == "visits"]

    titles = [[event.title for event in visits(user)] for user in (olive, amy, manager)]
    assert titles == [["School visit"], ["Visit by the hub"], []]
    assert visits(olive)[0].key == visits(amy)[0].key
    assert b"Oakfield" not in b"".join(
        line
        for line in ical.write(events_for(olive), name="Hub").splitlines()
        if line.startswith(b"SUMMARY")
    )


def test_the_school_sees_what_to_do_next_and_what_has_been(to_arrange, olive, amy, oakfield):
    arranging.propose(visit=to_arrange, times=TWO, by=olive)
    step = next(each for each in steps_for(oakfield, user=amy) if "visit" in each.text)
    assert (step.text, step.due) == (
        "Choose a date for the visit by the hub",
        datetime.date(2026, 12, 17),
    )
    arranging.choose(visit=to_arrange, date=to_arrange.dates.first(), by=amy)
    texts = [event.text for event in timeline(oakfield, user=amy, kind="Visits")]
    assert set(texts) == {"The hub proposed dates for a visit.", "A day for a visit was agreed."}


def test_an_officer_sees_what_waits(in_november, olive):
    make_visit(officer=olive)
    make_visit(officer=olive, state="done", at=at("2026-11-19"))
    make_visit(officer=olive, state="proposed", proposed_at=at("2026-11-02"))
    make_visit()
    assert [(each.text, each.status) for each in things_to_do(olive, "staff")[:3]] == [
        ("Write up your visits", "1 visit"),
        ("Arrange your visits", "1 visit"),
        ("Ask schools that have not answered", "1 visit"),
    ]


# --- types --------------------------------------------------------------------------------------
def test_a_type_that_begins_to_count_changes_how_schools_stand(in_november, client, manager):
    visit = make_visit(state="done", type=visit_type("event"))
    client.force_login(manager)
    page = reverse("visits:type", args=[visit.type_id])
    bad = client.post(page, {"name": "Engagement visit", "minutes": "5"})
    assert "There is a type of this name already" in bad.content.decode()
    client.post(page, {"name": "Concert", "minutes": "60", "counts": "on", "is_active": "on"})
    assert VisitStanding.objects.get(school=visit.school).last_counted_on is not None
    client.post(reverse("visits:new_type"), {"name": "Concert!", "minutes": "60"})
    assert visit_type("concert").name == "Concert!"


def test_the_forms_take_dates_as_people_write_them(client, olive, to_arrange):
    client.force_login(olive)
    data = {"minutes": "60", "medium": "online", "clock": "half past", **boxes("day", "2026-12-08")}
    page = client.post(reverse("visits:fix", args=[to_arrange.pk]), data)
    assert "Begins at must be a time" in page.content.decode()
