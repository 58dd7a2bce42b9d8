"""Random secrets, their hashes, and their spellings."""

import base64
import binascii
import hashlib
import secrets
from uuid import UUID

import uuid_utils

SECRET_BYTES = 32
READABLE = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # nothing that looks like something else


def new_id() -> UUID:
    """A UUIDv7 (RFC 9562, 5.7): random, and ordered by time."""
    return UUID(int=uuid_utils.uuid7().int)


def new_secret() -> str:
    """256 random bits, in 43 characters of base64url."""
    return secrets.token_urlsafe(SECRET_BYTES)


def new_readable(length: int) -> str:
    """`length` random symbols that can be read aloud and typed."""
    return "".join(secrets.choice(READABLE) for _ in range(length))


def digest(secret: str) -> bytes:
    """What the database keeps of a secret: SHA-256, for these have 256 random bits of their own."""
    return hashlib.sha256(secret.encode()).digest()


def to_base32(data: bytes) -> str:
    """RFC 4648 base32, upper case, no padding."""
    return base64.b32encode(data).decode().rstrip("=")


def from_base32(text: str) -> bytes:
    """The bytes of RFC 4648 base32 without padding; ValueError if it is not that."""
    try:
        return base64.b32decode(text + "=" * (-len(text) % 8))
    except binascii.Error as error:
        raise ValueError("not base32") from error


def to_base64url(data: bytes) -> str:
    """RFC 4648 base64url, no padding."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def from_base64url(text: str) -> bytes:
    """The bytes of RFC 4648 base64url without padding; ValueError if it is not that."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise ValueError("not base64url") from error
