"""Tests side by side: each process has servers of its own, and the order stays."""

from types import SimpleNamespace

import pytest

from hub.platform import testing
from hub.platform.commands import side_by_side


def item(group, *marks):
    """A collected test, as far as the plugin looks at it."""
    found = {"xdist_group": SimpleNamespace(args=(group,)), **dict.fromkeys(marks, True)}
    return SimpleNamespace(get_closest_marker=found.get)


def test_what_takes_long_begins_first_and_what_belongs_together_stays_together():
    quick, pages, portal = item("a"), item("b", "browser"), item("c", "machine")
    also, part = item("b"), item("d", "long")
    given = [quick, also, pages, part, portal]
    assert testing.slow_first(given) == [portal, part, also, pages, quick]


def test_each_process_at_a_given_broker_has_a_number_of_its_own():
    given = {"REDIS_URL": "redis://somewhere:6379/0", "OTHER": "1"}
    assert testing.own_broker(given) is given
    second = testing.own_broker({**given, "PYTEST_XDIST_WORKER": "gw1"})
    assert (second["REDIS_URL"], second["OTHER"]) == ("redis://somewhere:6379/2", "1")


def test_without_a_given_broker_each_process_starts_one():
    assert testing.own_broker({"PYTEST_XDIST_WORKER": "gw1"}) == {"PYTEST_XDIST_WORKER": "gw1"}


@pytest.mark.parametrize(
    ("cores", "processes"), [(None, []), (1, []), (2, ["-n", "2"]), (64, ["-n", "6"])]
)
def test_a_process_a_core_up_to_six(monkeypatch, cores, processes):
    monkeypatch.setattr("os.cpu_count", lambda: cores)
    assert side_by_side()[:2] == processes
