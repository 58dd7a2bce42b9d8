"""Writes meetings back, with as few statements as rows allow, and marks whom each change concerns."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import bindparam, delete, or_, select, update

from server.attendees.models import ATTENDING, Attendee
from server.core import feed
from server.core.db import db
from server.encounters import statements
from server.encounters.models import Encounter, EncounterId, EncounterSide
from server.encounters.sides import Meeting, Side
from server.encounters.statements import SIDE_FIELDS
from server.events.models import LATE_ARRIVAL, MARGIN, Event
from server.safety.queries import kept_apart

_ENCOUNTERS: Any = Encounter.__table__
_SIDES: Any = EncounterSide.__table__
_IDS: Any = EncounterId.__table__


@dataclass(frozen=True, slots=True)
class Alias:
    """An account's own id for an encounter that goes by another."""

    account_id: UUID
    client_id: UUID
    encounter_id: UUID


def save(meetings: Collection[Meeting]) -> None:
    """Write meetings, and tell whoever sees something else now, and nobody else."""
    statements.ADD_ENCOUNTER.run([_row(meeting) for meeting in meetings if meeting.is_new])
    statements.CHANGE_ENCOUNTER.run([_changes(meeting) for meeting in meetings if not meeting.is_new])
    sides = [(meeting.id, side) for meeting in meetings for side in meeting.sides.values()]
    statements.ADD_SIDE.run([_side_row(id_, side) for id_, side in sides if side.is_new])
    statements.CHANGE_SIDE.run([_side_changes(id_, side) for id_, side in sides if not side.is_new])
    for meeting in meetings:
        for side in meeting.sides.values():
            if meeting.has_changed_for(side.attendee_id):
                feed.mark(side.account_id, "encounter", meeting.id)


def remember(aliases: Sequence[Alias]) -> None:
    """Keep what phones call their encounters."""
    rows = [
        {"account_id": alias.account_id, "client_id": alias.client_id, "encounter_id": alias.encounter_id}
        for alias in aliases
    ]
    statements.NAME_ENCOUNTER.run(rows)


def forget(encounter_id: UUID, *, now_known_as: UUID, account_id: UUID) -> None:
    """Take away an encounter that turned out to be another one of the same person's."""
    _run(update(_IDS).where(_IDS.c.encounter_id == encounter_id).values(encounter_id=now_known_as))
    _run(delete(_SIDES).where(_SIDES.c.encounter_id == encounter_id))
    _run(delete(_ENCOUNTERS).where(_ENCOUNTERS.c.id == encounter_id))
    remember([Alias(account_id, encounter_id, now_known_as)])
    feed.mark(account_id, "encounter", encounter_id, gone=True)


def let_follow(rows: Any, kind: str, from_encounter: UUID, to_encounter: UUID) -> None:
    """Let what people wrote about an encounter that turned out to be another one follow it.

    `rows` is a table with an author and an encounter, `kind` its name in the feed.
    """
    moved = db.session.execute(
        select(rows.c.id, Attendee.account_id)
        .join(Attendee, Attendee.id == rows.c.author_id)
        .where(rows.c.encounter_id == from_encounter)
    ).all()
    about = rows.c.encounter_id
    _run(update(rows).where(about == from_encounter).values(encounter_id=to_encounter))
    for row_id, account_id in moved:
        feed.mark(account_id, kind, row_id)


def replace_card(changed: Attendee) -> None:
    """Give everybody who met `changed` their present card, and their details to whom they gave them.

    Whom a block keeps apart, and who left, keeps the card of that day, and of the details those
    that are still shared. All rows are written anew, so that it takes as long either way.
    """
    mine = _SIDES.alias("mine")
    met = db.session.execute(
        select(
            _SIDES.c.attendee_id,
            _SIDES.c.account_id,
            _SIDES.c.encounter_id,
            _SIDES.c.card,
            _SIDES.c.details,
            mine.c.shared_at,
            (Attendee.status == ATTENDING).label("attends"),
        )
        .join(Attendee, Attendee.id == _SIDES.c.attendee_id)
        .join(_ENCOUNTERS, _ENCOUNTERS.c.id == _SIDES.c.encounter_id)
        .join(mine, mine.c.encounter_id == _ENCOUNTERS.c.id)
        .where(
            mine.c.attendee_id == changed.id,
            _SIDES.c.attendee_id != changed.id,
            _ENCOUNTERS.c.state == "mutual",
        )
    ).all()
    given = (
        update(_SIDES)
        .where(_SIDES.c.attendee_id == bindparam("of_attendee"), _SIDES.c.encounter_id == bindparam("of"))
        .values(card=bindparam("to_card"), details=bindparam("to_details"))
    )
    apart = kept_apart(changed.account_id, {row.account_id for row in met})
    rows: list[dict[str, Any]] = []
    for row in met:
        card, details = changed.card, changed.shared_details if row.shared_at else None
        if row.account_id in apart or not row.attends:
            card, details = row.card, _still_shared(row.details, changed.shared_details)
        key = {"of_attendee": row.attendee_id, "of": row.encounter_id}
        rows.append({**key, "to_card": card, "to_details": details})
        if (row.card, row.details) != (card, details):
            feed.mark(row.account_id, "encounter", row.encounter_id)
    _run(given, rows)


def _still_shared(given: str | None, shared: str) -> str | None:
    """Of details that were given, those that are shared to this day."""
    if given is None:
        return None
    still = orjson.loads(shared)
    return orjson.dumps([detail for detail in orjson.loads(given) if detail in still]).decode()


def forget_waiting_codes(moment: datetime) -> int:
    """Forget the codes of scans that match nobody, where none can match any more; how many.

    A live code holds the whole card of its owner, who may never have come.
    """
    closed = moment - LATE_ARRIVAL
    over = select(_ENCOUNTERS.c.id).join(Event, Event.id == _ENCOUNTERS.c.event_id)
    over = over.where(or_(Event.closed_at < closed, Event.ends_at < closed - MARGIN))
    forgotten = update(_SIDES).where(_SIDES.c.code.is_not(None), _SIDES.c.encounter_id.in_(over))
    done = db.session.execute(forgotten.values(sought=None, code=None))
    return getattr(done, "rowcount", 0)


def _run(statement: Any, rows: Sequence[dict[str, Any]] | None = None) -> None:
    """Execute a statement, or its many; an empty list of rows is nothing to do."""
    if rows is None:
        db.session.connection().execute(statement)
    elif rows:
        db.session.connection().execute(statement, rows)


def _row(meeting: Meeting) -> dict[str, Any]:
    first, second = meeting.pair
    return {
        "id": meeting.id,
        "event_id": meeting.event_id,
        "first_id": first,
        "second_id": second,
        "state": meeting.state,
        "met_at": meeting.met_at,
        "mutual_at": meeting.mutual_at,
        "arrived_at": meeting.arrived_at,
    }


def _changes(meeting: Meeting) -> dict[str, Any]:
    row = _row(meeting)
    return {"of": meeting.id, **{f"to_{name}": row[name] for name in statements.CHANGING}}


def _side_row(encounter_id: UUID, side: Side) -> dict[str, Any]:
    return {"encounter_id": encounter_id, **{name: getattr(side, name) for name in SIDE_FIELDS}}


def _side_changes(encounter_id: UUID, side: Side) -> dict[str, Any]:
    changes = {f"to_{name}": getattr(side, name) for name in statements.SIDE_CHANGES}
    return {"of": encounter_id, "of_attendee": side.attendee_id, **changes}
