"""Notes, from phones that were offline."""

from server.attendees.models import Attendee
from server.attendees.queries import attendee_as_read, attendee_of
from server.core.fields import NothingIn
from server.core.mutations import Mutation, Outcome, Step, one_by_one
from server.notes import queries, services
from server.notes.schemas import NoteIn


def _delete(me: Attendee, step: Step) -> Outcome:
    return services.delete_note(me, step.entity_id, base=step.base)


MUTATIONS = {
    "note.write": Mutation("note", NoteIn, attendee_as_read, services.write_notes),
    "note.delete": Mutation("note", NothingIn, attendee_of, one_by_one(_delete)),
}
FEEDS = {"note": queries.notes_for}
