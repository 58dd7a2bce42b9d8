"""The code that people say to each other: seven symbols and a check.

The 17 symbols are digits and letters that are hard to mistake when read or heard. Their
positions in `SYMBOLS` count 0 to 16; 8, 7, 6, 5, 4, 3, 2 times the seven, and the check, add up
to a multiple of 17. As 17 is prime, one wrong symbol or two that changed places never pass
(ISBN-10 does the same with 11, ISO 2108).
"""

import secrets
from dataclasses import dataclass

SYMBOLS = "2346789FHKLMPRWXY"
LENGTH = 7
WEIGHTS = range(LENGTH + 1, 0, -1)  # the check itself counts once
BETWEEN = frozenset(" -\u2010\u2011\u2013\u00a0")


@dataclass(frozen=True, slots=True)
class SpokenCode:
    """What somebody said, without its check."""

    symbols: str


def new_spoken() -> str:
    """Seven random symbols."""
    return "".join(secrets.choice(SYMBOLS) for _ in range(LENGTH))


def with_check(symbols: str) -> str:
    """The code as it is said: its seven symbols, and the check."""
    total = sum(weight * SYMBOLS.index(symbol) for weight, symbol in zip(WEIGHTS, symbols, strict=False))
    return symbols + SYMBOLS[-total % len(SYMBOLS)]


def read_spoken(text: str) -> SpokenCode | None:
    """The code in a text, however it is spaced; None if it is no such code or a symbol is wrong."""
    typed = "".join(symbol for symbol in text.upper() if symbol not in BETWEEN)
    known = len(typed) == LENGTH + 1 and all(symbol in SYMBOLS for symbol in typed)
    if not known or with_check(typed[:LENGTH]) != typed:
        return None
    return SpokenCode(typed[:LENGTH])
