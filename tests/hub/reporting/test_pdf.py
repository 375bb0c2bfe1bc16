"""PDFs: tagged, and blind to everything but our own static files (security.md, T15)."""

import io

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone
from pypdf import PdfReader

from hub.policy.models import HubSettings
from hub.reporting import pdf

PAGE = '<!doctype html><html lang="en-GB"><head><title>T</title>{head}</head><body>{body}</body>'
SECRET = "/etc/passwd"
HOSTILE = [
    ("", f'<img src="file://{SECRET}">'),
    ("", f'<img src="{SECRET}">'),
    ("", '<img src="http://127.0.0.1:9/x.png">'),
    ("", '<img src="https://static.invalid.example/x.png">'),
    ("", '<img src="/static/../hub/settings.py">'),
    ("", '<img src="/static/%2e%2e/%2e%2e/etc/passwd">'),
    ("", '<img src="/static/css/../../hub/settings.py">'),
    ("", f'<object data="file://{SECRET}" type="image/png"></object>'),
    ("", f'<embed src="file://{SECRET}" type="image/png">'),
    ("", f'<a rel="attachment" href="file://{SECRET}">x</a>'),
    (f'<link rel="attachment" href="file://{SECRET}" title="x">', ""),
    (f'<link rel="stylesheet" href="file://{SECRET}">', ""),
    ('<style>@import url("http://127.0.0.1:9/x.css");</style>', ""),
    (f'<style>body {{ background: url("file://{SECRET}") }}</style>', ""),
    ('<style>@font-face { font-family: x; src: url("http://127.0.0.1:9/x.woff2") }</style>', "x"),
    ("", "<img src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>\">"),
    ('<base href="file:///etc/">', '<img src="passwd">'),
]


@pytest.fixture
def fetched(monkeypatch):
    """What was asked for: [(address, refused)]."""
    seen = []
    original = pdf.StaticOnly.fetch

    def fetch(self, url, headers=None):
        try:
            answer = original(self, url, headers)
        except pdf.RefusedAddress:
            seen.append((url, True))
            raise
        seen.append((url, False))
        return answer

    monkeypatch.setattr(pdf.StaticOnly, "fetch", fetch)
    pdf.render("pdf/base.html", context())  # the stylesheet's own fonts are read here
    seen.clear()
    return seen


def context():
    return {"title": "Profile: Señor's", "as_at": timezone.now(), "hub": HubSettings(name="Hub")}


@pytest.mark.parametrize(("head", "body"), HOSTILE)
def test_hostile_html_reads_nothing_and_embeds_nothing(head, body, fetched):
    made = PdfReader(io.BytesIO(pdf.from_html(PAGE.format(head=head, body=body))))
    assert [url for url, refused in fetched if not refused] == []
    assert (made.attachments, "root:" in made.pages[0].extract_text()) == ({}, False)


@pytest.mark.parametrize(
    "url",
    [
        "https://static.invalid/static/css/pdf.css",
        f"https://static.invalid{settings.STATIC_URL}fonts/fraunces-latin-wght-normal.woff2",
    ],
)
def test_our_own_static_files_are_read(url):
    assert pdf.static_path(url).is_file()


@pytest.mark.parametrize(
    "url",
    [
        "https://static.invalid/static/",
        "https://static.invalid/static/nothing.css",
        "https://static.invalid/hub/settings.py",
        "https://static.invalid/static//etc/passwd",
        "https://static.invalid@evil.example/static/css/pdf.css",
        "https://static.invalid:8000/static/css/pdf.css",
        "file:///static/css/pdf.css",
        "http://static.invalid/static/css/pdf.css",
        "https://static.invalid/static/css/pdf.css%00.svg",
    ],
)
def test_everything_else_is_refused(url):
    with pytest.raises(pdf.RefusedAddress):
        pdf.static_path(url)


def test_a_pdf_is_tagged_and_has_title_language_and_embedded_fonts():
    made = PdfReader(io.BytesIO(pdf.render("pdf/base.html", context())))
    root = made.trailer["/Root"]
    fonts = [font.get_object() for font in made.pages[0]["/Resources"]["/Font"].values()]
    assert (
        made.metadata.title,
        root["/Lang"],
        root["/MarkInfo"]["/Marked"],
        b"pdfuaid:part" in root["/Metadata"].get_object().get_data(),
        made.outline[0].title,
        all("Nunito" in font["/BaseFont"] or "Fraunces" in font["/BaseFont"] for font in fonts),
    ) == ("Profile: Señor's – Hub", "en-GB", True, True, "Profile: Señor's", True)


def test_the_same_rows_at_the_same_moment_are_the_same_bytes():
    same = context()
    with time_machine.travel(same["as_at"], tick=False):  # fonts carry the time of their cutting
        assert pdf.render("pdf/base.html", same) == pdf.render("pdf/base.html", same)


def test_a_hostile_name_is_text_and_nothing_else(fetched):
    name = f'<img src="file://{SECRET}"><link rel=attachment href="file://{SECRET}">'
    made = PdfReader(io.BytesIO(pdf.render("pdf/base.html", context() | {"title": name})))
    assert (fetched, made.attachments, "<img src=" in made.pages[0].extract_text()) == (
        [],
        {},
        True,
    )


def _table(*cells):
    row = "".join(f"<td>{cell}</td>" for cell in cells)
    body = f"<table><tr>{row}</tr></table>"
    made = pdf.from_html(PAGE.format(head="", body=body))
    return PdfReader(io.BytesIO(made)).pages[0].extract_text()


def test_beside_a_long_text_an_ordinary_word_of_a_table_stays_whole():
    text = _table("Established", "2026/27", "Let the choir meet every week. " * 20)
    assert {"Established", "2026/27"} <= set(text.split())


def test_a_word_that_no_line_holds_is_broken_and_leaves_room_for_the_others():
    text = _table("x" * 300, "Established")
    assert "Established" in text.split()
    assert max(len(word) for word in text.split()) < 100


def test_what_stands_in_a_drawing_is_left_as_it_is():
    name = "y" * 60
    drawn = f'<svg role="img" width="9" height="9"><title>{name}</title><text>{name}</text></svg>'
    assert "pdf-long-word" not in pdf.marked(drawn)
    assert "pdf-long-word" in pdf.marked(f"<p>{name}</p>")
