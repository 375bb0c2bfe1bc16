"""The fact base: written once, never changed, and the rule says which source wins."""

import datetime
from decimal import Decimal

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction

from hub.calendar.years import AcademicYear
from hub.policy import rules
from hub.policy.practice import set_rule
from hub.trail.models import Entry
from schools.choices import FactSource
from schools.facts import book, keys, weighing
from schools.facts.book import UNKNOWN, Said
from schools.models import Fact, FactWeighing
from schools.sweeps import weigh_facts
from tests.factories.accounts import make_user
from tests.factories.schools import SchoolFactory, closed_school, link
from tests.races import rival

YEAR = AcademicYear(2026)
SCHOOL, VISIT, HUB, PUBLISHED = FactSource.values


@pytest.fixture
def school(db):
    return SchoolFactory()


def tell(school, source=SCHOOL, year=YEAR, by=None, estimate=False, **values):
    said = [
        Said(key.replace("_", "-"), value, "", estimate and value is not UNKNOWN)
        for key, value in values.items()
    ]
    return book.note(school=school, year=year, said=said, source=source, by=by)


def newest_first(manager):
    set_rule(rule=rules.get("facts-first"), year=YEAR, value="newest", by=manager)


def choirs(school, year=YEAR):
    """The number of choirs that holds, None when not known."""
    fact = book.known(school, year).get(("choirs", ""))
    return None if fact is None else fact.value


def test_what_was_told_is_known_with_its_source(school):
    lead = make_user("lead", scope={"school": school})
    tell(school, by=lead, choirs=2, music_lead="Ada Quaver", music_budget=Decimal("350.50"))
    known = book.known(school, YEAR)
    values = {key: fact.value for (key, _), fact in known.items()}
    assert values == {"choirs": 2, "music-lead": "Ada Quaver", "music-budget": Decimal("350.50")}
    assert {(fact.source, fact.by) for fact in known.values()} == {(SCHOOL, lead)}


def test_a_newer_answer_is_a_new_row_and_the_older_stays(school):
    tell(school, choirs=2)
    tell(school, choirs=3)
    assert choirs(school) == 3
    assert [fact.value for fact in book.history(school, YEAR, "choirs")] == [3, 2]


def test_the_same_answer_again_writes_nothing(school):
    tell(school, choirs=2)
    assert tell(school, choirs=2) == []
    assert Fact.objects.count() == 1


def test_years_stand_beside_each_other(school):
    tell(school, year=AcademicYear(2025), choirs=1)
    tell(school, choirs=2)
    by_year = book.known_by_year(school, [YEAR, YEAR.previous])
    assert [by_year[year]["choirs", ""].value for year in (YEAR, YEAR.previous)] == [2, 1]


def test_a_school_says_that_it_does_not_know_any_more(school):
    tell(school, choirs=2)
    tell(school, choirs=UNKNOWN)
    assert choirs(school) is None


def test_not_knowing_what_nobody_spoke_of_says_nothing(school):
    assert tell(school, choirs=UNKNOWN) == []


@pytest.mark.parametrize(
    ("told", "holds"),
    [
        ([(VISIT, 5), (SCHOOL, 2)], 2),
        ([(SCHOOL, 2), (VISIT, 5)], 2),
        ([(PUBLISHED, 9), (HUB, 4), (VISIT, 5)], 5),
        ([(PUBLISHED, 9), (HUB, 4)], 4),
    ],
)
def test_by_default_the_schools_own_answer_wins_then_visits_then_records(school, told, holds):
    for source, number in told:
        tell(school, source, choirs=number)
    assert choirs(school) == holds


def test_an_estimate_yields_to_what_is_known(school):
    tell(school, estimate=True, choirs=2)
    assert book.known(school, YEAR)["choirs", ""].is_estimate
    tell(school, HUB, choirs=4)
    assert choirs(school) == 4


def test_a_hub_may_let_the_newest_answer_win(school, manager):
    newest_first(manager)
    tell(school, choirs=2)
    tell(school, HUB, choirs=4)
    assert choirs(school) == 4


def test_a_change_of_the_rule_weighs_the_year_anew_and_no_other(school, manager):
    for year in (YEAR.previous, YEAR):
        tell(school, year=year, choirs=2)
        tell(school, HUB, year=year, choirs=4)
    newest_first(manager)
    assert weigh_facts() == "1 years weighed"
    assert (choirs(school), choirs(school, YEAR.previous)) == (4, 2)
    assert FactWeighing.objects.get().year == YEAR
    assert weigh_facts() == "0 years weighed"


def test_a_year_is_weighed_in_pieces(db, monkeypatch, manager):
    monkeypatch.setattr(weighing, "_BATCH", 3)
    schools = SchoolFactory.create_batch(4)
    for each in schools:
        tell(each, choirs=2)
        tell(each, HUB, choirs=4)
    newest_first(manager)
    weighing.weigh_year(YEAR)
    assert [choirs(each) for each in schools] == [4, 4, 4, 4]


def test_what_was_known_under_an_earlier_number_counts(db):
    earlier, later = closed_school(), SchoolFactory()
    link(earlier, later)
    tell(earlier, choirs=2, ensembles=1)
    tell(later, choirs=3)
    known = {key: fact.value for (key, _), fact in book.known(later, YEAR).items()}
    assert known == {"choirs": 3, "ensembles": 1}


def test_confirming_makes_it_the_schools_own(school):
    lead = make_user("lead", scope={"school": school})
    tell(school, HUB, choirs=4)
    tell(school, year=YEAR.previous, ensembles=2)
    tell(school, estimate=True, performances=3)
    abouts = [(key, "") for key in ("choirs", "ensembles", "performances", "live-music")]
    assert book.confirm(school=school, year=YEAR, abouts=abouts, by=lead) == 3
    known = {
        key: (fact.value, fact.source, fact.is_estimate)
        for (key, _), fact in book.known(school, YEAR).items()
    }
    assert known == {
        "choirs": (4, SCHOOL, False),
        "ensembles": (2, SCHOOL, False),
        "performances": (3, SCHOOL, False),
    }
    assert book.confirm(school=school, year=YEAR, abouts=abouts, by=lead) == 0


def test_the_trail_names_the_facts_and_not_their_values(school, manager):
    tell(school, HUB, by=manager, choirs=4, music_lead="Ada Quaver")
    entry = Entry.objects.get(action="told facts")
    assert (set(entry.fields), "Ada" in str(entry.fields)) == ({"choirs", "music-lead"}, False)


def test_a_fact_that_nobody_states_is_refused(school):
    with pytest.raises(KeyError):
        tell(school, teapots=1)


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": 1, "text": "one"},
        {"number": None, "text": ""},
        {"number": -1},
        {"number": 1, "is_unknown": True},
        {"number": 1, "source": "rumour"},
    ],
)
def test_the_database_refuses_what_no_fact_can_be(school, wrong):
    plain = {"school": school, "year": YEAR, "key": "choirs", "source": SCHOOL}
    with pytest.raises(IntegrityError), transaction.atomic():
        Fact.objects.create(**plain | wrong)


def test_two_values_of_one_thing_never_hold_at_once(school):
    plain = {"school": school, "year": YEAR, "key": "choirs", "source": SCHOOL, "holds": True}
    Fact.objects.create(**plain, number=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Fact.objects.create(**plain, number=2)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_answer_at_once_neither_loses_a_value():
    school = SchoolFactory()
    with rival(lambda: tell(school, choirs=3, ensembles=1)) as other, transaction.atomic():
        tell(school, choirs=2, performances=5)
        other.start_and_wait_for_the_lock()
    assert other.raised is None
    known = {key: fact.value for (key, _), fact in book.known(school, YEAR).items()}
    assert known == {"choirs": 3, "ensembles": 1, "performances": 5}


@pytest.mark.parametrize("number", [1, 12])
def test_reading_asks_as_much_for_many_facts_as_for_one(school, number, django_assert_num_queries):
    every = [each for each in keys.registered() if each.dimension is None][:number]
    said = [Said(each.key, 1) for each in every if isinstance(each.kind, keys.Number | keys.YesNo)]
    book.note(school=school, year=YEAR, said=said or [Said("choirs", 1)], source=HUB, by=None)
    with django_assert_num_queries(2):
        book.known(school, YEAR)


def test_every_key_can_be_stored_and_said_in_words():
    samples = {
        keys.Number: 3,
        keys.Money: Decimal("3.50"),
        keys.YesNo: 1,
        keys.Level: 3,
        keys.Text: "words",
        keys.Address: "https://school.example/music",
        keys.Day: datetime.date(2026, 9, 1),
    }
    for each in keys.registered():
        kind = each.kind
        value = (
            kind.choices[0][0]
            if isinstance(kind, keys.OneOf | keys.SeveralOf)
            else samples[type(kind)]
        )
        number, text = keys.to_store(kind, value)
        assert each.words(text if number is None else number)
        assert len(each.key) <= 40


def test_the_index_answers_across_schools(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'facts_across_schools'")
        (definition,) = cursor.fetchone()
    assert "WHERE holds" in definition


def test_the_newest_of_two_at_the_same_moment_is_the_later_row(school):
    with time_machine.travel("2026-10-01T12:00:00Z", tick=False):
        tell(school, choirs=1)
        tell(school, choirs=2)
    assert choirs(school) == 2
