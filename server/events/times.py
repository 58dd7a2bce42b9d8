"""When an event is, when its door is open, and how far it may move: the rules, without a database."""

from datetime import datetime, timedelta
from typing import ClassVar

from server.core.clock import now
from server.core.errors import DomainError
from server.events.models import MARGIN, Event

LONGEST = timedelta(days=31)
FURTHEST_AHEAD = timedelta(days=3 * 366)
FURTHEST_BACK = timedelta(days=2)
FIRST_GUESTS = timedelta(hours=1)
LONGEST_COUNT = timedelta(minutes=0xFFFF)  # two bytes in a live code


class BadTimes(DomainError):
    """These times make no event."""

    code: ClassVar[str] = "bad_times"
    detail: ClassVar[str] = "Check start and end."


class MovedTooFar(DomainError):
    """Codes shown until now would no longer say when that was."""

    status: ClassVar[int] = 409
    code: ClassVar[str] = "moved_too_far"
    detail: ClassVar[str] = (
        "This event has opened, and its codes count from its first day. "
        "Choose times nearer to the old ones, or prepare another event."
    )


def check_times(starts_at: datetime, ends_at: datetime) -> None:
    """Refuse times that make no event."""
    if ends_at <= starts_at:
        raise BadTimes("The event must end after it starts.")
    if ends_at - starts_at > LONGEST:
        raise BadTimes("An event lasts 31 days at most. Make one for each part.")
    if starts_at > now() + FURTHEST_AHEAD:
        raise BadTimes("The start is more than three years ahead. Check the year.")
    if ends_at < now() - FURTHEST_BACK:
        raise BadTimes("This event would be over already. Check the dates.")


def check_door(event: Event) -> None:
    """Refuse a door that opens after it closes, or that is never open while the event goes on."""
    opens_at, closes_at = event.join_opens_at, event.join_closes_at
    if opens_at and opens_at < event.starts_at - FURTHEST_AHEAD:
        raise BadTimes("Joining begins more than three years before the event. Check the year.")
    if closes_at and closes_at > event.starts_at + FURTHEST_AHEAD:
        raise BadTimes("Joining ends more than three years after the event. Check the year.")
    if opens_at and closes_at and closes_at <= opens_at:
        raise BadTimes("Joining must end after it begins.")
    if opens_at and opens_at >= event.ends_at:
        raise BadTimes("Joining must begin before the event ends.")
    if closes_at and closes_at <= event.starts_at - MARGIN:
        raise BadTimes("Joining cannot end more than a day before the event starts.")


def code_zero(starts_at: datetime) -> datetime:
    """The minute that the codes of an event count from."""
    return (starts_at - MARGIN).replace(second=0, microsecond=0)


def code_zero_after_move(event: Event, starts_at: datetime, ends_at: datetime, *, anybody: bool) -> datetime:
    """The minute that codes count from once an event has these times; `anybody` says that people joined.

    It stays wherever it can, because phones that are offline go on counting from it. Where the
    new times are out of a code's reach, it moves as long as no code has counted yet.

    Raises:
        MovedTooFar: codes have counted already.
    """
    zero = event.code_zero_at
    if not anybody:
        return code_zero(starts_at)
    if zero <= starts_at - FIRST_GUESTS and ends_at + MARGIN <= zero + LONGEST_COUNT:
        return zero
    if now() < event.opens_at:
        return code_zero(starts_at)
    raise MovedTooFar
