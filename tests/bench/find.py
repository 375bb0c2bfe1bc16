"""Finding lessons with so many provisions at 600 places; prints figures as JSON.

Run by bench_find.py as a process: ``python -m tests.bench.find 5000``. Schools come from
tests/bench/needs.py; venues, provision and queues are made in the database itself.
"""

import json
import sys

from hub.platform.testing import TestServers
from tests.bench.directory import TIMES, prepare
from tests.bench.due import timed
from tests.bench.needs import build

SCHOOLS, VENUES = 600, 600
_PLACES = """
    UPDATE schools_school SET easting = 400000 + (id * 7919) %% 60000,
        northing = 200000 + (id * 104729) %% 60000,
        postcode = 'WX' || 1 + id %% 9 || ' ' || id %% 9 || 'AB'
    """
_VENUES = """
    INSERT INTO venues_venue (name, kind, school_id, street, town, postcode, easting, northing,
        access_words, is_active)
    SELECT name, 'school', id, '1 Hall Road', 'Westbury', postcode, easting, northing, '', true
    FROM schools_school ORDER BY id LIMIT %s
    """
#: Of every instrument, kind, day and age; one in ten for a school's own pupils, one in three full.
_PROVISION = """
    INSERT INTO tuition_provision (capacity, places_taken, reference, year, title, kind, minutes,
        instrument_id, level_from, level_to, from_year_group, to_year_group, is_for_adults,
        is_adapted, venue_id, only_own_pupils, weekday, starts_at, starts_on, ends_on, payer,
        wait_terms, words, state, created_at)
    SELECT 4, CASE WHEN n %% 3 = 0 THEN 4 ELSE n %% 4 END, lpad(n::text, 8, '0'), %s, '',
        (ARRAY['small', 'pair', 'large', 'individual', 'webcam'])[1 + n %% 5], 30,
        i.ids[1 + (n * 31) %% array_length(i.ids, 1)], NULL, NULL, n %% 7, n %% 7 + 4,
        n %% 20 = 0, n %% 8 = 0, v.ids[1 + (n * 17) %% array_length(v.ids, 1)], n %% 10 = 0,
        CASE WHEN n %% 5 <> 3 THEN n %% 6 END,
        CASE WHEN n %% 5 <> 3 THEN make_time(9 + n %% 9, 15 * (n %% 4), 0) END,
        %s, %s, 'family', CASE WHEN n %% 12 = 0 THEN n %% 5 END, '', 'published', now()
    FROM generate_series(1, %s) n,
        (SELECT array_agg(id ORDER BY id) ids FROM music_instrument WHERE is_active) i,
        (SELECT array_agg(id ORDER BY id) ids FROM venues_venue) v
    """
#: Two wait for each that is full, as two learners of the whole hub might.
_QUEUES = """
    INSERT INTO tuition_enrolment (reference, state, state_since, rank, applied_at, reason,
        provision_id, pupil_id, payer, wishes, needs_adapted)
    SELECT 'W' || lpad((row_number() OVER ())::text, 7, '0'), 'waiting', now(), 100, now(), '',
        p.id, l.id, 'family', '', false
    FROM tuition_provision p, people_pupil l WHERE p.places_taken = p.capacity
    """


def main(provisions):
    """Print {figure: value} as JSON."""
    servers = TestServers()
    try:
        servers.start()
        prepare()
        print(json.dumps(measure(provisions)))
    finally:
        servers.stop()


def measure(provisions):
    """Build, and ask for the pages as a visitor."""
    from django.db import connection
    from django.test import Client
    from django.urls import reverse

    from hub.calendar.years import AcademicYear
    from schools.models import School
    from tests.factories.calendar import make_year
    from tests.factories.people import PupilFactory
    from tests.factories.tuition import PriceFactory
    from tuition.models import Provision

    build(SCHOOLS)
    year = AcademicYear.current()
    make_year()
    for kind in ("small", "pair", "large", "individual", "webcam"):
        PriceFactory(kind=kind)
    for _ in range(2):
        PupilFactory()
    with connection.cursor() as cursor:
        cursor.execute(_PLACES, [])
        cursor.execute(_VENUES, [VENUES])
        cursor.execute(_PROVISION, [year, year.starts_on, year.ends_on, provisions])
        cursor.execute(_QUEUES, [])
        cursor.execute("ANALYZE")
    client, find = Client(), reverse("tuition:find")
    schools = School.objects.order_by("pk")[:TIMES]
    codes = [each.postcode.replace(" ", "+") for each in schools]
    pks = Provision.objects.order_by("pk").values_list("pk", flat=True)[:TIMES]
    asked = {
        "everything": [find] * TIMES,
        "violin near a postcode": [f"{find}?instrument=violin&near={each}" for each in codes],
        "a family within 10 km": [
            f"{find}?instrument=family:strings&within=10&near={each}" for each in codes
        ],
        "at a school, Year 4": [f"{find}?near={each.reference}&year=4" for each in schools],
        "with places": [f"{find}?free=on&near={each}" for each in codes],
        "deep page": [f"{find}?page={provisions // 25}&near={codes[0]}"] * TIMES,
        "a name of many schools": [f"{find}?near=school"] * TIMES,
        "nothing fits": [
            f"{find}?instrument=violin&year=14&day=6&kind=adult&within=2&free=on&near={each}"
            for each in codes
        ],
        "page of one": [reverse("tuition:provision", args=[pk]) for pk in pks],
    }
    return {name: timed(client, addresses) for name, addresses in asked.items()}


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
