"""What changed for me since a cursor: all of it, in order, and nothing that I may not know."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import event as database_event
from sqlalchemy import text
from time_machine import Traveller

from server.core.clock import as_text, now
from server.core.db import db, transaction
from server.core.tokens import new_id
from tests.people import Event, Person
from tests.together import at_once


def kinds(page: dict[str, Any]) -> list[str]:
    return [change["kind"] for change in page["changes"]]


def everything(someone: Person, cursor: str = "") -> dict[str, dict[str, Any]]:
    """All changes after a cursor, by id, read page by page."""
    found: dict[str, dict[str, Any]] = {}
    more = True
    while more:
        page = someone.pull(cursor)
        found |= {change["id"]: change for change in page["changes"]}
        cursor, more = page["cursor"], page["more"]
    return found


@pytest.fixture
def met(ada: Person, bo: Person, event: Event) -> dict[str, Any]:
    """Ada met Bo."""
    return ada.meet(bo, event)


def jots(someone: Person, met: dict[str, Any], count: int) -> list[str]:
    """Many notes, sent as a phone does: fifty at a time."""
    event = {"id": met["event_id"]}
    ops = [
        someone.op("note.write", event, new_id(), {"encounter_id": met["id"], "text": f"{n}", "offer": ""})
        for n in range(count)
    ]
    for start in range(0, count, 50):
        someone.push(*ops[start : start + 50])
    return [op["entity_id"] for op in ops]


def test_a_new_device_gets_everything_of_mine(ada: Person, event: Event, met: dict[str, Any]) -> None:
    note = ada.write(met, "Keeps bees")
    page = ada.pull()
    assert sorted(kinds(page)) == ["attendee", "encounter", "event", "note"]
    data = {change["kind"]: change["data"] for change in page["changes"]}
    assert data["note"] == note
    assert data["encounter"] == ada.people(event)[0]
    assert data["event"] == ada.api.get(f"/events/{event['id']}")
    assert data["attendee"] == ada.at(event).get(f"/attendees/{ada.places[event['id']].attendee_id}")
    assert (page["reset"], page["more"]) == (False, False)


def test_nothing_new_is_an_empty_page_with_the_same_cursor(ada: Person, met: dict[str, Any]) -> None:
    cursor = ada.cursor()
    page = ada.pull(cursor)
    assert (page["changes"], page["cursor"], page["more"], page["reset"]) == ([], cursor, False, False)
    assert (page["api_version"], page["min_client"], page["server_time"]) == (1, 1, as_text(now()))


def test_a_thing_that_changed_twice_is_told_once_as_it_is_now(
    ada: Person, met: dict[str, Any], event: Event
) -> None:
    cursor = ada.cursor()
    for label in ("First", "Second"):
        ada.at(event).patch(f"/encounters/{met['id']}", {"label": label})
    [change] = ada.pull(cursor)["changes"]
    assert change["data"]["label"] == "Second"


def test_more_than_a_page_comes_in_pages(ada: Person, met: dict[str, Any], event: Event) -> None:
    ids = jots(ada, met, 250)
    first = ada.pull()
    second = ada.pull(first["cursor"])
    assert (len(first["changes"]), first["more"], second["more"]) == (200, True, False)
    told = [change["id"] for page in (first, second) for change in page["changes"]]
    assert len(told) == len(set(told)) == 253
    assert set(ids) < set(told)


def test_events_are_compared_on_the_last_page_only(ada: Person, met: dict[str, Any], event: Event) -> None:
    jots(ada, met, 250)
    cursor = ada.cursor()
    jots(ada, met, 210)
    page = ada.pull(cursor, events=f"{event['id']}:0")
    assert "event" not in kinds(page)
    assert "event" in kinds(ada.pull(page["cursor"], events=f"{event['id']}:0"))


@pytest.mark.parametrize(
    "garbage",
    [
        "x",
        ".",
        "0",
        "1.",
        ".1",
        "deadbeef.1",
        "{epoch}.x",
        "{epoch}.-1",
        "{epoch}.999999",
        "{epoch}.²",
        "{epoch}." + "9" * 30,
    ],
)
def test_a_foreign_cursor_starts_anew(ada: Person, met: dict[str, Any], garbage: str) -> None:
    epoch = ada.pull()["epoch"]
    page = ada.pull(garbage.format(epoch=epoch))
    assert (page["reset"], len(page["changes"])) == (True, 3)
    again = ada.pull(page["cursor"])
    assert (again["reset"], again["changes"]) == (False, [])


def test_a_restored_database_starts_anew(app: Flask, ada: Person, met: dict[str, Any]) -> None:
    before = ada.pull()
    with app.app_context(), transaction():
        db.session.execute(text("UPDATE feed_epochs SET epoch = 'restored'"))
    try:
        page = ada.pull(before["cursor"])
        assert (page["epoch"], page["reset"]) == ("restored", True)
        assert page["changes"] == before["changes"]
    finally:
        with app.app_context(), transaction():
            db.session.execute(text("UPDATE feed_epochs SET epoch = :epoch"), {"epoch": before["epoch"]})


def test_a_cursor_that_is_too_long_is_refused(ada: Person) -> None:
    ada.api.get(f"/sync?cursor={'x' * 65}", problem=(422, "invalid_input"))


def test_what_is_gone_says_nothing_but_that(ada: Person, met: dict[str, Any], event: Event) -> None:
    note = ada.write(met, "Keeps bees")
    cursor = ada.cursor()
    ada.at(event).delete(f"/notes/{note['id']}")
    assert ada.pull(cursor)["changes"] == [{"kind": "note", "id": note["id"], "gone": True, "data": None}]


@pytest.mark.parametrize(
    "watching, poll_after_ms", [("0", 30_000), ("1", 2_000), ("true", 2_000), ("false", 30_000)]
)
def test_a_phone_that_shows_its_code_asks_more_often(ada: Person, watching: str, poll_after_ms: int) -> None:
    assert ada.pull(watching=watching)["poll_after_ms"] == poll_after_ms


def test_a_parameter_that_breaks_caches_does_no_harm(ada: Person) -> None:
    assert ada.pull(ada.cursor(), _="1234")["changes"] == []


def test_an_empty_poll_reads_little_and_writes_nothing(app: Flask, ada: Person, met: dict[str, Any]) -> None:
    cursor = ada.cursor()
    statements: list[str] = []

    def note(*arguments: Any) -> None:
        statements.append(arguments[2].upper())

    with app.app_context():
        engine = db.engine
    database_event.listen(engine, "before_cursor_execute", note)
    try:
        ada.pull(cursor, events=f"{met['event_id']}:1")
    finally:
        database_event.remove(engine, "before_cursor_execute", note)
    assert not [sql for sql in statements if not sql.startswith(("SELECT", "BEGIN"))]
    assert len([sql for sql in statements if sql.startswith("SELECT")]) <= 6


def test_an_empty_poll_waits_for_no_writer(app: Flask, ada: Person) -> None:
    cursor = ada.cursor()
    with app.app_context(), transaction():
        assert ada.pull(cursor)["changes"] == []


def test_the_first_poll_of_a_day_keeps_the_session_alive(ada: Person, clock: Traveller) -> None:
    cursor = ada.cursor()
    clock.shift(timedelta(days=1))
    assert ada.pull(cursor)["changes"] == []


def test_no_change_is_stepped_over_while_many_write(app: Flask, ada: Person, event: Event) -> None:
    """Ada's phone polls while others scan her and her tablet writes; it ends up knowing all."""
    guests = [Person(app, f"Guest {number}") for number in range(4)]
    for guest in guests:
        guest.join(event)
    tablet, known = ada.with_another_phone(), dict[str, Any]()
    met = tablet.meet(guests[0], event)

    def poll() -> str:
        cursor = ""
        for _ in range(25):
            page = ada.pull(cursor)
            known.update({change["id"]: change for change in page["changes"]})
            cursor = page["cursor"]
        return cursor

    def scan(guest: Person) -> str:
        for minutes in (20, 10, 0):
            guest.meet(ada, event, at=now() - timedelta(minutes=minutes))
        return ""

    def write() -> str:
        for number in range(10):
            tablet.write(met, f"Note {number}")
        return ""

    cursor, *_ = at_once(poll, write, *[lambda guest=guest: scan(guest) for guest in guests])
    assert known | everything(ada, cursor) == everything(ada)


def test_nobody_elses_feed_is_mine(ada: Person, bo: Person, met: dict[str, Any]) -> None:
    foreign = bo.cursor()
    page = ada.pull(foreign)
    assert {change["id"] for change in page["changes"]} <= set(everything(ada))


def test_ids_of_events_that_are_not_mine_tell_nothing(cy: Person, event: Event) -> None:
    told: list[Any] = []
    for event_id in (event["id"], str(UUID(int=7))):
        for version in (0, 1, 2):
            changes = cy.pull(cy.cursor(), events=f"{event_id}:{version}")["changes"]
            told.append([{**change, "id": ""} for change in changes])
    assert told == [[{"kind": "event", "id": "", "gone": True, "data": None}]] * 6
