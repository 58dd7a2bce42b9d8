"""Notes."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from server.core.db import Model

LONGEST = 280


class Note(Model):
    """One detail that its author wants to remember about somebody, and what they would like to offer."""

    __tablename__ = "notes"
    __table_args__ = (Index(None, "author_id"), Index(None, "encounter_id"))

    id: Mapped[UUID] = mapped_column(primary_key=True)
    event_id: Mapped[UUID] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    author_id: Mapped[UUID] = mapped_column(ForeignKey("attendees.id", ondelete="CASCADE"))
    encounter_id: Mapped[UUID] = mapped_column(ForeignKey("encounters.id"))
    text: Mapped[str] = mapped_column(String(LONGEST))
    offer: Mapped[str] = mapped_column(String(LONGEST))
    conflict_of: Mapped[UUID | None]
    created_at: Mapped[datetime]
    edited_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]

    def as_row(self) -> dict[str, Any]:
        """This note by the names of its columns."""
        return {column.name: getattr(self, column.name) for column in self.__table__.c}
