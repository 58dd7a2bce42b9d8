"""Who a session belongs to."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from server.accounts.models import Account, Session
from server.core.db import db


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The account that a request speaks for."""

    id: UUID
    name: str
    last_seen_on: date


def owner_of_session(token_hash: bytes, at: datetime) -> SignedIn | None:
    """The account whose session this is, unless it has expired."""
    row = db.session.execute(
        select(Account.id, Account.name, Session.last_seen_on, Session.expires_at)
        .join(Session, Session.account_id == Account.id)
        .where(Session.token_hash == token_hash)
    ).one_or_none()
    return SignedIn(row.id, row.name, row.last_seen_on) if row and row.expires_at > at else None
