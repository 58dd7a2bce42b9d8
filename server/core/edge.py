"""Around every view: who may call it, who is asking, what was sent, and one transaction."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial, wraps
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, cast

from flask import current_app, g, request
from marshmallow import EXCLUDE, ValidationError
from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import ClientDisconnected

from server.core import once, security
from server.core.db import transaction, with_one_retry
from server.core.errors import Busy, InvalidInput, NotJson, NotSignedIn, UnsupportedBody, whereabouts

if TYPE_CHECKING:
    from marshmallow import Schema

log = logging.getLogger("kith")
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

View: TypeAlias = Callable[..., Any]
V = TypeVar("V", bound=View)


def public(view: V) -> V:
    """Open a view to callers without a session. A house test lists them all."""
    cast("Any", view).is_public = True
    return view


def sent_by_browsers(view: V) -> V:
    """Open a view to what browsers send by themselves: any body, none of our headers, no database."""
    cast("Any", view).is_sent_by_browsers = True
    return public(view)


def is_public(view: View) -> bool:
    """Whether a view answers without a session."""
    return getattr(view, "is_public", False)


def at_the_edge(view: View) -> View:
    """Wrap a view: own pages only, signed in, body read before the lock, one transaction, one retry."""

    @wraps(view)
    def edge(**arguments: Any) -> Any:
        if getattr(view, "is_sent_by_browsers", False):
            return view(**arguments)
        write = request.method not in SAFE_METHODS
        if write:
            security.refuse_foreign_pages()
            _read_body()
            if not is_public(view):
                with_one_retry(_sign_in_before_the_lock)
                _keep_signed_in()
            _read_json()
        answer = with_one_retry(partial(_in_one_transaction, view, arguments, write=write))
        if not write and not is_public(view):
            _keep_signed_in()
        return answer

    cast("Any", edge).inside = view  # for a write that is answered again from inside its transaction
    return edge


def _read_body() -> None:
    """Read the whole body, so that a slow phone never holds the write lock."""
    try:
        data = request.get_data()
    except ClientDisconnected as error:
        raise NotJson("The body broke off. Nothing was changed; send it again.") from error
    if data and request.mimetype != "application/json":
        raise UnsupportedBody


def _read_json() -> None:
    """Take the body apart, which views then find done: this, too, is no work for whoever holds the lock.

    Raises:
        NotJson: it is none.
    """
    if request.get_data():
        request.get_json()


def read(checker: Schema, location: str) -> Any:
    """What was sent, as `checker` reads it."""
    unknown = EXCLUDE if location == "query" else None
    try:
        return cast("Any", checker.load(_sent(location), unknown=unknown))
    except ValidationError as error:
        raise InvalidInput(errors={location: error.normalized_messages()}) from error


def _sent(location: str) -> Any:
    if location == "query":
        return cast("Any", request.args).to_dict()
    return request.get_json() if request.get_data() else {}


def _sign_in_before_the_lock() -> None:
    with transaction(write=False):
        _sign_in()


def _sign_in() -> None:
    """Let `g` say who is asking, as the registered authenticator knows."""
    if "signed_in" not in g:
        account = current_app.extensions["authenticate"]()
        if account is None:
            raise NotSignedIn
        g.signed_in = account


def _keep_signed_in() -> None:
    """Let the session live on, if that can be written: a full disk keeps nobody from reading."""
    try:
        current_app.extensions["keep_signed_in"](g.signed_in)
    except (Busy, DBAPIError) as error:
        log.warning("a session was not renewed; the next request tries again\n%s", whereabouts(error))


def _in_one_transaction(view: View, arguments: dict[str, Any], *, write: bool) -> Any:
    """Run a view; one that only reads signs its caller in by the same transaction."""
    with transaction(write=write):
        if write:
            return once.or_again(view, arguments)
        if not is_public(view):
            _sign_in()
        return view(**arguments)
