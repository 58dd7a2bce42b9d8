"""What was taken out of an event: by whom, when, which columns, and who was on it."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from server.core.db import Model

WAITING, WRITING, READY, FAILED = "waiting", "writing", "ready", "failed"
FORMATS = ("csv", "xlsx")
FOLDER = "exports"
LIFE = timedelta(hours=24)
MOST_ATTEMPTS = 3


class Export(Model):
    """One export: wanted, then being written, then a file for a day; the row itself stays as the log.

    A worker that writes it holds a lease, and every attempt has its number, so that one that was
    believed dead cannot finish another's work. `columns` are keys with commas between them.
    """

    __tablename__ = "exports"
    __table_args__ = (
        CheckConstraint("state in ('waiting', 'writing', 'ready', 'failed')", "state_is_known"),
        CheckConstraint("format in ('csv', 'xlsx')", "format_is_known"),
        Index(None, "event_id", "asked_at"),
        Index(None, "account_id"),
        Index(None, "state"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    event_id: Mapped[UUID] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    by_name: Mapped[str] = mapped_column(String(60))
    format: Mapped[str] = mapped_column(String(8))
    columns: Mapped[str] = mapped_column(String(200))
    state: Mapped[str] = mapped_column(String(8), default=WAITING)
    attempt: Mapped[int] = mapped_column(default=0)
    leased_until: Mapped[datetime | None]
    rows_done: Mapped[int] = mapped_column(default=0)
    rows_total: Mapped[int] = mapped_column(default=0)
    others: Mapped[int] = mapped_column(default=0)
    file: Mapped[str | None] = mapped_column(String(64))
    size: Mapped[int | None]
    asked_at: Mapped[datetime]
    made_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]

    @property
    def column_keys(self) -> tuple[str, ...]:
        """The columns that were chosen."""
        return tuple(self.columns.split(","))


class ExportRow(Model):
    """This attendee was on that export."""

    __tablename__ = "export_rows"
    __table_args__ = (Index(None, "attendee_id"), {"sqlite_with_rowid": False})

    export_id: Mapped[UUID] = mapped_column(ForeignKey("exports.id", ondelete="CASCADE"), primary_key=True)
    attendee_id: Mapped[UUID] = mapped_column(
        ForeignKey("attendees.id", ondelete="CASCADE"), primary_key=True
    )
