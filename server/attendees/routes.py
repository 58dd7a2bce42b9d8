"""/events as one of their people sees them, and /events/{event_id}/attendees"""

from typing import Any
from uuid import UUID

from server.accounts.auth import current_account
from server.attendees import badges, joined, queries, services
from server.attendees.models import PURPOSES, Attendee
from server.attendees.schemas import (
    AttendeeOut,
    BadgeIn,
    CardIn,
    ConsentOfPurposeIn,
    ContactDetailsIn,
    JoinIn,
    LiveSecretIn,
    RequestsIn,
    WhoJoinedIn,
    WhoJoinedOut,
)
from server.core.api import Blueprint
from server.core.clock import now
from server.core.errors import NotFound
from server.events import services as event_services
from server.events.queries import organiser_of, owner_of
from server.events.schemas import EventChangeIn, EventIn, EventOut, PromptsIn

events = Blueprint("my_events", __name__, description="Events of mine", url_prefix="/api/events")
attendees = Blueprint(
    "attendees",
    __name__,
    description="My place at an event",
    url_prefix="/api/events/<uuid:event_id>/attendees",
)


@events.get("")
@events.response(200, EventOut(many=True))
def my_events() -> list[dict[str, Any]]:
    """The events that I attend or organise"""
    return list(queries.events_for(me := current_account().id, queries.event_ids_of(me)).values())


@events.get("/<uuid:event_id>")
@events.response(200, EventOut)
def my_event(event_id: UUID) -> dict[str, Any]:
    """One event, as I see it"""
    return _event(event_id)


@events.put("/<uuid:event_id>")
@events.arguments(EventIn)
@events.response(200, EventOut)
def set_up_event(body: dict[str, Any], event_id: UUID) -> dict[str, Any]:
    """Create an event that I organise; safe to repeat. To change one, use PATCH"""
    event_services.create_event(current_account().id, event_id, **body)
    return _event(event_id)


@events.patch("/<uuid:event_id>")
@events.arguments(EventChangeIn)
@events.response(200, EventOut)
def change_event(body: dict[str, Any], event_id: UUID) -> dict[str, Any]:
    """Change an event that I organise: its name, its times, when people may join"""
    services.change_event(organiser_of(current_account().id, event_id), body)
    return _event(event_id)


@events.put("/<uuid:event_id>/prompts")
@events.arguments(PromptsIn)
@events.response(200, EventOut)
def set_prompts(body: dict[str, Any], event_id: UUID) -> dict[str, Any]:
    """Choose and order the questions of an event that I organise"""
    event_services.set_prompts(organiser_of(current_account().id, event_id), **body)
    return _event(event_id)


@events.post("/<uuid:event_id>/close")
@events.response(200, EventOut)
def close_event(event_id: UUID) -> dict[str, Any]:
    """End an event of mine now"""
    event_services.close_event(owner_of(current_account().id, event_id))
    return _event(event_id)


@events.post("/<uuid:event_id>/reopen")
@events.response(200, EventOut)
def reopen_event(event_id: UUID) -> dict[str, Any]:
    """Open an event of mine again"""
    event_services.reopen_event(owner_of(current_account().id, event_id))
    return _event(event_id)


@events.delete("/<uuid:event_id>")
@events.response(204)
def delete_event(event_id: UUID) -> None:
    """Delete an event of mine; people keep what they gave each other there"""
    event_services.delete_event(owner_of(current_account().id, event_id))


@attendees.get("")
@attendees.arguments(WhoJoinedIn, location="query")
@attendees.response(200, WhoJoinedOut)
def who_joined(query: dict[str, Any], event_id: UUID) -> joined.Joined:
    """Who joined an event that I organise, in the order of joining"""
    return joined.who_joined(organiser_of(current_account().id, event_id), **query)


@attendees.put("/<uuid:attendee_id>")
@attendees.arguments(JoinIn)
@attendees.response(200, AttendeeOut)
def join_event(body: dict[str, Any], event_id: UUID, attendee_id: UUID) -> dict[str, Any]:
    """Join an event by its join code, or by somebody's live code; safe to repeat"""
    me, joining = current_account().id, services.Joining(**body)
    return _as_seen(services.join_event(me, attendee_id, joining, event_id=event_id, at=now()))


@attendees.get("/<uuid:attendee_id>")
@attendees.response(200, AttendeeOut)
def my_place(event_id: UUID, attendee_id: UUID) -> dict[str, Any]:
    """My place at an event"""
    return _as_seen(_me(event_id, attendee_id))


@attendees.patch("/<uuid:attendee_id>")
@attendees.arguments(CardIn)
@attendees.response(200, AttendeeOut)
def write_card(body: dict[str, Any], event_id: UUID, attendee_id: UUID) -> dict[str, Any]:
    """Change what my card shows"""
    return _as_seen(services.write_card(_me(event_id, attendee_id), **body))


@attendees.put("/<uuid:attendee_id>/contact-details")
@attendees.arguments(ContactDetailsIn)
@attendees.response(200, AttendeeOut)
def write_contact_details(body: dict[str, Any], event_id: UUID, attendee_id: UUID) -> dict[str, Any]:
    """Change the contact details that are named, and their switches; the others stay"""
    return _as_seen(services.write_contact_details(_me(event_id, attendee_id), **body))


@attendees.put("/<uuid:attendee_id>/consents/<string:purpose>")
@attendees.arguments(ConsentOfPurposeIn)
@attendees.response(200, AttendeeOut)
def write_consent(body: dict[str, Any], event_id: UUID, attendee_id: UUID, purpose: str) -> dict[str, Any]:
    """Give or withdraw a consent"""
    if purpose not in PURPOSES:
        raise NotFound
    return _as_seen(services.set_consent(_me(event_id, attendee_id), purpose=purpose, **body))


@attendees.put("/<uuid:attendee_id>/badge")
@attendees.arguments(BadgeIn)
@attendees.response(200, AttendeeOut)
def claim_badge(body: dict[str, Any], event_id: UUID, attendee_id: UUID) -> dict[str, Any]:
    """Say that a printed badge is mine; safe to repeat"""
    return _as_seen(badges.claim_badge(_me(event_id, attendee_id), **body))


@attendees.delete("/<uuid:attendee_id>/badge")
@attendees.response(204)
def reset_badge(event_id: UUID, attendee_id: UUID) -> None:
    """Let my printed badge stop working"""
    badges.reset_badge(_me(event_id, attendee_id))


@attendees.put("/<uuid:attendee_id>/live-code")
@attendees.arguments(LiveSecretIn)
@attendees.response(200, AttendeeOut)
def reset_live_code(body: dict[str, Any], event_id: UUID, attendee_id: UUID) -> dict[str, Any]:
    """Sign my live codes with another secret, and get another spoken code; safe to repeat"""
    return _as_seen(badges.reset_live_code(_me(event_id, attendee_id), at=now(), **body))


@attendees.put("/<uuid:attendee_id>/requests")
@attendees.arguments(RequestsIn)
@attendees.response(200, AttendeeOut)
def write_requests(body: dict[str, Any], event_id: UUID, attendee_id: UUID) -> dict[str, Any]:
    """Change who may ask me by my badge or a spoken code, and what they see meanwhile"""
    return _as_seen(badges.write_requests(_me(event_id, attendee_id), **body))


def _me(event_id: UUID, attendee_id: UUID) -> Attendee:
    """My place, by its own address: nobody else's answers here."""
    me = queries.attendee_of(current_account().id, event_id)
    if me.id != attendee_id:
        raise NotFound
    return me


def _as_seen(me: Attendee) -> dict[str, Any]:
    return queries.attendees_for(me.account_id, [me.id])[me.id]


def _event(event_id: UUID) -> dict[str, Any]:
    found = queries.events_for(current_account().id, [event_id])
    if event_id not in found:
        raise NotFound
    return found[event_id]
