"""Child processes that never outlive us, and the finding of those that did.

Standard library only.
"""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from hub.platform.state import as_account

# Every process that a portal starts carries the path of its var/ under this name, so that what a
# killed supervisor left behind can be told from everything else on the machine.
MARK = "HUB_RUN"

PR_SET_PDEATHSIG = 1
# Loaded here: nothing may be imported or loaded between fork and exec.
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def _die_with_parent(parent, death_signal):
    """Runs in the child before exec: have the kernel signal it when its parent dies."""
    if _libc is not None:
        _libc.prctl(PR_SET_PDEATHSIG, int(death_signal))
    if os.getppid() != parent:  # it died before the line above
        os._exit(1)


def end_with_make():
    """Have the kernel end us when make is killed, which cannot end us itself then.

    Started by another program we live on without it, as a background job of a shell does.
    """
    if "MAKELEVEL" in os.environ and _libc is not None:
        _libc.prctl(PR_SET_PDEATHSIG, int(signal.SIGTERM))


class Child:
    """A process of ours with a session of its own, so Ctrl-C reaches it only through us."""

    def __init__(self, name, process):
        self.name = name
        self.process = process
        self.started = time.monotonic()

    @classmethod
    def start(
        cls, command, *, name, env, log=None, death_signal=signal.SIGTERM, account=None, cwd="/"
    ):
        """Start the command. From the main thread: the kernel watches the thread that forks.

        ``log`` is a path to which both outputs are appended; without it they are ours.
        """
        parent = os.getpid()
        with contextlib.ExitStack() as stack:
            output = stack.enter_context(open(log, "ab")) if log else None
            process = subprocess.Popen(
                [str(part) for part in command],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT if output else None,
                cwd=cwd,
                env=env,
                start_new_session=True,
                preexec_fn=lambda: _die_with_parent(parent, death_signal),
                **as_account(account),
            )
        return cls(name, process)

    @property
    def pid(self):
        return self.process.pid

    def is_alive(self):
        return self.process.poll() is None

    def send(self, number):
        """Signal the process itself; nothing happens when it has ended."""
        if self.is_alive():
            self.process.send_signal(number)

    def wait(self, seconds):
        """Wait for its end. False when it is still there after so many seconds."""
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def sweep_group(self):
        """Kill what is left of its process group, itself included."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self, number=signal.SIGTERM, *, seconds=10):
        """Ask it to end, wait, then make it."""
        self.send(number)
        self.wait(seconds)
        self.sweep_group()


def run(command, *, name, env, log=None, cwd="/"):
    """Run a command to its end and return its exit code; stop it when we are interrupted."""
    child = Child.start(command, name=name, env=env, log=log, cwd=cwd)
    try:
        return child.process.wait()
    finally:
        child.stop(seconds=5)


def is_running(pid):
    """Whether a process of that number lives; one that only waits to be reaped does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    if sys.platform == "linux":
        try:
            state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
        except (FileNotFoundError, ProcessLookupError):
            return False
        return state.rpartition(")")[2].split()[0] not in "ZX"
    return True


def marked_processes(var):
    """Processes that carry the mark of this var/: their numbers, with the program's name."""
    wanted = f"{MARK}={var}"
    if sys.platform != "linux":
        listing = subprocess.run(
            ["ps", "-axEww", "-o", "pid=,ucomm=,command="],
            capture_output=True,
            text=True,
            check=False,
        )
        rows = (line.split(None, 2) for line in listing.stdout.splitlines())
        return {int(row[0]): row[1] for row in rows if f" {wanted} " in f"{row[-1]} "}
    found = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            continue
        try:
            environment = (entry / "environ").read_bytes().split(b"\0")
            name = (entry / "comm").read_text(encoding="utf-8", errors="replace").strip()
        except OSError:  # it has ended meanwhile, or belongs to somebody else
            continue
        if wanted.encode() in environment and is_running(int(entry.name)):
            found[int(entry.name)] = name
    return found


def end_leftovers(var):
    """End what a killed supervisor of this var/ left behind; how many processes that were.

    For whoever holds the lock of the var/: nothing that carries its mark has an owner then.
    """
    left = marked_processes(var)
    databases = [pid for pid, name in left.items() if name == "postgres"]
    end([pid for pid in left if pid not in databases])
    # SIGINT is the database's fast and clean end; it comes last, and gets time to write.
    end(databases, signal.SIGINT, seconds=20)
    return len(left)


def end(pids, number=signal.SIGTERM, *, seconds=5):
    """End processes that are not our children: ask, wait, then kill."""
    for sent, patience in ((number, seconds), (signal.SIGKILL, 5)):
        for pid in pids:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(pid, sent)
        until = time.monotonic() + patience
        while any(is_running(pid) for pid in pids) and time.monotonic() < until:
            time.sleep(0.05)
        pids = [pid for pid in pids if is_running(pid)]
        if not pids:
            return
