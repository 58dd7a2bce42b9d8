"""What two phones show alike after a meeting."""

import hashlib
from typing import Any

Row = dict[str, Any]


def pair(title: str, one: Row, other: Row) -> Row:
    ids = sorted([one["card_id"], other["card_id"]])
    seed = hashlib.sha256(bytes.fromhex("".join(ids))).digest()
    bits = f"{int.from_bytes(seed[1:4], 'big'):024b}"
    rows = [bits[3 * row : 3 * row + 3] for row in range(5)]
    cells = "".join(row + row[1::-1] for row in rows)
    mine, theirs = ({a["prompt"] for a in side["answers"][:3]} for side in (one, other))
    prompts = sorted(mine & theirs or mine | theirs)
    chosen = prompts[int.from_bytes(seed[4:8], "big") % len(prompts)] if prompts else None
    return {
        "title": title,
        "cards": [one, other],
        "colour": seed[0] % 12,
        "pattern": [int(cell) for cell in cells],
        "prompt": chosen,
    }


def side(number: int, *prompts: int) -> Row:
    card_id = hashlib.sha256(bytes([number])).hexdigest()[:16]
    return {"card_id": card_id, "answers": [{"prompt": prompt, "text": f"to {prompt}"} for prompt in prompts]}


def pairs() -> list[Row]:
    same = [
        pair(f"three in common, pair {n}", side(n, 1, 2, 3), side(n + 1, 3, 2, 1)) for n in range(1, 20, 2)
    ]
    return [
        *same,
        pair("one in common", side(30, 9, 4, 1), side(31, 4, 7)),
        pair("none in common", side(32, 9, 4), side(33, 200, 10, 7)),
        pair("only the first three count", side(34, 1, 2, 3, 8), side(35, 8, 5, 6)),
        pair("one side is silent", side(36), side(37, 6, 5)),
        pair("both are silent", side(38), side(39)),
    ]
