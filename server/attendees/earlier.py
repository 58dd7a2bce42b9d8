"""The secrets that a card had before, each with the last minute in which it signed: step 2 · secret 32."""

from server.core.byte_reader import ByteReader
from server.core.tokens import SECRET_BYTES

STEP_BYTES = 2
MOST_KEPT = 8


def with_earlier(secret: bytes, until: int, earlier: bytes | None) -> bytes:
    """`earlier` secrets and one more, in use up to the step `until`; the oldest go."""
    kept = until.to_bytes(STEP_BYTES) + secret + (earlier or b"")
    return kept[: MOST_KEPT * (STEP_BYTES + SECRET_BYTES)]


def secrets_in(earlier: bytes | None) -> list[tuple[int, bytes]]:
    """The last step of each, and the secret; the latest first."""
    reader, found = ByteReader(earlier or b""), list[tuple[int, bytes]]()
    while reader.rest():
        found.append((reader.number(STEP_BYTES), reader.take(SECRET_BYTES)))
    return found
