"""Events, from phones that were offline."""

from uuid import UUID

from server.core.mutations import Mutation, Outcome, Step, one_by_one
from server.events import services
from server.events.schemas import EventIn


def _owner(account_id: UUID, _event_id: UUID | None) -> UUID:
    return account_id


def _create(account_id: UUID, step: Step) -> Outcome:
    return Outcome(services.create_event(account_id, step.entity_id, **step.body).id)


MUTATIONS = {"event.create": Mutation("event", EventIn, _owner, one_by_one(_create))}
