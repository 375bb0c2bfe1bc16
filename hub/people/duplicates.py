"""Records that are likely the same child: found, looked at, and told apart when they are two."""

from dataclasses import dataclass

from django.db import IntegrityError, connection, transaction

from hub.people.models import Carer, Pupil, PupilMerge
from hub.people.refusals import FamilyRefused
from hub.trail.record import record

#: How near names must come, from 0 to 1. Twins' first names seldom come as near as this.
_FIRST_NEAR, _LAST_NEAR = 0.3, 0.4

WHY = {
    1: "Same date of birth, and names that are alike",
    2: "Same name and carer",
    3: "Same name and school, another date of birth",
}


@dataclass(frozen=True)
class Pair:
    """Two records, the newer one first, and why they are likely the same."""

    newer: Pupil | Carer
    older: Pupil | Carer
    why: str

    @property
    def place(self):
        """Where it stands in the list: numbers, never a name, for addresses."""
        return f"{self.newer.pk}-{self.older.pk}"


def likely(*, after=None, most=25, among=None) -> list[Pair]:
    """The likely pairs, newest record first, up to ``most``. ``after``: (newer, older) ids of the
    pair before; ``among``: only pairs of this pupil. Two statements, however many there are.

    Those told apart are left out. Walks from the newest record back, and meets the others of a
    birthday, a carer or a school by index, so that the first page costs what it shows.
    """
    wheres, values = [], {"most": most}
    if after is not None:
        wheres.append("AND (newer.id, older.id) < (%(newer)s, %(older)s)")
        values |= {"newer": after[0], "older": after[1]}
    if among is not None:
        wheres.append("AND (newer.id = %(among)s OR older.id = %(among)s)")
        values["among"] = among.pk
    with connection.cursor() as cursor:
        cursor.execute(_LIKELY.replace("/* more */", " ".join(wheres)), values)
        found = cursor.fetchall()
    pupils = Pupil.objects.select_related("school").in_bulk({pk for row in found for pk in row[:2]})
    return [Pair(pupils[newer], pupils[older], WHY[why]) for newer, older, why in found]


@transaction.atomic
def tell_apart(*, first, second, by) -> PupilMerge:
    """Remember that two records are two children: they are not proposed again."""
    older, newer = sorted((first, second), key=lambda pupil: pupil.pk)
    if older.pk == newer.pk:
        raise FamilyRefused("This is one record.")
    try:
        with transaction.atomic():
            told = PupilMerge.objects.create(kept=older, gone=newer, is_same=False, by=by)
    except IntegrityError as error:
        raise FamilyRefused("These two are told apart already.") from error
    record("told apart from another record", older, by=by)
    record("told apart from another record", newer, by=by)
    return told


_PLAIN = "hub_unaccent(lower({}.{}))"
_FIRST_ALIKE = """
    GREATEST(
        similarity({nf}, {of}), similarity({np}, {of}), similarity({nf}, {op})
    ) >= {near}
""".format(
    nf=_PLAIN.format("newer", "first_name"),
    of=_PLAIN.format("older", "first_name"),
    np=_PLAIN.format("newer", "preferred_name"),
    op=_PLAIN.format("older", "preferred_name"),
    near=_FIRST_NEAR,
)
_SAME_FIRST = f"{_PLAIN.format('newer', 'first_name')} = {_PLAIN.format('older', 'first_name')}"
_LAST_ALIKE = (
    f"similarity({_PLAIN.format('newer', 'last_name')}, {_PLAIN.format('older', 'last_name')})"
    f" >= {_LAST_NEAR}"
)
_PRESENT = "{0}.merged_into_id IS NULL AND {0}.anonymised_at IS NULL"
_LIKELY = f"""
    SELECT newer.id, older.id, min(older.why)
    FROM people_pupil newer
    CROSS JOIN LATERAL (
        SELECT older.id, 1 AS why FROM people_pupil older
        WHERE older.born_on = newer.born_on AND older.id < newer.id
            AND {_PRESENT.format("older")}
            AND {_FIRST_ALIKE}
            AND ({_LAST_ALIKE} OR ({_SAME_FIRST} AND older.school_id = newer.school_id))
        UNION ALL
        SELECT older.id, 2 FROM people_carerlink mine
        JOIN people_carerlink theirs
            ON theirs.carer_id = mine.carer_id AND theirs.ended_at IS NULL
        JOIN people_pupil older ON older.id = theirs.pupil_id
        WHERE mine.pupil_id = newer.id AND mine.ended_at IS NULL AND older.id < newer.id
            AND {_PRESENT.format("older")} AND {_SAME_FIRST}
        UNION ALL
        SELECT older.id, 3 FROM people_pupil older
        WHERE older.school_id = newer.school_id AND older.last_name = newer.last_name
            AND older.id < newer.id AND {_PRESENT.format("older")} AND {_SAME_FIRST}
            AND older.born_on <> newer.born_on
    ) older
    WHERE {_PRESENT.format("newer")}
        AND NOT EXISTS (
            SELECT 1 FROM people_pupilmerge told
            WHERE told.kept_id = older.id AND told.gone_id = newer.id
                AND NOT told.is_same AND told.undone_at IS NULL
        )
        /* more */
    GROUP BY newer.id, older.id
    ORDER BY newer.id DESC, older.id DESC
    LIMIT %(most)s
"""  # noqa: S608  (all of it is our own text; values are parameters)
