"""Lists keep their number of queries as rows grow."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import pytest
from flask import Flask
from sqlalchemy import event as database_event

from server.core import prepared
from server.core.db import db
from server.core.tokens import new_id
from tests.people import Event, Person

READS: dict[str, Callable[[Person, Event], object]] = {
    "encounters": lambda ada, event: ada.people(event),
    "notes": lambda ada, event: ada.notes(event),
    "follow-ups": lambda ada, event: ada.follow_ups(event),
    "recap": lambda ada, event: ada.recap(event),
    "events": lambda ada, _: ada.api.get("/events"),
    "pull": lambda ada, event: ada.pull(events=f"{event['id']}:0"),
}


@contextmanager
def counted(app: Flask) -> Generator[list[str]]:
    """The statements of a block, by SQLAlchemy and by prepared ones, which the driver runs itself."""
    statements: list[str] = []
    execute: Callable[..., Any] = vars(prepared)["_execute"]

    def note(*arguments: Any) -> None:
        statements.append(arguments[2])

    def execute_noted(present: Any, sql: str, *arguments: Any, **options: Any) -> Any:
        statements.append(sql)
        return execute(present, sql, *arguments, **options)

    with app.app_context():
        engine = db.engine
    database_event.listen(engine, "before_cursor_execute", note)
    try:
        with patch.object(prepared, "_execute", execute_noted):
            yield statements
    finally:
        database_event.remove(engine, "before_cursor_execute", note)


def more_of_everything(app: Flask, ada: Person, event: Event, count: int) -> None:
    for number in range(count):
        guest = Person(app, f"Guest {number}")
        guest.join(event, answers=[{"prompt": 0, "text": "A"}, {"prompt": 1, "text": "B"}])
        met = ada.meet(guest, event)
        ada.write(met, f"About {number}")
        ada.follow_up(met, f"To {number}")
        ada.join(guest.create_event())


def test_prepared_statements_are_counted(app: Flask, ada: Person, event: Event) -> None:
    with counted(app) as statements:
        ada.pull(events=f"{event['id']}:0")
    assert any("sessions.token_hash" in statement for statement in statements)
    assert any("prompts.position" in statement for statement in statements)


@pytest.mark.parametrize("name", READS)
def test_a_list_takes_as_many_queries_for_many_as_for_few(
    app: Flask, ada: Person, event: Event, name: str
) -> None:
    counts: list[int] = []
    for count in (1, 3):
        more_of_everything(app, ada, event, count)
        with counted(app) as statements:
            READS[name](ada, event)
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_who_asks_and_there_is_nothing_new_costs_two_statements(
    app: Flask, ada: Person, event: Event
) -> None:
    more_of_everything(app, ada, event, 3)
    seen = ada.api.get("/events")
    cursor, known = ada.cursor(), ",".join(f"{one['id']}:{one['version']}" for one in seen)
    with counted(app) as statements:
        assert ada.pull(cursor, events=known)["changes"] == []
    assert len(seen) > 1
    assert len(statements) == 2


@pytest.mark.parametrize("kind", ["encounter.record", "note.write"])
def test_a_batch_takes_as_many_queries_for_many_as_for_few(
    app: Flask, ada: Person, event: Event, kind: str
) -> None:
    guests = [Person(app, f"Guest {number}") for number in range(6)]
    for guest in guests:
        guest.join(event)
    met = ada.meet(guests[0], event)
    counts: list[int] = []
    for some in (guests[1:3], guests[3:6]):
        bodies = {
            "encounter.record": [{"code": guest.code(event), "label": ""} for guest in some],
            "note.write": [{"encounter_id": met["id"], "text": guest.name, "offer": ""} for guest in some],
        }
        ops = [ada.op(kind, event, new_id(), body) for body in bodies[kind]]
        with counted(app) as statements:
            assert {result["status"] for result in ada.push(*ops)} == {"applied"}
        counts.append(len(statements))
    assert counts[0] == counts[1]
