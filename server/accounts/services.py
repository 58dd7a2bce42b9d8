"""How accounts begin, and how devices sign in and out."""

import secrets
from datetime import datetime, timedelta
from typing import ClassVar
from uuid import UUID

from sqlalchemy import delete, update

from server.accounts.models import Account, Session, SignInPass
from server.core import feed
from server.core.clock import now
from server.core.db import db
from server.core.errors import DomainError
from server.core.tokens import digest, new_secret

DEVICE_SECRET_LIFE = timedelta(hours=1)
SESSION_LIFE = timedelta(days=400)
PASS_LIFE = timedelta(minutes=10)


class AccountTaken(DomainError):
    """Another phone made an account under this id."""

    status: ClassVar[int] = 409
    code: ClassVar[str] = "account_taken"
    detail: ClassVar[str] = (
        "This account id belongs to another device. Make a new id and secret, and try again."
    )


class DeviceSecretExpired(DomainError):
    """The secret that made this account no longer signs in."""

    status: ClassVar[int] = 409
    code: ClassVar[str] = "device_secret_expired"
    detail: ClassVar[str] = (
        "This account was made more than an hour ago. Sign in from a device that is still signed in."
    )


class UnknownPass(DomainError):
    """No such sign-in link, or its time is over."""

    status: ClassVar[int] = 404
    code: ClassVar[str] = "unknown_pass"
    detail: ClassVar[str] = "This sign-in link is not known, or it has expired. Ask for a new one."


class PassUsed(DomainError):
    """This sign-in link has been used up."""

    status: ClassVar[int] = 410
    code: ClassVar[str] = "pass_used"
    detail: ClassVar[str] = "This sign-in link was used before. Ask for a new one."


class OtherAccount(DomainError):
    """This sign-in link belongs to another account than the one that may come in here."""

    status: ClassVar[int] = 409
    code: ClassVar[str] = "other_account"
    detail: ClassVar[str] = "This sign-in link is another account's. It was not used up."


def create_account(account_id: UUID, *, name: str, device_secret: str) -> tuple[Account, str]:
    """Make an account, or sign its phone in again: the account, and a session token.

    The phone invents id and secret before it has a network. When the answer is
    lost it asks again with both, so a lost answer never makes a second person.
    """
    account = db.session.get(Account, account_id, with_for_update=True)
    if account is None:
        account = Account(
            id=account_id, name=name, created_at=now(), device_secret_hash=digest(device_secret)
        )
        db.session.add(account)
        db.session.flush()
        feed.open_feed(account_id)
    elif account.device_secret_hash is None or now() - account.created_at > DEVICE_SECRET_LIFE:
        raise DeviceSecretExpired
    elif not secrets.compare_digest(account.device_secret_hash, digest(device_secret)):
        raise AccountTaken
    return account, open_session(account_id)


def open_session(account_id: UUID) -> str:
    """Sign a device in; the token is returned once and kept as a hash."""
    token = new_secret()
    moment = now()
    db.session.add(
        Session(
            token_hash=digest(token),
            account_id=account_id,
            created_at=moment,
            expires_at=moment + SESSION_LIFE,
            last_seen_on=moment.date(),
        )
    )
    return token


def renew_session(token: str, moment: datetime) -> None:
    """Let a session that is in use live on; once a day at most."""
    db.session.execute(
        update(Session)
        .where(Session.token_hash == digest(token))
        .values(expires_at=moment + SESSION_LIFE, last_seen_on=moment.date())
    )


def close_session(token: str) -> None:
    """Sign a device out."""
    db.session.execute(delete(Session).where(Session.token_hash == digest(token)))


def issue_pass(account_id: UUID, *, uses: int = 1, life: timedelta = PASS_LIFE) -> str:
    """A secret that signs in `uses` devices within `life`."""
    secret = new_secret()
    db.session.add(
        SignInPass(secret_hash=digest(secret), account_id=account_id, uses_left=uses, expires_at=now() + life)
    )
    return secret


def use_pass(secret: str, *, account_id: UUID | None = None) -> tuple[Account, str]:
    """Sign a device in by a pass: its account, and a session token.

    A device that holds words of one account lets nobody else in: it names that account.
    """
    used = db.session.get(SignInPass, digest(secret), with_for_update=True)
    if used is None or used.expires_at < now():
        raise UnknownPass
    if used.uses_left < 1:
        raise PassUsed
    if account_id not in (None, used.account_id):
        raise OtherAccount
    used.uses_left -= 1
    account = db.session.get_one(Account, used.account_id)
    return account, open_session(account.id)


def drop_expired() -> int:
    """Forget sessions, passes and device secrets whose time is over; how many."""
    moment = now()
    dropped = [
        delete(Session).where(Session.expires_at < moment),
        delete(SignInPass).where(SignInPass.expires_at < moment),
        update(Account)
        .where(Account.created_at < moment - DEVICE_SECRET_LIFE, Account.device_secret_hash.is_not(None))
        .values(device_secret_hash=None),
    ]
    return sum(getattr(db.session.execute(statement), "rowcount", 0) for statement in dropped)
