"""A table that somebody brings along: which encoding, which columns, and its rows one by one.

CSV in the encodings that offices use, or a spreadsheet (.xlsx); rows are read as they come, so a
file of all England takes no more memory than one of a village.
"""

import codecs
import csv
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from hub.files.archives import ARCHIVE, ArchiveRefused
from hub.imports import workbooks

_CHUNK = 1 << 20
_START = 200
# A cell may run over some lines; one that swallows more is a quotation mark that never ends.
_LINES_A_ROW = 50
_NOT_TABLES = {
    b"%PDF": "a PDF",
    b"\xd0\xcf\x11\xe0": "an old Excel or Word file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"\x1f\x8b": "a compressed archive",
}
_CHOOSE = "Choose a CSV file or a spreadsheet (.xlsx)."
# What surrogateescape makes of a byte that the encoding does not know; PostgreSQL refuses both.
_UNREADABLE = re.compile("[\x00\ud800-\udfff]")


class FileUnreadable(Exception):
    """The file as a whole cannot be taken in. The message is a sentence for whoever chose it."""


class RowRejected(Exception):
    """One row cannot be taken in. The message says why, and stands behind its line number."""


@dataclass(frozen=True)
class Source:
    """A file to read, and what it is called towards people: uploads lie under names of ours."""

    path: Path
    name: str

    @classmethod
    def of(cls, given):
        """The Source of a path, under its own name; a Source stays what it is."""
        return given if isinstance(given, cls) else cls(Path(given), Path(given).name)

    def open(self, *args, **kwargs):
        """The file, as ``Path.open`` gives it."""
        return self.path.open(*args, **kwargs)


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
def opened(file, *, needs, what=""):
    """Open a CSV file or spreadsheet, a path or a Source, and give its Table.

    Raises FileUnreadable, with a sentence, for a file that is missing, empty or no table, or that
    lacks one of the columns ``needs``; ``what`` says which file it should be, "the list of rooms".
    """
    source = Source.of(file)
    try:
        if _is_workbook(source):
            with workbooks.opened(source.path) as rows:
                yield _checked(_spreadsheet(rows, source), source, needs, what)
            return
        encoding = _encoding(source)
        # Rows are read as they come: a file of all England is 60 MB and more.
        with source.open(encoding=encoding, errors="surrogateescape", newline="") as text:
            header, reader = _header(text, source)
            table = Table(encoding, header, _lines(reader, header, source))
            yield _checked(table, source, needs, what)
    except (ArchiveRefused, workbooks.WorkbookBroken) as error:
        raise FileUnreadable(f"{source.name} cannot be read: {error}.") from error
    except OSError as error:
        raise FileUnreadable(f"{source.name} cannot be read: {error.strerror}.") from error


def _checked(table, source, needs, what):
    for column in table.missing(needs):
        hint = f" Is it {what}?" if what else ""
        raise FileUnreadable(f"{source.name} has no column {column}.{hint}")
    return table


def _is_workbook(source):
    with source.open("rb") as data:
        return data.read(len(ARCHIVE)) == ARCHIVE


def _spreadsheet(rows, source):
    """The Table of a spreadsheet's first sheet; its first row names the columns."""
    header = [name.strip() for name in next(rows, [])]
    if not any(header):
        raise FileUnreadable(f"{source.name} has no row of column names.")
    places = _places(header)
    lines = (
        _line(number, (cells + [""] * len(header))[: len(header)], places, width=len(header))
        for number, cells in enumerate(rows, 2)
        if any(cells)
    )
    return Table("xlsx", header, lines)


def _encoding(source):
    """Which of the usual encodings the whole file can be read in. Raises FileUnreadable."""
    with source.open("rb") as data:
        head = data.read(_CHUNK)
        if not head.strip():
            raise FileUnreadable(f"{source.name} is empty.")
        for mark, what in _NOT_TABLES.items():
            if head.startswith(mark):
                raise FileUnreadable(f"{source.name} is {what}. {_CHOOSE}")
        if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        if b"\x00" in head[:_START]:
            return _utf_16_without_mark(head, source)
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while head:
                decoder.decode(head)
                head = data.read(_CHUNK)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"


def _utf_16_without_mark(head, source):
    """Plain letters in UTF-16 have a zero in every other byte; anything else is no text."""
    start = head[:_START]
    if not any(start[0::2]) and all(start[1::2]):
        return "utf-16-be"
    if all(start[0::2]) and not any(start[1::2]):
        return "utf-16-le"
    raise FileUnreadable(f"{source.name} is not a text file. {_CHOOSE}")


def _header(text, source):
    """The column names, and a reader that stands before the first row."""
    first = text.readline()
    text.seek(0)
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(text, delimiter=delimiter)
    try:
        return [name.strip() for name in next(reader)], reader
    except (StopIteration, csv.Error) as error:
        raise FileUnreadable(f"{source.name} has no row of column names.") from error


def _lines(reader, header, source):
    places = _places(header)
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
            f"{source.name} cannot be read from line {number} on. "
            "Is a quotation mark missing there?"
        ) from error


def _places(header):
    """Where each column stands; of two with the same name the first counts."""
    return {folded(name): place for place, name in reversed(list(enumerate(header)))}


def _line(number, cells, places, *, width):
    problem = ""
    if len(cells) != width:
        problem = f"the row has {len(cells)} cells, the header {width}"
    elif any(_UNREADABLE.search(cell) for cell in cells):
        problem = "a character cannot be read"
    # A short row still tells which authority it is of; what it lacks is blank.
    named = {name: cells[place].strip() for name, place in places.items() if place < len(cells)}
    return Line(number, named, problem)
