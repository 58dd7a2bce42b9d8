"""This is my badge; my badge is lost; another live code; and who may ask."""

import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from time_machine import Traveller

from server.core.clock import as_text, now
from server.core.db import db, transaction
from server.core.tokens import to_base64url
from server.safety.models import Block
from tests.people import BASE_URL, Event, Person, live_code


def place(someone: Person, event: Event) -> Any:
    return someone.at(event).get(f"/attendees/{someone.places[event['id']].attendee_id}")


def reset_badge(someone: Person, event: Event) -> None:
    someone.at(event).delete(f"/attendees/{someone.places[event['id']].attendee_id}/badge")


def new_secret(someone: Person, event: Event, at: str = "") -> tuple[bytes, Any]:
    secret = secrets.token_bytes(32)
    mine = someone.places[event["id"]].attendee_id
    body = {"live_secret": to_base64url(secret)}
    more = {"at": at} if at else {}
    [result] = someone.push(someone.op("live_code.reset", event, mine, body, **more))
    assert result["status"] == "applied"
    return secret, result


def asked(someone: Person, event: Event) -> list[str]:
    return [met["asker"]["name"] for met in someone.people(event) if met["asks_me"]]


def test_a_blank_badge_becomes_mine(ada: Person, bo: Person, event: Event) -> None:
    badge = bo.printed(event)
    assert bo.change("badge", event, {"code": badge})["badge_claimed_at"] == as_text(now())
    ada.scan(badge, event)
    assert asked(bo, event) == ["Ada"]


def test_claiming_twice_is_claiming_once(bo: Person, event: Event, clock: Traveller) -> None:
    badge = bo.printed(event)
    first = bo.change("badge", event, {"code": badge})
    clock.shift(timedelta(minutes=1))
    before = bo.cursor()
    assert (bo.change("badge", event, {"code": badge}), bo.cursor()) == (first, before)


def test_a_badge_that_was_printed_for_me_may_be_claimed_too(ada: Person, bo: Person, event: Event) -> None:
    badge = bo.badge(event)
    assert bo.change("badge", event, {"code": badge})["badge_claimed_at"]
    ada.scan(badge, event)
    assert asked(bo, event) == ["Ada"]


def test_another_persons_badge_is_taken(ada: Person, bo: Person, event: Event) -> None:
    told = ada.change("badge", event, {"code": bo.badge(event)}, problem=(409, "badge_taken"))
    assert "door" in told["detail"]
    assert place(ada, event)["badge_claimed_at"] is None


def test_a_badge_that_somebody_gave_up_is_taken_and_stays_theirs(
    ada: Person, bo: Person, event: Event
) -> None:
    """Else whoever has a photo of Bo's lost badge could be asked in his place."""
    lost = bo.badge(event)
    reset_badge(bo, event)
    ada.change("badge", event, {"code": lost}, problem=(409, "badge_taken"))
    bo.change("badge", event, {"code": lost})
    ada.scan(lost, event)
    assert asked(bo, event) == ["Ada"]


def test_the_badge_before_stops_working(ada: Person, bo: Person, event: Event) -> None:
    before = bo.badge(event)
    bo.change("badge", event, {"code": bo.printed(event)})
    assert ada.scan(before, event)["state"] == "pending"
    assert asked(bo, event) == []


@pytest.mark.parametrize("code", ["{}/j/ABCDEFGH", "javascript:alert(1)", "", "x" * 1025])
def test_what_is_no_code_of_ours_is_no_badge(ada: Person, event: Event, code: str) -> None:
    problem = (422, "invalid_input") if not code or len(code) > 1024 else (422, "not_a_kith_code")
    ada.change("badge", event, {"code": code.format(BASE_URL)}, problem=problem)


def test_other_codes_and_other_events_badges_are_none_of_mine(
    ada: Person, bo: Person, event: Event, other_event: Event
) -> None:
    for code in (
        bo.code(event),
        bo.spoken(event),
        ada.printed(other_event),
        ada.printed(event)[:-5] + "AAAAA",
    ):
        ada.change("badge", event, {"code": code}, problem=(422, "not_a_badge"))


def test_scans_from_before_the_claim_ask_me(ada: Person, bo: Person, event: Event) -> None:
    badge = bo.printed(event)
    scanned = ada.scan(badge, event, label="Green hat")
    ada.write(scanned, "Keeps quinces")
    cursor = ada.cursor()
    bo.change("badge", event, {"code": badge})
    assert asked(bo, event) == ["Ada"]
    assert (ada.people(event), ada.cursor()) == ([scanned], cursor), (
        "Ada cannot tell that somebody claimed it"
    )
    [request] = bo.people(event)
    bo.at(event).post(f"/encounters/{request['id']}/accept")
    [met] = ada.people(event)
    assert (met["id"], met["person"]["name"], met["label"]) == (scanned["id"], "Bo", "Green hat")
    assert [note["encounter_id"] for note in ada.notes(event)] == [met["id"]]


@pytest.mark.parametrize("blocker", ["ada", "bo"])
def test_a_scan_by_somebody_blocked_never_asks(
    app: Flask, ada: Person, bo: Person, event: Event, blocker: str
) -> None:
    pair = [ada, bo] if blocker == "ada" else [bo, ada]
    badge = bo.printed(event)
    scanned = ada.scan(badge, event)
    with app.app_context(), transaction():
        ids = {"blocker_id": pair[0].account_id, "blocked_id": pair[1].account_id}
        db.session.add(Block(**ids, created_at=now()))
    bo.change("badge", event, {"code": badge})
    assert (bo.people(event), ada.people(event)) == ([], [scanned])


def test_a_claim_joins_the_scan_to_whom_we_met_already(ada: Person, bo: Person, event: Event) -> None:
    badge = bo.printed(event)
    scanned = ada.scan(badge, event)
    ada.write(scanned, "Has a green hat")
    met = ada.meet(bo, event)
    bo.change("badge", event, {"code": badge})
    assert [one["id"] for one in ada.people(event)] == [met["id"]]
    assert [one["id"] for one in bo.people(event)] == [met["id"]]
    assert [note["encounter_id"] for note in ada.notes(event)] == [met["id"]]


def test_a_claim_crosses_a_request_of_mine(ada: Person, bo: Person, event: Event) -> None:
    badge = bo.printed(event)
    ada.scan(badge, event)
    bo.scan(ada.badge(event), event)
    bo.change("badge", event, {"code": badge})
    assert [one["state"] for someone in (ada, bo) for one in someone.people(event)] == ["mutual", "mutual"]


def test_resetting_again_gives_another_badge_each_time(bo: Person, event: Event) -> None:
    badges = {bo.badge(event)}
    for _ in range(3):
        reset_badge(bo, event)
        badges.add(bo.badge(event))
    assert len(badges) == 4


def test_after_a_reset_old_and_new_live_codes_count_each_in_their_time(
    person: Callable[[str], Person], ada: Person, bo: Person, event: Event, clock: Traveller
) -> None:
    old = bo.places[event["id"]]
    shown_before = bo.code(event)
    clock.shift(timedelta(minutes=1))
    secret, _ = new_secret(bo, event)
    clock.shift(timedelta(minutes=1))
    assert ada.scan(shown_before, event)["state"] == "mutual"
    cy, dee = person("Cy"), person("Dee")
    for someone in (cy, dee):
        someone.join(event)
    assert cy.scan(live_code(event, old.card_id, secret, name="Bo"), event)["state"] == "mutual"
    stolen = live_code(event, old.card_id, old.live_secret, name="Bo")
    assert dee.scan(stolen, event)["state"] == "unmatched"


def test_two_resets_keep_both_earlier_secrets(
    ada: Person, bo: Person, event: Event, clock: Traveller
) -> None:
    first = bo.code(event)
    for _ in range(2):
        clock.shift(timedelta(minutes=1))
        new_secret(bo, event)
    assert ada.scan(first, event)["state"] == "mutual"


def test_a_reset_without_a_network_counts_from_when_it_was_made(
    ada: Person, bo: Person, event: Event, clock: Traveller
) -> None:
    """Ada's scan of the new code reaches the server before Bo's reset does."""
    reset_at, card_id = as_text(now()), bo.places[event["id"]].card_id
    secret = secrets.token_bytes(32)
    clock.shift(timedelta(minutes=2))
    scanned = ada.scan(live_code(event, card_id, secret, name="Bo"), event)
    assert scanned["state"] == "unmatched"
    body, mine = {"live_secret": to_base64url(secret)}, bo.places[event["id"]].attendee_id
    bo.push(bo.op("live_code.reset", event, mine, body, at=reset_at))
    assert ada.people(event)[0]["state"] == "mutual"
    stolen = live_code(event, card_id, bo.places[event["id"]].live_secret, name="Bo")
    assert ada.scan(stolen, event)["state"] == "unmatched"


@pytest.mark.parametrize("years", [-10, 10])
def test_a_reset_by_a_phone_whose_clock_is_wrong_counts_from_now(
    ada: Person, bo: Person, event: Event, clock: Traveller, years: int
) -> None:
    shown_before = bo.code(event)
    new_secret(bo, event, at=as_text(now() + timedelta(days=365 * years)))
    clock.shift(timedelta(minutes=1))
    assert ada.scan(shown_before, event)["state"] == "mutual"


def test_a_reset_also_makes_a_new_spoken_code(ada: Person, bo: Person, event: Event) -> None:
    before = bo.spoken(event)
    secret, result = new_secret(bo, event)
    assert result["entity"]["data"]["live_secret"] == to_base64url(secret)
    assert bo.spoken(event) == result["entity"]["data"]["spoken_code"] != before
    assert ada.scan(before, event)["state"] == "unmatched"
    assert ada.scan(bo.spoken(event), event)["state"] == "pending"
    bo.change("live-code", event, {"live_secret": to_base64url(secret)})
    assert bo.spoken(event) == result["entity"]["data"]["spoken_code"], "the same again changes nothing"


def test_an_earlier_code_still_invites_those_who_scanned_it(
    person: Callable[[str], Person], bo: Person, event: Event, clock: Traveller
) -> None:
    code = bo.code(event)
    clock.shift(timedelta(minutes=1))
    new_secret(bo, event)
    assert person("Dee").join(event, invitation=code).name == "Dee"


def test_requests_are_on_and_cards_hidden_at_first(bo: Person, event: Event) -> None:
    assert (place(bo, event)["takes_requests"], place(bo, event)["shows_by_badge"]) == (True, False)


def test_a_switch_leaves_the_other_as_it_is(bo: Person, event: Event) -> None:
    bo.change("requests", event, {"takes_requests": False})
    seen = bo.change("requests", event, {"shows_by_badge": True})
    assert (seen["takes_requests"], seen["shows_by_badge"]) == (False, True)


@pytest.mark.parametrize(
    "kind, body",
    [("badge.reset", {}), ("requests.write", {"takes_requests": False}), ("badge.claim", None)],
)
def test_the_same_from_an_offline_phone(
    bo: Person, event: Event, kind: str, body: dict[str, Any] | None
) -> None:
    mine = bo.places[event["id"]].attendee_id
    op = bo.op(kind, event, mine, {"code": bo.printed(event)} if body is None else body)
    [result], badge, [again] = bo.push(op), bo.badge(event), bo.push(op)
    assert (result["status"], again["status"]) == ("applied", "duplicate")
    assert bo.badge(event) == badge


@pytest.mark.parametrize("kind", ["badge.reset", "badge.claim", "live_code.reset", "requests.write"])
def test_nobody_changes_what_is_somebody_elses(ada: Person, bo: Person, event: Event, kind: str) -> None:
    bodies = {
        "badge.claim": {"code": ada.printed(event)},
        "live_code.reset": {"live_secret": to_base64url(secrets.token_bytes(32))},
    }
    before = place(bo, event)
    [result] = ada.push(ada.op(kind, event, bo.places[event["id"]].attendee_id, bodies.get(kind, {})))
    assert (result["status"], result["problem"]["code"]) == ("rejected", "not_found")
    assert place(bo, event) == before
