"""What a live code and a badge say, and how they are checked.

A live code is `BASE_URL/s#` and, in RFC 4648 base32 without padding, these bytes:
version and flags 1 · event number 3 · card id 8 · card revision 2 · name, pronouns and
boundary line, each a length and UTF-8 · how many answers 1, and for each its prompt's
index 1, a length and UTF-8 · time step 2 · tag 6. Numbers are big-endian. The step
counts minutes since the event's `code_zero_at`. The tag is the beginning of
HMAC-SHA-256 (RFC 2104) over everything before it, with the card's live secret.

A badge is `BASE_URL/b/` and, in base32, a random handle 16 · tag 6. Its tag is over the event's
number (3 bytes) and the handle, so that it is genuine at one event only.

A spoken code is its eight symbols (see `spoken`), alone or after `BASE_URL/c/`.
"""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from server.attendees.earlier import STEP_BYTES, secrets_in
from server.attendees.models import MOST_ANSWERS
from server.attendees.spoken import SpokenCode, read_spoken
from server.core.byte_reader import ByteReader
from server.core.errors import DomainError
from server.core.tokens import from_base32, to_base32

VERSION = 1
TRUNCATED = 0b0001
CARD_ID_BYTES = 8
HANDLE_BYTES = 16
TAG_BYTES = 6
EVENT_BYTES = 3
BADGE_KEY = b"badge"
LONGEST_CODE = 1024
STEP = timedelta(minutes=1)
LAST_STEP = 0xFFFF


class NotAKithCode(DomainError):
    """This text is no code of ours."""

    code: ClassVar[str] = "not_a_kith_code"
    detail: ClassVar[str] = (
        "This is not a Kith code. Scan the code on the other phone's first screen, or on a Kith badge."
    )


@dataclass(frozen=True, slots=True)
class LiveCode:
    """What a phone's screen showed."""

    event_number: int
    card_id: bytes
    revision: int
    name: str
    pronouns: str
    boundary: str
    answers: tuple[tuple[int, str], ...]
    truncated: bool
    step: int
    signed: bytes
    tag: bytes

    def signed_with(self, secret: bytes) -> bool:
        """Whether the phone that holds `secret` made this code."""
        return hmac.compare_digest(self.tag, _tag(self.signed, secret))

    def made_with(self, secret: bytes, earlier: bytes | None) -> bool:
        """Whether it was made with `secret`, or with an earlier one while that was in use."""
        return self.signed_with(secret) or any(
            self.step <= until and self.signed_with(old) for until, old in secrets_in(earlier)
        )

    def shown_at(self, zero: datetime) -> datetime:
        """The beginning of the minute in which this code was on the screen."""
        return zero + self.step * STEP


@dataclass(frozen=True, slots=True)
class Badge:
    """What a printed badge says."""

    handle: bytes
    tag: bytes

    def printed_for(self, event_number: int, key: bytes) -> bool:
        """Whether the server that holds `key` made this badge for that event."""
        return hmac.compare_digest(self.tag, _badge_tag(self.handle, event_number, key))


def read_code(text: str, base_url: str) -> LiveCode | Badge | SpokenCode:
    """Read the text of a scanned code, which is one of our links, or of one that was said.

    Raises:
        NotAKithCode: it is anything else.
    """
    if len(text) > LONGEST_CODE:
        raise NotAKithCode
    text = text.strip()
    try:
        if text.startswith(badge := f"{base_url}/b/"):
            return _read_badge(from_base32(text.removeprefix(badge)))
        if text.startswith(live := f"{base_url}/s#"):
            return _read_live(from_base32(text.removeprefix(live)))
    except ValueError as error:
        raise NotAKithCode from error
    spoken = read_spoken(text.removeprefix(f"{base_url}/c/"))
    if spoken is None:
        raise NotAKithCode
    return spoken


def _read_badge(data: bytes) -> Badge:
    if len(data) != HANDLE_BYTES + TAG_BYTES:
        raise ValueError("wrong length")
    return Badge(data[:HANDLE_BYTES], data[HANDLE_BYTES:])


def _read_live(data: bytes) -> LiveCode:
    reader = ByteReader(data)
    first = reader.number(1)
    if first >> 4 != VERSION:
        raise ValueError("another version")
    code = LiveCode(
        truncated=bool(first & TRUNCATED),
        event_number=reader.number(EVENT_BYTES),
        card_id=reader.take(CARD_ID_BYTES),
        revision=reader.number(2),
        name=reader.words(),
        pronouns=reader.words(),
        boundary=reader.words(),
        answers=_answers(reader),
        step=reader.number(STEP_BYTES),
        signed=data[:-TAG_BYTES],
        tag=reader.take(TAG_BYTES),
    )
    if reader.rest():
        raise ValueError("too long")
    return code


def _answers(reader: ByteReader) -> tuple[tuple[int, str], ...]:
    count = reader.number(1)
    if count > MOST_ANSWERS:
        raise ValueError("more answers than a card has")
    return tuple((reader.number(1), reader.words()) for _ in range(count))


def live_payload(
    *,
    event_number: int,
    card_id: bytes,
    revision: int,
    card: tuple[str, str, str],
    answers: Sequence[tuple[int, str]],
    step: int,
    secret: bytes,
    truncated: bool = False,
) -> bytes:
    """The bytes of a live code; `card` is name, pronouns and boundary line."""
    head = bytes([VERSION << 4 | (TRUNCATED if truncated else 0)])
    parts = [head, event_number.to_bytes(EVENT_BYTES), card_id, (revision & 0xFFFF).to_bytes(2)]
    parts += [_words(text) for text in card]
    parts.append(bytes([len(answers)]))
    parts += [bytes([prompt]) + _words(text) for prompt, text in answers]
    parts.append(step.to_bytes(STEP_BYTES))
    signed = b"".join(parts)
    return signed + _tag(signed, secret)


def step_of(moment: datetime, zero: datetime) -> int:
    """The minute of a moment, as live codes count."""
    return max(0, min(LAST_STEP, (moment - zero) // STEP))


def badge_text(handle: bytes, event_number: int, key: bytes, base_url: str) -> str:
    """The link on a badge printed for an event."""
    return f"{base_url}/b/{to_base32(handle + _badge_tag(handle, event_number, key))}"


def _badge_tag(handle: bytes, event_number: int, key: bytes) -> bytes:
    return _tag(event_number.to_bytes(EVENT_BYTES) + handle, key)


def _words(text: str) -> bytes:
    data = text.encode()
    return bytes([len(data)]) + data


def _tag(signed: bytes, secret: bytes) -> bytes:
    return hmac.digest(secret, signed, "sha256")[:TAG_BYTES]
