"""Events, from phones that were offline."""

from collections.abc import Callable
from uuid import UUID

from server.core.errors import NotFound
from server.core.fields import NothingIn
from server.core.mutations import Mutation, Outcome, Step, one_by_one
from server.events import queries, services
from server.events.models import Event, Organiser
from server.events.schemas import EventIn, PromptsIn


def _account(account_id: UUID, _event_id: UUID | None) -> UUID:
    return account_id


def _create(account_id: UUID, step: Step) -> Outcome:
    return Outcome(services.create_event(account_id, step.entity_id, **step.body).id)


def about_event(
    rule: Callable[[Organiser, Step], Event | UUID],
) -> Callable[[Organiser, Step], Outcome]:
    """A rule about the event that its organiser names, and about no other."""

    def apply(me: Organiser, step: Step) -> Outcome:
        if step.entity_id != me.event_id:
            raise NotFound
        rule(me, step)
        return Outcome(me.event_id)

    return apply


_set_prompts = about_event(lambda me, step: services.set_prompts(me, **step.body))
_close = about_event(lambda me, _: services.close_event(me))
_reopen = about_event(lambda me, _: services.reopen_event(me))
_delete = about_event(lambda me, _: services.delete_event(me))

MUTATIONS = {
    "event.create": Mutation("event", EventIn, _account, one_by_one(_create)),
    "event.prompts": Mutation("event", PromptsIn, queries.organiser_of, one_by_one(_set_prompts)),
    "event.close": Mutation("event", NothingIn, queries.owner_of, one_by_one(_close)),
    "event.reopen": Mutation("event", NothingIn, queries.owner_of, one_by_one(_reopen)),
    "event.delete": Mutation("event", NothingIn, queries.owner_of, one_by_one(_delete)),
}
