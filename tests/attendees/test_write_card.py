"""Changing what one's card shows, and who sees it."""

from functools import partial
from typing import Any

import pytest

from server.core.tokens import new_id
from tests.people import Event, Person
from tests.together import at_once


def card_path(someone: Person, event: Event) -> str:
    return f"/attendees/{someone.places[event['id']].attendee_id}"


def test_only_the_fields_that_are_given_change(ada: Person, event: Event) -> None:
    path = card_path(ada, event)
    before = ada.at(event).get(path)
    after = ada.at(event).patch(path, {"boundary": "No recruiting"})
    assert after == {**before, "boundary": "No recruiting", "revision": before["revision"] + 1}


def test_people_already_met_see_the_new_card(ada: Person, bo: Person, event: Event) -> None:
    bo.meet(ada, event)
    before = bo.cursor()
    answers = [{"prompt": 1, "text": "My awl"}, {"prompt": 0, "text": "A kettle"}]
    ada.at(event).patch(card_path(ada, event), {"name": "Ada L.", "pronouns": "she/her", "answers": answers})
    [change] = bo.pull(before)["changes"]
    person = change["data"]["person"]
    assert (person["name"], person["pronouns"], person["answers"]) == ("Ada L.", "she/her", answers)


def test_people_who_only_wait_do_not_see_the_new_card(ada: Person, bo: Person, event: Event) -> None:
    bo.scan(ada.badge(event), event)
    before = bo.cursor()
    ada.at(event).patch(card_path(ada, event), {"name": "Ada L."})
    assert bo.pull(before)["changes"] == []
    assert [met["person"] for met in bo.people(event)] == [None]


def test_answers_are_replaced_as_a_whole(ada: Person, event: Event) -> None:
    path = card_path(ada, event)
    for answers in (
        [{"prompt": 1, "text": "B"}, {"prompt": 0, "text": "A"}],
        [{"prompt": 1, "text": "C"}],
        [],
    ):
        assert ada.at(event).patch(path, {"answers": answers})["answers"] == answers


@pytest.mark.parametrize(
    "changes",
    [
        {"name": ""},
        {"name": "   "},
        {"name": "\u200b\u200d\u2060"},
        {"name": "x" * 500},
        {"name": "Call 0151 234 5678"},
        {"name": "www.ada.example"},
        {"name": "https://ada.example"},
        {"name": "ada@ada.example"},
        {"name": None},
        {"name": ["Ada"]},
        {"pronouns": "x" * 31},
        {"boundary": "x" * 81},
        {"boundary": "\u0007"},
        {"answers": None},
    ],
    ids=str,
)
def test_a_card_holds_words_only(ada: Person, event: Event, changes: dict[str, Any]) -> None:
    told = ada.at(event).patch(card_path(ada, event), changes, problem=(422, "invalid_input"))
    assert list(told["errors"]["json"]) == list(changes)


@pytest.mark.parametrize(
    "name", ["李", "مريم", "Ω", "J. R. R. Tolkien", "R2-D2", "👩‍👩‍👧", "O'Neil 3rd", "Zoe\u0308"]
)
def test_names_of_all_sorts_are_kept(ada: Person, bo: Person, event: Event, name: str) -> None:
    ada.at(event).patch(card_path(ada, event), {"name": name})
    assert bo.meet(ada, event)["person"]["name"] == name.replace("e\u0308", "ë")


def test_a_phone_may_call_my_place_by_an_id_of_its_own(ada: Person, event: Event) -> None:
    [result] = ada.push(ada.op("card.write", event, new_id(), {"boundary": "No sales"}))
    assert result["entity"]["id"] == str(ada.places[event["id"]].attendee_id)
    assert result["entity"]["data"]["boundary"] == "No sales"


def test_nobody_writes_somebody_elses_card(ada: Person, bo: Person, event: Event) -> None:
    bo.at(event).patch(card_path(ada, event), {"name": "Eve"}, problem=(404, "not_found"))
    [result] = bo.push(bo.op("card.write", event, ada.places[event["id"]].attendee_id, {"name": "Eve"}))
    assert (result["status"], result["problem"]["code"]) == ("rejected", "not_found")
    assert ada.at(event).get(card_path(ada, event))["name"] == "Ada"


def test_a_refused_answer_leaves_the_card_as_it_was(ada: Person, event: Event) -> None:
    path = card_path(ada, event)
    before = ada.at(event).get(path)
    body = {"name": "Ada L.", "answers": [{"prompt": 9, "text": "x"}]}
    ada.at(event).patch(path, body, problem=(422, "unknown_answer_prompt"))
    [result] = ada.push(ada.op("card.write", event, before["id"], body))
    assert result["problem"]["code"] == "unknown_answer_prompt"
    assert ada.at(event).get(path) == before


def test_two_devices_changing_two_fields_at_once_change_both(ada: Person, bo: Person, event: Event) -> None:
    bo.meet(ada, event)
    place = ada.places[event["id"]].attendee_id
    for number in range(4):
        ops = [
            ada.op("card.write", event, place, {"name": f"Ada {number}"}),
            ada.op("card.write", event, place, {"boundary": f"No sales {number}"}),
            ada.op("card.write", event, place, {"answers": [{"prompt": 1, "text": f"My awl {number}"}]}),
        ]
        at_once(*[partial(ada.push, op) for op in ops])
        [met] = bo.people(event)
        assert (met["person"]["name"], met["person"]["boundary"]) == (f"Ada {number}", f"No sales {number}")
        assert met["person"]["answers"] == [{"prompt": 1, "text": f"My awl {number}"}]
