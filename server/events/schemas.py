"""Events on the wire."""

from functools import cache
from typing import Any
from zoneinfo import available_timezones

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from server.core.fields import Moment, Words, many

MOST_PROMPTS = 12
ZONE = {"description": "IANA time zone, such as Europe/Lisbon"}


@cache
def zones() -> set[str]:
    """The IANA time zones of areas, and UTC; none whose meaning is the machine's own."""
    return {name for name in available_timezones() if "/" in name or name == "UTC"}


def check_zone(name: str) -> None:
    """Refuse what is no IANA zone."""
    if name not in zones():
        raise ValidationError("Not a time zone of the IANA database, such as Europe/Lisbon.")


class PromptIn(Schema):
    """A prompt: either chosen from the deck or in the organiser's own words."""

    deck_key = fields.String(validate=validate.Length(1, 64))
    text = Words(least=1, most=120)

    @validates_schema
    def one_of_both(self, data: dict[str, Any], **_: Any) -> None:
        """Refuse both, and neither."""
        if ("deck_key" in data) == ("text" in data):
            raise ValidationError("Give either deck_key or text.")


class EventIn(Schema):
    """A new event."""

    name = Words(required=True, least=1, most=80)
    zone = fields.String(required=True, validate=check_zone, metadata=ZONE)
    starts_at = Moment(required=True)
    ends_at = Moment(required=True)
    prompts = many(PromptIn, least=1, most=MOST_PROMPTS, required=True)


class EventChangeIn(Schema):
    """What changes about an event; null takes the limits of joining away."""

    name = Words(least=1, most=80)
    zone = fields.String(validate=check_zone, metadata=ZONE)
    starts_at = Moment()
    ends_at = Moment()
    join_opens_at = Moment(allow_none=True)
    join_closes_at = Moment(allow_none=True)


class PromptChoiceIn(Schema):
    """A prompt that the event has or had (its index), one of the deck, or one in new words."""

    index = fields.Integer(strict=True, validate=validate.Range(0, 255))
    deck_key = fields.String(validate=validate.Length(1, 64))
    text = Words(least=1, most=120)

    @validates_schema
    def one_of_three(self, data: dict[str, Any], **_: Any) -> None:
        """Refuse several, and none."""
        if len(data) != 1:
            raise ValidationError("Give one of index, deck_key and text.")


class PromptsIn(Schema):
    """All that the event asks from now on, in order."""

    prompts = many(PromptChoiceIn, least=1, most=MOST_PROMPTS, required=True)


class PromptOut(Schema):
    """A prompt of an event; a retired one is no longer offered, and says what old answers answer."""

    index = fields.Integer(required=True)
    text = fields.String(required=True)
    retired = fields.Boolean(required=True)


class PublicEventOut(Schema):
    """What a code in anybody's hands may tell of its event: the questions, no name."""

    id = fields.String(required=True)
    number = fields.Integer(required=True)
    opens_at = fields.String(required=True)
    closes_at = fields.String(required=True)
    closed_at = fields.String(required=True, allow_none=True)
    prompts = many(PromptOut, required=True)


class EventPreviewOut(PublicEventOut):
    """What whoever holds the join code may know."""

    name = fields.String(required=True)
    zone = fields.String(required=True)
    starts_at = fields.String(required=True)
    ends_at = fields.String(required=True)
    join_opens_at = fields.String(required=True, allow_none=True)
    join_closes_at = fields.String(required=True, allow_none=True)
    code_zero_at = fields.String(required=True)
    version = fields.Integer(required=True)


class EventOut(EventPreviewOut):
    """An event as one of its people sees it."""

    role = fields.String(required=True, allow_none=True, validate=validate.OneOf(["owner", "staff"]))
    join_code = fields.String(required=True, allow_none=True)
    joined = fields.Integer(required=True, allow_none=True)


class DeckPromptOut(Schema):
    """A prompt of the built-in deck."""

    key = fields.String(required=True)
    mood = fields.String(required=True)
    text = fields.String(required=True)
