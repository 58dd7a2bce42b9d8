"""Attendees on the wire."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from server.attendees.contact import WHAT_FITS, fits
from server.attendees.models import CONTACT_KINDS, MOST_ANSWERS, PURPOSES, WORDINGS
from server.core.fields import Name, Pattern, Words, many

CARD_ID = Pattern(r"^[0-9a-f]{16}$", error="16 hexadecimal digits: 8 random bytes.")
LIVE_SECRET = Pattern(
    r"^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$", error="43 characters of base64url: 32 random bytes."
)
WORDING = Pattern(r"^[0-9]{4}-[0-9]{2}-[a-z]$", error="The version of the wording, such as 2026-11-a.")
KNOWN_WORDINGS = "; ".join(f"{purpose}: {', '.join(sorted(texts))}" for purpose, texts in WORDINGS.items())
MOST_NAMES = 200
LANGUAGE = Pattern(
    r"^(?=.{2,16}$)[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", error="A language tag (BCP 47), such as en."
)


class AnswerIn(Schema):
    """One answer: the prompt's index at the event, and the attendee's own words."""

    prompt = fields.Integer(required=True, strict=True, validate=validate.Range(0, 255))
    text = Words(required=True, least=1, most=200)


class WordingIn(Schema):
    """Which wording of a line was read."""

    wording = fields.String(required=True, validate=WORDING, metadata={"description": KNOWN_WORDINGS})
    language = fields.String(required=True, validate=LANGUAGE)


class ConsentGivenIn(WordingIn):
    """A line that was ticked."""

    purpose = fields.String(required=True, validate=validate.OneOf(PURPOSES))


class CardIn(Schema):
    """The fields of a card that change."""

    name = Name(least=1, most=60)
    pronouns = Words(most=30)
    boundary = Words(most=80)
    answers = many(AnswerIn, most=MOST_ANSWERS)


class JoinIn(Schema):
    """Joining an event; the phone makes card id and live secret."""

    invitation = fields.String(required=True, validate=validate.Length(1, 1024))
    name = Name(required=True, least=1, most=60)
    pronouns = Words(most=30, load_default="")
    boundary = Words(most=80, load_default="")
    answers = many(AnswerIn, most=MOST_ANSWERS, load_default=list)
    card_id = fields.String(required=True, validate=CARD_ID)
    live_secret = fields.String(required=True, validate=LIVE_SECRET)
    consents = many(ConsentGivenIn, most=len(PURPOSES), load_default=list)


class ContactDetailIn(Schema):
    """One contact detail; an empty value removes it."""

    kind = fields.String(required=True, validate=validate.OneOf(CONTACT_KINDS))
    value = Words(required=True, most=200)
    shared = fields.Boolean(required=True, truthy={True}, falsy={False})

    @validates_schema
    def _fits_its_kind(self, data: dict[str, Any], **_: Any) -> None:
        if data["value"] and not fits(data["kind"], data["value"]):
            raise ValidationError(WHAT_FITS[data["kind"]], "value")


class ContactDetailsIn(Schema):
    """The contact details that change, each with its switch; kinds that are not named stay as they are."""

    details = many(ContactDetailIn, most=len(CONTACT_KINDS), required=True)
    share_with_everyone = fields.Boolean(truthy={True}, falsy={False})

    @validates_schema
    def _each_kind_once(self, data: dict[str, Any], **_: Any) -> None:
        if len({detail["kind"] for detail in data["details"]}) < len(data["details"]):
            raise ValidationError("One kind stands here twice. Give each once.", "details")


class BadgeIn(Schema):
    """A badge that is mine."""

    code = fields.String(
        required=True,
        validate=validate.Length(1, 1024),
        metadata={"description": "The scanned text, whole: BASE_URL/b/…"},
    )


class LiveSecretIn(Schema):
    """A new secret to sign live codes with, made by the phone."""

    live_secret = fields.String(required=True, validate=LIVE_SECRET)


def _switch(what: str) -> fields.Boolean:
    return fields.Boolean(truthy={True}, falsy={False}, metadata={"description": what})


class RequestsIn(Schema):
    """The switches that change."""

    takes_requests = _switch("People may ask to exchange by my badge or a spoken code")
    shows_by_badge = _switch("Who scans my badge sees my card before I have answered")


class ConsentOfPurposeIn(WordingIn):
    """A consent, given or withdrawn, whose purpose stands in the address."""

    given = fields.Boolean(required=True, truthy={True}, falsy={False})


class ConsentIn(ConsentGivenIn, ConsentOfPurposeIn):
    """A consent, given or withdrawn."""


class AnswerOut(Schema):
    """One answer."""

    prompt = fields.Integer(required=True)
    text = fields.String(required=True)


class ContactDetailOut(Schema):
    """One contact detail of one's own."""

    kind = fields.String(required=True, validate=validate.OneOf(CONTACT_KINDS))
    value = fields.String(required=True)
    shared = fields.Boolean(required=True)


class ConsentOut(Schema):
    """A consent in force."""

    purpose = fields.String(required=True, validate=validate.OneOf(PURPOSES))
    wording = fields.String(required=True)
    language = fields.String(required=True)
    given_at = fields.String(required=True)


class AttendeeOut(Schema):
    """One's own place at an event."""

    id = fields.String(required=True)
    event_id = fields.String(required=True)
    name = fields.String(required=True)
    pronouns = fields.String(required=True)
    boundary = fields.String(required=True)
    answers = many(AnswerOut, required=True)
    revision = fields.Integer(required=True)
    card_id = fields.String(required=True)
    live_secret = fields.String(required=True)
    spoken_code = fields.String(required=True, allow_none=True)
    badge_claimed_at = fields.String(required=True, allow_none=True)
    takes_requests = fields.Boolean(required=True)
    shows_by_badge = fields.Boolean(required=True)
    contact_details = many(ContactDetailOut, required=True)
    share_with_everyone = fields.Boolean(required=True)
    consents = many(ConsentOut, required=True)
    joined_at = fields.String(required=True)


class WhoJoinedIn(Schema):
    """Which page of those who joined."""

    cursor = fields.String(load_default="", validate=validate.Length(max=100))
    limit = fields.Integer(load_default=MOST_NAMES, validate=validate.Range(1, MOST_NAMES))
    newest_first = fields.Boolean(load_default=False)


class JoinedOut(Schema):
    """Somebody who joined, as an organiser sees them."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    joined_at = fields.String(required=True)


class WhoJoinedOut(Schema):
    """A page of those who joined, in the order of joining."""

    attendees = many(JoinedOut, required=True)
    cursor = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "Where the next page starts; null at the end"},
    )
    joined = fields.Integer(required=True, metadata={"description": "How many attend in all"})
