"""What the benchmarks share: how a figure is written, and one portal for all of them."""

import tempfile
from pathlib import Path

from hub.platform.state import State
from tests.hub.platform.portal import Portal

_running: list[Portal] = []


def figure(name, value, unit, *, target=None, at_least=False):
    """One line of the table. ``target`` is the most it may be, with ``at_least`` the least."""
    value = round(value, 4 if abs(value) < 1 else 2)
    ok = target is None or (value >= target if at_least else value <= target)
    return {"name": name, "value": value, "unit": unit, "target": target, "ok": ok}


def portal():
    """A portal in demo mode, started once for all benchmarks in a var/ of its own.

    ``.seconds_to_first_page`` is how long that took from an empty folder; ``.settings()`` has the
    addresses of its servers.
    """
    if not _running:
        started = Portal(Path(tempfile.mkdtemp(prefix="hub-bench-")) / "var")
        _running.append(started)
        started.seconds_to_first_page = started.start()
    return _running[0]


def stop():
    """Stop the portal and remove what it made."""
    while _running:
        finished = _running.pop()
        if finished.is_running():
            finished.stop()
        State(finished.var).remove()
        finished.output.unlink()
        finished.var.parent.rmdir()
