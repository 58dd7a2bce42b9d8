"""Notes, read by their author alone."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select

from server.attendees.models import Attendee
from server.core.clock import as_text
from server.core.db import db
from server.core.errors import NotFound
from server.notes import statements
from server.notes.models import Note


def notes_for(account_id: UUID, note_ids: Sequence[UUID]) -> dict[UUID, dict[str, Any]]:
    """An account's own notes."""
    rows = statements.NOTES_FOR.rows(account_id=account_id, note_ids=note_ids)
    return {row.id: _as_seen(row) for row in rows}


def notes_by(me: Attendee) -> list[dict[str, Any]]:
    """Everything I wrote at this event, oldest first."""
    return [_as_seen(note) for note in _own(Note.author_id == me.id)]


def _own(*conditions: ColumnElement[bool]) -> Sequence[Note]:
    return db.session.scalars(
        select(Note)
        .join(Attendee, Attendee.id == Note.author_id)
        .where(Note.deleted_at.is_(None), *conditions)
        .order_by(Note.id)
    ).all()


def notes_by_id(note_ids: Collection[UUID]) -> dict[UUID, Note]:
    """Notes locked for writing, deleted ones too, whoever wrote them."""
    if not statements.KNOWN.rows(note_ids=list(note_ids)):
        return {}
    wanted = select(Note).where(Note.id.in_(list(note_ids))).order_by(Note.id).with_for_update()
    return {note.id: note for note in db.session.scalars(wanted)}


def note_by(me: Attendee, note_id: UUID) -> dict[str, Any]:
    """One note that I wrote at this event.

    Raises:
        NotFound: there is none.
    """
    for note in _own(Note.author_id == me.id, Note.id == note_id):
        return _as_seen(note)
    raise NotFound


def _as_seen(note: Any) -> dict[str, Any]:
    return {
        "id": str(note.id),
        "encounter_id": str(note.encounter_id),
        "event_id": str(note.event_id),
        "text": note.text,
        "offer": note.offer,
        "conflict_of": str(note.conflict_of) if note.conflict_of else None,
        "created_at": as_text(note.created_at),
        "edited_at": as_text(note.edited_at),
    }
