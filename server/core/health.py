"""Is it up, is it ready, and what can it do: health, readiness and the API's own description."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from flask import current_app
from marshmallow import Schema, fields
from sqlalchemy import text

from server.core.api import Blueprint, public, sent_by_browsers, specification
from server.core.clock import now
from server.core.db import db
from server.core.strict_json import json_response

if TYPE_CHECKING:
    from flask import Flask
    from flask.wrappers import Response

    from server.core.api import Api

ONE_LINE_A = timedelta(minutes=1)
blueprint = Blueprint("health", __name__, description="About this server", url_prefix="/api")


class PolicyReports:
    """Counts what browsers report; one line a minute at most, since anybody may report anything."""

    def __init__(self) -> None:
        """Begin with nothing to tell."""
        self._untold, self._quiet_until = 0, now()

    def count(self) -> None:
        """Take one more, and tell how many there were since the last line."""
        self._untold += 1
        if now() >= self._quiet_until:
            current_app.logger.warning("browsers reported %d policy violations", self._untold)
            self._untold, self._quiet_until = 0, now() + ONE_LINE_A


class StatusOut(Schema):
    """How the server is."""

    status = fields.String(required=True)


@blueprint.get("/health")
@blueprint.response(200, StatusOut)
@public
def health() -> dict[str, str]:
    """Whether the server runs"""
    return {"status": "ok"}


@blueprint.get("/ready")
@blueprint.response(200, StatusOut)
@public
def ready() -> dict[str, str]:
    """Whether the server can reach its database"""
    db.session.execute(text("SELECT 1"))
    return {"status": "ready"}


@blueprint.get("/openapi.json")
@blueprint.response(200, {"type": "object"}, description="OpenAPI 3.1")
@public
def openapi() -> Response:
    """This description"""
    return json_response(current_app.extensions["openapi"])


@blueprint.post("/csp-reports")
@blueprint.response(204)
@sent_by_browsers
def report_policy_violation() -> None:
    """Take a browser's report that a page tried something forbidden; counted, never kept"""
    current_app.extensions["policy_reports"].count()


def describe(app: Flask, api: Api) -> None:
    """Keep the finished description of `api` where it can be asked for."""
    described: dict[str, Any] = specification(api)
    app.extensions.update(openapi=described, policy_reports=PolicyReports())
