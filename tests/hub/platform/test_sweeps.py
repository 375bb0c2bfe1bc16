"""Sweeps: run when due, one broken sweep does not stop the others, two beats run one once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hub.platform import sweeps
from hub.platform.models import SweepRun


@pytest.fixture
def registry(monkeypatch, db):
    """A registry of the test's own; returns the list of what ran."""
    ran = []
    monkeypatch.setattr(sweeps, "_sweeps", {})
    monkeypatch.setattr(sweeps, "autodiscover_modules", lambda name: None)

    @sweeps.sweep("a.broken")
    def broken():
        raise RuntimeError

    @sweeps.sweep("b.sound", every=timedelta(hours=1))
    def sound():
        ran.append("b.sound")
        return "did 3"

    return ran


def test_a_broken_sweep_leaves_the_others_their_turn(registry):
    assert sweeps.run(only_due=False) == [
        ("a.broken", "failed: RuntimeError", True),
        ("b.sound", "did 3", False),
    ]


def test_a_sweep_that_is_not_due_waits(registry):
    sweeps.run(only_due=True)
    assert [name for name, _, _ in sweeps.run(only_due=True)] == []


def test_a_sweep_is_due_again_after_its_interval(registry):
    sweeps.run(only_due=True)
    SweepRun.objects.update(started_at=timezone.now() - timedelta(minutes=61))
    assert [name for name, _, _ in sweeps.run(only_due=True)] == ["a.broken", "b.sound"]


def test_the_heartbeat_says_what_was_done(registry):
    sweeps.run(only_due=True)
    row = SweepRun.objects.get(name="b.sound")
    assert (row.said, row.failed, row.finished_at >= row.started_at) == ("did 3", False, True)
