"""One run of an importer: the files it reads, the cells of their rows, and what came of each."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from hub.imports.registry import Importer, Refused
from hub.imports.tables import FileUnreadable, Source, folded, opened

#: Of more rejected rows the number is told, and these are named.
MOST_NAMED = 1000


class Row(dict):
    """The cells of one row by the names of the importer's columns; ``line`` is its line."""

    def __init__(self, line, cells):
        super().__init__(cells)
        self.line = line


@dataclass
class Job:
    """What an importer is given. ``options``: its form's values; ``by``: the User, None for none.

    ``sources``: {slot: Source}. Whatever is written in a dry run is undone.
    """

    importer: Importer
    sources: dict[str, Source]
    options: dict = field(default_factory=dict)
    mapping: dict[str, str] = field(default_factory=dict)
    by: object = None
    dry_run: bool = False
    counts: Counter = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    rejected: list[tuple] = field(default_factory=list)
    rejected_total: int = 0
    headings: list[str] = field(default_factory=list)

    def source(self, slot):
        """The file of a slot as a Source, None when none was given."""
        return self.sources.get(slot)

    def count(self, word, number=1):
        """Count what was done: the preview and the result print these in the order of first use."""
        self.counts[word] += number

    def note(self, sentence):
        """Something worth knowing about the whole."""
        self.notes.append(sentence)

    def reject(self, line, reason, *, slot="file", inside=""):
        """A row is not taken in. ``reason`` stands behind its line number: "there is no URN".

        ``inside``: the file in an archive that the line is of.
        """
        self.rejected_total += 1
        if len(self.rejected) < MOST_NAMED:
            self.rejected.append((inside or self.sources[slot].name, line, str(reason)))

    def rows(self):
        """The rows of the one file as ``Row``; those that cannot be read are rejected on the way.

        Raises FileUnreadable, and Refused for more rows than the importer takes.
        """
        (source,) = self.sources.values()
        with opened(source, needs=[], what=f"a file for “{self.importer.title}”") as table:
            self.headings = table.header
            places = self._places(source, table)
            for number, line in enumerate(table.lines, 1):
                if number > self.importer.most_rows:
                    raise Refused(
                        f"{source.name} has more than {self.importer.most_rows:,} rows. "
                        "Take it in in several parts."
                    )
                if line.problem:
                    self.reject(line.number, line.problem)
                    continue
                cells = {
                    name: line.get(heading) if heading else "" for name, heading in places.items()
                }
                if any(cells.values()):
                    yield Row(line.number, cells)

    def _places(self, source, table):
        """{column: heading of the file or None}: as chosen, else as the names match."""
        places = {}
        there = {folded(heading): heading for heading in table.header}
        for column in self.importer.columns:
            chosen = self.mapping.get(column.name)
            if chosen is None:
                places[column.name] = column.match(table.header)
            else:
                places[column.name] = there.get(folded(chosen))
            if column.needed and not places[column.name]:
                raise FileUnreadable(
                    f"{source.name} has no column {column.label}. "
                    "Say below which of its columns that is, or choose another file."
                )
        unknown = [each for each in table.header if each and each not in places.values()]
        missing = [
            each.label for each in self.importer.columns if not (each.needed or places[each.name])
        ]
        if unknown:
            self.note(f"Columns that are not read: {', '.join(unknown)}.")
        if missing:
            self.note(f"Columns that the file does not have: {', '.join(missing)}.")
        return places


def source_of(stored):
    """The Source of a StoredFile. Raises FileUnreadable when its content is no longer kept."""
    if not stored.is_kept:
        raise FileUnreadable(f"{stored.name} is no longer kept. Choose it again.")
    return Source(Path(stored.file.path), stored.name)
