"""How phones learn that an event's texts changed: by a number, not by a row for each of its people."""

from uuid import UUID

import pytest
from flask import Flask

from server.core.db import db, transaction
from server.core.tokens import new_id
from server.events.models import Event as EventRow
from tests.people import Event, Person


@pytest.fixture
def renamed(app: Flask, event: Event, ada: Person) -> Event:
    """The event, renamed since Ada last looked."""
    with app.app_context(), transaction():
        row = db.session.get_one(EventRow, UUID(event["id"]))
        row.name, row.version = "Mending night", row.version + 1
    return event


def test_a_phone_that_knows_an_older_version_gets_the_new_one(ada: Person, renamed: Event) -> None:
    page = ada.pull(ada.cursor(), events=f"{renamed['id']}:1")
    [change] = page["changes"]
    assert (change["kind"], change["id"], change["gone"]) == ("event", renamed["id"], False)
    assert (change["data"]["name"], change["data"]["version"]) == ("Mending night", 2)


def test_a_phone_that_knows_the_present_version_gets_nothing(ada: Person, renamed: Event) -> None:
    assert ada.pull(ada.cursor(), events=f"{renamed['id']}:2")["changes"] == []


def test_an_event_that_is_not_mine_is_gone(cy: Person, renamed: Event) -> None:
    [change] = cy.pull(cy.cursor(), events=f"{renamed['id']}:1")["changes"]
    assert (change["id"], change["gone"], change["data"]) == (renamed["id"], True, None)


def test_an_event_that_its_organiser_deleted_is_gone_for_them_and_stays_with_who_was_there(
    olga: Person, ada: Person, event: Event
) -> None:
    olga.push(olga.op("event.delete", event, event["id"], {}))
    [hers] = ada.pull(ada.cursor(), events=f"{event['id']}:1")["changes"]
    [theirs] = olga.pull(olga.cursor(), events=f"{event['id']}:2")["changes"]
    assert (hers["data"]["version"], theirs["gone"]) == (2, True)


def test_more_events_than_anybody_goes_to_are_asked_about_the_first_hundred(
    ada: Person, renamed: Event
) -> None:
    others = [f"{new_id()}:1" for _ in range(100)]
    asked = [f"{renamed['id']}:1", *others]
    changes = ada.pull(ada.cursor(), events=",".join(asked))["changes"]
    assert [change["gone"] for change in changes] == [False, *[True] * 99]


def test_an_event_is_told_once_a_page(ada: Person, renamed: Event) -> None:
    told = [
        change for change in ada.pull(events=f"{renamed['id']}:1")["changes"] if change["kind"] == "event"
    ]
    assert len(told) == 1


@pytest.mark.parametrize("garbage", ["x", ":", ",,", "x:1", f"{new_id()}:x", f"{new_id()}:{'9' * 5000}"])
def test_what_cannot_be_read_is_as_if_it_were_not_there(ada: Person, event: Event, garbage: str) -> None:
    assert ada.pull(ada.cursor(), events=garbage)["changes"] == []
