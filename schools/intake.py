"""Rows of the register become schools. Called by ``schools.imports`` alone, in its transaction."""

from hub.imports.tables import RowRejected
from schools.choices import OPEN_STATUSES, HubFact, SchoolStatus
from schools.gias import rows
from schools.models import District, School, Trust

#: What an import writes of a school.
WRITTEN = [
    *rows.FACTS,
    "phase",
    "local_authority",
    "district",
    "trust",
    "setting_kind",
    "imported_at",
    "in_register_at",
]


class Intake:
    """Takes batches of rows in, and tells what became of them.

    After ``take``: ``created`` and ``updated`` are numbers, ``closed`` and ``reopened`` hold the
    schools of the batch, ``adopted`` pairs of a setting that staff had added and {field: (what they
    had typed, what the register says)}, and ``open_urns`` all that any batch called open.
    """

    def __init__(self, *, now):
        self.now = now
        self.districts = {district.code: district for district in District.objects.all()}
        self.trusts = {trust.code: trust for trust in Trust.objects.all()}
        self.open_urns = set()
        self.created = self.updated = 0
        self.closed: list[School] = []
        self.reopened: list[School] = []
        self.adopted: list[tuple[School, dict]] = []

    def take(self, batch) -> list[tuple[int, RowRejected]]:
        """Write one batch of (authority, GiasRow), in a constant number of statements.

        Returns (line, reason) of the rows that the database would refuse.
        """
        refused = []
        self._name(District, self.districts, [row.district for _, row in batch])
        self._name(Trust, self.trusts, [row.trust for _, row in batch])
        urns = [row.urn for _, row in batch]
        standing = School.objects.select_for_update().filter(urn__in=urns).order_by("pk")
        known = {school.urn: school for school in standing}
        created: list[School] = []
        changed: list[School] = []
        self.closed, self.reopened, self.adopted = [], [], []
        for authority, row in batch:
            school = known.get(row.urn) or School(urn=row.urn)
            before = _written(school)
            self._apply(row, school, authority)
            try:
                _check(school)
            except RowRejected as reason:
                refused.append((row.line, reason))
                known.pop(row.urn, None)
                continue
            if school.status in OPEN_STATUSES:
                self.open_urns.add(row.urn)
            if school.pk is None:
                created.append(school)
            elif before != _written(school):
                self._sort(school, before, changed)
        School.objects.bulk_create(created)
        _write([*changed, *self.closed])
        School.objects.filter(pk__in=[school.pk for school in known.values()]).update(
            imported_at=self.now, in_register_at=self.now
        )
        self.created, self.updated = len(created), len(changed)
        return refused

    def _sort(self, school, before, changed):
        if before["setting_kind"]:
            self.adopted.append((school, _overwritten(before, school)))
        status_before = before["status"]
        if school.status == SchoolStatus.CLOSED != status_before:
            self.closed.append(school)
            return
        changed.append(school)
        if status_before == SchoolStatus.CLOSED and school.status in OPEN_STATUSES:
            self.reopened.append(school)

    def _name(self, model, kept, named):
        """Add the districts or trusts not met before, and take over new names of the others."""
        new = {each.code: each.name for each in named if each}
        new = {
            code: name for code, name in new.items() if code not in kept or kept[code].name != name
        }
        made = model.objects.bulk_create(
            [model(code=code, name=name) for code, name in sorted(new.items())],
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=["name"],
        )
        kept.update({each.code: each for each in made})

    def _apply(self, row, school, authority):
        reopens = school.status == SchoolStatus.CLOSED and row.facts.get("status") in OPEN_STATUSES
        if reopens and "closed_on" not in row.facts:
            school.closed_on = None
        for name, value in row.facts.items():
            if name in {"easting", "northing"} and HubFact.POSITION in school.set_by_staff:
                continue
            setattr(school, name, value)
        school.local_authority = authority
        if row.district:
            school.district = self.districts[row.district.code]
        if row.trust and HubFact.TRUST not in school.set_by_staff:
            school.trust = self.trusts[row.trust.code]
        if HubFact.PHASE not in school.set_by_staff:
            school.phase = school.derived_phase
        school.setting_kind = ""
        school.imported_at = school.in_register_at = self.now


def _write(schools):
    """One statement: an upsert is much quicker than bulk_update's CASE a field and row."""
    if schools:
        School.objects.bulk_create(
            schools, update_conflicts=True, unique_fields=["urn"], update_fields=WRITTEN
        )


def _written(school):
    """What an import may have changed of a school, to compare before with after."""
    return {
        name: getattr(school, School._meta.get_field(name).attname)
        for name in WRITTEN
        if name not in {"imported_at", "in_register_at"}
    }


def _overwritten(before, school):
    """What staff had typed of a setting and the register says otherwise."""
    now = _written(school)
    return {
        name: (before[name], now[name])
        for name in [*rows.FACTS, "phase"]
        if before[name] not in (None, "", now[name])
    }


def _check(school):
    """What the database would refuse of the row as it now stands. Raises RowRejected."""
    if not school.name:
        raise RowRejected("the school has no name")
    if None not in (school.low_age, school.high_age) and school.low_age > school.high_age:
        raise RowRejected(f"the ages run from {school.low_age} to {school.high_age}")
    if (school.easting is None) != (school.northing is None):
        raise RowRejected("only one of Easting and Northing is given")
