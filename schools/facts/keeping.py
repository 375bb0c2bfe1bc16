"""Keeps KnownYear in step with facts. Nothing outside this module writes one.

``keep`` is called with every fact that is written, under the school's lock; ``keep_all`` reckons
every row anew and says how many differed, for a sweep and for facts that were loaded in bulk.
"""

import itertools

from django.db import connection, transaction

from schools.choices import AuditArea, FactSource
from schools.lineage import families_of, successors_of
from schools.models import School
from schools.models.known_years import level_of
from schools.priority import refresh

_BATCH = 500
#: {column: how it is reckoned from the facts of a school and year}. Nothing here was typed.
_NUMBERS = {
    "music_budget": "music-budget",
    "choirs": "choirs",
    "ensembles": "ensembles",
    "learners": "learners",
} | {level_of(area): f"audit-{area}" for area in AuditArea.values}
_TEXTS = {
    "plan_status": ("plan-status", 20),
    "plan_address": ("plan-address", 500),
    "plan_review_on": ("plan-review-on", 10),
    "plan_seen_on": ("plan-seen-on", 10),
}
_COLUMNS = {
    "answers": "count(*)",
    "own": f"count(*) FILTER (WHERE source = '{FactSource.SCHOOL}')",
    "audited_at": "max(at) FILTER (WHERE key LIKE 'audit-%%')",
    "whole_class": "sum(number) FILTER (WHERE key = 'whole-class-pupils')",
    "topics": "coalesce(string_to_array(max(text) FILTER (WHERE key = 'training-topics'), ','), "
    "'{}')",
    **{
        column: f"max(number) FILTER (WHERE key = '{key}')"  # one row: a fact without parts
        for column, key in _NUMBERS.items()
    },
    **{
        column: f"coalesce(left(max(text) FILTER (WHERE key = '{key}'), {longest}), '')"
        for column, (key, longest) in _TEXTS.items()
    },
}
_NAMES = ", ".join(_COLUMNS)
# Of the same thing under two numbers of a school the newer wins, as in ``book.known``.
_KEEP = f"""
    WITH family (school_id, member) AS (
        SELECT * FROM unnest(%(heads)s::bigint[], %(members)s::bigint[])
    ),
    told AS (
        SELECT DISTINCT ON (family.school_id, year, key, dimension)
            family.school_id, year, key, number, text, is_unknown, source, at
        FROM family JOIN schools_fact fact ON fact.school_id = family.member
        WHERE holds AND (%(year)s::int IS NULL OR year = %(year)s)
        ORDER BY family.school_id, year, key, dimension, at DESC, fact.id DESC
    ),
    found AS (
        SELECT school_id, year, {", ".join(_COLUMNS.values())}
        FROM told WHERE NOT is_unknown GROUP BY school_id, year
    ),
    kept AS (
        INSERT INTO schools_knownyear AS held (school_id, year, {_NAMES}) SELECT * FROM found
        ON CONFLICT (year, school_id) DO UPDATE
        SET ({_NAMES}) = ROW ({", ".join(f"excluded.{name}" for name in _COLUMNS)})
        WHERE ({", ".join(f"held.{name}" for name in _COLUMNS)})
            IS DISTINCT FROM ({", ".join(f"excluded.{name}" for name in _COLUMNS)})
        RETURNING 1
    ),
    gone AS (
        DELETE FROM schools_knownyear held
        WHERE held.school_id = ANY(%(heads)s) AND (%(year)s::int IS NULL OR held.year = %(year)s)
            AND NOT EXISTS (
                SELECT FROM found
                WHERE found.school_id = held.school_id AND found.year = held.year
            )
        RETURNING 1
    )
    SELECT (SELECT count(*) FROM kept) + (SELECT count(*) FROM gone)
    """  # noqa: S608  (names of columns of ours; every value is a parameter)


def keep(*, school, year):
    """Reckon the row of a school and year, and of the school that goes on with its history.

    Call it under the school's lock. The successor is locked too: its row holds what is told here.
    """
    later = successors_of([school]).get(school.pk)
    schools = [school]
    if later is not None:
        schools.append(School.objects.select_for_update(of=("self",)).get(pk=later.pk))
    _reckon(schools, year)
    # Whom to visit first follows from the same facts.
    refresh([each.pk for each in schools], only="no-plan")


def keep_all() -> int:
    """Reckon every row anew, in pieces; returns how many were missing, wrong or too many."""
    every = School.objects.order_by("pk").values_list("pk", flat=True)
    numbers = iter(list(every))
    differed = 0
    while batch := list(itertools.islice(numbers, _BATCH)):
        with transaction.atomic():
            # Under the locks of those whose rows they are: a fact that is being written meanwhile
            # is either waited for or reckons the row itself afterwards.
            locked = School.objects.select_for_update(of=("self",)).filter(pk__in=batch)
            differed += _reckon(list(locked.order_by("pk")), None)
    return differed


def _reckon(schools, year):
    pairs = [
        (head, member.pk) for head, family in families_of(schools).items() for member in family
    ]
    values = {
        "heads": [head for head, _ in pairs],
        "members": [member for _, member in pairs],
        "year": year,
    }
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, values)
        return cursor.fetchone()[0]
