"""/events/{event_id}/recap"""

from typing import Any
from uuid import UUID

from server.accounts.auth import current_account
from server.attendees.queries import attendee_of
from server.core.api import Blueprint
from server.recaps import queries
from server.recaps.schemas import RecapOut

blueprint = Blueprint(
    "recaps",
    __name__,
    description="Whom I met at one event, and what I keep of it; nobody else reads it",
    url_prefix="/api/events/<uuid:event_id>/recap",
)


@blueprint.get("")
@blueprint.response(200, RecapOut)
def my_recap(event_id: UUID) -> dict[str, Any]:
    """Everybody I met at this event, in the order we met, with my notes and follow-ups"""
    return queries.recap_of(attendee_of(current_account().id, event_id))
