"""Encounters, from phones that were offline."""

from collections.abc import Callable
from uuid import UUID

from server.attendees.models import Attendee
from server.attendees.queries import attendee_as_read, attendee_of
from server.core.fields import NothingIn
from server.core.mutations import Mutation, Outcome, Step, one_by_one
from server.encounters import queries, services
from server.encounters.schemas import EncounterIn, LabelIn


def _act(rule: Callable[[Attendee, UUID], UUID]) -> Mutation[Attendee]:
    """A rule about one encounter that needs no words."""

    def apply(me: Attendee, step: Step) -> Outcome:
        return Outcome(rule(me, step.entity_id))

    return Mutation("encounter", NothingIn, attendee_of, one_by_one(apply))


def _label(me: Attendee, step: Step) -> Outcome:
    return Outcome(services.label_encounter(me, step.entity_id, **step.body))


MUTATIONS = {
    "encounter.record": Mutation("encounter", EncounterIn, attendee_as_read, services.record_encounters),
    "encounter.label": Mutation("encounter", LabelIn, attendee_of, one_by_one(_label)),
    "encounter.accept": _act(services.accept_encounter),
    "encounter.ignore": _act(services.ignore_encounter),
    "encounter.share": _act(services.share_contact_details),
}
FEEDS = {"encounter": queries.encounters_for}
