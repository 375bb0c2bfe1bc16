"""The music audit: saving an area, and the page of the next one."""

import json
import subprocess
import sys

from tests.bench.shared import figure
from tests.hub.platform.portal import ROOT, shell

#: Of saving an area and drawing the next together, in ms of server time, at the 95th percentile.
GOAL_MS = 80


def run():
    """Milliseconds and statements of both, and of the result with its PDF."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.audit"],
        cwd=ROOT,
        env=shell(DJANGO_SETTINGS_MODULE="hub.settings"),
        check=True,
        capture_output=True,
        text=True,
    )
    found = json.loads(done.stdout.splitlines()[-1])
    return [
        figure("audit, saving an area, median", found["save"]["median"], "ms"),
        figure("audit, saving an area, p95", found["save"]["p95"], "ms"),
        figure("audit, next area, median", found["next"]["median"], "ms"),
        figure("audit, next area, p95", found["next"]["p95"], "ms"),
        figure("audit, saving and next area, p95", found["both"]["p95"], "ms", target=GOAL_MS),
        figure("audit, saving an area", found["save"]["statements"], "statements"),
        figure("audit, next area", found["next"]["statements"], "statements"),
        figure("audit, result", found["result"]["median"], "ms"),
        figure("audit, PDF of the result, warm", found["pdf"]["median"], "ms"),
    ]
