"""The overview of needs with so many schools and three years of facts; prints figures as JSON.

Run by bench_needs.py as a process: ``python -m tests.bench.needs 24000``. Schools and facts are
made in the database itself, because millions of rows through Python take longer than all else.
"""

import json
import statistics
import sys
import time

from hub.platform.testing import TestServers
from tests.bench.directory import answer, prepare, statements

TIMES = 60
_SCHOOLS = """
    INSERT INTO schools_school (name, urn, status, phase, region_id, district_id, pupils,
        low_age, high_age, setting_kind, register_phase, type_name, type_group,
        establishment_number, street, locality, town, postcode, phone, website, set_by_staff)
    SELECT 'School ' || n, 500000 + n, '1',
        (ARRAY['primary', 'primary', 'primary', 'secondary', 'special', 'middle'])[1 + n %% 6],
        (SELECT min(id) FROM schools_region) + n %% 10,
        (SELECT min(id) FROM schools_district) + n %% 300,
        50 + n %% 900, 4, 11, '', '', '', '', '', '', '', '', '', '', '', '{}'
    FROM generate_series(1, %s) n
    """
#: A fact each of what a school is asked once, and of seven year groups where it is asked of each.
_FACTS = """
    INSERT INTO schools_fact (school_id, year, key, dimension, number, text, is_unknown, source,
        is_estimate, at, holds)
    SELECT s.id, y.year, k.key, k.part,
        CASE WHEN k.kind = 'n' THEN (s.id * 7 + y.year * 3 + k.n * 5 + s.id %% 11) %% k.most END,
        CASE WHEN k.kind = 't' THEN k.texts[1 + (s.id + k.n + y.year) %% array_length(k.texts, 1)]
            ELSE '' END,
        false, CASE WHEN s.id %% 5 = 0 THEN 'visit' ELSE 'school' END, false,
        make_timestamptz(y.year, 10, 1 + (s.id %% 28)::int, 12, 0, 0, 'UTC'), true
    FROM schools_school s, generate_series(%s - 2, %s) y (year),
        json_to_recordset(%s) k (n int, key text, part text, kind text, most int, texts text[])
    WHERE (s.id + k.n) %% 4 > 0
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
    """Build, reckon, and ask for the pages."""
    from django.test import Client
    from django.urls import reverse

    from hub.kept import forget_everything
    from schools.facts.keeping import keep_all
    from schools.models import Fact, School
    from schools.needs.tallies import tally_all
    from tests.factories.accounts import make_user
    from tests.sign_in import sign_in

    build(schools)
    began = time.perf_counter()
    keep_all()
    found = {"keep_seconds": time.perf_counter() - began, "facts": Fact.objects.count()}
    client = sign_in(Client(), make_user("manager", second_factor=True))
    needs, behind = reverse("schools:needs"), reverse("schools:needs_schools")
    weak = f"{behind}?figure=audit-spaces&answer=low"
    deep = School.objects.order_by("search_name", "pk")[schools * 9 // 10].pk
    vacuum()
    found["nothing tallied"] = anew(client, needs, forget_everything)
    tally_all()
    vacuum()
    asked = {
        "overview": [needs] * TIMES,
        "a region": [f"{needs}?region=Region+3"] * TIMES,
        "list": [weak] * TIMES,
        "deep page of list": [f"{weak}&after={deep}"] * TIMES,
        "CSV": [reverse("schools:needs_export")] * 5,
    }
    found |= {name: answer(client, addresses) for name, addresses in asked.items()}
    found["counted anew"] = anew(client, needs, forget_everything)
    # One after the other, each in a district of its own, and no sweep comes between.
    others = iter(School.objects.order_by("pk")[TIMES : TIMES + 20])
    found["a school has told"] = anew(client, needs, lambda: tell([next(others)]))
    return found | {"note_ms": tell(School.objects.order_by("pk")[:TIMES])}


def vacuum():
    """What the database does by itself within minutes."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def anew(client, address, change):
    """The page, each time after ``change()``: nothing of it is kept in the process."""
    taken, most = [], 0
    client.get(address)
    for _ in range(20):
        change()
        began = time.perf_counter()
        with statements() as asked:
            client.get(address)
        taken.append((time.perf_counter() - began) * 1000)
        most = max(most, asked[0])
    return {"median": statistics.median(taken), "p95": max(taken), "statements": most}


def tell(schools):
    """The median milliseconds of writing one answer of each school."""
    from hub.calendar.years import AcademicYear
    from schools.facts import book

    taken = []
    for number, school in enumerate(schools):
        began = time.perf_counter()
        said = [book.Said("choirs", 60 + number)]
        book.note(school=school, year=AcademicYear.current(), said=said, source="school", by=None)
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken)


def build(schools):
    """So many schools in 10 regions and 300 districts, and three years of facts of each."""
    from django.db import connection

    from hub.calendar.years import AcademicYear
    from schools.models import District, Region

    Region.objects.bulk_create(Region(name=f"Region {n}") for n in range(10))
    District.objects.bulk_create(District(code=f"E{n:08}", name=f"D {n}") for n in range(300))
    year = int(AcademicYear.current())
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")  # a page may not take so long; this may
        cursor.execute(_SCHOOLS, [schools])
        cursor.execute(_FACTS, [year, year, json.dumps(kinds())])
        cursor.execute("RESET statement_timeout")


def kinds():
    """Every declared fact, and how the database makes up a value of it."""
    from schools.choices import TrainingTopic
    from schools.facts import keys

    found = []
    for each in keys.registered():
        texts, most = ["words"], 0
        if each.kind.is_number:
            texts, most = None, 4 if isinstance(each.kind, keys.Level | keys.YesNo) else 60
        elif isinstance(each.kind, keys.OneOf):
            texts = [key for key, _ in each.kind.choices]
        elif isinstance(each.kind, keys.SeveralOf):
            texts = [f"{topic},singing" for topic in TrainingTopic if topic != "singing"]
        elif isinstance(each.kind, keys.Day):
            texts = ["2027-07-01"]
        for part in map(str, range(7)) if each.dimension else [""]:
            found.append(
                {
                    "n": len(found),
                    "key": each.key,
                    "part": part,
                    "kind": "n" if each.kind.is_number else "t",
                    "most": most,
                    "texts": texts,
                }
            )
    return found


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
