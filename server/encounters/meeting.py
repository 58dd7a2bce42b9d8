"""When a scan makes an encounter mutual, and what passes then: the rules, without a database.

Every function here may be run in any order over the same acts and ends in the same
state, because phones come back online in any order.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from server.attendees.card import name_only

FRESH_FOR = timedelta(minutes=3)
STEP = timedelta(minutes=1)
BOTH_WITHIN = timedelta(minutes=10)
MUTUALS_A_MINUTE = 4

LIVE = "live"
BADGE = "badge"
SPOKEN = "spoken"


@dataclass(frozen=True, slots=True)
class Shown:
    """What an attendee shows to people they meet, as JSON."""

    attendee_id: UUID
    account_id: UUID
    card: str
    shared_details: str
    share_with_everyone: bool
    takes_requests: bool
    shows_by_badge: bool


@dataclass(slots=True)
class Side:
    """What one person did about an encounter, and what they were given."""

    attendee_id: UUID
    account_id: UUID
    label: str = ""
    scanned_at: datetime | None = None
    scanned_how: str | None = None
    scanned_id: UUID | None = None
    fresh: bool = False
    asked: bool = False
    ignored_at: datetime | None = None
    shared_at: datetime | None = None
    card: str | None = None
    details: str | None = None
    sought: bytes | None = None
    code: str | None = None
    badge: bytes | None = None
    is_new: bool = field(default=True, compare=False)


def state_as_seen(state: str, badge: bytes | None) -> str:
    """What a side sees of a state: a genuine badge always waits, also one that is nobody's."""
    return "pending" if state == "unmatched" and badge is not None else state


def is_hidden(state: str, mine: Any) -> bool:
    """Whether a side sees nothing of an encounter: a request that it let pass, or wants none of."""
    wanted = mine.scanned_at is not None or mine.asked
    return state == "pending" and (mine.ignored_at is not None or not wanted)


@dataclass(slots=True)
class Meeting:
    """An encounter with its sides."""

    id: UUID
    event_id: UUID
    met_at: datetime
    arrived_at: datetime
    sides: dict[UUID, Side]
    state: str = "unmatched"
    mutual_at: datetime | None = None
    is_new: bool = field(default=True, compare=False)
    seen_before: dict[UUID, object] = field(default_factory=dict[UUID, object], compare=False)

    @property
    def pair(self) -> tuple[UUID, UUID | None]:
        """The ids of the two, in order; of one alone when unmatched."""
        first, *second = sorted(self.sides)
        return first, second[0] if second else None

    def other(self, attendee_id: UUID) -> Side | None:
        """The side across from `attendee_id`."""
        return next((side for id_, side in self.sides.items() if id_ != attendee_id), None)

    def seen_by(self, attendee_id: UUID) -> object:
        """What one side's view is made of; None of what it does not see."""
        mine = self.sides[attendee_id]
        state = state_as_seen(self.state, mine.badge)
        if is_hidden(state, mine):
            return None
        acts = mine.scanned_at is not None, mine.shared_at is not None
        given = mine.card, mine.details or "[]"
        return state, self.met_at, self.mutual_at, mine.label, acts, given, state == "pending" and mine.asked

    def has_changed_for(self, attendee_id: UUID) -> bool:
        """Whether one side sees something else than before."""
        return self.seen_before.get(attendee_id) != self.seen_by(attendee_id)


def is_fresh(shown_at: datetime, arrived_at: datetime) -> bool:
    """Whether a code reached the server within three minutes of the minute it was shown in."""
    return shown_at - FRESH_FOR <= arrived_at <= shown_at + STEP + FRESH_FOR


def note_scan(meeting: Meeting, scanner: UUID, scanned: UUID, *, how: str, at: datetime, fresh: bool) -> None:
    """Enter that `scanner` read the code of `scanned`; the earliest time is kept, and none to come."""
    side = meeting.sides[scanner]
    better = (
        side.scanned_id is None or (how == LIVE and side.scanned_how != LIVE) or (fresh and not side.fresh)
    )
    if better:
        side.scanned_at, side.scanned_how, side.scanned_id = at, how, scanned
    side.fresh = side.fresh or fresh
    side.sought = side.code = None
    meeting.met_at = min(meeting.met_at, at, meeting.arrived_at)


def settle(meeting: Meeting, shown: dict[UUID, Shown], moment: datetime) -> None:
    """Bring state and gifts in line with what both did."""
    if meeting.pair[1] is None:
        return
    if meeting.state != "mutual":
        meeting.state = "mutual" if _proven(meeting) else "pending"
        if meeting.state == "mutual":
            meeting.mutual_at = moment
    if meeting.state == "mutual":
        _let_pass(meeting, shown, moment)
    else:
        _let_ask(meeting, shown)


def _proven(meeting: Meeting) -> bool:
    """Presence is proven by a fresh live code, by both scanning each other, or by two requests that cross."""
    mine, theirs = meeting.sides.values()
    if mine.fresh or theirs.fresh:
        return True
    if mine.scanned_at is None or theirs.scanned_at is None:
        return False
    both_live = mine.scanned_how == theirs.scanned_how == LIVE
    return not both_live or abs(mine.scanned_at - theirs.scanned_at) <= BOTH_WITHIN


def accept(meeting: Meeting, shown: dict[UUID, Shown], moment: datetime) -> None:
    """The one who was asked says: yes, we met."""
    meeting.state, meeting.mutual_at = "mutual", moment
    _let_pass(meeting, shown, moment)


def _let_pass(meeting: Meeting, shown: dict[UUID, Shown], moment: datetime) -> None:
    """Cards pass both ways; contact details only from whom has acted."""
    both_scanned = all(side.scanned_at for side in meeting.sides.values())
    for side in meeting.sides.values():
        if side.shared_at is None and (both_scanned or shown[side.attendee_id].share_with_everyone):
            side.shared_at = moment
    for side in meeting.sides.values():
        theirs = meeting.other(side.attendee_id)
        if theirs is not None:
            them = shown[theirs.attendee_id]
            side.card = them.card
            side.details = them.shared_details if theirs.shared_at else None


def _let_ask(meeting: Meeting, shown: dict[UUID, Shown]) -> None:
    """Whoever was scanned learns the name of the one who asks, unless they want no such requests.

    The asker learns nothing, unless it was a badge whose owner lets their card be seen.
    """
    for side in meeting.sides.values():
        theirs = meeting.other(side.attendee_id)
        if theirs is None:
            continue
        wanted = theirs.scanned_how == LIVE or shown[side.attendee_id].takes_requests
        side.asked = theirs.scanned_at is not None and wanted
        them = shown[theirs.attendee_id]
        seen = side.badge is not None and them.shows_by_badge
        name = name_only(them.card) if side.asked else None
        side.card, side.details = them.card if seen else name, None
