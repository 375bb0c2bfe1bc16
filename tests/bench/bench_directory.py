"""The school directory at the size of a county and of England: pages, downloads, the register."""

import json
import subprocess
import sys

from tests.bench.shared import figure
from tests.hub.platform.portal import ROOT, shell

COUNTY, ENGLAND = 300, 24_000
MOST_STATEMENTS, LIST_MS = 8, 60
SEARCHES = ["search hit", "search for a part", "search misspelt", "search miss"]
#: Pages whose statements are bound and whose time is told, the goal in ms of the 95th percentile.
PAGES = {"list": LIST_MS, "deep page": LIST_MS, "list by pupils": LIST_MS}
PAGES |= dict.fromkeys(SEARCHES, LIST_MS) | {"record": None}


def run():
    """Figures of both sizes."""
    figures = []
    for schools in (COUNTY, ENGLAND):
        found = ask(schools)
        figures.append(figure(f"demo of {schools:,} schools", found["demo_seconds"], "s"))
        for name, goal in PAGES.items():
            figures += page(name, schools, found[name], goal)
        for name in ("map", "export CSV", "export XLSX"):
            figures.append(figure(f"{name} at {schools:,}", found[name]["median"], "ms"))
        figures.append(figure(f"map at {schools:,}, size", found["map"]["kib"], "KiB"))
    found = ask("register")
    rows = "register of 24,000 rows"
    figures += [
        figure(f"{rows}, first time", found["import_seconds"], "s", target=60),
        figure(f"{rows}, again", found["again_seconds"], "s", target=60),
        figure(f"{rows}, memory grown", found["import_grown"] / 1024, "MiB", target=200),
    ]
    return figures


def page(name, schools, answer, goal):
    """Three lines of the table: time and statements."""
    most = MOST_STATEMENTS
    return [
        figure(f"{name} at {schools:,}, median", answer["median"], "ms"),
        figure(f"{name} at {schools:,}, p95", answer["p95"], "ms", target=goal),
        figure(f"{name} at {schools:,}", answer["statements"], "statements", target=most),
    ]


def ask(what):
    """What directory.py measured: with so many schools, or of the register."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.directory", str(what)],
        cwd=ROOT,
        env=shell(DJANGO_SETTINGS_MODULE="hub.settings"),
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(done.stdout.splitlines()[-1])
