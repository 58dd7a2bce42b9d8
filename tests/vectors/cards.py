"""Live codes, good and bad, worked out with the standard library alone."""

import base64
import hashlib
import hmac
from typing import Any

from tests.vectors.foreign import foreign_texts

SECRET = base64.urlsafe_b64encode(bytes(range(32))).decode().rstrip("=")
OTHER_SECRET = base64.urlsafe_b64encode(hashlib.sha256(b"other").digest()).decode().rstrip("=")
ORIGIN = "https://kith.example"
PREFIX = f"{ORIGIN}/s#"
LONG_PREFIX = "https://meetings.congress-centre.example/s#"
FAMILY = "\N{MAN}\N{ZERO WIDTH JOINER}\N{WOMAN}\N{ZERO WIDTH JOINER}\N{GIRL}"
WIDE = "\N{MATHEMATICAL DOUBLE-STRUCK CAPITAL A}"

Card = dict[str, Any]


def answer(prompt: int, text: str) -> Card:
    return {"prompt": prompt, "text": text}


def card(**fields: Any) -> Card:
    plain: Card = {
        "event_number": 7,
        "card_id": "0123456789abcdef",
        "revision": 1,
        "name": "Ada",
        "pronouns": "",
        "boundary": "",
        "answers": [],
        "truncated": False,
    }
    return plain | fields


def field(text: str) -> bytes:
    raw = text.encode()
    return bytes([len(raw)]) + raw


def signed(fitted: Card, step: int) -> bytes:
    head = bytes([0x10 | fitted["truncated"]]) + fitted["event_number"].to_bytes(3, "big")
    head += bytes.fromhex(fitted["card_id"]) + fitted["revision"].to_bytes(2, "big")
    words = b"".join(field(fitted[name]) for name in ("name", "pronouns", "boundary"))
    answers = b"".join(bytes([a["prompt"]]) + field(a["text"]) for a in fitted["answers"])
    return head + words + bytes([len(fitted["answers"])]) + answers + step.to_bytes(2, "big")


def base32(raw: bytes) -> str:
    return base64.b32encode(raw).decode().rstrip("=")


def most_bytes(prefix: str) -> int:
    """Payload bytes at version 12, level M: 290 codewords, a byte and an alphanumeric segment."""
    bits = 290 * 8 - (4 + 16 + 8 * len(prefix)) - (4 + 11)
    return (bits // 11 * 2 + (bits % 11 >= 6)) * 5 // 8


def vector(
    title: str,
    whole: Card,
    step: int,
    *,
    fitted: Card | None = None,
    prefix: str = PREFIX,
    secret: str = SECRET,
) -> Card:
    fitted = whole if fitted is None else fitted
    body = signed(fitted, step)
    key = base64.urlsafe_b64decode(secret + "=")
    raw = body + hmac.new(key, body, hashlib.sha256).digest()[:6]
    assert len(raw) <= most_bytes(prefix), (title, len(raw), most_bytes(prefix))
    return {
        "title": title,
        "prefix": prefix,
        "live_secret": secret,
        "card": whole,
        "step": step,
        "fitted": fitted,
        "signed": body.hex(),
        "tag": raw[-6:].hex(),
        "bytes": raw.hex(),
        "text": prefix + base32(raw),
    }


def good_cards() -> list[Card]:
    three = [answer(1, "Beekeeping on a flat roof"), answer(4, "Slow trains"), answer(9, "My aunt's soup")]
    rtl = card(name="ليلى", pronouns="هي", answers=[answer(2, "خبز الطابون 🍞")], revision=300)
    long = [answer(1, "a" * 140), answer(2, "b" * 60), answer(3, "c" * 60)]
    overhead = (
        14 + 4 + 1 + 1 + 2 + 2 + 6
    )  # the head, "Ada" and two empty fields, one empty answer, step and tag
    room = most_bytes(PREFIX) - overhead
    whole_families = room // len(FAMILY.encode())
    wide_name = WIDE * 60
    wide_room = (most_bytes(PREFIX) - 14 - 1 - 1 - 1 - 1 - 2 - 6) // 4
    return [
        vector("a name and nothing else", card(), 0),
        vector(
            "three answers", card(pronouns="she/her", boundary="No recruiting, please", answers=three), 1234
        ),
        vector("right to left and emoji", rtl, 65535, secret=OTHER_SECRET),
        vector("largest numbers", card(event_number=0xFFFFFF, revision=0xFFFF, card_id="ff" * 8), 1),
        vector("a prompt index of 255", card(answers=[answer(0, "x"), answer(255, "y")]), 60 * 24),
        vector(
            "only the first three of five answers travel",
            card(answers=[*three, answer(10, "d"), answer(11, "e")]),
            9,
            fitted=card(answers=three),
        ),
        vector(
            "the third answer is dropped",
            card(answers=long),
            10,
            fitted=card(answers=long[:2], truncated=True),
        ),
        vector(
            "a long address leaves room for one answer",
            card(answers=long),
            10,
            prefix=LONG_PREFIX,
            fitted=card(answers=long[:1], truncated=True),
        ),
        vector(
            "the first answer is cut between whole emoji",
            card(answers=[answer(3, FAMILY * (whole_families + 1))]),
            77,
            fitted=card(answers=[answer(3, FAMILY * whole_families)], truncated=True),
        ),
        vector(
            "a name of sixty wide letters is cut",
            card(name=wide_name, pronouns="they", boundary="x" * 80, answers=[answer(1, "gone")]),
            5,
            fitted=card(name=WIDE * wide_room, truncated=True),
        ),
    ]


def flipped(raw: bytes, bit: int) -> str:
    changed = bytearray(raw)
    changed[bit // 8] ^= 0x80 >> bit % 8
    return PREFIX + base32(bytes(changed))


def forged_cards() -> list[Card]:
    """They decode, or not; in no case may the tag be taken for genuine."""
    genuine = bytes.fromhex(vector("", card(answers=[answer(1, "tea")]), 42)["bytes"])
    return [
        {"title": f"bit {bit} turned over", "text": flipped(genuine, bit)} for bit in range(len(genuine) * 8)
    ]


def broken_cards() -> list[Card]:
    good = bytes.fromhex(vector("", card(), 0)["bytes"])
    not_utf8 = good[:15] + b"\xff\xfe\xfd" + good[18:]
    six = signed(card(answers=[answer(n, "x") for n in range(6)]), 0) + bytes(6)
    cases = [
        ("nothing after the sign", b"", "damaged"),
        ("one byte short", good[:-1], "damaged"),
        ("one byte long", good + b"\0", "damaged"),
        ("version 0", b"\x00" + good[1:], "damaged"),
        ("version 2", b"\x20" + good[1:], "newer-version"),
        ("a name longer than the code", good[:14] + b"\xff" + good[15:], "damaged"),
        ("a name that is no UTF-8", not_utf8, "damaged"),
        ("six answers", six, "damaged"),
        ("a kilobyte of zeros", b"\x10" + bytes(1023), "damaged"),
    ]
    broken = [
        {"title": title, "text": PREFIX + base32(raw), "reason": reason} for title, raw, reason in cases
    ]
    text = base32(good)
    return [
        *broken,
        {"title": "lower case", "text": PREFIX + text.lower(), "reason": "damaged"},
        {"title": "padding", "text": PREFIX + text + "====", "reason": "damaged"},
        {"title": "not base32", "text": PREFIX + text[:-1] + "1", "reason": "damaged"},
    ]


def card_vectors() -> Card:
    return {
        "origin": ORIGIN,
        "good": good_cards(),
        "forged": forged_cards(),
        "broken": broken_cards(),
        "foreign": foreign_texts(base32(bytes.fromhex(vector("", card(), 0)["bytes"]))),
    }
