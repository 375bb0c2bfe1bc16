"""Which schools a file of the register held, and whether it was a whole one for their authority.

Absence closes nothing. But when a file is whole, the open schools that it does not hold are listed
for staff (``School.objects.missing``), so what counts as whole must be stated once. Over six years
one in ten schools changed its number; a file of one phase, one district or nine rows holds far less
than the share that the rule "register-whole-percent" asks for. Staff overrule it, file by file.
"""

from collections import Counter

from django.db import transaction

from hub.policy.values import value
from hub.trail.record import record
from schools.models import RegisterReading, School

_BATCH = 5000


class Seen:
    """What one import sees in its file, authority by authority."""

    def __init__(self):
        known = School.objects.open().filter(urn__isnull=False, local_authority__isnull=False)
        self._known = dict(known.values_list("urn", "local_authority_id"))
        self._rows: Counter = Counter()
        self._urns: set[int] = set()

    def note(self, authority, urn):
        """A row of this authority named this school, whether it could be taken in or not."""
        self._rows[authority] += 1
        self._urns.add(urn)

    def write(self, *, at, file_name, is_whole=None) -> list[str]:
        """Keep when each school was seen, and a RegisterReading an authority; returns sentences.

        ``is_whole``: what staff say of the file; None leaves it to the share.
        """
        urns = sorted(self._urns)
        for start in range(0, len(urns), _BATCH):
            School.objects.filter(urn__in=urns[start : start + _BATCH]).exclude(
                in_register_at=at
            ).update(in_register_at=at)
        readings = [self._reading(each, at, file_name, is_whole) for each in self._rows]
        RegisterReading.objects.bulk_create(readings)
        return [
            sentence
            for reading in sorted(readings, key=lambda each: each.authority.code)
            if (sentence := _sentence(reading))
        ]

    def _reading(self, authority, at, file_name, is_whole):
        here = {urn for urn, pk in self._known.items() if pk == authority.pk}
        known, found = len(here), len(here & self._urns)
        if is_whole is None:
            is_whole = found * 100 >= value("register-whole-percent") * known
        return RegisterReading(
            authority=authority,
            at=at,
            file_name=file_name[:200],
            rows=self._rows[authority],
            known=known,
            found=found,
            is_whole=is_whole,
        )


def _sentence(reading):
    where = f"{reading.file_name} holds {reading.found:,} of {reading.known:,} schools that"
    if not reading.is_whole:
        return (
            f"{where} stood open in {reading.authority}. So it counts as a part of the register, "
            "and nobody is listed as missing."
        )
    missing = School.objects.missing_to_look_at().filter(local_authority=reading.authority).count()
    if not missing:
        return ""
    return (
        f"{where} stood open in {reading.authority}. {missing:,} {_are(missing)} missing from it "
        "and left open: look at them under Data quality."
    )


def _are(number):
    return "is" if number == 1 else "are"


@transaction.atomic
def set_whole(*, reading, is_whole, by) -> RegisterReading:
    """Say of a file that it was the whole register of its authority, or only a part of it."""
    reading = RegisterReading.objects.select_for_update(of=("self",)).get(pk=reading.pk)
    if reading.is_whole != is_whole:
        record("changed", reading, by=by, changes={"is_whole": (reading.is_whole, is_whole)})
        reading.is_whole = is_whole
        reading.save(update_fields=["is_whole"])
    return reading
