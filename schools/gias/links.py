"""One row of the register's file of links: which school follows which."""

import datetime
from dataclasses import dataclass

from hub.imports.tables import Line, RowRejected
from schools.gias.rows import day, whole_number
from schools.models import SchoolLink

URN, LINKED_URN = "URN", "LinkURN"
_NAME, _KIND, _SINCE = "LinkName", "LinkType", "LinkEstablishedDate"
#: Every column that we read; a file may lack the last three, and says so.
COLUMNS = [URN, LINKED_URN, _KIND, _NAME, _SINCE]


@dataclass(frozen=True)
class GiasLink:
    """One school follows another; the register names the kind, and the linked school by name."""

    line: int
    predecessor_urn: int
    successor_urn: int
    predecessor_name: str
    successor_name: str
    kind: str
    established_on: datetime.date | None


def read_link(line: Line) -> GiasLink | None:
    """The link, or None for a kind that does not say which school came first.

    Links stand in the file twice, once from each side: "Predecessor" in the row of the new school,
    "Successor" in the row of the old one. Raises RowRejected with the reason.
    """
    if line.problem:
        raise RowRejected(line.problem)
    urn = whole_number(line, URN, most=99_999_999, needed=True)
    linked = whole_number(line, LINKED_URN, most=99_999_999, needed=True)
    if urn == linked:
        raise RowRejected("the school is linked to itself")
    name, kind = line.get(_NAME), line.get(_KIND)
    for field, value in {"predecessor_name": name, "kind": kind}.items():
        longest: int = SchoolLink._meta.get_field(field).max_length  # type: ignore
        if len(value) > longest:
            raise RowRejected(f"a text is longer than {longest} characters")
    common = {"line": line.number, "kind": kind, "established_on": day(line, _SINCE)}
    if kind.casefold().startswith(("predecessor", "result of amalgamation")):
        return GiasLink(
            predecessor_urn=linked,
            successor_urn=urn,
            predecessor_name=name,
            successor_name="",
            **common,
        )
    if kind.casefold().startswith("successor"):
        return GiasLink(
            predecessor_urn=urn,
            successor_urn=linked,
            predecessor_name="",
            successor_name=name,
            **common,
        )
    return None
