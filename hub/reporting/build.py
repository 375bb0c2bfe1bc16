"""From what was asked for to the bytes of a file: the same for a worker and for the command.

A long report is made in parts and put together, so that no task outlives its time limit and no
process holds all of it (docs/reports.md).
"""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

from hub.policy.current import hub_settings
from hub.reporting.cells import columns_of_lines, read_lines, write_lines
from hub.reporting.choices import Format
from hub.reporting.csv import write_csv
from hub.reporting.registry import Report


class TooMany(Exception):
    """What was asked for is about more than one file may hold. Its argument: how many."""


@dataclass(frozen=True)
class Asked:
    """A report, a valid form and a format: all that a file is made from."""

    report: Report
    form: Any
    format: Format

    @property
    def title(self):
        """The title and what it is about: "School profile: St Alban's"."""
        return ": ".join(filter(None, [self.report.title, self.form.subject()]))

    def keys(self):
        """The keys of what the report is on; None for a report that is not on each of many.

        Raises TooMany for more than one file may hold.
        """
        if self.report.each is None:
            return None
        keys = self.report.each.keys(**self.form.arguments())
        if len(keys) > self.report.each.most(self.format):
            raise TooMany(len(keys))
        return keys

    def rows(self, keys=None):
        """The typed rows, of these keys alone where the report goes by keys."""
        if self.report.each is None:
            return self.report.rows(**self.form.arguments())
        return self.report.rows(keys=keys, **self.form.arguments())


@dataclass(frozen=True)
class Part:
    """A stretch of a report. A report that is made in one go is its only part."""

    index: int
    of: int
    keys: list | None

    @property
    def is_whole(self):
        """Is it all of the report?"""
        return self.of == 1

    @property
    def is_on_one(self):
        """Is it the whole of a report on one thing?"""
        return self.is_whole and (self.keys is None or len(self.keys) == 1)

    @property
    def is_last(self):
        """Does the report end with it, so that what is said once stands here?"""
        return self.index == self.of - 1


def parts_of(asked: Asked, keys) -> list[Part]:
    """How a report is divided, in order; one part for what is made in one go."""
    if not keys or asked.report.each is None:
        return [Part(0, 1, keys)]
    size = asked.report.each.part(asked.format)
    stretches = [keys[start : start + size] for start in range(0, len(keys), size)]
    return [Part(index, len(stretches), each) for index, each in enumerate(stretches)]


def make_part(asked: Asked, part: Part, *, as_at: datetime) -> bytes:
    """The file of a whole report; else what ``put_together`` takes: a PDF, or lines of cells."""
    rows = asked.rows(part.keys)
    if asked.format == Format.PDF:
        return _drawn(asked, part, rows, as_at)
    if not part.is_whole:
        return write_lines(rows, asked.report.columns)
    if asked.format == Format.CSV:
        return "".join(write_csv(rows, asked.report.columns)).encode()
    # Imported where it is needed, as the PDF's part is: most processes never do.
    from hub.reporting import xlsx

    return xlsx.write_xlsx(rows, asked.report.columns, sheet=asked.report.title)


def pages_of(asked: Asked, content: bytes) -> int:
    """How many pages a part that was made has; 0 for parts of a table."""
    if asked.format != Format.PDF:
        return 0
    import io

    from hub.reporting import assembly

    return assembly.count_pages(io.BytesIO(content))


def put_together(asked: Asked, parts: Sequence[tuple[Callable[[], BinaryIO], int]], file: BinaryIO):
    """Write all parts, (what opens one, how many pages it has), to an open file, in their order."""
    if asked.format == Format.PDF:
        from hub.reporting import assembly, pdf

        assembly.assemble(parts, file, page_numbers=pdf.page_numbers)
        return
    rows = itertools.chain.from_iterable(_lines(opened) for opened, _ in parts)
    columns = columns_of_lines(asked.report.columns)
    if asked.format == Format.CSV:
        file.writelines(line.encode() for line in write_csv(rows, columns))
        return
    from hub.reporting import xlsx

    xlsx.write_to(file, rows, columns, asked.report.title)


def _lines(opened):
    with opened() as part:
        yield from read_lines(part)


def _drawn(asked, part, rows, as_at):
    # Imported where PDFs are made and nowhere else: it costs 40 MB.
    from hub.reporting import pdf

    context = {
        "report": asked.report,
        "title": asked.title,
        "rows": rows,
        "part": part,
        "as_at": as_at,
        "hub": hub_settings(),
    }
    return pdf.render(asked.report.pdf, context)
