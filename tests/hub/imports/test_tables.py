"""Tables as people bring them: spreadsheets beside CSV files, and what is no table at all.

Encodings, delimiters and broken rows of CSV files are tested with the register of schools
(tests/schools/test_import_files.py).
"""

import datetime
import io
import zipfile

import pytest
from openpyxl import Workbook

from hub.imports.tables import FileUnreadable, Source, opened

#: Spreadsheets know no time zones.
FIRST_OF_SEPTEMBER = datetime.datetime(2026, 9, 1)  # noqa: DTZ001


def write_workbook(path, *rows):
    """Write a spreadsheet of these rows and return its path."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def read(path, needs=()):
    """(header, rows as dictionaries, line numbers) of a file."""
    with opened(path, needs=needs) as table:
        lines = list(table.lines)
    return table.header, [line.cells for line in lines], [line.number for line in lines]


def test_a_spreadsheet_reads_as_its_csv_would(tmp_path):
    path = write_workbook(
        tmp_path / "rooms.xlsx",
        ["Name", "Places", "Since", "Share", "Open"],
        ["Hall", 210.0, FIRST_OF_SEPTEMBER, 12.5, True],
        [],
        ["  Attic ", None, datetime.date(2026, 1, 31), "=1+1"],
    )
    assert read(path) == (
        ["Name", "Places", "Since", "Share", "Open"],
        [
            {
                "name": "Hall",
                "places": "210",
                "since": "2026-09-01",
                "share": "12.5",
                "open": "TRUE",
            },
            {"name": "Attic", "places": "", "since": "2026-01-31", "share": "", "open": ""},
        ],
        [2, 4],
    )


def test_a_cell_far_to_the_right_does_not_make_every_row_as_wide(tmp_path):
    book = Workbook()
    book.active.append(["Name", "Town"])
    book.active.cell(row=2, column=1, value="Hall")
    book.active.cell(row=2, column=16_000, value="far")
    book.save(tmp_path / "wide.xlsx")
    assert read(tmp_path / "wide.xlsx")[1] == [{"name": "Hall", "town": ""}]


def test_a_spreadsheet_without_a_needed_column_says_so(tmp_path):
    path = write_workbook(tmp_path / "rooms.xlsx", ["Name"], ["Hall"])
    with pytest.raises(FileUnreadable, match=r"^rooms.xlsx has no column Places\.$"):
        read(path, needs=["Places"])


def test_an_upload_is_called_as_whoever_chose_it_calls_it(tmp_path):
    path = write_workbook(tmp_path / "0f3c", [None])
    with pytest.raises(FileUnreadable, match=r"^rooms.xlsx has no row of column names\.$"):
        read(Source(path, "rooms.xlsx"))


def archive(**members):
    """The bytes of a zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in members.items():
            zipped.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (archive(a="b"), "it is no spreadsheet, or a damaged one"),
        (b"PK\x03\x04 and no more", "it is damaged"),
        (archive(bomb=b"0" * 20_000_000), "it would unpack to more than a hundred times its size"),
        (archive(**{str(n): "" for n in range(1001)}), "it holds more than 1,000 files"),
    ],
)
def test_an_archive_that_is_no_spreadsheet_or_a_bomb_is_refused(tmp_path, content, reason):
    path = tmp_path / "it.xlsx"
    path.write_bytes(content)
    with pytest.raises(FileUnreadable) as refused:
        read(path)
    assert str(refused.value) == f"it.xlsx cannot be read: {reason}."


def test_a_spreadsheet_whose_xml_names_outer_files_is_refused(tmp_path):
    path = write_workbook(tmp_path / "good.xlsx", ["Name"], ["Hall"])
    hostile = tmp_path / "hostile.xlsx"
    with zipfile.ZipFile(path) as good, zipfile.ZipFile(hostile, "w") as bad:
        for member in good.namelist():
            content = good.read(member)
            if member == "xl/workbook.xml":
                content = content.replace(
                    b"<workbook ",
                    b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><workbook ',
                    1,
                )
            bad.writestr(member, content)
    with pytest.raises(FileUnreadable, match="it is no spreadsheet, or a damaged one"):
        read(hostile)
