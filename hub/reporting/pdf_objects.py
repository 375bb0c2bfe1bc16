"""A PDF written object by object: of what was written, only its place in the file stays in memory.

pypdf reads; its own writer holds every object until the end, which for a tagged document of 200
pages is 150 MiB (docs/decisions/, "Long reports").
"""

import io
import zlib
from array import array

from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
)

_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_TOGETHER = 200  # objects of one compressed stream
_FREE, _ALONE, _TOGETHER_KIND = 0, 1, 2


def reference(number: int) -> IndirectObject:
    """What stands for the object of this number."""
    return IndirectObject(number, 0, None)


def dictionary(**entries) -> DictionaryObject:
    """A dictionary whose keys are these names: ``dictionary(Type=NameObject("/Page"))``."""
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in entries.items()})


def numbers(*values: int) -> ArrayObject:
    """An array of whole numbers."""
    return ArrayObject(NumberObject(value) for value in values)


def stream(data: bytes, **entries) -> StreamObject:
    """A compressed stream with these entries in its dictionary."""
    made = StreamObject()
    made.update(dictionary(**entries, Filter=NameObject("/FlateDecode")))
    made._data = zlib.compress(data)  # noqa: SLF001  (its setter compresses anew)
    return made


class ObjectFile:
    """An open file that takes objects by number, and ends with the table of where they stand."""

    def __init__(self, file):
        self._file = file
        self._at = file.write(_HEAD)
        self._places = array("Q", [_FREE])  # by number: kind, place and index in one word each
        self._waiting: list[tuple[int, bytes]] = []

    def reserve(self, count=1) -> int:
        """The first of ``count`` numbers that follow each other; those never written stay free."""
        first = len(self._places)
        self._places.extend([_FREE] * count)
        return first

    def add(self, thing: PdfObject) -> IndirectObject:
        """Write an object under the next number; returns what stands for it."""
        number = self.reserve()
        self.write(number, thing)
        return reference(number)

    def write(self, number: int, thing: PdfObject):
        """Write the object of this number. Streams stand alone, everything else is packed."""
        body = io.BytesIO()
        thing.write_to_stream(body)
        if isinstance(thing, StreamObject):
            self._write_alone(number, body.getvalue())
            return
        self._waiting.append((number, body.getvalue()))
        if len(self._waiting) == _TOGETHER:
            self._pack()

    def finish(self, *, root: IndirectObject, info: IndirectObject | None):
        """The end of the file: where every object stands, and which ones to begin with."""
        self._pack()
        number, at = self.reserve(), self._at
        self._places[number] = at << 2 | _ALONE
        table = stream(
            b"".join(map(_entry, self._places)),
            Type=NameObject("/XRef"),
            W=numbers(1, 6, 2),
            Size=NumberObject(len(self._places)),
            Root=root,
            **({"Info": info} if info else {}),
        )
        body = io.BytesIO()
        table.write_to_stream(body)
        self._write_alone(number, body.getvalue())
        self._put(b"startxref\n%d\n%%%%EOF\n" % at)

    def _write_alone(self, number, body):
        self._places[number] = self._at << 2 | _ALONE
        self._put(b"%d 0 obj\n" % number + body + b"\nendobj\n")

    def _pack(self):
        if not self._waiting:
            return
        number = self.reserve()
        head, bodies, at = [], [], 0
        for index, (packed, body) in enumerate(self._waiting):
            self._places[packed] = (number << 16 | index) << 2 | _TOGETHER_KIND
            head.append(b"%d %d" % (packed, at))
            bodies.append(body)
            at += len(body) + 1
        start = b" ".join(head) + b"\n"
        packed = stream(
            start + b"\n".join(bodies),
            Type=NameObject("/ObjStm"),
            N=NumberObject(len(bodies)),
            First=NumberObject(len(start)),
        )
        self._waiting.clear()
        body = io.BytesIO()
        packed.write_to_stream(body)
        self._write_alone(number, body.getvalue())

    def _put(self, data):
        self._at += self._file.write(data)


def _entry(word):
    """Nine bytes of the table: kind, place (its own or its stream's), index in the stream."""
    kind, place = word & 3, word >> 2
    index = 0
    if kind == _TOGETHER_KIND:
        place, index = place >> 16, place & 0xFFFF
    return bytes([kind]) + place.to_bytes(6) + index.to_bytes(2)
