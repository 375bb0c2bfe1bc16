"""Tests side by side: each process has servers of its own, and the order stays."""

from types import SimpleNamespace

import pytest

from hub.platform import testing
from hub.platform.commands import side_by_side


def item(*fixtures, transaction=False):
    """A collected test, as far as the plugin looks at it, and its mark."""
    mark = SimpleNamespace(kwargs={"transaction": transaction})
    path = SimpleNamespace(stem="test_a", parent=SimpleNamespace(name="b"))
    return SimpleNamespace(path=path, fixturenames=fixtures), mark


@pytest.mark.parametrize(
    ("test", "group"),
    [
        (item("db"), "test_a-b-keeping"),
        (item("transactional_db"), "test_a-b-emptying"),
        (item("db", transaction=True), "test_a-b-emptying"),
        ((item("db")[0], None), "test_a-b-keeping"),
    ],
)
def test_what_empties_the_database_stands_apart_from_the_rest_of_its_file(test, group):
    assert testing.group_of(*test) == group


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
