"""Ten thousand due messages, through a real mail server, beside the bare conversation with it."""

import json
import subprocess
import sys

from tests.bench.due_messages import NUMBER
from tests.bench.shared import figure
from tests.hub.platform.portal import ROOT, shell


def run():
    """How long it takes, how much the database is asked, and what the server alone would take."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.due_messages"],
        cwd=ROOT,
        env=shell(DJANGO_SETTINGS_MODULE="hub.settings"),
        check=True,
        capture_output=True,
        text=True,
    )
    found = json.loads(done.stdout.splitlines()[-1])
    rate = NUMBER / found["seconds"]
    return [
        figure("10,000 due messages, sent", found["seconds"], "s", target=120),
        figure(
            "statements for a due message", found["statements"] / NUMBER, "statements", target=3
        ),
        figure("due messages", rate, "a second"),
        figure("bare conversation with the mail server", found["raw_a_second"], "a second"),
        figure(
            "due messages, share of the bare conversation", rate / found["raw_a_second"], "ratio"
        ),
    ]
