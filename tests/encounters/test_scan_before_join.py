"""A scan that reaches the server before the phone whose code it read."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from time_machine import Traveller

from server.core.clock import as_text, now
from server.core.db import db, transaction
from server.core.tokens import new_id, to_base64url
from server.safety.models import Block
from tests.people import Event, Person, live_code
from tests.together import at_once


@dataclass
class Offline:
    """Somebody who joined without a network: their phone shows a code that the server does not know yet."""

    person: Person
    event: Event
    card_id: bytes
    secret: bytes
    joined_at: datetime

    def code(self) -> str:
        return live_code(self.event, self.card_id, self.secret, name=self.person.name)

    def arrive(self) -> dict[str, Any]:
        body = {
            "invitation": self.event["join_code"],
            "name": self.person.name,
            "card_id": self.card_id.hex(),
            "live_secret": to_base64url(self.secret),
        }
        at = as_text(self.joined_at)
        [result] = self.person.push(self.person.op("attendee.join", self.event, new_id(), body, at=at))
        return result


@pytest.fixture
def dee(person: Callable[[str], Person], event: Event) -> Offline:
    """Is there, and nobody knows."""
    return Offline(person("Dee"), event, secrets.token_bytes(8), secrets.token_bytes(32), now())


def test_the_scan_is_matched_when_its_owner_arrives(ada: Person, dee: Offline, event: Event) -> None:
    scanned = ada.scan(dee.code(), event, label="Green hat")
    assert scanned["state"] == "unmatched"
    before = ada.cursor()
    assert dee.arrive()["status"] == "applied"
    [change] = ada.pull(before)["changes"]
    assert (change["id"], change["data"]["state"]) == (scanned["id"], "mutual")
    assert (change["data"]["person"]["name"], change["data"]["label"]) == ("Dee", "Green hat")
    assert [met["person"]["name"] for met in dee.person.people(event)] == ["Ada"]


def test_freshness_is_judged_by_when_the_scan_arrived(
    ada: Person, dee: Offline, event: Event, clock: Traveller
) -> None:
    ada.scan(dee.code(), event)
    clock.shift(timedelta(hours=2))
    dee.arrive()
    assert ada.people(event)[0]["state"] == "mutual"


def test_a_late_scan_asks_its_owner_when_they_arrive(
    ada: Person, dee: Offline, event: Event, clock: Traveller
) -> None:
    code = dee.code()
    clock.shift(timedelta(minutes=30))
    ada.scan(code, event)
    dee.arrive()
    assert [met["asker"] for met in dee.person.people(event)] == [{"name": "Ada"}]
    assert ada.people(event)[0]["state"] == "pending"


def test_the_owner_arrives_long_after_the_event(
    ada: Person, dee: Offline, event: Event, clock: Traveller
) -> None:
    ada.scan(dee.code(), event)
    clock.shift(timedelta(days=20))
    assert dee.arrive()["status"] == "applied"
    assert ada.people(event)[0]["person"]["name"] == "Dee"


def test_two_such_scans_are_one_encounter_and_the_notes_follow(
    ada: Person, dee: Offline, event: Event, clock: Traveller
) -> None:
    first = ada.scan(dee.code(), event)
    clock.shift(timedelta(minutes=1))
    second = ada.scan(dee.code(), event, label="Green hat")
    notes = [ada.write(first, "Grows quinces"), ada.write(second, "Plays the oboe")]
    dee.arrive()
    [met] = ada.people(event)
    assert (met["id"], met["label"]) == (first["id"], "Green hat")
    assert [(note["id"], note["encounter_id"]) for note in ada.notes(event)] == [
        (note["id"], first["id"]) for note in notes
    ]
    assert ada.at(event).get(f"/encounters/{second['id']}")["id"] == first["id"]


def test_writing_goes_on_under_the_id_that_went(
    ada: Person, dee: Offline, event: Event, clock: Traveller
) -> None:
    first = ada.scan(dee.code(), event)
    clock.shift(timedelta(minutes=1))
    second = ada.scan(dee.code(), event)
    before = ada.cursor()
    dee.arrive()
    gone = [change["id"] for change in ada.pull(before)["changes"] if change["gone"]]
    assert gone == [second["id"]]
    assert ada.write(second, "Plays the oboe")["encounter_id"] == first["id"]


def test_everybody_who_scanned_is_matched(ada: Person, bo: Person, dee: Offline, event: Event) -> None:
    for someone in (ada, bo):
        someone.scan(dee.code(), event)
    dee.arrive()
    assert sorted(met["person"]["name"] for met in dee.person.people(event)) == ["Ada", "Bo"]


def test_four_are_matched_as_met_and_the_rest_ask(
    person: Callable[[str], Person], dee: Offline, event: Event
) -> None:
    for number in range(6):
        someone = person(f"Guest {number}")
        someone.join(event)
        someone.scan(dee.code(), event)
    dee.arrive()
    states = [met["state"] for met in dee.person.people(event)]
    assert (states.count("mutual"), states.count("pending")) == (4, 2)


def test_a_forged_scan_stays_unmatched(ada: Person, dee: Offline, event: Event) -> None:
    forged = live_code(event, dee.card_id, secrets.token_bytes(32), name="Dee")
    ada.scan(forged, event)
    dee.arrive()
    assert ada.people(event)[0]["state"] == "unmatched"
    assert dee.person.people(event) == []


def test_a_forged_scan_does_not_spoil_a_genuine_one(ada: Person, dee: Offline, event: Event) -> None:
    ada.scan(live_code(event, dee.card_id, secrets.token_bytes(32), name="Dee"), event)
    ada.scan(dee.code(), event)
    dee.arrive()
    assert sorted(met["state"] for met in ada.people(event)) == ["mutual", "unmatched"]


def test_a_block_keeps_the_scan_unmatched(app: Flask, ada: Person, dee: Offline, event: Event) -> None:
    ada.scan(dee.code(), event)
    with app.app_context(), transaction():
        db.session.add(Block(blocker_id=ada.account_id, blocked_id=dee.person.account_id, created_at=now()))
    dee.arrive()
    assert (ada.people(event)[0]["state"], dee.person.people(event)) == ("unmatched", [])


def test_arriving_elsewhere_matches_nothing_here(
    ada: Person, dee: Offline, event: Event, other_event: Event
) -> None:
    ada.scan(dee.code(), event)
    dee.event = other_event
    dee.arrive()
    assert ada.people(event)[0]["state"] == "unmatched"


def test_details_pass_to_who_scanned_before(ada: Person, dee: Offline, event: Event) -> None:
    place = ada.places[event["id"]].attendee_id
    body = {"details": [{"kind": "email", "value": "ada@ada.example", "shared": True}]}
    ada.at(event).put(f"/attendees/{place}/contact-details", body)
    scanned = ada.scan(dee.code(), event)
    ada.at(event).post(f"/encounters/{scanned['id']}/share")
    dee.arrive()
    [met] = dee.person.people(event)
    assert met["person"]["contact_details"] == [{"kind": "email", "value": "ada@ada.example"}]


def test_arriving_at_the_very_moment_of_the_scan(
    person: Callable[[str], Person], ada: Person, event: Event
) -> None:
    for _ in range(5):
        dee = Offline(person("Dee"), event, secrets.token_bytes(8), secrets.token_bytes(32), now())
        code = dee.code()
        at_once(lambda code=code: ada.scan(code, event), dee.arrive)
        assert [met["state"] for met in dee.person.people(event)] == ["mutual"]
    assert {met["state"] for met in ada.people(event)} == {"mutual"}
