"""`make check`, `make fix` and `make audit`: what is run, in which order, and what failed."""

import os
import secrets
import subprocess
import sys
import time

from hub.platform.state import CHECKOUT, var_directory

PYTHON = sys.executable
RUFF = [PYTHON, "-m", "ruff"]
#: Every package of ours: one that is not named is not looked at.
PACKAGES = ["hub", "schools", "tuition", "ensembles", "cpd", "visits"]
DJLINT = [PYTHON, "-m", "djlint", "templates", "--quiet"]


def tests_environment():
    """Enough for commands of Django that look at code alone and ask no server."""
    return {
        "HUB_TEST": "1",
        "HUB_SECRET_KEY": secrets.token_urlsafe(48),
        "DATABASE_URL": "postgres://nobody@database.invalid/none",
        "REDIS_URL": "redis://broker.invalid/0",
        "HUB_VAR": str(var_directory()),
    }


def production_environment():
    """A sound production, as docs/deployment.md describes it."""
    return {
        **tests_environment(),
        "HUB_TEST": "0",
        "HUB_DEMO": "0",
        "HUB_HOSTS": "portal.example",
        "HUB_SITE_URL": "https://portal.example",
        "HUB_PROXIES": "1",
    }


def checks():
    """What is checked: a name, the command, and the settings that it runs with."""
    manage = [PYTHON, "manage.py"]
    # Without a database this command warns that it could not look at the history there.
    no_database = [PYTHON, "-W", "ignore::RuntimeWarning", "manage.py"]
    return [
        ("lint", [*RUFF, "check", "."], {}),
        ("format", [*RUFF, "format", "--check", "."], {}),
        ("templates", [*DJLINT, "--lint"], {}),
        # Afresh each time: from its cache the Django plugin loses the managers of a changed model.
        (
            "types",
            [PYTHON, "-m", "mypy", "--no-incremental", *PACKAGES],
            tests_environment(),
        ),
        ("settings", [*manage, "check"], tests_environment()),
        (
            "migrations",
            [*no_database, "makemigrations", "--check", "--dry-run"],
            tests_environment(),
        ),
        (
            "deployment",
            [*manage, "check", "--deploy", "--fail-level", "WARNING"],
            production_environment(),
        ),
    ]


def check():
    """Run every check and say at the end which failed. The exit code."""
    failed = []
    for name, command, settings in checks():
        began = time.monotonic()
        environ = {key: value for key, value in os.environ.items() if not key.startswith("HUB_")}
        done = subprocess.run(
            command,
            env={**environ, **settings},
            cwd=CHECKOUT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        verdict = "failed" if done.returncode else "ok"
        print(f"  {name:<20}{verdict:<52} {time.monotonic() - began:6.1f} s", flush=True)
        if done.returncode:
            failed.append(name)
            print(done.stdout, flush=True)
    if failed:
        print(f"hub: make check failed: {', '.join(failed)}.", file=sys.stderr)
    return 1 if failed else 0


def fix():
    """Mend what tools can mend, and format. Templates are laid out by hand."""
    mended = subprocess.run([*RUFF, "check", "--fix", "."], cwd=CHECKOUT, check=False)
    formatted = subprocess.run([*RUFF, "format", "."], cwd=CHECKOUT, check=False)
    return mended.returncode or formatted.returncode


def audit():
    """Ask PyPI whether something that is pinned has a known hole."""
    files = ("requirements.txt", "requirements-dev.txt")
    wanted = [part for name in files for part in ("-r", name)]
    return subprocess.run(
        [PYTHON, "-m", "pip_audit", "--require-hashes", "--disable-pip", *wanted],
        cwd=CHECKOUT,
        check=False,
    ).returncode


if __name__ == "__main__":
    sys.exit({"check": check, "fix": fix, "audit": audit}[sys.argv[1]]())
