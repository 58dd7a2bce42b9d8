"""Yes, we met; not now; here is how to reach me; and what I call you."""

from datetime import timedelta
from typing import Any

import pytest
from time_machine import Traveller

from server.core.clock import now
from server.core.tokens import new_id
from tests.people import Event, Person

EMAIL = {"kind": "email", "value": "ada@ada.example", "shared": True}
ADAS = [{"kind": "email", "value": "ada@ada.example"}]


@pytest.fixture
def asked(ada: Person, bo: Person, event: Event) -> dict[str, Any]:
    """What Bo sees after Ada's scan came late."""
    ada.meet(bo, event, at=now() - timedelta(minutes=30))
    [seen] = bo.people(event)
    return seen


@pytest.fixture
def met(ada: Person, bo: Person, event: Event) -> dict[str, Any]:
    """Ada met Bo; she has one contact detail switched on."""
    place = ada.places[event["id"]].attendee_id
    ada.at(event).put(f"/attendees/{place}/contact-details", {"details": [EMAIL]})
    return ada.meet(bo, event)


def details(someone: Person, event: Event) -> list[dict[str, str]]:
    [seen] = someone.people(event)
    return seen["person"]["contact_details"]


def act(someone: Person, event: Event, encounter: dict[str, Any], what: str, **expected: Any) -> Any:
    return someone.at(event).post(f"/encounters/{encounter['id']}/{what}", **expected)


def test_accepting_twice_is_accepting_once(
    ada: Person, bo: Person, event: Event, asked: dict[str, Any], clock: Traveller
) -> None:
    first = act(bo, event, asked, "accept")
    clock.shift(timedelta(minutes=1))
    assert act(bo, event, asked, "accept") == first
    assert (first["i_scanned"], first["asks_me"], first["asker"]) == (False, False, None)


def test_who_asks_cannot_say_yes_for_the_other(ada: Person, event: Event, asked: dict[str, Any]) -> None:
    act(ada, event, asked, "accept", problem=(409, "nothing_to_accept"))
    assert ada.people(event)[0]["state"] == "pending"


def test_who_asks_cannot_let_their_own_request_pass(
    ada: Person, bo: Person, event: Event, asked: dict[str, Any]
) -> None:
    """It would take the encounter from their own list, and its notes with it."""
    [mine] = ada.people(event)
    before, cursor = bo.people(event), ada.cursor()
    act(ada, event, mine, "ignore", problem=(409, "nothing_to_ignore"))
    [result] = ada.push(ada.op("encounter.ignore", event, mine["id"], {}))
    assert (result["status"], result["problem"]["code"]) == ("rejected", "nothing_to_ignore")
    assert (ada.people(event), ada.cursor(), bo.people(event)) == ([mine], cursor, before)


def test_ignoring_makes_the_request_disappear(bo: Person, event: Event, asked: dict[str, Any]) -> None:
    before = bo.cursor()
    act(bo, event, asked, "ignore")
    assert bo.people(event) == []
    [change] = bo.pull(before)["changes"]
    assert (change["id"], change["gone"], change["data"]) == (asked["id"], True, None)


def test_who_was_ignored_cannot_tell(ada: Person, bo: Person, event: Event, asked: dict[str, Any]) -> None:
    before, cursor = ada.people(event), ada.cursor()
    act(bo, event, asked, "ignore")
    assert (ada.people(event), ada.pull(cursor)["changes"], ada.cursor()) == (before, [], cursor)


def test_asking_again_does_not_bring_an_ignored_request_back(
    ada: Person, bo: Person, event: Event, asked: dict[str, Any]
) -> None:
    act(bo, event, asked, "ignore")
    before = bo.cursor()
    ada.meet(bo, event, at=now() - timedelta(minutes=20))
    ada.scan(bo.badge(event), event)
    assert (bo.people(event), bo.cursor()) == ([], before)


def test_an_ignored_request_may_still_be_accepted(bo: Person, event: Event, asked: dict[str, Any]) -> None:
    act(bo, event, asked, "ignore")
    assert act(bo, event, asked, "accept")["person"]["name"] == "Ada"


def test_scanning_whom_i_ignored_lifts_it(
    ada: Person, bo: Person, event: Event, asked: dict[str, Any]
) -> None:
    act(bo, event, asked, "ignore")
    assert bo.meet(ada, event)["state"] == "mutual"


def test_ignoring_whom_i_met_changes_nothing(bo: Person, event: Event, met: dict[str, Any]) -> None:
    act(bo, event, met, "ignore")
    assert [seen["state"] for seen in bo.people(event)] == ["mutual"]


def test_contact_details_pass_after_their_owners_act_and_one_way(
    ada: Person, bo: Person, event: Event, met: dict[str, Any]
) -> None:
    assert (details(bo, event), met["i_shared"]) == ([], False)
    assert act(ada, event, met, "share")["i_shared"] is True
    assert (details(bo, event), details(ada, event)) == (ADAS, [])
    assert bo.people(event)[0]["i_shared"] is False


def test_both_who_scanned_have_acted(ada: Person, bo: Person, event: Event, met: dict[str, Any]) -> None:
    assert bo.meet(ada, event)["i_shared"] is True
    assert details(bo, event) == ADAS
    assert ada.people(event)[0]["i_shared"] is True


def test_saying_yes_shares_nothing(ada: Person, bo: Person, event: Event, asked: dict[str, Any]) -> None:
    place = bo.places[event["id"]].attendee_id
    bo.at(event).put(f"/attendees/{place}/contact-details", {"details": [EMAIL]})
    assert act(bo, event, asked, "accept")["i_shared"] is False
    assert details(ada, event) == []


def test_sharing_before_the_other_said_yes_counts_from_then_on(
    ada: Person, bo: Person, event: Event, asked: dict[str, Any]
) -> None:
    """A phone that was offline sends scan and share together."""
    place, before = ada.places[event["id"]].attendee_id, bo.cursor()
    ada.at(event).put(f"/attendees/{place}/contact-details", {"details": [EMAIL]})
    assert act(ada, event, asked, "share")["i_shared"] is True
    assert (bo.people(event), bo.cursor()) == ([asked], before)
    act(bo, event, asked, "accept")
    assert details(bo, event) == ADAS


def test_sharing_is_invisible_to_the_other_where_nothing_is_switched_on(
    bo: Person, ada: Person, event: Event, met: dict[str, Any]
) -> None:
    before = ada.cursor()
    act(bo, event, met, "share")
    assert (details(ada, event), ada.cursor()) == ([], before)


def test_a_label_is_mine_alone(ada: Person, bo: Person, event: Event, met: dict[str, Any]) -> None:
    before = bo.cursor()
    seen = ada.at(event).patch(f"/encounters/{met['id']}", {"label": "  The welder "})
    assert (seen["label"], bo.people(event)[0]["label"]) == ("The welder", "")
    assert bo.cursor() == before
    assert ada.at(event).patch(f"/encounters/{met['id']}", {"label": ""})["label"] == ""


@pytest.mark.parametrize("what", ["accept", "ignore", "share"])
def test_there_is_nothing_to_answer_where_nobody_is(ada: Person, event: Event, what: str) -> None:
    act(ada, event, {"id": new_id()}, what, problem=(404, "not_found"))


@pytest.mark.parametrize("what", ["accept", "ignore", "share"])
def test_nobody_answers_for_others(
    olga: Person, cy: Person, event: Event, met: dict[str, Any], what: str
) -> None:
    cy.join(event)
    olga.join(event)
    for someone in (cy, olga):
        act(someone, event, met, what, problem=(404, "not_found"))
        someone.at(event).patch(f"/encounters/{met['id']}", {"label": "x"}, problem=(404, "not_found"))


@pytest.mark.parametrize(
    "kind, body", [("accept", {}), ("ignore", {}), ("share", {}), ("label", {"label": "Red scarf"})]
)
def test_the_same_from_an_offline_phone(
    bo: Person, event: Event, asked: dict[str, Any], kind: str, body: dict[str, str]
) -> None:
    op = bo.op(f"encounter.{kind}", event, asked["id"], body)
    [result], [again] = bo.push(op), bo.push(op)
    assert (result["status"], again["status"]) == ("applied", "duplicate")
    assert result["entity"]["id"] == again["entity"]["id"] == asked["id"]
    assert result["entity"]["data"] == again["entity"]["data"]


def test_an_unmatched_scan_waits_for_nobodys_yes(ada: Person, bo: Person, event: Event) -> None:
    forged = ada.scan(bo.code(event)[:-4] + "AAAA", event)
    act(ada, event, forged, "accept", problem=(409, "nothing_to_accept"))
    act(ada, event, forged, "ignore", problem=(409, "nothing_to_ignore"))
    assert ada.people(event)[0]["state"] == "unmatched"
