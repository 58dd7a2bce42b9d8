"""Whoever walks the badge wall or guesses codes is slowed down; honest phones are not; nothing is lost."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from time_machine import Traveller

from server.attendees.spoken import new_spoken, with_check
from server.core.clock import as_text, now
from server.core.tokens import new_id
from server.encounters.budget import BADGES, BADGES_OF_A_NEW_ACCOUNT, WRONG_TRIES
from tests.people import Event, Person


def record(someone: Person, event: Event, code: str) -> dict[str, Any]:
    return someone.op("encounter.record", event, new_id(), {"code": code, "label": ""})


def send(someone: Person, ops: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [result for at in range(0, len(ops), 50) for result in someone.push(*ops[at : at + 50])]


@pytest.fixture
def known(ada: Person, clock: Traveller) -> Person:
    """Ada, whose account is two hours old."""
    clock.shift(timedelta(hours=2))
    return ada


def test_five_hundred_badges_in_ten_minutes_bring_nothing_out(
    known: Person, bo: Person, event: Event, clock: Traveller
) -> None:
    details = [{"kind": "email", "value": "bo@canary.example", "shared": True}]
    bo.change("contact-details", event, {"details": details, "share_with_everyone": True})
    badges = [bo.badge(event), *(bo.printed(event) for _ in range(499))]
    ops = [record(known, event, badge) for badge in badges]
    results = send(known, ops)
    assert [result["status"] for result in results] == ["applied"] * BADGES + ["retry"] * (500 - BADGES)
    seen = known.people(event)
    assert {(met["state"], met["person"], met["asker"]) for met in seen} == {("pending", None, None)}
    assert "canary" not in repr((results, seen, known.pull()))
    assert "Bo" not in repr((results, seen))
    refused = known.at(event).raw("PUT", f"/encounters/{new_id()}", json={"code": badges[-1]})
    assert (refused.status_code, refused.get_json()["code"]) == (429, "too_many_scans")
    assert int(refused.headers["Retry-After"]) > 0

    waiting = [op for op, result in zip(ops, results, strict=True) if result["status"] == "retry"]
    clock.shift(timedelta(minutes=10, seconds=1))
    assert [result["status"] for result in send(known, waiting)] == ["applied"] * BADGES + ["retry"] * 200


def test_an_honest_phone_brings_a_whole_days_badges_at_once(known: Person, event: Event) -> None:
    ops = [
        {**record(known, event, known.printed(event)), "at": as_text(now() - timedelta(minutes=minute))}
        for minute in range(120)
    ]
    assert {result["status"] for result in send(known, ops)} == {"applied"}
    assert len(known.people(event)) == 120


def test_an_account_of_the_last_hour_has_less(ada: Person, event: Event, clock: Traveller) -> None:
    ops = [record(ada, event, ada.printed(event)) for _ in range(50)]
    results = send(ada, ops)
    assert [result["status"] for result in results].count("retry") == 50 - BADGES_OF_A_NEW_ACCOUNT
    clock.shift(timedelta(hours=1))
    assert {result["status"] for result in send(ada, ops[-10:])} == {"applied"}


def test_a_badge_scanned_before_costs_nothing(ada: Person, event: Event) -> None:
    badges = [ada.printed(event) for _ in range(BADGES_OF_A_NEW_ACCOUNT)]
    send(ada, [record(ada, event, badge) for badge in badges])
    assert ada.scan(badges[0], event)["state"] == "pending"


def test_live_codes_are_not_counted(ada: Person, bo: Person, event: Event) -> None:
    send(ada, [record(ada, event, ada.printed(event)) for _ in range(BADGES_OF_A_NEW_ACCOUNT)])
    assert ada.meet(bo, event)["state"] == "mutual"


def test_what_was_written_about_a_scan_that_waits_waits_with_it(ada: Person, event: Event) -> None:
    send(ada, [record(ada, event, ada.printed(event)) for _ in range(BADGES_OF_A_NEW_ACCOUNT)])
    scan = record(ada, event, ada.printed(event))
    body = {"encounter_id": scan["entity_id"], "text": "Keeps bees", "offer": ""}
    note = ada.op("note.write", event, new_id(), body)
    label = ada.op("encounter.label", event, scan["entity_id"], {"label": "Red scarf"})
    assert [result["status"] for result in ada.push(scan, note, label)] == ["retry"] * 3


def wrong_tries(someone: Person, event: Event, count: int) -> list[str]:
    ops = [record(someone, event, with_check(new_spoken())) for _ in range(count)]
    return [result["status"] for result in send(someone, ops)]


def test_guessing_codes_stops_after_twenty(ada: Person, bo: Person, event: Event, clock: Traveller) -> None:
    statuses = wrong_tries(ada, event, WRONG_TRIES + 5)
    assert statuses == ["applied"] * WRONG_TRIES + ["retry"] * 5
    told = ada.scan(bo.spoken(event), event, problem=(429, "too_many_scans"))
    assert "phone" in told["detail"]
    assert bo.people(event) == []
    clock.shift(timedelta(minutes=10, seconds=1))
    assert ada.scan(bo.spoken(event), event)["state"] == "pending"


def test_a_besieged_event_still_takes_right_codes_from_those_who_made_no_mistake(
    person: Callable[[str], Person], ada: Person, bo: Person, event: Event
) -> None:
    wrong_tries(ada, event, 1)
    for number in range(10):
        guesser = person(f"Guesser {number}")
        guesser.join(event)
        wrong_tries(guesser, event, WRONG_TRIES)
    ada.scan(bo.spoken(event), event, problem=(429, "too_many_scans"))
    assert bo.scan(ada.spoken(event), event)["state"] == "pending"


def test_right_codes_are_no_wrong_tries(person: Callable[[str], Person], ada: Person, event: Event) -> None:
    for number in range(WRONG_TRIES + 2):
        someone = person(f"Guest {number}")
        someone.join(event)
        assert ada.scan(someone.spoken(event), event)["state"] == "pending"
