"""The one CSV writer: text stays text in every spreadsheet (security.md, T14)."""

import datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest

from hub.reporting.csv import cell, csv_response, write_csv


@pytest.mark.parametrize(
    "hostile",
    [
        "=cmd|' /C calc'!A0",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "  =1",
        "\u00a0=1",
        "＝1",
        "＋1",
        "－1",
        "＠x",
    ],
)
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(hostile):
    assert cell(hostile) == f"'{hostile}"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, ""),
        (True, "Yes"),
        (-5, -5),
        (Decimal("-1.50"), Decimal("-1.50")),
        (datetime.date(2026, 11, 23), "2026-11-23"),
        (
            datetime.datetime(2026, 7, 1, 11, 30, tzinfo=datetime.UTC),
            "2026-07-01 12:30:00",
        ),
        ("St Alban's", "St Alban's"),
        ("a=b", "a=b"),
    ],
)
def test_other_values_stay_what_they_are(value, written):
    assert cell(value) == written


def test_a_file_has_a_byte_order_mark_headings_and_quoted_cells():
    rows = [SimpleNamespace(name='Say "hello", twice', pupils=3)]
    columns = {"School": "name", "Pupils next year": lambda row: row.pupils + 1}
    assert "".join(write_csv(rows, columns)) == (
        '\ufeffSchool,Pupils next year\r\n"Say ""hello"", twice",4\r\n'
    )


def test_rows_are_read_one_at_a_time():
    def rows():
        yield SimpleNamespace(n=1)
        raise AssertionError("read too far")

    lines = write_csv(rows(), {"N": "n"})
    assert [next(lines), next(lines)] == ["\ufeffN\r\n", "1\r\n"]


def test_the_download_names_its_file_and_its_kind():
    response = csv_response([], {"N": "n"}, file_name="trail.csv")
    assert (response["Content-Type"], response["Content-Disposition"]) == (
        "text/csv; charset=utf-8",
        'attachment; filename="trail.csv"',
    )
