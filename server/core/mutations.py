"""What a write from an offline phone is: the same schema and the same rule as the route."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Generic, TypeAlias, TypeVar, cast
from uuid import UUID

from marshmallow import Schema, ValidationError

from server.core import feed
from server.core.db import db
from server.core.errors import DomainError, InvalidInput


@dataclass(frozen=True, slots=True)
class Step:
    """One write of one person, checked against its schema."""

    entity_id: UUID
    base: str | None
    at: datetime
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a step: the thing it is about, under its canonical id."""

    entity_id: UUID
    conflict: bool = False


@cache
def _checker(schema: type[Schema]) -> Schema:
    """A schema ready to check with; the making of one takes longer than a check."""
    return schema()


Judged: TypeAlias = Outcome | DomainError
Role = TypeVar("Role")


@dataclass(frozen=True, slots=True)
class Mutation(Generic[Role]):
    """How steps of one kind are checked and applied.

    `role` turns an account id and the step's event id into the role that `apply` wants.
    `apply` judges a run of steps by the same role, each by itself, in order.
    """

    entity: str
    schema: type[Schema]
    role: Callable[[UUID, UUID | None], Role]
    apply: Callable[[Role, Sequence[Step]], Sequence[Judged]]

    def read(self, body: Mapping[str, Any]) -> Mapping[str, Any]:
        """The body, checked.

        Raises:
            InvalidInput: it breaks the schema; `errors` says where.
        """
        try:
            return cast("Mapping[str, Any]", _checker(self.schema).load(body))
        except ValidationError as error:
            raise InvalidInput(errors=cast("dict[str, Any]", error.normalized_messages())) from error


def digest_of_text(text: str) -> str:
    """The digest that an edit names as its base: SHA-256 of the UTF-8 text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def is_unseen(kept: str, text: str, base: str | None) -> bool:
    """Whether `text` would go over words that its author had not in front of them: then both are kept."""
    return bool(kept) and text != kept and base != digest_of_text(kept)


def one_by_one(apply: Callable[[Role, Step], Outcome]) -> Callable[[Role, Sequence[Step]], Sequence[Judged]]:
    """A rule for one step, made a rule for a run of them: a refused step leaves no trace."""

    def run(role: Role, steps: Sequence[Step]) -> Sequence[Judged]:
        judged: list[Judged] = []
        for step in steps:
            try:
                with feed.marks_of_a_step(), db.session.begin_nested():
                    judged.append(apply(role, step))
                    db.session.flush()
            except DomainError as refusal:
                judged.append(refusal)
        return judged

    return run
