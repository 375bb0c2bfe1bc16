"""What set-up says while it works, and how it says what is in the way. Standard library only."""

import contextlib
import sys
import time


class Trouble(Exception):
    """Something is missing or in the way. Each argument is one sentence with the line to type."""

    def __str__(self):
        return "\n".join(str(sentence) for sentence in self.args)


class Step:
    """One line of the console: what is done, a note on how, and how long it took."""

    def __init__(self):
        self.note = ""


@contextlib.contextmanager
def step(name):
    """Announce one step in one line, with its time when it is over.

    The line begins before the work does, so that somebody who waits sees what for. The body may
    set ``.note`` on what this yields.
    """
    began = time.monotonic()
    print(f"  {name:<20}", end="", flush=True)
    doing = Step()
    try:
        yield doing
    except BaseException:
        print(doing.note, flush=True)
        raise
    print(f"{doing.note:<52} {time.monotonic() - began:6.1f} s", flush=True)


def complain(trouble):
    """Print each sentence of the trouble on standard error."""
    sys.stdout.flush()
    for sentence in trouble.args:
        print(f"hub: {sentence}", file=sys.stderr, flush=True)
