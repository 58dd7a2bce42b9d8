"""What one side wrote, nobody else reads."""

from typing import Any, cast

import pytest
from flask import Flask

from server.core.tokens import new_id
from tests.people import Event, Person
from tests.readable import readable

CANARY = "canary-4d1f"


@pytest.fixture
def note(ada: Person, bo: Person, event: Event) -> dict[str, Any]:
    """What Ada wrote about Bo."""
    return ada.write(ada.meet(bo, event), f"{CANARY} in the text", offer=f"{CANARY} in the offer")


def readable_by(someone: Person, app: Flask, event: Event, note: dict[str, Any]) -> str:
    """Everything that the API answers to somebody, whatever they ask for."""
    values = {
        "event_id": event["id"],
        "encounter_id": note["encounter_id"],
        "note_id": note["id"],
        "follow_up_id": note["id"],
        "export_id": "01935f00-0000-7000-8000-000000000002",
        "attendee_id": "01935f00-0000-7000-8000-000000000001",
        "join_code": event["join_code"],
        "number": str(event["number"]),
    }
    answers: list[str] = []
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/api/") and "GET" in (rule.methods or ()):
            path = rule.rule
            for argument in cast("Any", rule).arguments:
                kind = next(part for part in path.split("<") if part.partition(">")[0].endswith(argument))
                path = path.replace(f"<{kind.partition('>')[0]}>", values[argument])
            answers.append(readable(someone.api.raw("GET", path.removeprefix("/api")).data))
    return "".join(answers)


def test_its_author_reads_it(app: Flask, ada: Person, event: Event, note: dict[str, Any]) -> None:
    assert CANARY in readable_by(ada, app, event, note)


@pytest.mark.parametrize("who", ["bo", "cy", "olga", "a fellow", "the organiser who attends"])
def test_nobody_else_reads_it(
    app: Flask, olga: Person, bo: Person, cy: Person, event: Event, note: dict[str, Any], who: str
) -> None:
    someone = {"bo": bo, "cy": cy, "a fellow": cy}.get(who, olga)
    if who in {"a fellow", "the organiser who attends"}:
        someone.join(event)
    assert CANARY not in readable_by(someone, app, event, note)
    assert note["id"] not in str(someone.pull())


def test_writing_moves_nobody_elses_cursor(ada: Person, bo: Person, olga: Person, event: Event) -> None:
    met = ada.meet(bo, event)
    before = bo.cursor(), olga.cursor()
    ada.write(met, "Keeps bees")
    assert (bo.cursor(), olga.cursor()) == before


def test_nobody_writes_over_it(ada: Person, bo: Person, event: Event, note: dict[str, Any]) -> None:
    body = {"encounter_id": note["encounter_id"], "text": "Mine now"}
    bo.at(event).put(f"/notes/{note['id']}", body, problem=(409, "id_taken"))
    bo.at(event).delete(f"/notes/{note['id']}", problem=(404, "not_found"))
    [result] = bo.push(bo.op("note.delete", event, note["id"], {}))
    assert result["problem"]["code"] == "not_found"
    assert ada.notes(event) == [note]


def test_my_note_of_one_event_is_not_at_another(
    ada: Person, event: Event, other_event: Event, note: dict[str, Any]
) -> None:
    ada.join(other_event)
    for method in ("get", "delete"):
        getattr(ada.at(other_event), method)(f"/notes/{note['id']}", problem=(404, "not_found"))
    body = {"encounter_id": note["encounter_id"], "text": "Moved"}
    ada.at(other_event).put(f"/notes/{note['id']}", body, problem=(404, "unknown_encounter"))
    assert ada.notes(event) == [note]


def test_an_unknown_note_is_not_there(ada: Person, event: Event) -> None:
    for method in ("get", "delete"):
        getattr(ada.at(event), method)(f"/notes/{new_id()}", problem=(404, "not_found"))
