"""Attendees, read by those concerned."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import exists, select

from server.attendees import statements
from server.attendees.models import ATTENDING, Attendee, ContactDetail, GivenUpBadge
from server.attendees.spoken import with_check
from server.core.clock import as_text
from server.core.db import db
from server.core.errors import NotFound
from server.core.prepared import as_read
from server.core.tokens import to_base64url
from server.events import queries as events
from server.events.models import Event, Organiser


def attendee_of(account_id: UUID, event_id: UUID | None) -> Attendee:
    """This account's place at an event.

    Raises:
        NotFound: it has none, or has left; a stranger cannot tell whether the event exists.
    """
    found = place_of(account_id, event_id) if event_id else None
    if found is None or found.status != ATTENDING:
        raise NotFound
    return found


def attendee_as_read(account_id: UUID, event_id: UUID | None) -> Attendee:
    """As `attendee_of`, for rules that change nothing of the attendee: a copy, outside of the session.

    Raises:
        NotFound: as there.
    """
    row = statements.PLACE.row(account_id=account_id, event_id=event_id) if event_id else None
    if row is None:
        raise NotFound
    return as_read(Attendee, row)


def place_of(account_id: UUID, event_id: UUID) -> Attendee | None:
    """This account's row at an event, whatever its status."""
    return db.session.scalars(
        select(Attendee).where(Attendee.event_id == event_id, Attendee.account_id == account_id)
    ).one_or_none()


def hold(me: Attendee) -> None:
    """Read my place again and keep it from changing until the transaction ends: I may have two phones."""
    db.session.refresh(me, with_for_update={"key_share": True})


def attendee_with_card(event_id: UUID, card_id: bytes) -> Attendee | None:
    """The attendee whose live codes carry this card id."""
    return db.session.scalars(
        select(Attendee).where(Attendee.event_id == event_id, Attendee.card_id == card_id)
    ).one_or_none()


def may_have_badge(me: Attendee, handle: bytes) -> bool:
    """Whether nobody else has this badge's handle, or had it."""
    had = select(GivenUpBadge.attendee_id).where(GivenUpBadge.handle == handle)
    has = select(Attendee.id).where(Attendee.badge_handle == handle)
    return set(db.session.scalars(had.union_all(has))) <= {me.id}


def answers_of(attendee_ids: Sequence[UUID]) -> dict[UUID, list[dict[str, Any]]]:
    """Answers by attendee, in the order their author gave them."""
    found: dict[UUID, list[dict[str, Any]]] = {}
    rows = statements.ANSWERS.rows(attendee_ids=attendee_ids)
    for attendee_id, index, text in rows:
        found.setdefault(attendee_id, []).append({"prompt": index, "text": text})
    return found


def details_of(attendee_ids: Sequence[UUID]) -> dict[UUID, list[ContactDetail]]:
    """Contact details by attendee."""
    found: dict[UUID, list[ContactDetail]] = {}
    rows = db.session.scalars(
        select(ContactDetail).where(ContactDetail.attendee_id.in_(attendee_ids)).order_by(ContactDetail.kind)
    )
    for detail in rows:
        found.setdefault(detail.attendee_id, []).append(detail)
    return found


def attendees_for(account_id: UUID, attendee_ids: Sequence[UUID]) -> dict[UUID, dict[str, Any]]:
    """An account's own places at events, with the secret that its phones sign live codes with."""
    mine = statements.PLACES.rows(account_id=account_id, attendee_ids=attendee_ids)
    ids = [attendee.id for attendee in mine]
    answers = answers_of(ids)
    details = _by_attendee(statements.DETAILS.rows(attendee_ids=ids))
    consents = _by_attendee(statements.CONSENTS.rows(attendee_ids=ids))
    return {
        attendee.id: {
            "id": str(attendee.id),
            "event_id": str(attendee.event_id),
            "name": attendee.name,
            "pronouns": attendee.pronouns,
            "boundary": attendee.boundary,
            "answers": answers.get(attendee.id, []),
            "revision": attendee.revision,
            "card_id": attendee.card_id.hex(),
            "live_secret": to_base64url(attendee.live_secret),
            "spoken_code": with_check(attendee.spoken_code) if attendee.spoken_code else None,
            "badge_claimed_at": as_text(attendee.badge_claimed_at) if attendee.badge_claimed_at else None,
            "takes_requests": attendee.takes_requests,
            "shows_by_badge": attendee.shows_by_badge,
            "contact_details": [
                {"kind": detail.kind, "value": detail.value, "shared": detail.shared}
                for detail in details.get(attendee.id, [])
            ],
            "share_with_everyone": attendee.share_with_everyone,
            "consents": [
                {
                    "purpose": consent.purpose,
                    "wording": consent.wording,
                    "language": consent.language,
                    "given_at": as_text(consent.given_at),
                }
                for consent in consents.get(attendee.id, [])
            ],
            "joined_at": as_text(attendee.joined_at),
        }
        for attendee in mine
    }


def _by_attendee(rows: Sequence[Any]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = {}
    for row in rows:
        found.setdefault(row.attendee_id, []).append(row)
    return found


def anybody_at(event_id: UUID) -> bool:
    """Whether anybody ever joined an event."""
    return db.session.scalars(select(exists().where(Attendee.event_id == event_id))).one()


def joined(event_ids: Sequence[UUID]) -> dict[UUID, int]:
    """How many people attend each event."""
    return {row.event_id: row.joined for row in statements.JOINED.rows(event_ids=event_ids)}


def events_for(account_id: UUID, event_ids: Sequence[UUID]) -> dict[UUID, dict[str, Any]]:
    """The events that an account attends or organises, as it sees them."""
    rows = statements.ATTENDED.rows(account_id=account_id, event_ids=event_ids)
    attended = {row.event_id for row in rows}
    seen = events.events_for(account_id, event_ids, joined)
    return {event_id: event for event_id, event in seen.items() if event["role"] or event_id in attended}


def versions_for(account_id: UUID, event_ids: Sequence[UUID]) -> dict[UUID, int]:
    """How often each of these events has changed that the account attends or organises."""
    rows = statements.VERSIONS.rows(account_id=account_id, event_ids=event_ids)
    return {row.id: row.version for row in rows}


def event_ids_of(account_id: UUID) -> Sequence[UUID]:
    """The events that an account attends or organises."""
    attended = select(Attendee.event_id).where(
        Attendee.account_id == account_id, Attendee.status == ATTENDING
    )
    organised = (
        select(Organiser.event_id)
        .join(Event, Event.id == Organiser.event_id)
        .where(Organiser.account_id == account_id, Event.deleted_at.is_(None))
    )
    return db.session.scalars(attended.union(organised)).all()
