"""One row of the register as typed values. What is blank there is absent here."""

import datetime
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from hub.geography import postcodes
from hub.imports.tables import Line, RowRejected
from schools.choices import SchoolStatus
from schools.models import District, School, Trust

URN, AUTHORITY, AUTHORITY_NAME = "URN", "LA (code)", "LA (name)"

# Field of School: column of the register.
_TEXTS = {
    "name": "EstablishmentName",
    "establishment_number": "EstablishmentNumber",
    "type_name": "TypeOfEstablishment (name)",
    "type_group": "EstablishmentTypeGroup (name)",
    "register_phase": "PhaseOfEducation (name)",
    "street": "Street",
    "town": "Town",
    "phone": "TelephoneNum",
    "website": "SchoolWebsite",
}
_NUMBERS = {
    "low_age": ("StatutoryLowAge", 120),
    "high_age": ("StatutoryHighAge", 120),
    "pupils": ("NumberOfPupils", 1_000_000),
    "easting": ("Easting", 1_000_000),
    "northing": ("Northing", 2_000_000),
}
_DATES = {
    "opened_on": "OpenDate",
    "closed_on": "CloseDate",
    "register_changed_on": "LastChangedDate",
}
_STATUS_CODE, _STATUS_NAME = "EstablishmentStatus (code)", "EstablishmentStatus (name)"
_LOCALITY, _ADDRESS3, _POSTCODE, _FSM = "Locality", "Address3", "Postcode", "PercentageFSM"
_DISTRICT = ("DistrictAdministrative (code)", "DistrictAdministrative (name)")
_TRUST = ("Trusts (code)", "Trusts (name)")

#: Every column that we read; a file may lack all but the first two, and says so.
COLUMNS = [
    URN,
    AUTHORITY,
    AUTHORITY_NAME,
    *_TEXTS.values(),
    _STATUS_CODE,
    _STATUS_NAME,
    *(column for column, _most in _NUMBERS.values()),
    *_DATES.values(),
    _LOCALITY,
    _ADDRESS3,
    _POSTCODE,
    _FSM,
    *_DISTRICT,
    *_TRUST,
]
#: Fields of School that a row can fill by itself; district, trust and authority are rows of theirs.
FACTS = [*_TEXTS, "status", *_NUMBERS, *_DATES, "locality", "postcode", "fsm_percent"]

_LENGTHS = {
    field.name: field.max_length
    for field in School._meta.concrete_fields
    if field.name in FACTS and field.max_length
}
_STATUS_NAMES = {label.casefold(): value for value, label in SchoolStatus.choices}
# The register's way of saying that nobody knows when a school opened.
_LONG_AGO = datetime.date(1900, 1, 1)
_WHOLE = 100


@dataclass(frozen=True)
class Named:
    """A district or trust as the register names it."""

    code: str
    name: str


@dataclass(frozen=True)
class GiasRow:
    """A school of the register. ``facts``: {field of School: value}, without what is blank."""

    line: int
    urn: int
    facts: dict
    district: Named | None
    trust: Named | None


def urn_of(line: Line) -> int:
    """The row's URN. Raises RowRejected when there is none or it is no number."""
    return whole_number(line, URN, most=99_999_999, needed=True)


def read_row(line: Line) -> GiasRow:
    """The row as typed values. Raises RowRejected with the reason."""
    if line.problem:
        raise RowRejected(line.problem)
    facts = {
        **{field: line.get(column) for field, column in _TEXTS.items()},
        **{
            field: whole_number(line, column, most=most)
            for field, (column, most) in _NUMBERS.items()
        },
        **{field: day(line, column) for field, column in _DATES.items()},
        "status": _status(line),
        "locality": ", ".join(filter(None, [line.get(_LOCALITY), line.get(_ADDRESS3)])),
        "postcode": postcodes.tidy(line.get(_POSTCODE)),
        "fsm_percent": _percent(line, _FSM),
    }
    if facts["opened_on"] == _LONG_AGO:
        facts["opened_on"] = None
    facts = {field: value for field, value in facts.items() if value not in (None, "")}
    for field, longest in _LENGTHS.items():
        if len(facts.get(field, "")) > longest:
            raise RowRejected(f"the {field.replace('_', ' ')} is longer than {longest} characters")
    return GiasRow(
        line=line.number,
        urn=urn_of(line),
        facts=facts,
        district=_named(line, _DISTRICT, District),
        trust=_named(line, _TRUST, Trust),
    )


def whole_number(line, column, *, most, needed=False):
    """The cell as a whole number, None when blank. "210.0" is 210. Raises RowRejected."""
    text = line.get(column)
    if not text:
        if needed:
            raise RowRejected(f"there is no {column}")
        return None
    if not re.fullmatch(r"[0-9]{1,9}(\.0+)?", text, re.ASCII):
        raise RowRejected(f"{column} is not a whole number: {_shown(text)}")
    number = int(text.split(".")[0])
    if number > most:
        raise RowRejected(f"{column} is too large: {_shown(text)}")
    return number


def day(line, column):
    """The cell as a date (31-12-2025, 31/12/2025 or 2025-12-31), None when blank."""
    text = line.get(column)
    if not text:
        return None
    for form in ("%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.datetime.strptime(text, form).date()  # noqa: DTZ007  (a date only)
        except ValueError:
            continue
    raise RowRejected(f"{column} is not a date: {_shown(text)}")


def _percent(line, column):
    text = line.get(column).rstrip("%").strip()
    if not text:
        return None
    if not re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,20})?", text) or Decimal(text) > _WHOLE:
        raise RowRejected(f"{column} is not a percentage: {_shown(text)}")
    return Decimal(text).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _status(line):
    code, name = line.get(_STATUS_CODE), line.get(_STATUS_NAME)
    if code in SchoolStatus.values:
        return code
    if name.casefold() in _STATUS_NAMES:
        return _STATUS_NAMES[name.casefold()]
    if code or name:
        raise RowRejected(f"the status is not known: {_shown(name or code)}")
    return None


def _named(line, columns, model):
    """The code and name of a district or trust, None when either is blank."""
    cells = [line.get(column) for column in columns]
    if not all(cells):
        return None
    for column, cell, field in zip(columns, cells, ["code", "name"], strict=True):
        longest = model._meta.get_field(field).max_length
        if len(cell) > longest:
            raise RowRejected(f"{column} is longer than {longest} characters")
    return Named(*cells)


def _shown(text):
    return f"“{text[:40]}”"
