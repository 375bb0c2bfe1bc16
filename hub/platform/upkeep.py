"""Brings database and files up to the code before it serves: schema, cache table, static, demo.

Run as `python -m hub.platform.upkeep migrate`; each step says what it did. All that is needed to
decide whether static files changed is standard library, for the supervisor asks too.
"""

import hashlib
import io
import os
import sys
import traceback

from hub.platform.console import Trouble, complain, step
from hub.platform.state import CHECKOUT, State, var_directory


def main():
    """Do every step; the exit code of the process."""
    state = State(var_directory())
    try:
        with step("start of Django"):
            import django

            os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings")
            django.setup()
        with step("database schema") as doing:
            doing.note = migrate()
        with step("static files") as doing:
            doing.note = collect_static_files(state)
        if os.environ.get("HUB_DEMO") == "1" and not sign_ins(state):
            with step("demo data") as doing:
                doing.note = load_demo(state)
    except Exception as error:  # said in a sentence; the whole story goes into the log
        log = state.log("upkeep")
        with log.open("a", encoding="utf-8") as file:
            traceback.print_exc(file=file)
        sentence = " ".join(str(error).split()) or type(error).__name__
        complain(Trouble(f"{sentence} ({log})"))
        return 1
    return 0


def migrate():
    """Apply what the code has and the database has not; what was done."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    to_apply = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if to_apply:
        call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    return f"{len(to_apply)} migrations applied" if to_apply else "up to date"


# ---- static files


def static_fingerprint():
    """Changes when a static file of ours does, or a package that brings some."""
    digest = hashlib.sha256((CHECKOUT / "requirements.txt").read_bytes())
    digest.update((CHECKOUT / "hub" / "settings.py").read_bytes())
    for path in sorted((CHECKOUT / "static").rglob("*")):
        status = path.stat()
        digest.update(f"{path}:{status.st_mtime_ns}:{status.st_size}\n".encode())
    return digest.hexdigest()


def _static_mark(state):
    return state.path / "static-files.sha256"


def static_files_are_current(state):
    """Whether what was collected is what the checkout holds."""
    try:
        return _static_mark(state).read_text(encoding="ascii") == static_fingerprint()
    except FileNotFoundError:
        return False


def collect_static_files(state):
    """Collect static files when they have changed; what was done."""
    if static_files_are_current(state):
        return "unchanged"
    from django.core.management import call_command

    fingerprint = static_fingerprint()
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    _static_mark(state).write_text(fingerprint, encoding="ascii")
    return "collected"


# ---- demo data


def sign_ins(state):
    """The demo's table of sign-ins; empty when this database has no demo data yet."""
    try:
        mark, _, table = state.sign_ins.read_text(encoding="utf-8").partition("\n")
    except FileNotFoundError:
        return ""
    return table if mark == _database_mark(state) else ""


def _database_mark(state):
    """Tells one database from the next, without its password in the open."""
    return hashlib.sha256(state.environment()["DATABASE_URL"].encode()).hexdigest()


def load_demo(state):
    """Load the demo data, once for a database, and keep the table with which its output ends."""
    from django.core.management import call_command

    said = io.StringIO()
    call_command("demo", stdout=said)
    table = said.getvalue().rstrip().rpartition("\n\n")[2]
    state.write_private(state.sign_ins, f"{_database_mark(state)}\n{table}")
    return "loaded"


if __name__ == "__main__":
    sys.exit(main())
