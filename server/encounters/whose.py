"""Whose codes were scanned: what was read, and the people that it names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from server.attendees.codes import BADGE_KEY, Badge, LiveCode
from server.attendees.models import Attendee
from server.attendees.spoken import SpokenCode
from server.core.db import take_turns
from server.core.mutations import Step
from server.core.security import signing_key
from server.encounters import meeting as rules
from server.encounters import queries
from server.encounters.queries import Owner, Sought
from server.encounters.sides import BADGE, LIVE, SPOKEN, Shown
from server.events.models import Event


@dataclass(frozen=True, slots=True)
class Read:
    """A scan with its code read; `badge` is the handle of a genuine badge of the event."""

    encounter_id: UUID
    label: str
    code: LiveCode | Badge | SpokenCode
    text: str
    badge: bytes | None

    @property
    def is_spoken(self) -> bool:
        """Whether somebody said this code."""
        return isinstance(self.code, SpokenCode)


def read_scan(step: Step, code: LiveCode | Badge | SpokenCode, event: Event) -> Read:
    """A scan at an event, whose text says `code`."""
    badge = None
    if isinstance(code, Badge) and code.printed_for(event.number, signing_key(BADGE_KEY)):
        badge = code.handle
    return Read(step.entity_id, step.body["label"], code, step.body["code"], badge)


@dataclass(frozen=True, slots=True)
class Found:
    """The person whose code was scanned; `silent` is one of whom nothing new may flow."""

    shown: Shown
    how: str
    at: datetime
    fresh: bool
    silent: bool


def owners_of(me: Attendee, scans: Sequence[Read], handles: set[bytes]) -> list[Owner]:
    """Whoever may have shown, worn or said these codes, and myself."""
    cards = {scan.code.card_id for scan in scans if isinstance(scan.code, LiveCode)}
    spoken = {scan.code.symbols for scan in scans if isinstance(scan.code, SpokenCode)}
    owners = queries.owners_of(me, Sought(cards, handles, spoken))
    unknown = cards - {owner.card_id for owner in owners}
    if unknown:  # perhaps they join at this very moment: then they are here afterwards, or find this scan
        take_turns(unknown)
        owners = queries.owners_of(me, Sought(cards, handles, spoken))
    return owners


def people_by_text(
    me: Attendee, event: Event, scans: Sequence[Read], owners: Sequence[Owner], moment: datetime
) -> dict[str, Found]:
    """Whose codes these are, by the code's text: only where the code is genuine."""
    silent = queries.silent_among(me.account_id, [owner.shown for owner in owners])
    by_card = {owner.card_id: owner for owner in owners}
    by_handle = {owner.badge_handle: owner for owner in owners}
    by_spoken = {owner.spoken_code: owner for owner in owners}
    people: dict[str, Found] = {}
    for scan in scans:
        how, at, fresh = BADGE, moment, False
        if isinstance(scan.code, LiveCode):
            how, at = LIVE, scan.code.shown_at(event.code_zero_at)
            owner, fresh = by_card.get(scan.code.card_id), rules.is_fresh(at, moment)
            if owner is None or not genuine_at(scan.code, owner.live_secret, owner.earlier_secrets, event):
                continue
        elif isinstance(scan.code, SpokenCode):
            how, owner = SPOKEN, by_spoken.get(scan.code.symbols)
        else:
            owner = by_handle.get(scan.badge) if scan.badge else None
        if owner is not None:
            is_silent = owner.shown.attendee_id in silent
            people[scan.text] = Found(owner.shown, how, at, fresh, is_silent)
    return people


def genuine_at(code: LiveCode, secret: bytes, earlier: bytes | None, event: Event) -> bool:
    """Whether the phone that holds these secrets made a live code during the event."""
    return code.made_with(secret, earlier) and event.holds(code.shown_at(event.code_zero_at))
