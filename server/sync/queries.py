"""What changed for an account since its phone last asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from server.attendees.queries import versions_for
from server.core import feed
from server.core.feed import Change, End, Reader

POLL_WATCHING_MS = 2_000
POLL_MS = 30_000
LONGEST_NUMBER = 18  # digits; what a database counts to


@dataclass(frozen=True, slots=True)
class Pull:
    """A page of changes, and where to read on."""

    changes: list[Change]
    cursor: str
    more: bool
    reset: bool
    epoch: str
    poll_after_ms: int


def pull(
    account_id: UUID,
    end: End,
    cursor: str,
    known_events: Mapping[UUID, int],
    readers: Mapping[str, Reader],
    *,
    watching: bool,
) -> Pull:
    """The next page of an account's feed, and the events whose texts changed since the phone read them."""
    after, reset = _position(cursor, end)
    page = (
        feed.changes_after(account_id, after, readers) if after < end.n else feed.Page([], after, more=False)
    )
    changes = page.changes
    if not page.more:
        changes = changes + _newer_events(account_id, known_events, readers, page.changes)
    return Pull(
        changes=changes,
        cursor=f"{end.epoch}.{page.upto}",
        more=page.more,
        reset=reset,
        epoch=end.epoch,
        poll_after_ms=POLL_WATCHING_MS if watching else POLL_MS,
    )


def _position(cursor: str, end: End) -> tuple[int, bool]:
    """The number to read after, and whether the phone must forget what it has and start anew."""
    its_epoch, _, number = cursor.rpartition(".")
    if not cursor:
        return 0, False
    if its_epoch != end.epoch or not number.isascii() or not number.isdigit() or len(number) > LONGEST_NUMBER:
        return 0, True
    after = int(number)
    return (0, True) if after > end.n else (after, False)


def _newer_events(
    account_id: UUID, known: Mapping[UUID, int], readers: Mapping[str, Reader], told: Sequence[Change]
) -> list[Change]:
    """Events of the account that changed for everybody there: a number on the event, no row per person.

    All others are gone, whether they exist or not: nobody learns a stranger's event's number by asking.
    """
    if not known:
        return []
    mine = versions_for(account_id, list(known))
    already = {change.id for change in told if change.kind == "event"}
    newer = [
        event_id
        for event_id, version in known.items()
        if mine.get(event_id) != version and event_id not in already
    ]
    wanted = [event_id for event_id in newer if event_id in mine]
    data: Mapping[UUID, dict[str, Any]] = readers["event"](account_id, wanted) if wanted else {}
    return [Change("event", event_id, event_id not in data, data.get(event_id)) for event_id in newer]
