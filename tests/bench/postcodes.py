"""Loads postcodes and asks for places, on servers of its own; prints figures.

Run by bench_geography.py as a process, because settings and database are those of tests.
"""

import json
import random
import re
import statistics
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from types import SimpleNamespace

from hub.platform.testing import TestServers

LINES, SCHOOLS, TIMES = 100_000, 24_000, 200
LETTERS = "ABDEFGHJLNPQRSTUWXYZ"


def main():
    """Print {figure: value} as JSON."""
    servers = TestServers()
    try:
        servers.start()
        print(json.dumps(measure()))
    finally:
        servers.stop()


def measure():
    """Load a made-up file of five areas, then ask."""
    import django

    django.setup()

    from django.core.management import call_command
    from django.db import transaction

    from hub.geography.distance import nearest
    from hub.geography.postcodes import locate
    from hub.imports import registry
    from hub.imports.jobs import Job
    from hub.imports.tables import Source
    from schools.models import School

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    importer = registry.get("code-point-open")
    codes = made_up()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "codepo.zip"
        write(path, codes)
        job = Job(importer, {"file": Source(path, path.name)}, options={"areas": ["ALL"]})
        before = resident("VmRSS")
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the peak begins anew
        began = time.perf_counter()
        with transaction.atomic():
            importer.run(job)
        found = {
            "load_seconds": time.perf_counter() - began,
            "load_grown": resident("VmHWM") - before,
        }
    if job.counts["postcodes loaded"] != LINES:
        raise RuntimeError(f"{job.counts} were loaded")
    fill(School)
    place = SimpleNamespace(easting=520_000, northing=215_000)
    schools = School.objects.all()
    return found | {
        "hit_ms": median(lambda n: locate(codes[n])),
        "miss_ms": median(lambda n: locate("AL1 9ZZ")),
        "nearest_ms": median(lambda n: list(nearest(schools, place, count=10))),
    }


def made_up():
    """So many different postcodes, of areas that have two figures a district here."""
    areas = ["AL", "EN", "HP", "SG", "WD"]
    units = [f"{a}{b}" for a in LETTERS for b in LETTERS]
    each = LINES // len(areas)
    return [
        f"{area}{10 + n // 4000} {n // 400 % 10}{units[n % 400]}"
        for area in areas
        for n in range(each)
    ]


def write(path, codes):
    """A zip as Ordnance Survey delivers it."""
    chance = random.Random(7)  # noqa: S311  (places, not secrets)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for area in sorted({code[:2] for code in codes}):
            lines = (
                f'"{code}",10,{chance.randint(500_000, 540_000)},'
                f'{chance.randint(195_000, 240_000)},"E92000001","","","","","E07000240",""\r\n'
                for code in codes
                if code.startswith(area)
            )
            archive.writestr(f"Data/CSV/{area.lower()}.csv", "".join(lines))


def fill(model):
    """The schools of England, as many, scattered over a square; some 240 of them in AL1."""
    from django.db import connection
    from django.utils import timezone

    chance = random.Random(8)  # noqa: S311
    now = timezone.now()
    model.objects.bulk_create(
        [
            model(
                urn=200_000 + n,
                name=f"School {n}",
                postcode=f"AL{1 + n % 99} {n % 10}AA",
                easting=chance.randint(100_000, 650_000),
                northing=chance.randint(10_000, 650_000),
                imported_at=now,
            )
            for n in range(SCHOOLS)
        ],
        batch_size=2000,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def median(ask):
    """Milliseconds that an answer takes."""
    taken = []
    for n in range(TIMES):
        began = time.perf_counter()
        if not ask(n):
            raise RuntimeError("nothing was found")
        taken.append(time.perf_counter() - began)
    return statistics.median(taken) * 1000


def resident(field):
    """VmRSS, what this process has in memory, or VmHWM, the most it has had; in KiB."""
    text = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.search(rf"^{field}:\s+(\d+) kB", text, re.MULTILINE)[1])


if __name__ == "__main__":
    sys.exit(main())
