"""Uploaded pictures: what comes in is decoded and written anew, so that nothing else rides along.

Re-encoding drops EXIF, places where a photo was taken, comments, and whatever was hidden behind the
picture. SVG is no picture here: it can hold script. Source: security.md, Files.
"""

import io
import secrets
import warnings

from django.core.files.base import ContentFile
from PIL import Image, ImageFile, ImageOps

MOST_BYTES = 2 * 1024 * 1024
MOST_PIXELS = 20_000_000
LARGEST_SIDE = 1200

#: First bytes of the files that we read, and the format in which each is written again.
_SIGNATURES = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG"}
_SUFFIXES = {"PNG": "png", "JPEG": "jpg"}
CONTENT_TYPES = {"png": "image/png", "jpg": "image/jpeg"}


class ImageRefused(Exception):
    """This is no picture that we take. The message can be shown beside the field."""


def reencoded(upload, *, most_bytes=MOST_BYTES):
    """The uploaded picture as a new PNG or JPEG file with a random name.

    Raises ImageRefused for what is too large, neither PNG nor JPEG by its first bytes, or broken.
    The name and the type that the browser claims are not looked at.
    """
    if upload.size > most_bytes:
        raise ImageRefused(f"The file must be smaller than {most_bytes // (1024 * 1024)} MB")
    data = upload.read(most_bytes + 1)
    kind = next((kind for start, kind in _SIGNATURES.items() if data.startswith(start)), None)
    if kind is None:
        raise ImageRefused("The file must be a PNG or JPEG picture")
    picture = _decoded(data, kind)
    written = io.BytesIO()
    if kind == "JPEG":
        picture.convert("RGB").save(written, "JPEG", quality=90, optimize=True)
    else:
        picture.convert("RGBA").save(written, "PNG", optimize=True)
    return ContentFile(written.getvalue(), name=f"{secrets.token_hex(16)}.{_SUFFIXES[kind]}")


def _decoded(data, kind):
    """The pixels, upright and no larger than we show them; refuses what would not fit in memory."""
    broken = ImageRefused("The file cannot be read as a picture. Save it again and try once more")
    # WeasyPrint, where a process has imported it, lets Pillow take files that were cut off.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=[kind]) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    raise ImageRefused("The picture must have fewer than 20 million pixels")
                picture = ImageOps.exif_transpose(opened)
                picture.load()
    except ImageRefused:
        raise
    except Exception as error:  # damaged bytes make Pillow raise anything, struct.error too
        raise broken from error
    picture.info.clear()
    picture.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    return picture
