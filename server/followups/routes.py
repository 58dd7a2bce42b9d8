"""/events/{event_id}/follow-ups"""

from typing import Any
from uuid import UUID

from server.accounts.auth import current_account
from server.attendees.models import Attendee
from server.attendees.queries import attendee_of
from server.core.api import Blueprint
from server.core.clock import now
from server.core.mutations import Step
from server.followups import queries, services
from server.followups.schemas import FollowUpOut, FollowUpPutIn, LetGoIn, SentIn

blueprint = Blueprint(
    "follow-ups",
    __name__,
    description="What I write to people afterwards; nobody else reads it",
    url_prefix="/api/events/<uuid:event_id>/follow-ups",
)


@blueprint.get("")
@blueprint.response(200, FollowUpOut(many=True))
def my_follow_ups(event_id: UUID) -> list[dict[str, Any]]:
    """Every follow-up of mine at this event, oldest first"""
    return queries.follow_ups_by(_me(event_id))


@blueprint.get("/<uuid:follow_up_id>")
@blueprint.response(200, FollowUpOut)
def my_follow_up(event_id: UUID, follow_up_id: UUID) -> dict[str, Any]:
    """One follow-up of mine"""
    return queries.follow_up_by(_me(event_id), follow_up_id)


@blueprint.put("/<uuid:follow_up_id>")
@blueprint.arguments(FollowUpPutIn)
@blueprint.response(200, FollowUpOut)
def write_follow_up(body: dict[str, Any], event_id: UUID, follow_up_id: UUID) -> dict[str, Any]:
    """Write or edit a follow-up; safe to repeat, and never over words that `base` does not name"""
    me = _me(event_id)
    services.write_follow_up(me, Step(follow_up_id, body.pop("base"), now(), body))
    return queries.follow_up_by(me, follow_up_id)


@blueprint.post("/<uuid:follow_up_id>/sent")
@blueprint.arguments(SentIn)
@blueprint.response(200, FollowUpOut)
def mark_sent(body: dict[str, Any], event_id: UUID, follow_up_id: UUID) -> dict[str, Any]:
    """Keep that a message went out; it stays so"""
    me = _me(event_id)
    services.mark_sent(me, Step(follow_up_id, None, now(), body))
    return queries.follow_up_by(me, follow_up_id)


@blueprint.post("/<uuid:follow_up_id>/let-go")
@blueprint.arguments(LetGoIn)
@blueprint.response(200, FollowUpOut)
def let_go(body: dict[str, Any], event_id: UUID, follow_up_id: UUID) -> dict[str, Any]:
    """Keep that no message will go out; one that went out already stays sent"""
    me = _me(event_id)
    services.let_go(me, Step(follow_up_id, None, now(), body))
    return queries.follow_up_by(me, follow_up_id)


def _me(event_id: UUID) -> Attendee:
    return attendee_of(current_account().id, event_id)
