"""Attendees, their answers, contact details and consents."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
    false,
    text,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column

from server.core.db import Model

MOST_ANSWERS = 5
CONTACT_KINDS = ("email", "phone", "whatsapp", "signal", "linkedin", "website", "title", "company")
PURPOSES = ("organiser_list", "organiser_answers", "organiser_contact")
# Every wording that our app has shown, by purpose. One is never changed, only followed by another.
WORDINGS = {
    "organiser_list": frozenset({"2026-11-a", "2026-11-b"}),
    "organiser_answers": frozenset({"2026-11-b"}),
    "organiser_contact": frozenset({"2026-11-b"}),
}
ATTENDING = "attending"


class Attendee(Model):
    """One person at one event.

    `card` and `shared_details` hold, as JSON, what an exchange gives away: they are
    written with every edit, so that meeting somebody reads one row and not five tables.
    """

    __tablename__ = "attendees"
    __table_args__ = (
        UniqueConstraint("event_id", "account_id"),
        UniqueConstraint("event_id", "card_id"),
        CheckConstraint("status in ('attending', 'left')", "status_is_known"),
        Index(None, "account_id"),
        Index(None, "event_id", "joined_at", "id"),
        Index("uq_attendees_event_id_spoken_code", "event_id", "spoken_code", unique=True),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    event_id: Mapped[UUID] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    status: Mapped[str] = mapped_column(String(16), default=ATTENDING)
    name: Mapped[str] = mapped_column(String(60))
    pronouns: Mapped[str] = mapped_column(String(30), default="")
    boundary: Mapped[str] = mapped_column(String(80), default="")
    revision: Mapped[int] = mapped_column(default=1)
    card_id: Mapped[bytes] = mapped_column(LargeBinary(8))
    live_secret: Mapped[bytes] = mapped_column(LargeBinary(32))
    earlier_secrets: Mapped[bytes | None] = mapped_column(LargeBinary)
    badge_handle: Mapped[bytes] = mapped_column(LargeBinary(16), unique=True)
    badge_claimed_at: Mapped[datetime | None]
    spoken_code: Mapped[str | None] = mapped_column(String(7))
    takes_requests: Mapped[bool] = mapped_column(default=True, server_default=true())
    shows_by_badge: Mapped[bool] = mapped_column(default=False, server_default=false())
    share_with_everyone: Mapped[bool] = mapped_column(default=False)
    card: Mapped[str] = mapped_column(Text)
    shared_details: Mapped[str] = mapped_column(Text, default="[]")
    joined_at: Mapped[datetime]


class GivenUpBadge(Model):
    """A handle that an attendee had, so that nobody else can take their old badge for their own."""

    __tablename__ = "given_up_badges"
    __table_args__ = (Index(None, "attendee_id"), {"sqlite_with_rowid": False})

    handle: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    attendee_id: Mapped[UUID] = mapped_column(ForeignKey("attendees.id", ondelete="CASCADE"))


class Answer(Model):
    """One attendee's own words on one prompt."""

    __tablename__ = "answers"
    __table_args__ = (Index(None, "prompt_id"),)

    attendee_id: Mapped[UUID] = mapped_column(
        ForeignKey("attendees.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    prompt_id: Mapped[UUID] = mapped_column(ForeignKey("prompts.id"))
    text: Mapped[str] = mapped_column(String(200))


class ContactDetail(Model):
    """A way to reach an attendee, or what they do; given away only when its switch is on."""

    __tablename__ = "contact_details"

    attendee_id: Mapped[UUID] = mapped_column(
        ForeignKey("attendees.id", ondelete="CASCADE"), primary_key=True
    )
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    value: Mapped[str] = mapped_column(String(200))
    shared: Mapped[bool] = mapped_column(default=False)


class Consent(Model):
    """What an attendee agreed to: purpose, the wording they read, and when; withdrawn ones are kept."""

    __tablename__ = "consents"
    __table_args__ = (
        Index(
            "uq_consents_one_in_force",
            "attendee_id",
            "purpose",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    attendee_id: Mapped[UUID] = mapped_column(ForeignKey("attendees.id", ondelete="CASCADE"))
    purpose: Mapped[str] = mapped_column(String(32))
    wording: Mapped[str] = mapped_column(String(16))
    language: Mapped[str] = mapped_column(String(16))
    given_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
