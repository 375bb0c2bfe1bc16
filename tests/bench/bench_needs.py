"""The overview of needs over 24,000 schools and three years of facts."""

import json
import subprocess
import sys

from tests.bench.shared import figure
from tests.hub.platform.portal import ROOT, shell

SCHOOLS = 24_000
OVERVIEW_MS, MOST_STATEMENTS = 300, 12


def run():
    """Time and statements of the overview, and what keeping its rows costs."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.needs", str(SCHOOLS)],
        cwd=ROOT,
        env=shell(DJANGO_SETTINGS_MODULE="hub.settings"),
        check=True,
        capture_output=True,
        text=True,
    )
    found = json.loads(done.stdout.splitlines()[-1])
    of = f"at {SCHOOLS:,} schools and {found['facts']:,} facts"
    lines = [
        figure(f"needs {of}, median", found["overview"]["median"], "ms", target=OVERVIEW_MS),
        figure(f"needs {of}, p95", found["overview"]["p95"], "ms", target=OVERVIEW_MS),
        figure(
            "needs overview", found["overview"]["statements"], "statements", target=MOST_STATEMENTS
        ),
    ]
    # Kept by no process; and before the sweep has counted beforehand, as after a new release.
    for name in ("counted anew", "a school has told", "nothing tallied"):
        lines += _page(found, name, target=OVERVIEW_MS)
    for name in ("a region", "list", "deep page of list", "CSV"):
        lines += _page(found, name)
    lines.append(figure("needs, all rows reckoned anew", found["keep_seconds"], "s", target=120))
    lines.append(figure("needs, one school tells", found["note_ms"], "ms"))
    return lines


def _page(found, name, *, target=None):
    return [
        figure(f"needs, {name}, median", found[name]["median"], "ms"),
        figure(f"needs, {name}, p95", found[name]["p95"], "ms", target=target),
        figure(f"needs, {name}", found[name]["statements"], "statements", target=MOST_STATEMENTS),
    ]
