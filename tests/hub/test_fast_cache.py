"""The fast cache: a Redis that is away is a miss, never an error."""

import pytest

from hub.platform.cache import SoftRedisCache


@pytest.fixture
def dead():
    """A cache at an address where no Redis listens."""
    return SoftRedisCache("redis://127.0.0.1:9/0", {})


def test_reading_answers_the_default(dead):
    assert (dead.get("k", "default"), dead.get_many(["k"]), dead.has_key("k")) == (
        "default",
        {},
        False,
    )


def test_writing_says_that_nothing_was_kept(dead):
    answers = [dead.add("k", 1), dead.touch("k"), dead.delete("k"), dead.set_many({"k": 1})]
    assert answers == [False, False, False, ["k"]]


def test_counting_finds_no_key(dead):
    with pytest.raises(ValueError, match="not found"):
        dead.incr("k")
