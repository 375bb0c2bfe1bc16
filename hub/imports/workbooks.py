"""Spreadsheets (.xlsx) as rows of text, as a CSV file would hold them.

Values only: nothing is computed, no link is followed. What the archive may unpack to is bounded
before a byte of it is read (hub/files/archives.py); openpyxl leaves XML to defusedxml.
"""

import datetime
import warnings
from contextlib import contextmanager

from openpyxl import load_workbook

from hub.files.archives import check_archive

_MOST_COLUMNS = 500


class WorkbookBroken(Exception):
    """No spreadsheet can be made of the file. The message stands inside a sentence."""


@contextmanager
def opened(path):
    """Open a workbook and give the rows of its first sheet, each a list of texts.

    Raises WorkbookBroken, also while rows are read, and ArchiveRefused.
    """
    check_archive(path)
    # Opened by us: openpyxl judges a path by its ending, and uploads have names of ours.
    with path.open("rb") as data, warnings.catch_warnings():
        # Of styles and extensions that it passes over; we read values.
        warnings.simplefilter("ignore")
        try:
            book = load_workbook(data, read_only=True, data_only=True, keep_links=False)
            sheet = book.worksheets[0]
        except Exception as error:  # damaged files make it raise anything
            raise WorkbookBroken("it is no spreadsheet, or a damaged one") from error
        try:
            yield _rows(sheet)
        finally:
            book.close()


def _rows(sheet):
    try:
        # What a file says of its own size is not believed: one cell far to the right would make
        # every row as wide.
        sheet.reset_dimensions()
        width = _MOST_COLUMNS
        for cells in sheet.iter_rows(max_col=_MOST_COLUMNS, values_only=True):
            row = [_text(value) for value in cells[:width]]
            while row and not row[-1]:
                row.pop()
            if width == _MOST_COLUMNS:
                width = len(row) or _MOST_COLUMNS
            yield row
    except Exception as error:
        raise WorkbookBroken("it is no spreadsheet, or a damaged one") from error


def _text(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return value.isoformat()
    return str(value).strip()
