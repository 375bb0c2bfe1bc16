"""Who is due, with so many schools and all of their signals; prints figures as JSON.

Run by bench_due.py as a process: ``python -m tests.bench.due 24000``. Schools, facts and visits are
made in the database itself.
"""

import json
import sys
import time

from hub.platform.testing import TestServers
from tests.bench.directory import TIMES, answer, prepare, statements
from tests.bench.needs import build

#: Three schools of four were visited, within the last four years.
_STANDING = """
    INSERT INTO visits_visitstanding (school_id, last_counted_on)
    SELECT id, current_date - ((id * 37) %% 1460)::int FROM schools_school WHERE id %% 4 > 0
    """
_PLACES = """
    UPDATE schools_school SET easting = 400000 + (id * 7919) %% 60000,
        northing = 200000 + (id * 104729) %% 60000, fsm_percent = (id %% 600) / 10.0
    """


def main(schools):
    """Print {figure: value} as JSON."""
    servers = TestServers()
    try:
        servers.start()
        prepare()
        print(json.dumps(measure(schools)))
    finally:
        servers.stop()


def measure(schools):
    """Build, reckon the signals, and ask for the pages."""
    from django.db import connection
    from django.test import Client
    from django.urls import reverse

    from schools.facts.keeping import keep_all
    from schools.models import School
    from schools.priority import refresh, refresh_all
    from tests.factories.accounts import make_user
    from tests.sign_in import sign_in

    build(schools)
    keep_all()
    with connection.cursor() as cursor:
        cursor.execute(_STANDING, [])
        cursor.execute(_PLACES, [])
        cursor.execute("ANALYZE")
    began = time.perf_counter()
    changed = refresh_all()
    found = {"refresh_seconds": time.perf_counter() - began, "changed": changed}
    began = time.perf_counter()
    refresh_all()
    found["again_seconds"] = time.perf_counter() - began
    one = School.objects.order_by("pk").values_list("pk", flat=True)[schools // 2]
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    with statements() as asked:
        refresh([one], only="no-plan")
    found["statements of a school that tells"] = asked[0]
    client = sign_in(Client(), make_user("officer", second_factor=True))
    due = reverse("visits:due")
    pages = {
        "list": [due] * TIMES,
        "deep page": [f"{due}?page={schools // 60}"] * TIMES,
        "a region": [f"{due}?region=Region+3"] * TIMES,
        "a signal": [f"{due}?signal=no-plan"] * TIMES,
        "a part of names": [f"{due}?q=school+1"] * TIMES,
        "left out": [f"{due}?region=Region+3&show=outside"] * TIMES,
        "by name": [f"{due}?sort=name"] * TIMES,
        "ticks": [reverse("visits:assign")] * 20,
        "one school": [reverse("visits:due_school", args=[one])] * TIMES,
        "map": [reverse("visits:due_map")] * 10,
        "CSV": [reverse("visits:due_export")] * 2,
    }
    return found | {name: timed(client, addresses) for name, addresses in pages.items()}


def timed(client, addresses):
    """``answer``, and the milliseconds of this process's own work for each address."""
    began = time.process_time()
    found = answer(client, addresses)
    return found | {"cpu": (time.process_time() - began) * 1000 / (len(addresses) + 1)}


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
