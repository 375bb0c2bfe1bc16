"""Reading Code-Point Open: the zip as Ordnance Survey delivers it, or one of its CSV files.

A line at a time, however large the file: its lines are short, and a longer one is none of it.
Members of the zip are read where they lie; no name in it becomes a path.
"""

import csv
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath

from hub.files.archives import ARCHIVE, ArchiveRefused, check_archive
from hub.files.kinds import MB, archives_up_to
from hub.files.names import tidy_name
from hub.geography.postcodes import is_postcode, tidy
from hub.imports.tables import FileUnreadable, folded

#: All Great Britain is 1.7 million lines, 160 MB; with its papers the archive holds a little more.
MOST_UNPACKED = 300 * MB
ZIP = archives_up_to(MOST_UNPACKED)
#: From here on the file itself says that it does not know the place.
NO_PLACE = 90
#: The national grid in metres: Great Britain lies inside.
EAST, NORTH = 700_000, 1_300_000

_LONGEST_LINE = 1000
_USUAL = {"postcode": 0, "quality": 1, "easting": 2, "northing": 3}
_NAMES = {
    "postcode": {"postcode", "pc"},
    "quality": {"positional_quality_indicator", "pq"},
    "easting": {"eastings", "easting", "ea"},
    "northing": {"northings", "northing", "no"},
}
_AREA = re.compile(rb'"?([A-Za-z]{1,2})[0-9]')
_NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)
# Others unpack with as much memory as the archive asks for.
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


class LineRejected(Exception):
    """A line cannot be read. The message says why, and stands behind its number."""


@dataclass(frozen=True)
class Found:
    """A line of the file: its ``member`` ("" in a plain CSV), its number, and what it says.

    ``point`` is (postcode, quality, easting, northing); None where ``problem`` says why, or where
    the file knows no place.
    """

    member: str
    number: int
    point: tuple | None = None
    problem: str = ""


@dataclass
class Reading:
    """The lines of one file; ``elsewhere`` counts those of areas that nobody asked for."""

    source: object
    areas: set[str] | None
    elsewhere: int = 0

    def lines(self) -> Iterator[Found]:
        """Each line of the wanted areas. Raises FileUnreadable for what is no such file."""
        for member, file in _members(self.source):
            yield from self._of_one(member, file)

    def _of_one(self, member, file):
        places = None
        for number, raw in enumerate(_raw_lines(file, member or self.source.name), 1):
            if not raw.strip():
                continue
            if places is None:
                places = _places(raw, member or self.source.name)
                if places is not _USUAL:
                    continue
            if not self._is_wanted(raw, places):
                self.elsewhere += 1
                continue
            try:
                yield Found(member, number, _point(_cells(raw), places))
            except LineRejected as problem:
                yield Found(member, number, problem=str(problem))

    def _is_wanted(self, raw, places):
        """Is the line of one of the areas, or of none that can be told? Before it is taken apart:

        most lines of the file are of other areas.
        """
        if self.areas is None:
            return True
        cell = raw
        if places["postcode"]:
            cell = ",".join(_cells(raw)[places["postcode"] :][:1]).encode()
        begins = _AREA.match(cell)
        return begins is None or begins[1].decode().upper() in self.areas


def _members(source):
    """(name, open file) of each CSV file in an archive; of a CSV file ("", itself)."""
    with source.open("rb") as file:
        if file.read(len(ARCHIVE)) != ARCHIVE:
            file.seek(0)
            yield "", file
            return
    with _archive(source) as archive:
        members = [each for each in archive.infolist() if _is_table(each)]
        if not members:
            raise FileUnreadable(f"{source.name} holds no CSV files. Is it Code-Point Open?")
        for each in members:
            name = tidy_name(each.filename, ending="csv")
            try:
                file = archive.open(each)
            except (zipfile.BadZipFile, OSError, ValueError) as error:
                raise FileUnreadable(f"{name} in {source.name} is damaged.") from error
            with file:
                yield name, file


@contextmanager
def _archive(source):
    try:
        check_archive(source.path, most_unpacked=MOST_UNPACKED)
    except ArchiveRefused as refusal:
        raise FileUnreadable(f"{source.name} cannot be read: {refusal}.") from refusal
    with zipfile.ZipFile(source.path) as archive:
        if any(each.compress_type not in _METHODS for each in archive.infolist()):
            raise FileUnreadable(f"{source.name} is packed in a way that is not taken.")
        yield archive


def _is_table(member):
    """Its tables lie in Data/CSV; the lists of headings and codes in Doc are something else."""
    path = PurePosixPath(member.filename.replace("\\", "/").lower())
    aside = {"doc", "__macosx"} & set(path.parts[:-1])
    return path.suffix == ".csv" and not aside and not path.name.startswith(".")


def _raw_lines(file, name):
    while True:
        try:
            raw = file.readline(_LONGEST_LINE)
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise FileUnreadable(f"{name} is damaged.") from error
        if not raw:
            return
        if len(raw) == _LONGEST_LINE and not raw.endswith(b"\n"):
            raise FileUnreadable(f"{name} has lines too long for postcodes. Is it the right file?")
        yield raw


def _cells(raw):
    text = raw.decode("utf-8-sig", "replace").strip()
    try:
        return [cell.strip() for cell in next(csv.reader([text]), [])]
    except csv.Error as error:
        raise LineRejected("it cannot be read") from error


def _places(raw, name):
    """Where the cells stand: as a first line of headings says, else as Ordnance Survey has them.

    Raises FileUnreadable when the first line is neither.
    """
    cells = _cells(raw)
    heads = [folded(cell) for cell in cells]
    found = {
        key: place
        for key, names in _NAMES.items()
        for place, head in reversed(list(enumerate(heads)))
        if head in names
    }
    if found.keys() == _NAMES.keys():
        return found
    if found or len(cells) < len(_USUAL) or not any(char.isdigit() for char in cells[0]):
        raise FileUnreadable(
            f"{name} is no file of postcodes: its lines begin with a postcode, the quality of its "
            "place, eastings and northings."
        )
    return _USUAL


def _point(cells, places):
    """(postcode, quality, easting, northing); None without a place. Raises LineRejected."""
    if len(cells) <= max(places.values()):
        raise LineRejected(f"it has {len(cells)} cells only")
    code = cells[places["postcode"]]
    if not is_postcode(code):
        raise LineRejected("there is no whole postcode")
    numbers = [cells[places[key]] for key in ("quality", "easting", "northing")]
    if not all(_NUMBER.fullmatch(number) for number in numbers):
        raise LineRejected("quality, eastings and northings must be whole numbers")
    quality, easting, northing = map(int, numbers)
    if quality >= NO_PLACE or not (easting and northing):
        return None
    if easting > EAST or northing > NORTH:
        raise LineRejected("the point is not in Great Britain")
    return tidy(code), quality, easting, northing
