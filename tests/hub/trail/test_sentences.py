"""What changed, in words that a manager reads aloud."""

import pytest

from hub.trail.record import record
from hub.trail.sentences import lines
from tests.factories.schools import SchoolFactory


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (None, "Oak", "Oak"),
        ("Ash", None, "was Ash"),
        ("Ash", "Oak", "Ash, now Oak"),
        (False, True, "no, now yes"),
        (0, 530, "0, now 530"),
        ("2026-09-01", "2027-08-31", "1 September 2026, now 31 August 2027"),
    ],
)
def test_a_change_says_what_was_and_what_is(before, after, words, manager):
    entry = record("changed", SchoolFactory(), by=manager, changes={"name": (before, after)})
    assert [change.words for change in lines([entry])[0].changes] == [words]


def test_a_field_that_was_and_stays_empty_is_not_spoken_of(manager):
    entry = record("gave", SchoolFactory(), by=manager, changes={"last day": (None, None)})
    assert lines([entry])[0].changes == []


def test_a_field_whose_value_stays_off_the_trail_is_named(manager):
    entry = record("changed", SchoolFactory(), by=manager, fields=["phone_number"])
    assert [change.field for change in lines([entry])[0].changes] == ["phone number"]
