"""How events begin, change and end."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from server.core import feed
from server.core.clock import now
from server.core.db import db
from server.core.errors import DomainError, IdReuse, IdTaken, NotFound
from server.core.tokens import READABLE, new_readable
from server.events import queries
from server.events.models import LAST_NUMBER, OWNER, Event, Organiser
from server.events.prompts import asks, choose_prompts
from server.events.times import check_door, check_times, code_zero, code_zero_after_move

JOIN_CODE_LENGTH = 8
EXISTS = (
    "This event is there already, and is not what you sent. "
    "Change its name and times with PATCH, and its questions at its address prompts."
)


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
    """Set an event up, with `account_id` as its owner; the same again changes nothing.

    Raises:
        IdReuse: the event is there, and is not what this says.
    """
    known = db.session.get(Event, event_id)
    if known is not None:
        if db.session.get(Organiser, (event_id, account_id)) is None:
            raise IdTaken
        said = (known.name, known.zone, known.starts_at, known.ends_at)
        if said != (name, zone, starts_at, ends_at) or not asks(event_id, prompts):
            raise IdReuse(EXISTS)
        return known
    check_times(starts_at, ends_at)
    event = Event(
        id=event_id,
        number=queries.next_number(),
        name=name,
        zone=zone,
        starts_at=starts_at,
        ends_at=ends_at,
        code_zero_at=code_zero(starts_at),
        join_code=new_readable(JOIN_CODE_LENGTH),
        version=1,
        created_at=now(),
    )
    db.session.add(event)
    db.session.flush()
    db.session.add(Organiser(event_id=event_id, account_id=account_id, role=OWNER))
    choose_prompts(event_id, prompts)
    feed.mark(account_id, "event", event_id)
    return event


def change_event(me: Organiser, *, anybody: bool, changes: Mapping[str, Any]) -> Event:
    """Change an event's name, zone, times and door; `anybody` says whether people have joined.

    The times of day are the organiser's own reckoning: a new zone by itself moves nothing.
    Codes count minutes from `code_zero_at`, which stays wherever it can, so that codes on
    phones that are offline, and scans on their way, go on to mean the minute that they
    meant. Meetings that were recorded stay, whatever the new times are.
    """
    event = queries.hold(me.event_id)
    before = {name: getattr(event, name) for name in changes}
    if before == dict(changes):
        return event
    if changes.keys() & {"starts_at", "ends_at"}:
        starts_at, ends_at = changes.get("starts_at", event.starts_at), changes.get("ends_at", event.ends_at)
        check_times(starts_at, ends_at)
        event.code_zero_at = code_zero_after_move(event, starts_at, ends_at, anybody=anybody)
    for name, value in changes.items():
        setattr(event, name, value)
    check_door(event)
    return _changed(event)


def set_prompts(me: Organiser, *, prompts: Sequence[Mapping[str, Any]]) -> Event:
    """Let an event ask these questions, in this order; those that were answered never change."""
    event = queries.hold(me.event_id)
    return _changed(event) if choose_prompts(event.id, prompts) else event


def close_event(me: Organiser) -> Event:
    """End an event now. What people did there before counts, also when it arrives later."""
    event = queries.hold(me.event_id)
    if event.closed_at is not None:
        return event
    event.closed_at = now()
    return _changed(event)


def reopen_event(me: Organiser) -> Event:
    """Undo a closing, while the event's own times still allow it."""
    event = queries.hold(me.event_id)
    if event.closed_at is None:
        return event
    if now() > event.usually_closes_at:
        raise EventOver("The time of this event is over. Choose a later end first, then open it again.")
    event.closed_at = None
    return _changed(event)


def delete_event(me: Organiser) -> UUID:
    """Take an event from its organisers, and its code from everybody.

    What two people gave each other there is theirs, and so are their notes: for attendees
    it is a closed event. Nobody can join it or organise it any more.
    """
    event = queries.hold(me.event_id)
    event.deleted_at = now()
    event.closed_at = event.closed_at or event.deleted_at
    return _changed(event).id


def _changed(event: Event) -> Event:
    """Everybody at the event learns of it by its version, organisers by their feeds."""
    event.version += 1
    db.session.flush()
    for organiser_id in queries.organisers_of(event.id):
        feed.mark(organiser_id, "event", event.id)
    return event


def event_invited_to(code: str) -> Event:
    """The event that a join code opens, however it was typed.

    Raises:
        UnknownJoinCode: no event has it, or the one that had it was deleted.
    """
    event = queries.event_by_join_code(normal_join_code(code))
    if event is None or event.deleted_at is not None:
        raise UnknownJoinCode
    return event


def normal_join_code(text: str) -> str:
    """A join code as stored: upper case, nothing but its symbols."""
    return "".join(symbol for symbol in text.upper() if symbol in READABLE)


def public_event(number: int) -> Event:
    """The event with this number, from its opening until no phone brings anything more from there.

    Codes in anybody's hands name it; not there is all that a stranger learns of another.

    Raises:
        NotFound: no event has this number, or its time has not come or is over.
    """
    event = queries.event_by_number(number) if number <= LAST_NUMBER else None
    moment = now()
    if event is None or event.deleted_at is not None:
        raise NotFound
    if moment < event.opens_at or not event.still_takes(moment):
        raise NotFound
    return event
