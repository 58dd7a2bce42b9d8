"""Attendees, from phones that were offline."""

from typing import TypeAlias
from uuid import UUID

from server.attendees import badges, queries, services
from server.attendees.models import Attendee
from server.attendees.schemas import (
    BadgeIn,
    CardIn,
    ConsentIn,
    ContactDetailsIn,
    JoinIn,
    LiveSecretIn,
    RequestsIn,
)
from server.core.db import db
from server.core.errors import NotFound
from server.core.fields import NothingIn
from server.core.mutations import Mutation, Outcome, Step, one_by_one
from server.events.models import Event, Organiser
from server.events.queries import organiser_of
from server.events.schemas import EventChangeIn
from server.events.sync import about_event

Joiner: TypeAlias = tuple[UUID, UUID | None]


def _joiner(account_id: UUID, event_id: UUID | None) -> Joiner:
    return account_id, event_id


def _join(joiner: Joiner, step: Step) -> Outcome:
    account_id, event_id = joiner
    place = services.join_event(
        account_id, step.entity_id, services.Joining(**step.body), event_id=event_id, at=step.at
    )
    return Outcome(place.id)


def _write_card(me: Attendee, step: Step) -> Outcome:
    return Outcome(services.write_card(_mine(me, step), **step.body).id)


def _write_contact_details(me: Attendee, step: Step) -> Outcome:
    return Outcome(services.write_contact_details(_mine(me, step), **step.body).id)


def _write_consent(me: Attendee, step: Step) -> Outcome:
    return Outcome(services.set_consent(_mine(me, step), **step.body).id)


def _change_event(me: Organiser, step: Step) -> Event:
    return services.change_event(me, step.body)


def _claim_badge(me: Attendee, step: Step) -> Outcome:
    return Outcome(badges.claim_badge(_mine(me, step), **step.body).id)


def _reset_badge(me: Attendee, step: Step) -> Outcome:
    return Outcome(badges.reset_badge(_mine(me, step)).id)


def _reset_live_code(me: Attendee, step: Step) -> Outcome:
    return Outcome(badges.reset_live_code(_mine(me, step), at=step.at, **step.body).id)


def _write_requests(me: Attendee, step: Step) -> Outcome:
    return Outcome(badges.write_requests(_mine(me, step), **step.body).id)


def _mine(me: Attendee, step: Step) -> Attendee:
    """My place, even where this phone knows it by an id of its own; never somebody else's."""
    other = db.session.get(Attendee, step.entity_id)
    if other is not None and other.id != me.id:
        raise NotFound
    return me


MUTATIONS = {
    "attendee.join": Mutation("attendee", JoinIn, _joiner, one_by_one(_join)),
    "card.write": Mutation("attendee", CardIn, queries.attendee_of, one_by_one(_write_card)),
    "contact_details.write": Mutation(
        "attendee", ContactDetailsIn, queries.attendee_of, one_by_one(_write_contact_details)
    ),
    "consent.write": Mutation("attendee", ConsentIn, queries.attendee_of, one_by_one(_write_consent)),
    "event.change": Mutation("event", EventChangeIn, organiser_of, one_by_one(about_event(_change_event))),
    "badge.claim": Mutation("attendee", BadgeIn, queries.attendee_of, one_by_one(_claim_badge)),
    "badge.reset": Mutation("attendee", NothingIn, queries.attendee_of, one_by_one(_reset_badge)),
    "live_code.reset": Mutation("attendee", LiveSecretIn, queries.attendee_of, one_by_one(_reset_live_code)),
    "requests.write": Mutation("attendee", RequestsIn, queries.attendee_of, one_by_one(_write_requests)),
}
FEEDS = {"attendee": queries.attendees_for, "event": queries.events_for}
