"""How events begin."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, ClassVar
from uuid import UUID

from server.core import feed
from server.core.clock import now
from server.core.db import db
from server.core.errors import DomainError, IdTaken, NotFound
from server.core.tokens import READABLE, new_id, new_readable
from server.events import queries
from server.events.deck import deck
from server.events.models import LAST_NUMBER, MARGIN, Event, Organiser, Prompt

JOIN_CODE_LENGTH = 8
LONGEST = timedelta(days=31)
FURTHEST_AHEAD = timedelta(days=3 * 366)
FURTHEST_BACK = timedelta(days=2)


class UnknownJoinCode(DomainError):
    """No event has this join code."""

    status: ClassVar[int] = 404
    code: ClassVar[str] = "unknown_join_code"
    detail: ClassVar[str] = (
        "No event has this code. Check the eight letters and digits on the poster, or scan it again."
    )


class EventOver(DomainError):
    """The event does not take this any more."""

    status: ClassVar[int] = 409
    code: ClassVar[str] = "event_over"
    detail: ClassVar[str] = "This event is over. What you wrote stays on your phone."


class BadTimes(DomainError):
    """These times make no event."""

    code: ClassVar[str] = "bad_times"
    detail: ClassVar[str] = "Check start and end."


class UnknownPrompt(DomainError):
    """The deck has no such prompt."""

    code: ClassVar[str] = "unknown_prompt"
    detail: ClassVar[str] = "One of these prompts is not in the deck. Choose again."


def create_event(
    account_id: UUID,
    event_id: UUID,
    *,
    name: str,
    zone: str,
    starts_at: datetime,
    ends_at: datetime,
    prompts: Sequence[dict[str, str]],
) -> Event:
    """Set an event up, with `account_id` as its owner; the same again changes nothing."""
    known = db.session.get(Event, event_id)
    if known is not None:
        if db.session.get(Organiser, (event_id, account_id)) is None:
            raise IdTaken
        return known
    _check_times(starts_at, ends_at)
    event = Event(
        id=event_id,
        number=queries.next_number(),
        name=name,
        zone=zone,
        starts_at=starts_at,
        ends_at=ends_at,
        code_zero_at=(starts_at - MARGIN).replace(second=0, microsecond=0),
        join_code=new_readable(JOIN_CODE_LENGTH),
        version=1,
        created_at=now(),
    )
    db.session.add(event)
    db.session.flush()
    db.session.add(Organiser(event_id=event_id, account_id=account_id, role="owner"))
    db.session.add_all(_prompts(event_id, prompts))
    db.session.flush()
    feed.mark(account_id, "event", event_id)
    return event


def _check_times(starts_at: datetime, ends_at: datetime) -> None:
    if ends_at <= starts_at:
        raise BadTimes("The event must end after it starts.")
    if ends_at - starts_at > LONGEST:
        raise BadTimes("An event lasts 31 days at most. Make one for each part.")
    if starts_at > now() + FURTHEST_AHEAD:
        raise BadTimes("The start is more than three years ahead. Check the year.")
    if ends_at < now() - FURTHEST_BACK:
        raise BadTimes("This event would be over already. Check the dates.")


def _prompts(event_id: UUID, wanted: Sequence[dict[str, Any]]) -> list[Prompt]:
    """Prompts chosen from the deck, or written for this event."""
    rows: list[Prompt] = []
    for index, prompt in enumerate(wanted):
        key = prompt.get("deck_key")
        if key and key not in deck():
            raise UnknownPrompt
        text = deck()[key].text if key else prompt["text"]
        rows.append(Prompt(id=new_id(), event_id=event_id, index=index, text=text, deck_key=key))
    return rows


def event_invited_to(code: str) -> Event:
    """The event that a join code opens, however it was typed.

    Raises:
        UnknownJoinCode: no event has it.
    """
    event = queries.event_by_join_code(normal_join_code(code))
    if event is None:
        raise UnknownJoinCode
    return event


def normal_join_code(text: str) -> str:
    """A join code as stored: upper case, nothing but its symbols."""
    return "".join(symbol for symbol in text.upper() if symbol in READABLE)


def public_event(number: int) -> Event:
    """The event with this number; not there is all that a stranger learns of another."""
    event = queries.event_by_number(number) if number <= LAST_NUMBER else None
    if event is None:
        raise NotFound
    return event
