"""Small counts are hidden, and what would give them away (security.md, T30)."""

import itertools
import random

import pytest

from schools.needs.hiding import hidden_cells

pytestmark = pytest.mark.django_db


def hidden_of(row):
    """The hidden columns of one row."""
    return sorted(column for _, column in hidden_cells([row])[0])


@pytest.mark.parametrize(
    ("row", "hidden"),
    [
        ([10, 20, 30], []),
        ([0, 0, 40], []),
        ([4, 1, 95], [0, 1]),
        ([4, 20, 30], [0, 1]),  # the rest would tell the 4
        ([1, 1, 0, 98], [0, 1, 3]),  # two that add up to 2 are one each
        ([3, 0, 0], [0, 1, 2]),  # nothing else is left to hide it behind
        ([4, 4, 90], [0, 1, 2]),  # known to be few, two that add up to 8 are four each
        ([4], [0]),
        ([5, 5], []),
    ],
    ids=str,
)
def test_no_cell_of_a_row_follows_from_the_others(row, hidden):
    assert hidden_of(row) == hidden


def test_no_cell_follows_from_the_total_of_its_column():
    rows = [[3, 50, 47], [20, 40, 40], [30, 35, 35]]
    hidden, of_total = hidden_cells(rows, total=[53, 125, 122])
    assert of_total == set()
    for column in range(3):
        own = [n for n, at in hidden if at == column]
        assert len(own) != 1
        assert not own or sum(rows[n][column] for n in own) >= 5


def test_a_total_that_is_hidden_itself_asks_for_no_more():
    hidden, of_total = hidden_cells([[3, 50], [0, 60]], total=[3, 110])
    assert (of_total, (1, 0) in hidden) == ({0, 1}, False)


def test_answers_of_which_a_school_gives_several_are_hidden_by_column_alone():
    hidden, of_total = hidden_cells([[3, 50], [20, 8]], total=[23, 58], shares_out=False)
    assert (hidden, of_total) == ({(0, 0), (1, 0)}, set())


def test_nothing_that_is_hidden_can_be_reckoned_whatever_the_counts():
    chance = random.Random(4)  # noqa: S311
    for _ in range(300):
        rows = [[chance.choice((0, 1, 3, 4, 9, 30)) for _ in range(4)] for _ in range(3)]
        total = [sum(column) for column in zip(*rows, strict=True)]
        hidden, of_total = hidden_cells(rows, total=total)
        for n, row in enumerate(rows):
            assert_safe(row, {column for at, column in hidden if at == n})
        for column, numbers in enumerate(zip(*rows, strict=True)):
            if column not in of_total:
                assert_safe(numbers, {n for n, at in hidden if at == column})
        shown = set(itertools.product(range(3), range(4))) - hidden
        assert not any(0 < rows[n][column] < 5 for n, column in shown)


def assert_safe(numbers, hidden):
    """Hidden numbers are several, and of no small sum, or everything is hidden."""
    if hidden and len(hidden) < len(numbers):
        assert len(hidden) > 1
        assert not 0 < sum(numbers[place] for place in hidden) < 5
