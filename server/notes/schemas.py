"""Notes on the wire."""

from marshmallow import Schema, fields

from server.core.fields import Pattern, Words
from server.notes.models import LONGEST

DIGEST = Pattern(r"^[0-9a-f]{64}$", error="SHA-256 in hexadecimal of the text that was edited.")


class NoteIn(Schema):
    """A note: the one detail, and what its author would like to offer."""

    encounter_id = fields.UUID(required=True)
    text = Words(required=True, most=LONGEST)
    offer = Words(most=LONGEST, load_default="")


class NotePutIn(NoteIn):
    """A note from a script; `base` as in sync."""

    base = fields.String(load_default=None, allow_none=True, validate=DIGEST)


class BaseIn(Schema):
    """The text that is deleted, by its digest."""

    base = fields.String(load_default=None, allow_none=True, validate=DIGEST)


class NoteOut(Schema):
    """A note of one's own."""

    id = fields.String(required=True)
    encounter_id = fields.String(required=True)
    event_id = fields.String(required=True)
    text = fields.String(required=True)
    offer = fields.String(required=True)
    conflict_of = fields.String(required=True, allow_none=True)
    created_at = fields.String(required=True)
    edited_at = fields.String(required=True)
