"""Where a batch of scans is judged: everything they touch is read once, and written once."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from server.attendees.codes import LiveCode
from server.attendees.models import Attendee
from server.core.db import take_turns
from server.core.errors import DomainError, IdTaken
from server.core.mutations import Judged, Outcome
from server.encounters import meeting as rules
from server.encounters import queries, store
from server.encounters.budget import Budget, TooManyScans
from server.encounters.meeting import MUTUALS_A_MINUTE
from server.encounters.sides import BADGE, SPOKEN, Meeting, Side
from server.encounters.store import Alias
from server.encounters.whose import Found, Read, owners_of, people_by_text
from server.events.models import Event

Key = TypeVar("Key")
ON_MERGE: list[Callable[[UUID, UUID], None]] = []


class Desk:
    """One person's batch of scans at one event, on its way through.

    Every genuine badge is answered alike, whoever it belongs to: the same reads, the same
    number of writes, the same view for the scanner. One that is nobody's, or whose owner
    left, is kept apart by a block, or has another badge by now, is kept as unmatched and
    looks like one that waits.
    """

    def __init__(self, me: Attendee, event: Event, scans: Sequence[Read], moment: datetime) -> None:
        """Read what `scans` touch."""
        self.me, self.event, self.moment = me, event, moment
        self.touched: dict[UUID, Meeting] = {}
        self.aliases: list[Alias] = []
        handles = {scan.badge for scan in scans if scan.badge}
        if handles:
            take_turns(handles)  # somebody may claim one of them at this very moment
        weak = any(scan.badge or scan.is_spoken for scan in scans)
        self._budget = Budget(me, moment) if weak else None
        ids = [scan.encounter_id for scan in scans]
        self._known = queries.canonical_ids(me.account_id, ids)
        owners = owners_of(me, scans, handles)
        self._people = people_by_text(me, event, scans, owners, moment)
        self._by_id = queries.meetings_by_id({self._known.get(id_, id_) for id_ in ids})
        others = {found.shown.attendee_id for found in self._people.values()} or {me.id}
        self._with = self._same(queries.meetings_with(event.id, me.id, others))
        self._by_badge = self._same(queries.meetings_by_badge(me.id, handles))
        self._fresh = queries.fresh_scans(
            {(found.shown.attendee_id, found.at) for found in self._people.values() if found.fresh}
        )
        self._shown = {owner.shown.attendee_id: owner.shown for owner in owners}

    def _same(self, found: dict[Key, Meeting]) -> dict[Key, Meeting]:
        """One object for each meeting, whichever way it was found."""
        return {key: self._by_id.setdefault(meeting.id, meeting) for key, meeting in found.items()}

    def judge(self, scan: Read) -> Judged:
        """The encounter that this scan is about, with what the scan changes."""
        mine, found = self._mine(scan), self._people.get(scan.text)
        if self._is_over_budget(scan):
            return TooManyScans()
        if isinstance(mine, DomainError):
            return mine
        if mine is not None and not self._may_name(mine, scan, found):
            return IdTaken()
        if mine is None and scan.badge is not None:
            mine = self._by_badge.get(scan.badge)
        met = self._with.get(found.shown.attendee_id) if found is not None else None
        if found is None or found.silent:
            return self._with_nothing_new(scan, met or mine, may_come=found is None)
        return self._with_somebody(scan, found, met or self._begin(scan, found, mine), mine)

    def _with_somebody(self, scan: Read, found: Found, meeting: Meeting, mine: Meeting | None) -> Outcome:
        other = found.shown.attendee_id
        self._with[other] = meeting
        if mine is not None and mine.id != meeting.id:
            merge(mine, meeting, self.me.id, self.me.account_id)
            self.touched.pop(mine.id, None)
        self._know_as(scan, meeting)
        fresh = found.fresh and self._has_room(meeting, found)
        rules.note_scan(meeting, self.me.id, other, how=found.how, at=found.at, fresh=fresh)
        rules.settle(meeting, self._shown, self.moment)
        return Outcome(meeting.id)

    def _with_nothing_new(self, scan: Read, meeting: Meeting | None, *, may_come: bool) -> Outcome:
        """A scan from which nothing flows: what there was stays as it was.

        `may_come` says that whose code it was may still join, and be matched.
        """
        if meeting is None and scan.is_spoken and self._budget is not None:
            self._budget.note_wrong_try()
        meeting = meeting or self._unmatched(scan, may_come=may_come)
        self._know_as(scan, meeting)
        return Outcome(meeting.id)

    def _is_over_budget(self, scan: Read) -> bool:
        if self._budget is None:
            return False
        if scan.badge is not None and scan.badge not in self._by_badge:
            return not self._budget.take_badge()
        return scan.is_spoken and not self._budget.may_try()

    def _may_name(self, mine: Meeting, scan: Read, found: Found | None) -> bool:
        """Whether an id that is in use may stand for this scan too: one id is one person, or one code."""
        side = mine.sides[self.me.id]
        if found is not None and found.shown.attendee_id in mine.sides:
            return True
        if scan.badge is not None:
            return side.badge == scan.badge
        if scan.is_spoken:
            return side.code == scan.text
        return found is None or found.silent or mine.pair[1] is None

    def _know_as(self, scan: Read, meeting: Meeting) -> None:
        """Keep the scanner's own id and own words for an encounter, also one that was there already."""
        mine = meeting.sides[self.me.id]
        mine.label, mine.ignored_at = mine.label or scan.label, None
        if scan.badge is not None:
            mine.badge = scan.badge
            self._by_badge[scan.badge] = meeting
        if meeting.id != scan.encounter_id:
            self.aliases.append(Alias(self.me.account_id, scan.encounter_id, meeting.id))
            self._known[scan.encounter_id] = meeting.id
        self._by_id[meeting.id] = self.touched[meeting.id] = meeting

    def _mine(self, scan: Read) -> Meeting | DomainError | None:
        """My meeting of this id, if there is one already."""
        meeting = self._by_id.get(self._known.get(scan.encounter_id, scan.encounter_id))
        if meeting is not None and self.me.id not in meeting.sides:
            return IdTaken()
        return meeting

    def _unmatched(self, scan: Read, *, may_come: bool) -> Meeting:
        side = self._side(scan)
        if isinstance(scan.code, LiveCode) and may_come:
            side.sought, side.code = scan.code.card_id, scan.text
        elif scan.badge is not None:
            side.scanned_at, side.scanned_how = self.moment, BADGE
        elif scan.is_spoken:
            side.scanned_at, side.scanned_how, side.code = self.moment, SPOKEN, scan.text
        return self._new(scan, {self.me.id: side}, self.moment)

    def _begin(self, scan: Read, found: Found, mine: Meeting | None) -> Meeting:
        """The pair's first meeting; one that was unmatched until now becomes it."""
        theirs = Side(found.shown.attendee_id, found.shown.account_id)
        if mine is not None and mine.pair[1] is None:
            mine.sides[theirs.attendee_id] = theirs
            return mine
        return self._new(scan, {self.me.id: self._side(scan), theirs.attendee_id: theirs}, found.at)

    def _side(self, scan: Read) -> Side:
        return Side(self.me.id, self.me.account_id, label=scan.label)

    def _new(self, scan: Read, sides: dict[UUID, Side], met_at: datetime) -> Meeting:
        return Meeting(scan.encounter_id, self.event.id, met_at, self.moment, sides)

    def _has_room(self, meeting: Meeting, found: Found) -> bool:
        """At most four people meet one card by the code of one minute; more look like a posted photo."""
        key = (found.shown.attendee_id, found.at)
        if meeting.state == "mutual" or self._fresh.get(key, 0) < MUTUALS_A_MINUTE:
            self._fresh[key] = self._fresh.get(key, 0) + 1
            return True
        return False


def merge(unmatched: Meeting, pair: Meeting, me: UUID, account_id: UUID) -> None:
    """Let an unmatched encounter be part of the pair's; its notes, its label and its acts go with it."""
    kept, gone = pair.sides[me], unmatched.sides[me]
    kept.label, kept.shared_at = kept.label or gone.label, kept.shared_at or gone.shared_at
    kept.badge = kept.badge or gone.badge
    for follow in ON_MERGE:
        follow(unmatched.id, pair.id)
    store.forget(unmatched.id, now_known_as=pair.id, account_id=account_id)
