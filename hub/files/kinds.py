"""The kinds of files that may come in: by their ending and by what they hold, never by claim.

No SVG, no HTML: both hold script. Source: security.md, Files.
"""

from collections.abc import Callable
from dataclasses import dataclass

from hub.files.archives import ARCHIVE, MOST_UNPACKED, ArchiveRefused, check_archive

MB = 1024 * 1024
_HEAD = 4096


@dataclass(frozen=True)
class Kind:
    """One kind: the endings it goes by, and ``is_it(head, file)``: does the content agree?"""

    label: str
    endings: tuple[str, ...]
    content_type: str
    is_it: Callable


def _starts(*marks):
    return lambda head, file: head.startswith(marks)


def _holds(member):
    """An Office document: an archive with this member, and without macros."""

    def is_it(head, file):
        if not head.startswith(ARCHIVE):
            return False
        names = check_archive(file)
        return member in names and not any(name.endswith("vbaProject.bin") for name in names)

    return is_it


def archives_up_to(most_unpacked):
    """The kind of zip archives that unpack to so many bytes at most."""

    def is_it(head, file):
        return head.startswith(ARCHIVE) and bool(check_archive(file, most_unpacked=most_unpacked))

    return Kind("zip archive", ("zip",), "application/zip", is_it)


_OTHERS = (b"%PDF", ARCHIVE, b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b", b"MZ", b"\x7fELF", b"ID3")


def _is_text(head, file):
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):  # UTF-16
        return True
    is_utf_16 = b"\0" in head and not (any(head[1:200:2]) and any(head[0:200:2]))
    if head.startswith(_OTHERS) or (b"\0" in head and not is_utf_16):
        return False
    return not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def _is_mp3(head, file):
    return head.startswith(b"ID3") or (head[:1] == b"\xff" and head[1:2] in b"\xfb\xfa\xf3\xf2")


PDF = Kind("PDF", ("pdf",), "application/pdf", _starts(b"%PDF-"))
PNG = Kind("PNG picture", ("png",), "image/png", _starts(b"\x89PNG\r\n\x1a\n"))
JPEG = Kind("JPEG picture", ("jpg", "jpeg"), "image/jpeg", _starts(b"\xff\xd8\xff"))
_OFFICE = "application/vnd.openxmlformats-officedocument"
DOCX = Kind(
    "Word document (.docx)",
    ("docx",),
    f"{_OFFICE}.wordprocessingml.document",
    _holds("word/document.xml"),
)
XLSX = Kind(
    "spreadsheet (.xlsx)", ("xlsx",), f"{_OFFICE}.spreadsheetml.sheet", _holds("xl/workbook.xml")
)
CSV = Kind("CSV file", ("csv", "txt", "tsv"), "text/csv", _is_text)
MP3 = Kind("MP3 recording", ("mp3",), "audio/mpeg", _is_mp3)
ZIP = archives_up_to(MOST_UNPACKED)

IMAGES = (PNG, JPEG)
EVERY = (PDF, PNG, JPEG, DOCX, XLSX, CSV, MP3, ZIP)


class FileRefused(Exception):
    """This is no file that we take. The message can be shown beside the field."""


def kind_of(upload, *, kinds, largest) -> Kind:
    """Which of the kinds an uploaded file is. ``largest``: bytes.

    Looks at the size before anything is read. Raises FileRefused with a sentence.
    """
    if upload.size > largest:
        raise FileRefused(f"The file must be smaller than {largest // MB} MB")
    if not upload.size:
        raise FileRefused("The file is empty")
    allowed = _words([kind.label for kind in kinds])
    ending = upload.name.rpartition(".")[2].lower()
    kind = next((each for each in kinds if ending in each.endings), None)
    if kind is None:
        raise FileRefused(f"The file must be a {allowed}")
    upload.seek(0)
    head = upload.read(_HEAD)
    upload.seek(0)
    try:
        fits = kind.is_it(head, upload)
    except ArchiveRefused as error:
        raise FileRefused(f"The file cannot be taken: {error}") from error
    finally:
        upload.seek(0)
    if not fits:
        raise FileRefused(f"The file is called .{ending} but is something else. Choose a {allowed}")
    return kind


def _words(labels):
    return " or ".join(filter(None, [", ".join(labels[:-1]), labels[-1]]))
