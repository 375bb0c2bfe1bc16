"""Watches over the portal's processes: says when one dies, and starts it again."""

import os
import select
import signal
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from hub.platform.children import Child
from hub.platform.state import CHECKOUT

LONGEST_PAUSE = 30
STEADY_AFTER = 60  # seconds after which a process counts as started well


class Stopped(BaseException):
    """We were told to stop, by Ctrl-C or a signal. Not an Exception: nothing swallows it."""


def catch_signals():
    """Have Ctrl-C, an end of the session and a plain kill raise Stopped."""

    def stop(number, frame):
        raise Stopped

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        # nohup has the session's end ignored. Shells have SIGINT ignored for what runs in their
        # background; whoever sends it to us nevertheless means it.
        if number != signal.SIGHUP or signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, stop)


@dataclass
class Program:
    """A program to keep running: the web server, a worker, beat."""

    name: str
    command: list
    environ: dict = field(repr=False)
    log: Path

    def spawn(self):
        return Child.start(
            self.command, name=self.name, env=self.environ, log=self.log, cwd=CHECKOUT
        )


def programs(state, environ, port):
    """The portal's programs, the web server first."""
    beat_files = state.path / "beat"
    beat_files.mkdir(mode=0o700, exist_ok=True)
    (state.path / "run").mkdir(mode=0o700, exist_ok=True)
    gunicorn = [
        *(sys.executable, "-m", "gunicorn", "-c", "python:hub.platform.web_server"),
        *("--bind", f"127.0.0.1:{port}", "--worker-tmp-dir", state.path / "run"),
        *("--graceful-timeout", "5", "hub.wsgi:application"),
    ]
    commands = {
        "web": gunicorn,
        # One queue each, so that a long PDF never keeps an e-mail waiting.
        "soon": _celery("worker", "-Q", "soon", "-n", "soon@localhost", *WORKER),
        "heavy": _celery("worker", "-Q", "heavy", "-n", "heavy@localhost", *WORKER),
        "beat": _celery("beat", "-s", beat_files / "schedule", "--pidfile="),
    }
    return [Program(name, command, environ, state.log(name)) for name, command in commands.items()]


WORKER = ("-c", "1", "--without-gossip", "--without-mingle", "--without-heartbeat")


def _celery(*arguments):
    return [sys.executable, "-m", "celery", "-A", "hub.celery", *arguments, "-l", "INFO"]


@dataclass
class Member:
    """What is watched: what starts it, its running child, and when to start it again."""

    of: object  # a Program, or an embedded server; has name, log and spawn()
    child: Child
    failures: int = 0
    again_at: float | None = None


class Supervisor:
    """Keeps its members running until it is told to stop."""

    def __init__(self, state):
        self.state = state
        self.members = {}
        self._hurried = False

    def start(self, program):
        """Start a program and watch over it."""
        self.members[program.name] = Member(program, program.spawn())

    def adopt(self, server):
        """Watch over an embedded server that runs already. Whoever started it stops it."""
        self.members[server.name] = Member(server, server.child)

    def is_alive(self, program):
        return self.members[program.name].child.is_alive()

    def watch(self):
        """Start again what dies. Ends only by an exception, such as Stopped."""
        reading, writing = os.pipe()
        os.set_blocking(writing, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
        try:
            while True:
                self._look_after_all()
                select.select([reading], [], [], self._patience())
                self._drain(reading)
        finally:
            signal.set_wakeup_fd(-1)
            os.close(reading)
            os.close(writing)

    def _drain(self, reading):
        while select.select([reading], [], [], 0)[0]:
            os.read(reading, 512)

    def _patience(self):
        due = [each.again_at for each in self.members.values() if each.again_at is not None]
        return max(0.0, min(due) - time.monotonic()) if due else 60.0

    def _look_after_all(self):
        now = time.monotonic()
        for member in self.members.values():
            if member.again_at is not None:
                if member.again_at <= now:
                    member.again_at = None
                    member.child = member.of.spawn()
            elif not member.child.is_alive():
                self._has_died(member, now)

    def _has_died(self, member, now):
        steady = now - member.child.started > STEADY_AFTER
        member.failures = 1 if steady else member.failures + 1
        pause = min(LONGEST_PAUSE, 2 ** (member.failures - 1))
        member.again_at = now + pause
        # Its own children share its process group, and would hold on to its port or its queue.
        member.child.sweep_group()
        print(
            f"  {member.of.name} ended ({ending(member.child.process.returncode)}), "
            f"starting it again in {pause} s; see {member.of.log}",
            flush=True,
        )

    def stop(self):
        """Stop the programs side by side: no new work first, then the end of what runs."""
        running = [each.child for each in self.members.values() if isinstance(each.of, Program)]
        for child in running:
            child.send(signal.SIGTERM)
        until = time.monotonic() + 10
        for child in running:
            while not child.wait(0.1) and time.monotonic() < until and not self._hurried:
                pass
        for child in running:
            child.sweep_group()
        self.members = {}

    def hurry(self):
        """Do not wait for work in progress any longer; sweeps find it again."""
        self._hurried = True


def ending(code):
    """How a process ended, in words."""
    if code is not None and code < 0:
        return f"by signal {signal.Signals(-code).name}"
    return f"with exit code {code}"
