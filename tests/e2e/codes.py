"""QR codes on both sides of a camera: what a picture says, and a picture of any text."""

from __future__ import annotations

from io import BytesIO

import qrcode
import zxingcpp
from PIL import Image
from qrcode.constants import ERROR_CORRECT_L

MODULE = 8  # pixels


def text_in(picture: bytes) -> str:
    """What the one code in a picture says."""
    with Image.open(BytesIO(picture)) as image:
        [code] = zxingcpp.read_barcodes(image.convert("L"))
    return code.text


def is_readable(picture: bytes) -> bool:
    """Whether a picture shows one whole code."""
    with Image.open(BytesIO(picture)) as image:
        return len(zxingcpp.read_barcodes(image.convert("L"))) == 1


def picture_of(text: str) -> bytes:
    """A picture (PNG) of a code that says `text`."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_L, box_size=MODULE)
    code.add_data(text)
    picture = BytesIO()
    code.make_image().save(picture)
    return picture.getvalue()
