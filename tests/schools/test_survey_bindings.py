"""Facts in questionnaires: what is known stands in the form, what is answered is told."""

import datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from hub.surveys import answering, bindings
from hub.surveys.answering import Given
from hub.surveys.choices import Kind
from hub.surveys.forms import section_form
from schools.choices import FactSource
from schools.facts import book
from schools.facts.book import Said
from tests.factories.accounts import make_user
from tests.factories.schools import SchoolFactory
from tests.factories.surveys import make_filling, make_version

YEAR = 2026
BOUND = [
    {"key": "how-many", "kind": Kind.NUMBER, "fact_key": "choirs"},
    {"key": "money", "kind": Kind.MONEY, "fact_key": "music-budget", "carries_over": True},
    {"key": "governor", "kind": Kind.YES_NO, "fact_key": "governor-link"},
    {"key": "minutes", "kind": Kind.YEARS, "fact_key": "curriculum-minutes"},
    {"key": "review", "kind": Kind.DATE, "fact_key": "plan-review-on"},
    {"key": "name", "kind": Kind.TEXT, "fact_key": "music-lead"},
    {"key": "free", "kind": Kind.TEXT, "carries_over": True},
]


@pytest.fixture
def school(db):
    return SchoolFactory(low_age=4, high_age=7)


@pytest.fixture
def lead(school):
    return make_user("lead", scope={"school": school})


@pytest.fixture
def version(db):
    return make_version(questions=BOUND)


def shown(filling):
    """{question key: (what stands in the form, where it comes from)}."""
    form = section_form(filling, filling.version.sections.get())
    return {
        asked.question.key: (form.initial.get(asked.question.key), asked.origin)
        for asked in form.questions
    }


def tell(school, source, *said, year=YEAR, by=None):
    book.note(school=school, year=year, said=list(said), source=source, by=by)


def test_what_is_known_stands_in_the_form_with_where_it_comes_from(school, version):
    tell(school, FactSource.HUB, Said("choirs", 2), Said("governor-link", 1))
    tell(school, FactSource.VISIT, Said("curriculum-minutes", 30, "1"))
    tell(school, FactSource.SCHOOL, Said("plan-review-on", datetime.date(2027, 3, 1)))
    found = shown(make_filling(version, school=school, year=YEAR))
    today = f"{timezone.localdate():%-d %B %Y}"
    assert found["how-many"] == (2, f"From the hub’s records, {today}")
    assert found["governor"] == ("yes", f"From the hub’s records, {today}")
    assert found["minutes"] == ({"1": 30}, f"From a visit, {today}")
    assert found["review"] == (
        datetime.date(2027, 3, 1),
        f"From what your school told us, {today}",
    )
    assert found["name"] == (None, "")


def test_an_estimate_is_called_one(school, version):
    tell(school, FactSource.SCHOOL, Said("choirs", 2, is_estimate=True))
    found = shown(make_filling(version, school=school, year=YEAR))
    assert found["how-many"][1].endswith(", an estimate")


def test_last_years_facts_and_answers_stand_where_the_question_carries_over(school, version, lead):
    tell(school, FactSource.SCHOOL, Said("choirs", 2), year=YEAR - 1)
    tell(school, FactSource.SCHOOL, Said("music-budget", Decimal("900.50")), year=YEAR - 1)
    earlier = make_filling(version, school=school, year=YEAR - 1)
    section = version.sections.get()
    answering.save(
        filling=earlier, section=section, cleaned={"free": Given("As ever")}, seen={}, by=lead
    )
    answering.submit(filling=earlier, by=lead)
    found = shown(make_filling(version, school=school, year=YEAR))
    assert found["money"] == (Decimal("900.50"), "Known of 2025/26")
    assert found["free"] == ("As ever", "From your answers in 2025/26")
    assert found["how-many"] == (None, "")


def test_another_schools_facts_and_answers_stand_nowhere(school, version, lead):
    stranger = SchoolFactory()
    tell(stranger, FactSource.HUB, Said("choirs", 7), Said("music-budget", 7), year=YEAR)
    tell(stranger, FactSource.HUB, Said("music-budget", 7), year=YEAR - 1)
    assert {
        each for each, _ in shown(make_filling(version, school=school, year=YEAR)).values()
    } == {None}


def test_what_was_answered_is_told_when_it_is_handed_in(school, version, lead):
    filling = make_filling(version, school=school, year=YEAR)
    cleaned = {
        "how-many": Given(3),
        "money": Given("1200.50"),
        "governor": Given(False),
        "minutes": Given({"0": 20, "1": 40}),
        "review": Given("2027-03-01"),
        "name": Given("Mary Lead"),
        "free": Given("Nothing else"),
    }
    section = version.sections.get()
    answering.save(filling=filling, section=section, cleaned=cleaned, seen={}, by=lead)
    assert book.known(school, YEAR) == {}
    answering.submit(filling=filling, by=lead)
    known = book.known(school, YEAR)
    assert {about: fact.value for about, fact in known.items()} == {
        ("choirs", ""): 3,
        ("music-budget", ""): Decimal("1200.50"),
        ("governor-link", ""): 0,
        ("curriculum-minutes", "0"): 20,
        ("curriculum-minutes", "1"): 40,
        ("plan-review-on", ""): "2027-03-01",
        ("music-lead", ""): "Mary Lead",
    }
    assert {(fact.source, fact.by) for fact in known.values()} == {(FactSource.SCHOOL, lead)}


def test_the_register_of_facts_says_what_may_be_asked():
    fact = bindings.facts()["scheme"]
    assert (fact.kind, fact.area) == (Kind.CHOICE, "Curriculum")
    assert ("own", "Our own") in fact.options
    assert bindings.facts()["curriculum-minutes"].kind == Kind.YEARS
    assert bindings.facts()["choirs"].most == 60
