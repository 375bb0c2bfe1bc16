"""Telling a summary from other pages: as HTML, PDF and Word, and what cannot be read."""

import io
import zipfile

import pytest
from pypdf import PdfWriter

from hub.calendar.years import AcademicYear
from hub.reporting import pdf
from schools.address_choices import AddressTrouble
from schools.summaries.fetching import Page, Unreachable
from schools.summaries.markup import fragment, whole_page
from schools.summaries.recognising import look
from schools.summaries.rows import Summary
from schools.summaries.word import as_word

NAME = "St Alban’s Primary School"
SUMMARY = Summary(NAME, AcademicYear(2026), lead="Lena Lead", hub="Hub", curriculum="An hour.")
HTML = "text/html"


def page(content, kind=HTML):
    content = content.encode() if isinstance(content, str) else content
    return Page("https://school.example/plan/", 200, kind, content)


@pytest.mark.parametrize(
    "published",
    [
        page(whole_page(SUMMARY)),
        page(f"<html><nav>Menu</nav><main>{fragment(SUMMARY)}</main></html>", "text/html; x"),
        page(whole_page(SUMMARY), ""),
        page(whole_page(SUMMARY).encode("cp1252"), "text/html; charset=windows-1252"),
        page(pdf.from_html(whole_page(SUMMARY)), "application/octet-stream"),
        page(as_word(SUMMARY, author="Hub"), "application/msword"),
    ],
    ids=["whole", "pasted", "no kind", "windows", "pdf", "word"],
)
def test_our_own_summary_is_known_again(published):
    seen = look(published, NAME)
    assert (seen.name, len(seen.headings), seen.looks_right) == (True, 5, True)


@pytest.mark.parametrize(
    "name", ["St Albans Primary School", "St Alban's Primary", "ST ALBAN`S PRIMARY SCHOOL"]
)
def test_the_name_may_be_written_in_another_way(name):
    text = whole_page(SUMMARY).replace(NAME, name)
    assert look(page(text), NAME).looks_right


def test_another_schools_summary_is_not_ours():
    seen = look(page(whole_page(SUMMARY)), "Oak Primary School")
    assert (seen.name, seen.looks_right) == (False, False)


def test_the_front_page_of_the_school_is_no_summary():
    seen = look(page(f"<h1>{NAME}</h1><p>Music in the future</p>"), NAME)
    assert (seen.name, seen.headings, seen.looks_right) == (True, ("In the future",), False)


def test_words_of_a_script_do_not_count():
    script = "<script>curriculum music, co-curricular music, musical experiences</script>"
    text = f"<h1>{NAME}</h1>{script}"
    assert look(page(text), NAME).headings == ()


def test_one_word_of_a_longer_name_is_not_the_name():
    assert not look(page("<p>Oakwood Primary</p>"), "Oak").name


def archive(**members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in members.items():
            zipped.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def empty_pdf():
    out = io.BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "kind", "why"),
    [
        (b"%PDF-1.7 nothing of the kind", "application/pdf", AddressTrouble.NOT_READABLE),
        (empty_pdf(), "application/pdf", AddressTrouble.NOT_READABLE),
        (archive(word__document="x"), "application/zip", AddressTrouble.WRONG_TYPE),
        (archive(word__document__xml="x"), "", AddressTrouble.WRONG_TYPE),
        (archive(**{"word/document.xml": "<w/>"}), "", AddressTrouble.NOT_READABLE),
        (archive(**{"word/document.xml": "0" * 30_000_000}), "", AddressTrouble.NOT_READABLE),
        (b"PK\x03\x04broken", "", AddressTrouble.NOT_READABLE),
        (b"\x89PNG\r\n\x1a\n", "image/png", AddressTrouble.WRONG_TYPE),
        (b"MZ\x90", "application/octet-stream", AddressTrouble.WRONG_TYPE),
        (b"{}", "application/json", AddressTrouble.WRONG_TYPE),
        (b"", "", AddressTrouble.WRONG_TYPE),
    ],
)
def test_what_cannot_be_read_is_told_apart(content, kind, why):
    with pytest.raises(Unreachable) as raised:
        look(page(content, kind), NAME)
    assert raised.value.why == why


@pytest.mark.parametrize(
    "content",
    [b"\xff\xfe\x00" * 1000, b"<" * 100_000, b"<p>" * 50_000, "‮" * 1000],
    ids=["bytes", "signs", "tags", "marks"],
)
def test_nothing_that_stands_in_a_page_breaks_it(content):
    assert not look(page(content, "text/html; charset=utf-99"), NAME).looks_right
