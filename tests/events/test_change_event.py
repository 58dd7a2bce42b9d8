"""Changing an event: its name, its times, when people may join."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from time_machine import Traveller

from server.core.clock import as_text, now
from server.core.tokens import new_id
from tests.people import Event, Person


def change(someone: Person, event: Event, **changes: Any) -> dict[str, Any]:
    """Change an event, and answer the result."""
    [result] = someone.push(someone.op("event.change", event, event["id"], changes))
    return result


def moved(event: Event, by: timedelta) -> dict[str, str]:
    """The times of an event, all of them later."""
    return {name: as_text(datetime.fromisoformat(event[name]) + by) for name in ("starts_at", "ends_at")}


def test_a_new_name_reaches_everybody_there(olga: Person, ada: Person, event: Event) -> None:
    cursor, olgas = ada.cursor(), olga.cursor()
    seen = olga.api.patch(f"/events/{event['id']}", {"name": "Mending night"})
    assert (seen["name"], seen["version"]) == ("Mending night", event["version"] + 1)
    [told] = ada.pull(cursor, events=f"{event['id']}:{event['version']}")["changes"]
    assert (told["data"]["name"], told["data"]["role"]) == ("Mending night", None)
    [told] = olga.pull(olgas)["changes"]
    assert (told["kind"], told["data"]["name"]) == ("event", "Mending night")


def test_the_same_again_changes_nothing(olga: Person, event: Event) -> None:
    first = olga.api.patch(f"/events/{event['id']}", {"name": "Mending night"})
    assert olga.api.patch(f"/events/{event['id']}", {"name": "Mending night"}) == first
    assert olga.api.patch(f"/events/{event['id']}", {}) == first


def test_a_phone_that_was_offline_changes_it_too(olga: Person, event: Event) -> None:
    result = change(olga, event, zone="America/New_York", **moved(event, timedelta(hours=5)))
    assert result["status"] == "applied"
    seen = result["entity"]["data"]
    assert (seen["zone"], seen["starts_at"]) == (
        "America/New_York",
        moved(event, timedelta(hours=5))["starts_at"],
    )


def test_nobody_else_changes_it(ada: Person, cy: Person, event: Event) -> None:
    for someone in (ada, cy):
        assert change(someone, event, name="Mine")["problem"]["code"] == "not_found"


def test_an_organiser_changes_no_other_event_under_its_address(
    olga: Person, event: Event, other_event: Event
) -> None:
    [result] = olga.push(olga.op("event.change", event, other_event["id"], {"name": "Mixed up"}))
    assert result["problem"]["code"] == "not_found"
    assert {one["name"] for one in olga.api.get("/events")} == {event["name"], other_event["name"]}


@pytest.mark.parametrize(
    "changes",
    [
        {"name": ""},
        {"name": "x" * 81},
        {"name": None},
        {"zone": "Europe/Atlantis"},
        {"starts_at": "2026-11-25T18:00:00"},
        {"starts_at": None},
        {"join_opens_at": "soon"},
        {"join_opens_at": "0001-01-01T00:00:00+14:00"},
        {"join_closes_at": "9999-12-31T23:59:59-14:00"},
        {"join_code": "AAAAAAAA"},
        {"closed_at": None},
    ],
    ids=str,
)
def test_what_is_no_change_is_refused(olga: Person, event: Event, changes: dict[str, Any]) -> None:
    told = olga.api.patch(f"/events/{event['id']}", changes, problem=(422, "invalid_input"))
    assert list(told["errors"]["json"]) == list(changes)
    assert olga.api.get(f"/events/{event['id']}") == event


def test_one_time_is_judged_beside_the_other(olga: Person, event: Event) -> None:
    early = as_text(datetime.fromisoformat(event["starts_at"]) - timedelta(minutes=1))
    told = olga.api.patch(f"/events/{event['id']}", {"ends_at": early}, problem=(422, "bad_times"))
    assert told["detail"] == "The event must end after it starts."


def test_codes_shown_before_a_change_of_times_still_count(
    olga: Person, ada: Person, bo: Person, event: Event
) -> None:
    code = ada.code(event)
    seen = olga.api.patch(f"/events/{event['id']}", moved(event, timedelta(hours=3)))
    assert seen["code_zero_at"] == event["code_zero_at"]
    assert bo.scan(code, event)["state"] == "mutual"


def test_an_event_that_nobody_joined_moves_anywhere(olga: Person, event: Event) -> None:
    seen = olga.api.patch(f"/events/{event['id']}", moved(event, timedelta(days=200)))
    opens = datetime.fromisoformat(seen["starts_at"]) - timedelta(hours=24)
    assert seen["code_zero_at"] == as_text(opens.replace(second=0))


def test_an_event_that_has_not_opened_moves_anywhere_though_people_joined(
    olga: Person, ada: Person, bo: Person, clock: Traveller
) -> None:
    start = now() + timedelta(days=10)
    event = olga.create_event(starts_at=as_text(start), ends_at=as_text(start + timedelta(hours=4)))
    ada.join(event)
    bo.join(event)
    for days in (200, -195):
        seen = olga.api.patch(f"/events/{event['id']}", moved(event, timedelta(days=days)))
        event = {**event, **seen}
    clock.move_to(datetime.fromisoformat(event["starts_at"]))
    assert bo.scan(ada.code(event), event)["state"] == "mutual"


@pytest.mark.parametrize("days", [-2, 46])
def test_an_event_that_opened_and_was_joined_moves_no_further_than_its_codes_count(
    olga: Person, ada: Person, event: Event, days: int
) -> None:
    body = moved(event, timedelta(days=days))
    if days < 0:
        body["ends_at"] = as_text(now())
    told = olga.api.patch(f"/events/{event['id']}", body, problem=(409, "moved_too_far"))
    assert "prepare another event" in told["detail"]
    assert olga.api.patch(f"/events/{event['id']}", moved(event, timedelta(days=40)))["version"] == 2


def test_an_event_that_moves_forward_a_little_opens_when_its_codes_begin_to_count(
    olga: Person, ada: Person, event: Event
) -> None:
    seen = olga.api.patch(f"/events/{event['id']}", moved(event, timedelta(hours=-10)))
    assert seen["opens_at"] == seen["code_zero_at"] == event["code_zero_at"]


def test_meetings_stay_whatever_the_new_times_are(
    olga: Person, ada: Person, bo: Person, event: Event
) -> None:
    bo.meet(ada, event)
    olga.api.patch(f"/events/{event['id']}", moved(event, timedelta(days=20)))
    assert [met["state"] for met in bo.people(event)] == ["mutual"]


def test_the_door_narrows_when_people_join_and_nothing_else(
    olga: Person, ada: Person, bo: Person, person: Any, event: Event, clock: Traveller
) -> None:
    opens, closes = now() + timedelta(hours=1), now() + timedelta(hours=2)
    olga.api.patch(
        f"/events/{event['id']}", {"join_opens_at": as_text(opens), "join_closes_at": as_text(closes)}
    )
    assert bo.meet(ada, event)["state"] == "mutual"
    early, in_time, late = person("Dee"), person("Eve"), person("Flo")
    refused(early, event, "event_not_open")
    clock.move_to(opens)
    in_time.join(event)
    clock.move_to(closes + timedelta(seconds=1))
    refused(late, event, "event_over")
    seen = olga.api.patch(f"/events/{event['id']}", {"join_opens_at": None, "join_closes_at": None})
    assert (seen["join_opens_at"], seen["join_closes_at"]) == (None, None)
    late.join(event)


def refused(someone: Person, event: Event, code: str) -> None:
    """Try to join in vain."""
    body = {
        "invitation": event["join_code"],
        "name": someone.name,
        "card_id": "00" * 8,
        "live_secret": "A" * 43,
    }
    someone.at(event).put(f"/attendees/{new_id()}", body, problem=(409, code))


def test_whoever_joined_while_the_door_was_open_may_arrive_later(
    olga: Person, person: Any, event: Event, clock: Traveller
) -> None:
    closes = now() + timedelta(hours=1)
    olga.api.patch(f"/events/{event['id']}", {"join_closes_at": as_text(closes)})
    body = {"invitation": event["join_code"], "name": "Dee", "card_id": "ab" * 8, "live_secret": "A" * 43}
    dee, eve = person("Dee"), person("Eve")
    in_time = dee.op("attendee.join", event, new_id(), body)
    clock.move_to(closes + timedelta(hours=1))
    late = eve.op("attendee.join", event, new_id(), {**body, "card_id": "cd" * 8})
    assert [dee.push(in_time)[0]["status"], eve.push(late)[0]["status"]] == ["applied", "rejected"]


@pytest.mark.parametrize(
    "opens, closes",
    [(2, 1), (1, 1), (6, None), (None, -30), (-30_000, None), (None, 30_000)],
)
def test_a_door_that_is_never_open_or_years_away_is_refused(
    olga: Person, event: Event, opens: int | None, closes: int | None
) -> None:
    start = datetime.fromisoformat(event["starts_at"])
    body = {
        name: as_text(start + timedelta(hours=hours))
        for name, hours in (("join_opens_at", opens), ("join_closes_at", closes))
        if hours is not None
    }
    olga.api.patch(f"/events/{event['id']}", body, problem=(422, "bad_times"))
    assert olga.api.get(f"/events/{event['id']}") == event


def test_an_event_through_the_night_when_clocks_change_lasts_what_its_instants_say(olga: Person) -> None:
    event = olga.create_event(
        zone="Europe/Lisbon", starts_at="2027-03-27T22:00:00Z", ends_at="2027-03-28T04:00:00+01:00"
    )
    assert (event["starts_at"], event["ends_at"]) == ("2027-03-27T22:00:00.000Z", "2027-03-28T03:00:00.000Z")
    assert datetime.fromisoformat(event["closes_at"]) == datetime(2027, 3, 29, 3, tzinfo=UTC)
