"""/events/{event_id}/badges, and what is printed for an event"""

from typing import Any
from uuid import UUID

from flask import current_app
from flask.wrappers import Response

from server.accounts.auth import current_account
from server.badges import queries, services
from server.badges.paper import Printed
from server.badges.queries import Printable
from server.badges.schemas import BadgesIn, BlankBadgesIn, PosterIn, PrintableIn, PrintableOut
from server.core.api import Blueprint
from server.events.models import Organiser
from server.events.queries import organiser_of

PDF = "application/pdf"
BINARY = {"type": "string", "format": "binary"}

blueprint = Blueprint(
    "badges", __name__, description="What organisers print", url_prefix="/api/events/<uuid:event_id>"
)


@blueprint.get("/badges")
@blueprint.arguments(PrintableIn, location="query")
@blueprint.response(200, PrintableOut)
def printable(query: dict[str, Any], event_id: UUID) -> Printable:
    """Those whose badges can be printed; for organisers"""
    return queries.printable(_me(event_id), after=query["cursor"])


@blueprint.get("/badges.pdf")
@blueprint.arguments(BadgesIn, location="query")
@blueprint.response(200, BINARY, content_type=PDF)
def badges(query: dict[str, Any], event_id: UUID) -> Response:
    """Badges of everybody or of some, to print; for organisers"""
    return _file(services.print_badges(_me(event_id), **query))


@blueprint.get("/blank-badges.pdf")
@blueprint.arguments(BlankBadgesIn, location="query")
@blueprint.response(200, BINARY, content_type=PDF)
def blank_badges(query: dict[str, Any], event_id: UUID) -> Response:
    """Badges that nobody has yet, to print; for organisers"""
    return _file(services.print_blank_badges(_me(event_id), **query))


@blueprint.get("/poster.pdf")
@blueprint.arguments(PosterIn, location="query")
@blueprint.response(200, BINARY, content_type=PDF)
def poster(query: dict[str, Any], event_id: UUID) -> Response:
    """A poster with the join code, to print; for organisers"""
    return _file(services.print_poster(_me(event_id), **query))


def _me(event_id: UUID) -> Organiser:
    return organiser_of(current_account().id, event_id)


def _file(printed: Printed) -> Response:
    response = current_app.response_class(printed.pdf, mimetype=PDF)
    response.headers["Content-Disposition"] = f'attachment; filename="{printed.file_name}"'
    return response
