"""The one writer of spreadsheets (XLSX): the same columns as for CSV, with cells of real kinds.

Numbers, dates and yes or no are what they are, so that they sort and add up; text is always text.
A cell whose text a spreadsheet would run carries the mark that Excel sets for a typed apostrophe
(security.md, T14): it is kept as text when somebody edits it, and the text itself is unchanged.
"""

import datetime
import io
import itertools
import re
import tempfile
from collections.abc import Iterable
from decimal import Decimal

from django.http import FileResponse
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from hub.reporting.choices import CONTENT_TYPES, Format
from hub.reporting.csv import Columns, starts_a_formula, value_of

DAY, MOMENT = "dd/mm/yyyy", "dd/mm/yyyy hh:mm"
#: Rows below the headings: what a sheet of Excel holds. What is more stands on the next sheet.
ROWS_OF_A_SHEET = 1_048_575
#: The first day that every spreadsheet counts alike: Excel takes 1900 for a leap year.
_FIRST_DAY = datetime.date(1900, 3, 1)
# XML has no way to write these; openpyxl refuses some and spreadsheets the others.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_TEXT = 32_767  # characters that a cell of Excel holds
_MEASURED, _NARROWEST, _WIDEST = 100, 9, 60


def write_xlsx(rows: Iterable, columns: Columns, sheet="Sheet 1") -> bytes:
    """The bytes of a workbook: bold headings that stay in view, then a line a row."""
    file = io.BytesIO()
    write_to(file, rows, columns, sheet)
    return file.getvalue()


def xlsx_response(rows: Iterable, columns: Columns, *, file_name: str) -> FileResponse:
    """A download of these rows. ``file_name`` is ours, never what somebody typed."""
    # A file on disk, not the memory of the process, which answers pages too. FileResponse closes
    # it, and closing deletes it.
    file = tempfile.TemporaryFile()  # noqa: SIM115
    write_to(file, rows, columns, file_name.rpartition(".")[0])
    file.seek(0)
    return FileResponse(
        file,
        as_attachment=True,
        filename=file_name,
        content_type=CONTENT_TYPES[Format.XLSX],
    )


def write_to(file, rows: Iterable, columns: Columns, sheet: str):
    """Write the workbook to an open file. Reads ``rows`` as it goes: none is held for long."""
    book = Workbook(write_only=True)
    book.properties.creator = "Music Hub Portal"
    lines = iter(rows)
    for number in itertools.count(1):
        first = list(itertools.islice(lines, _MEASURED))
        if number > 1 and not first:
            break
        rest = itertools.islice(lines, ROWS_OF_A_SHEET - len(first))
        page = book.create_sheet(sheet_name(sheet if number == 1 else f"{sheet} {number}"))
        _fill(page, columns, first, rest)
    book.save(file)


def sheet_name(text):
    """A name that a spreadsheet takes for a sheet: at most 31 characters, without its own signs."""
    # A number behind a long name must not be cut off with it.
    name = _NOT_IN_A_NAME.sub(" ", text).strip().strip("'").strip()
    head, _, number = name.rpartition(" ")
    if len(name) > 31 and number.isdigit():
        name = f"{head[: 30 - len(number)]} {number}"
    name = name[:31].strip().strip("'")
    return "Sheet 1" if not name or name.lower() == "history" else name


def _fill(page, columns, first, rest):
    table = [[value_of(row, column) for column in columns.values()] for row in first]
    page.freeze_panes = "A2"
    for place, heading in enumerate(columns):
        width = max([len(heading) + 2, *(_width(line[place]) for line in table)])
        letter = get_column_letter(place + 1)
        page.column_dimensions[letter].width = min(max(width, _NARROWEST), _WIDEST)
    page.append([_heading(page, heading) for heading in columns])
    for line in table:
        page.append([cell(page, value) for value in line])
    for row in rest:
        page.append([cell(page, value_of(row, column)) for column in columns.values()])


def _heading(page, text):
    heading = cell(page, text)
    heading.font = Font(bold=True)
    return heading


def cell(page, value):
    """One value as a cell of its own kind, or None for nothing."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float | Decimal):
        # A spreadsheet knows no "not a number" and no infinity.
        return value if Decimal(value).is_finite() else _text(page, value)
    if isinstance(value, datetime.datetime):
        # A spreadsheet knows no time zones.
        moment = timezone.localtime(value) if timezone.is_aware(value) else value
        return _dated(page, moment.replace(tzinfo=None), moment.date(), MOMENT)
    if isinstance(value, datetime.date):
        return _dated(page, value, value, DAY)
    return _text(page, value)


def _dated(page, value, day, kind):
    if day < _FIRST_DAY:
        return _text(page, f"{day:%d/%m/}{day.year}")
    dated = WriteOnlyCell(page, value)
    dated.number_format = kind
    return dated


def _text(page, value):
    """A cell of text. By its kind, not by a sign in front: "=1+1" is what somebody wrote."""
    text = _UNWRITABLE.sub("", str(value))[:_LONGEST_TEXT]
    written = WriteOnlyCell(page)
    written._value, written.data_type = text, "s"  # noqa: SLF001  (the setter makes formulas of text)
    if starts_a_formula(text):
        written.quotePrefix = True
    return written


def _width(value):
    if isinstance(value, datetime.datetime):
        return len(MOMENT) + 1
    if isinstance(value, datetime.date):
        return len(DAY) + 1
    return max(map(len, str("" if value is None else value).splitlines()), default=0) + 1
