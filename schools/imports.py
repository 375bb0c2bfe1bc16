"""Taking the register of schools in. Nothing outside this module writes what the register says."""

from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from hub.policy.models import LocalAuthority
from hub.trail.record import record
from schools import links as school_links
from schools.choices import HubFact, SchoolStatus
from schools.gias import files, rows
from schools.gias.files import FileUnreadable, RowRejected
from schools.models import District, School, Trust

_BATCH = 500
#: What an import writes of a school.
WRITTEN = [*rows.FACTS, "phase", "local_authority", "district", "trust", "imported_at"]
_OPEN = {SchoolStatus.OPEN, SchoolStatus.CLOSING}


class ImportRefused(Exception):
    """Nothing was taken in. The message is a sentence for whoever started the import."""


@dataclass
class Outcome:
    """What an import did. Each school of the file counts once: created, updated or closed.

    ``rejected``: sentences with file, line and reason. ``notes``: what else is worth knowing.
    """

    created: int = 0
    updated: int = 0
    closed: int = 0
    linked: int = 0
    ignored: int = 0
    rejected: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def __str__(self):
        return (
            f"created {self.created} · updated {self.updated} · closed {self.closed} · "
            f"linked {self.linked} · ignored {self.ignored} · rejected {len(self.rejected)}"
        )


@transaction.atomic
def import_register(*, path, links_path=None, add_authorities=(), dry_run=False, by) -> Outcome:
    """Create, update and close schools as a file of the register says, in one transaction.

    Only schools of the hub's local authorities count; ``add_authorities``: DfE codes of authorities
    to add to the hub first. Absence from the file closes nothing, what is blank in it overwrites
    nothing, and what staff set by hand stays. ``links_path``: the register's file of links. With
    ``dry_run`` everything is done and then undone. ``by``: the User, or None for a command.

    Raises ImportRefused with a sentence; then nothing has changed.
    """
    try:
        outcome = _Import(by, add_authorities).run(Path(path), links_path and Path(links_path))
    except FileUnreadable as error:
        raise ImportRefused(str(error)) from error
    if dry_run:
        transaction.set_rollback(True)
    return outcome


class _Import:
    """One run: what it has seen so far."""

    def __init__(self, by, add_authorities):
        self.by = by
        self.now = timezone.now()
        self.outcome = Outcome()
        _wait_for_turn()
        self.authorities = {authority.code: authority for authority in LocalAuthority.objects.all()}
        self.wanted = {code for code in add_authorities if code not in self.authorities}
        self.districts = {district.code: district for district in District.objects.all()}
        self.trusts = {trust.code: trust for trust in Trust.objects.all()}
        self.seen = set()
        self.lines_by_urn = {}
        self.open_urns = set()

    def run(self, path, links_path):
        """The whole import; returns the Outcome."""
        if not self.authorities and not self.wanted:
            raise ImportRefused(
                "The hub has no local authority yet. Name one with --authority, such as 919."
            )
        with files.opened(path, needs=[rows.URN, rows.AUTHORITY]) as table:
            self._note_columns(path, table, rows.COLUMNS)
            read = (row for line in table.lines if (row := self._read(path, line)))
            while batch := list(islice(read, _BATCH)):
                self._take_in(path, batch)
        if self.wanted:
            codes = ", ".join(sorted(self.wanted))
            raise ImportRefused(f"{path.name} names no school of local authority {codes}.")
        if links_path:
            self._take_in_links(links_path)
        for code in sorted(self.seen) or sorted(self.authorities):
            self._put_on_trail(self.authorities[code], path)
        return self.outcome

    def _note_columns(self, path, table, columns):
        if missing := table.missing(columns):
            self.outcome.notes.append(f"{path.name} has no column {', '.join(missing)}.")

    def _reject(self, path, line, reason):
        self.outcome.rejected.append(f"{path.name}, line {line}: {reason}.")

    def _read(self, path, line):
        """(authority, GiasRow), or None when the row is ignored or rejected."""
        code = line.get(rows.AUTHORITY)
        if code in self.wanted and not line.problem:
            self._add_authority(code, line.get(rows.AUTHORITY_NAME))
        if code not in self.authorities and not (line.problem and not code):
            self.outcome.ignored += 1
            return None
        try:
            row = rows.read_row(line)
            if row.urn in self.lines_by_urn:
                first = self.lines_by_urn[row.urn]
                raise RowRejected(f"URN {row.urn} stands already in line {first}")
        except RowRejected as reason:
            self._reject(path, line.number, reason)
            return None
        self.lines_by_urn[row.urn] = line.number
        self.seen.add(code)
        return self.authorities[code], row

    def _add_authority(self, code, name):
        authority = LocalAuthority(code=code, name=name or f"Local authority {code}")
        try:
            authority.full_clean()
        except ValidationError as error:
            raise ImportRefused(f"Local authority {code}: {' '.join(error.messages)}") from error
        authority.save()
        record("added", authority, by=self.by, changes={"name": (None, authority.name)})
        self.wanted.discard(code)
        self.authorities[code] = authority
        self.outcome.notes.append(f"Added to the hub: {authority} ({code}).")

    def _take_in(self, path, batch):
        """One batch: a constant number of statements, and one more for each school that closes."""
        self._name(District, self.districts, [row.district for _, row in batch])
        self._name(Trust, self.trusts, [row.trust for _, row in batch])
        urns = [row.urn for _, row in batch]
        known = School.objects.select_for_update().filter(urn__in=urns).order_by("pk")
        known = {school.urn: school for school in known}
        created, changed, closed = [], [], []
        for authority, row in batch:
            school = known.get(row.urn) or School(urn=row.urn)
            before = _written(school)
            self._apply(row, school, authority)
            try:
                _check(school)
            except RowRejected as reason:
                self._reject(path, row.line, reason)
                known.pop(row.urn, None)
                continue
            if school.status in _OPEN:
                self.open_urns.add(row.urn)
            if school.pk is None:
                created.append(school)
            elif before != _written(school):
                closing = school.status == SchoolStatus.CLOSED != before["status"]
                (closed if closing else changed).append(school)
        School.objects.bulk_create(created)
        self._write([*changed, *closed])
        School.objects.filter(pk__in=[school.pk for school in known.values()]).update(
            imported_at=self.now
        )
        for school in closed:
            self._record_closing(school, f"The register says so ({path.name}).")
        self.outcome.created += len(created)
        self.outcome.updated += len(changed)
        self.outcome.closed += len(closed)

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
        reopens = school.status == SchoolStatus.CLOSED and row.facts.get("status") in _OPEN
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
        school.imported_at = self.now

    def _write(self, schools):
        """One statement: an upsert is much quicker than bulk_update's CASE a field and row."""
        if schools:
            School.objects.bulk_create(
                schools, update_conflicts=True, unique_fields=["urn"], update_fields=WRITTEN
            )

    def _take_in_links(self, path):
        linked = school_links.take_in(
            path=path, open_urns=self.open_urns, on=timezone.localdate(self.now)
        )
        outcome = self.outcome
        outcome.linked += linked.stored
        outcome.ignored += linked.ignored
        outcome.notes += linked.notes
        for line, reason in linked.rejected:
            self._reject(path, line, reason)
        for school in linked.closed:
            self._record_closing(school, f"Another school follows it ({path.name}).")
        outcome.closed += len(linked.closed)

    def _record_closing(self, school, reason):
        changes = {"status": ("Open", school.get_status_display())}
        if school.closed_on:
            changes["closed_on"] = (None, school.closed_on)
        record("closed", school, by=self.by, changes=changes, reason=reason[:500])

    def _put_on_trail(self, authority, path):
        counts = {
            name: (None, getattr(self.outcome, name))
            for name in ("created", "updated", "closed", "linked", "ignored")
        }
        counts["rejected"] = (None, len(self.outcome.rejected))
        record("imported", authority, by=self.by, changes=counts, reason=path.name[:500])


def _wait_for_turn():
    """Of two imports at once the second waits, and then sees what the first has done.

    No row could be locked for this: before the first import there is none. The lock goes with the
    transaction.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('schools.imports'))")


def _written(school):
    """What an import may have changed of a school, to compare before with after."""
    return {
        name: getattr(school, School._meta.get_field(name).attname)
        for name in WRITTEN
        if name != "imported_at"
    }


def _check(school):
    """What the database would refuse of the row as it now stands. Raises RowRejected."""
    if not school.name:
        raise RowRejected("the school has no name")
    if None not in (school.low_age, school.high_age) and school.low_age > school.high_age:
        raise RowRejected(f"the ages run from {school.low_age} to {school.high_age}")
    if (school.easting is None) != (school.northing is None):
        raise RowRejected("only one of Easting and Northing is given")
