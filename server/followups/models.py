"""Follow-ups."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from server.core.db import Model

LONGEST = 2_000
STATES = ("drafted", "sent", "let_go")
CHANNELS = ("email", "sms", "whatsapp", "signal", "linkedin", "share", "copy", "other")


class FollowUp(Model):
    """One message to somebody met, as its author wrote it; once sent, it stays sent."""

    __tablename__ = "follow_ups"
    __table_args__ = (
        CheckConstraint("state in ('drafted', 'sent', 'let_go')", "state_is_known"),
        CheckConstraint("(sent_at IS NOT NULL) = (state = 'sent')", "sent_has_its_time"),
        Index(None, "author_id"),
        Index(None, "encounter_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    event_id: Mapped[UUID] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    author_id: Mapped[UUID] = mapped_column(ForeignKey("attendees.id", ondelete="CASCADE"))
    encounter_id: Mapped[UUID] = mapped_column(ForeignKey("encounters.id"))
    text: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(8))
    channel: Mapped[str | None] = mapped_column(String(16))
    sent_at: Mapped[datetime | None]
    conflict_of: Mapped[UUID | None]
    created_at: Mapped[datetime]
    edited_at: Mapped[datetime]
