"""Both phones invent an id for one meeting; each keeps working under its own."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from server.core.clock import now
from server.core.tokens import new_id
from tests.people import Event, Person


@pytest.fixture
def mine() -> UUID:
    """The id that Bo's phone gave."""
    return new_id()


@pytest.fixture
def met(ada: Person, bo: Person, event: Event, mine: UUID) -> dict[str, Any]:
    """Ada's scan came first, so the meeting goes by her id."""
    met = ada.meet(bo, event)
    assert bo.scan(ada.code(event), event, encounter_id=mine)["id"] == met["id"]
    return met


def test_my_own_id_stands_for_the_meeting(bo: Person, event: Event, met: dict[str, Any], mine: UUID) -> None:
    seen = bo.at(event).get(f"/encounters/{mine}")
    assert seen == bo.at(event).get(f"/encounters/{met['id']}")
    assert seen["id"] == met["id"]


def test_it_stands_for_nothing_on_anybody_elses_phone(
    ada: Person, event: Event, met: dict[str, Any], mine: UUID
) -> None:
    ada.at(event).get(f"/encounters/{mine}", problem=(404, "not_found"))


def test_everything_can_be_done_under_my_own_id(
    bo: Person, event: Event, met: dict[str, Any], mine: UUID
) -> None:
    ops = [
        bo.op("encounter.label", event, mine, {"label": "Red scarf"}),
        bo.op("encounter.share", event, mine, {}),
        bo.op("note.write", event, new_id(), {"encounter_id": str(mine), "text": "Keeps bees", "offer": ""}),
    ]
    label, share, note = bo.push(*ops)
    assert label["entity"]["id"] == share["entity"]["id"] == met["id"]
    assert share["entity"]["data"]["label"] == "Red scarf"
    assert note["entity"]["data"]["encounter_id"] == met["id"]


def test_the_same_scan_again_is_the_same_meeting(
    ada: Person, bo: Person, event: Event, met: dict[str, Any], mine: UUID
) -> None:
    for _ in range(2):
        assert bo.scan(ada.code(event), event, encounter_id=mine)["id"] == met["id"]
    assert len(bo.people(event)) == 1


def test_a_lost_answer_is_given_again_with_the_canonical_id(ada: Person, bo: Person, event: Event) -> None:
    met = ada.meet(bo, event)
    op = bo.op("encounter.record", event, new_id(), {"code": ada.code(event), "label": ""})
    [first], [again] = bo.push(op), bo.push(op)
    assert (again["status"], again["was"]) == ("duplicate", "applied")
    assert first["entity"] == again["entity"]
    assert (again["entity"]["id"], again["entity"]["data"]["person"]["name"]) == (met["id"], "Ada")


def test_two_scans_of_one_batch_are_one_meeting(ada: Person, bo: Person, event: Event) -> None:
    ids = [new_id() for _ in range(3)]
    ops = [ada.op("encounter.record", event, id_, {"code": bo.code(event), "label": ""}) for id_ in ids]
    assert {result["entity"]["id"] for result in ada.push(*ops)} == {str(ids[0])}
    assert [ada.at(event).get(f"/encounters/{id_}")["id"] for id_ in ids] == [str(ids[0])] * 3


def test_a_scan_that_matched_nobody_becomes_part_of_the_meeting(
    ada: Person, bo: Person, event: Event
) -> None:
    """A damaged picture of Bo's code, then a good one, under the same id."""
    unmatched = ada.scan(bo.code(event)[:-4] + "AAAA", event, label="Red scarf")
    note = ada.write(unmatched, "Keeps bees")
    met = bo.meet(ada, event)
    again = ada.scan(bo.code(event), event, encounter_id=unmatched["id"])
    assert (again["id"], again["label"], again["state"]) == (met["id"], "Red scarf", "mutual")
    assert [one["id"] for one in ada.people(event)] == [met["id"]]
    assert [(kept["id"], kept["encounter_id"]) for kept in ada.notes(event)] == [(note["id"], met["id"])]
    assert ada.at(event).get(f"/encounters/{unmatched['id']}")["id"] == met["id"]


def test_another_device_is_told_that_the_old_id_is_gone(ada: Person, bo: Person, event: Event) -> None:
    unmatched = ada.scan(bo.code(event)[:-4] + "AAAA", event)
    met, before = bo.meet(ada, event), ada.cursor()
    ada.scan(bo.code(event), event, encounter_id=unmatched["id"])
    changes = {change["id"]: change["gone"] for change in ada.pull(before)["changes"]}
    assert changes == {unmatched["id"]: True, met["id"]: False}


def test_what_was_shared_before_the_match_is_not_forgotten(ada: Person, bo: Person, event: Event) -> None:
    unmatched = ada.scan(bo.code(event)[:-4] + "AAAA", event)
    ada.at(event).post(f"/encounters/{unmatched['id']}/share")
    bo.meet(ada, event, at=now() - timedelta(hours=1))
    seen = ada.scan(bo.code(event), event, encounter_id=unmatched["id"])
    assert (seen["state"], seen["i_shared"]) == ("mutual", True)


def test_an_old_answer_is_given_again_with_the_id_that_the_meeting_has_by_now(
    ada: Person, bo: Person, event: Event
) -> None:
    damaged = {"code": bo.code(event)[:-4] + "AAAA", "label": ""}
    op = ada.op("encounter.record", event, new_id(), damaged)
    assert ada.push(op)[0]["entity"]["id"] == op["entity_id"]
    met = bo.meet(ada, event)
    ada.scan(bo.code(event), event, encounter_id=op["entity_id"])
    [again] = ada.push(op)
    assert (again["status"], again["entity"]["id"]) == ("duplicate", met["id"])
    assert again["entity"]["data"]["person"]["name"] == "Bo"
