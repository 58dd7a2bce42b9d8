"""An encounter with its two sides: what each did and was given, and what each sees of it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

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
    attends: bool


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
    live_minutes: bytes | None = None
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
