"""Does a page or document that somebody published look like the summary of a school's plan?"""

import io
import re
import unicodedata
from dataclasses import dataclass
from html.parser import HTMLParser

from hub.files.archives import ARCHIVE, ArchiveRefused, check_archive
from schools.address_choices import AddressTrouble
from schools.summaries.fetching import Unreachable
from schools.summaries.rows import PARTS

#: Of the template's headings so many have to be there; a school may leave one out or rename it.
ENOUGH = 3
_MARKS = {
    "Music development plan": "music development plan",
    **{
        PARTS[name][0]: PARTS[name][0].partition(": ")[2].lower() or PARTS[name][0].lower()
        for name in ("curriculum", "co_curricular", "experiences", "future")
    },
}
_PAGES = 30  # of a PDF: a summary has two or three
_LONGEST = 400_000  # characters that are looked through
_UNPACKED = 20 * 1024 * 1024
_KINDS = {"school", "academy", "college"}
_NO_TEXT = {"script", "style", "template", "noscript", "svg"}


def marks() -> list[str]:
    """The headings that are looked for, as the template writes them."""
    return list(_MARKS)


@dataclass(frozen=True)
class Seen:
    """What a text holds of what was looked for."""

    name: bool
    headings: tuple[str, ...]

    @property
    def looks_right(self):
        """Is it of this school, and enough of the template?"""
        return self.name and len(self.headings) >= ENOUGH


def look(page, school_name) -> Seen:
    """What a fetched Page holds. Raises Unreachable for what cannot be read."""
    text = _plain(text_of(page)[:_LONGEST])
    return Seen(
        name=any(name in text for name in _names(school_name)),
        headings=tuple(heading for heading, mark in _MARKS.items() if _plain(mark) in text),
    )


def _names(school_name):
    """As a school's own site may write it: "St Alban's Primary School" or "St Albans Primary"."""
    words = _plain(school_name).split()
    shorter = words[:-1] if len(words) > 2 and words[-1] in _KINDS else words
    return {f" {' '.join(each)} " for each in (words, shorter)}


def text_of(page) -> str:
    """The words of a page, PDF or Word document, told by what it holds. Raises Unreachable."""
    head = page.content[:1024].lstrip()
    try:
        if head.startswith(b"%PDF"):
            return _of_pdf(page.content)
        if head.startswith(ARCHIVE):
            return _of_word(page.content)
    except ArchiveRefused as error:
        raise Unreachable(AddressTrouble.NOT_READABLE) from error
    kind = page.content_type.partition(";")[0].strip().lower()
    if kind in {"text/html", "application/xhtml+xml"} or _is_markup(head, kind):
        return _of_html(page)
    raise Unreachable(AddressTrouble.WRONG_TYPE)


def _is_markup(head, kind):
    return not kind and head[:15].lower().startswith((b"<!doctype html", b"<html"))


def _of_html(page):
    parser = _Words()
    parser.feed(_decoded(page))
    parser.close()
    return " ".join(parser.words)


def _decoded(page):
    named = re.search(r"charset=[\"']?([\w-]+)", page.content_type) or re.search(
        r"<meta[^>]+charset=[\"']?([\w-]+)", page.content[:2048].decode("ascii", "replace"), re.I
    )
    try:
        return page.content.decode(named[1] if named else "utf-8", "replace")
    except LookupError:  # a charset that nobody knows
        return page.content.decode("utf-8", "replace")


def _of_pdf(content):
    # Imported where it is needed: most processes never read a PDF.
    from pypdf import PdfReader

    try:
        reader = PdfReader(io.BytesIO(content))
        text = " ".join(each.extract_text() for each in reader.pages[:_PAGES])
    except Exception as error:  # whatever a stranger's file makes of the library
        raise Unreachable(AddressTrouble.NOT_READABLE) from error
    if not text.strip():  # a scan: pictures of words
        raise Unreachable(AddressTrouble.NOT_READABLE)
    return text


def _of_word(content):
    names = check_archive(io.BytesIO(content), most_unpacked=_UNPACKED)
    if "word/document.xml" not in names:
        raise Unreachable(AddressTrouble.WRONG_TYPE)
    import docx

    try:
        document = docx.Document(io.BytesIO(content))
        texts = [each.text for each in document.paragraphs]
        texts += [
            cell.text for table in document.tables for row in table.rows for cell in row.cells
        ]
    except Exception as error:  # whatever a stranger's file makes of the library
        raise Unreachable(AddressTrouble.NOT_READABLE) from error
    return " ".join(texts)


def _plain(text):
    """Lower case, without accents and signs, one space between words and at both ends."""
    letters = unicodedata.normalize("NFKD", text).casefold()
    letters = "".join(each for each in letters if not unicodedata.combining(each))
    # "Alban's" and "Albans" are the same name.
    letters = re.sub("['’‘`]", "", letters)
    words = re.findall(r"[^\W_]+", letters)
    return f" {' '.join(words)} "


class _Words(HTMLParser):
    """Collects what people read of a page."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.words, self._hidden = [], 0

    def handle_starttag(self, tag, attrs):
        self._hidden += tag in _NO_TEXT

    def handle_endtag(self, tag):
        if tag in _NO_TEXT and self._hidden:
            self._hidden -= 1

    def handle_data(self, data):
        if not self._hidden:
            self.words.append(data)
