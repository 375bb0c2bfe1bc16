"""PDF from a template. Imported only where PDFs are made.

Whatever a template or a typed text holds, nothing but our own static files is ever read: no other
host, no file of the machine, no attachment (security.md, T15). Style comes as text from our own
stylesheet.
"""

import mimetypes
import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

# No such host can exist (RFC 6761): an address only stands for a place in our static files.
_ORIGIN = "https://static.invalid"
_STYLESHEET = "css/pdf.css"
# No font has a sign for these, so that the text could not be read out or searched; and what turns
# the direction of all that follows could make a name look like another.
_UNDRAWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202d\u202e\ufffe\uffff]")
# Text between tags, without what takes no element inside; and a word that no line of it holds.
_TEXT = re.compile(r"<(?P<plain>title|text|style)\b.*?</(?P=plain)>|(?<=>)[^<]+(?=<)", re.DOTALL)
_LONG_WORD = re.compile(r"(?:&[#\w]+;|[^\s&<>]){31,}")
_KINDS = {".css", ".woff2", ".svg", ".png", ".jpg"}


class RefusedAddress(ValueError):
    """Something in the document asked for what is not ours."""


class StaticOnly(URLFetcher):
    """Reads our static files, by path, and refuses everything else."""

    def __init__(self):
        super().__init__(allowed_protocols=["https"], allow_redirects=False)

    def fetch(self, url, headers=None):
        """The static file at this address. Raises RefusedAddress; never asks the network."""
        path = static_path(url)
        kind, _ = mimetypes.guess_type(path.name)
        body = path.read_bytes()
        return URLFetcherResponse(url, body, {"Content-Type": kind or "application/octet-stream"})


def static_path(url):
    """The static file that an address stands for. Raises RefusedAddress for any other."""
    parts = urlsplit(url)
    name = unquote(parts.path).removeprefix(urlsplit(settings.STATIC_URL).path)
    ours = f"{parts.scheme}://{parts.netloc}" == _ORIGIN and name != unquote(parts.path)
    if not ours or ".." in name.split("/") or Path(name).suffix not in _KINDS:
        raise RefusedAddress(url)
    found = finders.find(name)
    if not found:
        raise RefusedAddress(url)
    return Path(found)


def render(template, context) -> bytes:
    """The PDF of a template: tagged for screen readers (PDF/UA-1), with its title and language."""
    return from_html(render_to_string(template, context))


def from_html(html) -> bytes:
    """The PDF of a whole HTML document, under our stylesheet."""
    html = marked(_UNDRAWABLE.sub("", html))
    return _drawn(html, pdf_variant="pdf/ua-1", pdf_tags=True)


def marked(html):
    """The same with what no line holds marked, to break anywhere: an address, a made-up name."""
    return _TEXT.sub(_with_long_words_marked, html)


def _with_long_words_marked(text):
    if text["plain"]:
        return text[0]
    return _LONG_WORD.sub(r'<span class="pdf-long-word">\g<0></span>', text[0])


def page_numbers(first, count, total) -> bytes:
    """A PDF of ``count`` pages that hold nothing but "page 7 of 12", from ``first`` on.

    For a document put together from parts (assembly.py), none of which knows where it begins.
    """
    lines = "".join(
        f'<div><p class="pdf-page-number">page {number} of {total}</p></div>'
        for number in range(first, first + count)
    )
    return _drawn(f'<!doctype html><body class="pdf-page-numbers">{lines}')


def _drawn(html, **options):
    fetcher, fonts, stylesheet = _kept()
    document = HTML(string=html, base_url=f"{_ORIGIN}/", url_fetcher=fetcher)
    return document.write_pdf(stylesheets=[stylesheet], font_config=fonts, **options)


@cache
def _kept():
    """Fetcher, fonts and parsed stylesheet: made once in a process, three times as fast after."""
    fetcher, fonts = StaticOnly(), FontConfiguration()
    address = urljoin(_ORIGIN, f"{settings.STATIC_URL}{_STYLESHEET}")
    stylesheet = CSS(
        string=static_path(address).read_text(),
        base_url=address,
        url_fetcher=fetcher,
        font_config=fonts,
    )
    return fetcher, fonts, stylesheet
