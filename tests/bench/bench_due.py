"""Who is due at the size of a county and of England: the list of visits, and its signals."""

import json
import subprocess
import sys

from tests.bench.shared import figure
from tests.hub.platform.portal import ROOT, shell

COUNTY, ENGLAND = 600, 24_000
LIST_MS, MOST_STATEMENTS = 150, 8
#: Pages with a goal for their 95th percentile.
LISTS = ("list", "deep page", "a region", "a signal", "a part of names", "left out", "by name")


def run():
    """Figures of both sizes."""
    lines = []
    for schools in (COUNTY, ENGLAND):
        found = ask(schools)
        for name in (*LISTS, "ticks", "one school", "map", "CSV"):
            of, goal = f"due, {name} at {schools:,}", LIST_MS if name in LISTS else None
            lines.append(figure(f"{of}, median", found[name]["median"], "ms"))
            lines.append(figure(f"{of}, p95", found[name]["p95"], "ms", target=goal))
            lines.append(figure(f"{of}, own work of the process", found[name]["cpu"], "ms"))
            most = MOST_STATEMENTS if name in LISTS else None
            lines.append(figure(of, found[name]["statements"], "statements", target=most))
        lines.append(figure(f"signals of {schools:,} reckoned", found["refresh_seconds"], "s"))
        lines.append(figure(f"signals of {schools:,} again", found["again_seconds"], "s"))
    return lines


def ask(schools):
    """What due.py measured with so many schools."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.due", str(schools)],
        cwd=ROOT,
        env=shell(DJANGO_SETTINGS_MODULE="hub.settings"),
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(done.stdout.splitlines()[-1])
