"""The school directory with so many schools of the demo, on servers of its own; prints figures.

Run by bench_directory.py as a process, because settings and database are those of tests:
``python -m tests.bench.directory 300`` for the pages, ``… register`` for the register.
"""

import json
import random
import statistics
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from hub.platform.testing import TestServers
from tests.bench.postcodes import resident

TIMES, ROWS = 60, 24_000
FIRST_URN = 500_001


def main(what):
    """Print {figure: value} as JSON; ``what``: a number of schools, or "register"."""
    servers = TestServers()
    try:
        servers.start()
        prepare()
        print(json.dumps(register() if what == "register" else measure(int(what))))
    finally:
        servers.stop()


def prepare():
    """An empty portal."""
    import django

    django.setup()

    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)


def measure(schools):
    """Build the demo and ask for its pages."""
    from django.db import connection

    from hub.platform import demo

    began = time.perf_counter()
    demo.build(schools=schools)
    found = {"demo_seconds": time.perf_counter() - began}
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return found | pages()


def pages():
    """Milliseconds and statements of each page, asked for by a manager."""
    from django.test import Client
    from django.urls import reverse

    from schools.models import School
    from tests.factories.accounts import make_user
    from tests.sign_in import sign_in

    client = sign_in(Client(), make_user("manager", second_factor=True))
    every = School.objects.open().order_by("search_name", "pk")
    known = list(every.values_list("pk", "name"))
    chance = random.Random(5)  # noqa: S311
    some = chance.choices(known, k=TIMES)
    deep = known[len(known) * 9 // 10][0]
    schools = reverse("schools:list")
    asked = {
        "list": [schools] * TIMES,
        "deep page": [f"{schools}?after={deep}"] * TIMES,
        "list by pupils": [f"{schools}?sort=-pupils&phase=primary"] * TIMES,
        "search hit": [f"{schools}?q={name.replace('&', '%26')}" for _, name in some],
        "search for a part": [f"{schools}?q=st+a"] * TIMES,
        "search misspelt": [f"{schools}?q={misspelt(name)}" for _, name in some],
        "search miss": [f"{schools}?q=zzqx+wvvk"] * TIMES,
        "record": [reverse("schools:record", args=[pk]) for pk, _ in some],
        "map": [reverse("schools:map")] * 10,
        "export CSV": [reverse("schools:export")] * 3,
        "export XLSX": [reverse("schools:export_xlsx")] * 3,
    }
    return {name: answer(client, addresses) for name, addresses in asked.items()}


def misspelt(name):
    """The first long word of a name with two letters swapped."""
    word = max(name.split(), key=len)
    return f"{word[0]}{word[2]}{word[1]}{word[3:]}"


def answer(client, addresses):
    """{"median", "p95": milliseconds, "statements": the most, "kib": of the page}."""
    taken, most, size = [], 0, 0
    client.get(addresses[0])
    for address in addresses:
        began = time.perf_counter()
        with statements() as asked:
            response = client.get(address)
            if response.streaming:
                size = sum(map(len, response.streaming_content))
            else:
                size = len(response.content)
        taken.append((time.perf_counter() - began) * 1000)
        most = max(most, asked[0])
        if response.status_code != 200:
            raise RuntimeError(f"{address} answered {response.status_code}")
    p95 = statistics.quantiles(taken, n=20)[-1] if len(taken) >= TIMES else max(taken)
    return {
        "median": statistics.median(taken),
        "p95": p95,
        "statements": most,
        "kib": size / 1024,
    }


@contextmanager
def statements():
    """A list whose one item is how many statements were run."""
    from django.db import connection

    asked = [0]

    def count(execute, sql, params, many, context):
        asked[0] += 1
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        yield asked


def register():
    """Seconds and memory of taking a register of 24,000 rows in, and of doing so again."""
    from schools.imports import import_register
    from schools.models import School

    with tempfile.TemporaryDirectory() as folder:
        path = write_register(Path(folder) / "register.csv")
        before = resident("VmRSS")
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the peak begins anew
        taken = []
        for _ in range(2):
            began = time.perf_counter()
            import_register(path=path, add_authorities=["901"], by=None)
            taken.append(time.perf_counter() - began)
    made = School.objects.filter(urn__gte=FIRST_URN, urn__lt=FIRST_URN + ROWS).count()
    if made != ROWS:
        raise RuntimeError(f"{made} schools were made of {ROWS} rows")
    return {
        "import_seconds": taken[0],
        "again_seconds": taken[1],
        "import_grown": resident("VmHWM") - before,
    }


def write_register(path):
    """A register of made-up schools in twenty districts and three hundred trusts."""
    from tests.schools.register import row, write

    chance = random.Random(6)  # noqa: S311
    return write(
        path,
        [
            row(
                FIRST_URN + n,
                name=f"St Alban’s Primary School {n}",
                type="Community school",
                phase="Primary",
                low="4",
                high="11",
                pupils=str(chance.randint(20, 600)),
                fsm="12.5",
                trust=str(10_000 + n % 300) if n % 3 else "",
                trust_name=f"Learning Trust {n % 300}" if n % 3 else "",
                street="1 Quay Street",
                town="Westport",
                postcode=f"WX{n % 30 + 1} {n % 10}AB",
                website="www.school.example",
                phone="01632960001",
                district=f"E07999{n % 20:03d}",
                district_name=f"District {n % 20}",
                easting=str(chance.randint(500_000, 540_000)),
                northing=str(chance.randint(195_000, 240_000)),
            )
            for n in range(ROWS)
        ],
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
