"""The rows of a part of a table, kept on disk until all parts are there: a line of JSON a row.

Whatever a spreadsheet tells apart comes back as what it was: numbers, dates, moments, yes and no.
"""

import datetime
import json
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from operator import itemgetter

from hub.reporting.csv import Columns, value_of

_KINDS: dict[str, Callable] = {
    "number": Decimal,
    "moment": datetime.datetime.fromisoformat,
    "day": datetime.date.fromisoformat,
}


def write_lines(rows: Iterable, columns: Columns) -> bytes:
    """The cells of these rows, a line a row."""
    lines = (
        json.dumps([_kept(value_of(row, column)) for column in columns.values()]) for row in rows
    )
    return "".join(f"{line}\n" for line in lines).encode()


def read_lines(file) -> Iterator[list]:
    """The rows of an open file, each a list of cells, one at a time."""
    for line in file:
        yield [
            _KINDS[next(iter(cell))](*cell.values()) if type(cell) is dict else cell
            for cell in json.loads(line)
        ]


def columns_of_lines(columns: Columns) -> Columns:
    """The same headings, for rows that are lists of cells."""
    return {heading: itemgetter(place) for place, heading in enumerate(columns)}


def _kept(value):
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Decimal):
        return {"number": str(value)}
    if isinstance(value, datetime.datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, datetime.date):
        return {"day": value.isoformat()}
    return str(value)
