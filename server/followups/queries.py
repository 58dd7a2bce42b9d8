"""Follow-ups, read by their author alone."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select

from server.attendees.models import Attendee
from server.core.clock import as_text
from server.core.db import db
from server.core.errors import NotFound
from server.followups.models import FollowUp


def follow_ups_for(account_id: UUID, follow_up_ids: Sequence[UUID]) -> dict[UUID, dict[str, Any]]:
    """An account's own follow-ups."""
    own = _own(Attendee.account_id == account_id, FollowUp.id.in_(follow_up_ids))
    return {follow_up.id: _as_seen(follow_up) for follow_up in own}


def follow_ups_by(me: Attendee) -> list[dict[str, Any]]:
    """Every follow-up of mine at this event, oldest first."""
    return [_as_seen(follow_up) for follow_up in _own(FollowUp.author_id == me.id)]


def follow_up_by(me: Attendee, follow_up_id: UUID) -> dict[str, Any]:
    """One follow-up of mine at this event.

    Raises:
        NotFound: there is none.
    """
    for follow_up in _own(FollowUp.author_id == me.id, FollowUp.id == follow_up_id):
        return _as_seen(follow_up)
    raise NotFound


def follow_up_by_id(follow_up_id: UUID) -> FollowUp | None:
    """A follow-up locked for writing, whoever wrote it."""
    return db.session.scalars(
        select(FollowUp).where(FollowUp.id == follow_up_id).with_for_update()
    ).one_or_none()


def _own(*conditions: ColumnElement[bool]) -> Sequence[FollowUp]:
    return db.session.scalars(
        select(FollowUp)
        .join(Attendee, Attendee.id == FollowUp.author_id)
        .where(*conditions)
        .order_by(FollowUp.id)
    ).all()


def _as_seen(follow_up: FollowUp) -> dict[str, Any]:
    return {
        "id": str(follow_up.id),
        "encounter_id": str(follow_up.encounter_id),
        "event_id": str(follow_up.event_id),
        "text": follow_up.text,
        "state": follow_up.state,
        "channel": follow_up.channel,
        "sent_at": as_text(follow_up.sent_at) if follow_up.sent_at else None,
        "conflict_of": str(follow_up.conflict_of) if follow_up.conflict_of else None,
        "created_at": as_text(follow_up.created_at),
        "edited_at": as_text(follow_up.edited_at),
    }
