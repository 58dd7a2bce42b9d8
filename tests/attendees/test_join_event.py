"""Getting a place at an event."""

import secrets
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from time_machine import Traveller

from server.core.clock import as_text, now
from server.core.tokens import new_id, to_base64url
from tests.people import Event, Person, live_code
from tests.together import at_once


def joining(event: Event, **changes: Any) -> dict[str, Any]:
    return {
        "invitation": event["join_code"],
        "name": "Dee",
        "card_id": secrets.token_bytes(8).hex(),
        "live_secret": to_base64url(secrets.token_bytes(32)),
        **changes,
    }


@pytest.fixture
def dee(person: Callable[[str], Person]) -> Person:
    """Has an account, and no place yet."""
    return person("Dee")


def test_joining_shows_the_event_and_ones_own_place(dee: Person, event: Event) -> None:
    body = joining(event, pronouns="they/them", boundary="No sales, please")
    place = dee.at(event).put(f"/attendees/{new_id()}", body)
    assert {key: place[key] for key in ("card_id", "live_secret", "name", "pronouns", "boundary")} == {
        key: value for key, value in body.items() if key != "invitation"
    }
    assert (place["revision"], place["answers"], place["contact_details"], place["consents"]) == (
        1,
        [],
        [],
        [],
    )
    assert (place["share_with_everyone"], place["joined_at"]) == (False, as_text(now()))
    assert dee.api.get(f"/events/{event['id']}")["id"] == event["id"]


def test_the_join_code_may_be_typed_in_any_spelling(dee: Person, event: Event) -> None:
    code = event["join_code"].lower()
    dee.join(event, invitation=f" {code[:4]}-{code[4:]} ")


def test_joining_twice_is_joining_once(olga: Person, dee: Person, event: Event) -> None:
    first = dee.at(event).put(f"/attendees/{new_id()}", joining(event))
    again = dee.at(event).put(f"/attendees/{new_id()}", joining(event, name="Deirdre"))
    assert again == first
    assert olga.api.get(f"/events/{event['id']}")["joined"] == 1


def test_two_phones_of_one_person_joining_at_once_have_one_place(dee: Person, event: Event) -> None:
    ops = [dee.op("attendee.join", event, new_id(), joining(event)) for _ in range(2)]
    results = [result for [result] in at_once(*[partial(dee.push, op) for op in ops])]
    assert [result["status"] for result in results] == ["applied", "applied"]
    assert results[0]["entity"] == results[1]["entity"]


def test_a_retried_join_answers_with_the_place_that_i_have(dee: Person, event: Event) -> None:
    mine = dee.join(event)
    op = dee.op("attendee.join", event, new_id(), joining(event))
    [first], [again] = dee.push(op), dee.push(op)
    assert (first["status"], again["status"], again["was"]) == ("applied", "duplicate", "applied")
    assert first["entity"]["id"] == again["entity"]["id"] == str(mine.attendee_id)
    assert again["entity"]["data"]["card_id"] == mine.card_id.hex()


def test_somebodys_live_code_is_an_invitation(dee: Person, ada: Person, event: Event) -> None:
    [result] = dee.push(dee.op("attendee.join", None, new_id(), joining(event, invitation=ada.code(event))))
    assert (result["status"], result["entity"]["data"]["event_id"]) == ("applied", event["id"])


def test_a_stranger_comes_in_and_meets_by_one_live_code(dee: Person, ada: Person, event: Event) -> None:
    code = ada.code(event)
    join = dee.op("attendee.join", None, new_id(), joining(event, invitation=code))
    scan = dee.op("encounter.record", event, new_id(), {"code": code, "label": ""})
    assert [result["status"] for result in dee.push(join, scan)] == ["applied", "applied"]
    assert [met["person"]["name"] for met in ada.people(event)] == ["Dee"]


def test_an_old_live_code_still_invites_while_the_event_is_open(
    dee: Person, ada: Person, event: Event, clock: Traveller
) -> None:
    code = ada.code(event)
    clock.shift(timedelta(hours=3))
    dee.join(event, invitation=code)


def test_a_live_code_shown_outside_the_event_does_not_invite(dee: Person, ada: Person, event: Event) -> None:
    code = ada.code(event, at=now() + timedelta(days=3))
    dee.at(event).put(f"/attendees/{new_id()}", joining(event, invitation=code), problem=(409, "event_over"))


@pytest.mark.parametrize(
    "invitation",
    [
        "AAAAAAAA",
        "x",
        "https://evil.test/s#CAAA",
        "http://localhost:8000/j/AAAAAAAA",
        "🐝" * 300,
        "\u0000" * 8,
    ],
)
def test_a_bad_invitation_opens_nothing(dee: Person, event: Event, invitation: str) -> None:
    dee.at(event).put(
        f"/attendees/{new_id()}", joining(event, invitation=invitation), problem=(404, "unknown_join_code")
    )


def test_a_forged_live_code_opens_nothing(dee: Person, ada: Person, event: Event) -> None:
    forged = live_code(event, ada.places[event["id"]].card_id, secrets.token_bytes(32), name="Ada")
    body = joining(event, invitation=forged)
    dee.at(event).put(f"/attendees/{new_id()}", body, problem=(404, "unknown_join_code"))


def test_a_badge_opens_nothing(dee: Person, ada: Person, event: Event) -> None:
    body = joining(event, invitation=ada.badge(event))
    dee.at(event).put(f"/attendees/{new_id()}", body, problem=(404, "unknown_join_code"))


def test_another_events_invitation_opens_nothing_here(dee: Person, event: Event, other_event: Event) -> None:
    path, body = f"/attendees/{new_id()}", joining(other_event)
    dee.at(event).put(path, body, problem=(422, "invitation_of_another_event"))
    assert dee.api.get("/events") == []


def test_a_card_id_belongs_to_one_card(dee: Person, ada: Person, event: Event) -> None:
    body = joining(event, card_id=ada.places[event["id"]].card_id.hex())
    dee.at(event).put(f"/attendees/{new_id()}", body, problem=(409, "card_id_taken"))


def test_a_place_belongs_to_one_person(dee: Person, ada: Person, event: Event) -> None:
    path = f"/attendees/{ada.places[event['id']].attendee_id}"
    dee.at(event).put(path, joining(event), problem=(409, "id_taken"))
    assert ada.at(event).get(path)["name"] == "Ada"


def test_nobody_joins_when_the_event_is_over(dee: Person, event: Event, clock: Traveller) -> None:
    clock.move_to(event["closes_at"])
    clock.shift(timedelta(seconds=1))
    dee.at(event).put(f"/attendees/{new_id()}", joining(event), problem=(409, "event_over"))


@pytest.mark.parametrize(
    "days_later, made, status",
    [
        (3, timedelta(0), "applied"),
        (30, timedelta(0), "applied"),
        (33, timedelta(0), "rejected"),
        (3, timedelta(days=3), "rejected"),
        (3, timedelta(days=-3), "rejected"),
        (3, timedelta(days=-3650), "rejected"),
        (3, timedelta(days=3650), "rejected"),
    ],
)
def test_a_join_made_during_the_event_may_arrive_later(
    dee: Person, event: Event, clock: Traveller, days_later: int, made: timedelta, status: str
) -> None:
    op = dee.op("attendee.join", event, new_id(), joining(event), at=as_text(now() + made))
    clock.shift(timedelta(days=days_later))
    [result] = dee.push(op)
    assert result["status"] == status
    assert result.get("problem", {"code": "event_over"})["code"] == "event_over"


@pytest.mark.parametrize(
    "changes",
    [
        {"card_id": "0123456789ABCDEF"},
        {"card_id": "0123456789abcde"},
        {"card_id": "0123456789abcdef\n"},
        {"live_secret": "x" * 43},
        {"live_secret": to_base64url(bytes(32)) + "\n"},
        {"live_secret": to_base64url(bytes(31))},
        {"invitation": ""},
        {"invitation": "x" * 1025},
        {"invitation": None},
        {"answers": [{"prompt": 0, "text": "x"}] * 6},
        {"answers": [{"prompt": -1, "text": "x"}]},
        {"answers": [{"prompt": 256, "text": "x"}]},
        {"answers": [{"prompt": 1.5, "text": "x"}]},
        {"answers": [{"prompt": "0", "text": "x" * 201}]},
        {"answers": [{"prompt": 0, "text": " "}]},
        {"answers": {}},
        {"consents": [{"purpose": "everything", "wording": "2026-11-a", "language": "en"}]},
        {"consents": [{"purpose": "organiser_list", "wording": "latest", "language": "en"}]},
        {"consents": [{"purpose": "organiser_list", "wording": "2026-11-a", "language": "en-" + "x" * 20}]},
        {
            "consents": [
                {"purpose": "organiser_list", "wording": "2026-11-a", "language": "en-abcdefgh-abcdefgh"}
            ]
        },
    ],
    ids=str,
)
def test_what_is_no_card_is_refused(dee: Person, event: Event, changes: dict[str, Any]) -> None:
    told = dee.at(event).put(
        f"/attendees/{new_id()}", joining(event, **changes), problem=(422, "invalid_input")
    )
    assert list(told["errors"]["json"]) == list(changes)


@pytest.mark.parametrize(
    "answers, code",
    [
        ([{"prompt": 7, "text": "To nothing that was asked"}], "unknown_answer_prompt"),
        ([{"prompt": 0, "text": "Once"}, {"prompt": 0, "text": "Twice"}], "answered_twice"),
    ],
)
def test_a_refused_join_leaves_nothing_behind(
    dee: Person, event: Event, answers: list[dict[str, Any]], code: str
) -> None:
    [result] = dee.push(dee.op("attendee.join", event, new_id(), joining(event, answers=answers)))
    assert (result["status"], result["problem"]["code"]) == ("rejected", code)
    dee.at(event).get(f"/attendees/{UUID(result['op_id'])}", problem=(404, "not_found"))
    assert dee.pull()["changes"] == []
    dee.join(event)


def test_the_organiser_sees_how_many_joined(olga: Person, dee: Person, event: Event) -> None:
    before = olga.cursor()
    dee.join(event)
    [change] = olga.pull(before)["changes"]
    assert (change["kind"], change["data"]["joined"]) == ("event", 1)
