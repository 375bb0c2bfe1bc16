"""PDFs put together: tags, bookmarks, numbers and title of the whole (PDF/UA)."""

import io
import re
from functools import partial

import pytest
from pypdf import PdfReader

from hub.reporting import pdf
from hub.reporting.assembly import CannotAssemble, assemble, count_pages

HEAD = '<!doctype html><html lang="en-GB"><head><title>Profiles</title></head>'
SHEET = """<section class="pdf-sheet"><h1>{name}</h1>
<p>See <a href="https://school.example/{name}">the school</a></p>
<table><thead><tr><th scope="col">Figure</th><th scope="col">Value</th></tr></thead>
<tbody><tr><th scope="row">Pupils</th><td>{name} has 210</td></tr></tbody></table>
<svg role="img" width="90" height="30" xmlns="http://www.w3.org/2000/svg"><title>Chart</title>
<rect width="50" height="20" fill="#333"/></svg></section>"""


def part(*names):
    """A part with a page on each of these."""
    sheets = "".join(SHEET.format(name=name) for name in names)
    running = '<p class="pdf-running">Hub</p>'
    return pdf.from_html(f'{HEAD}<body class="pdf-part">{running}{sheets}</body>')


def put_together(*parts):
    """A strict reader of these parts as one document."""
    file = io.BytesIO()
    sources = [(partial(io.BytesIO, each), count_pages(io.BytesIO(each))) for each in parts]
    assemble(sources, file, page_numbers=pdf.page_numbers)
    return PdfReader(file, strict=True)


@pytest.fixture(scope="module")
def whole():
    """Five schools in three parts."""
    return put_together(part("Ash", "Beech"), part("Cedar", "Dogwood"), part("Elm"))


def test_it_has_every_page_in_order_numbered_through(whole):
    texts = [page.extract_text() for page in whole.pages]
    names = ["Ash", "Beech", "Cedar", "Dogwood", "Elm"]
    assert [
        (name in text, text.splitlines()[-1]) for name, text in zip(names, texts, strict=True)
    ] == [(True, f"page {n} of 5") for n in range(1, 6)]


def test_title_language_tagging_and_claim_are_those_of_its_parts(whole):
    root = whole.trailer["/Root"]
    assert (
        whole.metadata.title,
        root["/Lang"],
        root["/MarkInfo"]["/Marked"],
        root["/ViewerPreferences"]["/DisplayDocTitle"],
        b'pdfuaid:part="1"' in root["/Metadata"].get_object().get_data(),
    ) == ("Profiles", "en-GB", True, True, True)


def test_there_is_one_bookmark_a_school_and_it_leads_to_its_page(whole):
    found = [(item.title, whole.get_destination_page_number(item)) for item in whole.outline]
    assert found == [("Ash", 0), ("Beech", 1), ("Cedar", 2), ("Dogwood", 3), ("Elm", 4)]


def test_bookmarks_lead_back_as_well_as_on(whole):
    outlines = whole.trailer["/Root"]["/Outlines"]
    back, item = [], outlines["/Last"].get_object()
    while item:
        back.append(item["/Title"])
        assert item.raw_get("/Parent") == whole.trailer["/Root"].raw_get("/Outlines")
        item = item["/Prev"].get_object() if "/Prev" in item else None
    assert (back, outlines["/Count"]) == (["Elm", "Dogwood", "Cedar", "Beech", "Ash"], 5)


def parent_tree(reader):
    """{key: what it leads to} of the whole tree, and that every limb holds what it promises."""
    found = {}
    tree = reader.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]
    for limb in tree["/Kids"]:
        nums = list(limb.get_object()["/Nums"])
        keys = [int(key) for key in nums[::2]]
        assert list(limb.get_object()["/Limits"]) == [keys[0], keys[-1]]
        assert keys == sorted(keys)
        assert found.keys().isdisjoint(keys)
        found |= dict(zip(keys, [each.get_object() for each in nums[1::2]], strict=True))
    return found


def test_every_marked_piece_of_every_page_leads_to_an_element_of_that_page(whole):
    tree = parent_tree(whole)
    for page in whole.pages:
        elements = tree[int(page["/StructParents"])]
        marked = {int(n) for n in re.findall(rb"/MCID (\d+)", page.get_contents().get_data())}
        assert marked == set(range(len(elements)))
        for number, element in enumerate(elements):
            found = element.get_object()
            assert found["/Pg"].get_object() == page
            assert number in _pieces(found)


def _pieces(element):
    kids = element["/K"]
    return kids if isinstance(kids, list) else [kids]


def test_every_link_leads_to_its_element_and_back(whole):
    tree = parent_tree(whole)
    links = [annot.get_object() for page in whole.pages for annot in page["/Annots"]]
    assert [link["/A"]["/URI"].rpartition("/")[2] for link in links] == [
        "Ash",
        "Beech",
        "Cedar",
        "Dogwood",
        "Elm",
    ]
    for link in links:
        element = tree[int(link["/StructParent"])]
        objects = [kid.get_object() for kid in element["/K"]]
        led_back = [each["/Obj"].get_object() for each in objects if isinstance(each, dict)]
        assert (element["/S"], led_back) == ("/Link", [link])


def test_the_elements_are_one_tree_with_one_document_at_its_head(whole):
    root = whole.trailer["/Root"]["/StructTreeRoot"]
    (document,) = [kid.get_object() for kid in root["/K"]]
    assert (document["/S"], document["/P"].get_object()) == ("/Document", root)
    kinds = []
    waiting = [document]
    while waiting:
        element = waiting.pop()
        kinds.append(str(element["/S"]))
        for kid in element["/K"]:
            child = kid.get_object()
            if isinstance(child, dict) and child.get("/Type") == "/StructElem":
                assert child["/P"].get_object() == element
                waiting.append(child)
    assert {kind: kinds.count(kind) for kind in ("/H1", "/Table", "/TH", "/TD", "/Figure")} == {
        "/H1": 5,
        "/Table": 5,
        "/TH": 15,
        "/TD": 5,
        "/Figure": 5,
    }


def test_a_page_number_is_no_content_to_be_read_aloud(whole):
    drawn = whole.pages[0].get_contents().get_data()
    assert re.search(rb"/Artifact\s*<<[^>]*/Pagination[^>]*>>\s*BDC\s+q\s+/PageNumber0\s+Do", drawn)


def test_every_font_is_embedded(whole):
    missing = set()
    for page in whole.pages:
        resources = [page["/Resources"]]
        resources += [form["/Resources"] for form in page["/Resources"]["/XObject"].values()]
        for font in (font for each in resources for font in each["/Font"].values()):
            descriptor = font.get_object()["/DescendantFonts"][0]["/FontDescriptor"]
            if not {"/FontFile2", "/FontFile3"} & descriptor.keys():
                missing.add(descriptor["/FontName"])
    assert missing == set()


def test_many_objects_are_found_again(whole):
    numbers = {number for table in whole.xref.values() for number in table} | set(whole.xref_objStm)
    assert len(numbers) > 250
    for number in numbers:
        assert whole.get_object(number) is not None


def test_what_would_be_lost_is_refused():
    inner = pdf.from_html(f'{HEAD}<body><h1 id="here">A</h1><a href="#here">up</a></body>')
    with pytest.raises(CannotAssemble, match="/Names"):
        put_together(inner)


def test_the_same_parts_are_the_same_bytes():
    parts = [part("Ash"), part("Beech")]
    first, second = io.BytesIO(), io.BytesIO()
    for file in (first, second):
        sources = [(partial(io.BytesIO, each), 1) for each in parts]
        assemble(sources, file, page_numbers=lambda first, count, total: parts[1])
    assert first.getvalue() == second.getvalue()
