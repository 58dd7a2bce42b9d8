"""The public part of an attendee: what an exchange shows."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    from server.attendees.models import Attendee, ContactDetail


def render_card(attendee: "Attendee", answers: Sequence[dict[str, Any]]) -> str:
    """The card as JSON; `answers` are prompt index and text, in the attendee's order."""
    return orjson.dumps(
        {
            "card_id": attendee.card_id.hex(),
            "name": attendee.name,
            "pronouns": attendee.pronouns,
            "boundary": attendee.boundary,
            "answers": [{"prompt": answer["prompt"], "text": answer["text"]} for answer in answers],
        }
    ).decode()


def render_shared(details: Iterable["ContactDetail"]) -> str:
    """The contact details whose switch is on, as JSON."""
    return orjson.dumps(
        [{"kind": detail.kind, "value": detail.value} for detail in details if detail.shared]
    ).decode()


def name_only(card: str) -> str:
    """The card of somebody who asks: their name, and nothing else yet."""
    return orjson.dumps({"name": orjson.loads(card)["name"]}).decode()
