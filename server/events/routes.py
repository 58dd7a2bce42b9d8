"""/events, /join and /deck"""

from typing import Any
from uuid import UUID

from flask import current_app
from flask.wrappers import Response

from server.accounts.auth import current_account
from server.core import qr
from server.core.api import Blueprint, public
from server.core.security import base_url
from server.core.strict_json import json_response
from server.events import queries, services
from server.events.deck import DeckPrompt, deck
from server.events.schemas import DeckPromptOut, EventPreviewOut, PublicEventOut

PUBLIC_FOR_S = 300

join = Blueprint("join", __name__, description="What a poster opens", url_prefix="/api/join")
prompts = Blueprint("deck", __name__, description="The built-in prompts", url_prefix="/api/deck")
events = Blueprint("events", __name__, description="Gatherings", url_prefix="/api/events")


@join.get("/<string:join_code>")
@join.response(200, EventPreviewOut)
@public
def preview(join_code: str) -> dict[str, Any]:
    """The event that a join code opens"""
    return queries.preview_of(services.event_invited_to(join_code))


@prompts.get("")
@prompts.response(200, DeckPromptOut(many=True))
@public
def read_deck() -> list[DeckPrompt]:
    """The built-in deck of curiosity prompts"""
    return list(deck().values())


@events.get("/by-number/<int:number>")
@events.response(200, PublicEventOut)
@public
def by_number(number: int) -> Response:
    """The questions of the event that a live code belongs to"""
    event = queries.preview_of(services.public_event(number))
    response = json_response(PublicEventOut().dump(event))
    response.headers["Cache-Control"] = f"public, max-age={PUBLIC_FOR_S}"
    response.headers["Vary"] = "Accept-Encoding"
    return response


@events.get("/<uuid:event_id>/join.svg")
@events.response(200, {"type": "string"}, content_type="image/svg+xml")
def join_picture(event_id: UUID) -> Response:
    """The join code as a picture; for organisers"""
    event = queries.event_of(queries.organiser_of(current_account().id, event_id))
    return current_app.response_class(qr.svg(f"{base_url()}/j/{event.join_code}"), mimetype="image/svg+xml")
