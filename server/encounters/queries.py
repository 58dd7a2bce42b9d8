"""Encounters, each as one of its sides may see it, and the meetings that a batch of scans touches."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import aliased

from server.attendees.models import ATTENDING, Attendee
from server.core.clock import as_text
from server.core.db import db
from server.core.errors import NotFound
from server.encounters.meeting import Meeting, Shown, Side
from server.encounters.models import Encounter, EncounterId, EncounterSide

SIDE_FIELDS = (
    "attendee_id",
    "account_id",
    "label",
    "scanned_at",
    "scanned_how",
    "scanned_id",
    "fresh",
    "ignored_at",
    "shared_at",
    "card",
    "details",
    "sought",
    "code",
)
_E = Encounter.__table__.c
_S = EncounterSide.__table__.c


def canonical_ids(account_id: UUID, client_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """What an account's own ids for encounters stand for, where it is something else."""
    rows = db.session.execute(
        select(EncounterId.client_id, EncounterId.encounter_id).where(
            EncounterId.account_id == account_id, EncounterId.client_id.in_(list(client_ids))
        )
    )
    return dict(rows.all())


def my_encounter_ids(me: Attendee, client_ids: Collection[UUID]) -> dict[UUID, UUID]:
    """Those of these ids that name an encounter of mine, with the encounter each stands for."""
    known = canonical_ids(me.account_id, client_ids)
    wanted = {client_id: known.get(client_id, client_id) for client_id in client_ids}
    mine = set(
        db.session.scalars(
            select(EncounterSide.encounter_id).where(
                EncounterSide.attendee_id == me.id, EncounterSide.encounter_id.in_(list(wanted.values()))
            )
        )
    )
    return {client_id: encounter_id for client_id, encounter_id in wanted.items() if encounter_id in mine}


def my_encounter_id(me: Attendee, client_id: UUID) -> UUID:
    """The encounter of mine that an id stands for.

    Raises:
        NotFound: it is none of mine.
    """
    found = my_encounter_ids(me, [client_id])
    if client_id not in found:
        raise NotFound
    return found[client_id]


def meetings_by_id(encounter_ids: Collection[UUID]) -> dict[UUID, Meeting]:
    """Meetings with all their sides, locked for writing."""
    return _meetings(_E.id.in_(list(encounter_ids))) if encounter_ids else {}


def meetings_with(event_id: UUID, me: UUID, others: Collection[UUID]) -> dict[UUID, Meeting]:
    """My meetings with these attendees, by the other's id, locked for writing."""
    if not others:
        return {}
    them = list(others)
    pair = or_(
        and_(_E.event_id == event_id, _E.first_id == me, _E.second_id.in_(them)),
        and_(_E.event_id == event_id, _E.second_id == me, _E.first_id.in_(them)),
    )
    return {
        side.attendee_id: meeting
        for meeting in _meetings(pair).values()
        for side in meeting.sides.values()
        if side.attendee_id != me
    }


def _meetings(condition: ColumnElement[bool]) -> dict[UUID, Meeting]:
    columns = [
        _E.id,
        _E.event_id,
        _E.state,
        _E.met_at,
        _E.mutual_at,
        _E.arrived_at,
        *(_S[name] for name in SIDE_FIELDS),
    ]
    wanted = select(*columns).join(EncounterSide.__table__, _S.encounter_id == _E.id).where(condition)
    rows = db.session.execute(wanted.order_by(_E.id).with_for_update())
    found: dict[UUID, Meeting] = {}
    for row in rows:
        meeting = found.get(row.id) or _meeting(row)
        found[row.id] = meeting
        side = Side(**{name: getattr(row, name) for name in SIDE_FIELDS}, is_new=False)
        meeting.sides[side.attendee_id] = side
    for meeting in found.values():
        meeting.seen_before = {attendee_id: meeting.seen_by(attendee_id) for attendee_id in meeting.sides}
    return found


def _meeting(row: Any) -> Meeting:
    return Meeting(
        id=row.id,
        event_id=row.event_id,
        met_at=row.met_at,
        arrived_at=row.arrived_at,
        sides={},
        state=row.state,
        mutual_at=row.mutual_at,
        is_new=False,
    )


def unmatched_seeking(event_id: UUID, card_id: bytes) -> Sequence[UUID]:
    """Unmatched encounters whose scan read this card, before its owner had arrived."""
    return db.session.scalars(
        select(_E.id)
        .join(EncounterSide.__table__, _S.encounter_id == _E.id)
        .where(_S.sought == card_id, _E.event_id == event_id, _E.state == "unmatched")
        .order_by(_E.id)
    ).all()


def shown_by(attendee_ids: Iterable[UUID]) -> dict[UUID, Shown]:
    """What attendees show to people they meet; it cannot change until the transaction ends."""
    rows = db.session.execute(
        select(
            Attendee.id,
            Attendee.account_id,
            Attendee.card,
            Attendee.shared_details,
            Attendee.share_with_everyone,
        )
        .where(Attendee.id.in_(list(attendee_ids)))
        .order_by(Attendee.id)
        .with_for_update(read=True)
    )
    return {
        row.id: Shown(row.id, row.account_id, row.card, row.shared_details, row.share_with_everyone)
        for row in rows
    }


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody whose code may have been scanned, and what proves that it was."""

    shown: Shown
    card_id: bytes
    badge_handle: bytes
    live_secret: bytes


def owners_of(me: Attendee, card_ids: Collection[bytes], handles: Collection[bytes]) -> list[Owner]:
    """The attending owners of these cards and badges at my event, and myself.

    Until the transaction ends their cards cannot change, so that nobody is given an old one,
    and nobody else meets them, so that the most who meet one code are counted right.
    """
    rows = db.session.execute(
        select(
            Attendee.id,
            Attendee.account_id,
            Attendee.card,
            Attendee.shared_details,
            Attendee.share_with_everyone,
            Attendee.card_id,
            Attendee.badge_handle,
            Attendee.live_secret,
        )
        .where(
            Attendee.event_id == me.event_id,
            Attendee.status == ATTENDING,
            or_(
                Attendee.card_id.in_([me.card_id, *card_ids]),
                Attendee.badge_handle.in_(list(handles)),
            ),
        )
        .order_by(Attendee.id)
        .with_for_update(key_share=True)
    )
    return [
        Owner(
            Shown(row.id, row.account_id, row.card, row.shared_details, row.share_with_everyone),
            row.card_id,
            row.badge_handle,
            row.live_secret,
        )
        for row in rows
    ]


def fresh_scans(scans: Collection[tuple[UUID, datetime]]) -> dict[tuple[UUID, datetime], int]:
    """How many people each card has met by fresh scans of the code of one minute."""
    if not scans:
        return {}
    rows = db.session.execute(
        select(_S.scanned_id, _S.scanned_at, func.count())
        .where(
            _S.scanned_id.in_({scanned for scanned, _ in scans}),
            _S.scanned_at.in_({at for _, at in scans}),
            _S.fresh.is_(True),
        )
        .group_by(_S.scanned_id, _S.scanned_at)
    )
    return {(scanned_id, scanned_at): count for scanned_id, scanned_at, count in rows}


def encounters_for(account_id: UUID, encounter_ids: Sequence[UUID]) -> dict[UUID, dict[str, Any]]:
    """Encounters as this account's side sees them; a request that it let pass is not seen any more.

    An id that one of its phones gave stands for the encounter that it turned out to be.
    """
    seen = _views(account_id, encounter_ids)
    unknown = [client_id for client_id in encounter_ids if client_id not in seen]
    known = canonical_ids(account_id, unknown) if unknown else {}
    renamed = _views(account_id, list(known.values())) if known else {}
    return seen | {client_id: renamed[id_] for client_id, id_ in known.items() if id_ in renamed}


def _views(account_id: UUID, encounter_ids: Sequence[UUID]) -> dict[UUID, dict[str, Any]]:
    rows = _seen(account_id, _S.encounter_id.in_(encounter_ids))
    return {row.id: _as_seen(row) for row in rows if not _let_pass(row)}


def encounters_of(me: Attendee) -> list[dict[str, Any]]:
    """Everybody I met at this event, in the order we met."""
    rows = _seen(me.account_id, _S.attendee_id == me.id)
    return [_as_seen(row) for row in sorted(rows, key=lambda row: (row.met_at, row.id)) if not _let_pass(row)]


def _seen(account_id: UUID, condition: ColumnElement[bool]) -> Any:
    theirs = aliased(EncounterSide.__table__)
    return db.session.execute(
        select(
            _E.id,
            _E.event_id,
            _E.state,
            _E.met_at,
            _E.mutual_at,
            _S.label,
            _S.scanned_at,
            _S.ignored_at,
            _S.shared_at,
            _S.card,
            _S.details,
            theirs.c.scanned_at.label("they_scanned_at"),
        )
        .join(EncounterSide.__table__, _S.encounter_id == _E.id)
        .outerjoin(theirs, and_(theirs.c.encounter_id == _E.id, theirs.c.attendee_id != _S.attendee_id))
        .where(_S.account_id == account_id, condition)
    ).all()


def _let_pass(row: Any) -> bool:
    return row.ignored_at is not None and row.state == "pending"


def _as_seen(row: Any) -> dict[str, Any]:
    given: dict[str, Any] | None = orjson.loads(row.card) if row.card else None
    mutual = row.state == "mutual"
    asks_me = row.state == "pending" and row.they_scanned_at is not None
    return {
        "id": str(row.id),
        "event_id": str(row.event_id),
        "state": row.state,
        "met_at": as_text(row.met_at),
        "mutual_at": as_text(row.mutual_at) if row.mutual_at else None,
        "label": row.label,
        "i_scanned": row.scanned_at is not None or row.state == "unmatched",
        "i_shared": row.shared_at is not None,
        "asks_me": asks_me,
        "asker": {"name": given["name"]} if given and asks_me else None,
        "person": {**given, "contact_details": orjson.loads(row.details or "[]")}
        if given and mutual
        else None,
    }
