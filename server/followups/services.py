"""How a follow-up is written, sent and let go, without ever losing somebody's words."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from server.attendees.models import Attendee
from server.core import feed
from server.core.clock import now
from server.core.db import db
from server.core.errors import DomainError, IdTaken
from server.core.mutations import Outcome, Step, is_unseen
from server.core.tokens import new_id
from server.encounters import queries as encounters
from server.encounters import store
from server.events.models import Event
from server.followups import queries
from server.followups.models import FollowUp


class NobodyToWriteTo(DomainError):
    """A follow-up to nobody."""

    status: ClassVar[int] = 404
    code: ClassVar[str] = "nobody_to_write_to"
    detail: ClassVar[str] = "There is no such meeting of yours; the text stays on your phone."


def write_follow_up(me: Attendee, step: Step) -> Outcome:
    """Write or edit the words of a message.

    An edit names the digest of the text that it changed. When the server has another
    text by then, both are kept: the server's stays, the other becomes one of its own.
    Writing takes up again what was let go; what was sent stays sent.
    """
    follow_up, encounter_id = _mine(me, step)
    text: str = step.body["text"]
    if follow_up is None:
        return Outcome(_new(me, step.entity_id, encounter_id, text=text).id)
    if is_unseen(follow_up.text, text, step.base):
        _new(me, new_id(), encounter_id, text=text, conflict_of=follow_up.id)
        feed.mark(me.account_id, "follow_up", follow_up.id)
        return Outcome(follow_up.id, conflict=True)
    follow_up.text = text
    if follow_up.state == "let_go":
        follow_up.state = "drafted"
    return _changed(me, follow_up)


def mark_sent(me: Attendee, step: Step) -> Outcome:
    """Keep that a message went out. It stays so; of several phones the earliest word counts."""
    follow_up, encounter_id = _mine(me, step)
    if follow_up is None:
        follow_up = _new(me, step.entity_id, encounter_id)
    claimed = _within_reason(me, step.at)
    if follow_up.sent_at is None or claimed < follow_up.sent_at:
        follow_up.sent_at, follow_up.channel = claimed, step.body["channel"]
    follow_up.state = "sent"
    return _changed(me, follow_up)


def let_go(me: Attendee, step: Step) -> Outcome:
    """Keep that no message will go out; one that went out already stays sent."""
    follow_up, encounter_id = _mine(me, step)
    if follow_up is None:
        follow_up = _new(me, step.entity_id, encounter_id)
    if follow_up.state != "sent":
        follow_up.state = "let_go"
    return _changed(me, follow_up)


def _mine(me: Attendee, step: Step) -> tuple[FollowUp | None, UUID]:
    """My follow-up of this id, if there is one yet, and the encounter that it is about."""
    about: UUID = step.body["encounter_id"]
    encounter_id = encounters.my_encounter_ids(me, [about]).get(about)
    if encounter_id is None:
        raise NobodyToWriteTo
    follow_up = queries.follow_up_by_id(step.entity_id)
    if follow_up is not None and follow_up.author_id != me.id:
        raise IdTaken
    return follow_up, encounter_id


def _within_reason(me: Attendee, claimed: datetime) -> datetime:
    """A phone's clock may be wrong: nothing is sent before its event opens, or after now."""
    event = db.session.get_one(Event, me.event_id)
    return max(event.opens_at, min(claimed, now()))


def _new(
    me: Attendee, id_: UUID, encounter_id: UUID, *, text: str = "", conflict_of: UUID | None = None
) -> FollowUp:
    moment = now()
    follow_up = FollowUp(
        id=id_,
        event_id=me.event_id,
        author_id=me.id,
        encounter_id=encounter_id,
        text=text,
        state="drafted",
        conflict_of=conflict_of,
        created_at=moment,
        edited_at=moment,
    )
    db.session.add(follow_up)
    db.session.flush()
    feed.mark(me.account_id, "follow_up", id_)
    return follow_up


def _changed(me: Attendee, follow_up: FollowUp) -> Outcome:
    follow_up.edited_at = now()
    db.session.flush()
    feed.mark(me.account_id, "follow_up", follow_up.id)
    return Outcome(follow_up.id)


def move_follow_ups(from_encounter: UUID, to_encounter: UUID) -> None:
    """Let follow-ups go along with an encounter that turned out to be another one."""
    store.let_follow(FollowUp.__table__, "follow_up", from_encounter, to_encounter)
