"""What a PDF of badges costs beside the codes on it."""

from __future__ import annotations

import secrets

from bench.measure import Measurement, at_most
from bench.wire import processor_times
from server.attendees.codes import HANDLE_BYTES, badge_text
from server.badges import paper
from server.core import qr

KEY = b"a key that signs badges in a measurement"


def measure_badges(*, count: int = 100, rounds: int = 5) -> list[Measurement]:
    """Processor time of a PDF of `count` badges over that of encoding their codes."""
    texts = [
        badge_text(secrets.token_bytes(HANDLE_BYTES), 1, KEY, "https://kith.example") for _ in range(count)
    ]
    badges = [paper.Badge(text, f"Guest {number}", "they") for number, text in enumerate(texts)]
    took = processor_times(
        {
            "pdf": lambda: [lambda: paper.badges("Repair café", badges, paper="a6")],
            "codes": lambda: [lambda: [_encode(text) for text in texts]],
        },
        rounds,
    )
    return [at_most("badges_100_x_qr", took["pdf"] / took["codes"], 1.5, took["pdf"])]


def _encode(text: str) -> object:
    prefix, slash, handle = text.rpartition("/")
    return qr.matrix(prefix + slash, handle)
