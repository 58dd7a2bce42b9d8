"""Encounters, their sides, and the ids that phones gave them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, false, text
from sqlalchemy.orm import Mapped, mapped_column

from server.core.db import Model


class Encounter(Model):
    """Two attendees met at an event; one row a pair, whoever scanned. Unmatched ones have one side."""

    __tablename__ = "encounters"
    __table_args__ = (
        CheckConstraint("first_id < second_id", "pair_is_ordered"),
        CheckConstraint("state in ('unmatched', 'pending', 'mutual')", "state_is_known"),
        CheckConstraint("(second_id IS NULL) = (state = 'unmatched')", "a_pair_is_matched"),
        Index(
            "uq_encounters_pair",
            "event_id",
            "first_id",
            "second_id",
            unique=True,
            sqlite_where=text("second_id IS NOT NULL"),
            postgresql_where=text("second_id IS NOT NULL"),
        ),
        Index(None, "first_id"),
        Index(None, "second_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    event_id: Mapped[UUID] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    first_id: Mapped[UUID] = mapped_column(ForeignKey("attendees.id", ondelete="CASCADE"))
    second_id: Mapped[UUID | None] = mapped_column(ForeignKey("attendees.id", ondelete="CASCADE"))
    state: Mapped[str] = mapped_column(String(16))
    met_at: Mapped[datetime]
    mutual_at: Mapped[datetime | None]
    arrived_at: Mapped[datetime]


class EncounterSide(Model):
    """One side of an encounter: what this person did, and what the other gave them.

    `card` holds the other's card as JSON (of somebody who only asks: the name), `details`
    the other's contact details. `asked` says that this side is shown the other's request.
    `sought` and `code` keep what an unmatched scan read, until the person whose card it was
    arrives, or until none can come any more; `badge` keeps the handle of a genuine badge that
    was scanned. `live_minutes` are minutes since 1970, four bytes each, of live codes that were
    scanned; kept until the two have met.
    """

    __tablename__ = "encounter_sides"
    __table_args__ = (
        Index(None, "encounter_id"),
        Index(None, "scanned_id", "scanned_at"),
        Index(None, "sought"),
        Index(None, "badge"),
        Index(
            "ix_encounter_sides_waiting",
            "encounter_id",
            sqlite_where=text("code IS NOT NULL"),
            postgresql_where=text("code IS NOT NULL"),
        ),
        Index(
            "ix_encounter_sides_spoken_at",
            "scanned_at",
            sqlite_where=text("scanned_how = 'spoken'"),
            postgresql_where=text("scanned_how = 'spoken'"),
        ),
        {"sqlite_with_rowid": False},
    )

    attendee_id: Mapped[UUID] = mapped_column(
        ForeignKey("attendees.id", ondelete="CASCADE"), primary_key=True
    )
    encounter_id: Mapped[UUID] = mapped_column(
        ForeignKey("encounters.id", ondelete="CASCADE"), primary_key=True
    )
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    label: Mapped[str] = mapped_column(String(60), default="")
    scanned_at: Mapped[datetime | None]
    scanned_how: Mapped[str | None] = mapped_column(String(8))
    scanned_id: Mapped[UUID | None]
    fresh: Mapped[bool] = mapped_column(default=False)
    asked: Mapped[bool] = mapped_column(default=False, server_default=false())
    ignored_at: Mapped[datetime | None]
    shared_at: Mapped[datetime | None]
    card: Mapped[str | None] = mapped_column(Text)
    details: Mapped[str | None] = mapped_column(Text)
    sought: Mapped[bytes | None] = mapped_column(LargeBinary(8))
    code: Mapped[str | None] = mapped_column(Text)
    badge: Mapped[bytes | None] = mapped_column(LargeBinary(16))
    live_minutes: Mapped[bytes | None] = mapped_column(LargeBinary(32))


class EncounterId(Model):
    """An id that a phone gave to an encounter which was known under another one; kept for ever."""

    __tablename__ = "encounter_ids"
    __table_args__ = ({"sqlite_with_rowid": False},)

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    client_id: Mapped[UUID] = mapped_column(primary_key=True)
    encounter_id: Mapped[UUID] = mapped_column(ForeignKey("encounters.id", ondelete="CASCADE"))
