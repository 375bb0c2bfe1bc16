"""What speaks for seeing a school soon: which signals there are, and that they are kept in step."""

import datetime

import pytest
from django.utils import timezone

from hub.accounts.choices import Role
from hub.calendar.years import AcademicYear
from schools import priority
from schools.facts import book
from schools.models import SchoolSignals
from schools.priorities import months_before
from tests.factories.accounts import grant, make_user
from tests.factories.schools import SchoolFactory, closed_school, link
from tests.schools.needs.told import tell

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def days_ago(days):
    return TODAY - datetime.timedelta(days=days)


def signals_of(school):
    """{key: (strength, reason)} as they are kept."""
    row = SchoolSignals.objects.filter(school=school).first()
    if row is None:
        return {}
    return {
        each.key: (row.strengths[each.place], each.words(row.told[each.key]))
        for each in priority.stated()
        if row.strengths[each.place]
    }


YEAR = AcademicYear.current()


@pytest.mark.parametrize(
    ("told", "signals"),
    [
        ({"plan_status": "none"}, {"no-plan": (100, f"No development plan for {YEAR}")}),
        (
            {"plan_status": "draft"},
            {"no-plan": (50, f"Development plan for {YEAR} still being written")},
        ),
        (
            {"plan_status": "published", "plan_review_on": datetime.date(2020, 1, 1)},
            {"no-plan": (60, "Review of the development plan was due on 1 January 2020")},
        ),
        ({"plan_status": "published", "plan_review_on": datetime.date(2099, 1, 1)}, {}),
        (
            {"audit_singing": 0, "audit_lessons": 1, "audit_ensembles": 3},
            {"weak-audit": (67, f"Audit of {YEAR}: 2 of 3 areas not yet or emerging")},
        ),
        ({"audit_singing": 2, "audit_lessons": 1, "audit_ensembles": 3}, {}),
        (
            {"learners": 0, "ensembles": 0},
            {"nobody-plays": (100, f"Nobody has lessons or plays in a group in {YEAR}")},
        ),
        ({"learners": 0}, {}),
        ({"learners": 0, "ensembles": 1}, {}),
    ],
)
def test_what_is_told_of_a_school_is_a_signal_at_once(told, signals):
    assert signals_of(tell(SchoolFactory(), **told)) == signals


def test_no_class_that_learns_together_is_a_signal_where_children_do():
    said = [book.Said("whole-class-pupils", 0, "3")]
    primary, secondary = SchoolFactory(), SchoolFactory(phase="secondary")
    for school in (primary, secondary):
        book.note(school=school, year=YEAR.previous, said=said, source="school", by=None)
    words = f"No whole class teaching in {YEAR.previous}"
    assert signals_of(primary) == {"no-whole-class": (100, words)}
    assert signals_of(secondary) == {}


def test_a_signal_goes_when_what_it_followed_from_does():
    school = tell(SchoolFactory(), plan_status="none")
    tell(school, plan_status="agreed")
    assert not SchoolSignals.objects.exists()


def test_who_follows_somebody_is_new_and_the_first_on_the_portal_is_not():
    followed, first = SchoolFactory(), SchoolFactory()
    grant(make_user(), Role.HEAD, school=followed, starts_on=days_ago(900))
    grant(make_user(), Role.HEAD, school=followed, starts_on=days_ago(30))
    grant(make_user(), Role.HEAD, school=first, starts_on=days_ago(30))
    priority.refresh_all()
    assert signals_of(first) == {}
    assert signals_of(followed)["new-lead"][1].startswith("New head since ")


def test_another_name_of_the_music_lead_is_a_new_lead():
    school = SchoolFactory()
    for year, name in ((YEAR.previous, "Amy Fairweather"), (YEAR, "Tom Brightwell")):
        tell(school, year, music_lead=name)
    priority.refresh_all()
    assert signals_of(school)["new-lead"][1].startswith("New music lead since ")


def test_the_register_says_who_is_in_need_and_who_began_anew():
    schools = [SchoolFactory(fsm_percent=percent) for percent in (5, 10, 20, 40)]
    special = SchoolFactory(phase="special")
    link(closed_school(), schools[0], established_on=days_ago(100))
    link(closed_school(), schools[1], established_on=days_ago(1000))
    priority.refresh_all()
    found = [set(signals_of(school)) for school in schools]
    assert found == [{"new-academy"}, set(), set(), {"deprivation"}]
    assert set(signals_of(special)) == {"special-needs"}


def test_a_sweep_finds_nothing_to_do_twice_and_forgets_schools_that_closed():
    school = tell(SchoolFactory(), plan_status="none")
    assert priority.refresh_all() == 0
    type(school).objects.filter(pk=school.pk).update(status="2")
    assert priority.refresh_all() == 1
    assert not SchoolSignals.objects.exists()


@pytest.mark.parametrize("number", [1, 12])
def test_many_schools_are_reckoned_in_as_many_statements_as_one(
    number, django_assert_max_num_queries
):
    for school in SchoolFactory.create_batch(number):
        tell(school, plan_status="none", music_lead="Amy Fairweather")
    SchoolSignals.objects.all().delete()
    with django_assert_max_num_queries(16):
        assert priority.refresh_all() == number


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        ("2026-11-26", 36, "2023-11-26"),
        ("2026-03-31", 1, "2026-02-28"),
        ("2028-02-29", 12, "2027-02-28"),
        ("2026-12-31", 1, "2026-11-30"),
    ],
)
def test_months_before_a_day(day, months, before):
    assert months_before(datetime.date.fromisoformat(day), months).isoformat() == before


def test_two_signals_at_one_place_are_refused():
    taken = priority.stated()[0].place
    with pytest.raises(ValueError, match="stated twice"):
        priority.signals(priority.Signal("other", taken, "Other", 1, lambda told: ""))(dict)
    assert "other" not in {each.key for each in priority.stated()}
