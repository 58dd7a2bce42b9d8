"""Notes on the wire."""

from marshmallow import Schema, fields

from server.core.fields import DIGEST, Words
from server.notes.models import LONGEST

BASE = {"description": "SHA-256 in hexadecimal of text, line feed and offer, as they were before"}


class NoteIn(Schema):
    """A note: the one detail, and what its author would like to offer."""

    encounter_id = fields.UUID(required=True)
    text = Words(required=True, most=LONGEST)
    offer = Words(most=LONGEST, load_default="")


class NotePutIn(NoteIn):
    """A note from a script; `base` as in sync."""

    base = fields.String(load_default=None, allow_none=True, validate=DIGEST, metadata=BASE)


class BaseIn(Schema):
    """The words that are deleted, by their digest."""

    base = fields.String(load_default=None, allow_none=True, validate=DIGEST, metadata=BASE)


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
