"""A school's own dates follow it to its new number."""

from datetime import date

import pytest

from hub.calendar.choices import ClosureKind, Season
from hub.calendar.models import Closure, Term
from hub.calendar.moving import move_dates
from hub.trail.models import Entry
from tests.factories.calendar import ClosureFactory, make_term
from tests.factories.schools import SchoolFactory

pytestmark = pytest.mark.usefixtures("in_november")


@pytest.fixture
def old(school):
    """Oak Primary, with an autumn and INSET days of its own, one of them over."""
    make_term(Season.AUTUMN, school=school)
    for day in (date(2026, 11, 25), date(2026, 11, 26), date(2027, 1, 4)):
        ClosureFactory(kind=ClosureKind.INSET, school=school, starts_on=day)
    return school


@pytest.fixture
def new(db):
    return SchoolFactory(name="Oak Academy")


def where():
    """[(school, day)] of closures, and schools of terms."""
    closures = Closure.objects.values_list("school__name", "starts_on")
    return (
        [(name, day.isoformat()) for name, day in closures],
        list(Term.objects.values_list("school__name", flat=True)),
    )


def test_what_is_not_over_holds_at_the_new_school(old, new):
    assert move_dates(moves=[(old, new, "Oak Primary closed.")], by=None) == 3
    assert where() == (
        [
            ("Oak Primary", "2026-11-25"),
            ("Oak Academy", "2026-11-26"),
            ("Oak Academy", "2027-01-04"),
        ],
        ["Oak Academy"],
    )
    assert {(entry.action, entry.reason) for entry in Entry.objects.all()} == {
        ("moved", "Oak Primary closed.")
    }


def test_a_second_run_moves_nothing(old, new):
    move_dates(moves=[(old, new, "")], by=None)
    assert move_dates(moves=[(old, new, "")], by=None) == 0


def test_what_the_new_school_has_set_itself_stays(old, new):
    make_term(Season.SUMMER, school=new)
    ClosureFactory(kind=ClosureKind.INSET, school=new, starts_on=date(2027, 1, 4))
    assert move_dates(moves=[(old, new, "")], by=None) == 1
    assert sorted(where()[1]) == ["Oak Academy", "Oak Primary"]


def test_of_two_schools_that_become_one_the_first_ones_terms_are_taken(old, new):
    other = SchoolFactory(name="Ash Primary")
    make_term(Season.SPRING, school=other)
    move_dates(moves=[(old, new, ""), (other, new, "")], by=None)
    assert list(Term.objects.order_by("pk").values_list("school__name", "season")) == [
        ("Oak Academy", "autumn"),
        ("Ash Primary", "spring"),
    ]


@pytest.mark.parametrize("schools", [1, 10])
def test_looking_for_what_to_move_asks_a_fixed_number_of_times(
    schools, new, django_assert_num_queries
):
    moves = [(each, new, "") for each in SchoolFactory.create_batch(schools)]
    with django_assert_num_queries(4):
        assert move_dates(moves=moves, by=None) == 0
