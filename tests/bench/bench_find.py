"""Finding lessons among 5,000 at 600 places, as a visitor."""

import json
import subprocess
import sys

from tests.bench.shared import figure
from tests.hub.platform.portal import ROOT, shell

FEW, MANY = 500, 5_000
FIND_MS, MOST_STATEMENTS = 80, 20


def run():
    """Figures of both sizes: what the page asks must not grow with what there is."""
    lines = []
    for provisions in (FEW, MANY):
        for name, found in ask(provisions).items():
            of = f"find, {name} of {provisions:,}"
            lines.append(figure(f"{of}, median", found["median"], "ms"))
            lines.append(figure(f"{of}, p95", found["p95"], "ms", target=FIND_MS))
            lines.append(figure(f"{of}, own work of the process", found["cpu"], "ms"))
            lines.append(figure(of, found["statements"], "statements", target=MOST_STATEMENTS))
    return lines


def ask(provisions):
    """What find.py measured with so many."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.find", str(provisions)],
        cwd=ROOT,
        env=shell(DJANGO_SETTINGS_MODULE="hub.settings"),
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(done.stdout.splitlines()[-1])
