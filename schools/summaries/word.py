"""A summary as a Word document: real headings, a table with its header row, British English.

Imported only where one is made: python-docx costs 20 MB. What was typed is text and nothing else:
no field, no macro, no picture, no link but to web, e-mail and phone.
"""

import io

import docx
from django.utils import timezone
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from schools.summaries.markup import parts_as_html
from schools.summaries.rows import DETAIL, INFORMATION, INTRO, OVERVIEW
from schools.summaries.word_text import clean, header_row, keep_rows_whole, write_html

_FONT, _INK = "Arial", RGBColor(0x24, 0x1B, 0x2F)
_SIZES = {"Normal": 12, "Heading 1": 22, "Heading 2": 16, "Heading 3": 13}
_HEADINGS = [f"Heading {level}" for level in range(1, 7)]
#: Of the table: three fifths for what is asked, the rest for the answer. Widths of A4 less margins.
_WIDTHS = (docx.shared.Mm(90), docx.shared.Mm(80))


def as_word(summary, *, author) -> bytes:
    """The document of a summary. ``author``: who made it known, for its properties."""
    document = docx.Document()
    _lay_out(document)
    _describe(document, summary.title, author)
    document.add_heading(clean(summary.title), level=1)
    document.add_heading(OVERVIEW, level=2)
    _overview(document, summary.overview)
    document.add_paragraph(INTRO)
    for part, html in parts_as_html(summary, under=2):
        document.add_heading(part.heading, level=2)
        if part.explanation:
            document.add_paragraph(part.explanation)
        write_html(document, html)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _lay_out(document):
    """A4, the language, fonts that every machine has, dark enough for everybody."""
    section = document.sections[0]
    section.page_width, section.page_height = docx.shared.Mm(210), docx.shared.Mm(297)
    section.left_margin = section.right_margin = docx.shared.Mm(20)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
        language.set(qn("w:eastAsia"), "en-GB")
    for name in ["Normal", *_HEADINGS]:
        style = document.styles[name]
        style.font.name = _FONT
        style.font.color.rgb = _INK
        # The template names fonts of a theme, which would win.
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for each in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[each]
        if name in _SIZES:
            style.font.size = Pt(_SIZES[name])


def _describe(document, title, author):
    now = timezone.now().replace(tzinfo=None, microsecond=0)
    told = document.core_properties
    told.title, told.author, told.last_modified_by = clean(title)[:255], clean(author)[:255], ""
    told.language, told.comments, told.keywords = "en-GB", "", "music development plan"
    told.created = told.modified = now
    told.revision = 1


def _overview(document, rows):
    table = document.add_table(rows=1 + len(rows), cols=2, style="Table Grid")
    table.autofit = False
    cells = [(DETAIL, INFORMATION), *((row.detail, row.information) for row in rows)]
    for made, words in zip(table.rows, cells, strict=True):
        for cell, text, width in zip(made.cells, words, _WIDTHS, strict=True):
            cell.width = width
            cell.text = clean(text)
    for cell in table.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True
    header_row(table)
    keep_rows_whole(table)
    document.add_paragraph()
