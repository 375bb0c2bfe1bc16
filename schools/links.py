"""Which school follows which: links of the register, kept, shown, and what they close."""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import islice

from hub.imports.tables import RowRejected, opened
from schools.choices import SchoolStatus
from schools.gias import links as gias_links
from schools.lineage import may_have_links
from schools.models import School, SchoolLink

_BATCH = 1000


@dataclass
class Linked:
    """What a file of links did. ``rejected``: (line, reason). ``closed``: the schools, written."""

    stored: int = 0
    ignored: int = 0
    rejected: list = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    closed: list = field(default_factory=list)


@dataclass(frozen=True)
class Relation:
    """A school before or after another, as its record and profile show it.

    ``school``: the other one's record, None when there is none or it may not be seen. ``history``:
    a sentence on whether the history of the earlier school goes on in the later one; ``waits``:
    somebody has to decide that, on the page of ``link``.
    """

    follows: bool
    urn: int
    name: str
    kind: str
    on: datetime.date | None
    school: School | None
    history: str = ""
    link: int = 0
    waits: bool = False

    @property
    def text(self):
        """The sentence before the name: "Follows" an earlier school, "Followed by" a later one."""
        return "Follows" if self.follows else "Followed by"

    @property
    def words(self):
        """The name with number and date."""
        since = f", {self.on:%-d %B %Y}" if self.on else ""
        return f"{self.name} (URN {self.urn}{since})"


def relations(school, *, among) -> list[Relation]:
    """The schools before and after this one. ``among``: where records of them are looked up."""
    return relations_of_many([school], among=among)[school.pk]


def relations_of_many(schools, *, among) -> dict[int, list[Relation]]:
    """The same of many schools, by their primary keys, in one statement."""
    own = {school.urn for school in schools if may_have_links(school)}
    links = SchoolLink.objects.of_any(own).with_state().with_records(among) if own else []
    before_and_after = defaultdict(list)
    for link in links:
        for urn in own & {link.predecessor_urn, link.successor_urn}:
            before_and_after[urn].append(_relation(link, urn))
    return {
        school.pk: sorted(before_and_after[school.urn], key=lambda each: each.follows)
        if school.urn
        else []
        for school in schools
    }


def _relation(link, of):
    """The link as the school of this number sees it."""
    follows = link.successor_urn == of
    urn = link.predecessor_urn if follows else link.successor_urn
    name = link.predecessor_name if follows else link.successor_name
    record = link.predecessor_record if follows else link.successor_record
    other = School.from_db("default", ["id", "urn", "name"], record) if record else None
    name = name or (other.name if other else "A school that the directory does not hold")
    history = _history(link, follows) if other else ""
    waits = bool(other) and link.is_in_force and link.follows is None and not link.is_followed
    return Relation(
        follows, urn, name, link.kind, link.established_on, other, history, link.pk, waits
    )


def _history(link, follows):
    if not link.is_in_force:
        return "This has not come about yet."
    if link.is_followed:
        return "Its history shows here." if follows else "Its history goes on there."
    if link.follows is None:
        return "Whether its history follows is not decided yet."
    return "Its history does not follow."


def take_in(*, path, open_urns, on) -> Linked:
    """Keep the links that touch a school of the directory, and close schools that another follows.

    ``open_urns``: schools that the register itself calls open, which no link closes. ``on``: today.
    Runs inside the import's transaction. Raises FileUnreadable.
    """
    linked = Linked()
    needs = [gias_links.URN, gias_links.LINKED_URN]
    with opened(path, needs=needs, what="the register’s file of links") as table:
        if missing := table.missing(gias_links.COLUMNS):
            linked.notes.append(f"{path.name} has no column {', '.join(missing)}.")
        read = (link for line in table.lines if (link := _read(line, linked)))
        while batch := list(islice(read, _BATCH)):
            _keep(batch, linked)
    _close_followed(linked, open_urns, on)
    return linked


def _read(line, linked):
    try:
        link = gias_links.read_link(line)
    except RowRejected as reason:
        linked.rejected.append((line.number, str(reason)))
        return None
    if link is None:
        linked.ignored += 1
    return link


def _keep(batch, linked):
    """Three statements a batch: our schools among them, what we hold already, and the writing."""
    urns = {urn for link in batch for urn in (link.predecessor_urn, link.successor_urn)}
    ours = set(School.objects.filter(urn__in=urns).values_list("urn", flat=True))
    held = SchoolLink.objects.filter(predecessor_urn__in={link.predecessor_urn for link in batch})
    rows = {(row.predecessor_urn, row.successor_urn): row for row in held}
    changed = {}
    for link in batch:
        key = (link.predecessor_urn, link.successor_urn)
        if ours.isdisjoint(key):
            linked.ignored += 1
            continue
        row = rows.setdefault(key, SchoolLink(predecessor_urn=key[0], successor_urn=key[1]))
        if _fill(row, link):
            changed[key] = row
    SchoolLink.objects.bulk_create(
        changed.values(),
        update_conflicts=True,
        unique_fields=["predecessor_urn", "successor_urn"],
        update_fields=["kind", "predecessor_name", "successor_name", "established_on"],
    )
    linked.stored += len(changed)


def _fill(row, link):
    """Take over what the link says and the row lacks or has otherwise; True when that changed it.

    The same link stands in the file from both sides, with two kinds: the side that names the
    predecessor wins, so that the second run finds nothing to change.
    """
    before = (row.kind, row.predecessor_name, row.successor_name, row.established_on)
    row.predecessor_name = link.predecessor_name or row.predecessor_name
    row.successor_name = link.successor_name or row.successor_name
    row.established_on = link.established_on or row.established_on
    if not row.kind or link.predecessor_name:
        row.kind = link.kind
    return before != (row.kind, row.predecessor_name, row.successor_name, row.established_on)


def _close_followed(linked, open_urns, on):
    """Close open schools that an open one has followed by the day ``on``.

    The one in between may have closed before the hub knew of it: whoever stands at the end counts.
    """
    onward: dict[int, list[int]] = {}
    since: dict[int, datetime.date | None] = {}
    links = SchoolLink.objects.in_force().order_by("established_on")
    for earlier, later, day in links.values_list(
        "predecessor_urn", "successor_urn", "established_on"
    ):
        onward.setdefault(earlier, []).append(later)
        since[earlier] = day
    teaching = set(School.objects.open().filter(urn__isnull=False).values_list("urn", flat=True))
    followed = {urn for urn in onward.keys() & teaching if _reaches(urn, onward, teaching)}
    open_still = School.objects.open().filter(urn__in=followed - open_urns)
    for school in open_still.select_for_update().order_by("pk"):
        school.status = SchoolStatus.CLOSED
        school.closed_on = school.closed_on or since[school.urn]
        linked.closed.append(school)
    School.objects.bulk_update(linked.closed, ["status", "closed_on"])


def _reaches(urn, onward, teaching):
    """Does a way along the links lead from this school to another that is open?"""
    seen, to_see = {urn}, list(onward[urn])
    while to_see:
        later = to_see.pop()
        if later in teaching and later != urn:
            return True
        if later not in seen:
            seen.add(later)
            to_see += onward.get(later, ())
    return False
