"""Whose history is whose: a school that became an academy has a new number, and goes on.

Which links history follows is said once, by ``SchoolLinkQuerySet.followed``. Here they are walked,
in a constant number of statements however long the chain; a cycle ends where it began.
"""

from django.db import connection
from django.db.models import JSONField
from django.db.models.expressions import RawSQL

from schools.models import School, SchoolLink


def lineage_of(school) -> set[int]:
    """Primary keys of the school and of those whose history is its own. One statement."""
    return set(family(school).values_list("pk", flat=True))


def family(school):
    """The same as a queryset of schools, to be filtered on."""
    if school.urn is None:
        return School.objects.filter(pk=school.pk)
    followed, params = _followed()
    back = f"""
        WITH RECURSIVE followed AS NOT MATERIALIZED ({followed}), line (urn) AS (
            SELECT %s::integer
            UNION
            SELECT followed.predecessor_urn
            FROM line JOIN followed ON followed.successor_urn = line.urn
        )
        SELECT school.id FROM line JOIN schools_school school ON school.urn = line.urn
        """  # noqa: S608  (compiled by Django; every value is a parameter)
    return School.objects.filter(pk__in=RawSQL(back, [*params, school.urn]))  # noqa: S611


def earlier_than(keys):
    """Primary keys of the schools whose history is that of these (primary keys too), as part of a
    statement: ``filter(school__in=earlier_than(own))``.
    """
    followed, params = _followed()
    back = f"""
        WITH RECURSIVE followed AS NOT MATERIALIZED ({followed}), line (urn) AS (
            SELECT followed.predecessor_urn
            FROM schools_school own JOIN followed ON followed.successor_urn = own.urn
            WHERE own.id = ANY(%s::bigint[])
            UNION
            SELECT followed.predecessor_urn
            FROM line JOIN followed ON followed.successor_urn = line.urn
        )
        SELECT school.id FROM line JOIN schools_school school ON school.urn = line.urn
        """  # noqa: S608  (compiled by Django; every value is a parameter)
    return RawSQL(back, [*params, sorted(keys)])  # noqa: S611


def members_of(school) -> list[School]:
    """The same as a list. Unasked, when the school was fetched ``with_links``: the others then
    hold their number and name alone, and fetch the rest when it is looked at.
    """
    if not hasattr(school, "earlier"):
        return list(family(school))
    columns = ["id", "urn", "name"]
    return [school, *(School.from_db("default", columns, each) for each in school.earlier or ())]


def earlier_schools():
    """For a queryset of schools: [[primary key, URN, name], …] of each one's earlier schools."""
    followed, params = _followed()
    back = f"""(
        WITH RECURSIVE followed AS NOT MATERIALIZED ({followed}), line (urn) AS (
            SELECT "schools_school"."urn"
            UNION
            SELECT followed.predecessor_urn
            FROM line JOIN followed ON followed.successor_urn = line.urn
        )
        SELECT jsonb_agg(jsonb_build_array(school.id, school.urn, school.name))
        FROM line JOIN schools_school school ON school.urn = line.urn
        WHERE school.id <> "schools_school"."id"
        )"""  # noqa: S608  (compiled by Django; every value is a parameter)
    return RawSQL(back, params, output_field=JSONField())  # noqa: S611


def may_have_links(school):
    """False when it is known that no link names the school (``with_links``), or none can."""
    return school.urn is not None and getattr(school, "has_links", True)


def families_of(schools) -> dict[int, list[School]]:
    """{primary key: the school and those whose history is its own} of many. Two statements."""
    found = {school.pk: [school] for school in schools}
    heads = {school.urn: school for school in schools if school.urn is not None}
    members: dict[int, set[int]] = {}
    for head, urn in _links_back(list(heads)):
        members.setdefault(head, set()).add(urn)
    before = {urn for urns in members.values() for urn in urns} - heads.keys()
    records = {each.urn: each for each in School.objects.filter(urn__in=before)} if before else {}
    for head, urns in members.items():
        others = (heads.get(urn) or records.get(urn) for urn in sorted(urns - {head}))
        found[heads[head].pk] += [each for each in others if each]
    return found


def successor_of(school) -> School | None:
    """The school that goes on with the history of this one, at the end of the chain, or None.

    Where history follows to several schools, no one of them is the successor.
    """
    return successors_of([school]).get(school.pk)


def successors_of(schools) -> dict[int, School]:
    """{primary key: successor} of those of the schools that have one. Two statements."""
    urns = {school.urn: school.pk for school in schools if school.urn is not None}
    onward: dict[int, list[int]] = {}
    for predecessor, successor in _links_onward(list(urns)):
        onward.setdefault(predecessor, []).append(successor)
    reached = {urn for several in onward.values() for urn in several}
    records = {school.urn: school for school in School.objects.filter(urn__in=reached)}
    ends = {pk: _end(urn, onward, records) for urn, pk in urns.items()}
    return {pk: end for pk, end in ends.items() if end is not None}


def _end(urn, onward, records):
    """Walk on as long as there is one way; the last school on it that the directory holds."""
    seen, found = {urn}, None
    while len(ways := onward.get(urn, ())) == 1:
        urn = ways[0]
        if urn in seen:
            return None
        seen.add(urn)
        found = records.get(urn, found)
    return found


def _links_back(urns):
    """[(number, number of one whose history is its own)], themselves among them."""
    if not urns:
        return []
    followed, params = _followed()
    back = f"""
        WITH RECURSIVE followed AS NOT MATERIALIZED ({followed}), line AS (
            SELECT successor_urn AS head, predecessor_urn AS urn
            FROM followed WHERE successor_urn = ANY(%s)
            UNION
            SELECT line.head, followed.predecessor_urn
            FROM line JOIN followed ON followed.successor_urn = line.urn
        )
        SELECT head, urn FROM line
        """  # noqa: S608  (compiled by Django; every value is a parameter)
    with connection.cursor() as cursor:
        cursor.execute(back, [*params, urns])
        return cursor.fetchall()


def _links_onward(urns):
    if not urns:
        return []
    followed, params = _followed()
    ahead = f"""
        WITH RECURSIVE followed AS NOT MATERIALIZED ({followed}), onward AS (
            SELECT predecessor_urn, successor_urn FROM followed WHERE predecessor_urn = ANY(%s)
            UNION
            SELECT followed.predecessor_urn, followed.successor_urn
            FROM onward JOIN followed ON followed.predecessor_urn = onward.successor_urn
        )
        SELECT predecessor_urn, successor_urn FROM onward
        """  # noqa: S608  (compiled by Django; every value is a parameter)
    with connection.cursor() as cursor:
        cursor.execute(ahead, [*params, urns])
        return cursor.fetchall()


def _followed():
    links = SchoolLink.objects.followed().order_by().values("predecessor_urn", "successor_urn")
    return links.query.sql_with_params()
