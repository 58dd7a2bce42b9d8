"""/accounts and /sessions"""

from typing import Any
from uuid import UUID

from flask import jsonify, make_response
from flask.wrappers import Response

from server.accounts import services
from server.accounts.auth import current_account, give_session, session_token, take_session
from server.accounts.queries import SignedIn
from server.accounts.schemas import AccountIn, AccountOut, PassIn, SignOutIn
from server.core.api import Blueprint, public

accounts = Blueprint("accounts", __name__, description="People who can sign in", url_prefix="/api/accounts")
sessions = Blueprint("sessions", __name__, description="Signed-in devices", url_prefix="/api/sessions")


@accounts.put("/<uuid:account_id>")
@accounts.arguments(AccountIn)
@accounts.response(200, AccountOut)
@public
def create_account(body: dict[str, Any], account_id: UUID) -> Response:
    """Make an account and sign this device in; safe to repeat for an hour"""
    account, token = services.create_account(account_id, **body)
    return give_session(jsonify(id=account.id, name=account.name), token)


@accounts.get("/me")
@accounts.response(200, AccountOut)
def me() -> SignedIn:
    """Who I am"""
    return current_account()


@sessions.post("")
@sessions.arguments(PassIn)
@sessions.response(200, AccountOut)
@public
def use_pass(body: dict[str, Any]) -> Response:
    """Sign this device in by the secret of a sign-in link"""
    account, token = services.use_pass(**body)
    return give_session(jsonify(id=account.id, name=account.name), token)


@sessions.delete("/current")
@sessions.arguments(SignOutIn, location="query")
@sessions.response(204)
def sign_out(query: dict[str, Any]) -> Response:
    """Sign this device out and clear what the browser keeps of us"""
    services.close_session(session_token())
    return take_session(make_response("", 204), **query)
