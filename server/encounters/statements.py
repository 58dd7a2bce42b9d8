"""The statements that scans and pulls run, prepared once."""

from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, func, insert, or_, select, union_all, update

from server.attendees.models import ATTENDING, Attendee
from server.core.db import insert_or_update
from server.core.prepared import Prepared, many
from server.encounters.models import Encounter, EncounterId, EncounterSide

SIDE_FIELDS = (
    "attendee_id",
    "account_id",
    "label",
    "scanned_at",
    "scanned_how",
    "scanned_id",
    "fresh",
    "asked",
    "ignored_at",
    "shared_at",
    "card",
    "details",
    "sought",
    "code",
    "badge",
    "live_minutes",
)
SIDE_CHANGES = tuple(name for name in SIDE_FIELDS if name not in {"attendee_id", "account_id"})
CHANGING = ("first_id", "second_id", "state", "met_at", "mutual_at")

_A: Any = Attendee.__table__
_E: Any = Encounter.__table__
_S: Any = EncounterSide.__table__
_I: Any = EncounterId.__table__

SHOWN = (
    _A.c.id,
    _A.c.account_id,
    _A.c.card,
    _A.c.shared_details,
    _A.c.share_with_everyone,
    _A.c.takes_requests,
    _A.c.shows_by_badge,
    (_A.c.status == ATTENDING).label("attends"),
)


def _at_event(condition: ColumnElement[bool]) -> Any:
    return select(_A.c.id).where(_A.c.event_id == bindparam("event_id"), condition)


def _meetings(condition: ColumnElement[bool]) -> Prepared:
    """Meetings with all their sides, locked for writing."""
    meeting = (_E.c.id, _E.c.event_id, _E.c.state, _E.c.met_at, _E.c.mutual_at, _E.c.arrived_at)
    wanted = select(*meeting, *(_S.c[name] for name in SIDE_FIELDS)).join(_S, _S.c.encounter_id == _E.c.id)
    return Prepared(wanted.where(condition).order_by(_E.c.id).with_for_update())


def _seen(condition: ColumnElement[bool]) -> Any:
    """Encounters as one account's side sees them."""
    return (
        select(
            _E.c.id,
            _E.c.event_id,
            _E.c.state,
            _E.c.met_at,
            _E.c.mutual_at,
            _S.c.label,
            _S.c.scanned_at,
            _S.c.ignored_at,
            _S.c.shared_at,
            _S.c.card,
            _S.c.details,
            _S.c.badge,
            _S.c.asked,
        )
        .join(_S, _S.c.encounter_id == _E.c.id)
        .where(_S.c.account_id == bindparam("account_id"), condition)
    )


CANONICAL_IDS = Prepared(
    select(_I.c.client_id, _I.c.encounter_id).where(
        _I.c.account_id == bindparam("account_id"), _I.c.client_id.in_(many("client_ids"))
    )
)
MINE = Prepared(
    select(_S.c.encounter_id).where(
        _S.c.attendee_id == bindparam("me"), _S.c.encounter_id.in_(many("encounter_ids"))
    )
)
MEETINGS_BY_ID = _meetings(_E.c.id.in_(many("encounter_ids")))
MEETINGS_WITH = _meetings(
    or_(
        and_(
            _E.c.event_id == bindparam("event_id"),
            _E.c.first_id == bindparam("me"),
            _E.c.second_id.in_(many("others")),
        ),
        and_(
            _E.c.event_id == bindparam("event_id"),
            _E.c.second_id == bindparam("me"),
            _E.c.first_id.in_(many("others")),
        ),
    )
)
MEETINGS_BY_BADGE = _meetings(
    _E.c.id.in_(
        select(_S.c.encounter_id).where(_S.c.attendee_id == bindparam("me"), _S.c.badge.in_(many("handles")))
    )
)
REQUESTS = _meetings(
    and_(
        _E.c.state == "pending",
        _E.c.id.in_(select(_S.c.encounter_id).where(_S.c.attendee_id == bindparam("me"))),
    )
)
# By their ids: with an OR over cards, badges and spoken codes, SQLite reads everybody at the event.
OWNERS = Prepared(
    select(
        *SHOWN,
        _A.c.card_id,
        _A.c.badge_handle,
        _A.c.spoken_code,
        _A.c.live_secret,
        _A.c.earlier_secrets,
    )
    .where(
        _A.c.id.in_(
            union_all(
                _at_event(_A.c.card_id.in_(many("card_ids"))),
                _at_event(_A.c.badge_handle.in_(many("handles"))),
                _at_event(_A.c.spoken_code.in_(many("spoken"))),
            )
        )
    )
    .order_by(_A.c.id)
    .with_for_update(key_share=True)
)
FRESH_SCANS = Prepared(
    select(_S.c.scanned_id, _S.c.scanned_at, func.count().label("scans"))
    .where(_S.c.scanned_id.in_(many("scanned")), _S.c.scanned_at.in_(many("moments")), _S.c.fresh.is_(True))
    .group_by(_S.c.scanned_id, _S.c.scanned_at)
)
SEEN_BY_ID = Prepared(_seen(_S.c.encounter_id.in_(many("encounter_ids"))))
SEEN_BY_ME = Prepared(_seen(_S.c.attendee_id == bindparam("me")))

ADD_ENCOUNTER = Prepared(insert(_E))
ADD_SIDE = Prepared(insert(_S))
CHANGE_ENCOUNTER = Prepared(
    update(_E).where(_E.c.id == bindparam("of")).values({name: bindparam(f"to_{name}") for name in CHANGING})
)
CHANGE_SIDE = Prepared(
    update(_S)
    .where(_S.c.attendee_id == bindparam("of_attendee"), _S.c.encounter_id == bindparam("of"))
    .values({name: bindparam(f"to_{name}") for name in SIDE_CHANGES})
)
NAME_ENCOUNTER = Prepared(lambda: insert_or_update(_I, ["account_id", "client_id"], ["encounter_id"]))
