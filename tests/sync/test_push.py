"""Sending writes made offline: each is judged by itself, and applied once."""

import hashlib
import json
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from time_machine import Traveller

from server.core.clock import as_text, now
from server.core.db import db
from server.core.once import AppliedWrite
from server.core.tokens import new_id
from server.sync.services import DIGESTED
from tests.people import Event, Person
from tests.together import at_once

VECTORS = json.loads((Path(__file__).parent.parent / "vectors" / "digests.json").read_text())["digests"]


@pytest.fixture
def met(ada: Person, bo: Person, event: Event) -> dict[str, Any]:
    """Ada met Bo."""
    return ada.meet(bo, event)


def jot(someone: Person, met: dict[str, Any], words: str = "Keeps bees", **more: Any) -> dict[str, Any]:
    event = {"id": met["event_id"]}
    body = {"encounter_id": met["id"], "text": words, "offer": ""}
    return {**someone.op("note.write", event, new_id(), body), **more}


def ledger(app: Flask) -> int:
    with app.app_context():
        return db.session.execute(select(func.count()).select_from(AppliedWrite)).scalar_one()


def test_an_answer_carries_digest_and_entity(ada: Person, met: dict[str, Any]) -> None:
    op = jot(ada, met)
    answer = ada.api.post("/sync", {"v": 1, "device_id": str(ada.device_id), "ops": [op]})
    assert (answer["api_version"], answer["min_client"], answer["server_time"]) == (1, 1, as_text(now()))
    [result] = answer["results"]
    text = json.dumps({key: op[key] for key in DIGESTED}, sort_keys=True, separators=(",", ":"))
    assert (result["op_id"], result["status"]) == (op["op_id"], "applied")
    assert result["digest"] == hashlib.sha256(text.encode()).hexdigest()
    assert (result["entity"]["kind"], result["entity"]["id"]) == ("note", op["entity_id"])
    assert result["entity"]["data"]["text"] == "Keeps bees"
    assert set(result) == {"op_id", "digest", "status", "entity"}


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["op"]["kind"])
def test_digests_are_those_that_phones_compute(ada: Person, vector: dict[str, Any]) -> None:
    [result] = ada.push(vector["op"])
    assert result["digest"] == vector["digest"] == hashlib.sha256(vector["canonical"].encode()).hexdigest()


def test_a_write_sent_again_is_a_duplicate_with_how_things_stand_now(
    ada: Person, met: dict[str, Any], event: Event
) -> None:
    op = jot(ada, met)
    ada.push(op)
    base = hashlib.sha256(b"Keeps bees\n").hexdigest()
    edited = ada.write(met, "Keeps bees, two hives", note_id=op["entity_id"], base=base)
    [again] = ada.push(op)
    assert (again["status"], again["was"]) == ("duplicate", "applied")
    assert again["entity"] == {"kind": "note", "id": edited["id"], "data": edited}


def test_a_write_sent_a_thousand_times_is_one_row(
    app: Flask, ada: Person, met: dict[str, Any], event: Event
) -> None:
    op = jot(ada, met)
    for _ in range(20):
        assert {result["status"] for result in ada.push(*[op] * 50)} <= {"applied", "duplicate"}
    assert (len(ada.notes(event)), ledger(app)) == (1, 1)


def test_a_write_sent_from_another_device_is_a_duplicate(
    app: Flask, ada: Person, met: dict[str, Any]
) -> None:
    op = jot(ada, met)
    ada.push(op)
    ada.device_id = new_id()
    [again] = ada.push({**op, "seq": 900})
    assert again["status"] == "duplicate"


def test_a_write_sent_again_after_a_year_is_a_duplicate(
    ada: Person, met: dict[str, Any], clock: Traveller
) -> None:
    op = jot(ada, met)
    ada.push(op)
    clock.shift(timedelta(days=390))
    assert ada.push(op)[0]["status"] == "duplicate"


def test_a_deleted_note_does_not_come_back_by_an_old_write(
    ada: Person, met: dict[str, Any], event: Event
) -> None:
    op = jot(ada, met)
    ada.push(op)
    ada.at(event).delete(f"/notes/{op['entity_id']}")
    [again] = ada.push(op)
    assert (again["status"], again["entity"]["data"], ada.notes(event)) == ("duplicate", None, [])


@pytest.mark.parametrize(
    "changes",
    [
        {"body": {"text": "Keeps wasps", "offer": ""}},
        {"at": "2026-11-22T18:00:31.000Z"},
        {"base": "0" * 64},
        {"entity_id": str(new_id())},
        {"kind": "note.delete"},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_one_id_with_other_content_is_refused(
    ada: Person, met: dict[str, Any], event: Event, changes: dict[str, Any]
) -> None:
    op = jot(ada, met)
    ada.push(op)
    [result] = ada.push({**op, **changes})
    assert (result["status"], result["problem"]["code"]) == ("rejected", "id_reuse")
    assert [note["text"] for note in ada.notes(event)] == ["Keeps bees"]


def test_one_id_twice_in_a_batch_with_other_content_is_refused(ada: Person, met: dict[str, Any]) -> None:
    op = jot(ada, met)
    first, second = ada.push(op, {**op, "at": as_text(now() + timedelta(seconds=1))})
    assert (first["status"], second["problem"]["code"]) == ("applied", "id_reuse")


def test_ids_of_writes_are_each_accounts_own(ada: Person, bo: Person, met: dict[str, Any]) -> None:
    op = jot(ada, met)
    ada.push(op)
    [result] = bo.push({**jot(bo, met, "Mends clocks"), "op_id": op["op_id"]})
    assert result["status"] == "applied"


def test_a_write_that_is_twice_in_a_refused_batch_was_not_applied(
    ada: Person, met: dict[str, Any], event: Event
) -> None:
    op = ada.op("encounter.accept", event, new_id(), {})
    assert [result["status"] for result in ada.push(op, op)] == ["rejected", "rejected"]


def test_a_write_that_is_twice_in_a_batch_shares_its_fate(ada: Person, met: dict[str, Any]) -> None:
    op = jot(ada, met)
    first, second = ada.push(op, op)
    assert (first["status"], second["status"], second["was"]) == ("applied", "duplicate", "applied")
    assert first["entity"] == second["entity"]
    clash = jot(ada, met, "Keeps wasps", entity_id=op["entity_id"])
    assert [result.get("was", result["status"]) for result in ada.push(clash, clash)] == [
        "conflict",
        "conflict",
    ]


def test_a_refused_write_is_judged_anew(app: Flask, ada: Person, bo: Person, event: Event) -> None:
    met = {"id": str(new_id()), "event_id": event["id"]}
    note = jot(ada, met)
    assert ada.push(note)[0]["problem"]["code"] == "unknown_encounter"
    assert ledger(app) == 0
    ada.scan(bo.code(event), event, encounter_id=met["id"])
    assert ada.push(note)[0]["status"] == "applied"


def test_one_bad_write_blocks_no_other(ada: Person, met: dict[str, Any], event: Event) -> None:
    ops: list[dict[str, Any]] = [
        jot(ada, met, "One"),
        jot(ada, met, ""),
        jot(ada, {**met, "id": str(new_id())}),
        ada.op("no.such", event, new_id(), {}),
        ada.op("note.write", {"id": str(new_id())}, new_id(), jot(ada, met)["body"]),
        ada.op("note.write", event, new_id(), {"text": 7}),
        {**jot(ada, met), "entity_id": "x"},
        {"op_id": str(new_id())},
        {},
        jot(ada, met, "Two"),
    ]
    results = ada.push(*ops)
    assert [result["status"] for result in results] == ["applied", *["rejected"] * 8, "applied"]
    assert [result["problem"]["code"] for result in results[1:-1]] == [
        "empty_note",
        "unknown_encounter",
        "unknown_kind",
        "not_found",
        "invalid_input",
        "invalid_input",
        "invalid_input",
        "invalid_input",
    ]
    assert [note["text"] for note in ada.notes(event)] == ["One", "Two"]


def test_one_bad_write_of_a_kind_blocks_no_other_of_that_kind(
    ada: Person, bo: Person, cy: Person, met: dict[str, Any], event: Event
) -> None:
    cy.join(event)
    other = ada.meet(cy, event)
    ops = [
        ada.op("encounter.label", event, about, {"label": "Red scarf"})
        for about in (met["id"], new_id(), other["id"])
    ]
    assert [result["status"] for result in ada.push(*ops)] == ["applied", "rejected", "applied"]
    assert [one["label"] for one in ada.people(event)] == ["Red scarf", "Red scarf"]


@pytest.mark.parametrize(
    "changes",
    [
        {"op_id": "x"},
        {"op_id": None},
        {"seq": -1},
        {"seq": 1.5},
        {"seq": "1"},
        {"seq": 2**53},
        {"seq": True},
        {"kind": ""},
        {"kind": "x" * 65},
        {"kind": 7},
        {"event_id": "x"},
        {"entity_id": None},
        {"base": "x"},
        {"base": "0" * 64 + "\n"},
        {"at": "yesterday"},
        {"at": "2026-11-22T18:00:00"},
        {"at": 1764093600},
        {"at": "0001-01-01T00:00:00+14:00"},
        {"body": []},
        {"body": None},
        {"surprise": 1},
    ],
    ids=str,
)
def test_a_malformed_write_is_refused_alone(
    ada: Person, met: dict[str, Any], changes: dict[str, Any]
) -> None:
    bad, good = ada.push({**jot(ada, met), **changes}, jot(ada, met))
    assert (bad["status"], bad["problem"]["code"]) == ("rejected", "invalid_input")
    assert list(bad["problem"]["errors"]) == list(changes)
    assert good["status"] == "applied"


@pytest.mark.parametrize("missing", ["op_id", "seq", "kind", "event_id", "entity_id", "base", "at", "body"])
def test_every_part_of_a_write_is_needed(ada: Person, met: dict[str, Any], missing: str) -> None:
    op = jot(ada, met)
    del op[missing]
    [result] = ada.push(op)
    assert list(result["problem"]["errors"]) == [missing]


@pytest.mark.parametrize("when", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
@pytest.mark.parametrize("name", ["starts_at", "ends_at", "join_opens_at", "join_closes_at"])
def test_a_time_at_the_edge_of_the_calendar_blocks_no_other(
    olga: Person, event: Event, name: str, when: str
) -> None:
    bad = olga.op("event.change", event, event["id"], {name: when})
    good = olga.op("event.change", event, event["id"], {"name": "Mending night"})
    refused, taken = olga.push(bad, good)
    assert (refused["problem"]["code"], taken["status"]) == ("invalid_input", "applied")
    assert list(refused["problem"]["errors"]) == [name]


def test_a_write_nested_without_end_blocks_no_other(ada: Person, met: dict[str, Any]) -> None:
    bad = json.dumps({**jot(ada, met), "body": "HERE"}).replace('"HERE"', '{"a":' * 1000 + "1" + "}" * 1000)
    sent = json.dumps({"v": 1, "device_id": str(ada.device_id), "ops": ["HERE", jot(ada, met)]})
    answer = ada.api.raw("POST", "/sync", data=sent.replace('"HERE"', bad), content_type="application/json")
    assert answer.json is not None
    assert [result["status"] for result in answer.json["results"]] == ["rejected", "applied"]


@pytest.mark.parametrize(
    "changes",
    [
        {"v": 2},
        {"v": "1"},
        {"device_id": "x"},
        {"ops": None},
        {"ops": {}},
        {"ops": [1]},
        {"ops": [None]},
        {"surprise": 1},
    ],
    ids=str,
)
def test_a_malformed_batch_is_refused_whole(
    ada: Person, met: dict[str, Any], event: Event, changes: dict[str, Any]
) -> None:
    body = {"v": 1, "device_id": str(ada.device_id), "ops": [jot(ada, met)], **changes}
    ada.api.post("/sync", body, problem=(422, "invalid_input"))
    assert ada.notes(event) == []


def test_an_empty_batch_is_taken(ada: Person) -> None:
    assert ada.push() == []


def test_fifty_writes_are_taken_and_fifty_one_are_not(ada: Person, met: dict[str, Any], event: Event) -> None:
    ops = [jot(ada, met, f"Note {number}") for number in range(51)]
    body = {"v": 1, "device_id": str(ada.device_id), "ops": ops}
    ada.api.post("/sync", body, problem=(422, "invalid_input"))
    assert ada.notes(event) == []
    assert {result["status"] for result in ada.push(*ops[:50])} == {"applied"}
    assert len(ada.notes(event)) == 50


def test_writes_are_applied_by_their_counter_and_answered_in_their_place(
    ada: Person, met: dict[str, Any], event: Event
) -> None:
    first = jot(ada, met, "Keeps bees")
    second = jot(
        ada,
        met,
        "Keeps bees, two hives",
        entity_id=first["entity_id"],
        base=hashlib.sha256(b"Keeps bees\n").hexdigest(),
    )
    results = ada.push(second, first)
    assert [result["op_id"] for result in results] == [second["op_id"], first["op_id"]]
    assert {result["status"] for result in results} == {"applied"}
    assert [note["text"] for note in ada.notes(event)] == ["Keeps bees, two hives"]


@pytest.mark.parametrize("years", [-10, 10])
def test_a_clock_that_is_years_off_loses_nothing(ada: Person, bo: Person, event: Event, years: int) -> None:
    at = as_text(now() + timedelta(days=365 * years))
    scan = ada.op("encounter.record", event, new_id(), {"code": bo.code(event), "label": ""}, at=at)
    note = jot(ada, {"id": scan["entity_id"], "event_id": event["id"]}, at=at)
    assert [result["status"] for result in ada.push(scan, note)] == ["applied", "applied"]
    assert ada.people(event)[0]["state"] == "mutual"


def test_a_whole_evening_offline_arrives_in_one_batch(
    app: Flask, olga: Person, bo: Person, event: Event
) -> None:
    dee = Person(app, "Dee")
    place, met, note = new_id(), new_id(), new_id()
    join = {
        "invitation": event["join_code"],
        "name": "Dee",
        "card_id": "00112233445566aa",
        "live_secret": "A" * 43,
    }
    details = {"details": [{"kind": "signal", "value": "dee.42", "shared": True}]}
    results = dee.push(
        dee.op("attendee.join", event, place, join),
        dee.op("contact_details.write", event, place, details),
        dee.op("card.write", event, place, {"boundary": "No sales"}),
        dee.op("encounter.record", event, met, {"code": bo.code(event), "label": ""}),
        dee.op("encounter.share", event, met, {}),
        dee.op("note.write", event, note, {"encounter_id": str(met), "text": "Mends clocks", "offer": ""}),
    )
    assert [result["status"] for result in results] == ["applied"] * 6
    person = bo.people(event)[0]["person"]
    assert (person["name"], person["boundary"]) == ("Dee", "No sales")
    assert person["contact_details"] == [{"kind": "signal", "value": "dee.42"}]


def test_an_event_is_created_offline_and_joined_at_once(olga: Person) -> None:
    event_id = new_id()
    body = {
        "name": "Seed swap",
        "zone": "Europe/Lisbon",
        "starts_at": as_text(now()),
        "ends_at": as_text(now() + timedelta(hours=3)),
        "prompts": [{"text": "What grows on your sill?"}],
    }
    [result] = olga.push(olga.op("event.create", None, event_id, body))
    data = result["entity"]["data"]
    assert (result["entity"]["kind"], data["id"], data["role"], data["joined"]) == (
        "event",
        str(event_id),
        "owner",
        0,
    )
    olga.join(data)


def test_two_threads_racing_with_one_write_apply_it_once(
    ada: Person, met: dict[str, Any], event: Event
) -> None:
    for _ in range(3):
        op = jot(ada, met)
        results = [result for [result] in at_once(*[partial(ada.push, op) for _ in range(3)])]
        assert sorted(result["status"] for result in results) == ["applied", "duplicate", "duplicate"]
    assert len(ada.notes(event)) == 3


def test_two_phones_racing_for_one_pair_make_one_encounter(app: Flask, event: Event) -> None:
    for _ in range(3):
        ada, bo = Person(app, "Ada"), Person(app, "Bo")
        ada.join(event)
        bo.join(event)
        met = at_once(partial(ada.meet, bo, event), partial(bo.meet, ada, event))
        assert met[0]["id"] == met[1]["id"]
        assert [len(someone.people(event)) for someone in (ada, bo)] == [1, 1]


def test_both_sides_acting_at_once_are_both_heard(
    ada: Person, bo: Person, met: dict[str, Any], event: Event
) -> None:
    for number in range(4):
        ops = [
            (
                someone,
                someone.op("encounter.label", event, met["id"], {"label": f"{someone.name} says {number}"}),
            )
            for someone in (ada, bo)
        ]
        at_once(*[partial(one[0].push, one[1]) for one in ops])
        assert [someone.people(event)[0]["label"] for someone in (ada, bo)] == [
            f"Ada says {number}",
            f"Bo says {number}",
        ]


def test_four_at_most_meet_by_one_code_even_at_the_same_moment(app: Flask, bo: Person, event: Event) -> None:
    guests = [Person(app, f"Guest {number}") for number in range(7)]
    for guest in guests:
        guest.join(event)
    code = bo.code(event)
    at_once(*[lambda guest=guest: guest.scan(code, event) for guest in guests])
    states = [met["state"] for met in bo.people(event)]
    assert (states.count("mutual"), states.count("pending")) == (4, 3)
