"""A register file: which encoding, which columns, and its rows one by one, whatever its size."""

import codecs
import csv
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_CHUNK = 1 << 20
_START = 200
# A cell may run over some lines; one that swallows more is a quotation mark that never ends.
_LINES_A_ROW = 50
_NOT_TABLES = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a spreadsheet or zip archive",
    b"\xd0\xcf\x11\xe0": "an old Excel or Word file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"\x1f\x8b": "a compressed archive",
}
# What surrogateescape makes of a byte that the encoding does not know; PostgreSQL refuses both.
_UNREADABLE = re.compile("[\x00\ud800-\udfff]")


class FileUnreadable(Exception):
    """The file as a whole cannot be taken in. The message is a sentence for whoever chose it."""


class RowRejected(Exception):
    """One row cannot be taken in. The message says why, and stands behind its line number."""


@dataclass(frozen=True)
class Line:
    """One row: the number of its first line, and its cells, trimmed, by column (see `folded`)."""

    number: int
    cells: dict[str, str]
    problem: str = ""

    def get(self, column):
        """The cell of a column, "" when it is blank or the file has no such column."""
        return self.cells.get(folded(column), "")


@dataclass(frozen=True)
class Table:
    """An open file: its encoding, its header as it stands there, and its rows, read once."""

    encoding: str
    header: list[str]
    lines: Iterator[Line]

    def missing(self, columns):
        """Those of the columns that the file does not have."""
        there = {folded(name) for name in self.header}
        return [name for name in columns if folded(name) not in there]


def folded(column):
    """A column's name as we compare it: "LA (code)" and "la(code)" are the same."""
    return re.sub(r"\s+", "", column).casefold()


@contextmanager
def opened(path, *, needs):
    """Open a register file and give its Table.

    Raises FileUnreadable, with a sentence, for a file that is missing, empty or no table, or that
    lacks one of the columns ``needs``.
    """
    path = Path(path)
    try:
        encoding = _encoding(path)
        # Rows are read as they come: a file of all England is 60 MB and more.
        with path.open(encoding=encoding, errors="surrogateescape", newline="") as text:
            header, reader = _header(text, path)
            table = Table(encoding, header, _lines(reader, header, path))
            for column in table.missing(needs):
                raise FileUnreadable(
                    f"{path.name} has no column {column}. Is it the register of schools?"
                )
            yield table
    except OSError as error:
        raise FileUnreadable(f"{path.name} cannot be read: {error.strerror}.") from error


def _encoding(path):
    """Which of the register's encodings the whole file can be read in. Raises FileUnreadable."""
    with path.open("rb") as data:
        head = data.read(_CHUNK)
        if not head.strip():
            raise FileUnreadable(f"{path.name} is empty.")
        for mark, what in _NOT_TABLES.items():
            if head.startswith(mark):
                raise FileUnreadable(f"{path.name} is {what}. Choose the register as a CSV file.")
        if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        if b"\x00" in head[:_START]:
            return _utf_16_without_mark(head, path)
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while head:
                decoder.decode(head)
                head = data.read(_CHUNK)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"


def _utf_16_without_mark(head, path):
    """Plain letters in UTF-16 have a zero in every other byte; anything else is no text."""
    start = head[:_START]
    if not any(start[0::2]) and all(start[1::2]):
        return "utf-16-be"
    if all(start[0::2]) and not any(start[1::2]):
        return "utf-16-le"
    raise FileUnreadable(f"{path.name} is not a text file. Choose the register as a CSV file.")


def _header(text, path):
    """The column names, and a reader that stands before the first row."""
    first = text.readline()
    text.seek(0)
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(text, delimiter=delimiter)
    try:
        return [name.strip() for name in next(reader)], reader
    except (StopIteration, csv.Error) as error:
        raise FileUnreadable(f"{path.name} has no row of column names.") from error


def _lines(reader, header, path):
    # Of two columns with the same name the first counts.
    places = {folded(name): place for place, name in reversed(list(enumerate(header)))}
    number = reader.line_num + 1
    try:
        for cells in reader:
            if reader.line_num - number > _LINES_A_ROW:
                raise csv.Error
            if any(cells):
                yield _line(number, cells, places, width=len(header))
            number = reader.line_num + 1
    except (csv.Error, UnicodeError) as error:
        raise FileUnreadable(
            f"{path.name} cannot be read from line {number} on. Is a quotation mark missing there?"
        ) from error


def _line(number, cells, places, *, width):
    problem = ""
    if len(cells) != width:
        problem = f"the row has {len(cells)} cells, the header {width}"
    elif any(_UNREADABLE.search(cell) for cell in cells):
        problem = "a character cannot be read"
    # A short row still tells which authority it is of; what it lacks is blank.
    named = {name: cells[place].strip() for name, place in places.items() if place < len(cells)}
    return Line(number, named, problem)
