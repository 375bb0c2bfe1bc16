"""What is counted across schools is kept in step with facts, and made good by a sweep."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from hub.calendar.years import AcademicYear
from hub.policy import rules
from hub.policy.practice import set_rule
from schools.choices import FactSource
from schools.facts import book, keeping
from schools.facts.book import UNKNOWN, Said
from schools.models import Fact, KnownYear
from schools.sweeps import keep_what_is_counted, weigh_facts
from tests.factories.schools import SchoolFactory, closed_school, link
from tests.races import rival

YEAR = AcademicYear(2026)
SCHOOL, VISIT, HUB, PUBLISHED = FactSource.values


@pytest.fixture
def school(db):
    return SchoolFactory()


def tell(school, *said, source=SCHOOL, year=YEAR):
    book.note(school=school, year=year, said=list(said), source=source, by=None)


def row(school, year=YEAR):
    return KnownYear.objects.get(school=school, year=year)


def test_what_is_told_stands_in_the_row_at_once(school):
    tell(
        school,
        Said("audit-singing", 2),
        Said("audit-classroom-instruments", 0),
        Said("music-budget", Decimal("350.50")),
        Said("plan-status", "published"),
        Said("training-topics", "singing,technology"),
        Said("whole-class-pupils", 28, "3"),
        Said("whole-class-pupils", 30, "4"),
    )
    tell(school, Said("choirs", 2), source=VISIT)
    held = row(school)
    assert (held.level_singing, held.level_classroom_instruments, held.level_spaces) == (2, 0, None)
    assert (held.music_budget, held.choirs, held.whole_class) == (Decimal("350.50"), 2, 58)
    assert (held.plan_status, held.topics) == ("published", ["singing", "technology"])
    assert (held.answers, held.own) == (8, 7)
    assert held.audited_at == Fact.objects.get(key="audit-singing").at


def test_what_does_not_hold_is_not_counted(school):
    tell(school, Said("choirs", 2))
    tell(school, Said("choirs", 5), source=HUB)
    assert (row(school).choirs, row(school).answers) == (2, 1)


def test_what_is_not_known_any_more_goes_and_the_row_with_the_last(school):
    tell(school, Said("choirs", 2), Said("ensembles", 1))
    tell(school, Said("choirs", UNKNOWN))
    assert (row(school).choirs, row(school).ensembles) == (None, 1)
    tell(school, Said("ensembles", UNKNOWN))
    assert not KnownYear.objects.exists()


def test_years_and_schools_have_rows_of_their_own(school):
    other = SchoolFactory()
    tell(school, Said("choirs", 2))
    tell(school, Said("choirs", 1), year=YEAR.previous)
    tell(other, Said("choirs", 7))
    assert [row(school).choirs, row(school, YEAR.previous).choirs, row(other).choirs] == [2, 1, 7]


def test_a_school_that_goes_on_with_a_history_counts_what_was_told_before(db):
    earlier, later = closed_school(), SchoolFactory()
    link(earlier, later)
    tell(earlier, Said("choirs", 2), Said("ensembles", 1))
    assert (row(later).choirs, row(later).ensembles) == (2, 1)
    tell(later, Said("choirs", 3))
    tell(earlier, Said("ensembles", 4))
    assert (row(later).choirs, row(later).ensembles) == (3, 4)


def test_a_sweep_makes_good_what_differs(school):
    other = SchoolFactory()
    tell(school, Said("choirs", 2))
    KnownYear.objects.update(choirs=9)
    KnownYear.objects.create(school=other, year=YEAR, answers=1, own=0)
    Fact.objects.create(school=school, year=2025, key="choirs", number=1, source=HUB, holds=True)
    assert keep_what_is_counted() == "3 rows differed from the facts"
    assert (row(school).choirs, row(school, AcademicYear(2025)).choirs) == (2, 1)
    assert KnownYear.objects.count() == 2
    assert keep_what_is_counted() == "0 rows differed from the facts"


def test_a_link_made_later_is_found_by_the_sweep(db):
    earlier, later = closed_school(), SchoolFactory()
    tell(earlier, Said("choirs", 2))
    assert not KnownYear.objects.filter(school=later).exists()
    link(earlier, later)
    assert keeping.keep_all() == 1
    assert row(later).choirs == 2


def test_everything_is_reckoned_in_pieces(db, monkeypatch):
    monkeypatch.setattr(keeping, "_BATCH", 2)
    schools = SchoolFactory.create_batch(5)
    for each in schools:
        tell(each, Said("choirs", 2))
    KnownYear.objects.all().delete()
    assert keeping.keep_all() == 5


def test_another_rule_on_sources_reckons_anew(school, manager):
    tell(school, Said("choirs", 2))
    tell(school, Said("choirs", 4), source=HUB)
    set_rule(rule=rules.get("facts-first"), year=YEAR, value="newest", by=manager)
    weigh_facts()
    assert row(school).choirs == 4


@pytest.mark.django_db(transaction=True)
def test_two_numbers_of_one_school_told_at_once_lose_nothing():
    earlier, later = closed_school(), SchoolFactory()
    link(earlier, later)
    with rival(lambda: tell(earlier, Said("ensembles", 1))) as other, transaction.atomic():
        tell(later, Said("choirs", 3))
        other.start_and_wait_for_the_lock()
    assert other.raised is None
    assert (row(later).choirs, row(later).ensembles) == (3, 1)


@pytest.mark.parametrize(
    "wrong", [{"level_singing": 4}, {"own": 2}, {"answers": 0, "own": 1}], ids=str
)
def test_the_database_refuses_what_no_row_can_be(school, wrong):
    plain = {"school": school, "year": YEAR, "answers": 1, "own": 0}
    with pytest.raises(IntegrityError), transaction.atomic():
        KnownYear.objects.create(**plain | wrong)


def test_a_school_and_year_have_one_row(school):
    tell(school, Said("choirs", 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        KnownYear.objects.create(school=school, year=YEAR, answers=1, own=0)
