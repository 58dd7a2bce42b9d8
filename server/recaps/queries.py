"""The recap of one event, read by the one attendee whose it is."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from server.attendees.models import Attendee
from server.core.clock import as_text
from server.core.db import db
from server.encounters.queries import encounters_of
from server.events.models import Event
from server.events.queries import prompts_of
from server.followups.queries import follow_ups_by
from server.notes.queries import notes_by
from server.recaps.evening import recap_at
from server.recaps.question import prompt_between

Row = dict[str, Any]


def recap_of(me: Attendee) -> Row:
    """Everybody I met at this event, in the order we met, with what I wrote about them and to them."""
    event = db.session.get_one(Event, me.event_id)
    prompts = prompts_of([event.id]).get(event.id, [])
    notes, follow_ups = _by_encounter(notes_by(me)), _by_encounter(follow_ups_by(me))
    return {
        "event_id": str(event.id),
        "recap_at": as_text(recap_at(event.starts_at, event.ends_at, event.zone)),
        "people": [
            {
                "encounter": encounter,
                "question": _question(me, encounter, prompts),
                "notes": notes[encounter["id"]],
                "follow_ups": follow_ups[encounter["id"]],
            }
            for encounter in encounters_of(me)
            if encounter["i_scanned"] or not encounter["asks_me"]
        ],
    }


def _by_encounter(rows: Sequence[Row]) -> Mapping[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["encounter_id"]].append(row)
    return found


def _question(me: Attendee, encounter: Row, prompts: Sequence[Row]) -> Row | None:
    """The question that both phones showed, and their answer to it."""
    person = encounter["person"]
    if person is None or not prompts:
        return None
    wanted = prompt_between(orjson.loads(me.card), person)
    chosen = next((prompt for prompt in prompts if prompt["index"] == wanted), prompts[0])
    answers = {answer["prompt"]: answer["text"] for answer in person["answers"]}
    return {**chosen, "answer": answers.get(chosen["index"])}
