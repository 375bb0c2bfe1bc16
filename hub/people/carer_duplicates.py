"""Records that are likely one carer: found, looked at, and told apart when they are two people."""

from django.db import IntegrityError, connection, transaction

from hub.people.duplicates import Pair
from hub.people.models import Carer, CarerMerge
from hub.people.refusals import FamilyRefused
from hub.trail.record import record

#: How near names must come, from 0 to 1: a couple of one name at one address comes less near.
_NAME_NEAR, _FIRST_NEAR = 0.6, 0.3

WHY = {
    1: "Same e-mail address",
    2: "Same telephone number, and first names that are alike",
    3: "Same postcode, and names that are alike",
}


def likely(*, after=None, most=25) -> list[Pair]:
    """The likely pairs, newest record first, up to ``most``. ``after``: (newer, older) ids of the
    pair before. Two statements, however many there are.

    Those told apart are left out. Two who share a telephone or a house are proposed only when
    their names are alike; who share a mailbox always are.
    """
    where, values = "", {"most": most}
    if after is not None:
        where = "AND (newer.id, older.id) < (%(newer)s, %(older)s)"
        values |= {"newer": after[0], "older": after[1]}
    with connection.cursor() as cursor:
        cursor.execute(_LIKELY.replace("/* more */", where), values)
        found = cursor.fetchall()
    carers = Carer.objects.in_bulk({pk for row in found for pk in row[:2]})
    return [Pair(carers[newer], carers[older], WHY[why]) for newer, older, why in found]


@transaction.atomic
def tell_apart(*, first, second, by) -> CarerMerge:
    """Remember that two records are two people: they are not proposed again."""
    older, newer = sorted((first, second), key=lambda carer: carer.pk)
    if older.pk == newer.pk:
        raise FamilyRefused("This is one record.")
    try:
        with transaction.atomic():
            told = CarerMerge.objects.create(kept=older, gone=newer, is_same=False, by=by)
    except IntegrityError as error:
        raise FamilyRefused("These two are told apart already.") from error
    record("told apart from another record", older, by=by)
    record("told apart from another record", newer, by=by)
    return told


_FIRST = "hub_unaccent(lower(split_part({}.name, ' ', 1)))"
_NAME = "hub_unaccent(lower({}.name))"
#: As the index carers_by_digits has it: of +44 1632 960111 and 01632 960111 the same ten digits.
_DIGITS = "right(regexp_replace({}.phone, '[^0-9]', '', 'g'), 10)"
_PRESENT = "{0}.merged_into_id IS NULL AND {0}.anonymised_at IS NULL"


def _met(number, condition):
    """One way in which an older record is met."""
    return f"""
        SELECT older.id, {number} AS why FROM people_carer older
        WHERE older.id < newer.id AND {_PRESENT.format("older")} AND {condition}
    """  # noqa: S608  (all of it is our own text)


def _alike(name, near):
    return f"similarity({name.format('newer')}, {name.format('older')}) >= {near}"


_WAYS = [
    _met(1, "newer.email <> '' AND lower(older.email) = lower(newer.email)"),
    _met(
        2,
        f"newer.phone <> '' AND older.phone <> ''"
        f" AND {_DIGITS.format('older')} = {_DIGITS.format('newer')}"
        f" AND {_alike(_FIRST, _FIRST_NEAR)}",
    ),
    _met(
        3,
        f"newer.postcode <> '' AND older.postcode = newer.postcode AND {_alike(_NAME, _NAME_NEAR)}",
    ),
]
_LIKELY = f"""
    SELECT newer.id, older.id, min(older.why)
    FROM people_carer newer
    CROSS JOIN LATERAL ({" UNION ALL ".join(_WAYS)}) older
    WHERE {_PRESENT.format("newer")}
        AND NOT EXISTS (
            SELECT 1 FROM people_carermerge told
            WHERE told.kept_id = older.id AND told.gone_id = newer.id
                AND NOT told.is_same AND told.undone_at IS NULL
        )
        /* more */
    GROUP BY newer.id, older.id
    ORDER BY newer.id DESC, older.id DESC
    LIMIT %(most)s
"""  # noqa: S608  (all of it is our own text; values are parameters)
