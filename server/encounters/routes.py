"""/events/{event_id}/encounters"""

from typing import Any
from uuid import UUID

from server.accounts.auth import current_account
from server.attendees.models import Attendee
from server.attendees.queries import attendee_of
from server.core.api import Blueprint
from server.core.clock import now
from server.core.errors import NotFound
from server.core.mutations import Step
from server.encounters import queries, services
from server.encounters.schemas import EncounterIn, EncounterOut, LabelIn

blueprint = Blueprint(
    "encounters", __name__, description="People I met", url_prefix="/api/events/<uuid:event_id>/encounters"
)


@blueprint.get("")
@blueprint.response(200, EncounterOut(many=True))
def my_encounters(event_id: UUID) -> list[dict[str, Any]]:
    """Everybody I met at this event, in the order we met"""
    return queries.encounters_of(_me(event_id))


@blueprint.get("/<uuid:encounter_id>")
@blueprint.response(200, EncounterOut)
def my_encounter(event_id: UUID, encounter_id: UUID) -> dict[str, Any]:
    """One encounter, as my side sees it"""
    me = _me(event_id)
    return _as_seen(me, queries.my_encounter_id(me, encounter_id))


@blueprint.put("/<uuid:encounter_id>")
@blueprint.arguments(EncounterIn)
@blueprint.response(200, EncounterOut)
def record_encounter(body: dict[str, Any], event_id: UUID, encounter_id: UUID) -> dict[str, Any]:
    """Record that I scanned somebody's code; safe to repeat"""
    me = _me(event_id)
    return _as_seen(me, services.record_encounter(me, Step(encounter_id, None, now(), body)))


@blueprint.patch("/<uuid:encounter_id>")
@blueprint.arguments(LabelIn)
@blueprint.response(200, EncounterOut)
def label_encounter(body: dict[str, Any], event_id: UUID, encounter_id: UUID) -> dict[str, Any]:
    """Change what I call somebody"""
    me = _me(event_id)
    return _as_seen(me, services.label_encounter(me, encounter_id, **body))


@blueprint.post("/<uuid:encounter_id>/accept")
@blueprint.response(200, EncounterOut)
def accept_encounter(event_id: UUID, encounter_id: UUID) -> dict[str, Any]:
    """Say "yes, we met" to somebody who scanned me"""
    me = _me(event_id)
    return _as_seen(me, services.accept_encounter(me, encounter_id))


@blueprint.post("/<uuid:encounter_id>/ignore")
@blueprint.response(204)
def ignore_encounter(event_id: UUID, encounter_id: UUID) -> None:
    """Let a request pass; whoever asked learns nothing of it"""
    services.ignore_encounter(_me(event_id), encounter_id)


@blueprint.post("/<uuid:encounter_id>/share")
@blueprint.response(200, EncounterOut)
def share_contact_details(event_id: UUID, encounter_id: UUID) -> dict[str, Any]:
    """Give my switched-on contact details to somebody I met"""
    me = _me(event_id)
    return _as_seen(me, services.share_contact_details(me, encounter_id))


def _me(event_id: UUID) -> Attendee:
    return attendee_of(current_account().id, event_id)


def _as_seen(me: Attendee, encounter_id: UUID) -> dict[str, Any]:
    found = queries.encounters_for(me.account_id, [encounter_id])
    if encounter_id not in found:
        raise NotFound
    return found[encounter_id]
