"""The recap on the wire."""

from marshmallow import Schema, fields

from server.core.fields import many
from server.encounters.schemas import EncounterOut
from server.followups.schemas import FollowUpOut
from server.notes.schemas import NoteOut


class QuestionOut(Schema):
    """The question that both phones showed, and what the other answers to it."""

    index = fields.Integer(required=True)
    text = fields.String(required=True)
    answer = fields.String(required=True, allow_none=True)


class RecapPersonOut(Schema):
    """One person I met, what I wrote about them, and what I write to them; oldest first."""

    encounter = fields.Nested(EncounterOut, required=True)
    question = fields.Nested(QuestionOut, required=True, allow_none=True)
    notes = many(NoteOut, required=True)
    follow_ups = many(FollowUpOut, required=True)


class RecapOut(Schema):
    """The page about one event for one attendee."""

    event_id = fields.String(required=True)
    recap_at = fields.String(
        required=True,
        metadata={"description": "The evening of the event's last day; before it, this is a preview"},
    )
    people = many(RecapPersonOut, required=True)
