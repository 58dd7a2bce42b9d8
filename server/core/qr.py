"""Draws QR codes (ISO/IEC 18004)."""

from itertools import groupby
from typing import Final

import qrcode
from qrcode.constants import ERROR_CORRECT_M
from qrcode.util import QRData

ALPHANUMERIC: Final = 2  # mode indicators of the standard, 7.4.1
BYTES: Final = 4
QUIET_ZONE = 4  # modules, the least that the standard allows


def matrix(prefix: str, payload: str = "") -> list[list[bool]]:
    """The modules of a code at level M: `prefix` as bytes, then `payload` in the denser alphanumeric mode."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(QRData(prefix.encode(), mode=BYTES), optimize=0)
    if payload:
        code.add_data(QRData(payload.encode(), mode=ALPHANUMERIC), optimize=0)
    code.make(fit=True)
    return [[bool(module) for module in row] for row in code.get_matrix()]


def svg(prefix: str, payload: str = "") -> str:
    """The code as an SVG picture: dark modules as one path on white, quiet zone included."""
    modules = matrix(prefix, payload)
    side = len(modules) + 2 * QUIET_ZONE
    path = "".join(
        f"M{start + QUIET_ZONE} {y + QUIET_ZONE}h{length}v1h-{length}z"
        for y, row in enumerate(modules)
        for start, length in _runs(row)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d="{path}"/></svg>'
    )


def _runs(row: list[bool]) -> list[tuple[int, int]]:
    """Where dark modules start in a row, and how many follow one another."""
    runs: list[tuple[int, int]] = []
    x = 0
    for dark, group in groupby(row):
        length = len(list(group))
        if dark:
            runs.append((x, length))
        x += length
    return runs
