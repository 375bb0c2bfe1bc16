"""The Word document, read back by another reader than wrote it."""

import io
import zipfile

import docx
import pytest
from docx.oxml.ns import qn

from schools.summaries.word import as_word
from tests.schools.summaries.test_rows import whole

TEXT = """# What we teach

Each **class** has *an hour*:

- Year 3
    - recorders
- Year 4

1. sing
2. play

Then:

1. again

| Year | Minutes |
| --- | --- |
| 3 | 60 |

> A child said so.

See [our page](https://www.oak.example/music) or [the hub](/resources/).
"""


def read(summary):
    content = as_word(summary, author="Westshire Music Hub")
    return docx.Document(io.BytesIO(content)), content


def test_headings_are_headings_in_the_templates_order():
    document, _ = read(whole())
    found = [(p.style.name, p.text) for p in document.paragraphs if "Heading" in p.style.name]
    assert found == [
        ("Heading 1", "Music development plan summary: Oak Primary School"),
        ("Heading 2", "Overview"),
        ("Heading 2", "Part A: Curriculum music"),
        ("Heading 2", "Part B: Co-curricular music"),
        ("Heading 2", "Part C: Musical experiences"),
        ("Heading 2", "In the future"),
        ("Heading 2", "Further information (optional)"),
    ]


def test_the_overview_is_a_table_with_a_head_that_repeats():
    document, _ = read(whole())
    table = document.tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["Detail", "Information"]
    assert len(table.rows) == 8
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")


def test_it_says_its_title_language_and_who_made_it():
    document, _ = read(whole())
    told = document.core_properties
    assert (told.title, told.language, told.author, told.comments) == (
        "Music development plan summary: Oak Primary School",
        "en-GB",
        "Westshire Music Hub",
        "",
    )
    languages = {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}


def test_markdown_becomes_lists_tables_and_links():
    document, _ = read(whole(curriculum=TEXT))
    after = [p for p in document.paragraphs if p.text][5:]
    found = [(p.style.name, p.text) for p in after][:13]
    assert found == [
        ("Heading 3", "What we teach"),
        ("Normal", "Each class has an hour:"),
        ("List Bullet", "Year 3"),
        ("List Bullet 2", "recorders"),
        ("List Bullet", "Year 4"),
        ("List Number", "sing"),
        ("List Number", "play"),
        ("Normal", "Then:"),
        ("List Number", "again"),
        ("Quote", "A child said so."),
        ("Normal", "See our page or the hub."),
        ("Heading 2", "Part B: Co-curricular music"),
        ("Normal", after[12].text),
    ]
    assert [cell.text for row in document.tables[1].rows for cell in row.cells] == [
        "Year",
        "Minutes",
        "3",
        "60",
    ]
    links = [link.url for p in document.paragraphs for link in p.hyperlinks]
    assert links == ["https://www.oak.example/music", "http://localhost:8000/resources/"]


def test_each_numbered_list_begins_with_one():
    document, _ = read(whole(curriculum=TEXT))
    lists = [p._p.pPr.numPr.numId.val for p in document.paragraphs if p.style.name == "List Number"]
    assert (lists[0] == lists[1], lists[1] == lists[2]) == (True, False)


HOSTILE = [
    "\x00\x01\x08\x0b\x0c\x1f\ufffe\uffff",
    "\u202e\u2066backwards",
    "<script>alert(1)</script>",
    "<w:instrText>DDEAUTO c:\\\\windows\\\\system32\\\\calc.exe</w:instrText>",
    "{ INCLUDETEXT file:///etc/passwd }",
    "]]>&entity;<!ENTITY x SYSTEM 'file:///etc/passwd'>",
    "![x](file:///etc/passwd) [y](file:///etc/passwd) [z](javascript:alert(1))",
    "- " * 400,
    "> " * 400 + "x",
    "| a |\n| --- |\n" + "| b | c | d |\n" * 3,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text):
    document, content = read(whole(curriculum=text, lead=text, partners=text))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        body = archive.read("word/document.xml").decode()
        relations = archive.read("word/_rels/document.xml.rels").decode()
    assert not [name for name in names if "vba" in name or "media" in name]
    assert "instrText" not in body.replace("&lt;w:instrText&gt;", "").replace("w:instrText&gt;", "")
    assert "passwd" not in relations
    assert "javascript" not in relations
    assert document.paragraphs[0].text.endswith("Oak Primary School")


def test_two_hundred_kilobytes_are_written():
    document, _ = read(whole(curriculum="Music for every child. " * 9000))
    assert max(len(p.text) for p in document.paragraphs) > 200_000
