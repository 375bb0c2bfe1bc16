"""A QR code as one SVG path, so that a page can draw it without an image, a style or a script."""

from dataclasses import dataclass

import qrcode


@dataclass(frozen=True)
class QRPath:
    """``size``: modules along one side, with the quiet zone; ``path``: the dark ones."""

    size: int
    path: str


def qr_path(text):
    """The QR code of a text."""
    code = qrcode.QRCode(border=4)
    code.add_data(text)
    matrix = code.get_matrix()
    dark = [
        f"M{x} {y}h1v1h-1z"
        for y, row in enumerate(matrix)
        for x, is_dark in enumerate(row)
        if is_dark
    ]
    return QRPath(len(matrix), "".join(dark))
