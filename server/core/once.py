"""One write, once: the ledger of writes that were applied, by their author's own ids.

Phones and scripts retry. A row says "this account's write with this id and this
content was applied"; it holds no content, and lives as long as the account.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from flask import current_app, g, request
from sqlalchemy import ForeignKey, LargeBinary, bindparam, insert, select
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.exceptions import MethodNotAllowed

from server.core.clock import now
from server.core.db import Model
from server.core.errors import IdReuse, InvalidInput, NotJson
from server.core.prepared import Prepared, many


class AppliedWrite(Model):
    """A write that was applied (or ended in a conflict, with both texts kept)."""

    __tablename__ = "applied_writes"
    __table_args__ = ({"sqlite_with_rowid": False},)

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    write_id: Mapped[UUID] = mapped_column(primary_key=True)
    digest: Mapped[bytes] = mapped_column(LargeBinary(32))
    status: Mapped[str]
    entity_id: Mapped[UUID | None]
    applied_at: Mapped[datetime]


_WRITES: Any = AppliedWrite.__table__
_REMEMBER = Prepared(insert(_WRITES))
_APPLIED = Prepared(
    select(_WRITES.c.write_id, _WRITES.c.digest, _WRITES.c.status, _WRITES.c.entity_id).where(
        _WRITES.c.account_id == bindparam("account_id"),
        _WRITES.c.write_id.in_(many("write_ids")),
    )
)
# Made once: json.dumps would make another for every write.
_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest_of(content: dict[str, Any]) -> bytes:
    """SHA-256 over canonical JSON: keys sorted, no spaces, UTF-8, as `JSON.stringify` escapes."""
    try:
        text = _CANONICAL.encode(content)
    except RecursionError as error:
        raise NotJson("This is nested too deeply.") from error
    return hashlib.sha256(text.encode()).digest()


@dataclass(frozen=True, slots=True)
class Write:
    """A write as the ledger knows it; `entity_id` is the canonical id of what it was about."""

    id: UUID
    digest: bytes
    status: str
    entity_id: UUID | None = None


def applied_writes(account_id: UUID, write_ids: Iterable[UUID]) -> dict[UUID, Write]:
    """Which of these writes were applied before, by their ids."""
    found = _APPLIED.rows(account_id=account_id, write_ids=list(write_ids))
    return {write_id: Write(write_id, *content) for write_id, *content in found}


def remember(account_id: UUID, writes: Iterable[Write]) -> None:
    """Enter writes into the ledger."""
    moment = now()
    rows = [
        {
            "account_id": account_id,
            "write_id": write.id,
            "digest": write.digest,
            "status": write.status,
            "entity_id": write.entity_id,
            "applied_at": moment,
        }
        for write in writes
    ]
    _REMEMBER.run(rows)


def or_again(view: Callable[..., Any], arguments: dict[str, Any]) -> Any:
    """Run a write; when its `Idempotency-Key` was applied before, answer with how things stand now.

    Raises:
        IdReuse: the key came before with another request.
    """
    key = request.headers.get("Idempotency-Key", "")
    account = g.get("signed_in")
    if not key or account is None:
        return view(**arguments)
    write_id = _write_id(key)
    digest = digest_of(
        {
            "method": request.method,
            "path": request.full_path,
            "body": request.get_json() if request.get_data() else None,
        }
    )
    seen = applied_writes(account.id, [write_id]).get(write_id)
    if seen is None:
        answer = view(**arguments)
        remember(account.id, [Write(write_id, digest, "applied")])
        return answer
    if seen.digest != digest:
        raise IdReuse
    return _how_things_stand(view, arguments)


def _write_id(key: str) -> UUID:
    try:
        return UUID(key)
    except ValueError as error:
        raise InvalidInput("The Idempotency-Key must be a UUID.") from error


def _how_things_stand(view: Callable[..., Any], arguments: dict[str, Any]) -> Any:
    """What GET at the same address answers; an address without GET is safe to repeat by itself."""
    if request.method == "DELETE":
        return "", 204
    urls = current_app.url_map.bind("")
    try:
        endpoint, _ = urls.match(request.path, method="GET")
    except MethodNotAllowed:
        return view(**arguments)
    return cast("Any", current_app.view_functions[endpoint]).inside(**arguments)
