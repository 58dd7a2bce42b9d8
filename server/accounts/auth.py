"""Who is asking: the session cookie, read and written."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from flask import after_this_request, current_app, g, request

from server.accounts import queries, services
from server.accounts.queries import SignedIn
from server.core.clock import now
from server.core.db import transaction
from server.core.errors import NotSignedIn
from server.core.tokens import digest

if TYPE_CHECKING:
    from flask import Flask
    from flask.wrappers import Response

LONGEST_TOKEN = 100
ACCOUNT_HEADER = "Kith-Account"


def use_cookie(app: Flask, *, secure: bool) -> None:
    """Keep sessions in `__Host-sid` over https, in `sid` on plain http at home."""
    app.config["SESSION_COOKIE"] = "__Host-sid" if secure else "sid"
    app.extensions["authenticate"] = authenticate
    app.extensions["keep_signed_in"] = keep_signed_in


def authenticate() -> SignedIn | None:
    """The account of the request's session; None for a stranger.

    A phone says whose words it sends: its cookie may be another person's by now, if an answer was lost.
    """
    token = session_token()
    account = queries.owner_of_session(digest(token), now()) if token else None
    meant = request.headers.get(ACCOUNT_HEADER)
    return account if account and meant in {None, str(account.id)} else None


def keep_signed_in(account: SignedIn) -> None:
    """Let the session of a request live on, here and in the browser; once a day at most."""
    moment = now()
    if account.last_seen_on < moment.date():
        with transaction():
            services.renew_session(session_token(), moment)
        after_this_request(_give_session_again)


def _give_session_again(response: Response) -> Response:
    """Let the browser keep its cookie for as long again, unless this very request took or changed it."""
    name = _cookie()
    if any(cookie.startswith(f"{name}=") for cookie in response.headers.getlist("Set-Cookie")):
        return response
    return give_session(response, session_token())


def session_token() -> str:
    """The token that the browser sent, or nothing."""
    token = request.cookies.get(_cookie(), "")
    return token if len(token) <= LONGEST_TOKEN else ""


def _cookie() -> str:
    return cast("str", current_app.config["SESSION_COOKIE"])


def current_account() -> SignedIn:
    """The account that this request speaks for.

    Raises:
        NotSignedIn: nobody is signed in.
    """
    account: SignedIn | None = g.get("signed_in")
    if account is None:
        raise NotSignedIn
    return account


def give_session(response: Response, token: str) -> Response:
    """Put a session into the browser."""
    name = _cookie()
    response.set_cookie(
        name,
        token,
        max_age=services.SESSION_LIFE,
        path="/",
        secure=name.startswith("__Host-"),
        httponly=True,
        samesite="Lax",
    )
    return response


def take_session(response: Response, keep: str | None = None) -> Response:
    """Take the session out of the browser, and everything else of ours unless the `storage` is to be kept."""
    name = _cookie()
    response.delete_cookie(name, path="/", secure=name.startswith("__Host-"), httponly=True, samesite="Lax")
    everything = '"cache", "cookies", "storage"'
    response.headers["Clear-Site-Data"] = '"cookies"' if keep == "storage" else everything
    return response
