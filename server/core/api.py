"""All contact with flask-smorest: blueprints that are closed until opened, and one transaction a request."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import flask_smorest
from flask_smorest import Api as SmorestApi
from marshmallow import Schema

from server.core import problems
from server.core.edge import View, at_the_edge, is_public, public, read, sent_by_browsers
from server.core.errors import KINDS, DomainError
from server.core.strict_json import StrictJson

if TYPE_CHECKING:
    from flask import Flask
    from flask.wrappers import Response
    from werkzeug.exceptions import HTTPException

__all__ = [
    "Api",
    "Blueprint",
    "create_api",
    "is_public",
    "public",
    "register",
    "sent_by_browsers",
    "specification",
]
LARGEST_BODY = 128 * 1024

Decorator: TypeAlias = Callable[[View], View]


class Api(SmorestApi):
    """The API and its OpenAPI 3.1 description, with every error as a problem."""

    ERROR_SCHEMA = problems.ProblemOut

    def handle_http_exception(self, error: HTTPException) -> Response:  # pyright: ignore[reportIncompatibleMethodOverride] - untyped there
        """Turn an error of the framework's into a problem."""
        return problems.from_framework(error)


class Blueprint(flask_smorest.Blueprint):
    """A room's routes. Each needs a signed-in account unless it is marked `@public`.

    Its decorators are redefined because Flask's typed ones refuse views that return models.
    """

    def arguments(self, schema: type[Schema], *, location: str = "json") -> Decorator:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Check what is sent in the body or the query against `schema`, and pass it to the view."""
        checker = schema()

        def decorator(view: View) -> View:
            described = cast("Any", super(Blueprint, self)).arguments(checker, location=location)(view)

            @wraps(described)
            def checked(**arguments: Any) -> Any:
                return view(read(checker, location), **arguments)

            return checked

        return decorator

    def response(  # pyright: ignore[reportIncompatibleMethodOverride]
        self,
        status_code: int,
        schema: type[Schema] | Schema | dict[str, Any] | None = None,
        *,
        content_type: str | None = None,
        description: str | None = None,
    ) -> Decorator:
        """Write what the view returns with `schema`."""
        return cast("Any", super()).response(
            status_code, schema, content_type=content_type, description=description
        )

    def route(self, rule: str, *, method: str = "GET") -> Decorator:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Answer `method` at `rule`, inside one transaction."""

        def decorator(view: View) -> View:
            return cast("Any", super(Blueprint, self)).route(rule, methods=[method])(at_the_edge(view))

        return decorator

    def get(self, rule: str) -> Decorator:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Answer GET: reads only."""
        return self.route(rule, method="GET")

    def put(self, rule: str) -> Decorator:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Answer PUT: a write that may be repeated."""
        return self.route(rule, method="PUT")

    def post(self, rule: str) -> Decorator:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Answer POST."""
        return self.route(rule, method="POST")

    def patch(self, rule: str) -> Decorator:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Answer PATCH: changes the fields that are given."""
        return self.route(rule, method="PATCH")

    def delete(self, rule: str) -> Decorator:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Answer DELETE."""
        return self.route(rule, method="DELETE")


def create_api(app: Flask, version: str) -> Api:
    """Prepare `app` to answer with strict JSON and problems, and describe itself."""
    app.json = StrictJson(app)
    cast("Any", app.config).update(
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        API_TITLE="Kith",
        API_VERSION=version,
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX=None,
        PROPAGATE_EXCEPTIONS=False,
    )
    api = Api(app, spec_kwargs={"info": {"description": DESCRIPTION}})
    app.register_error_handler(DomainError, problems.from_rule)
    app.register_error_handler(Exception, problems.from_surprise)
    return api


def register(api: Api, blueprint: Blueprint) -> None:
    """Let `api` answer at a room's routes."""
    cast("Any", api).register_blueprint(blueprint)


def specification(api: Api) -> dict[str, Any]:
    """The OpenAPI 3.1 description, with every problem code in it."""
    spec: dict[str, Any] = cast("Any", api.spec).to_dict()
    spec["x-problem-codes"] = {
        code: {"status": kind.status, "detail": kind.detail} for code, kind in sorted(KINDS.items())
    }
    for response in spec["components"]["responses"].values():
        if "application/json" in response.get("content", {}):
            response["content"] = {problems.PROBLEM_TYPE: response["content"]["application/json"]}
    return spec


DESCRIPTION = """\
Kith's HTTP API. Errors are `application/problem+json` (RFC 9457) with a stable `code`.
Unsafe requests carry the header `Kith-Client` and come from this server's own origin.
Writes may be repeated: the caller makes the ids (UUIDv7), and `Idempotency-Key` names a write.
A request that names its account in `Kith-Account` is a stranger's under another account's session."""
