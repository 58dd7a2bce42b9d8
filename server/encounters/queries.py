"""Encounters, each as one of its sides may see it, and the meetings that a batch of scans touches."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import func, or_, select

from server.attendees.models import Attendee
from server.core.clock import as_text
from server.core.db import db
from server.core.errors import NotFound
from server.encounters import statements
from server.encounters.models import Encounter, EncounterSide
from server.encounters.sides import SPOKEN, Meeting, Shown, Side, is_hidden, state_as_seen
from server.encounters.statements import SHOWN, SIDE_FIELDS
from server.safety.queries import kept_apart

_E = Encounter.__table__.c
_S = EncounterSide.__table__.c


def canonical_ids(account_id: UUID, client_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """What an account's own ids for encounters stand for, where it is something else."""
    rows = statements.CANONICAL_IDS.rows(account_id=account_id, client_ids=list(client_ids))
    return {row.client_id: row.encounter_id for row in rows}


def my_encounter_ids(me: Attendee, client_ids: Collection[UUID]) -> dict[UUID, UUID]:
    """Those of these ids that name an encounter of mine, with the encounter each stands for."""
    known = canonical_ids(me.account_id, client_ids)
    wanted = {client_id: known.get(client_id, client_id) for client_id in client_ids}
    rows = statements.MINE.rows(me=me.id, encounter_ids=list(wanted.values()))
    mine = {row.encounter_id for row in rows}
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
    rows = statements.MEETINGS_BY_ID.rows(encounter_ids=list(encounter_ids)) if encounter_ids else []
    return _meetings(rows)


def meetings_with(event_id: UUID, me: UUID, others: Collection[UUID]) -> dict[UUID, Meeting]:
    """My meetings with these attendees, by the other's id, locked for writing."""
    if not others:
        return {}
    rows = statements.MEETINGS_WITH.rows(event_id=event_id, me=me, others=list(others))
    return {
        side.attendee_id: meeting
        for meeting in _meetings(rows).values()
        for side in meeting.sides.values()
        if side.attendee_id != me
    }


def _meetings(rows: Iterable[Any]) -> dict[UUID, Meeting]:
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


def unmatched_seeking(event_id: UUID, card_id: bytes, badge_handle: bytes) -> Sequence[UUID]:
    """Unmatched encounters whose scan read this card or badge, before it was anybody's here."""
    return db.session.scalars(
        select(_E.id)
        .join(EncounterSide.__table__, _S.encounter_id == _E.id)
        .where(
            or_(_S.sought == card_id, _S.badge == badge_handle),
            _E.event_id == event_id,
            _E.state == "unmatched",
        )
        .order_by(_E.id)
    ).all()


def meetings_by_badge(me: UUID, handles: Collection[bytes]) -> dict[bytes, Meeting]:
    """My meetings that a scan of these badges began or joined, locked for writing."""
    if not handles:
        return {}
    rows = statements.MEETINGS_BY_BADGE.rows(me=me, handles=list(handles))
    return {
        side.badge: meeting
        for meeting in _meetings(rows).values()
        for side in meeting.sides.values()
        if side.attendee_id == me and side.badge is not None
    }


def requests_of(attendee_id: UUID) -> dict[UUID, Meeting]:
    """The meetings of an attendee that wait for somebody's yes, locked for writing."""
    return _meetings(statements.REQUESTS.rows(me=attendee_id))


def hold_people_of(encounter_ids: Collection[UUID]) -> None:
    """Let nobody in these encounters change what they show until the transaction ends.

    People are locked before their encounters, always, so that no two transactions wait for each other.
    """
    db.session.execute(
        select(Attendee.id)
        .where(Attendee.id.in_(select(_S.attendee_id).where(_S.encounter_id.in_(list(encounter_ids)))))
        .order_by(Attendee.id)
        .with_for_update(read=True)
    )


def shown_by(attendee_ids: Iterable[UUID]) -> dict[UUID, Shown]:
    """What attendees show to people they meet."""
    rows = db.session.execute(select(*SHOWN).where(Attendee.id.in_(list(attendee_ids))))
    return {row.id: _shown(row) for row in rows}


def silent_among(account_id: UUID, people: Iterable[Shown]) -> set[UUID]:
    """Those of these attendees between whom and an account nothing new flows: blocked either way, or left."""
    known = list(people)
    apart = kept_apart(account_id, {one.account_id for one in known})
    return {one.attendee_id for one in known if one.account_id in apart or not one.attends}


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody whose code may have been scanned, and what proves that it was."""

    shown: Shown
    card_id: bytes
    badge_handle: bytes
    spoken_code: str | None
    live_secret: bytes
    earlier_secrets: bytes | None


@dataclass(frozen=True, slots=True)
class Sought:
    """What scanned codes name: cards, badges and spoken codes."""

    cards: Collection[bytes]
    handles: Collection[bytes]
    spoken: Collection[str]


def owners_of(me: Attendee, sought: Sought) -> list[Owner]:
    """The owners of these codes at my event, whether they still attend or not, and myself.

    Until the transaction ends their cards cannot change, so that nobody is given an old one,
    and nobody else meets them, so that the most who meet one code are counted right.
    """
    rows = statements.OWNERS.rows(
        event_id=me.event_id,
        card_ids=[me.card_id, *sought.cards],
        handles=list(sought.handles),
        spoken=list(sought.spoken),
    )
    return [
        Owner(
            _shown(row),
            row.card_id,
            row.badge_handle,
            row.spoken_code,
            row.live_secret,
            row.earlier_secrets,
        )
        for row in rows
    ]


def _shown(row: Any) -> Shown:
    return Shown(
        row.id,
        row.account_id,
        row.card,
        row.shared_details,
        row.share_with_everyone,
        row.takes_requests,
        row.shows_by_badge,
        bool(row.attends),
    )


def scans_since(me: Attendee, moment: datetime) -> dict[tuple[str, bool], int]:
    """How many badges and spoken codes I sent since a moment: by how, and whether they matched nobody."""
    unmatched = _E.state == "unmatched"
    rows = db.session.execute(
        select(_S.scanned_how, unmatched, func.count())
        .join(Encounter.__table__, _E.id == _S.encounter_id)
        .where(_S.attendee_id == me.id, _S.scanned_at > moment, _S.scanned_how.is_not(None))
        .group_by(_S.scanned_how, unmatched)
    )
    return {(how, bool(matched_nobody)): count for how, matched_nobody, count in rows}


def wrong_tries_since(event_id: UUID, moment: datetime) -> int:
    """How many spoken codes that are nobody's were sent at an event since a moment."""
    return db.session.execute(
        select(func.count())
        .select_from(EncounterSide.__table__)
        .join(Encounter.__table__, _E.id == _S.encounter_id)
        .where(
            _S.scanned_how == SPOKEN,
            _S.scanned_at > moment,
            _E.event_id == event_id,
            _E.state == "unmatched",
        )
    ).scalar_one()


def fresh_scans(scans: Collection[tuple[UUID, datetime]]) -> dict[tuple[UUID, datetime], int]:
    """How many people each card has met by fresh scans of the code of one minute."""
    if not scans:
        return {}
    scanned, moments = {scanned for scanned, _ in scans}, {at for _, at in scans}
    rows = statements.FRESH_SCANS.rows(scanned=list(scanned), moments=list(moments))
    return {(row.scanned_id, row.scanned_at): row.scans for row in rows}


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
    rows = statements.SEEN_BY_ID.rows(account_id=account_id, encounter_ids=encounter_ids)
    return {row.id: _as_seen(row) for row in rows if not _is_hidden(row)}


def encounters_of(me: Attendee) -> list[dict[str, Any]]:
    """Everybody I met at this event, in the order we met."""
    rows = statements.SEEN_BY_ME.rows(account_id=me.account_id, me=me.id)
    return [
        _as_seen(row) for row in sorted(rows, key=lambda row: (row.met_at, row.id)) if not _is_hidden(row)
    ]


def _is_hidden(row: Any) -> bool:
    return is_hidden(state_as_seen(row.state, row.badge), row)


def _as_seen(row: Any) -> dict[str, Any]:
    given: dict[str, Any] | None = orjson.loads(row.card) if row.card else None
    state = state_as_seen(row.state, row.badge)
    asks_me = state == "pending" and row.asked
    whole = given is not None and "card_id" in given  # of somebody who only asks, it is the name
    return {
        "id": str(row.id),
        "event_id": str(row.event_id),
        "state": state,
        "met_at": as_text(row.met_at),
        "mutual_at": as_text(row.mutual_at) if row.mutual_at else None,
        "label": row.label,
        "i_scanned": row.scanned_at is not None or row.state == "unmatched",
        "i_shared": row.shared_at is not None,
        "asks_me": asks_me,
        "asker": {"name": given["name"]} if given and asks_me else None,
        "person": {**given, "contact_details": orjson.loads(row.details or "[]")}
        if given and whole and state != "unmatched"
        else None,
    }
