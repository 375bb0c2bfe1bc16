"""The two-page report of a visit as a PDF, warm."""

import json
import subprocess
import sys

from tests.bench.shared import figure
from tests.hub.platform.portal import ROOT, shell

GOAL_MS = 400


def run():
    """Milliseconds of the PDF and of the preview, and the statements of both."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.visit_report"],
        cwd=ROOT,
        env=shell(DJANGO_SETTINGS_MODULE="hub.settings"),
        check=True,
        capture_output=True,
        text=True,
    )
    found = json.loads(done.stdout.splitlines()[-1])
    return [
        figure("visit report, PDF warm, median", found["pdf"]["median"], "ms", target=GOAL_MS),
        figure("visit report, PDF warm, processor", found["pdf"]["processor"], "ms"),
        figure("visit report, PDF", found["pdf"]["statements"], "statements"),
        figure("visit report, pages", found["pages"], "pages", target=2),
        figure("visit record, saving a page, median", found["save"]["median"], "ms"),
        figure("visit record, saving a page", found["save"]["statements"], "statements"),
        figure("visit record, preview, median", found["preview"]["median"], "ms"),
        figure("visit record, preview", found["preview"]["statements"], "statements"),
    ]
