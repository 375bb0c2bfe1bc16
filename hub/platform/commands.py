"""run, test, quick, check, fix, bench, audit, doctor, clean: set up what each needs, then do it."""

import os
import signal
import sys
from pathlib import Path

from hub.platform import installation, libraries
from hub.platform.console import Trouble, complain, step
from hub.platform.locks import Lock
from hub.platform.state import CHECKOUT, State, var_directory

RUN_LOCK = "HUB_RUN_LOCK"

#: Each has a database, a broker and a browser of its own: about half a gigabyte.
MOST_PROCESSES = 6

RUNTIME = ("requirements.txt", "requirements-local.txt")
EVERYTHING = (*RUNTIME, "requirements-dev.txt")


def main(arguments):
    """Do one command. Returns the exit code; most commands hand over to another program."""
    name, *rest = arguments or ["help"]
    if name not in COMMANDS:
        print("usage: python3 -m hub.platform.bootstrap " + "|".join(sorted(COMMANDS)))
        return 2
    # Ended by its parent or its terminal, set-up stops like after Ctrl-C: nothing half-written.
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:  # nohup asks us to ignore it
            signal.signal(number, _interrupt)
    try:
        return COMMANDS[name](rest)
    except Trouble as trouble:
        complain(trouble)
        return 1
    except KeyboardInterrupt:
        complain(Trouble("stopped."))
        return 130


def _interrupt(number, frame):
    raise KeyboardInterrupt


def set_up(requirements, *, browser=False):
    """Virtual environment, requirements and system libraries; seconds when all are there."""
    state = State(var_directory())
    state.make()
    lock = Lock(state.path / "setup.lock")
    if not lock.take():
        print("  waiting for another set-up in this checkout")
        lock.take(wait=True)
    try:
        installation.install(requirements)
        with step("system libraries") as doing:
            doing.note = libraries.provide(browser=browser, log=state.log("libraries"))
    finally:
        lock.release()
    return state


def hand_over(*command, environ=None):
    """Become another program of the virtual environment."""
    sys.stdout.flush()
    program = str(installation.PYTHON)
    os.chdir(CHECKOUT)
    os.execve(program, [program, *command], {**os.environ, **(environ or {})})  # noqa: S606


def run(arguments):
    """Set everything up and serve the portal until Ctrl-C."""
    state = State(var_directory())
    state.make()
    lock = Lock(state.lock_file)
    if not lock.take_from_one_that_stops():
        raise Trouble(already_running(lock))
    lock.say(f"process {os.getpid()}, setting up")
    set_up(RUNTIME)
    lock.pass_on(RUN_LOCK)
    hand_over("-m", "hub.platform.run")


def already_running(lock):
    """The sentence for whoever finds var/ in use."""
    holder = lock.holder() or "another process"
    return (
        f"The portal of {lock.path.parent} is in use already ({holder}): end that one first with "
        "Ctrl-C, or give this one a HUB_VAR and a PORT of its own."
    )


def caches():
    """Environment that keeps the caches of tools below var/."""
    cache = var_directory() / "cache"
    return {
        "RUFF_CACHE_DIR": str(cache / "ruff"),
        "MYPY_CACHE_DIR": str(cache / "mypy"),
        "HYPOTHESIS_STORAGE_DIRECTORY": str(cache / "hypothesis"),
        "XDG_CACHE_HOME": str(cache),
        "PLAYWRIGHT_BROWSERS_PATH": str(libraries.browsers_directory()),
    }


def pytest(arguments):
    cache = var_directory() / "cache" / "pytest"
    hand_over("-m", "pytest", "-o", f"cache_dir={cache}", *arguments, environ=caches())


def side_by_side():
    """Options of pytest for a process a core. Groups stay in order; testing.py says which."""
    processes = min(os.cpu_count() or 1, MOST_PROCESSES)
    groups = ["--dist", "loadgroup", "--no-loadscope-reorder"]
    return ["-n", str(processes), *groups] if processes > 1 else []


def test(arguments):
    """Every test."""
    set_up(EVERYTHING, browser=True)
    pytest([*side_by_side(), *arguments])


def quick(arguments):
    """The tests that need neither a browser nor a portal of their own."""
    set_up(EVERYTHING)
    pytest([*side_by_side(), "-m", "not browser and not machine", *arguments])


def check(arguments):
    """Lint, types, templates, migrations and the deploy check."""
    set_up(EVERYTHING)
    hand_over("-m", "hub.platform.quality", "check", environ=caches())


def fix(arguments):
    """Format and mend what tools can mend."""
    set_up(EVERYTHING)
    hand_over("-m", "hub.platform.quality", "fix", environ=caches())


def audit(arguments):
    """Known vulnerabilities of what is pinned; asks PyPI, so not part of check."""
    set_up(EVERYTHING)
    hand_over("-m", "hub.platform.quality", "audit", environ=caches())


def bench(arguments):
    """Measure, print a table and write var/bench.json."""
    set_up(EVERYTHING, browser=False)
    hand_over("-m", "tests.bench", *arguments, environ=caches())


def doctor(arguments):
    """What is missing on this machine, and how to mend it."""
    if not installation.is_current(RUNTIME):
        raise Trouble("The requirements are not installed yet: make run.")
    hand_over("manage.py", "doctor", *arguments)


def clean(arguments):
    """Remove what run and test made. Nothing that runs is stopped."""
    state = State(var_directory())
    if CHECKOUT.is_relative_to(state.path) or Path.home().is_relative_to(state.path):
        raise Trouble(
            f"HUB_VAR is {state.path}, which holds more than a portal: name its own folder."
        )
    if state.path.exists():
        lock = Lock(state.lock_file)
        if not lock.take_from_one_that_stops():
            raise Trouble(already_running(lock))
        state.remove()
    installation.remove()
    print(f"  removed {state.path} and {installation.VENV}")
    return 0


COMMANDS = {
    "run": run,
    "test": test,
    "quick": quick,
    "check": check,
    "fix": fix,
    "audit": audit,
    "bench": bench,
    "doctor": doctor,
    "clean": clean,
}
