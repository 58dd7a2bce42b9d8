"""Sync on the wire."""

from marshmallow import EXCLUDE, Schema, fields, validate

from server.core.fields import DIGEST, Moment, many, many_things
from server.core.problems import ProblemOut

MOST_STEPS = 50
MOST_EVENTS = 100  # their ids and versions fit into half of the 8 kB that proxies allow an address
PROTOCOL = 1


class OpIn(Schema):
    """One write, as its author's phone made it."""

    op_id = fields.UUID(required=True, metadata={"description": "UUIDv7 made when the person acted"})
    seq = fields.Integer(required=True, strict=True, validate=validate.Range(0, 2**53 - 1))
    kind = fields.String(required=True, validate=validate.Length(1, 64))
    event_id = fields.UUID(required=True, allow_none=True)
    entity_id = fields.UUID(required=True)
    base = fields.String(required=True, allow_none=True, validate=DIGEST)
    at = Moment(required=True, metadata={"description": "When the phone says it was; a claim"})
    body = fields.Dict(required=True, keys=fields.String())


class PushIn(Schema):
    """A batch of writes; `ops` are checked one by one, so that a bad one blocks no other."""

    v = fields.Integer(required=True, strict=True, validate=validate.Equal(PROTOCOL))
    device_id = fields.UUID(required=True)
    ops = many_things(most=MOST_STEPS)


class EntityOut(Schema):
    """A thing as it stands now, under its canonical id."""

    kind = fields.String(required=True)
    id = fields.String(required=True)
    data = fields.Dict(required=True, allow_none=True)


class ResultOut(Schema):
    """What became of one write."""

    op_id = fields.String(required=True)
    digest = fields.String(
        required=True, metadata={"description": "SHA-256 of the canonical JSON of the write"}
    )
    status = fields.String(
        required=True, validate=validate.OneOf(["applied", "duplicate", "conflict", "rejected", "retry"])
    )
    was = fields.String(validate=validate.OneOf(["applied", "conflict"]))
    entity = fields.Nested(EntityOut)
    problem = fields.Nested(ProblemOut)


class PushOut(Schema):
    """The results, one for each write."""

    results = many(ResultOut, required=True)
    api_version = fields.Integer(required=True)
    min_client = fields.Integer(required=True)
    server_time = fields.String(required=True)


class PullIn(Schema):
    """From where to read on."""

    class Meta:
        """A cache-breaking parameter does no harm."""

        unknown = EXCLUDE

    cursor = fields.String(load_default="", validate=validate.Length(max=64))
    events = fields.String(
        load_default="",
        metadata={
            "description": "ID:VERSION of events that the phone has, separated by commas; "
            f"those after the first {MOST_EVENTS} are not looked at"
        },
    )
    watching = fields.Boolean(load_default=False, metadata={"description": "One's own code is on the screen"})


class ChangeOut(Schema):
    """A thing that changed; `gone` ones are to be forgotten."""

    kind = fields.String(required=True)
    id = fields.String(required=True)
    gone = fields.Boolean(required=True)
    data = fields.Dict(required=True, allow_none=True)


class PullOut(Schema):
    """A page of changes."""

    changes = many(ChangeOut, required=True)
    cursor = fields.String(required=True)
    more = fields.Boolean(required=True)
    reset = fields.Boolean(required=True)
    epoch = fields.String(required=True)
    poll_after_ms = fields.Integer(required=True)
    api_version = fields.Integer(required=True)
    min_client = fields.Integer(required=True)
    server_time = fields.String(required=True)
