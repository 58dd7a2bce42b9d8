"""Applies the writes of a phone that was offline, each judged by itself, all in one transaction."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any
from uuid import UUID

from server.core import feed, once
from server.core.errors import DomainError, IdReuse, NotNow
from server.core.feed import Reader
from server.core.mutations import Mutation, Outcome, Step
from server.core.once import Write

DIGESTED = ("at", "base", "body", "entity_id", "event_id", "kind")
HOISTED = frozenset({"encounter.record", "note.write"})


class UnknownKind(DomainError):
    """This server knows no such write."""

    code = "unknown_kind"
    detail = (
        "This server does not know this kind of write yet. "
        "It stays on your phone until the server is updated."
    )


@dataclass(slots=True)
class Op:
    """A write on its way through: what came, and what became of it."""

    raw: Mapping[str, Any]
    op_id: UUID
    kind: str
    event_id: UUID | None
    step: Step
    digest: bytes
    status: str = ""
    was: str = ""
    entity: tuple[str, UUID] | None = None
    refusal: DomainError | None = field(default=None)
    twin_of: "Op | None" = None


def push(
    account_id: UUID, ops: Sequence[Op], mutations: Mapping[str, Mutation[Any]], readers: Mapping[str, Reader]
) -> dict[tuple[str, UUID], dict[str, Any]]:
    """Apply writes in their order and return how the things they are about stand now.

    What was applied before is answered as a duplicate; the same id with other content
    is refused. Only applied writes and conflicts are remembered: a refused one may
    come again and is judged anew.
    """
    _recognise(account_id, ops, mutations)
    for run in _runs([op for op in ops if not op.status]):
        _apply(account_id, _without_waiting(run, ops), mutations[run[0].kind])
    for op in ops:
        if op.twin_of:
            _share_fate(op, op.twin_of)
    done = [op for op in ops if op.status in {"applied", "conflict"}]
    once.remember(
        account_id, [Write(op.op_id, op.digest, op.status, op.entity[1]) for op in done if op.entity]
    )
    return feed.read(account_id, [op.entity for op in ops if op.entity], readers)


def _recognise(account_id: UUID, ops: Sequence[Op], mutations: Mapping[str, Mutation[Any]]) -> None:
    """Sort out what came before, here or earlier in this batch, and what nobody here knows."""
    seen = once.applied_writes(account_id, {op.op_id for op in ops})
    in_batch: dict[UUID, Op] = {}
    for op in ops:
        mutation, twin = mutations.get(op.kind), in_batch.setdefault(op.op_id, op)
        earlier = seen.get(op.op_id)
        if mutation is None:
            op.status, op.refusal = "rejected", UnknownKind()
        elif op.digest != (earlier or twin).digest:
            op.status, op.refusal = "rejected", IdReuse()
        elif earlier:
            op.status, op.was = "duplicate", earlier.status
            op.entity = mutation.entity, earlier.entity_id or op.step.entity_id
        elif twin is not op:
            op.status, op.twin_of = "duplicate", twin
        else:
            _check(op, mutation)


def _share_fate(op: Op, twin: Op) -> None:
    """A write that came twice in one batch: what became of the first became of the second."""
    if twin.status in {"applied", "conflict"}:
        op.was, op.entity = twin.status, twin.entity
    else:
        op.status, op.refusal = twin.status, twin.refusal


def _check(op: Op, mutation: Mutation[Any]) -> None:
    try:
        body = mutation.read(op.step.body)
    except DomainError as refusal:
        op.status, op.refusal = "rejected", refusal
    else:
        op.step = Step(op.step.entity_id, op.step.base, op.step.at, body)


def _runs(ops: Sequence[Op]) -> Iterator[list[Op]]:
    """Runs of one kind at one event.

    Scans do not depend on notes, so among neighbours of these two kinds all scans go
    first: a batch of scan, note, scan, note becomes two runs.
    """
    for hoisted, neighbours in groupby(ops, key=lambda op: op.kind in HOISTED):
        block = list(neighbours)
        if hoisted:
            block.sort(key=lambda op: op.kind)
        for _, run in groupby(block, key=lambda op: (op.kind, op.event_id)):
            yield list(run)


def _without_waiting(run: Sequence[Op], ops: Sequence[Op]) -> list[Op]:
    """What a run may do now: words about something that has to wait wait with it."""
    waiting = {op.step.entity_id: op.refusal for op in ops if op.status == "retry"}
    for op in run:
        refusal = waiting.get(op.step.entity_id) or waiting.get(op.step.body.get("encounter_id", op.op_id))
        if refusal is not None:
            op.status, op.refusal = "retry", refusal
    return [op for op in run if not op.status]


def _apply(account_id: UUID, run: Sequence[Op], mutation: Mutation[Any]) -> None:
    if not run:
        return
    try:
        role = mutation.role(account_id, run[0].event_id)
        judged = mutation.apply(role, [op.step for op in run])
    except DomainError as refusal:
        judged = [refusal] * len(run)
    for op, verdict in zip(run, judged, strict=True):
        if isinstance(verdict, Outcome):
            op.status = "conflict" if verdict.conflict else "applied"
            op.entity = (mutation.entity, verdict.entity_id)
        else:
            op.status, op.refusal = "retry" if isinstance(verdict, NotNow) else "rejected", verdict
