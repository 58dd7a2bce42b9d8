"""One error shape for everything: application/problem+json (RFC 9457)."""

from __future__ import annotations

import inspect
import logging
from typing import TYPE_CHECKING, Any, cast

import orjson
from flask import current_app
from marshmallow import Schema, fields
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from server.core.errors import (
    Busy,
    DomainError,
    InvalidInput,
    MethodNotAllowed,
    NotFound,
    NotNow,
    RangeNotSatisfiable,
    TooLarge,
    Unexpected,
    whereabouts,
)
from server.core.tokens import new_id

if TYPE_CHECKING:
    from flask.wrappers import Response

log = logging.getLogger("kith")
PROBLEM_TYPE = "application/problem+json"
RETRY_AFTER_S = 2
WITH_HEADERS: dict[int, type[DomainError]] = {
    rule.status: rule for rule in (MethodNotAllowed, RangeNotSatisfiable)
}


class ProblemOut(Schema):
    """What went wrong and what to do (RFC 9457)."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    code = fields.String(
        required=True, metadata={"description": "Stable name of the rule, such as met_oneself"}
    )
    detail = fields.String(required=True)
    errors = fields.Dict(metadata={"description": "What is wrong with each field"})


def problem(status: int, code: str, title: str, detail: str, errors: object = None) -> dict[str, Any]:
    """A problem as JSON."""
    body = {"type": f"/api/docs#{code}", "title": title, "status": status, "code": code, "detail": detail}
    return body if errors is None else {**body, "errors": _plain(errors)}


def _plain(errors: object) -> Any:
    """Errors as JSON has them: those of a list stand under their positions, which are numbers at first."""
    return orjson.loads(orjson.dumps(errors, default=str, option=orjson.OPT_NON_STR_KEYS))


def problem_of(error: DomainError) -> dict[str, Any]:
    """The problem that says what `error` says."""
    title = inspect.cleandoc(type(error).__doc__ or error.code)
    return problem(error.status, error.code, title.splitlines()[0].rstrip("."), str(error), error.errors)


def from_rule(error: DomainError) -> Response:
    """Answer with a rule's no."""
    headers = {"Retry-After": str(RETRY_AFTER_S)} if error.status == Busy.status else {}
    if isinstance(error, NotNow):
        headers = {"Retry-After": str(error.retry_after_s)}
    return _respond(problem_of(error), headers)


def from_framework(error: HTTPException) -> Response:
    """Answer with an error of the framework's."""
    data: dict[str, Any] = getattr(error, "data", None) or {}
    if error.code == InvalidInput.status:
        return from_rule(InvalidInput(errors=data.get("messages")))
    if error.code == NotFound.status:
        return from_rule(NotFound())
    if rule := WITH_HEADERS.get(error.code or 0):
        return _respond(problem_of(rule()), dict(error.get_headers()))
    if isinstance(error, RequestEntityTooLarge):
        return from_rule(TooLarge())
    if error.response is not None:
        return cast("Response", error.response)
    name = error.name.lower().replace(" ", "_")
    body = problem(error.code or 500, name, error.name, error.description or error.name)
    return _respond(body, dict(error.get_headers()))


def from_surprise(error: Exception) -> Response:
    """Hide what failed from the caller; the log has it under the same reference."""
    incident = str(new_id())
    log.error("unexpected error %s\n%s", incident, whereabouts(error))
    return from_rule(Unexpected(f"{Unexpected.detail} Reference: {incident}"))


def _respond(body: dict[str, Any], headers: dict[str, str]) -> Response:
    response = current_app.response_class(
        orjson.dumps(body, default=str), body["status"], mimetype=PROBLEM_TYPE
    )
    response.headers.extend(
        {name: value for name, value in headers.items() if name.lower() != "content-type"}
    )
    return response
