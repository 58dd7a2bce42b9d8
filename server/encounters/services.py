"""How encounters begin, become mutual, and pass cards and contact details."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from server.attendees.codes import Badge, LiveCode, read_code
from server.attendees.models import Attendee
from server.attendees.spoken import SpokenCode
from server.core.clock import now
from server.core.db import db
from server.core.errors import DomainError, NotFound
from server.core.mutations import Judged, Step
from server.core.security import base_url
from server.encounters import meeting as rules
from server.encounters import queries, store
from server.encounters.desk import Desk, merge
from server.encounters.meeting import MUTUALS_A_MINUTE
from server.encounters.sides import BADGE, LIVE, Meeting, Shown, Side, state_as_seen
from server.encounters.whose import Read, genuine_at, read_scan
from server.events.models import Event
from server.events.queries import events_as_read
from server.events.services import EventOver


class MetOneself(DomainError):
    """One's own code."""

    code: ClassVar[str] = "met_oneself"
    detail: ClassVar[str] = "That is your own code. Let the other person scan it, or scan theirs."


class CodeOfAnotherEvent(DomainError):
    """A code that belongs elsewhere."""

    code: ClassVar[str] = "code_of_another_event"
    detail: ClassVar[str] = "This code belongs to another event. Join that event first, then scan it again."


class NothingToAccept(DomainError):
    """Nobody asks."""

    status: ClassVar[int] = 409
    code: ClassVar[str] = "nothing_to_accept"
    detail: ClassVar[str] = "Nobody is waiting for your answer here."


class NothingToIgnore(DomainError):
    """Nobody asks."""

    status: ClassVar[int] = 409
    code: ClassVar[str] = "nothing_to_ignore"
    detail: ClassVar[str] = "Nobody is waiting for your answer here, so there is nothing to let pass."


def record_encounters(me: Attendee, steps: Sequence[Step]) -> Sequence[Judged]:
    """Record that `me` scanned the codes of `steps`, each judged by itself.

    Phones work offline and retry, and both sides may scan: a pair has one encounter,
    later scans return it, and the earliest time is kept, so the order in which phones
    come back online does not matter. A scan is always taken; one that matches nobody
    stays as unmatched, with the scanner's own label.
    """
    [event] = events_as_read([me.event_id])
    moment = now()
    if not event.still_takes(moment):
        return [EventOver()] * len(steps)
    read = [_read(me, event, step) for step in steps]
    scans = [scan for scan in read if isinstance(scan, Read)]
    desk = Desk(me, event, scans, moment)
    judged: list[Judged] = [desk.judge(scan) if isinstance(scan, Read) else scan for scan in read]
    store.save(desk.touched.values())
    store.remember(desk.aliases)
    return judged


def record_encounter(me: Attendee, step: Step) -> UUID:
    """Record one scan, and return the encounter that it is about."""
    [judged] = record_encounters(me, [step])
    if isinstance(judged, DomainError):
        raise judged
    return judged.entity_id


def _read(me: Attendee, event: Event, step: Step) -> Read | DomainError:
    try:
        code = read_code(step.body["code"], base_url())
    except DomainError as refusal:
        return refusal
    if isinstance(code, LiveCode) and code.event_number != event.number:
        return CodeOfAnotherEvent()
    if _is_my_own(me, code):
        return MetOneself()
    if event.was_closed_before(_done_at(code, step, event)):
        return EventOver()
    return read_scan(step, code, event)


def _done_at(code: LiveCode | Badge | SpokenCode, step: Step, event: Event) -> datetime:
    """When a code was scanned: as a live code proves, else as the scanning phone says."""
    return code.shown_at(event.code_zero_at) if isinstance(code, LiveCode) else step.at


def _is_my_own(me: Attendee, code: LiveCode | Badge | SpokenCode) -> bool:
    if isinstance(code, LiveCode):
        return code.card_id == me.card_id
    if isinstance(code, Badge):
        return code.handle == me.badge_handle
    return code.symbols == me.spoken_code


def accept_encounter(me: Attendee, encounter_id: UUID) -> UUID:
    """Say "yes, we met" to somebody who asks; again changes nothing.

    Requests last as long as scans are taken: thirty days after the event's codes stop counting.
    A request of somebody whom a block keeps apart, or who left, is answered like none.
    """
    pair = _pair_of(me, encounter_id)
    event = db.session.get_one(Event, me.event_id)
    meeting, theirs = pair.meeting, pair.meeting.other(me.id)
    if meeting.state != "mutual":
        if theirs is None or theirs.scanned_at is None:
            raise NothingToAccept
        if not event.still_takes(now()):
            raise EventOver
        if pair.is_silent:
            raise NothingToAccept
        rules.accept(meeting, pair.shown, now())
        store.save([meeting])
    return meeting.id


def ignore_encounter(me: Attendee, encounter_id: UUID) -> UUID:
    """Let a request pass; whoever asks learns nothing of it. Whom I met stays met.

    My own scan of a badge may be put aside too: it may have been my own badge.
    """
    meeting = _meeting_of(me, encounter_id)
    side = meeting.sides[me.id]
    if meeting.state != "mutual" and not side.asked and side.badge is None:
        raise NothingToIgnore
    pending = state_as_seen(meeting.state, side.badge) == "pending"
    if pending and side.ignored_at is None:
        side.ignored_at = now()
        store.save([meeting])
    return meeting.id


def share_contact_details(me: Attendee, encounter_id: UUID) -> UUID:
    """Give one's switched-on contact details to somebody one has met.

    The act counts at once, the details pass once both have met: a phone that was
    offline sends scan and share together, and the scan may have to wait for a "yes".
    Nothing passes where a block keeps the two apart, or the other left; who shares cannot tell.
    """
    pair = _pair_of(me, encounter_id)
    meeting = pair.meeting
    if meeting.sides[me.id].shared_at is None:
        meeting.sides[me.id].shared_at = now()
        if not pair.is_silent:
            rules.settle(meeting, pair.shown, now())
        store.save([meeting])
    return meeting.id


def label_encounter(me: Attendee, encounter_id: UUID, *, label: str) -> UUID:
    """Change what I call somebody."""
    meeting = _meeting_of(me, encounter_id)
    meeting.sides[me.id].label = label
    store.save([meeting])
    return meeting.id


def _meeting_of(me: Attendee, encounter_id: UUID) -> Meeting:
    return _locked(queries.my_encounter_id(me, encounter_id))


def _locked(encounter_id: UUID) -> Meeting:
    found = queries.meetings_by_id([encounter_id])
    if not found:
        raise NotFound
    return found[encounter_id]


@dataclass(frozen=True, slots=True)
class _Pair:
    """A meeting, and what both show; `is_silent` where nothing new flows between them."""

    meeting: Meeting
    shown: dict[UUID, Shown]
    is_silent: bool


def _pair_of(me: Attendee, encounter_id: UUID) -> _Pair:
    known_as = queries.my_encounter_id(me, encounter_id)
    queries.hold_people_of([known_as])
    meeting = _locked(known_as)
    shown = queries.shown_by(meeting.sides)
    return _Pair(meeting, shown, bool(queries.silent_among(me.account_id, shown.values())))


def match_earlier_scans(arrived: Attendee) -> None:
    """Match scans of somebody's code that came before they did, or before the badge was theirs.

    Those whom a block keeps apart from them, or who left, never ask by it.
    """
    event = db.session.get_one(Event, arrived.event_id)
    seeking = queries.unmatched_seeking(arrived.event_id, arrived.card_id, arrived.badge_handle)
    queries.hold_people_of(seeking)
    waiting = [
        (meeting, scanner, read)
        for meeting in queries.meetings_by_id(seeking).values()
        for scanner in meeting.sides.values()
        if (read := _earlier(scanner, arrived, event)) and scanner.attendee_id != arrived.id
    ]
    shown = queries.shown_by({arrived.id, *(scanner.attendee_id for _, scanner, _ in waiting)})
    scanners = shown.keys() - {arrived.id} - queries.silent_among(arrived.account_id, shown.values())
    pairs = queries.meetings_with(arrived.event_id, arrived.id, scanners)
    room = _Room(arrived.id, {at for _, _, (_, at) in waiting})
    for meeting, scanner, (how, at) in sorted(waiting, key=lambda one: one[0].id):
        if scanner.attendee_id not in scanners:
            continue
        pair = pairs.setdefault(scanner.attendee_id, meeting)
        if pair is not meeting:
            merge(meeting, pair, scanner.attendee_id, scanner.account_id)
        pair.sides.setdefault(arrived.id, Side(arrived.id, arrived.account_id))
        fresh = how == LIVE and rules.is_fresh(at, meeting.arrived_at) and room.take(pair, at)
        rules.note_scan(pair, scanner.attendee_id, arrived.id, how=how, at=at, fresh=fresh)
        rules.settle(pair, shown, now())
    store.save(pairs.values())


class _Room:
    """How many more may meet somebody by the code of each minute."""

    def __init__(self, attendee_id: UUID, minutes: set[datetime]) -> None:
        counts = queries.fresh_scans({(attendee_id, at) for at in minutes})
        self._taken = Counter({at: count for (_, at), count in counts.items()})

    def take(self, pair: Meeting, at: datetime) -> bool:
        if pair.state != "mutual" and self._taken[at] >= MUTUALS_A_MINUTE:
            return False
        self._taken[at] += 1
        return True


def _earlier(scanner: Side, arrived: Attendee, event: Event) -> tuple[str, datetime] | None:
    """How and when a waiting scan read a code that is truly of `arrived`; None if it did not."""
    if scanner.badge == arrived.badge_handle and scanner.scanned_at is not None:
        return BADGE, scanner.scanned_at
    code = read_code(scanner.code, base_url()) if scanner.code else None
    if not isinstance(code, LiveCode):
        return None
    if not genuine_at(code, arrived.live_secret, arrived.earlier_secrets, event):
        return None
    return LIVE, code.shown_at(event.code_zero_at)


def show_new_card(changed: Attendee) -> None:
    """Let people already met see a changed card, and a changed or withdrawn contact detail."""
    store.replace_card(changed)
    show_requests_anew(changed)


def show_requests_anew(changed: Attendee) -> None:
    """Let both sides of each request see it as `changed` now wants it to be seen.

    Where nothing new flows, what is not shown any more is taken back all the same.
    """
    waiting = queries.requests_of(changed.id).values()
    shown = queries.shown_by({attendee_id for meeting in waiting for attendee_id in meeting.sides})
    silent = queries.silent_among(changed.account_id, shown.values())
    for meeting in waiting:
        if silent.isdisjoint(meeting.sides):
            rules.settle(meeting, shown, now())
        else:
            rules.take_back(meeting, shown)
    store.save(waiting)


def forget_waiting_codes() -> int:
    """Forget scanned codes that can match nobody any more; how many."""
    return store.forget_waiting_codes(now())
