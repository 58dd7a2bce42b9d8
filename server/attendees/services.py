"""How people join events, and change what they show there."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import delete, insert, update

from server.attendees import queries
from server.attendees.card import render_card, render_shared
from server.attendees.codes import HANDLE_BYTES, LiveCode, NotAKithCode, read_code
from server.attendees.models import ATTENDING, WORDINGS, Answer, Attendee, Consent, ContactDetail
from server.attendees.spoken import new_spoken
from server.core import feed
from server.core.clock import now
from server.core.db import db, take_turns
from server.core.errors import DomainError, IdTaken
from server.core.security import base_url
from server.core.tokens import from_base64url, new_id
from server.events import queries as events
from server.events import services as event_services
from server.events.models import Event, Organiser
from server.events.services import JOIN_CODE_LENGTH, EventOver, UnknownJoinCode, normal_join_code

ON_JOIN: list[Callable[[Attendee], None]] = []
ON_CARD_CHANGE: list[Callable[[Attendee], None]] = []


class InvitationOfAnotherEvent(DomainError):
    """The invitation opens another event than the one named."""

    code: ClassVar[str] = "invitation_of_another_event"
    detail: ClassVar[str] = (
        "This invitation belongs to another event. Open the link again and join from there."
    )


class EventNotOpen(DomainError):
    """Too early to join."""

    status: ClassVar[int] = 409
    code: ClassVar[str] = "event_not_open"
    detail: ClassVar[str] = (
        "This event does not take people in yet. What you wrote stays on your phone; try again later."
    )


class UnknownAnswerPrompt(DomainError):
    """An answer to a question that this event does not ask."""

    code: ClassVar[str] = "unknown_answer_prompt"
    detail: ClassVar[str] = (
        "One answer belongs to a question that this event does not ask. Choose one of its questions."
    )


class AnsweredTwice(DomainError):
    """Two answers to one question."""

    code: ClassVar[str] = "answered_twice"
    detail: ClassVar[str] = "Answer each question once."


class UnknownWording(DomainError):
    """A consent to words that were never shown."""

    code: ClassVar[str] = "unknown_wording"
    detail: ClassVar[str] = (
        "Kith never showed this wording. Ask with one that it knows, and nothing is agreed to yet."
    )


class CardIdTaken(DomainError):
    """Another card at this event has this id."""

    status: ClassVar[int] = 409
    code: ClassVar[str] = "card_id_taken"
    detail: ClassVar[str] = "Another card has this id. Make a new random one and join again."


@dataclass(frozen=True, slots=True)
class Joining:
    """What somebody brings to an event: an invitation, a card, and what they ticked.

    The phone makes `card_id` (16 hexadecimal digits) and `live_secret` (base64url of 32
    bytes), so that it can show a code before it has a network.
    """

    invitation: str
    name: str
    card_id: str
    live_secret: str
    pronouns: str = ""
    boundary: str = ""
    answers: Sequence[dict[str, Any]] = ()
    consents: Sequence[dict[str, str]] = ()


def join_event(
    account_id: UUID, attendee_id: UUID, joining: Joining, *, event_id: UUID | None, at: datetime
) -> Attendee:
    """Give an account its place at the event that the invitation opens; joining twice is joining once.

    `at` says when the phone joined, for phones that come back after the event.
    """
    event = _invited_to(joining.invitation)
    if event_id is not None and event_id != event.id:
        raise InvitationOfAnotherEvent
    place = queries.place_of(account_id, event.id)
    if place is not None and place.status == ATTENDING:
        return place
    _check_open(event, at)
    place = place or _new_place(account_id, attendee_id, event.id, joining)
    place.status = ATTENDING
    _set_card(
        place,
        name=joining.name,
        pronouns=joining.pronouns,
        boundary=joining.boundary,
        answers=joining.answers,
    )
    for consent in joining.consents:
        give_consent(place, **consent)
    for follow in ON_JOIN:
        follow(place)
    _tell_of_joining(place)
    return place


def _invited_to(invitation: str) -> Event:
    """The event that a join code or somebody's live code opens."""
    if len(normal_join_code(invitation)) == JOIN_CODE_LENGTH:
        return _event_of(invitation)
    try:
        code = read_code(invitation, base_url())
    except NotAKithCode as error:
        raise UnknownJoinCode from error
    event = events.event_by_number(code.event_number) if isinstance(code, LiveCode) else None
    if event is None or not isinstance(code, LiveCode):
        raise UnknownJoinCode
    host = queries.attendee_with_card(event.id, code.card_id)
    if host is None or host.status != ATTENDING:
        raise UnknownJoinCode
    if not code.made_with(host.live_secret, host.earlier_secrets):
        raise UnknownJoinCode
    if not event.holds(code.shown_at(event.code_zero_at)):
        raise EventOver
    return event


def _event_of(join_code: str) -> Event:
    """The event with this join code, also one that was deleted: some may have joined before."""
    event = events.event_by_join_code(normal_join_code(join_code))
    if event is None:
        raise UnknownJoinCode
    return event


def _check_open(event: Event, at: datetime) -> None:
    """While the door is open, and later for phones that joined while it was and come back."""
    moment = now()
    then = min(at, moment)
    was_open = event.holds(then) and event.lets_in(then)
    if event.lets_in(moment) or (was_open and event.still_takes(moment)):
        return
    if event.deleted_at is not None:
        raise UnknownJoinCode
    if event.join_opens_at is not None and moment < event.join_opens_at:
        raise EventNotOpen
    raise EventOver("This event takes nobody in any more. What you wrote stays on your phone.")


def _new_place(account_id: UUID, attendee_id: UUID, event_id: UUID, joining: Joining) -> Attendee:
    card_id = bytes.fromhex(joining.card_id)
    if db.session.get(Attendee, attendee_id) is not None:
        raise IdTaken
    take_turns([card_id])
    if queries.attendee_with_card(event_id, card_id) is not None:
        raise CardIdTaken
    place = Attendee(
        id=attendee_id,
        event_id=event_id,
        account_id=account_id,
        status=ATTENDING,
        name=joining.name,
        card_id=card_id,
        live_secret=from_base64url(joining.live_secret),
        badge_handle=secrets.token_bytes(HANDLE_BYTES),
        spoken_code=new_spoken(),
        revision=0,
        card="{}",
        joined_at=now(),
    )
    db.session.add(place)
    db.session.flush()
    return place


def _tell_of_joining(place: Attendee) -> None:
    feed.mark(place.account_id, "attendee", place.id)
    feed.mark(place.account_id, "event", place.event_id)
    for organiser_id in events.organisers_of(place.event_id):
        feed.mark(organiser_id, "event", place.event_id)


def write_card(
    me: Attendee,
    *,
    name: str | None = None,
    pronouns: str | None = None,
    boundary: str | None = None,
    answers: Sequence[dict[str, Any]] | None = None,
) -> Attendee:
    """Change the fields that are given; people already met see the new card."""
    queries.hold(me)
    _set_card(me, name=name, pronouns=pronouns, boundary=boundary, answers=answers)
    feed.mark(me.account_id, "attendee", me.id)
    for follow in ON_CARD_CHANGE:
        follow(me)
    return me


def _set_card(
    me: Attendee,
    *,
    name: str | None,
    pronouns: str | None,
    boundary: str | None,
    answers: Sequence[dict[str, Any]] | None,
) -> None:
    me.name = me.name if name is None else name
    me.pronouns = (me.pronouns or "") if pronouns is None else pronouns
    me.boundary = (me.boundary or "") if boundary is None else boundary
    if answers is None:
        answers = queries.answers_of([me.id]).get(me.id, [])
    else:
        _replace_answers(me, answers)
    me.revision += 1
    me.card = render_card(me, answers)
    db.session.flush()


def _replace_answers(me: Attendee, answers: Sequence[dict[str, Any]]) -> None:
    prompts = events.prompt_ids(me.event_id)
    indexes = [answer["prompt"] for answer in answers]
    if any(index not in prompts for index in indexes):
        raise UnknownAnswerPrompt
    if len(set(indexes)) < len(indexes):
        raise AnsweredTwice
    db.session.execute(delete(Answer).where(Answer.attendee_id == me.id))
    rows = [
        {
            "attendee_id": me.id,
            "position": position,
            "prompt_id": prompts[answer["prompt"]],
            "text": answer["text"],
        }
        for position, answer in enumerate(answers)
    ]
    if rows:
        db.session.execute(insert(Answer), rows)


def write_contact_details(
    me: Attendee, *, details: Sequence[dict[str, Any]], share_with_everyone: bool | None = None
) -> Attendee:
    """Set some contact details, each with its switch; an empty value removes one."""
    queries.hold(me)
    kept = {detail.kind: detail for detail in queries.details_of([me.id]).get(me.id, [])}
    for given in details:
        detail = kept.pop(given["kind"], None)
        if detail is not None and not given["value"]:
            db.session.delete(detail)
            continue
        if not given["value"]:
            continue
        detail = detail or ContactDetail(attendee_id=me.id, kind=given["kind"])
        detail.value, detail.shared = given["value"], given["shared"]
        kept[detail.kind] = detail
        db.session.add(detail)
    if share_with_everyone is not None:
        me.share_with_everyone = share_with_everyone
    me.shared_details = render_shared(sorted(kept.values(), key=lambda detail: detail.kind))
    db.session.flush()
    feed.mark(me.account_id, "attendee", me.id)
    for follow in ON_CARD_CHANGE:
        follow(me)
    return me


def give_consent(me: Attendee, *, purpose: str, wording: str, language: str) -> None:
    """Note that an attendee agreed, to which wording and when."""
    if wording not in WORDINGS[purpose]:
        raise UnknownWording
    withdraw_consent(me, purpose=purpose)
    db.session.add(
        Consent(
            id=new_id(),
            attendee_id=me.id,
            purpose=purpose,
            wording=wording,
            language=language,
            given_at=now(),
        )
    )
    db.session.flush()
    feed.mark(me.account_id, "attendee", me.id)


def withdraw_consent(me: Attendee, *, purpose: str) -> None:
    """Note that an attendee no longer agrees."""
    db.session.execute(
        update(Consent)
        .where(Consent.attendee_id == me.id, Consent.purpose == purpose, Consent.withdrawn_at.is_(None))
        .values(withdrawn_at=now())
    )
    feed.mark(me.account_id, "attendee", me.id)


def set_consent(me: Attendee, *, purpose: str, given: bool, wording: str, language: str) -> Attendee:
    """Give or withdraw a consent; both are one tap."""
    if given:
        give_consent(me, purpose=purpose, wording=wording, language=language)
    else:
        withdraw_consent(me, purpose=purpose)
    return me


def change_event(me: Organiser, changes: Mapping[str, Any]) -> Event:
    """Change an event's name, zone, times and door; how far it may move depends on whether anybody joined."""
    anybody = queries.anybody_at(me.event_id)
    return event_services.change_event(me, anybody=anybody, changes=changes)
