"""/events/{event_id}/exports, and what an attendee sees of them"""

from typing import Any
from uuid import UUID

from flask.wrappers import Response

from server.accounts.auth import current_account
from server.attendees.queries import attendee_of
from server.core import files
from server.core.api import Blueprint
from server.core.errors import NotFound
from server.exports import queries, services
from server.exports.schemas import ExportIn, ExportOut, ExportsOut, SeenByOrganiserOut

MEDIA_TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

blueprint = Blueprint(
    "exports",
    __name__,
    description="What an organiser takes out",
    url_prefix="/api/events/<uuid:event_id>/exports",
)
seen = Blueprint(
    "seen",
    __name__,
    description="What the organiser sees of me",
    url_prefix="/api/events/<uuid:event_id>/attendees",
)


@blueprint.get("")
@blueprint.response(200, ExportsOut)
def exports(event_id: UUID) -> dict[str, Any]:
    """Every export of an event, and how many agreed to be on one; for organisers"""
    return queries.overview(queries.exporter_of(current_account().id, event_id))


@blueprint.put("/<uuid:export_id>")
@blueprint.arguments(ExportIn)
@blueprint.response(200, ExportOut)
def request_export(body: dict[str, Any], event_id: UUID, export_id: UUID) -> dict[str, Any]:
    """Ask for a file of the attendees who agreed to it; safe to repeat"""
    me = current_account()
    exporter = queries.exporter_of(me.id, event_id)
    export = services.request_export(
        exporter, export_id, by_name=me.name, file_format=body["format"], columns=body["columns"]
    )
    return queries.as_told(export)


@blueprint.get("/<uuid:export_id>")
@blueprint.response(200, ExportOut)
def one_export(event_id: UUID, export_id: UUID) -> dict[str, Any]:
    """How far a file has come"""
    exporter = queries.exporter_of(current_account().id, event_id)
    return queries.as_told(queries.export_of(exporter, export_id))


@blueprint.get("/<uuid:export_id>/file")
@blueprint.response(200, {"type": "string", "format": "binary"}, content_type="application/octet-stream")
def file(event_id: UUID, export_id: UUID) -> Response:
    """The file itself, whole or from where a download broke off"""
    exporter = queries.exporter_of(current_account().id, event_id)
    export, path, name = services.file_of(exporter, export_id)
    return files.send(path, name=name, media_type=MEDIA_TYPES[export.format])


@seen.get("/<uuid:attendee_id>/seen-by-organiser")
@seen.response(200, SeenByOrganiserOut)
def seen_by_organiser(event_id: UUID, attendee_id: UUID) -> dict[str, Any]:
    """What the organisers see of me, and which exports I was on"""
    me = attendee_of(current_account().id, event_id)
    if me.id != attendee_id:
        raise NotFound
    return queries.seen_of(me)
