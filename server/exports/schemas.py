"""Exports on the wire."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates

from server.core.fields import many
from server.exports.columns import COLUMNS
from server.exports.models import FORMATS

STATES = ("waiting", "writing", "ready", "failed")


def _columns(**options: Any) -> "fields.List[Any]":
    inner: fields.Field[Any] = fields.String(validate=validate.OneOf(COLUMNS))
    return fields.List(inner, required=True, **options)


class ExportIn(Schema):
    """A file that is wanted."""

    format = fields.String(required=True, validate=validate.OneOf(FORMATS))
    columns = _columns(validate=validate.Length(1, len(COLUMNS)))

    @validates("columns")
    def each_once(self, value: list[str], **_: Any) -> None:
        """Refuse a column that is chosen twice."""
        if len(set(value)) < len(value):
            raise ValidationError("Choose each column once.")


class ExportOut(Schema):
    """One export: how far it is, and what was on it. `size` is in bytes."""

    id = fields.String(required=True)
    by = fields.String(required=True)
    format = fields.String(required=True, validate=validate.OneOf(FORMATS))
    columns = _columns()
    state = fields.String(required=True, validate=validate.OneOf(STATES))
    rows_done = fields.Integer(required=True)
    rows_total = fields.Integer(required=True)
    others = fields.Integer(required=True)
    size = fields.Integer(required=True, allow_none=True)
    asked_at = fields.String(required=True)
    made_at = fields.String(required=True, allow_none=True)
    expires_at = fields.String(required=True, allow_none=True)
    there = fields.Boolean(required=True, metadata={"description": "Whether the file can be fetched"})


class ExportsOut(Schema):
    """How many are on the organiser's list and how many are not, and every export so far."""

    listed = fields.Integer(required=True)
    others = fields.Integer(required=True)
    exports = many(ExportOut, required=True)


class CellOut(Schema):
    """One cell of a row, under its heading."""

    heading = fields.String(required=True)
    text = fields.String(required=True)


class NamedOrganiserOut(Schema):
    """Somebody who organises the event."""

    name = fields.String(required=True)
    role = fields.String(required=True, validate=validate.OneOf(["owner", "staff"]))


class SeenExportOut(Schema):
    """An export that one's row was on."""

    by = fields.String(required=True)
    format = fields.String(required=True, validate=validate.OneOf(FORMATS))
    columns = _columns()
    made_at = fields.String(required=True)


class SeenByOrganiserOut(Schema):
    """What the organisers see of one attendee: by being there, and by what was agreed to."""

    organisers = many(NamedOrganiserOut, required=True)
    name = fields.String(required=True, metadata={"description": "Seen by organisers without any consent"})
    joined_at = fields.String(
        required=True, metadata={"description": "Seen without any consent, as the name"}
    )
    row = many(CellOut, required=True, allow_none=True)
    kept_until = fields.String(
        required=True, allow_none=True, metadata={"description": "Until when the row is kept, if any"}
    )
    deleted_at = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "When the organisers deleted the event; since then they see none of this"},
    )
    exports = many(SeenExportOut, required=True)
