"""File locks: one portal in one var/, one set-up in one checkout. Standard library only."""

import fcntl
import os
import time


class Lock:
    """An advisory lock on a file, released by the system however its holder ends.

    The file's text says who holds it; it is there to be read by people, the lock itself decides.
    """

    def __init__(self, path, descriptor=None):
        self.path = path
        self.descriptor = descriptor

    @classmethod
    def inherited(cls, path, variable):
        """The lock that the program before this one took and passed on, or None."""
        text = os.environ.pop(variable, "")
        if not text:
            return None
        os.set_inheritable(int(text), False)
        return cls(path, int(text))

    def take(self, *, wait=False, shared=False):
        """Take the lock. False when another process holds it and we do not wait."""
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
            fcntl.flock(descriptor, kind if wait else kind | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return False
        self.descriptor = descriptor
        return True

    def take_from_one_that_stops(self, *, seconds=40):
        """Take the lock; of a holder that says it is stopping, once it has stopped."""
        until = time.monotonic() + seconds
        while not self.take():
            if "stopping" not in self.holder() or time.monotonic() > until:
                return False
            time.sleep(0.2)
        return True

    def say(self, text):
        """Write who holds the lock, for whoever finds it taken."""
        os.ftruncate(self.descriptor, 0)
        os.pwrite(self.descriptor, text.encode(), 0)

    def holder(self):
        """What the holder said of itself; empty when it has not said anything yet."""
        try:
            return self.path.read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return ""

    def pass_on(self, variable):
        """Keep the lock across exec, and say in the environment where it is."""
        os.set_inheritable(self.descriptor, True)
        os.environ[variable] = str(self.descriptor)

    def release(self):
        if self.descriptor is not None:
            os.close(self.descriptor)
            self.descriptor = None
