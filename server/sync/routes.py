"""/sync"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from flask import current_app
from marshmallow import ValidationError

from server.accounts.auth import current_account
from server.core import once
from server.core.api import Blueprint
from server.core.clock import as_text, now
from server.core.errors import DomainError, InvalidInput, NotJson
from server.core.mutations import Mutation, Step
from server.core.problems import problem_of
from server.core.strict_json import json_response
from server.sync import queries, services
from server.sync.reading import read_op
from server.sync.schemas import MOST_EVENTS, PROTOCOL, PullIn, PullOut, PushIn, PushOut
from server.sync.services import Op

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask.wrappers import Response

    from server.core.feed import Reader

MIN_CLIENT = 1

blueprint = Blueprint("sync", __name__, description="For phones that were offline", url_prefix="/api/sync")


@blueprint.post("")
@blueprint.arguments(PushIn)
@blueprint.response(200, PushOut)
def push(body: dict[str, Any]) -> Response:
    """Apply writes made offline; safe to repeat"""
    read = [_read(raw) for raw in body["ops"]]
    ops = sorted((op for op in read if isinstance(op, Op)), key=lambda op: op.raw["seq"])
    state = services.push(current_account().id, ops, _mutations(), _readers())
    return json_response({"results": [_result(op, state) for op in read], **_about()})


@blueprint.get("")
@blueprint.arguments(PullIn, location="query")
@blueprint.response(200, PullOut)
def pull(query: dict[str, Any]) -> Response:
    """Read what changed for me since a cursor"""
    known = _known_events(query["events"])
    me = current_account()
    found = queries.pull(me.id, me.feed_end, query["cursor"], known, _readers(), watching=query["watching"])
    changes = [{"kind": c.kind, "id": str(c.id), "gone": c.gone, "data": c.data} for c in found.changes]
    return json_response(
        {
            "changes": changes,
            "cursor": found.cursor,
            "more": found.more,
            "reset": found.reset,
            "epoch": found.epoch,
            "poll_after_ms": found.poll_after_ms,
            **_about(),
        }
    )


def _mutations() -> Mapping[str, Mutation[Any]]:
    return cast("Mapping[str, Mutation[Any]]", current_app.extensions["mutations"])


def _readers() -> Mapping[str, Reader]:
    return cast("Mapping[str, Reader]", current_app.extensions["feeds"])


def _about() -> dict[str, Any]:
    return {"api_version": PROTOCOL, "min_client": MIN_CLIENT, "server_time": as_text(now())}


def _read(raw: dict[str, Any]) -> Op | dict[str, Any]:
    """A write of a batch; what cannot be read is answered at once, and blocks no other."""
    try:
        digest = once.digest_of({name: raw.get(name) for name in services.DIGESTED})
    except NotJson as refusal:
        return _unreadable(raw, "", refusal)
    try:
        op = read_op(raw)
    except ValidationError as error:
        refusal = InvalidInput(errors=cast("dict[str, object]", error.normalized_messages()))
        return _unreadable(raw, digest.hex(), refusal)
    step = Step(op["entity_id"], op["base"], op["at"], op["body"])
    return Op(raw, op["op_id"], op["kind"], op["event_id"], step, digest)


def _unreadable(raw: dict[str, Any], digest: str, refusal: DomainError) -> dict[str, Any]:
    op_id = str(raw.get("op_id"))
    return {"op_id": op_id, "digest": digest, "status": "rejected", "problem": problem_of(refusal)}


def _result(op: Op | dict[str, Any], state: Mapping[tuple[str, UUID], dict[str, Any]]) -> dict[str, Any]:
    if isinstance(op, dict):
        return op
    result: dict[str, Any] = {"op_id": str(op.op_id), "digest": op.digest.hex(), "status": op.status}
    if op.was:
        result["was"] = op.was
    if op.entity:
        kind, entity_id = op.entity
        data = state.get(op.entity)
        result["entity"] = {"kind": kind, "id": data["id"] if data else str(entity_id), "data": data}
    if op.refusal:
        result["problem"] = problem_of(op.refusal)
    return result


def _known_events(text: str) -> dict[UUID, int]:
    """`ID:VERSION,…`; what cannot be read, or is too much, is as if it were not there."""
    known: dict[UUID, int] = {}
    for part in text.split(",", MOST_EVENTS)[:MOST_EVENTS]:
        event_id, _, version = part.partition(":")
        with contextlib.suppress(ValueError):
            known[UUID(event_id)] = int(version)
    return known
