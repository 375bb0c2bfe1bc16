"""The one writer of spreadsheets: text stays text, and everything else is what it is."""

import datetime
import io
from decimal import Decimal
from types import SimpleNamespace

import pytest
from openpyxl import load_workbook

from hub.reporting import xlsx
from hub.reporting.xlsx import sheet_name, write_xlsx, xlsx_response

HOSTILE = [
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\n=1",
    "  =1",
    "\u00a0=1",
    "＝1",
    "＠x",
    "=1\x0b+1",
]


def at(*moment):
    """A moment as a spreadsheet knows it: without a time zone."""
    return datetime.datetime(*moment)  # noqa: DTZ001


def sheet(*rows, columns=("Value",), **named):
    """The sheet that somebody finds who opens these rows, a tuple a row."""
    heads = {name: lambda row, n=n: row[n] for n, name in enumerate(columns)}
    return load_workbook(io.BytesIO(write_xlsx(rows, heads, **named))).active


@pytest.mark.parametrize("hostile", HOSTILE)
def test_text_that_a_spreadsheet_would_run_is_marked_as_text_and_unchanged(hostile):
    cell = sheet((hostile,))["A2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (
        hostile.replace("\x0b", ""),
        "s",
        True,
    )


def test_a_heading_is_text_too():
    cell = sheet(("x",), columns=("=1+1",))["A1"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)


@pytest.mark.parametrize(
    ("value", "kind", "read", "shown"),
    [
        (None, "n", None, "General"),
        ("", "n", None, "General"),
        (True, "b", True, "General"),
        (-5, "n", -5, "General"),
        (Decimal("-1.50"), "n", -1.5, "General"),
        (float("nan"), "s", "nan", "General"),
        (datetime.date(2026, 11, 23), "d", at(2026, 11, 23), "dd/mm/yyyy"),
        (
            datetime.datetime(2026, 7, 1, 11, 30, tzinfo=datetime.UTC),
            "d",
            at(2026, 7, 1, 12, 30),
            "dd/mm/yyyy hh:mm",
        ),
        (datetime.date(1553, 9, 1), "s", "01/09/1553", "General"),
        ("007", "s", "007", "General"),
        ("1e5", "s", "1e5", "General"),
        ("#N/A", "s", "#N/A", "General"),
        ("x" * 40_000, "s", "x" * 32_767, "General"),
    ],
)
def test_a_cell_is_of_the_kind_of_its_value(value, kind, read, shown):
    cell = sheet((value,))["A2"]
    assert (cell.data_type, cell.value, cell.number_format) == (kind, read, shown)


@pytest.mark.parametrize("sign", ["\x00", "\x08", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff"])
def test_signs_that_a_file_cannot_hold_are_left_out(sign):
    assert sheet((f"St{sign} Alban’s",))["A2"].value == "St Alban’s"


def test_headings_are_bold_and_stay_in_view_and_columns_fit():
    page = sheet(("St Alban’s C of E Primary School", 7), columns=("School", "Pupils"))
    assert (
        page.freeze_panes,
        page["A1"].font.bold,
        page["A2"].font.bold,
        page.column_dimensions["A"].width,
        page.column_dimensions["B"].width,
    ) == ("A2", True, False, 33, 9)


def test_a_long_text_widens_its_column_to_a_point():
    assert sheet(("x" * 500,)).column_dimensions["A"].width == 60


def test_a_report_without_rows_has_its_headings():
    assert [cell.value for cell in sheet(columns=("School", "Pupils"))[1]] == ["School", "Pupils"]


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("Schools", "Schools"),
        ("[a]:b*c?d/e\\f", "a  b c d e f"),
        ("", "Sheet 1"),
        ("History", "Sheet 1"),
        ("'quoted'", "quoted"),
        ("x" * 40, "x" * 31),
        ("x" * 40 + " 2", "x" * 29 + " 2"),
    ],
)
def test_a_sheet_has_a_name_that_every_spreadsheet_takes(asked, name):
    assert (sheet_name(asked), sheet(sheet=asked).title) == (name, name)


def test_what_no_sheet_holds_goes_on_on_the_next(monkeypatch):
    monkeypatch.setattr(xlsx, "ROWS_OF_A_SHEET", 150)
    content = write_xlsx(({"n": n} for n in range(200)), {"N": lambda row: row["n"]}, "Rows")
    book = load_workbook(io.BytesIO(content))
    assert [(page.title, page["A2"].value, page.max_row) for page in book] == [
        ("Rows", 0, 151),
        ("Rows 2", 150, 51),
    ]


def test_rows_are_read_as_they_are_written():
    alive, most = 0, 0

    class Row:
        def __init__(self):
            nonlocal alive, most
            alive += 1
            most = max(most, alive)

        def __del__(self):
            nonlocal alive
            alive -= 1

    write_xlsx((Row() for _ in range(1000)), {"N": lambda row: 1})
    assert most <= 110


def test_the_download_names_its_file_and_its_kind():
    response = xlsx_response([SimpleNamespace(n=1)], {"N": "n"}, file_name="schools.xlsx")
    book = load_workbook(io.BytesIO(response.getvalue()))
    response.close()
    assert (
        response["Content-Type"],
        response["Content-Disposition"],
        book.sheetnames,
        book.active["A2"].value,
    ) == (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        'attachment; filename="schools.xlsx"',
        ["schools"],
        1,
    )
