"""Accounts, their sessions, and passes that sign another device in once."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from server.core.db import Model


class Account(Model):
    """A person who can sign in; made by their phone, before it has a network."""

    __tablename__ = "accounts"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    created_at: Mapped[datetime]
    device_secret_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))


class Session(Model):
    """One signed-in device. The cookie's token is kept as a hash only."""

    __tablename__ = "sessions"
    __table_args__ = (Index(None, "account_id"), {"sqlite_with_rowid": False})

    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    last_seen_on: Mapped[date]


class SignInPass(Model):
    """A secret that signs devices in, a counted number of times, for a short while."""

    __tablename__ = "sign_in_passes"
    __table_args__ = ({"sqlite_with_rowid": False},)

    secret_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    uses_left: Mapped[int]
    expires_at: Mapped[datetime]
