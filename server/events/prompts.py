"""How an event's questions are chosen, ordered and retired, without ever changing what one asked."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import select

from server.core.clock import now
from server.core.db import db
from server.core.errors import DomainError
from server.core.tokens import new_id
from server.events.deck import deck
from server.events.models import Prompt

LAST_INDEX = 0xFF  # one byte in a live code


class UnknownPrompt(DomainError):
    """Neither the deck nor the event has such a prompt."""

    code: ClassVar[str] = "unknown_prompt"
    detail: ClassVar[str] = "One of these prompts is not in the deck. Choose again."


class PromptTwice(DomainError):
    """One question, chosen twice."""

    code: ClassVar[str] = "prompt_twice"
    detail: ClassVar[str] = "One question stands here twice. Ask each once."


class NoPromptsLeft(DomainError):
    """This event's codes can name no further question."""

    status: ClassVar[int] = 409
    code: ClassVar[str] = "no_prompts_left"
    detail: ClassVar[str] = (
        "This event has had 256 questions, and its codes can name no more. "
        "Choose among those that it has asked before."
    )


def choose_prompts(event_id: UUID, wanted: Sequence[Mapping[str, Any]]) -> bool:
    """Let an event ask exactly these questions, in this order; whether that changes anything.

    Each is one that the event has or had, by its index, one of the deck, or new words. Words
    that the event has asked before are the same prompt again, so the same choice may be
    repeated. What is left out is retired: nobody new is offered it, answers to it stay.
    """
    rows = db.session.scalars(select(Prompt).where(Prompt.event_id == event_id).order_by(Prompt.index)).all()
    before = _asked(rows)
    by_index = {row.index: row for row in rows}
    by_text = {row.text: row for row in reversed(rows)}
    chosen: list[Prompt] = []
    for one in wanted:
        text, key = _words_of(one, by_index)
        row = by_index.get(one["index"]) if "index" in one else by_text.get(text)
        row = row or _new(event_id, len(by_index), text, key)
        by_index[row.index] = by_text[text] = row
        chosen.append(row)
    if len({row.index for row in chosen}) < len(chosen):
        raise PromptTwice
    _put_in_order(by_index.values(), chosen)
    db.session.flush()
    return _asked(chosen) != before


def asks(event_id: UUID, wanted: Sequence[Mapping[str, Any]]) -> bool:
    """Whether an event asks exactly these questions, in this order."""
    rows = db.session.scalars(
        select(Prompt)
        .where(Prompt.event_id == event_id, Prompt.retired_at.is_(None))
        .order_by(Prompt.position)
    )
    return [row.text for row in rows] == [_words_of(one, {})[0] for one in wanted]


def _asked(rows: Sequence[Prompt]) -> list[int]:
    """The indexes of what is asked, in its order."""
    return [row.index for row in sorted(rows, key=lambda row: row.position) if row.retired_at is None]


def _words_of(one: Mapping[str, Any], known: Mapping[int, Prompt]) -> tuple[str, str | None]:
    """A chosen question's text, and its key in the deck."""
    if "index" in one:
        row = known.get(one["index"])
        if row is None:
            raise UnknownPrompt("One of these prompts is not of this event. Choose again.")
        return row.text, row.deck_key
    key = one.get("deck_key")
    if key is None:
        return one["text"], next((card.key for card in deck().values() if card.text == one["text"]), None)
    if key not in deck():
        raise UnknownPrompt
    return deck()[key].text, key


def _new(event_id: UUID, index: int, text: str, key: str | None) -> Prompt:
    if index > LAST_INDEX:
        raise NoPromptsLeft
    row = Prompt(id=new_id(), event_id=event_id, index=index, position=index, text=text, deck_key=key)
    db.session.add(row)
    return row


def _put_in_order(rows: Any, chosen: Sequence[Prompt]) -> None:
    for row in rows:
        if row in chosen:
            row.position, row.retired_at = chosen.index(row), None
        elif row.retired_at is None:
            row.retired_at = now()
