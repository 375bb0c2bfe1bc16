"""What is kept of each school's visits, so that lists need no counting."""

import datetime

import pytest
from django.utils import timezone

from tests.factories.accounts import make_user
from tests.factories.schools import SchoolFactory, closed_school
from tests.factories.visits import make_visit, visit_type
from visits import arranging, standing
from visits.models import VisitStanding

pytestmark = pytest.mark.django_db


def days_ago(days):
    return timezone.now() - datetime.timedelta(days=days)


def test_the_newest_visit_that_counts_sets_the_day_from_which_the_cycle_runs():
    school, officer = SchoolFactory(), make_user("officer")
    make_visit(school, officer=officer, state="closed", at=days_ago(500))
    newest = make_visit(school, officer=officer, state="done", at=days_ago(90))
    make_visit(school, officer=officer, state="cancelled")
    row = VisitStanding.objects.get(school=school)
    assert (row.last_counted_on, row.last_visit) == (timezone.localdate(newest.starts_at), newest)


def test_a_visit_of_a_type_that_does_not_count_leaves_the_cycle_alone():
    school = SchoolFactory()
    make_visit(school, state="done", type=visit_type("event"))
    assert VisitStanding.objects.get(school=school).last_counted_on is None


def test_what_has_a_day_stands_before_what_is_still_to_be_arranged():
    school = SchoolFactory()
    make_visit(school)
    fixed = make_visit(school, state="confirmed")
    row = VisitStanding.objects.get(school=school)
    assert (row.next_visit, row.next_on) == (fixed, timezone.localdate(fixed.starts_at))


def test_a_visit_to_arrange_is_on_the_schools_standing():
    school, officer = SchoolFactory(), make_user("officer")
    visit = arranging.to_arrange(school=school, type=visit_type(), by=officer, officer=officer)
    assert VisitStanding.objects.get(school=school).next_visit == visit


def test_a_school_that_has_closed_is_not_visited():
    with pytest.raises(arranging.VisitRefused, match="is not open"):
        arranging.to_arrange(school=closed_school(), type=visit_type(), by=make_user("officer"))


def test_a_standing_that_is_wrong_is_found_and_mended():
    visit = make_visit(state="done")
    VisitStanding.objects.filter(school=visit.school).update(last_counted_on=None)
    assert standing.drift([visit.school_id]) == 1
    assert standing.drift([visit.school_id]) == 0
    assert VisitStanding.objects.get(school=visit.school).last_counted_on is not None


@pytest.mark.parametrize(
    ("day", "months"),
    [("2026-11-26", 0), ("2026-10-27", 0), ("2026-10-26", 1), ("2023-11-26", 36)],
)
def test_months_are_whole_ones(day, months):
    today = datetime.date(2026, 11, 26)
    assert standing.months_between(datetime.date.fromisoformat(day), today) == months
