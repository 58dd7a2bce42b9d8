"""The server's codes can be scanned."""

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from server.core.qr import QUIET_ZONE, matrix, svg
from server.core.tokens import to_base32
from tests.events.test_look_at_event import drawn


def read(modules: list[list[bool]]) -> str:
    side = len(modules) + 2 * QUIET_ZONE
    image = Image.new("L", (side * 4, side * 4), 255)
    brush = ImageDraw.Draw(image)
    for y, row in enumerate(modules):
        for x, dark in enumerate(row):
            if dark:
                left, top = (x + QUIET_ZONE) * 4, (y + QUIET_ZONE) * 4
                brush.rectangle((left, top, left + 3, top + 3), fill=0)
    [found] = zxingcpp.read_barcodes(image)
    return found.text


@pytest.mark.parametrize(
    "prefix, payload",
    [
        ("https://kith.example/j/ABCD2345", ""),
        ("https://kith.example/s#", to_base32(bytes(range(160)))),
        ("http://localhost:8000/b/", to_base32(bytes(22))),
        ("x", "A"),
    ],
)
def test_a_code_says_what_it_was_made_from(prefix: str, payload: str) -> None:
    assert read(matrix(prefix, payload)) == prefix + payload
    assert zxingcpp.read_barcodes(drawn(svg(prefix, payload)))[0].text == prefix + payload


def test_two_segments_are_denser_than_one() -> None:
    payload = to_base32(bytes(range(160)))
    assert len(matrix("https://kith.example/s#", payload)) < len(matrix("https://kith.example/s#" + payload))


def test_a_code_of_167_bytes_fits_version_10() -> None:
    prefix = "https://kith.example.org/s#"
    assert len(matrix(prefix, to_base32(bytes(167)))) == 57
    assert len(matrix(prefix, to_base32(bytes(168)))) == 61


def test_the_picture_is_square_modules_on_white_and_nothing_else() -> None:
    picture = svg("https://kith.example/j/ABCD2345")
    assert picture.startswith('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ')
    assert "<script" not in picture
    assert "style=" not in picture
