"""Dates are proposed, chosen, moved and given up; who is told, and what is refused."""

import datetime

import pytest
from django.utils import timezone

from hub.calendar.choices import ClosureKind
from hub.messaging.models import Message
from hub.policy import values
from hub.policy.models import PolicyRow
from hub.trail.models import Entry
from tests.factories.accounts import make_user
from tests.factories.calendar import ClosureFactory
from tests.factories.schools import SchoolFactory
from tests.factories.visits import make_visit
from tests.visits.conftest import at, span
from visits import arranging
from visits.models import OfficerDiary, VisitOfficer, VisitStanding

TWO = [span("2026-12-08"), span("2026-12-10", 14)]


def sent():
    """[(to whom, which letter)] so far, and they are forgotten."""
    found = sorted(Message.objects.values_list("to", "template"))
    Message.objects.all().delete()
    return [(to, template.removeprefix("visits/email/")) for to, template in found]


@pytest.fixture
def proposed(to_arrange, olive):
    """The visit with two dates on offer; the letters are out."""
    visit = arranging.propose(visit=to_arrange, times=TWO, by=olive)
    Message.objects.all().delete()
    return visit


@pytest.fixture
def confirmed(proposed, amy):
    """The visit on Tuesday 8 December at 10am."""
    visit = arranging.choose(visit=proposed, date=proposed.dates.first(), by=amy)
    Message.objects.all().delete()
    return visit


def test_dates_are_proposed_to_the_lead_of_the_school(to_arrange, olive, amy):
    visit = arranging.propose(visit=to_arrange, times=TWO, by=olive, purpose="Year 4")
    visit.refresh_from_db()
    assert (visit.state, visit.purpose, visit.link_number) == ("proposed", "Year 4", 2)
    assert [(row.starts_at, row.ends_at) for row in visit.dates.all()] == TWO
    assert sent() == [(amy.email, "proposal")]


def test_a_school_without_accounts_is_written_to_at_the_address_that_was_typed(in_november, olive):
    visit = make_visit(officer=olive)
    with pytest.raises(arranging.VisitRefused, match="Nobody of"):
        arranging.propose(visit=visit, times=TWO, by=olive)
    visit.refresh_from_db()
    assert visit.state == "to-arrange"
    arranging.propose(visit=visit, times=TWO, by=olive, contact_email="office@oakfield.example")
    assert sent() == [("office@oakfield.example", "proposal")]


@pytest.mark.parametrize(
    ("times", "words"),
    [
        (span("2026-11-25"), "is past"),
        (span("2026-12-05"), "at a weekend"),
        (span("2027-02-16"), "half term of the spring term 2027"),
        (span("2026-12-22"), "the spring term 2027 begins on 4 January 2027"),
        (span("2026-12-07"), "INSET day: First aid"),
        (span("2026-12-14"), "Hub training day"),
        (span("2027-04-26", 7), "outside the hours in which Olive Osborne works"),
        (span("2026-12-11"), "Olive Osborne does not work on a Friday"),
        (span("2026-12-09", 11), "at another visit on Wednesday 9 December 2026, 10am to 11:30am"),
    ],
)
def test_a_date_that_will_not_do_is_refused_by_name(times, words, to_arrange, olive, oakfield):
    ClosureFactory(
        school=oakfield,
        kind=ClosureKind.INSET,
        words="First aid",
        starts_on=datetime.date(2026, 12, 7),
    )
    ClosureFactory(kind=ClosureKind.TRAINING, starts_on=datetime.date(2026, 12, 14))
    OfficerDiary.objects.create(
        officer=olive, works_on=[1, 2, 3, 4], from_time="08:30", to_time="16:30"
    )
    make_visit(officer=olive, state="confirmed", at=at("2026-12-09"))
    with pytest.raises(arranging.VisitRefused, match=words):
        arranging.propose(visit=to_arrange, times=[TWO[0], times], by=olive)
    assert (to_arrange.dates.count(), sent()) == (0, [])


@pytest.mark.parametrize("number", [1, 4])
def test_as_many_dates_are_proposed_as_the_rule_says(number, to_arrange, olive):
    times = [span("2026-12-08", hour) for hour in range(9, 9 + number)]
    with pytest.raises(arranging.VisitRefused, match="from 2 to 3"):
        arranging.propose(visit=to_arrange, times=times, by=olive)


def test_a_chosen_date_becomes_the_visit(proposed, amy, olive, oakfield):
    chosen = proposed.dates.last()
    visit = arranging.choose(visit=proposed, date=chosen, by=amy)
    visit.refresh_from_db()
    assert (visit.state, visit.starts_at, visit.sequence) == ("confirmed", chosen.starts_at, 1)
    assert VisitOfficer.objects.get(visit=visit).during.lower == chosen.starts_at
    standing = VisitStanding.objects.get(school=oakfield)
    assert (standing.next_visit, standing.next_on) == (visit, datetime.date(2026, 12, 10))
    assert sent() == sorted([(amy.email, "confirmed"), (olive.email, "answered")])
    assert Entry.objects.filter(action="chose a date for", actor_id=amy.pk).count() == 1


def test_a_date_in_another_academic_year_takes_the_visit_along(to_arrange, olive):
    starts, ends = span("2027-09-14")
    visit = arranging.confirm(visit=to_arrange, starts_at=starts, ends_at=ends, by=olive)
    assert int(visit.year) == 2027


def test_a_time_that_another_school_took_meanwhile_is_refused(proposed, amy, olive):
    make_visit(officer=olive, state="confirmed", at=at("2026-12-08", 11))
    with pytest.raises(arranging.TimeTaken, match="just been taken"):
        arranging.choose(visit=proposed, date=proposed.dates.first(), by=amy)
    proposed.refresh_from_db()
    assert (proposed.state, sent()) == ("proposed", [])


def test_the_same_answer_twice_changes_nothing(confirmed, amy):
    again = arranging.choose(visit=confirmed, date=confirmed.dates.first(), by=amy, seen=1)
    assert (again.revision, again.replies.count(), sent()) == (confirmed.revision, 1, [])


def test_an_answer_to_what_has_changed_is_refused(confirmed, amy):
    with pytest.raises(arranging.VisitRefused, match="changed this visit"):
        arranging.refuse(visit=confirmed, reason="No time", by=amy, seen=confirmed.revision - 1)


def test_other_dates_are_asked_for_and_those_before_stay_open(proposed, amy, olive):
    visit = arranging.ask_for_others(visit=proposed, words="Rather a Monday.", by=amy)
    assert (visit.state, sent()) == ("to-arrange", [(olive.email, "answered")])
    visit = arranging.choose(visit=visit, date=proposed.dates.first(), by=amy)
    assert visit.state == "confirmed"
    assert list(visit.replies.values_list("kind", "words")) == [
        ("chose", ""),
        ("asked", "Rather a Monday."),
    ]


def test_a_school_that_asks_for_others_gives_its_time_back(confirmed, amy):
    arranging.ask_for_others(visit=confirmed, words="Something came up.", by=amy)
    assert VisitOfficer.objects.get(visit=confirmed).during is None


def test_dates_that_are_proposed_anew_void_those_before(proposed, amy, olive):
    old = proposed.dates.first()
    arranging.propose(visit=proposed, times=[span("2026-12-15"), span("2026-12-16")], by=olive)
    with pytest.raises(arranging.VisitRefused, match="withdrawn"):
        arranging.choose(visit=proposed, date=old, by=amy)


def test_a_refusal_is_refused_and_a_call_off_is_cancelled(proposed, amy, olive):
    assert arranging.refuse(visit=proposed, reason="No music now", by=amy).state == "refused"
    visit = arranging.choose(visit=proposed, date=proposed.dates.first(), by=amy)
    visit = arranging.refuse(visit=visit, reason="Building works", by=amy)
    assert (visit.state, visit.reason, visit.sequence) == ("cancelled", "Building works", 2)
    assert VisitOfficer.objects.get(visit=visit).during is None


def test_moving_a_visit_tells_the_school_and_counts_up_its_calendar_entry(confirmed, olive, amy):
    starts, ends = span("2026-12-09")
    visit = arranging.move(visit=confirmed, starts_at=starts, ends_at=ends, by=olive)
    visit.refresh_from_db()
    assert (visit.starts_at, visit.sequence) == (starts, 2)
    assert visit.dates.filter(withdrawn_at=None).count() == 0
    assert sent() == [(amy.email, "moved")]


def test_only_what_is_confirmed_is_moved(proposed, olive):
    starts, ends = span("2026-12-09")
    with pytest.raises(arranging.VisitRefused, match="Only a visit that is confirmed"):
        arranging.move(visit=proposed, starts_at=starts, ends_at=ends, by=olive)


def test_the_hub_calls_a_visit_off_and_takes_it_back(confirmed, olive, amy):
    visit = arranging.cancel(visit=confirmed, reason="Ill", by=olive)
    assert (visit.state, sent()) == ("cancelled", [(amy.email, "cancelled")])
    visit = arranging.undo(visit=visit, by=olive)
    assert (visit.state, visit.reason, sent()) == ("confirmed", "", [(amy.email, "confirmed")])
    assert VisitOfficer.objects.get(visit=visit).during.lower == visit.starts_at


def test_what_was_called_off_long_ago_stays(confirmed, olive):
    visit = arranging.cancel(visit=confirmed, reason="Ill", by=olive)
    visit.state_since = timezone.now() - datetime.timedelta(days=31)
    visit.save()
    with pytest.raises(arranging.VisitRefused, match="30 days"):
        arranging.undo(visit=visit, by=olive)


def test_without_reply_is_a_visit_only_after_some_days(proposed, olive):
    with pytest.raises(arranging.VisitRefused, match="until 10 December 2026"):
        arranging.no_reply(visit=proposed, by=olive)
    PolicyRow.objects.create(key="visit-no-reply-days", year=2026, value=1)
    proposed.proposed_at -= datetime.timedelta(days=1)
    proposed.save()
    values.forget()
    assert arranging.no_reply(visit=proposed, by=olive).state == "no-reply"


def test_a_visit_is_done_once_it_has_begun_and_can_be_put_back(confirmed, olive, in_november):
    with pytest.raises(arranging.VisitRefused, match="still to come"):
        arranging.mark_done(visit=confirmed, by=olive)
    visit = make_visit(officer=olive, state="confirmed", at=at("2026-11-26", 9))
    visit = arranging.mark_done(visit=visit, by=olive)
    assert VisitStanding.objects.get(school=visit.school).last_visit == visit
    visit = arranging.undo(visit=visit, by=olive)
    assert (visit.state, visit.done_at) == ("confirmed", None)
    assert VisitStanding.objects.get(school=visit.school).last_visit is None


def test_a_visit_is_given_to_another_officer_who_is_told(confirmed, olive, amy, manager):
    peter = make_user("officer", name="Peter")
    visit = arranging.assign(visit=confirmed, officer=peter, by=manager)
    places = VisitOfficer.objects.filter(visit=visit)
    assert [(place.officer, place.during is None) for place in places] == [(peter, False)]
    assert sent() == sorted([(peter.email, "given"), (amy.email, "moved")])


def test_nobody_goes_along_who_is_elsewhere(confirmed, olive):
    peter = make_user("officer")
    make_visit(officer=peter, state="confirmed", at=at("2026-12-08"))
    with pytest.raises(arranging.TimeTaken):
        arranging.go_along(visit=confirmed, officer=peter, by=olive)
    mary = make_user("officer")
    arranging.go_along(visit=confirmed, officer=mary, by=olive)
    assert confirmed.officers.get(officer=mary).during.lower == confirmed.starts_at
    arranging.stay_behind(visit=confirmed, officer=mary, by=olive)
    assert confirmed.officers.count() == 1


def test_kilometres_are_there_and_back_by_road(in_november, olive):
    OfficerDiary.objects.create(officer=olive, easting=500000, northing=200000)
    school = SchoolFactory(easting=503000, northing=204000)
    visit = make_visit(school, officer=olive, contact_email="a@b.example")
    starts, ends = span("2026-12-08")
    visit = arranging.confirm(visit=visit, starts_at=starts, ends_at=ends, by=olive)
    assert str(visit.kilometres) == "13.0"
