"""Scanning somebody's code."""

import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from time_machine import Traveller

from server.core.clock import as_text, now
from server.core.db import db, transaction
from server.safety.models import Block
from tests.people import Event, Person, live_code


def late(minutes: int = 30) -> Any:
    return now() - timedelta(minutes=minutes)


def test_a_fresh_scan_is_mutual_and_both_see_one_encounter(ada: Person, bo: Person, event: Event) -> None:
    ada.meet(bo, event)
    [seen_by_ada], [seen_by_bo] = ada.people(event), bo.people(event)
    assert seen_by_ada["id"] == seen_by_bo["id"]
    assert (seen_by_ada["person"]["name"], seen_by_bo["person"]["name"]) == ("Bo", "Ada")
    assert (seen_by_ada["i_scanned"], seen_by_bo["i_scanned"]) == (True, False)


def test_a_card_shows_name_answers_and_no_way_to_reach_its_owner(
    ada: Person, bo: Person, event: Event
) -> None:
    person = ada.meet(bo, event)["person"]
    assert person == {
        "card_id": bo.places[event["id"]].card_id.hex(),
        "name": "Bo",
        "pronouns": "",
        "boundary": "",
        "answers": [{"prompt": 0, "text": "Bo would like to tell you"}],
        "contact_details": [],
    }


def test_they_met_in_the_minute_of_the_code(ada: Person, bo: Person, event: Event) -> None:
    met = ada.meet(bo, event, at=late(20))
    assert met["met_at"] == as_text(late(20).replace(second=0))
    assert ada.meet(bo, event, at=now())["met_at"] == as_text(late(20).replace(second=0))


def test_nobody_has_met_before_the_scan_arrived(
    ada: Person, bo: Person, event: Event, clock: Traveller
) -> None:
    """A phone whose clock is ahead shows codes of minutes to come."""
    arrived = as_text(now())
    met = ada.meet(bo, event, at=now() + timedelta(minutes=1400))
    assert (met["state"], met["met_at"]) == ("pending", arrived)
    clock.shift(timedelta(minutes=5))
    assert bo.meet(ada, event, at=now() + timedelta(minutes=1400))["met_at"] == arrived


def test_scanning_each_other_stays_one_encounter(ada: Person, bo: Person, event: Event) -> None:
    first, second = ada.meet(bo, event), bo.meet(ada, event)
    assert first["id"] == second["id"]
    assert [len(someone.people(event)) for someone in (ada, bo)] == [1, 1]


def test_scanning_again_changes_nothing(ada: Person, bo: Person, event: Event, clock: Traveller) -> None:
    first = ada.meet(bo, event)
    clock.shift(timedelta(hours=1))
    assert ada.meet(bo, event) == first


@pytest.mark.parametrize("minutes, state", [(0, "mutual"), (3, "mutual"), (4, "pending"), (60, "pending")])
def test_a_scan_has_three_minutes_to_arrive(
    ada: Person, bo: Person, event: Event, clock: Traveller, minutes: int, state: str
) -> None:
    code = bo.code(event)
    clock.shift(timedelta(minutes=minutes))
    assert ada.scan(code, event)["state"] == state


def test_a_scan_that_arrives_late_waits_for_yes_we_met(ada: Person, bo: Person, event: Event) -> None:
    met = ada.meet(bo, event, at=late())
    assert (met["state"], met["person"], met["asks_me"]) == ("pending", None, False)
    [asked] = bo.people(event)
    assert (asked["asks_me"], asked["asker"], asked["person"]) == (True, {"name": "Ada"}, None)
    assert bo.at(event).post(f"/encounters/{asked['id']}/accept")["person"]["name"] == "Ada"
    assert ada.at(event).get(f"/encounters/{met['id']}")["state"] == "mutual"


@pytest.mark.parametrize("apart, state", [(9, "mutual"), (10, "mutual"), (11, "pending")])
@pytest.mark.parametrize("first", ["ada", "bo"])
def test_two_late_scans_of_each_other(
    ada: Person, bo: Person, event: Event, apart: int, state: str, first: str
) -> None:
    acts = {
        "ada": lambda: ada.meet(bo, event, at=late(40)),
        "bo": lambda: bo.meet(ada, event, at=late(40 - apart)),
    }
    for name in sorted(acts, key=lambda name: name != first):
        acts[name]()
    assert [someone.people(event)[0]["state"] for someone in (ada, bo)] == [state, state]


def test_two_late_scans_far_apart_ask_both(ada: Person, bo: Person, event: Event) -> None:
    ada.meet(bo, event, at=late(40))
    bo.meet(ada, event, at=late(20))
    assert [
        (one["asks_me"], one["asker"]["name"]) for someone in (ada, bo) for one in someone.people(event)
    ] == [
        (True, "Bo"),
        (True, "Ada"),
    ]


def test_a_fresh_scan_makes_a_pending_encounter_mutual(ada: Person, bo: Person, event: Event) -> None:
    ada.meet(bo, event, at=late())
    assert ada.meet(bo, event)["state"] == "mutual"


def test_four_people_meet_by_the_code_of_one_minute_and_the_rest_ask(
    person: Callable[[str], Person], bo: Person, event: Event, clock: Traveller
) -> None:
    guests = [person(f"Guest {number}") for number in range(6)]
    states: list[str] = []
    for guest in guests:
        guest.join(event)
        states.append(guest.meet(bo, event)["state"])
    assert states == ["mutual"] * 4 + ["pending"] * 2
    assert [met["asks_me"] for met in bo.people(event)].count(True) == 2
    clock.shift(timedelta(minutes=1))
    assert guests[-1].meet(bo, event)["state"] == "mutual"


def test_a_code_posted_in_a_chat_gives_nobody_anything(
    person: Callable[[str], Person], bo: Person, event: Event, clock: Traveller
) -> None:
    place = bo.places[event["id"]].attendee_id
    details = [{"kind": "email", "value": "bo@canary.example", "shared": True}]
    bo.at(event).put(f"/attendees/{place}/contact-details", {"details": details, "share_with_everyone": True})
    code = bo.code(event)
    clock.shift(timedelta(hours=1))
    for number in range(5):
        someone = person(f"Guest {number}")
        someone.join(event)
        someone.scan(code, event)
        [seen] = someone.people(event)
        assert (seen["state"], seen["person"], seen["asker"]) == ("pending", None, None)
        assert "canary" not in str(someone.pull())


def test_somebody_met_before_does_not_count_against_the_four(
    person: Callable[[str], Person], ada: Person, bo: Person, event: Event
) -> None:
    ada.meet(bo, event)
    for _ in range(5):
        assert ada.meet(bo, event)["state"] == "mutual"
    states: list[str] = []
    for number in range(4):
        someone = person(f"Guest {number}")
        someone.join(event)
        states.append(someone.meet(bo, event)["state"])
    assert states == ["mutual"] * 3 + ["pending"]


def test_a_badge_asks(ada: Person, bo: Person, event: Event) -> None:
    met = ada.scan(bo.badge(event), event)
    assert (met["state"], met["person"]) == ("pending", None)
    [asked] = bo.people(event)
    assert (asked["asks_me"], asked["asker"]) == (True, {"name": "Ada"})


def test_badges_scanned_both_ways_are_mutual(ada: Person, bo: Person, event: Event) -> None:
    ada.scan(bo.badge(event), event)
    assert bo.scan(ada.badge(event), event)["state"] == "mutual"
    assert ada.people(event)[0]["person"]["name"] == "Bo"


def test_a_badge_and_a_late_live_code_cross(ada: Person, bo: Person, event: Event) -> None:
    ada.scan(bo.badge(event), event)
    assert bo.meet(ada, event, at=late(300))["state"] == "mutual"


def test_a_scan_of_nobodys_card_is_kept_with_its_label(ada: Person, event: Event) -> None:
    nobodys = live_code(event, secrets.token_bytes(8), secrets.token_bytes(32), name="?")
    met = ada.scan(nobodys, event, label="Tall, with a bicycle")
    assert (met["state"], met["label"], met["person"]) == ("unmatched", "Tall, with a bicycle", None)
    assert (met["met_at"], met["i_scanned"], met["asks_me"]) == (as_text(now()), True, False)
    assert ada.people(event) == [met]


def test_a_forged_tag_matches_nobody(ada: Person, bo: Person, event: Event) -> None:
    forged = live_code(event, bo.places[event["id"]].card_id, secrets.token_bytes(32), name="Bo")
    assert ada.scan(forged, event)["state"] == "unmatched"
    assert bo.people(event) == []


@pytest.mark.parametrize("blocker", ["ada", "bo"])
def test_a_block_makes_a_live_code_look_unknown_both_ways(
    app: Flask, ada: Person, bo: Person, event: Event, blocker: str
) -> None:
    ids = {"ada": ada.account_id, "bo": bo.account_id}
    with app.app_context(), transaction():
        blocked = next(id_ for name, id_ in ids.items() if name != blocker)
        db.session.add(Block(blocker_id=ids[blocker], blocked_id=blocked, created_at=now()))
    before = bo.cursor()
    assert ada.meet(bo, event)["state"] == "unmatched"
    assert (bo.people(event), bo.pull(before)["changes"]) == ([], [])


def test_ones_own_code_is_said_to_be_ones_own(ada: Person, event: Event) -> None:
    for code in (ada.code(event), ada.badge(event)):
        ada.scan(code, event, problem=(422, "met_oneself"))
    assert ada.people(event) == []


def test_a_code_of_another_event_says_so(ada: Person, cy: Person, event: Event, other_event: Event) -> None:
    ada.scan(cy.code(other_event), event, problem=(422, "code_of_another_event"))
    assert (ada.people(event), cy.people(other_event)) == ([], [])


def test_people_meet_anew_at_another_event(ada: Person, bo: Person, event: Event, other_event: Event) -> None:
    for someone in (ada, bo):
        someone.join(other_event)
    here, there = ada.meet(bo, event), ada.meet(bo, other_event)
    assert here["id"] != there["id"]
    assert [len(ada.people(one)) for one in (event, other_event)] == [1, 1]


def test_scans_made_during_the_event_are_taken_for_thirty_days(
    ada: Person, bo: Person, event: Event, clock: Traveller
) -> None:
    code = bo.code(event)
    clock.move_to(event["closes_at"])
    clock.shift(timedelta(days=30))
    assert ada.scan(code, event)["state"] == "pending"
    clock.shift(timedelta(seconds=1))
    ada.scan(code, event, problem=(409, "event_over"))


def test_a_scan_made_after_the_event_matches_nobody(
    ada: Person, bo: Person, event: Event, clock: Traveller
) -> None:
    clock.move_to(event["closes_at"])
    clock.shift(timedelta(minutes=2))
    assert ada.meet(bo, event)["state"] == "unmatched"


def test_somebody_elses_encounter_id_is_taken(ada: Person, bo: Person, cy: Person, event: Event) -> None:
    cy.join(event)
    met = ada.meet(bo, event)
    cy.scan(bo.code(event), event, encounter_id=met["id"], problem=(409, "id_taken"))
    assert len(bo.people(event)) == 1


@pytest.mark.parametrize("known", [False, True])
def test_one_id_is_one_person(ada: Person, bo: Person, cy: Person, event: Event, known: bool) -> None:
    """A phone that mixes its ids up must not make Ada's meeting with Bo disappear."""
    cy.join(event)
    met = ada.meet(bo, event)
    if known:
        ada.meet(cy, event)
    ada.scan(cy.code(event), event, encounter_id=met["id"], problem=(409, "id_taken"))
    assert [one["person"]["name"] for one in bo.people(event)] == ["Ada"]


@pytest.mark.parametrize("label", ["x" * 61, 7, None, "\u0000"])
def test_a_label_is_short(ada: Person, bo: Person, event: Event, label: object) -> None:
    ada.scan(bo.code(event), event, label=label, problem=(422, "invalid_input"))


def test_a_label_given_to_somebody_who_asked_first_is_kept(ada: Person, bo: Person, event: Event) -> None:
    bo.meet(ada, event, at=late(50))
    assert ada.scan(bo.code(event, at=late(10)), event, label="Red scarf")["label"] == "Red scarf"
    assert bo.people(event)[0]["label"] == ""


def test_people_are_listed_in_the_order_they_were_met(
    person: Callable[[str], Person], ada: Person, event: Event
) -> None:
    for name, minutes in [("Dee", 20), ("Eli", 40), ("Flo", 30)]:
        someone = person(name)
        someone.join(event)
        someone.meet(ada, event, at=late(minutes))
    assert [one["asker"]["name"] for one in ada.people(event)] == ["Eli", "Flo", "Dee"]
