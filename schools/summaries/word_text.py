"""Clean HTML (hub.content.richtext) into the paragraphs, lists and tables of a Word document."""

import re
from html.parser import HTMLParser
from urllib.parse import urljoin

from django.conf import settings
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

# What XML cannot hold, and what turns the direction of all that follows.
_REFUSED = re.compile(
    "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]"
)
_SPACES = re.compile(r"[ \t\r\n]+")
_INDENT = Mm(10)
_DEEPEST = 3  # levels of lists that the document's styles know
_LIST = {"ul": "List Bullet", "ol": "List Number"}


def clean(text):
    """The text without characters that a document cannot hold."""
    return _REFUSED.sub("", text)


def write_html(document, html):
    """Append clean HTML to the document. A tag that it does not know leaves its words."""
    writer = _Writer(document)
    writer.feed(str(html))
    writer.close()


def header_row(table):
    """The first row is the head, repeated on each page, and the first column names the rows."""
    properties = table.rows[0]._tr.get_or_add_trPr()
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    properties.append(head)
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    if look is None:
        look = OxmlElement("w:tblLook")
        table._tbl.tblPr.append(look)
    for name, value in {"firstRow": "1", "firstColumn": "1", "val": "04A0"}.items():
        look.set(qn(f"w:{name}"), value)


def keep_rows_whole(table):
    """Let no row run over the end of a page."""
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


class _Writer(HTMLParser):
    """Walks through the HTML: at any time it knows its paragraph, its lists and its styles."""

    def __init__(self, document):
        super().__init__(convert_charrefs=True)
        self.document = document
        self.paragraph = None
        self.lists = []  # (tag, number of the list in the document)
        self.styles = []  # open strong, em and code
        self.quoted = False
        self.link = None
        self.rows = None  # of the table that is open: lists of (is a heading, words)

    def handle_starttag(self, tag, attrs):
        if self.rows is not None and tag in {"tr", "th", "td"}:
            self._start_cell(tag)
        elif re.fullmatch("h[1-6]", tag):
            self.paragraph = self.document.add_heading(level=int(tag[1]))
        elif tag == "p":
            if self.paragraph is None:  # inside an item of a list its paragraph goes on
                self.paragraph = self._new_paragraph()
        elif tag in _LIST:
            self.paragraph = None  # the item that a list stands in has said its words
            self.lists.append((tag, _new_numbers(self.document) if tag == "ol" else None))
        elif tag == "li":
            self.paragraph = self._new_item()
        elif tag in {"strong", "em", "code"}:
            self.styles.append(tag)
        elif tag == "blockquote":
            self.quoted = True
        elif tag == "a":
            self.link = dict(attrs).get("href")
        elif tag == "br" and self.paragraph is not None:
            self.paragraph.add_run().add_break()
        elif tag == "table":
            self.rows = []

    def handle_endtag(self, tag):
        if tag == "table":
            self._end_table()
        elif re.fullmatch("h[1-6]|p|li", tag):
            self.paragraph = None
        elif tag in _LIST and self.lists:
            self.lists.pop()
        elif tag in self.styles:
            self.styles.remove(tag)
        elif tag == "blockquote":
            self.quoted = False
        elif tag == "a":
            self.link = None

    def handle_data(self, data):
        text = clean(_SPACES.sub(" ", data))
        if self.rows is not None:
            if self.rows and self.rows[-1] and text.strip():
                self.rows[-1][-1][1] += text
            return
        if self.paragraph is None:
            if not text.strip():
                return
            self.paragraph = self._new_paragraph()
        if not self.paragraph.text:
            text = text.lstrip()
        if text:
            self._say(text)

    def _say(self, text):
        run = self.paragraph.add_run(text)
        run.bold = True if "strong" in self.styles else None
        run.italic = True if "em" in self.styles else None
        if self.link:
            _make_link(self.paragraph, run, urljoin(f"{settings.SITE_URL}/", self.link))

    def _new_paragraph(self):
        return self.document.add_paragraph(style="Quote" if self.quoted else None)

    def _new_item(self):
        tag, numbers = self.lists[-1] if self.lists else ("ul", None)
        depth = min(len(self.lists), _DEEPEST)
        paragraph = self.document.add_paragraph(style=_style(tag, depth))
        if numbers is not None:
            _count_by(paragraph, numbers)
        return paragraph

    def _start_cell(self, tag):
        if tag == "tr":
            self.rows.append([])
        elif self.rows:
            self.rows[-1].append([tag == "th", ""])

    def _end_table(self):
        rows = [row for row in self.rows or [] if row]
        self.rows = None
        if not rows:
            return
        table = self.document.add_table(
            rows=len(rows), cols=max(map(len, rows)), style="Table Grid"
        )
        for made, row in zip(table.rows, rows, strict=True):
            for cell, (is_heading, words) in zip(made.cells, row, strict=False):
                cell.text = words.strip()
                for run in cell.paragraphs[0].runs:
                    run.bold = is_heading or None
        header_row(table)
        keep_rows_whole(table)
        self.document.add_paragraph()


def _style(tag, depth):
    return _LIST[tag] if depth < 2 else f"{_LIST[tag]} {depth}"


def _new_numbers(document):
    """A numbering of its own, from 1: without it a list goes on where the one before ended."""
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element
    base = style.pPr.numPr.numId.val
    abstract = next(each for each in numbering.num_lst if each.numId == base).abstractNumId.val
    made = numbering.add_num(abstract)
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    return made.numId


def _count_by(paragraph, numbers):
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = numbers


def _make_link(paragraph, run, address):
    """Put the run into a link: underlined, because colour alone does not say so."""
    run.underline = True
    link = OxmlElement("w:hyperlink")
    link.set(
        qn("r:id"),
        paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True),
    )
    paragraph._p.append(link)
    link.append(run._r)
