"""Reports: one profile, two hundred in one file, and a spreadsheet of all England's schools."""

import os
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.bench_platform import MIB, ROOT, shell
from tests.bench.shared import figure, portal

SCHOOLS, ROWS = 200, 24_000
# Schools of a trust of their own, so that the demo's stay what they are.
MAKE_SCHOOLS = f"""
import datetime
from django.utils import timezone
from schools.models import District, Region, School, Trust
trust = Trust.objects.create(code="BENCH", name="Bench Trust")
district, region = District.objects.first(), Region.objects.first()
School.objects.bulk_create(
    School(
        urn=980_000 + n, name=f"Bench Primary School {{n}}", phase="primary", low_age=4,
        high_age=11, pupils=100 + n, fsm_percent="12.5", trust=trust, district=district,
        region=region, street="1 Quay Street", town="Westport", postcode="WX1 1AB",
        phone="01632 960001", website="www.bench.example", imported_at=timezone.now(),
    )
    for n in range({SCHOOLS})
)
"""
ONE_PROFILE = """
import statistics, time
from django.utils import timezone
from hub.reporting import registry
from hub.reporting.build import Asked, make_part, parts_of
from hub.reporting.forms import bind
report = registry.get("school-profile")
def make():
    form = bind(report, {"school": ["980001"]}, user=None, format="pdf")
    assert form.is_valid()
    asked = Asked(report, form, "pdf")
    make_part(asked, parts_of(asked, asked.keys())[0], as_at=timezone.now())
make()
taken = []
for _ in range(15):
    began = time.perf_counter()
    make()
    taken.append(time.perf_counter() - began)
print("ms=%.1f" % (statistics.median(taken) * 1000))
"""
SPREADSHEET = f"""
import resource
from schools.models import School
from schools.list_report import COLUMNS
from hub.reporting import xlsx
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
before = peak()
rows = (
    School(urn=n, name=f"St Alban’s Primary School {{n}}", pupils=n, phase="primary",
           street="1 Quay Street", town="Westport", postcode="WX1 1AB")
    for n in range({ROWS})
)
import tempfile, time
began = time.perf_counter()
with tempfile.TemporaryFile() as file:
    xlsx.write_to(file, rows, COLUMNS, "Schools")
print("seconds=%.2f" % (time.perf_counter() - began))
print("grown=%d" % (peak() - before))
"""


def run():
    """Figures of reports, each in a process of its own, as a worker is."""
    here = portal()
    if not here.is_running():
        here.start()
    here.manage("shell", "-c", MAKE_SCHOOLS)
    one = told(here, ONE_PROFILE)["ms"]
    seconds, peak = two_hundred(here)
    sheet = told(here, SPREADSHEET)
    return [
        figure("one school profile, warm, with its queries", one, "ms", target=250),
        figure(f"{SCHOOLS} school profiles in one PDF", seconds, "s"),
        figure("the same, a profile", seconds / SCHOOLS * 1000, "ms"),
        figure("the same, the process at its peak", peak / MIB, "MiB", target=200),
        figure(f"spreadsheet of {ROWS:,} rows", sheet["seconds"], "s"),
        figure("the same, memory it took", sheet["grown"] / MIB, "MiB", target=60),
    ]


def told(here, code):
    """The numbers that a piece of code prints as ``name=value``, run by the portal's shell."""
    lines = here.manage("shell", "-c", code).stdout.splitlines()
    return {
        name: float(value) for name, _, value in (line.partition("=") for line in lines) if value
    }


def two_hundred(here):
    """(seconds, KiB at the peak) of a process that makes the profiles in parts and joins them."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "profiles.pdf"
        arguments = [sys.executable, "manage.py", "report", "school-profile"]
        arguments += ["--trust", "BENCH", "--out", str(out)]
        os.chdir(ROOT)
        began = time.monotonic()
        pid = os.posix_spawn(sys.executable, arguments, shell(HUB_VAR=str(here.var)))
        _, status, usage = os.wait4(pid, 0)
        seconds = time.monotonic() - began
        if status or not out.read_bytes().startswith(b"%PDF"):
            raise RuntimeError("the profiles were not made")
    return seconds, usage.ru_maxrss
