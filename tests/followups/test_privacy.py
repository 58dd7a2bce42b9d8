"""What I write to somebody, and that I met anybody, nobody else reads from here."""

from typing import Any

import pytest
from flask import Flask

from tests.notes.test_privacy import readable_by
from tests.people import Event, Person

CANARY = "canary-7b2e"


@pytest.fixture
def written(ada: Person, bo: Person, event: Event) -> dict[str, Any]:
    """What Ada writes to Bo."""
    return ada.follow_up(ada.meet(bo, event), f"Dear Bo,\n{CANARY}")


def test_its_author_reads_it(app: Flask, ada: Person, event: Event, written: dict[str, Any]) -> None:
    assert CANARY in readable_by(ada, app, event, written)


@pytest.mark.parametrize("who", ["bo", "cy", "olga", "a fellow", "the organiser who attends"])
def test_nobody_else_reads_it(
    app: Flask, olga: Person, bo: Person, cy: Person, event: Event, written: dict[str, Any], who: str
) -> None:
    someone = {"bo": bo, "cy": cy, "a fellow": cy}.get(who, olga)
    if who in {"a fellow", "the organiser who attends"}:
        someone.join(event)
    assert CANARY not in readable_by(someone, app, event, written)
    assert written["id"] not in str(someone.pull())


def test_writing_moves_nobody_elses_cursor(ada: Person, bo: Person, olga: Person, event: Event) -> None:
    met = ada.meet(bo, event)
    before = bo.cursor(), olga.cursor()
    written = ada.follow_up(met, "Hello")
    ada.at(event).post(f"/follow-ups/{written['id']}/sent", {"encounter_id": met["id"]})
    assert (bo.cursor(), olga.cursor()) == before


def test_nobody_writes_over_it(ada: Person, bo: Person, event: Event, written: dict[str, Any]) -> None:
    body, path = {"encounter_id": written["encounter_id"]}, f"/follow-ups/{written['id']}"
    bo.at(event).put(path, {**body, "text": "Mine now"}, problem=(409, "id_taken"))
    for act in ("sent", "let-go"):
        bo.at(event).post(f"{path}/{act}", body, problem=(409, "id_taken"))
    bo.at(event).get(path, problem=(404, "not_found"))
    assert ada.follow_ups(event) == [written]


def test_mine_of_one_event_is_not_at_another(
    ada: Person, event: Event, other_event: Event, written: dict[str, Any]
) -> None:
    ada.join(other_event)
    ada.at(other_event).get(f"/follow-ups/{written['id']}", problem=(404, "not_found"))
    body = {"encounter_id": written["encounter_id"], "text": "Moved"}
    ada.at(other_event).put(f"/follow-ups/{written['id']}", body, problem=(404, "nobody_to_write_to"))
    assert ada.follow_ups(event) == [written]
