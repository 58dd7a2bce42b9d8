"""When a scan makes an encounter mutual, and what passes then: the rules, without a database.

Every function here may be run in any order over the same acts and ends in the same
state, because phones come back online in any order.
"""

import struct
from datetime import datetime, timedelta
from uuid import UUID

from server.attendees.card import name_only
from server.encounters.sides import LIVE, Meeting, Shown, Side

FRESH_FOR = timedelta(minutes=3)
STEP = timedelta(minutes=1)
BOTH_WITHIN = timedelta(minutes=10)
MUTUALS_A_MINUTE = 4
MINUTES_KEPT = 8


def is_fresh(shown_at: datetime, arrived_at: datetime) -> bool:
    """Whether a code reached the server within three minutes of the minute it was shown in."""
    return shown_at - FRESH_FOR <= arrived_at <= shown_at + STEP + FRESH_FOR


def note_scan(meeting: Meeting, scanner: UUID, scanned: UUID, *, how: str, at: datetime, fresh: bool) -> None:
    """Enter that `scanner` read the code of `scanned`; the earliest time is kept, and none to come.

    Of live codes every minute is kept until the two have met: any of them may be the one at
    which the other scanned back, and that scan may arrive later.
    """
    side = meeting.sides[scanner]
    asks = how != LIVE and side.scanned_how == LIVE and not side.fresh
    side.live_minutes = _pack(_minutes_of(side) | ({_minute(at)} if how == LIVE else set()))
    if side.scanned_id is None or asks or (fresh and not side.fresh):
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
    if mine.scanned_how != LIVE or theirs.scanned_how != LIVE:
        return True
    apart = min(abs(one - other) for one in _minutes_of(mine) for other in _minutes_of(theirs))
    return apart * STEP <= BOTH_WITHIN


def _minutes_of(side: Side) -> set[int]:
    """The minutes of the live codes that a side scanned; of an older row, the one that is known."""
    if side.live_minutes is not None:
        return {minute for (minute,) in struct.iter_unpack(">I", side.live_minutes)}
    if side.scanned_at is not None and side.scanned_how == LIVE:
        return {_minute(side.scanned_at)}
    return set()


def _minute(moment: datetime) -> int:
    return int(moment.timestamp()) // 60


def _pack(minutes: set[int]) -> bytes | None:
    """The latest minutes, whichever came first."""
    latest = sorted(minutes)[-MINUTES_KEPT:]
    return struct.pack(f">{len(latest)}I", *latest) if latest else None


def accept(meeting: Meeting, shown: dict[UUID, Shown], moment: datetime) -> None:
    """The one who was asked says: yes, we met."""
    meeting.state, meeting.mutual_at = "mutual", moment
    _let_pass(meeting, shown, moment)


def _let_pass(meeting: Meeting, shown: dict[UUID, Shown], moment: datetime) -> None:
    """Cards pass both ways; contact details only from whom has acted."""
    both_scanned = all(side.scanned_at for side in meeting.sides.values())
    for side in meeting.sides.values():
        side.live_minutes = None
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
        them = shown[theirs.attendee_id]
        side.asked = _is_asked(theirs, shown[side.attendee_id])
        name = name_only(them.card) if side.asked else None
        side.card, side.details = them.card if _sees_card(side, them) else name, None


def take_back(meeting: Meeting, shown: dict[UUID, Shown]) -> None:
    """Take from both sides of a request what they are not shown any more, and give them nothing new.

    The name of somebody who asks stays where it is, so that requests switched off and on look the same.
    """
    for side in meeting.sides.values():
        theirs = meeting.other(side.attendee_id)
        if theirs is None:
            continue
        if side.card is not None and not _sees_card(side, shown[theirs.attendee_id]):
            side.card = name_only(side.card) if theirs.scanned_at is not None else None
        side.asked = side.card is not None and _is_asked(theirs, shown[side.attendee_id])


def _is_asked(theirs: Side, me: Shown) -> bool:
    """Whether I am shown the other's request; one by a live code always, for it was shown on purpose."""
    return theirs.scanned_at is not None and (bool(_minutes_of(theirs)) or me.takes_requests)


def _sees_card(side: Side, them: Shown) -> bool:
    return side.badge is not None and them.shows_by_badge
