"""The one CSV writer. Every CSV of the portal goes through it, because a cell is not always text.

A spreadsheet runs what starts with ``=`` and its kin, so such text is written with an apostrophe
in front (security.md, T14). The file is UTF-8 with a byte order mark, or Excel reads it as
Windows-1252.
"""

import csv
import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal

from django.http import StreamingHttpResponse
from django.utils import timezone

#: ``{"Heading": "attribute"}`` or ``{"Heading": function of the row}``, in the order of columns.
Columns = Mapping[str, str | Callable]

_STARTS_A_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_BYTE_ORDER_MARK = "\ufeff"


class _Echo:
    """A file that gives back what is written to it, so that rows leave one at a time."""

    def write(self, text):
        return text


def write_csv(rows: Iterable, columns: Columns) -> Iterator[str]:
    """The lines of a CSV file: headings first, then a line a row. Reads ``rows`` as it goes."""
    writer = csv.writer(_Echo())
    yield _BYTE_ORDER_MARK + writer.writerow([cell(heading) for heading in columns])
    for row in rows:
        yield writer.writerow([cell(value_of(row, column)) for column in columns.values()])


def csv_response(rows: Iterable, columns: Columns, *, file_name: str) -> StreamingHttpResponse:
    """A download of these rows. ``file_name`` is ours, never what somebody typed."""
    return StreamingHttpResponse(
        write_csv(rows, columns),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{file_name}"'},
    )


def cell(value):
    """One value as a spreadsheet may read it: numbers stay numbers, text stays text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, int | float | Decimal):
        return value
    if isinstance(value, datetime.datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M:%S}"
    if isinstance(value, datetime.date):
        return value.isoformat()
    text = str(value)
    return f"'{text}" if starts_a_formula(text) else text


def starts_a_formula(text):
    """Would a spreadsheet run this text? Spaces in front do not stop every one."""
    return text.startswith(_STARTS_A_FORMULA) or text.lstrip().startswith(_STARTS_A_FORMULA)


def value_of(row, column):
    """What a row holds in a column: an attribute by its name, or what a function says."""
    return column(row) if callable(column) else getattr(row, column)
