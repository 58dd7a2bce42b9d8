"""What somebody may do who helps to organise, without owning the event."""

from uuid import UUID

import pytest
from flask import Flask

from server.core.db import db, transaction
from server.events.models import Organiser
from tests.people import Event, Person


@pytest.fixture
def sam(app: Flask, event: Event) -> Person:
    """Helps Olga."""
    sam = Person(app, "Sam")
    with app.app_context(), transaction():
        db.session.add(Organiser(event_id=UUID(event["id"]), account_id=sam.account_id, role="staff"))
    return sam


def test_staff_change_the_event_and_see_who_joined(sam: Person, ada: Person, event: Event) -> None:
    assert sam.api.patch(f"/events/{event['id']}", {"name": "Mending night"})["role"] == "staff"
    assert sam.at(event).put("/prompts", {"prompts": [{"text": "Why?"}]})["prompts"][0]["text"] == "Why?"
    assert sam.at(event).get("/attendees")["joined"] == 1


def test_staff_cannot_end_it(sam: Person, event: Event) -> None:
    for act in ("close", "reopen"):
        sam.at(event).post(f"/{act}", problem=(404, "not_found"))
    sam.api.delete(f"/events/{event['id']}", problem=(404, "not_found"))
    assert sam.api.get(f"/events/{event['id']}")["closed_at"] is None


def test_every_organiser_learns_of_a_change(sam: Person, olga: Person, event: Event) -> None:
    cursor = sam.cursor()
    olga.api.delete(f"/events/{event['id']}")
    [told] = sam.pull(cursor)["changes"]
    assert (told["id"], told["gone"]) == (event["id"], True)
