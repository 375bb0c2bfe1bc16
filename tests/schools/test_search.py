"""Finding schools by what people type."""

import pytest

from schools.models import School
from schools.search import find, find_or_nearest, nearest, ranked
from tests.factories.schools import SchoolFactory

NAMES = {
    500001: ("St. Alban & St Stephen Primary School", "AB1 5EG"),
    500002: ("Saint Alban's Girls' School", "AB3 6DB"),
    500003: ("The Abbey School, St Albans", "AB1 1DQ"),
    500004: ("Alban City School", "AB10 3RR"),
    500005: ("Hornmead First School", "CD9 0NR"),
    500006: ("École Saint-Éloi", "CD2 8PY"),
    500007: ("100% Academy_of Arts", "CD2 9ZZ"),
}


@pytest.fixture
def schools(db):
    for urn, (name, postcode) in NAMES.items():
        SchoolFactory(urn=urn, name=name, postcode=postcode)


def found(text):
    """URNs found, counted from 1."""
    urns = find(School.objects.order_by("urn"), text).values_list("urn", flat=True)
    return [urn - 500000 for urn in urns]


@pytest.mark.parametrize(
    ("text", "urns"),
    [
        ("st alban", [1, 2, 3]),
        ("ST. ALBAN", [1, 2, 3]),
        ("saint albans", [2, 3]),
        ("St Alban’s", [2, 3]),
        ("alban", [1, 2, 3, 4]),
        ("lban cit", [4]),
        ("stephen alban", [1]),
        ("al", [1, 2, 3, 4]),
        ("st al", [1, 2, 3]),
        ("en", []),  # one or two letters begin a word
        ("of ar", [7]),
        ("alban and stephen", [1]),
        ("ecole saint eloi", [6]),
        ("ÉCOLE", [6]),
        ("100%", [7]),
        ("_", []),
        ("'", []),
        ("\\", []),
        ("", [1, 2, 3, 4, 5, 6, 7]),
        ("   ", [1, 2, 3, 4, 5, 6, 7]),
    ],
)
def test_by_name_whatever_case_accents_and_punctuation(schools, text, urns):
    assert found(text) == urns


@pytest.mark.parametrize("text", ["hornmaed", "Hormead", "horn mede first", "hornmead furst schol"])
def test_a_misspelt_name_finds_what_comes_near(schools, text):
    among = School.objects.all()
    assert not find(among, text).exists()
    assert [school.urn for school in nearest(among, text)] == [500005]


@pytest.mark.parametrize(("text", "urns"), [("hornmaed", [500005]), ("lban cit", [500004])])
def test_without_a_count_the_nearest_stand_in_for_nothing(schools, text, urns):
    assert [school.urn for school in find_or_nearest(School.objects.all(), text)] == urns


@pytest.mark.parametrize("text", ["zzzzzz", "'", "% _", "\\"])
def test_what_nobody_is_called_finds_nothing_and_nothing_near(schools, text):
    assert (found(text), list(nearest(School.objects.all(), text))) == ([], [])


@pytest.mark.parametrize(
    ("text", "urns"),
    [
        ("AB1 5EG", [1]),
        ("ab15eg", [1]),
        ("ab1", [1, 3]),
        ("AB1 1", [3]),
        ("ab10", [4]),
        ("AB15", [1]),
        ("cd2", [6, 7]),
        ("ZZ1 1ZZ", []),
    ],
)
def test_by_postcode_or_its_beginning(schools, text, urns):
    assert found(text) == urns


@pytest.mark.parametrize(("text", "urns"), [("500004", [4]), (" 500004 ", [4]), ("99999999", [])])
def test_by_number(schools, text, urns):
    assert found(text) == urns


def test_it_stays_among_the_schools_it_was_given(schools):
    among = School.objects.filter(urn=500004)
    assert [school.urn for school in find(among, "alban")] == [500004]
    assert list(nearest(among, "hornmaed")) == []


def test_words_that_begin_a_word_of_the_name_come_before_those_inside_one(db):
    for name in ("Abbey Stoke Primary School", "St Mary’s School, Zeal", "The Mary Stopes School"):
        SchoolFactory(name=name)
    shown = ranked(find(School.objects.all(), "st mary"), "st mary").order_by("inside", "name")
    assert [(school.name, school.inside) for school in shown] == [
        ("St Mary’s School, Zeal", 0),
        ("The Mary Stopes School", 0),
        ("Abbey Stoke Primary School", 1),
    ]
