"""Which tables can be taken in. Each app states its own in its ``importers.py``.

An importer is a function that works through a ``Job`` and fills its ``outcome``. It is run twice:
first as a dry run, which is undone, for the preview; then for good. A general one names its columns
and gets their cells by name, whatever the file calls them. In ``schools/importers.py``::

    @importer(
        "school-regions",
        title="Regions of schools",
        description="Puts schools into the hub's regions.",
        right="schools.edit_regions",
        columns=[Column("urn", "URN", aliases=("School URN",)), Column("region", "Region")],
    )
    def school_regions(job):
        for row in job.rows():
            if row["region"] not in known:
                job.reject(row.line, "there is no such region")
                continue
            …
            job.count("changed")

One transaction holds the run. With ``all_or_none`` a single rejected row refuses the whole file;
otherwise the good rows are kept. ``Refused(sentence)`` refuses it in any case. An importer without
columns opens ``job.source(slot)`` itself (hub/imports/tables.py).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.utils.module_loading import autodiscover_modules

from hub.files.kinds import CSV, MB, XLSX, Kind
from hub.imports.tables import folded
from hub.permissions import may


class Refused(Exception):
    """The file as a whole is not taken in. The message is a sentence for whoever brought it."""


@dataclass(frozen=True)
class Slot:
    """A file that an importer takes. ``largest``: bytes."""

    name: str
    label: str
    help: str = ""
    needed: bool = True
    kinds: tuple[Kind, ...] = (CSV, XLSX)
    largest: int = 10 * MB


@dataclass(frozen=True)
class Column:
    """A column that an importer reads: ``label`` is its usual heading, ``aliases`` others."""

    name: str
    label: str
    needed: bool = True
    aliases: tuple[str, ...] = ()
    help: str = ""

    def match(self, headings):
        """The heading of a file that is this column's, None when none is."""
        wanted = {folded(each) for each in (self.label, self.name, *self.aliases)}
        return next((heading for heading in headings if folded(heading) in wanted), None)


FILE = Slot("file", "File", "A CSV file or a spreadsheet (.xlsx), with a row of column names.")


@dataclass(frozen=True)
class Importer:
    """A registered importer; ``right``: who may use it. ``most_rows``: more are refused."""

    key: str
    title: str
    description: str
    right: str
    run: Callable
    slots: tuple[Slot, ...]
    columns: tuple[Column, ...]
    form: type | None
    all_or_none: bool
    most_rows: int


_importers: dict[str, Importer] = {}


def importer(
    key,
    *,
    title,
    right,
    description="",
    slots=(FILE,),
    columns=(),
    form=None,
    all_or_none=False,
    most_rows=5_000,
):
    """Register the function below, ``job -> None``. ``form``: a HubForm with further options."""

    def register(run):
        if key in _importers:
            raise ValueError(f"The importer {key} is stated twice.")
        _importers[key] = Importer(
            key,
            title,
            description,
            right,
            run,
            tuple(slots),
            tuple(columns),
            form,
            all_or_none,
            most_rows,
        )
        return run

    return register


@cache
def load():
    """Import every app's ``importers.py``, once: menus ask on every page."""
    autodiscover_modules("importers")


def registered():
    """Every importer of every app, by title."""
    load()
    return sorted(_importers.values(), key=lambda each: each.title)


def get(key):
    """The importer of this key. Raises KeyError when there is none."""
    load()
    return _importers[key]


def open_to(user):
    """The importers that this user may use."""
    return [each for each in registered() if may(user, each.right)]
