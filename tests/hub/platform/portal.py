"""A whole portal as a process of its own, for tests that start, interrupt and kill it."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from hub.platform import children, probe

ROOT = Path(__file__).resolve().parents[3]
# What a shell would have; none of what pytest's own servers need.
SHELL = ("PATH", "HOME", "LANG", "TMPDIR", "HUB_DATABASE", "HUB_BROKER")


def free_port():
    """A port that nobody has at this moment."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


def shell(**settings):
    """The environment of somebody's shell, with these settings."""
    return {name: os.environ[name] for name in SHELL if name in os.environ} | settings


class Portal:
    """`make run` without the set-up that this session's environment has had already."""

    def __init__(self, var, **settings):
        self.var = Path(var).resolve()
        self.port = free_port()
        self.environ = shell(HUB_VAR=str(self.var), PORT=str(self.port), **settings)
        self.output = self.var.with_name(f"{self.var.name}.out")
        self.process = None

    def start(self):
        """Start it and wait until it has said where it is. Returns seconds to the first page."""
        began = time.monotonic()
        self.process = self.popen()
        while "Ctrl-C" not in self.said():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() - began < 90, self.said()
            time.sleep(0.05)
        return time.monotonic() - began

    def popen(self):
        with self.output.open("wb") as output:
            return subprocess.Popen(
                [sys.executable, "-m", "hub.platform.run"],
                env=self.environ,
                cwd=ROOT,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def said(self):
        """What it has written on its console since its last start."""
        return self.output.read_text(encoding="utf-8")

    def stop(self, number=signal.SIGINT):
        """Stop it as Ctrl-C does; its exit code."""
        self.process.send_signal(number)
        return self.process.wait(40)

    def is_running(self):
        return self.process is not None and self.process.poll() is None

    def processes(self):
        """Numbers of all its processes but the supervisor, by program name."""
        found = {}
        for pid, name in children.marked_processes(self.var).items():
            found.setdefault(name, []).append(pid)
        return found

    def pid_of(self, name):
        """The number of one member, such as web, database or soon; None while it is away."""
        text = {"web": "gunicorn", "database": "listen_addresses=", "broker": "redis.sock"}.get(
            name, f"{name}@localhost"
        )
        children_of = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        for pid in map(int, children_of.read_text(encoding="ascii").split()):
            if text in Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8"):
                return pid
        return None

    def is_ready(self):
        return probe.ask("ready", port=self.port, host="localhost")

    def wait_until(self, holds, *, seconds=40):
        """Wait until ``holds()``; fails with what the portal said when it never does."""
        until = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < until, self.said()
            time.sleep(0.1)

    def manage(self, *arguments, **settings):
        """A command by hand, with nothing set but where var/ is."""
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            env=shell(HUB_VAR=str(self.var), **settings),
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
