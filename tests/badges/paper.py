"""What can be seen on a PDF: its pages as a printer at 150 dpi draws them, its codes, and its words."""

from __future__ import annotations

import subprocess
import tempfile
import unicodedata
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import zxingcpp
from PIL import Image, ImageOps

if TYPE_CHECKING:
    from tests.people import Caller

DPI = 150
MM = DPI / 25.4


@dataclass(frozen=True)
class Paper:
    """A PDF."""

    pdf: bytes

    def pages(self) -> list[Image.Image]:
        """Its pages as pictures."""
        with tempfile.TemporaryDirectory() as folder:
            _run(["pdftoppm", "-r", str(DPI), "-gray", "-", f"{folder}/page"], self.pdf)
            return [Image.open(BytesIO(path.read_bytes())) for path in sorted(Path(folder).iterdir())]

    def text(self) -> str:
        """Its words in reading order, without spaces and marks that cannot be seen."""
        return visible(_run(["pdftotext", "-raw", "-", "-"], self.pdf).decode())


def visible(text: str) -> str:
    """The letters of a text, in one form."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(c for c in folded if unicodedata.category(c) not in {"Cf", "Zs", "Cc"})


def read_by_zxing(picture: Image.Image) -> list[str]:
    """The codes in a picture, as one reader finds them."""
    return sorted(found.text for found in zxingcpp.read_barcodes(picture))


def read_by_zbar(picture: Image.Image) -> list[str]:
    """The codes in a picture, as the other reader finds them."""
    with tempfile.NamedTemporaryFile(suffix=".png") as file:
        picture.save(file.name)
        found = subprocess.run(
            ["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", file.name],
            capture_output=True,
            check=False,  # 4 says that there is no code, and then there is no output
        )
    return sorted(found.stdout.decode().split())


def codes(pictures: list[Image.Image]) -> list[str]:
    """The one code on each badge or poster, on which both readers have to agree; blank labels have none."""
    found = [(read_by_zxing(picture), read_by_zbar(picture)) for picture in pictures if ink(picture)]
    assert all(by_zxing == by_zbar and len(by_zxing) == 1 for by_zxing, by_zbar in found), found
    return [text for [text], _ in found]


def labels(sheet: Image.Image) -> list[Image.Image]:
    """The eight labels of a sheet, cut where a ruler says: row by row."""
    corners = [(4.65 + x * 101.6, 13.1 + y * 67.7) for y in range(4) for x in range(2)]
    return [sheet.crop(_box(left, top, left + 99.1, top + 67.7)) for left, top in corners]


def ink(picture: Image.Image) -> tuple[float, float, float, float] | None:
    """The smallest box (left, top, right, bottom in mm) around all that is printed; None on white paper."""
    box = ImageOps.invert(picture.convert("L")).getbbox()
    if box is None:
        return None
    left, top, right, bottom = box
    return left / MM, top / MM, right / MM, bottom / MM


def last_row(picture: Image.Image, top: float, bottom: float) -> tuple[float, float]:
    """Of the last row of words between two heights: the white above it, and its own height (all in mm)."""
    strip = ImageOps.invert(picture.convert("L")).crop(
        (0, round(top * MM), picture.width, round(bottom * MM))
    )
    rows = [strip.crop((0, y, strip.width, y + 1)).getbbox() is not None for y in range(strip.height)]
    last = len(rows) - 1 - rows[::-1].index(True)
    begin = last - rows[last::-1].index(False)
    white = rows[begin::-1].index(True) if True in rows[:begin] else 0
    return white / MM, (last - begin) / MM


def has_margin(picture: Image.Image, millimetres: float = 3) -> bool:
    """Whether nothing printed comes near an edge."""
    width, height = (side / MM for side in picture.size)
    left, top, right, bottom = ink(picture) or (width / 2, height / 2, width / 2, height / 2)
    least, most = min(left, top), max(right - width, bottom - height)
    return least >= millimetres and most <= -millimetres


def _box(*millimetres: float) -> tuple[int, int, int, int]:
    left, top, right, bottom = (round(side * MM) for side in millimetres)
    return left, top, right, bottom


def printed(caller: Caller, path: str) -> Paper:
    """What the API gives to print."""
    answer = caller.raw("GET", path)
    assert answer.status_code == 200, answer.text
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.data.startswith(b"%PDF-")
    return Paper(answer.data)


def _run(command: list[str], data: bytes) -> bytes:
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout
