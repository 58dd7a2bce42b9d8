"""Codes that are said, right and wrong, worked out by looking for the check that fits."""

import random
from typing import Any

SYMBOLS = "2346789FHKLMPRWXY"


def adds_up(code: str) -> bool:
    return sum((8 - at) * SYMBOLS.index(symbol) for at, symbol in enumerate(code)) % 17 == 0


def spoken_vectors() -> dict[str, Any]:
    dice = random.Random(17)
    sevens = ["2222222", "YYYYYYY", *("".join(dice.choices(SYMBOLS, k=7)) for _ in range(20))]
    good = [next(seven + check for check in SYMBOLS if adds_up(seven + check)) for seven in sevens]
    wrong: list[str] = []
    for code in good[2:]:
        at, to = dice.randrange(8), dice.choice(SYMBOLS)
        wrong += [code[:at] + to + code[at + 1 :]] if to != code[at] else []
        at = dice.randrange(7)
        wrong += [code[:at] + code[at + 1] + code[at] + code[at + 2 :]] if code[at] != code[at + 1] else []
    first = good[2]
    return {
        "good": [{"symbols": code[:7], "code": code} for code in good],
        "spaced": [
            {"text": text, "code": first}
            for text in (
                f"{first[:4]} {first[4:]}",
                f" {first[:4]}-{first[4:]} ",
                first.lower(),
                " ".join(first),
                f"{first[:4]}\u2013{first[4:]}",
                f"{first[:4]}\u00a0{first[4:]}",
            )
        ],
        "wrong": wrong,
        "no_code": ["", "2", first[:7], first + "2", "ABCDEFGH", "0000000O", "\u0662" * 8, "hello you"],
    }
