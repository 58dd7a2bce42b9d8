"""Encounters on the wire."""

from marshmallow import Schema, fields, validate

from server.attendees.models import CONTACT_KINDS
from server.attendees.schemas import AnswerOut
from server.core.fields import Words, many

LABEL_LENGTH = 60


class EncounterIn(Schema):
    """A scan: the text of the code, and what the scanner calls the person until it matches."""

    code = fields.String(
        required=True,
        validate=validate.Length(1, 4096),
        metadata={"description": "The scanned text, whole: BASE_URL/s#… or BASE_URL/b/…"},
    )
    label = Words(most=LABEL_LENGTH, load_default="")


class LabelIn(Schema):
    """What I call somebody."""

    label = Words(required=True, most=LABEL_LENGTH)


class AskerOut(Schema):
    """Somebody who scanned me and waits."""

    name = fields.String(required=True)


class GivenDetailOut(Schema):
    """A contact detail that its owner gave me."""

    kind = fields.String(required=True, validate=validate.OneOf(CONTACT_KINDS))
    value = fields.String(required=True)


class PersonOut(Schema):
    """The other's card, and what contact details they gave me."""

    card_id = fields.String(required=True)
    name = fields.String(required=True)
    pronouns = fields.String(required=True)
    boundary = fields.String(required=True)
    answers = many(AnswerOut, required=True)
    contact_details = many(GivenDetailOut, required=True)


class EncounterOut(Schema):
    """An encounter as my side sees it."""

    id = fields.String(required=True)
    event_id = fields.String(required=True)
    state = fields.String(required=True, validate=validate.OneOf(["unmatched", "pending", "mutual"]))
    met_at = fields.String(required=True)
    mutual_at = fields.String(required=True, allow_none=True)
    label = fields.String(required=True)
    i_scanned = fields.Boolean(required=True)
    i_shared = fields.Boolean(required=True)
    asks_me = fields.Boolean(required=True)
    asker = fields.Nested(AskerOut, required=True, allow_none=True)
    person = fields.Nested(PersonOut, required=True, allow_none=True)
