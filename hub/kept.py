"""What many pages read and few people change: kept for some seconds in each process."""

import time

from django.db import transaction

_every: list["Kept | KeptByKey"] = []


class Kept:
    """A value that ``read()`` gets, at most ``seconds`` old::

        outline = Kept(_rings_in_force)
        outline()          # reads, or says what was read
        outline.forget()   # called with a change: this process reads anew, others soon

    Module level only: one is made for a process, and tests forget them all.
    """

    def __init__(self, read, *, seconds=5):
        self._read, self._seconds = read, seconds
        self._found = None
        _every.append(self)

    def __call__(self):
        if self._found is None or time.monotonic() - self._found[0] > self._seconds:
            self._found = (time.monotonic(), self._read())
        return self._found[1]

    def forget(self):
        """Read anew, now and once more after commit: meanwhile another page may read the old."""
        _forget_with_the_change(self)

    def _forget(self):
        self._found = None


def forget_everything():
    """For tests: one must not see what another read."""
    for each in _every:
        each._forget()


class KeptByKey:
    """The same for several values: ``kept(key, read)``, the last ``most`` of them asked for.

    The key says all that the value follows from, so that a change has another key; ``seconds``
    bounds what a key that was read a moment too early can do.
    """

    def __init__(self, *, seconds, most):
        self._seconds, self._most = seconds, most
        self._found: dict = {}
        _every.append(self)

    def __call__(self, key, read):
        at, value = self._found.pop(key, (None, None))
        if at is None or time.monotonic() - at > self._seconds:
            at, value = time.monotonic(), read()
        self._found[key] = (at, value)
        while len(self._found) > self._most:
            del self._found[next(iter(self._found))]
        return value

    def forget(self):
        """Read every value anew, now and once more after commit."""
        _forget_with_the_change(self)

    def _forget(self):
        self._found.clear()


def _forget_with_the_change(kept):
    kept._forget()
    transaction.on_commit(kept._forget, robust=True)
