"""Whose badge is whose, codes made anew, and who may ask by a badge or a spoken code."""

import secrets
from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from server.attendees import queries
from server.attendees.codes import BADGE_KEY, HANDLE_BYTES, Badge, read_code, step_of
from server.attendees.earlier import with_earlier
from server.attendees.models import Attendee, GivenUpBadge
from server.attendees.spoken import new_spoken
from server.core import feed
from server.core.clock import now
from server.core.db import db, take_turns
from server.core.errors import DomainError
from server.core.security import base_url, signing_key
from server.core.tokens import from_base64url
from server.events.models import Event

ON_NEW_CODE: list[Callable[[Attendee], None]] = []
ON_REQUESTS_CHANGE: list[Callable[[Attendee], None]] = []


class NotABadge(DomainError):
    """This is no badge of this event."""

    code: ClassVar[str] = "not_a_badge"
    detail: ClassVar[str] = "This is no badge of this event. Scan the code that is printed on your badge."


class BadgeTaken(DomainError):
    """Somebody else has this badge."""

    status: ClassVar[int] = 409
    code: ClassVar[str] = "badge_taken"
    detail: ClassVar[str] = "This badge is somebody else's already. Ask at the door for another one."


def claim_badge(me: Attendee, *, code: str) -> Attendee:
    """Make a printed badge mine; whoever scanned it while it was nobody's asks me from now on.

    A handle that somebody gave up stays theirs: who reset a badge does not want another
    person to be asked by it.
    """
    badge = read_code(code, base_url())
    event = db.session.get_one(Event, me.event_id)
    if not isinstance(badge, Badge) or not badge.printed_for(event.number, signing_key(BADGE_KEY)):
        raise NotABadge
    take_turns([badge.handle])
    queries.hold(me)
    if me.badge_handle != badge.handle:
        if not queries.may_have_badge(me, badge.handle):
            raise BadgeTaken
        _give_up_badge(me)
        me.badge_handle = badge.handle
    elif me.badge_claimed_at is not None:
        return me
    me.badge_claimed_at = now()
    return _with_new_code(me)


def reset_badge(me: Attendee) -> Attendee:
    """Let my printed badge lead to nobody; whoever scans it learns nothing of that."""
    queries.hold(me)
    _give_up_badge(me)
    me.badge_handle, me.badge_claimed_at = secrets.token_bytes(HANDLE_BYTES), None
    return _with_new_code(me)


def _give_up_badge(me: Attendee) -> None:
    if db.session.get(GivenUpBadge, me.badge_handle) is None:
        db.session.add(GivenUpBadge(handle=me.badge_handle, attendee_id=me.id))


def reset_live_code(me: Attendee, *, live_secret: str, at: datetime) -> Attendee:
    """Sign my live codes with a new secret, and say a new spoken code.

    The phone makes the secret, so that its codes are right before it has a network. What the
    old one signed up to the reset goes on counting: others may have scanned it without a
    network. `at` is the phone's word for when that was; one that cannot be is now.
    """
    queries.hold(me)
    secret = from_base64url(live_secret)
    if secret == me.live_secret:
        return me
    event = db.session.get_one(Event, me.event_id)
    made_at = at if event.holds(at) and at <= now() else now()
    until = step_of(made_at, event.code_zero_at)
    me.earlier_secrets = with_earlier(me.live_secret, until, me.earlier_secrets)
    me.live_secret, me.spoken_code = secret, new_spoken()
    return _with_new_code(me)


def _with_new_code(me: Attendee) -> Attendee:
    db.session.flush()
    feed.mark(me.account_id, "attendee", me.id)
    for follow in ON_NEW_CODE:
        follow(me)
    return me


def write_requests(
    me: Attendee, *, takes_requests: bool | None = None, shows_by_badge: bool | None = None
) -> Attendee:
    """Say who may ask me by my badge or a spoken code, and what they see meanwhile.

    Nothing that was asked is lost: what is not shown while requests are off is shown when they are on again.
    """
    queries.hold(me)
    if takes_requests is not None:
        me.takes_requests = takes_requests
    if shows_by_badge is not None:
        me.shows_by_badge = shows_by_badge
    db.session.flush()
    feed.mark(me.account_id, "attendee", me.id)
    for follow in ON_REQUESTS_CHANGE:
        follow(me)
    return me
