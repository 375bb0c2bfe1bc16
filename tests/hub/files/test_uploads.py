"""Uploads: what is refused before anything is kept, and under which names the rest lies."""

import hashlib
import io
import zipfile

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from hub.files.fields import UploadField
from hub.files.kinds import CSV, DOCX, EVERY, MB, PDF, PNG, XLSX
from hub.files.models import StoredFile
from hub.files.names import tidy_name
from hub.files.storing import store
from hub.trail.models import Entry
from tests.hub.files.test_images import picture


def archive(**members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in members.items():
            zipped.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def complaint(name, content, *, kinds=EVERY, largest=MB):
    """What the field says of an upload; None when it takes it."""

    class OneFile(forms.Form):
        file = UploadField(kinds=kinds, largest=largest)

    form = OneFile({}, {"file": SimpleUploadedFile(name, content, content_type="image/png")})
    return None if form.is_valid() else form.errors["file"][0]


DOCUMENT = {"[Content_Types].xml": "", "word__document.xml": "<w/>"}
MANY = archive(**{f"a{n}": "" for n in range(1001)})


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("plan.exe", b"MZ\x90", "The file must be a PDF"),
        ("plan.svg", b"<svg onload=alert(1)>", "The file must be a PDF"),
        ("plan.html", b"<script>", "The file must be a PDF"),
        ("plan.pdf.exe", b"%PDF-1.7", "The file must be a PDF"),
        ("plan", b"%PDF-1.7", "The file must be a PDF"),
        ("plan.pdf", b"MZ\x90\x00", "is called .pdf but is something else"),
        ("plan.pdf", b"<html><script>alert(1)</script>", "is called .pdf but is something else"),
        ("list.csv", b"<!DOCTYPE html><p>", "is called .csv but is something else"),
        ("list.csv", b"%PDF-1.7", "is called .csv but is something else"),
        ("list.csv", b"a\x00b\x01\x02c" * 50, "is called .csv but is something else"),
        ("plan.docx", archive(a="b"), "is called .docx but is something else"),
        (
            "plan.docx",
            archive(**DOCUMENT, **{"word__vbaProject.bin": "macro"}),
            "is called .docx but is something else",
        ),
        ("plan.xlsx", b"PK\x03\x04cut off", "it is damaged"),
        ("many.zip", MANY, "it holds more than 1,000 files"),
        ("bomb.zip", archive(a=b"0" * 5_000_000), "more than a hundred times its size"),
        ("photo.png", b"\x89PNG\r\n\x1a\n and no more", "cannot be read as a picture"),
        ("song.mp3", b"\xff\xd8\xff\xe0", "is called .mp3 but is something else"),
        ("plan.pdf", b"", "The file is empty"),
        ("plan.pdf", b"%PDF-" + b"0" * MB, "The file must be smaller than 1 MB"),
    ],
)
def test_what_is_not_what_it_says_is_refused_with_a_sentence(name, content, sentence):
    assert sentence in complaint(name, content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plan.PDF", b"%PDF-1.7"),
        ("photo.jpeg", picture("JPEG")),
        ("plan.docx", archive(**DOCUMENT)),
        ("list.xlsx", archive(**{"xl__workbook.xml": "<x/>"})),
        ("list.csv", b"\xef\xbb\xbfURN,Name\r\n1,\xc3\x89cole"),
        ("list.csv", "URN,Name".encode("utf-16")),
        ("list.csv", "URN,Name".encode("utf-16-le")),
        ("list.csv", "É,–".encode("cp1252")),
        ("song.mp3", b"ID3\x04"),
        ("all.zip", archive(a="b")),
    ],
)
def test_what_is_what_it_says_is_taken(name, content):
    assert complaint(name, content) is None


def test_the_kinds_that_a_page_takes_are_named():
    assert complaint("plan.png", picture(), kinds=[PDF, DOCX]) == (
        "The file must be a PDF or Word document (.docx)"
    )


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("plan.pdf", "plan.pdf"),
        ("Plan 2026.PDF", "Plan 2026.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\fakepath\\plan.pdf", "plan.pdf"),
        ("CON.pdf", "file-CON.pdf"),
        (".pdf", "file.pdf"),
        ("plan\u202efdp.exe.pdf", "planfdp.exe.pdf"),
        ('a<b>"c|d?.pdf', "a-b--c-d-.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "a  Set-Cookie- x.pdf"),
        ("x" * 300 + ".pdf", "x" * 96 + ".pdf"),
        ("école “été”.pdf", "école “été”.pdf"),
    ],
)
def test_a_hostile_name_becomes_harmless_and_a_good_one_stays(given, shown):
    assert tidy_name(given, ending="pdf") == shown


def upload(content=b"URN\r\n1\r\n", name="list.csv", kind=CSV):
    file = SimpleUploadedFile(name, content)
    file.kind = kind
    return file


def test_an_upload_lies_under_a_random_name_and_says_what_it_is(manager, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    stored = store(upload=upload(name="My list.csv"), purpose="import", by=manager)
    (path,) = (tmp_path / "uploads").iterdir()
    assert (stored.name, stored.size, stored.content_type) == ("My list.csv", 8, "text/csv")
    assert stored.sha256 == hashlib.sha256(b"URN\r\n1\r\n").hexdigest()
    assert (path.read_bytes(), "list" in path.name) == (b"URN\r\n1\r\n", False)


def test_a_picture_is_kept_as_it_was_written_anew(manager, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path

    class OneFile(forms.Form):
        file = UploadField(kinds=[PNG], largest=MB)

    sent = picture() + b"<script>alert(1)</script>"
    form = OneFile({}, {"file": SimpleUploadedFile("a.png", sent)})
    assert form.is_valid(), form.errors
    stored = store(upload=form.cleaned_data["file"], purpose="import", by=manager)
    with stored.file.open() as kept:
        content = kept.read()
    assert (stored.name, b"script" in content) == ("a.png", False)


def test_a_field_that_may_stay_empty_gives_none():
    class OneFile(forms.Form):
        file = UploadField(kinds=[XLSX], largest=MB, required=False)

    form = OneFile({}, {})
    assert (form.is_valid(), form.cleaned_data["file"]) == (True, None)


def test_every_upload_is_on_the_trail(manager, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    stored = store(upload=upload(), purpose="import", by=manager)
    entry = Entry.objects.get(object_id=str(stored.pk))
    assert (entry.action, entry.actor_id) == ("uploaded", manager.pk)
    assert StoredFile.objects.count() == 1
