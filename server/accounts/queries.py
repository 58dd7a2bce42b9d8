"""Who a session belongs to."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import bindparam, func, select

from server.accounts.models import Account, Session
from server.core import feed
from server.core.feed import End, FeedCounter
from server.core.prepared import Prepared

_ACCOUNT = Account.__table__.c
_SESSION = Session.__table__.c
_COUNTER = FeedCounter.__table__.c
# With the end of the feed, so that a phone that asks for news, and there is none, costs one read.
_OWNER = Prepared(
    select(
        _ACCOUNT.id,
        _ACCOUNT.name,
        _SESSION.last_seen_on,
        _SESSION.expires_at,
        func.coalesce(_COUNTER.n, 0).label("n"),
        feed.EPOCH.label("epoch"),
    )
    .join_from(Account.__table__, Session.__table__, _SESSION.account_id == _ACCOUNT.id)
    .outerjoin(FeedCounter.__table__, _COUNTER.account_id == _ACCOUNT.id)
    .where(_SESSION.token_hash == bindparam("token_hash"))
)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The account that a request speaks for."""

    id: UUID
    name: str
    last_seen_on: date
    feed_end: End


def owner_of_session(token_hash: bytes, at: datetime) -> SignedIn | None:
    """The account whose session this is, unless it has expired."""
    row = _OWNER.row(token_hash=token_hash)
    if row is None or row.expires_at <= at:
        return None
    return SignedIn(row.id, row.name, row.last_seen_on, End(row.epoch, row.n))
