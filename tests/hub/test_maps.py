"""Where a map puts its marks, and what it leaves out."""

import random

from hub.maps import ALONE, WIDTH, Map

NAMES = {kind: f"Kind {kind}" for kind in range(1, 9)}
COUNTY = [[(500_000, 200_000), (550_000, 200_000), (550_000, 240_000), (500_000, 240_000)]]


def scattered(number, seed=1):
    """Points all over England."""
    rows = random.Random(seed)
    return [
        (rows.randrange(90_000, 655_000), rows.randrange(10_000, 657_000), rows.randrange(1, 9))
        for _ in range(number)
    ]


def test_east_is_right_and_north_is_up():
    drawn = Map([(500_000, 200_000, 1), (550_000, 250_000, 2)], NAMES)
    (first,), (second,) = drawn._marks[0][1], drawn._marks[0][2]
    assert first[0] < second[0]
    assert first[1] > second[1]


def test_a_point_beyond_the_outline_is_counted_and_not_drawn():
    drawn = Map([(520_000, 220_000, 1), (400_000, 800_000, 1)], NAMES, COUNTY)
    assert (drawn.outside, [line.text for line in drawn.legend]) == (1, ["Kind 1 (1)"])


def test_the_outline_frames_the_map_whatever_stands_in_it():
    one, other = Map([(520_000, 220_000, 1)], NAMES, COUNTY), Map([], NAMES, COUNTY)
    assert (one.border, one.height) == (other.border, other.height)
    assert one.border.count("M") == 1


def test_a_school_alone_stands_in_the_middle():
    drawn = Map([(520_000, 220_000, 1)], NAMES)
    assert drawn._marks[0] == {1: [(WIDTH // 2, drawn.height // 2)]}


def test_points_in_a_row_make_a_map_of_bearable_form():
    flat = Map([(100_000, 220_000, 1), (600_000, 220_000, 1)], NAMES)
    tall = Map([(100_000, 0, 1), (100_000, 1_200_000, 1)], NAMES)
    assert (flat.height, tall.height) == (500, 1400)


def test_few_points_have_a_mark_each():
    drawn = Map(scattered(ALONE), NAMES)
    assert not drawn.is_merged
    assert sum(layer.path.count("M") for layer in drawn.layers) == ALONE


def test_many_points_share_marks_and_the_drawing_stays_small():
    drawn = Map(scattered(24_000), NAMES)
    size = sum(len(layer.path) for layer in drawn.layers)
    assert size < 45_000
    assert drawn.legend[-1].text == "Several close together: the larger, the more"
    assert "Kind 8" in drawn.legend[-2].text


def test_no_two_kinds_look_the_same_without_colour():
    drawn = Map([(500_000 + kind, 200_000, kind) for kind in NAMES], NAMES)
    assert len({line.path for line in drawn.legend}) == len(NAMES)


def test_nothing_to_show_is_no_fault():
    empty = Map([], NAMES)
    assert (empty.layers, empty.legend, empty.border, empty.here_at) == ([], [], "", None)
