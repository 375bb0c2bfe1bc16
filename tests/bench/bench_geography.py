"""Postcodes: loading a hundred thousand, where one is, and the nearest schools of all England."""

import json
import subprocess
import sys

from tests.bench.shared import figure
from tests.hub.platform.portal import ROOT, shell


def run():
    """Seconds and memory of the load, and milliseconds of an answer."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.postcodes"],
        cwd=ROOT,
        env=shell(DJANGO_SETTINGS_MODULE="hub.settings"),
        check=True,
        capture_output=True,
        text=True,
    )
    found = json.loads(done.stdout.splitlines()[-1])
    return [
        figure("100,000 postcodes, loaded", found["load_seconds"], "s", target=30),
        figure("100,000 postcodes, memory grown", found["load_grown"] / 1024, "MiB", target=50),
        figure("where a loaded postcode is", found["hit_ms"], "ms"),
        figure("where another is, from 24,000 schools", found["miss_ms"], "ms"),
        figure("the nearest 10 of 24,000 schools", found["nearest_ms"], "ms"),
    ]
