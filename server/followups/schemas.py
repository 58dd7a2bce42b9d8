"""Follow-ups on the wire."""

from marshmallow import Schema, fields, validate

from server.core.fields import DIGEST, Lines
from server.followups.models import CHANNELS, LONGEST, STATES


class FollowUpIn(Schema):
    """The words of a message to somebody met; line breaks stay."""

    encounter_id = fields.UUID(required=True)
    text = Lines(required=True, least=1, most=LONGEST)


class FollowUpPutIn(FollowUpIn):
    """A follow-up from a script; `base` as in sync."""

    base = fields.String(load_default=None, allow_none=True, validate=DIGEST)


class SentIn(Schema):
    """Which way a message went; nothing need have been written here before."""

    encounter_id = fields.UUID(required=True)
    channel = fields.String(load_default="other", validate=validate.OneOf(CHANNELS))


class LetGoIn(Schema):
    """To whom no message will go."""

    encounter_id = fields.UUID(required=True)


class FollowUpOut(Schema):
    """A follow-up of one's own."""

    id = fields.String(required=True)
    encounter_id = fields.String(required=True)
    event_id = fields.String(required=True)
    text = fields.String(required=True)
    state = fields.String(required=True, validate=validate.OneOf(STATES))
    channel = fields.String(required=True, allow_none=True, validate=validate.OneOf(CHANNELS))
    sent_at = fields.String(required=True, allow_none=True)
    conflict_of = fields.String(required=True, allow_none=True)
    created_at = fields.String(required=True)
    edited_at = fields.String(required=True)
