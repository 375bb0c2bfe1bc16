"""Uploaded pictures: what is taken in, and that nothing rides along."""

import io
import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageFile

from hub.files.images import ImageRefused, reencoded


def picture(kind="PNG", size=(40, 20), **options):
    written = io.BytesIO()
    Image.new("RGB", size, "#5A1F5C").save(written, kind, **options)
    return written.getvalue()


def upload(data, name="logo.png", content_type="image/png"):
    return SimpleUploadedFile(name, data, content_type=content_type)


def opened(file):
    return Image.open(io.BytesIO(file.read()))


@pytest.mark.parametrize(("kind", "suffix"), [("PNG", ".png"), ("JPEG", ".jpg")])
def test_png_and_jpeg_are_written_anew_under_a_random_name(kind, suffix):
    file = reencoded(upload(picture(kind), name="../../etc/passwd"))
    assert (file.name[-4:], len(file.name)) == (suffix, 36)
    assert opened(file).size == (40, 20)


def test_the_same_picture_twice_has_two_names():
    assert reencoded(upload(picture())).name != reencoded(upload(picture())).name


def test_exif_is_dropped():
    exif = Image.Exif()
    exif[0x010F] = "A camera that knows where"
    exif.get_ifd(0x8825)[1] = "N"
    file = reencoded(upload(picture("JPEG", exif=exif)))
    assert dict(opened(file).getexif()) == {}


def test_what_hides_behind_the_picture_is_dropped():
    file = reencoded(upload(picture() + b"<script>alert(1)</script>"))
    assert b"script" not in file.read()


def test_comments_inside_a_png_are_dropped():
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("Comment", "<script>alert(1)</script>")
    file = reencoded(upload(picture(pnginfo=info)))
    assert b"script" not in file.read()


def test_a_picture_that_lies_on_its_side_is_turned_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    assert opened(reencoded(upload(picture("JPEG", exif=exif)))).size == (20, 40)


def test_a_large_picture_is_made_smaller():
    assert opened(reencoded(upload(picture(size=(3000, 1000))))).size == (1200, 400)


def bomb():
    """A small PNG that says it is 60,000 pixels square."""
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + header
    return (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", len(header))
        + chunk
        + struct.pack(">I", zlib.crc32(chunk))
    )


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "must be a PNG or JPEG"),
        (b"<html><script>alert(1)</script>", "must be a PNG or JPEG"),
        (b"MZ\x90\x00", "must be a PNG or JPEG"),
        (b"GIF89a" + b"\0" * 40, "must be a PNG or JPEG"),
        (b"", "must be a PNG or JPEG"),
        (b"\x89PNG\r\n\x1a\n" + b"nonsense" * 20, "cannot be read"),
        (b"\xff\xd8\xff" + b"nonsense" * 20, "cannot be read"),
        (picture()[:-40], "cannot be read"),
        (bomb(), "20 million pixels|cannot be read"),
        (picture() + b"\0" * (2 * 1024 * 1024), "smaller than 2 MB"),
    ],
)
def test_what_is_no_picture_of_ours_is_refused_with_a_sentence(data, sentence):
    with pytest.raises(ImageRefused, match=sentence):
        reencoded(upload(data))


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_cut_off_is_refused_where_pdfs_are_made_too(kind, monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint leaves it
    with pytest.raises(ImageRefused, match="cannot be read"):
        reencoded(upload(picture(kind, size=(400, 300))[:-60]))


def damaged_exif():
    """A JPEG that lies on its side and says that the letters of its maker are a fraction."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "maker"
    data = picture("JPEG", exif=exif)
    return data.replace(b"\x01\x0f\x00\x02", b"\x01\x0f\x00\x0b")


def test_a_photo_whose_facts_are_damaged_is_refused_and_no_fault():
    with pytest.raises(ImageRefused, match="cannot be read"):
        reencoded(upload(damaged_exif()))


def test_the_type_that_a_browser_claims_counts_for_nothing():
    with pytest.raises(ImageRefused):
        reencoded(upload(b"<svg/>", name="logo.png", content_type="image/png"))
    assert reencoded(upload(picture(), name="x.exe", content_type="text/html")).name[-4:] == ".png"
