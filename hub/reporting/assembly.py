"""The parts of a long report as one PDF that is still tagged, bookmarked and numbered.

Appending the pages alone would lose what a screen reader goes by: the tree of headings, tables and
lists, and the way from each page back into that tree. Here both are carried over, a part at a time,
so that the length of the report costs no memory (docs/decisions/, "Long reports").

Parts come from hub/reporting/pdf.py. What they hold beyond what is known here is refused, not lost.
"""

import gc
import io
from collections.abc import Callable, Sequence
from typing import BinaryIO

from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    StreamObject,
)

from hub.reporting.pdf_objects import ObjectFile, dictionary, numbers, reference, stream

_KEPT_OF_FIRST = {"/Lang", "/ViewerPreferences", "/MarkInfo", "/Metadata"}
_KNOWN = {
    "catalog": _KEPT_OF_FIRST | {"/Type", "/Pages", "/Outlines", "/StructTreeRoot"},
    "structure": {"/Type", "/ParentTree", "/ParentTreeNextKey", "/K"},
}
_BEFORE = b"q\n"
_AFTER = b"\nQ\n/Artifact <</Type /Pagination /Subtype /Footer>> BDC\nq\n%s Do\nQ\nEMC\n"


class CannotAssemble(ValueError):
    """A part holds something that would be lost in the assembly."""


def count_pages(part: BinaryIO) -> int:
    """How many pages a part has; reads no page."""
    return PdfReader(part).get_num_pages()


def assemble(
    parts: Sequence[tuple[Callable[[], BinaryIO], int]],
    file: BinaryIO,
    *,
    page_numbers: Callable[[int, int, int], bytes],
):
    """Write the parts to ``file`` as one document.

    ``parts``: (what opens it, how many pages it has), in their order; opened one at a time.
    ``page_numbers(first, count, total)`` draws a PDF of ``count`` pages that hold nothing but
    "page 7 of 12". Raises CannotAssemble.
    """
    total = sum(pages for _, pages in parts)
    whole = _Whole(file)
    for opened, pages in parts:
        footers = page_numbers(whole.pages + 1, pages, total)
        with opened() as part:
            whole.append(_Part(part, whole.out), _Part(io.BytesIO(footers), whole.out))
        gc.collect()  # what pypdf read refers to itself, and would pile up part by part
    whole.finish()


class _Part:
    """The objects of one file, under the numbers that they have in the whole."""

    def __init__(self, file, out):
        reader = PdfReader(file)
        found = sorted({*reader.xref_objStm, *(n for table in reader.xref.values() for n in table)})
        self.shift = out.reserve(found[-1] + 1)
        self.objects = {}
        for number in found:
            thing = reader.get_object(IndirectObject(number, 0, reader))
            if not (isinstance(thing, StreamObject) and thing.get("/Type") in _TABLES):
                self.objects[number + self.shift] = thing
        for thing in self.objects.values():
            _shift(thing, self.shift)
        self.catalog = self.objects.pop(reader.trailer.raw_get("/Root").idnum + self.shift)
        info = reader.trailer.get("/Info") and reader.trailer.raw_get("/Info")
        self.info = info.idnum + self.shift if info else None

    def get(self, holder, key):
        """(number, object) behind a reference; the number is None for what stands in place."""
        thing = holder.raw_get(key)
        if isinstance(thing, IndirectObject):
            return thing.idnum, self.objects[thing.idnum]
        return None, thing

    def pages(self):
        """The pages in their order: [(number, page)]."""
        _, top = self.get(self.catalog, "/Pages")
        return list(self._below(top))

    def _below(self, node):
        for kid in list(self.get(node, "/Kids")[1]):
            page = self.objects[kid.idnum]
            if page["/Type"] == "/Pages":
                yield from self._below(page)
            else:
                yield kid.idnum, page


_TABLES = {"/XRef", "/ObjStm"}


class _Whole:
    """The document that grows: what is written at its end refers to every part."""

    def __init__(self, file):
        self.out = ObjectFile(file)
        self.pages = 0
        names = ("catalog", "pages", "outlines", "structure", "document", "parents")
        self._numbers = {name: self.out.reserve() for name in names}
        self._wrap = self.out.add(stream(_BEFORE))
        self._catalog, self._info = dictionary(Type=NameObject("/Catalog")), None
        self._nodes, self._elements, self._limbs = ArrayObject(), ArrayObject(), ArrayObject()
        self._keys = 0  # of the tree that leads from pages to elements
        self._bookmarks, self._bookmark, self._first_bookmark = 0, None, None

    def append(self, part, footers):
        """Take in a part and the numbers of its pages, and write both."""
        _refuse_unknown(part.catalog, "catalog")
        if self.pages == 0:
            self._begin(part)
        self._take_pages(part, footers)
        self._take_structure(part)
        self._take_bookmarks(part)
        for number, thing in [*part.objects.items(), *footers.objects.items()]:
            self.out.write(number, thing)

    def _begin(self, part):
        """Title, language and what the document claims to be are the first part's."""
        for key in sorted(_KEPT_OF_FIRST & part.catalog.keys()):
            self._catalog[NameObject(key)] = part.catalog.raw_get(key)
        self._info = part.info

    def _take_pages(self, part, footers):
        number, node = part.get(part.catalog, "/Pages")
        pages = part.pages()
        for place, ((_, page), form) in enumerate(zip(pages, _as_forms(footers), strict=True)):
            name = f"/PageNumber{place}"
            _, resources = part.get(page, "/Resources")
            _, drawings = part.get(resources, "/XObject")
            drawings[NameObject(name)] = reference(form)
            after = self.out.add(stream(_AFTER % name.encode()))
            page[NameObject("/Contents")] = ArrayObject(
                [self._wrap, page.raw_get("/Contents"), after]
            )
        node[NameObject("/Parent")] = reference(self._numbers["pages"])
        self._nodes.append(reference(number))
        self.pages += len(pages)

    def _take_structure(self, part):
        """Hang the part's elements into one document, and lead its pages to them."""
        number, structure = part.get(part.catalog, "/StructTreeRoot")
        _refuse_unknown(structure, "structure")
        tree_number, tree = part.get(structure, "/ParentTree")
        for each in part.objects.values():
            _move_keys(each, self._keys)
        self._keys = self._take_keys(tree, part)
        for document in part.get(structure, "/K")[1]:
            for kid in part.objects.pop(document.idnum)["/K"]:
                part.objects[kid.idnum][NameObject("/P")] = reference(self._numbers["document"])
                self._elements.append(reference(kid.idnum))  # the kid itself holds its whole file
        for over in filter(None, (number, tree_number)):
            part.objects.pop(over)

    def _take_keys(self, tree, part):
        """Write the part's way from pages to elements; returns the first key not used yet."""
        pairs = list(tree["/Nums"])
        moved, keys = ArrayObject(), []
        for key, value in zip(pairs[::2], pairs[1::2], strict=True):
            keys.append(int(key) + self._keys)
            held = value if isinstance(value, IndirectObject) else self.out.add(value)
            moved.extend([NumberObject(keys[-1]), held])
        if not keys:
            return self._keys
        limits = numbers(keys[0], keys[-1])
        self._limbs.append(self.out.add(dictionary(Limits=limits, Nums=moved)))
        return keys[-1] + 1

    def _take_bookmarks(self, part):
        """Join the part's bookmarks to the last so far, which is written when its next is known."""
        if "/Outlines" not in part.catalog:
            return
        number, outlines = part.get(part.catalog, "/Outlines")
        part.objects.pop(number)
        if "/First" not in outlines:
            return
        self._bookmarks += abs(int(outlines["/Count"]))
        at = outlines.raw_get("/First").idnum
        while at:
            item = part.objects.pop(at)
            item[NameObject("/Parent")] = reference(self._numbers["outlines"])
            self._end_bookmark(following=at)
            if self._bookmark:
                item[NameObject("/Prev")] = reference(self._bookmark[0])
            else:
                self._first_bookmark = at
            following = item.pop("/Next", None)
            self._bookmark = (at, item)
            at = following.idnum if following else None

    def _end_bookmark(self, *, following=None):
        if self._bookmark:
            number, item = self._bookmark
            if following:
                item[NameObject("/Next")] = reference(following)
            self.out.write(number, item)

    def finish(self):
        """Write what holds the parts together."""
        place = {name: reference(number) for name, number in self._numbers.items()}
        write, known = self.out.write, self._numbers
        pages = dictionary(
            Type=NameObject("/Pages"), Kids=self._nodes, Count=NumberObject(self.pages)
        )
        structure = dictionary(
            Type=NameObject("/StructTreeRoot"),
            K=ArrayObject([place["document"]]),
            ParentTree=place["parents"],
            ParentTreeNextKey=NumberObject(self._keys),
        )
        document = dictionary(
            Type=NameObject("/StructElem"),
            S=NameObject("/Document"),
            P=place["structure"],
            K=self._elements,
        )
        write(known["pages"], pages)
        write(known["structure"], structure)
        write(known["document"], document)
        write(known["parents"], dictionary(Kids=self._limbs))
        entries = {"Pages": place["pages"], "StructTreeRoot": place["structure"]}
        if self._bookmark:
            self._end_bookmark()
            outlines = dictionary(
                First=reference(self._first_bookmark),
                Last=reference(self._bookmark[0]),
                Count=NumberObject(self._bookmarks),
            )
            write(known["outlines"], outlines)
            entries |= {"Outlines": place["outlines"], "PageMode": NameObject("/UseOutlines")}
        self._catalog.update(dictionary(**entries))
        write(known["catalog"], self._catalog)
        self.out.finish(root=place["catalog"], info=reference(self._info) if self._info else None)


def _as_forms(footers):
    """Turn each page of a file into a drawing that other pages place; returns their numbers."""
    forms = []
    for number, page in footers.pages():
        content, drawing = footers.get(page, "/Contents")
        drawing.update(
            dictionary(
                Type=NameObject("/XObject"),
                Subtype=NameObject("/Form"),
                BBox=page["/MediaBox"],
                Resources=page.raw_get("/Resources"),
            )
        )
        forms.append(content)
        footers.objects.pop(number)
    for over in {"/Pages", "/Metadata", "/Outlines"} & footers.catalog.keys():
        footers.objects.pop(footers.catalog.raw_get(over).idnum, None)
    footers.objects.pop(footers.info, None)
    return forms


def _shift(thing, by):
    """Let every reference below lead to the number that its object has in the whole."""
    if isinstance(thing, IndirectObject):
        thing.idnum += by
    elif isinstance(thing, ArrayObject):
        for each in list.__iter__(thing):
            _shift(each, by)
    elif isinstance(thing, DictionaryObject):
        for each in dict.values(thing):
            _shift(each, by)


def _move_keys(thing, by):
    """Pages and links name their place in the way to the elements by number: the whole's."""
    if isinstance(thing, ArrayObject):
        for each in list.__iter__(thing):
            _move_keys(each, by)
    elif isinstance(thing, DictionaryObject):
        for key, each in list(dict.items(thing)):
            if key in ("/StructParents", "/StructParent"):
                thing[NameObject(key)] = NumberObject(int(each) + by)
            else:
                _move_keys(each, by)


def _refuse_unknown(found, what):
    if more := found.keys() - _KNOWN[what]:
        raise CannotAssemble(f"The {what} of a part holds {', '.join(sorted(more))}.")
