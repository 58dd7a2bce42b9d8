"""How encounters begin, become mutual, and pass cards and contact details."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from server.attendees.codes import BADGE_KEY, Badge, LiveCode, read_code
from server.attendees.models import Attendee
from server.core.clock import now
from server.core.db import db, take_turns
from server.core.errors import DomainError, IdTaken, NotFound
from server.core.mutations import Judged, Outcome, Step
from server.core.security import base_url, signing_key
from server.encounters import meeting as rules
from server.encounters import queries, store
from server.encounters.meeting import BADGE, LIVE, MUTUALS_A_MINUTE, Meeting, Shown, Side
from server.encounters.queries import Owner
from server.encounters.store import Alias
from server.events.models import Event
from server.events.services import EventOver
from server.safety.queries import kept_apart

ON_MERGE: list[Callable[[UUID, UUID], None]] = []


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


@dataclass(frozen=True, slots=True)
class Read:
    """A scan with its code read."""

    encounter_id: UUID
    label: str
    code: LiveCode | Badge
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """The person whose code was scanned."""

    shown: Shown
    how: str
    at: datetime
    fresh: bool


def record_encounters(me: Attendee, steps: Sequence[Step]) -> Sequence[Judged]:
    """Record that `me` scanned the codes of `steps`, each judged by itself.

    Phones work offline and retry, and both sides may scan: a pair has one encounter,
    later scans return it, and the earliest time is kept, so the order in which phones
    come back online does not matter. A scan is always taken; one that matches nobody
    stays as unmatched, with the scanner's own label.
    """
    event = db.session.get_one(Event, me.event_id)
    moment = now()
    if not event.still_takes(moment):
        return [EventOver()] * len(steps)
    read = [_read(me, event, step) for step in steps]
    scans = [scan for scan in read if isinstance(scan, Read)]
    desk = _Desk(me, event, scans, moment)
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
    text: str = step.body["code"]
    try:
        code = read_code(text, base_url())
    except DomainError as refusal:
        return refusal
    if isinstance(code, LiveCode):
        if code.event_number != event.number:
            return CodeOfAnotherEvent()
        if code.card_id == me.card_id:
            return MetOneself()
    elif code.handle == me.badge_handle:
        return MetOneself()
    if event.was_closed_before(_done_at(code, step, event)):
        return EventOver()
    return Read(step.entity_id, step.body["label"], code, text)


def _done_at(code: LiveCode | Badge, step: Step, event: Event) -> datetime:
    """When a code was scanned: as a live code proves, else as the scanning phone says."""
    return code.shown_at(event.code_zero_at) if isinstance(code, LiveCode) else step.at


class _Desk:
    """Where a batch of scans is judged: everything they touch is read once, and written once."""

    def __init__(self, me: Attendee, event: Event, scans: Sequence[Read], moment: datetime) -> None:
        self.me, self.event, self.moment = me, event, moment
        self.touched: dict[UUID, Meeting] = {}
        self.aliases: list[Alias] = []
        ids = [scan.encounter_id for scan in scans]
        self._known = queries.canonical_ids(me.account_id, ids)
        self._by_id = queries.meetings_by_id({self._known.get(id_, id_) for id_ in ids})
        owners = _owners(me, scans)
        self._people = _people(event, scans, owners)
        others = {found.shown.attendee_id for found in self._people.values()}
        self._with = queries.meetings_with(event.id, me.id, others)
        self._fresh = queries.fresh_scans(
            {(found.shown.attendee_id, found.at) for found in self._people.values() if found.fresh}
        )
        self._shown = {owner.shown.attendee_id: owner.shown for owner in owners}

    def judge(self, scan: Read) -> Judged:
        """The encounter that this scan is about, with what the scan changes."""
        mine = self._mine(scan)
        if isinstance(mine, DomainError):
            return mine
        found = self._people.get(scan.text)
        if found is None:
            return Outcome((mine or self._unmatched(scan)).id)
        other = found.shown.attendee_id
        if mine is not None and mine.pair[1] is not None and other not in mine.sides:
            return IdTaken()
        meeting = self._with.get(other) or self._begin(scan, found, mine)
        self._with[other] = meeting
        if mine is not None and mine.id != meeting.id:
            _merge(mine, meeting, self.me)
            self.touched.pop(mine.id, None)
        self._know_as(scan, meeting)
        fresh = found.fresh and self._has_room(meeting, found)
        rules.note_scan(meeting, self.me.id, other, how=found.how, at=found.at, fresh=fresh)
        rules.settle(meeting, self._shown, self.moment)
        self.touched[meeting.id] = meeting
        return Outcome(meeting.id)

    def _know_as(self, scan: Read, meeting: Meeting) -> None:
        """Keep the scanner's own id and own words for an encounter that was there already."""
        mine = meeting.sides[self.me.id]
        mine.label = mine.label or scan.label
        if meeting.id != scan.encounter_id:
            self.aliases.append(Alias(self.me.account_id, scan.encounter_id, meeting.id))
            self._known[scan.encounter_id] = meeting.id
            self._by_id[meeting.id] = meeting

    def _mine(self, scan: Read) -> Meeting | DomainError | None:
        """My meeting of this id, if there is one already."""
        meeting = self._by_id.get(self._known.get(scan.encounter_id, scan.encounter_id))
        if meeting is not None and self.me.id not in meeting.sides:
            return IdTaken()
        return meeting

    def _unmatched(self, scan: Read) -> Meeting:
        sought = scan.code.card_id if isinstance(scan.code, LiveCode) else None
        side = self._side(scan, sought=sought, code=scan.text if sought else None)
        return self._new(scan, {self.me.id: side}, self.moment)

    def _begin(self, scan: Read, found: Found, mine: Meeting | None) -> Meeting:
        """The pair's first meeting; one that was unmatched until now becomes it."""
        theirs = Side(found.shown.attendee_id, found.shown.account_id)
        if mine is not None and mine.pair[1] is None:
            mine.sides[theirs.attendee_id] = theirs
            return mine
        return self._new(scan, {self.me.id: self._side(scan), theirs.attendee_id: theirs}, found.at)

    def _side(self, scan: Read, *, sought: bytes | None = None, code: str | None = None) -> Side:
        return Side(self.me.id, self.me.account_id, label=scan.label, sought=sought, code=code)

    def _new(self, scan: Read, sides: dict[UUID, Side], met_at: datetime) -> Meeting:
        meeting = Meeting(scan.encounter_id, self.event.id, met_at, self.moment, sides)
        self._by_id[meeting.id] = self.touched[meeting.id] = meeting
        return meeting

    def _has_room(self, meeting: Meeting, found: Found) -> bool:
        """At most four people meet one card by the code of one minute; more look like a posted photo."""
        key = (found.shown.attendee_id, found.at)
        if meeting.state == "mutual" or self._fresh.get(key, 0) < MUTUALS_A_MINUTE:
            self._fresh[key] = self._fresh.get(key, 0) + 1
            return True
        return False


def _owners(me: Attendee, scans: Sequence[Read]) -> list[Owner]:
    """Whoever may have shown these codes, and myself; not those whom a block keeps apart from me."""
    cards = {scan.code.card_id for scan in scans if isinstance(scan.code, LiveCode)}
    handles = {scan.code.handle for scan in scans if isinstance(scan.code, Badge)}
    owners = queries.owners_of(me, cards, handles)
    unknown = cards - {owner.card_id for owner in owners}
    if unknown:  # perhaps they join at this very moment: then they are here afterwards, or find this scan
        take_turns(unknown)
        owners = queries.owners_of(me, cards, handles)
    apart = kept_apart(me.account_id, {owner.shown.account_id for owner in owners})
    return [owner for owner in owners if owner.shown.account_id not in apart]


def _people(event: Event, scans: Sequence[Read], owners: Sequence[Owner]) -> dict[str, Found]:
    """Whose codes these are, by the code's text: only where the code is genuine."""
    by_card = {owner.card_id: owner for owner in owners}
    by_handle = {owner.badge_handle: owner for owner in owners}
    people: dict[str, Found] = {}
    for scan in scans:
        if isinstance(scan.code, Badge):
            found = _by_badge(scan.code, by_handle.get(scan.code.handle), event)
        else:
            found = _by_live_code(scan.code, by_card.get(scan.code.card_id), event)
        if found is not None:
            people[scan.text] = found
    return people


def _by_badge(badge: Badge, owner: Owner | None, event: Event) -> Found | None:
    if owner is None or not badge.printed_for(event.number, signing_key(BADGE_KEY)):
        return None
    return Found(owner.shown, BADGE, now(), fresh=False)


def _by_live_code(code: LiveCode, owner: Owner | None, event: Event) -> Found | None:
    at = code.shown_at(event.code_zero_at)
    if owner is None or not code.signed_with(owner.live_secret) or not event.holds(at):
        return None
    return Found(owner.shown, LIVE, at, fresh=rules.is_fresh(at, now()))


def accept_encounter(me: Attendee, encounter_id: UUID) -> UUID:
    """Say "yes, we met" to somebody who asks; again changes nothing."""
    meeting = _meeting_of(me, encounter_id)
    theirs = meeting.other(me.id)
    if meeting.state != "mutual":
        if theirs is None or theirs.scanned_at is None:
            raise NothingToAccept
        rules.accept(meeting, queries.shown_by(meeting.sides), now())
        store.save([meeting])
    return meeting.id


def ignore_encounter(me: Attendee, encounter_id: UUID) -> UUID:
    """Let a request pass; whoever asks learns nothing of it."""
    meeting = _meeting_of(me, encounter_id)
    side = meeting.sides[me.id]
    if meeting.state == "pending" and side.ignored_at is None:
        side.ignored_at = now()
        store.save([meeting])
    return meeting.id


def share_contact_details(me: Attendee, encounter_id: UUID) -> UUID:
    """Give one's switched-on contact details to somebody one has met.

    The act counts at once, the details pass once both have met: a phone that was
    offline sends scan and share together, and the scan may have to wait for a "yes".
    """
    meeting = _meeting_of(me, encounter_id)
    if meeting.sides[me.id].shared_at is None:
        meeting.sides[me.id].shared_at = now()
        rules.settle(meeting, queries.shown_by(meeting.sides), now())
        store.save([meeting])
    return meeting.id


def label_encounter(me: Attendee, encounter_id: UUID, *, label: str) -> UUID:
    """Change what I call somebody."""
    meeting = _meeting_of(me, encounter_id)
    meeting.sides[me.id].label = label
    store.save([meeting])
    return meeting.id


def _meeting_of(me: Attendee, encounter_id: UUID) -> Meeting:
    found = queries.meetings_by_id([queries.my_encounter_id(me, encounter_id)])
    if not found:
        raise NotFound
    return next(iter(found.values()))


def match_earlier_scans(arrived: Attendee) -> None:
    """Match scans of somebody's code that reached the server before they did themselves."""
    event = db.session.get_one(Event, arrived.event_id)
    waiting = queries.meetings_by_id(queries.unmatched_seeking(arrived.event_id, arrived.card_id))
    apart = kept_apart(
        arrived.account_id, {side.account_id for one in waiting.values() for side in one.sides.values()}
    )
    matched: dict[UUID, Meeting] = {}
    fresh_scans: Counter[datetime] = Counter()
    for meeting in sorted(waiting.values(), key=lambda meeting: meeting.id):
        [scanner] = meeting.sides.values()
        at = _genuine(scanner, arrived, event)
        if at is None or scanner.account_id in apart or scanner.attendee_id == arrived.id:
            continue
        pair = matched.setdefault(scanner.attendee_id, meeting)
        if pair is not meeting:
            _merge(meeting, pair, scanner)
        pair.sides.setdefault(arrived.id, Side(arrived.id, arrived.account_id))
        room = pair.state == "mutual" or fresh_scans[at] < MUTUALS_A_MINUTE
        fresh = room and rules.is_fresh(at, meeting.arrived_at)
        fresh_scans[at] += fresh
        rules.note_scan(pair, scanner.attendee_id, arrived.id, how=LIVE, at=at, fresh=fresh)
        rules.settle(pair, queries.shown_by(pair.sides), now())
    store.save(matched.values())


def _genuine(scanner: Side, arrived: Attendee, event: Event) -> datetime | None:
    """When the phone of `arrived` showed the code that a waiting scan read; None if it never did."""
    code = read_code(scanner.code, base_url()) if scanner.code else None
    if not isinstance(code, LiveCode) or not code.signed_with(arrived.live_secret):
        return None
    at = code.shown_at(event.code_zero_at)
    return at if event.holds(at) else None


def _merge(unmatched: Meeting, pair: Meeting, mine: Attendee | Side) -> None:
    """Let an unmatched encounter be part of the pair's; its notes, its label and its acts go with it."""
    me = mine.id if isinstance(mine, Attendee) else mine.attendee_id
    kept, gone = pair.sides[me], unmatched.sides[me]
    kept.label, kept.shared_at = kept.label or gone.label, kept.shared_at or gone.shared_at
    for follow in ON_MERGE:
        follow(unmatched.id, pair.id)
    store.forget(unmatched.id, now_known_as=pair.id, account_id=mine.account_id)


def show_new_card(changed: Attendee) -> None:
    """Let people already met see a changed card, and a changed or withdrawn contact detail."""
    store.replace_card(changed)
