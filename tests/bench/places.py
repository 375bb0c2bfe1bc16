"""Places taken by eight clients at once, bare and by the verb, and the office's list of 20,000.

Run by bench_places.py as a process: ``python -m tests.bench.places``; prints figures as JSON.
``python -m tests.bench.places lists`` measures the list alone.
"""

import json
import multiprocessing
import os
import sys
import time

from hub.platform.testing import TestServers
from tests.bench import enrolling
from tests.bench.directory import TIMES, answer, prepare, statements

CLIENTS, SECONDS = 8, 4
CAPACITY = 30_000
PAST = 100_000
FEW, MANY = 2_000, 20_000
_EACH = 1_000  # pupils of one client: more than it can enter in all rounds

#: A hundred thousand rows with all their indexes: no request would be let do that.
_NO_HURRY = "SET statement_timeout = 0"
_BARE = """
    CREATE TABLE bench_counter (
        id int PRIMARY KEY, capacity int, taken int CHECK (taken <= capacity)
    );
    CREATE TABLE bench_place (id bigserial PRIMARY KEY, counter int, person int);
    INSERT INTO bench_counter VALUES (1, 1000000, 0);
    """
_PUPILS = """
    INSERT INTO people_pupil (reference, first_name, last_name, preferred_name, born_on, schooling,
        school_words, out_by, is_adult, created_at, is_on_hold)
    SELECT 'B' || lpad(n::text, 6, '0'), 'First' || n, 'Last' || n, '', '2018-01-01', 'home', '', 0,
        false, now(), false
    FROM generate_series(1, %s) n
    """
_ENROLMENTS = """
    INSERT INTO tuition_enrolment (reference, state, state_since, rank, applied_at, reason, payer,
        wishes, needs_adapted, provision_id, pupil_id, last_day)
    SELECT %(mark)s || lpad(n::text, 7, '0'), %(state)s, now(), 100,
        now() - n * interval '1 minute', '', 'family', '', false,
        (%(provisions)s::bigint[])[1 + n %% cardinality(%(provisions)s::bigint[])],
        %(pupil)s + n %% %(pupils)s, %(last_day)s
    FROM generate_series(%(start)s, %(start)s + %(number)s - 1) n
    """


def main(what):
    """Print {figure: value}; ``what``: "all", or "lists" alone."""
    # As in use: a place that was given out survives a power cut, and so does the bare counter.
    servers = TestServers(careless=False)
    try:
        servers.start()
        prepare()
        print(json.dumps(only_lists() if what == "lists" else measure()))
    finally:
        servers.stop()


def measure():
    """The race bare, by the verb, and with past rows; then the list."""
    from django.db import connection

    from tests.factories.tuition import ProvisionFactory

    run_sql(_BARE)
    clients = carers()
    found = {"raw": race(bare, range(CLIENTS))}
    group = ProvisionFactory(capacity=CAPACITY)
    found["verb"] = race(enter, [(group.pk, *client, 0) for client in clients])
    found |= truth(group, "empty")
    one = ProvisionFactory(capacity=5)
    found["statements of the verb"] = asked_by_the_verb(one, clients[0])
    full = ProvisionFactory(capacity=CAPACITY)
    first = first_pupil()
    insert("P", "ended", [full.pk], PAST, first, 5_000, last_day="2025-07-20")
    run_sql("ANALYZE")
    found["verb, past rows"] = race(enter, [(full.pk, *client, _EACH // 2) for client in clients])
    found |= truth(full, "past")
    found["raw again"] = race(bare, range(CLIENTS))
    found |= over_http(first)
    connection.close()
    return found | {"list": lists(first)}


def only_lists():
    """The list, with pupils as the race would have left them."""
    carers()
    return lists(first_pupil())


def over_http(first):
    """Whole enrolments a second: at once on a group without and with past rows, and by basket."""
    from tests.factories.calendar import make_year
    from tests.factories.tuition import PriceFactory, ProvisionFactory

    make_year()
    PriceFactory()
    names = ("HTTP", "HTTP, past rows", "HTTP, by basket")
    groups = {name: ProvisionFactory(capacity=CAPACITY) for name in names}
    insert("Q", "ended", [groups["HTTP, past rows"].pk], PAST, first, 5_000, last_day="2025-07-20")
    run_sql("ANALYZE")
    found = {"statements": {}}
    for name, group in groups.items():
        way = enrolling.by_basket if name == "HTTP, by basket" else enrolling.at_once
        found["statements"][name] = enrolling.counted(group.pk, way)
        found[name] = enrolling.race(group.pk, enrolling.people(), way)
        found |= truth(group, name)
    return found


def carers():
    """[(primary key of a carer's account, of the first of their pupils)] for each client."""
    from django.db import connection

    from tests.factories.people import make_carer

    with connection.cursor() as cursor:
        cursor.execute(_NO_HURRY)
        cursor.execute(_PUPILS, [CLIENTS * _EACH])
        found = []
        first = first_pupil()
        for number in range(CLIENTS):
            carer = make_carer()
            start = first + number * _EACH
            cursor.execute(
                "INSERT INTO people_carerlink (carer_id, pupil_id, relationship,"
                " has_responsibility, may_see, may_book, pays, restriction, restriction_words,"
                " created_at) SELECT %s, id, 'mother', true, true, true, true, '', '', now()"
                " FROM people_pupil WHERE id >= %s AND id < %s",
                [carer.pk, start, start + _EACH],
            )
            found.append((carer.user_id, start))
        cursor.execute("ANALYZE")
    return found


def first_pupil():
    """The lowest key of the pupils made here."""
    from hub.people.models import Pupil

    return Pupil.objects.order_by("pk").values_list("pk", flat=True)[0]


def race(work, jobs):
    """Of so many processes together, each with its job: done a second."""
    from django.db import connections

    connections.close_all()
    context = multiprocessing.get_context("fork")
    ready = context.Barrier(CLIENTS)
    with context.Pool(CLIENTS, _begin, [ready]) as pool:
        done = pool.map(_timed, [(work.__name__, job) for job in jobs], chunksize=1)
    return sum(done) / SECONDS


def _begin(ready):
    """What every process of a race waits at before it is timed."""
    global _all_ready
    _all_ready = ready


def _timed(asked):
    name, job = asked
    return globals()[name](job)


def bare(number):
    """The guarded counter and a row, by psycopg alone."""
    import psycopg2

    connection = psycopg2.connect(os.environ["DATABASE_URL"])
    _all_ready.wait()
    done, until = 0, time.monotonic() + SECONDS
    with connection.cursor() as cursor:
        while time.monotonic() < until:
            cursor.execute(
                "UPDATE bench_counter SET taken = taken + 1 WHERE id = 1 AND taken < capacity"
            )
            cursor.execute("INSERT INTO bench_place (counter, person) VALUES (1, %s)", [number])
            connection.commit()
            done += 1
    connection.close()
    return done


def enter(job):
    """One carer enters one pupil after the other."""
    from django.db import connections

    from hub.accounts.models import User
    from hub.people.models import Pupil
    from hub.places import verbs
    from tuition.models import Enrolment, Provision

    provision, user, pupil, skipped = job
    by = User.objects.get(pk=user)
    group = Provision.objects.select_related("instrument", "venue").get(pk=provision)
    pupils = Pupil.objects.filter(pk__gte=pupil + skipped, pk__lt=pupil + _EACH).order_by("pk")
    first, *others = pupils
    # Not timed: a process reads templates and rules once, and opens its connections.
    verbs.enter(place=Enrolment(provision=group, pupil=first, school=None), by=by)
    _all_ready.wait()
    done, until = 0, time.monotonic() + SECONDS
    for each in others:
        if time.monotonic() > until:
            break
        verbs.enter(place=Enrolment(provision=group, pupil=each, school=None), by=by)
        done += 1
    else:
        raise RuntimeError("a client ran out of pupils")
    connections.close_all()
    return done


def asked_by_the_verb(group, client):
    """Statements of one more entry, savepoints not counted."""
    from hub.accounts.models import User
    from hub.people.models import Pupil
    from hub.places import verbs
    from tuition.models import Enrolment

    user, pupil = client
    by = User.objects.get(pk=user)
    first, second = Pupil.objects.filter(pk__gte=pupil).order_by("pk")[:2]
    verbs.enter(place=Enrolment(provision=group, pupil=first, school=None), by=by)
    with statements() as asked:
        verbs.enter(place=Enrolment(provision=group, pupil=second, school=None), by=by)
    return asked[0]


def truth(group, name):
    """What the counter says less what the rows say, and how many are too many."""
    group.refresh_from_db()
    rows = group.enrolments.taking().count()
    return {
        f"drift, {name}": abs(group.places_taken - rows),
        f"oversold, {name}": max(0, rows - group.capacity),
    }


def lists(first):
    """The office's list and a queue, with few who wait and with many."""
    from django.db import connection
    from django.test import Client
    from django.urls import reverse

    from tests.factories.accounts import make_user
    from tests.factories.tuition import ProvisionFactory, VenueFactory
    from tests.sign_in import sign_in

    venue = VenueFactory()
    groups = [ProvisionFactory(venue=venue, capacity=1).pk for _ in range(200)]
    client = sign_in(Client(), make_user("office", second_factor=True))
    address = reverse("tuition:applications")
    found = {}
    for number, mark, start in ((FEW, "F", 1), (MANY - FEW, "M", FEW + 1)):
        # A prime, so that no pupil waits for one group twice.
        insert(mark, "waiting", groups, number, first, 7_993, start=start)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        pages = {
            "list": address,
            "by name": f"{address}?sort=learner",
            "of one instrument": f"{address}?instrument=violin&waited=30",
            "one queue": reverse("tuition:queue", args=[groups[0]]),
        }
        total = FEW if mark == "F" else MANY
        for name, page in pages.items():
            found[f"{name} of {total:,}"] = answer(client, [page] * TIMES)
    return found


def insert(mark, state, provisions, number, pupil, pupils, *, last_day=None, start=1):
    """So many enrolments in the database itself."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(_NO_HURRY)
        cursor.execute(
            _ENROLMENTS,
            {
                "mark": mark,
                "state": state,
                "provisions": provisions,
                "number": number,
                "pupil": pupil,
                "pupils": pupils,
                "last_day": last_day,
                "start": start,
            },
        )


def run_sql(sql):
    """As it stands."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:] or ["all"]))
