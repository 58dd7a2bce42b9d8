"""RFC 8259 and nothing more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson
from flask import current_app
from flask.json.provider import JSONProvider

from server.core.errors import NotJson

if TYPE_CHECKING:
    from flask.wrappers import Response


class StrictJson(JSONProvider):
    """No NaN, no lone surrogates, no unbounded nesting."""

    def dumps(self, obj: Any, **_: Any) -> str:
        """Write JSON."""
        return orjson.dumps(obj).decode()

    def loads(self, s: str | bytes, **_: Any) -> Any:
        """Read JSON; NotJson if it is not strictly that."""
        try:
            return orjson.loads(s)
        except orjson.JSONDecodeError as error:
            raise NotJson from error

    def response(self, *args: Any, **kwargs: Any) -> Response:
        """Answer with JSON."""
        content = self._prepare_response_obj(args, kwargs)
        return current_app.response_class(orjson.dumps(content), mimetype="application/json")


def json_response(content: Any) -> Response:
    """Answer with `content` as it is."""
    return current_app.response_class(orjson.dumps(content), mimetype="application/json")
