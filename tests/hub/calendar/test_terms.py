"""Setting term dates: what is refused and in which words, and what is left on the trail."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from hub.calendar import term_rules, terms
from hub.calendar.choices import ClosureKind, Season
from hub.calendar.models import Closure, Term
from hub.trail.models import Entry
from tests.factories.calendar import YEAR, dates_of, make_term, make_year, term
from tests.factories.schools import SchoolFactory
from tests.hub.calendar.conftest import dates_in_database
from tests.races import rival


def all_dates(**changes):
    """The dates of 2026/27; ``autumn={"ends_on": …}`` says what is different."""
    return {season: dates_of(season) | changes.get(season.value, {}) for season in Season}


# --- what is wrong, in words ------------------------------------------------------------------
@pytest.mark.parametrize(
    ("season", "field", "day", "sentence"),
    [
        (
            "autumn",
            "starts_on",
            "2025-09-02",
            "First day of autumn term must lie in 2026/27: between 1 September 2026 and "
            "31 August 2027",
        ),
        (
            "spring",
            "starts_on",
            "2026-12-30",
            "Spring term must start in January or February",
        ),
        (
            "autumn",
            "half_term_starts_on",
            "2026-09-01",
            "First day of autumn half term must be after first day of the term, "
            "Wednesday 2 September 2026",
        ),
        (
            "autumn",
            "half_term_ends_on",
            "2026-10-25",
            "Last day of autumn half term must be on or after first day of the half term, "
            "Monday 26 October 2026",
        ),
        (
            "summer",
            "ends_on",
            "2027-06-04",
            "Last day of summer term must be after last day of the half term, Friday 4 June 2027",
        ),
        (
            "summer",
            "starts_on",
            "2027-03-25",
            "First day of summer term must be after spring term ends, on Thursday 25 March 2027",
        ),
    ],
)
def test_dates_that_are_no_term_are_told_in_a_sentence(season, field, day, sentence):
    found = term_rules.faults(
        year=YEAR, dates=all_dates(**{season: {field: date.fromisoformat(day)}})
    )
    assert [(fault.season, fault.field, fault.sentence) for fault in found] == [
        (season, field, sentence)
    ]


def test_a_term_must_not_reach_the_next_one_of_its_scope():
    dates = {Season.AUTUMN: dates_of(Season.AUTUMN) | {"ends_on": date(2027, 1, 4)}}
    found = term_rules.faults(year=YEAR, dates=dates, beside=[term(Season.SPRING)])
    assert [fault.sentence for fault in found] == [
        "Last day of autumn term must be before spring term starts, on Monday 4 January 2027"
    ]


@given(st.sampled_from(Season), st.sampled_from(Term.DATES), st.integers(-90, 90))
def test_dates_are_in_order_or_told_to_be_at_fault(season, field, days):
    dates = all_dates()
    dates[season][field] += timedelta(days=days)
    spans = [day for each in Season for day in dates[each].values()]
    assert term_rules.faults(year=YEAR, dates=dates) or spans == sorted(spans)


# --- what is odd ------------------------------------------------------------------------------
def test_weekends_and_bank_holidays_are_odd_and_half_terms_are_not():
    dates = all_dates(
        autumn={"starts_on": date(2026, 9, 5)},
        spring={"ends_on": date(2027, 3, 26)},
        summer={"half_term_starts_on": date(2027, 5, 29)},
    )
    holidays = {date(2027, 3, 26): "Good Friday"}
    assert term_rules.oddities(dates=dates, bank_holidays=holidays) == [
        "First day of autumn term is a weekend day: Saturday 5 September 2026",
        "Last day of spring term is a bank holiday: Friday 26 March 2027, Good Friday",
    ]


def test_a_school_that_overlaps_the_hubs_next_term_is_told():
    dates = {Season.AUTUMN: dates_of(Season.AUTUMN) | {"ends_on": date(2027, 1, 5)}}
    assert term_rules.oddities(dates=dates, bank_holidays={}, neighbours=[term(Season.SPRING)]) == [
        "Autumn term overlaps Spring term 2027, from Monday 4 January 2027 "
        "to Thursday 25 March 2027"
    ]


# --- the verb ---------------------------------------------------------------------------------
def test_a_manager_sets_the_dates_of_a_year_and_its_bank_holidays_come(manager):
    made = terms.set_terms(year=YEAR, dates=all_dates(), by=manager)
    bank_holidays = Closure.objects.filter(kind=ClosureKind.BANK_HOLIDAY).count()
    assert ([str(each) for each in made], bank_holidays) == (
        ["Autumn term 2026", "Spring term 2027", "Summer term 2027"],
        8,
    )


def test_only_what_changes_is_written_and_stands_on_the_trail(manager):
    make_year()
    changed = terms.set_terms(
        year=YEAR, dates=all_dates(autumn={"ends_on": date(2026, 12, 17)}), by=manager
    )
    entry = Entry.objects.get(action="set the dates")
    assert ([(each.season, each.revision) for each in changed], entry.actor_id, entry.fields) == (
        [("autumn", 1)],
        manager.pk,
        {"ends_on": {"from": "2026-12-18", "to": "2026-12-17"}},
    )


def test_a_whole_year_may_move_over_its_own_dates(manager):
    make_year()
    later = {
        season: {field: day + timedelta(days=14) for field, day in dates.items()}
        for season, dates in all_dates().items()
    }
    terms.set_terms(year=YEAR, dates=later, by=manager)
    assert dates_in_database() == [
        ("autumn", "2026-09-16", "2027-01-01"),
        ("spring", "2027-01-18", "2027-04-08"),
        ("summer", "2027-04-26", "2027-08-04"),
    ]


def test_a_refusal_changes_nothing(manager):
    make_year()
    with pytest.raises(terms.DatesRefused, match="must be after autumn term ends"):
        terms.set_terms(
            year=YEAR, dates=all_dates(autumn={"ends_on": date(2027, 1, 4)}), by=manager
        )
    assert (Term.objects.filter(revision=0).count(), Entry.objects.count()) == (3, 0)


def test_a_school_has_its_own_term_until_it_uses_the_hubs_again(lead, school, year_2026):
    dates = {Season.AUTUMN: dates_of(Season.AUTUMN) | {"starts_on": date(2026, 9, 4)}}
    [own] = terms.set_terms(year=YEAR, dates=dates, school=school, by=lead)
    assert Entry.objects.get().fields["school"] == {"from": "", "to": "Oak Primary"}
    terms.use_the_hubs(term=own, by=lead)
    assert (dates_in_database(school=school), Entry.objects.count()) == ([], 2)


@pytest.mark.usefixtures("in_november")
def test_a_year_that_has_begun_keeps_its_dates(manager, year_2026):
    with pytest.raises(terms.DatesRefused, match="2026/27 stay: that year has begun"):
        terms.remove_year(year=YEAR, by=manager)
    assert Term.objects.count() == 3


@pytest.mark.usefixtures("in_november")
def test_a_year_to_come_goes_with_its_bank_holidays(manager):
    dates = {
        Season.AUTUMN: {
            field: day.replace(year=2027) for field, day in dates_of(Season.AUTUMN).items()
        }
    }
    terms.set_terms(year=YEAR.next, dates=dates, by=manager)
    make_term(Season.AUTUMN, school=SchoolFactory())
    terms.remove_year(year=YEAR.next, by=manager)
    assert (Term.objects.count(), Closure.objects.count()) == (1, 0)


@pytest.mark.django_db(transaction=True)
def test_of_two_managers_who_enter_a_year_at_once_one_is_told(manager):
    def enter():
        return terms.set_terms(year=YEAR, dates=all_dates(), by=manager)

    with rival(enter) as other:
        with transaction.atomic():
            enter()
            other.start_and_wait_for_the_lock()
        other.join()
    assert isinstance(other.raised, terms.DatesRefused)
    assert (str(other.raised).split(".")[0], Term.objects.count()) == (
        "Somebody else has just changed these dates",
        3,
    )
