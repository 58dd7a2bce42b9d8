"""Who joined an event, as its organisers may see it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, literal, select, tuple_

from server.attendees import queries
from server.attendees.models import ATTENDING, Attendee
from server.core.clock import as_text
from server.core.db import db
from server.core.errors import InvalidInput
from server.events.models import Organiser


@dataclass(frozen=True, slots=True)
class Joined:
    """A page of who attends an event, where the next one starts, and how many attend in all."""

    attendees: list[dict[str, Any]]
    cursor: str | None
    joined: int


def who_joined(me: Organiser, *, cursor: str, limit: int, newest_first: bool) -> Joined:
    """Who attends an organiser's event, in the order of joining: names, and nothing of who met whom.

    Raises:
        InvalidInput: this cursor was not given out by us.
    """
    order = Attendee.joined_at, Attendee.id
    wanted = select(*order, Attendee.name).where(
        Attendee.event_id == me.event_id, Attendee.status == ATTENDING
    )
    if cursor:
        last = tuple_(*_place_in_line(cursor))
        wanted = wanted.where(tuple_(*order) < last if newest_first else tuple_(*order) > last)
    if newest_first:
        order = Attendee.joined_at.desc(), Attendee.id.desc()
    rows = db.session.execute(wanted.order_by(*order).limit(limit + 1)).all()
    page = [
        {"id": str(attendee_id), "name": name, "joined_at": as_text(joined_at)}
        for joined_at, attendee_id, name in rows[:limit]
    ]
    more = f"{rows[limit - 1].joined_at.isoformat()}_{rows[limit - 1].id}" if len(rows) > limit else None
    return Joined(page, more, queries.joined([me.event_id]).get(me.event_id, 0))


def _place_in_line(cursor: str) -> tuple[BindParameter[datetime], BindParameter[UUID]]:
    moment, _, attendee_id = cursor.partition("_")
    try:
        after = datetime.fromisoformat(moment).astimezone(UTC), UUID(attendee_id)
    except (ValueError, OverflowError) as error:
        raise InvalidInput("This cursor is not one of ours. Start without one.") from error
    return literal(after[0], Attendee.joined_at.type), literal(after[1], Attendee.id.type)
