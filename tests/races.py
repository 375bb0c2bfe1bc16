"""Two at once, for real: the first transaction is held open while a rival meets its lock.

with rival(lambda: accept(token=token, by=user)) as other:
    with transaction.atomic():
        accept(token=token, by=user)
        other.start_and_wait_for_the_lock()
assert isinstance(other.raised, InvitationOver)
"""

import threading
import time
from contextlib import contextmanager

from django.db import connection, connections

SOON = 10  # seconds; a test that waits longer has failed


class Rival:
    """A call in a thread, on a connection of its own: what it ``returned`` or ``raised``."""

    def __init__(self, call):
        self.returned = self.raised = None
        self._call = call
        self._pid = None
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start_and_wait_for_the_lock(self):
        """Start the call and return when PostgreSQL says that it waits for a lock.

        Raises AssertionError when it ends first: then there is no lock to meet.
        """
        self._thread.start()
        assert self._ready.wait(SOON), "The rival did not get a connection."
        until = time.monotonic() + SOON
        while time.monotonic() < until:
            if self._waits():
                return
            assert self._thread.is_alive(), "The rival did not wait: nothing was locked."
            time.sleep(0.02)
        raise AssertionError("The rival neither waited for a lock nor ended.")

    def start_and_wait_for_the_end(self):
        """Start the call and return when it ended: nothing that is held may hold it up."""
        self._thread.start()
        self.join()

    def join(self):
        """Wait for the end of the call."""
        self._thread.join(SOON)
        assert not self._thread.is_alive(), "The rival still runs."

    def _waits(self):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT wait_event_type = 'Lock' FROM pg_stat_activity WHERE pid = %s", [self._pid]
            )
            row = cursor.fetchone()
        return bool(row and row[0])

    def _run(self):
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_backend_pid()")
                (self._pid,) = cursor.fetchone()
            self._ready.set()
            self.returned = self._call()
        except Exception as error:  # noqa: BLE001  (the test asserts which)
            self.raised = error
        finally:
            connections.close_all()


@contextmanager
def rival(call):
    """A Rival that is joined when the block ends."""
    other = Rival(call)
    yield other
    other.join()
