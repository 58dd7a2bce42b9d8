"""Events, as those concerned may see them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from server.core.clock import as_text
from server.core.db import db
from server.core.errors import NotFound
from server.core.prepared import as_read
from server.events import statements
from server.events.models import OWNER, Event, Organiser, Prompt


def organiser_of(account_id: UUID, event_id: UUID | None) -> Organiser:
    """This account's organising role at an event.

    Raises:
        NotFound: it has none, or the event was deleted; a stranger cannot tell whether the event exists.
    """
    role = db.session.scalars(
        select(Organiser)
        .join(Event, Event.id == Organiser.event_id)
        .where(Organiser.event_id == event_id, Organiser.account_id == account_id, Event.deleted_at.is_(None))
    ).one_or_none()
    if role is None:
        raise NotFound
    return role


def owner_of(account_id: UUID, event_id: UUID | None) -> Organiser:
    """As `organiser_of`, for what only the owner may do."""
    role = organiser_of(account_id, event_id)
    if role.role != OWNER:
        raise NotFound
    return role


def event_of(organiser: Organiser) -> Event:
    """The event that they organise."""
    return db.session.get_one(Event, organiser.event_id)


def organisers_of(event_id: UUID) -> Sequence[UUID]:
    """The accounts that organise an event."""
    return db.session.scalars(select(Organiser.account_id).where(Organiser.event_id == event_id)).all()


def hold(event_id: UUID) -> Event:
    """The event, which no other organiser can change until the transaction ends."""
    return db.session.get_one(Event, event_id, with_for_update={"key_share": True}, populate_existing=True)


def event_by_join_code(code: str) -> Event | None:
    """The event that a poster's code opens."""
    return db.session.scalars(select(Event).where(Event.join_code == code)).one_or_none()


def event_by_number(number: int) -> Event | None:
    """The event that a live code's number names."""
    return db.session.scalars(select(Event).where(Event.number == number)).one_or_none()


def prompts_of(event_ids: Iterable[UUID]) -> dict[UUID, list[dict[str, Any]]]:
    """The prompts of events, by event: those that are asked in their order, then those that were."""
    found: dict[UUID, list[dict[str, Any]]] = {}
    for event_id, index, text, retired in statements.PROMPTS.rows(event_ids=list(event_ids)):
        found.setdefault(event_id, []).append({"index": index, "text": text, "retired": retired})
    return found


def prompt_ids(event_id: UUID) -> dict[int, UUID]:
    """An event's prompts by their index."""
    rows = db.session.execute(select(Prompt.index, Prompt.id).where(Prompt.event_id == event_id))
    return dict(rows.all())


def next_number() -> int:
    """The number that the next event gets; a lost race for it is run again."""
    return (db.session.execute(select(func.max(Event.number))).scalar_one() or 0) + 1


def preview(event: Event, prompts: list[dict[str, Any]]) -> dict[str, Any]:
    """What anybody who holds the join code may know of an event."""
    return {
        "id": str(event.id),
        "number": event.number,
        "name": event.name,
        "zone": event.zone,
        "starts_at": as_text(event.starts_at),
        "ends_at": as_text(event.ends_at),
        "opens_at": as_text(event.opens_at),
        "closes_at": as_text(event.closes_at),
        "code_zero_at": as_text(event.code_zero_at),
        "join_opens_at": as_text(event.join_opens_at) if event.join_opens_at else None,
        "join_closes_at": as_text(event.join_closes_at) if event.join_closes_at else None,
        "closed_at": as_text(event.closed_at) if event.closed_at else None,
        "version": event.version,
        "prompts": prompts,
    }


def preview_of(event: Event) -> dict[str, Any]:
    """As `preview`, with the prompts of the event."""
    return preview(event, prompts_of([event.id]).get(event.id, []))


def events_for(
    account_id: UUID, event_ids: Sequence[UUID], joined: Callable[[Sequence[UUID]], Mapping[UUID, int]]
) -> dict[UUID, dict[str, Any]]:
    """Events as this account sees them; the join code and how many `joined` only where it organises.

    Nobody organises an event any more that was deleted.
    """
    events = events_as_read(event_ids)
    prompts = prompts_of(event_ids)
    rows = statements.ROLES.rows(account_id=account_id, event_ids=event_ids)
    roles = {row.event_id: row.role for row in rows}
    numbers: Mapping[UUID, int] = joined(list(roles)) if roles else {}
    return {
        event.id: {
            **preview(event, prompts.get(event.id, [])),
            "role": roles.get(event.id),
            "join_code": event.join_code if event.id in roles else None,
            "joined": numbers.get(event.id, 0) if event.id in roles else None,
        }
        for event in events
    }


def events_as_read(event_ids: Sequence[UUID]) -> list[Event]:
    """Events for rules that change nothing of them: copies, outside of the session."""
    return [as_read(Event, row) for row in statements.EVENTS.rows(event_ids=event_ids)]
