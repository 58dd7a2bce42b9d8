"""Events, their organisers and their prompts."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from server.core.db import Model

MARGIN = timedelta(hours=24)
OWNER = "owner"
LAST_NUMBER = 0xFFFFFF  # three bytes in a live code
LATE_ARRIVAL = timedelta(days=30)


class Event(Model):
    """One gathering."""

    __tablename__ = "events"
    __table_args__ = (
        CheckConstraint("starts_at < ends_at", "ends_after_it_starts"),
        CheckConstraint(f"number between 1 and {LAST_NUMBER}", "number_fits_three_bytes"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(String(80))
    zone: Mapped[str] = mapped_column(String(64))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    join_opens_at: Mapped[datetime | None]
    join_closes_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None]
    code_zero_at: Mapped[datetime]
    join_code: Mapped[str] = mapped_column(String(8), unique=True)
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]

    @property
    def opens_at(self) -> datetime:
        """From when on codes shown here count; never before the minute that they count from."""
        return max(self.starts_at - MARGIN, self.code_zero_at)

    @property
    def closes_at(self) -> datetime:
        """Until when codes shown here count."""
        return min(self.closed_at, self.usually_closes_at) if self.closed_at else self.usually_closes_at

    @property
    def usually_closes_at(self) -> datetime:
        """Until when codes shown here count unless an organiser closes the event."""
        return self.ends_at + MARGIN

    def holds(self, moment: datetime) -> bool:
        """Whether something done at `moment` was done at this event."""
        return self.opens_at <= moment <= self.closes_at

    def was_closed_before(self, moment: datetime) -> bool:
        """Whether an organiser had closed this event when something was done at `moment`."""
        return self.closed_at is not None and moment > self.closed_at

    def lets_in(self, moment: datetime) -> bool:
        """Whether people could join at `moment`: until the event closes, and while its door is open."""
        opens_at, closes_at = self.join_opens_at or moment, self.join_closes_at or moment
        return opens_at <= moment <= min(closes_at, self.closes_at)

    def still_takes(self, moment: datetime) -> bool:
        """Whether phones that come back at `moment` may still bring what happened here."""
        return moment <= self.closes_at + LATE_ARRIVAL


class Organiser(Model):
    """An account with a role on an event."""

    __tablename__ = "organisers"
    __table_args__ = (
        CheckConstraint("role in ('owner', 'staff')", "role_is_known"),
        Index(None, "account_id"),
    )

    event_id: Mapped[UUID] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    role: Mapped[str] = mapped_column(String(8))
    may_export: Mapped[bool] = mapped_column(default=False, server_default=text("false"))


class Prompt(Model):
    """A curiosity question at an event.

    Its index is one byte in a code and is never used again, and its text never changes:
    a retired prompt is no longer offered, and still says what old answers answer.
    """

    __tablename__ = "prompts"
    __table_args__ = (
        UniqueConstraint("event_id", "index"),
        CheckConstraint('"index" between 0 and 255', "index_is_one_byte"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    event_id: Mapped[UUID] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    index: Mapped[int]
    position: Mapped[int] = mapped_column(server_default="0")
    text: Mapped[str] = mapped_column(String(120))
    deck_key: Mapped[str | None] = mapped_column(String(64))
    retired_at: Mapped[datetime | None]
