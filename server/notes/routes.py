"""/events/{event_id}/notes"""

from typing import Any
from uuid import UUID

from server.accounts.auth import current_account
from server.attendees.models import Attendee
from server.attendees.queries import attendee_of
from server.core.api import Blueprint
from server.core.clock import now
from server.core.mutations import Step
from server.notes import queries, services
from server.notes.schemas import BaseIn, NoteOut, NotePutIn

blueprint = Blueprint(
    "notes",
    __name__,
    description="What I wrote; nobody else reads it",
    url_prefix="/api/events/<uuid:event_id>/notes",
)


@blueprint.get("")
@blueprint.response(200, NoteOut(many=True))
def my_notes(event_id: UUID) -> list[dict[str, Any]]:
    """Everything I wrote at this event, oldest first"""
    return queries.notes_by(_me(event_id))


@blueprint.get("/<uuid:note_id>")
@blueprint.response(200, NoteOut)
def my_note(event_id: UUID, note_id: UUID) -> dict[str, Any]:
    """One note of mine"""
    return queries.note_by(_me(event_id), note_id)


@blueprint.put("/<uuid:note_id>")
@blueprint.arguments(NotePutIn)
@blueprint.response(200, NoteOut)
def write_note(body: dict[str, Any], event_id: UUID, note_id: UUID) -> dict[str, Any]:
    """Write or edit a note; safe to repeat, and never over words that `base` does not name"""
    me = _me(event_id)
    outcome = services.write_note(me, Step(note_id, body.pop("base"), now(), body))
    return queries.note_by(me, outcome.entity_id)


@blueprint.delete("/<uuid:note_id>")
@blueprint.arguments(BaseIn, location="query")
@blueprint.response(204)
def delete_note(query: dict[str, Any], event_id: UUID, note_id: UUID) -> None:
    """Let a note go, unless it was edited since the words that `base` names"""
    services.delete_note(_me(event_id), note_id, base=query["base"])


def _me(event_id: UUID) -> Attendee:
    return attendee_of(current_account().id, event_id)
