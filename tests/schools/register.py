"""Register files for tests, written row by row; no row of the real register stands here."""

import csv
import io

COLUMNS = [
    "URN",
    "LA (code)",
    "LA (name)",
    "EstablishmentNumber",
    "EstablishmentName",
    "TypeOfEstablishment (name)",
    "EstablishmentTypeGroup (name)",
    "EstablishmentStatus (code)",
    "EstablishmentStatus (name)",
    "OpenDate",
    "CloseDate",
    "PhaseOfEducation (name)",
    "StatutoryLowAge",
    "StatutoryHighAge",
    "NumberOfPupils",
    "PercentageFSM",
    "Trusts (code)",
    "Trusts (name)",
    "LastChangedDate",
    "Street",
    "Locality",
    "Address3",
    "Town",
    "Postcode",
    "SchoolWebsite",
    "TelephoneNum",
    "DistrictAdministrative (code)",
    "DistrictAdministrative (name)",
    "Easting",
    "Northing",
]
LINK_COLUMNS = ["URN", "LinkURN", "LinkName", "LinkType", "LinkEstablishedDate"]


def row(urn, **cells):
    """A row of an open school of authority 901, other cells by column name or by these words."""
    words = {
        "name": "EstablishmentName",
        "la": "LA (code)",
        "la_name": "LA (name)",
        "type": "TypeOfEstablishment (name)",
        "status": "EstablishmentStatus (code)",
        "status_name": "EstablishmentStatus (name)",
        "opened": "OpenDate",
        "closed": "CloseDate",
        "phase": "PhaseOfEducation (name)",
        "low": "StatutoryLowAge",
        "high": "StatutoryHighAge",
        "pupils": "NumberOfPupils",
        "fsm": "PercentageFSM",
        "trust": "Trusts (code)",
        "trust_name": "Trusts (name)",
        "street": "Street",
        "locality": "Locality",
        "address3": "Address3",
        "town": "Town",
        "postcode": "Postcode",
        "website": "SchoolWebsite",
        "phone": "TelephoneNum",
        "district": "DistrictAdministrative (code)",
        "district_name": "DistrictAdministrative (name)",
        "easting": "Easting",
        "northing": "Northing",
    }
    plain = {"name": f"School {urn}", "la": "901", "la_name": "Wessex", "status": "1"}
    return {"URN": urn, **{words.get(key, key): value for key, value in {**plain, **cells}.items()}}


def link(urn, linked, kind, *, name="", since=""):
    """A row of the file of links."""
    return {
        "URN": urn,
        "LinkURN": linked,
        "LinkName": name,
        "LinkType": kind,
        "LinkEstablishedDate": since,
    }


def csv_text(rows, columns=COLUMNS, delimiter=","):
    """The rows as CSV with CRLF; a cell whose column is not in ``columns`` is left out."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, extrasaction="ignore", delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def write(path, rows, *, columns=COLUMNS, encoding="cp1252", delimiter=","):
    """Write a register file and return its path."""
    path.write_bytes(csv_text(rows, columns, delimiter).encode(encoding))
    return path
