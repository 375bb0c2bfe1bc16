"""Starting the portal, and the memory of its processes."""

import os
import re
import subprocess
import sys
import tempfile
import time
from http.client import HTTPConnection
from pathlib import Path

from hub.platform.state import State
from tests.bench.shared import figure, portal
from tests.hub.platform.portal import ROOT, shell

MIB = 1024
PAGES = ("/", "/accounts/login/", "/healthz/ready")
FIRST = "from schools.models import School as S; print('urn=%s' % S.objects.earliest('urn').urn)"


def run():
    """Figures of platform.md, section 4: start and memory."""
    here = portal()
    figures = [
        figure("empty folder to first page", here.seconds_to_first_page, "s", target=20),
    ]
    here.stop()
    again = here.start()
    raw = start_of_django(here)
    figures += [
        figure("second start to first page", again, "s", target=3),
        # What no start can do without, so that a busy machine shows as such.
        figure("start of Django alone", raw, "s"),
        figure("second start, against Django alone", again / raw, "times"),
    ]
    browse(here, times=100)
    here.wait_until(lambda: len(family(here.pid_of("soon"))) > 1)
    workers = family(here.pid_of("web"))[1:]
    child = family(here.pid_of("soon"))[1]
    figures += [
        figure("web worker, resident", max(map(resident, workers)) / MIB, "MiB", target=110),
        figure("web worker, its share", max(map(share, workers)) / MIB, "MiB"),
        figure("worker child, resident", resident(child) / MIB, "MiB", target=110),
        figure("worker child, its share", share(child) / MIB, "MiB"),
        figure("PDF process, at its peak", peak_of_a_pdf(here) / MIB, "MiB", target=200),
    ]
    return figures


def start_of_django(here):
    """Seconds that one process takes to load settings and apps, and nothing else."""
    settings = State(here.var).environment() | {"DJANGO_SETTINGS_MODULE": "hub.settings"}
    began = time.monotonic()
    subprocess.run(
        [sys.executable, "-c", "import django; django.setup()"],
        env=shell(**settings),
        cwd=ROOT,
        check=True,
    )
    return time.monotonic() - began


def browse(here, *, times):
    """Ask for pages as a browser does, so that workers have grown to their size in use."""
    connection = HTTPConnection("127.0.0.1", here.port, timeout=30)
    for number in range(times):
        connection.request("GET", PAGES[number % len(PAGES)], headers={"Host": "localhost"})
        response = connection.getresponse()
        response.read()
        if response.status != 200:
            raise RuntimeError(f"{PAGES[number % len(PAGES)]} answered {response.status}")
    connection.close()


def family(pid):
    """A process and its children, in the order in which they were started."""
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [pid, *map(int, listed)]


def _rollup(pid, field):
    text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    return int(re.search(rf"^{field}:\s+(\d+) kB", text, re.MULTILINE)[1])


def resident(pid):
    """Memory that the process uses, shared or not, in KiB."""
    return _rollup(pid, "Rss")


def share(pid):
    """Memory of the process where shared pages are divided among those who share them, in KiB."""
    return _rollup(pid, "Pss")


def peak_of_a_pdf(here):
    """The most memory that a process had which made a school's profile, in KiB."""
    urn = re.search(r"urn=(\d+)", here.manage("shell", "-c", FIRST).stdout)[1]
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "profile.pdf"
        arguments = [sys.executable, "manage.py", "report", "school-profile"]
        arguments += ["--school", urn, "--out", str(out)]
        os.chdir(ROOT)
        pid = os.posix_spawn(sys.executable, arguments, shell(HUB_VAR=str(here.var)))
        _, status, usage = os.wait4(pid, 0)
        if status or not out.read_bytes().startswith(b"%PDF"):
            raise RuntimeError("the school's profile was not made")
    return usage.ru_maxrss
