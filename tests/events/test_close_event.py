"""Closing, reopening and deleting an event: what was done before counts, and no word is lost."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from time_machine import Traveller

from server.core.clock import as_text, now
from server.core.tokens import new_id
from tests.people import Event, Person

MINUTE = timedelta(minutes=1)


def end(olga: Person, event: Event, how: str) -> None:
    """Close or delete an event."""
    [result] = olga.push(olga.op(f"event.{how}", event, event["id"], {}))
    assert result["status"] == "applied"


def joining(event: Event) -> dict[str, Any]:
    """What somebody brings who joins."""
    return {"invitation": event["join_code"], "name": "Dee", "card_id": "ab" * 8, "live_secret": "A" * 43}


@pytest.mark.parametrize("how", ["close", "delete"])
def test_a_scan_from_before_the_end_counts_when_it_arrives_later(
    olga: Person, ada: Person, bo: Person, event: Event, clock: Traveller, how: str
) -> None:
    scan = bo.op("encounter.record", event, new_id(), {"code": ada.code(event)})
    back = ada.op("encounter.record", event, new_id(), {"code": bo.code(event)})
    jot = bo.op("note.write", event, new_id(), {"encounter_id": scan["entity_id"], "text": "Keeps bees"})
    clock.shift(5 * MINUTE)
    end(olga, event, how)
    clock.shift(timedelta(days=29))
    assert [result["status"] for result in bo.push(scan, jot)] == ["applied", "applied"]
    assert [result["status"] for result in ada.push(back)] == ["applied"]
    assert [met["state"] for met in bo.people(event)] == ["mutual"]
    assert [note["text"] for note in bo.notes(event)] == ["Keeps bees"]


@pytest.mark.parametrize("how", ["close", "delete"])
def test_a_scan_from_after_the_end_comes_back_with_its_jot(
    olga: Person, ada: Person, bo: Person, event: Event, clock: Traveller, how: str
) -> None:
    end(olga, event, how)
    clock.shift(MINUTE)
    scan = bo.op("encounter.record", event, new_id(), {"code": ada.code(event), "label": "Red scarf"})
    jot = bo.op("note.write", event, new_id(), {"encounter_id": scan["entity_id"], "text": "Keeps bees"})
    refused, unknown = bo.push(scan, jot)
    assert (refused["status"], refused["problem"]["code"]) == ("rejected", "event_over")
    assert (unknown["status"], unknown["problem"]["code"]) == ("rejected", "unknown_encounter")
    assert bo.people(event) == []


def test_a_badge_counts_by_when_the_phone_says_it_was_scanned(
    olga: Person, ada: Person, bo: Person, event: Event, clock: Traveller
) -> None:
    badge = ada.badge(event)
    before = bo.op("encounter.record", event, new_id(), {"code": badge})
    clock.shift(MINUTE)
    end(olga, event, "close")
    clock.shift(MINUTE)
    after = bo.op("encounter.record", event, new_id(), {"code": badge})
    late, early = bo.push(after)[0], bo.push(before)[0]
    assert (late["problem"]["code"], early["status"]) == ("event_over", "applied")


@pytest.mark.parametrize("how", ["close", "delete"])
def test_notes_about_people_met_are_always_taken(
    olga: Person, ada: Person, bo: Person, event: Event, clock: Traveller, how: str
) -> None:
    met = bo.meet(ada, event)
    end(olga, event, how)
    clock.shift(timedelta(days=300))
    op = bo.op("note.write", event, new_id(), {"encounter_id": met["id"], "text": "Keeps bees"})
    assert bo.push(op)[0]["status"] == "applied"
    assert [note["text"] for note in bo.notes(event)] == ["Keeps bees"]
    assert [one["state"] for one in ada.people(event)] == ["mutual"]


@pytest.mark.parametrize(
    "how, code", [("close", "event_over"), ("delete", "unknown_join_code")], ids=["close", "delete"]
)
def test_nobody_joins_after_the_end_and_whoever_joined_before_may_arrive_later(
    olga: Person, person: Callable[[str], Person], event: Event, clock: Traveller, how: str, code: str
) -> None:
    dee, eve = person("Dee"), person("Eve")
    before = dee.op("attendee.join", event, new_id(), joining(event))
    clock.shift(MINUTE)
    end(olga, event, how)
    clock.shift(MINUTE)
    after = eve.op("attendee.join", event, new_id(), {**joining(event), "card_id": "cd" * 8})
    assert eve.push(after)[0]["problem"]["code"] == code
    assert dee.push(before)[0]["status"] == "applied"


def test_closing_is_seen_by_everybody_and_again_changes_nothing(
    olga: Person, ada: Person, event: Event, clock: Traveller
) -> None:
    cursor = ada.cursor()
    first = olga.at(event).post("/close")
    assert first["closed_at"] == first["closes_at"] == as_text(now())
    clock.shift(MINUTE)
    assert olga.at(event).post("/close") == first
    [told] = ada.pull(cursor, events=f"{event['id']}:{event['version']}")["changes"]
    assert told["data"]["closed_at"] == first["closed_at"]


def test_reopening_takes_scans_again_that_were_refused(
    olga: Person, ada: Person, bo: Person, event: Event, clock: Traveller
) -> None:
    olga.at(event).post("/close")
    clock.shift(MINUTE)
    scan = bo.op("encounter.record", event, new_id(), {"code": ada.code(event)})
    assert bo.push(scan)[0]["status"] == "rejected"
    seen = olga.at(event).post("/reopen")
    assert (seen["closed_at"], seen["closes_at"]) == (None, event["closes_at"])
    assert bo.push(scan)[0]["status"] == "applied"
    assert olga.at(event).post("/reopen") == seen


def test_an_event_whose_time_is_over_opens_again_only_with_a_later_end(
    olga: Person, event: Event, clock: Traveller
) -> None:
    olga.at(event).post("/close")
    clock.shift(timedelta(days=2))
    olga.at(event).post("/reopen", problem=(409, "event_over"))
    later = as_text(now() + timedelta(hours=1))
    olga.api.patch(f"/events/{event['id']}", {"ends_at": later})
    assert olga.at(event).post("/reopen")["closed_at"] is None


def test_closing_after_the_end_opens_nothing(olga: Person, event: Event, clock: Traveller) -> None:
    clock.shift(timedelta(days=5))
    assert olga.at(event).post("/close")["closes_at"] == event["closes_at"]


def test_a_deleted_event_is_gone_for_its_organiser(olga: Person, event: Event, other_event: Event) -> None:
    cursor = olga.cursor()
    olga.api.delete(f"/events/{event['id']}")
    [told] = olga.pull(cursor)["changes"]
    assert (told["kind"], told["id"], told["gone"]) == ("event", event["id"], True)
    assert [one["id"] for one in olga.api.get("/events")] == [other_event["id"]]
    for path in ("", "/join.svg", "/attendees"):
        olga.at(event).get(path, problem=(404, "not_found"))
    for act in ("close", "reopen"):
        olga.at(event).post(f"/{act}", problem=(404, "not_found"))
    olga.api.delete(f"/events/{event['id']}", problem=(404, "not_found"))


def test_a_deleted_events_codes_open_nothing(olga: Person, ada: Person, event: Event) -> None:
    olga.api.delete(f"/events/{event['id']}")
    ada.api.get(f"/join/{event['join_code']}", problem=(404, "unknown_join_code"))
    ada.api.get(f"/events/by-number/{event['number']}", problem=(404, "not_found"))


def test_for_attendees_a_deleted_event_is_a_closed_one(olga: Person, ada: Person, event: Event) -> None:
    cursor = ada.cursor()
    olga.api.delete(f"/events/{event['id']}")
    [told] = ada.pull(cursor, events=f"{event['id']}:{event['version']}")["changes"]
    assert (told["data"]["name"], told["data"]["closed_at"]) == (event["name"], as_text(now()))
    assert [one["id"] for one in ada.api.get("/events")] == [event["id"]]


def test_an_organiser_who_attends_keeps_what_attendees_keep(olga: Person, ada: Person, event: Event) -> None:
    olga.join(event)
    met = olga.meet(ada, event)
    olga.api.delete(f"/events/{event['id']}")
    [seen] = olga.api.get("/events")
    assert (seen["role"], seen["join_code"], seen["joined"]) == (None, None, None)
    assert olga.write(met, "Keeps bees")["text"] == "Keeps bees"


def test_deleting_a_closed_event_keeps_when_it_closed(
    olga: Person, ada: Person, event: Event, clock: Traveller
) -> None:
    closed = olga.at(event).post("/close")["closed_at"]
    clock.shift(MINUTE)
    olga.api.delete(f"/events/{event['id']}")
    assert ada.api.get(f"/events/{event['id']}")["closed_at"] == closed


@pytest.mark.parametrize("kind", ["event.close", "event.reopen", "event.delete"])
def test_only_the_owner_ends_an_event(ada: Person, cy: Person, event: Event, kind: str) -> None:
    for someone in (ada, cy):
        [result] = someone.push(someone.op(kind, event, event["id"], {}))
        assert result["problem"]["code"] == "not_found"
    assert ada.api.get(f"/events/{event['id']}")["closed_at"] is None


def test_an_organisers_phone_that_was_offline_creates_changes_and_closes_in_one_go(olga: Person) -> None:
    event_id = str(new_id())
    start = datetime.fromisoformat(as_text(now()))
    body = {
        "name": "Mending night",
        "zone": "Europe/Lisbon",
        "starts_at": as_text(start),
        "ends_at": as_text(start + timedelta(hours=1)),
        "prompts": [{"text": "Why?"}],
    }
    here = {"id": event_id}
    results = olga.push(
        olga.op("event.create", None, event_id, body),
        olga.op("event.change", here, event_id, {"name": "Mending day"}),
        olga.op("event.close", here, event_id, {}),
    )
    assert [result["status"] for result in results] == ["applied"] * 3
    assert results[0]["entity"]["data"]["name"] == "Mending day"
