"""Accounts on the wire."""

from marshmallow import Schema, fields, validate

from server.core.fields import Name, Pattern

DEVICE_SECRET = Pattern(r"^[A-Za-z0-9_-]{43}$", error="43 characters of base64url: 32 random bytes.")


class AccountIn(Schema):
    """A new account, as its phone made it."""

    name = Name(required=True, least=1, most=60)
    device_secret = fields.String(required=True, validate=DEVICE_SECRET, load_only=True)


class AccountOut(Schema):
    """An account."""

    id = fields.UUID(required=True)
    name = fields.String(required=True)


class SignOutIn(Schema):
    """What a browser may keep after signing out: `storage`, where it is somebody else's by now."""

    keep = fields.String(validate=validate.OneOf(["storage"]))


class PassIn(Schema):
    """The secret of a sign-in link."""

    secret = fields.String(required=True, data_key="pass", validate=validate.Length(1, 100))
    account_id = fields.UUID(metadata={"description": "Whose link it has to be; without it, anybody's."})
