"""Taking the register of schools in. Nothing outside this module writes what the register says."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from hub.imports.tables import FileUnreadable, RowRejected, Source, opened
from hub.policy.models import LocalAuthority
from hub.trail.record import record
from schools import links as school_links
from schools.carrying import carry
from schools.choices import OPEN_STATUSES, SchoolStatus
from schools.gias import rows
from schools.intake import Intake
from schools.readings import Seen
from schools.types import KnownTypes

_BATCH = 500
_REGISTER = "the register of schools"


class ImportRefused(Exception):
    """Nothing was taken in. The message is a sentence for whoever started the import."""


class Rejected(NamedTuple):
    """A row that was not taken in."""

    file_name: str
    line: int
    reason: str

    def __str__(self):
        return f"{self.file_name}, line {self.line}: {self.reason}."


@dataclass
class Outcome:
    """What an import did. Each school of the file counts once: created, updated or closed.

    ``notes``: sentences on what else is worth knowing.
    """

    created: int = 0
    updated: int = 0
    closed: int = 0
    linked: int = 0
    ignored: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def __str__(self):
        return (
            f"created {self.created} · updated {self.updated} · closed {self.closed} · "
            f"linked {self.linked} · ignored {self.ignored} · rejected {len(self.rejected)}"
        )


@transaction.atomic
def import_register(
    *, path, links_path=None, add_authorities=(), dry_run=False, is_whole=None, by
) -> Outcome:
    """Create, update and close schools as a file of the register says, in one transaction.

    Only schools of the hub's local authorities and of types that count are taken in;
    ``add_authorities``: DfE codes of authorities to add to the hub first. Absence from the file
    closes nothing, what is blank in it overwrites nothing, and what staff set by hand stays.
    ``links_path``: the register's file of links. ``is_whole``: whether the file is the whole
    register of its authorities; None leaves that to its share of known schools (readings.py).
    With ``dry_run`` everything is done and then undone. ``by``: the User, or None for a command.

    Raises ImportRefused with a sentence; then nothing has changed.
    """
    try:
        run = _Import(by, add_authorities, is_whole)
        outcome = run.whole(Source.of(path), links_path and Source.of(links_path))
    except FileUnreadable as error:
        raise ImportRefused(str(error)) from error
    if dry_run:
        transaction.set_rollback(True)
    return outcome


class _Import:
    """One run: what it has seen so far."""

    def __init__(self, by, add_authorities, is_whole):
        self.by = by
        self.is_whole = is_whole
        self.now = timezone.now()
        self.outcome = Outcome()
        _wait_for_turn()
        self.authorities = {authority.code: authority for authority in LocalAuthority.objects.all()}
        self.wanted = {code for code in add_authorities if code not in self.authorities}
        self.types = KnownTypes()
        self.left_out = Counter()
        self.seen = Seen()
        self.codes = set()
        self.lines_by_urn = {}
        self.intake = Intake(now=self.now)

    def whole(self, path, links_path):
        """The whole import; returns the Outcome."""
        if not self.authorities and not self.wanted:
            raise ImportRefused(
                "The hub has no local authority yet. Name one with --authority, such as 919."
            )
        with opened(path, needs=[rows.URN, rows.AUTHORITY], what=_REGISTER) as table:
            self._note_columns(path, table, rows.COLUMNS)
            read = (row for line in table.lines if (row := self._read(path, line)))
            while batch := list(islice(read, _BATCH)):
                self._take_in(path, batch)
        if self.wanted:
            codes = ", ".join(sorted(self.wanted))
            raise ImportRefused(f"{path.name} names no school of local authority {codes}.")
        if links_path:
            self._take_in_links(links_path)
        if carried := carry(by=self.by):
            notes = self.outcome.notes
            notes.append(f"Carried from closed schools to those that follow: {', '.join(carried)}.")
        self._note_types()
        self.outcome.notes += self.seen.write(
            at=self.now, file_name=path.name, is_whole=self.is_whole
        )
        for code in sorted(self.codes) or sorted(self.authorities):
            self._put_on_trail(self.authorities[code], path)
        return self.outcome

    def _note_columns(self, path, table, columns):
        if missing := table.missing(columns):
            self.outcome.notes.append(f"{path.name} has no column {', '.join(missing)}.")

    def _reject(self, path, line, reason):
        self.outcome.rejected.append(Rejected(path.name, line, str(reason)))

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
            self._note_seen(code, line)
            return None
        self.lines_by_urn[row.urn] = line.number
        self.codes.add(code)
        self.seen.note(self.authorities[code], row.urn)
        return (self.authorities[code], row) if self._counts(row) else None

    def _note_seen(self, code, line):
        """A row that cannot be read still says that its school is not missing."""
        try:
            self.seen.note(self.authorities[code], rows.urn_of(line))
        except (KeyError, RowRejected):
            return

    def _counts(self, row):
        """Does the hub take in the row's type? If not, the row is ignored and changes nothing."""
        kind = row.facts.get("type_name", "")
        if self.types.counts(kind, row.facts.get("type_group", "")):
            return True
        self.outcome.ignored += 1
        self.left_out[kind] += 1
        if row.facts.get("status") in OPEN_STATUSES:
            self.intake.open_urns.add(row.urn)
        return False

    def _note_types(self):
        """Say which types were left out, and which had not been met before."""
        notes = self.outcome.notes
        for kind, number in sorted(self.left_out.items()):
            notes.append(f"{kind}: {number:,} ignored, because this type does not count.")
        for kind in sorted(self.types.met, key=str):
            does = "counts" if kind.counts else "does not count"
            notes.append(f"New type of school: {kind}. It {does} until somebody decides.")

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
        """One batch: a constant number of statements, and one for each that closes or the like."""
        intake, outcome = self.intake, self.outcome
        for line, reason in intake.take(batch):
            self._reject(path, line, reason)
        outcome.created += intake.created
        outcome.updated += intake.updated
        outcome.closed += len(intake.closed)
        for school in intake.closed:
            self._record_closing(school, f"The register says so ({path.name}).")
        for school, overwritten in intake.adopted:
            reason = f"The register has it now ({path.name})."[:500]
            record("adopted", school, by=self.by, changes=overwritten, reason=reason)
        for school in intake.reopened:
            changes = {"status": (SchoolStatus.CLOSED.label, school.get_status_display())}
            reason = f"The register says so ({path.name})."[:500]
            record("reopened", school, by=self.by, changes=changes, reason=reason)

    def _take_in_links(self, path):
        linked = school_links.take_in(
            path=path, open_urns=self.intake.open_urns, on=timezone.localdate(self.now)
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
