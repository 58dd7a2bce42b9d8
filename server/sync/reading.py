"""Reads the writes of a batch: quickly where they look as our phones write them, else by the schema."""

import re
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from server.sync.schemas import OpIn

_OP = OpIn()
_NAMES = frozenset(cast("Any", _OP).fields)
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z", re.ASCII)
_LAST_SEQ = 2**53 - 1
_LONGEST_KIND = 64


def read_op(raw: dict[str, Any]) -> dict[str, Any]:
    """One write, checked; what `OpIn` makes of it, which takes ten times as long.

    Raises:
        ValidationError: as the schema says.
    """
    return _quickly(raw) or cast("dict[str, Any]", _OP.load(raw))


def _quickly(raw: dict[str, Any]) -> dict[str, Any] | None:
    """The write, if nothing about it is in doubt."""
    if raw.keys() != _NAMES or not _plain(raw):
        return None
    try:
        return {
            **raw,
            "op_id": UUID(raw["op_id"]),
            "event_id": UUID(raw["event_id"]) if raw["event_id"] is not None else None,
            "entity_id": UUID(raw["entity_id"]),
            "at": datetime.fromisoformat(raw["at"]),
        }
    except ValueError:
        return None


def _plain(raw: dict[str, Any]) -> bool:
    seq, kind = raw["seq"], raw["kind"]
    return (
        type(seq) is int
        and 0 <= seq <= _LAST_SEQ
        and type(kind) is str
        and 0 < len(kind) <= _LONGEST_KIND
        and type(raw["body"]) is dict
        and _is(_UUID, raw["op_id"])
        and _is(_UUID, raw["entity_id"])
        and (raw["event_id"] is None or _is(_UUID, raw["event_id"]))
        and (raw["base"] is None or _is(_DIGEST, raw["base"]))
        and _is(_MOMENT, raw["at"])
    )


def _is(pattern: re.Pattern[str], value: object) -> bool:
    return type(value) is str and pattern.fullmatch(value) is not None
