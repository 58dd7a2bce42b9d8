"""Contact details: each with its switch, and in nobody's hands before its owner acts."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from server.attendees.contact import WHAT_FITS, fits
from server.attendees.models import CONTACT_KINDS
from server.operations import demo
from tests.people import Event, Person
from tests.together import at_once

EMAIL = {"kind": "email", "value": "ada@ada.example", "shared": True}
PHONE = {"kind": "phone", "value": "+44 151 234 5678", "shared": False}
VECTORS: dict[str, list[dict[str, str]]] = json.loads(
    (Path(__file__).parent.parent / "vectors" / "contacts.json").read_text()
)


def write(someone: Person, event: Event, *details: dict[str, Any], **more: Any) -> dict[str, Any]:
    path = f"/attendees/{someone.places[event['id']].attendee_id}/contact-details"
    written: dict[str, Any] = someone.at(event).put(path, {"details": list(details), **more})
    return written


def seen_by(someone: Person, event: Event) -> list[dict[str, Any]]:
    [met] = someone.people(event)
    details: list[dict[str, Any]] = met["person"]["contact_details"]
    return details


def test_details_are_written_one_kind_at_a_time(ada: Person, event: Event) -> None:
    write(ada, event, EMAIL, PHONE)
    changed = {**EMAIL, "value": "ada@new.example"}
    assert write(ada, event, changed)["contact_details"] == [changed, PHONE]


def test_an_empty_value_removes_a_detail(ada: Person, event: Event) -> None:
    write(ada, event, EMAIL, PHONE)
    assert write(ada, event, {**EMAIL, "value": " "})["contact_details"] == [PHONE]
    assert write(ada, event, {**EMAIL, "value": ""})["contact_details"] == [PHONE]


def test_no_detail_passes_by_meeting_alone(ada: Person, bo: Person, event: Event) -> None:
    write(ada, event, EMAIL)
    bo.meet(ada, event)
    assert seen_by(bo, event) == []


def test_only_what_is_switched_on_passes_when_its_owner_shares(ada: Person, bo: Person, event: Event) -> None:
    write(ada, event, EMAIL, PHONE)
    met = bo.meet(ada, event)
    ada.at(event).post(f"/encounters/{met['id']}/share")
    assert seen_by(bo, event) == [{"kind": "email", "value": "ada@ada.example"}]
    assert seen_by(ada, event) == []


def test_a_detail_written_after_sharing_passes_too(ada: Person, bo: Person, event: Event) -> None:
    met = bo.meet(ada, event)
    ada.at(event).post(f"/encounters/{met['id']}/share")
    write(ada, event, EMAIL)
    assert seen_by(bo, event) == [{"kind": "email", "value": "ada@ada.example"}]


@pytest.mark.parametrize("gone", [{"shared": False}, {"value": ""}])
def test_what_is_switched_off_disappears_at_the_others_next_pull(
    ada: Person, bo: Person, event: Event, gone: dict[str, Any]
) -> None:
    write(ada, event, EMAIL)
    met = bo.meet(ada, event)
    ada.at(event).post(f"/encounters/{met['id']}/share")
    before = bo.cursor()
    write(ada, event, {**EMAIL, **gone})
    [change] = bo.pull(before)["changes"]
    assert change["data"]["person"]["contact_details"] == []


def test_share_with_everyone_is_an_act_of_its_own(ada: Person, bo: Person, event: Event) -> None:
    assert write(ada, event, EMAIL, share_with_everyone=True)["share_with_everyone"] is True
    bo.meet(ada, event)
    assert seen_by(bo, event) == [{"kind": "email", "value": "ada@ada.example"}]
    assert write(ada, event)["share_with_everyone"] is True
    assert write(ada, event, share_with_everyone=False)["share_with_everyone"] is False


def test_share_with_everyone_is_about_people_met_from_then_on(ada: Person, bo: Person, event: Event) -> None:
    bo.meet(ada, event)
    write(ada, event, EMAIL, share_with_everyone=True)
    assert seen_by(bo, event) == []


def test_every_kind_of_detail_passes(ada: Person, bo: Person, event: Event) -> None:
    details = [{**one, "shared": True} for one in {one["kind"]: one for one in VECTORS["good"]}.values()]
    write(ada, event, *details, share_with_everyone=True)
    bo.meet(ada, event)
    assert {detail["kind"] for detail in seen_by(bo, event)} == set(CONTACT_KINDS)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"details": [{**EMAIL, "kind": "fax"}]},
        {"details": [{**EMAIL, "value": "x" * 201}]},
        {"details": [{**EMAIL, "shared": "yes"}]},
        {"details": [{"kind": "email", "value": "x"}]},
        {"details": [EMAIL] * 9},
        {"details": [], "share_with_everyone": "true"},
        {"details": [], "share_with_everyone": None},
    ],
    ids=str,
)
def test_what_is_no_contact_detail_is_refused(ada: Person, event: Event, body: dict[str, Any]) -> None:
    path = f"/attendees/{ada.places[event['id']].attendee_id}/contact-details"
    ada.at(event).put(path, body, problem=(422, "invalid_input"))


def called(row: dict[str, str]) -> str:
    return f"{row['kind']} {row['value']!a}"


@pytest.mark.parametrize("row", VECTORS["good"], ids=called)
def test_what_people_write_fits(row: dict[str, str]) -> None:
    assert fits(**row)


@pytest.mark.parametrize("row", VECTORS["bad"], ids=called)
def test_what_is_something_else_does_not_fit(row: dict[str, str]) -> None:
    assert not fits(**row)


def test_every_kind_has_its_vectors_and_its_words() -> None:
    for rows in VECTORS.values():
        assert {row["kind"] for row in rows} == set(CONTACT_KINDS) == set(WHAT_FITS)


@pytest.mark.parametrize(
    "row", {row["kind"]: {**row, "shared": True} for row in VECTORS["bad"]}.values(), ids=called
)
def test_what_does_not_fit_its_kind_is_refused_and_changes_nothing(
    ada: Person, event: Event, row: dict[str, Any]
) -> None:
    place = ada.places[event["id"]].attendee_id
    path, body = f"/attendees/{place}/contact-details", {"details": [PHONE, row]}
    told = ada.at(event).put(path, body, problem=(422, "invalid_input"))
    assert told["errors"]["json"]["details"] == {"1": {"value": [WHAT_FITS[row["kind"]]]}}
    [result] = ada.push(ada.op("contact_details.write", event, place, body))
    assert (result["status"], result["problem"]["code"]) == ("rejected", "invalid_input")
    assert ada.at(event).get(f"/attendees/{place}")["contact_details"] == []


def test_the_people_of_the_demo_write_what_fits() -> None:
    told = json.loads(Path(demo.__file__).with_name("demo_people.json").read_text())
    details = [detail for person in [told["me"], *told["people"]] for detail in person["contact_details"]]
    assert details
    assert [detail for detail in details if not fits(detail["kind"], detail["value"])] == []


@pytest.mark.parametrize("other", ["last@ada.example", ""])
def test_one_kind_given_twice_is_refused(ada: Person, event: Event, other: str) -> None:
    place = ada.places[event["id"]].attendee_id
    body = {"details": [EMAIL, PHONE, {**EMAIL, "value": other}]}
    told = ada.at(event).put(f"/attendees/{place}/contact-details", body, problem=(422, "invalid_input"))
    assert told["errors"]["json"] == {"details": ["One kind stands here twice. Give each once."]}
    assert ada.at(event).get(f"/attendees/{place}")["contact_details"] == []


def test_details_of_one_event_stay_there(ada: Person, event: Event, other_event: Event) -> None:
    write(ada, event, EMAIL)
    ada.join(other_event)
    assert write(ada, other_event)["contact_details"] == []


def test_what_one_device_switches_off_another_does_not_switch_on_again(
    ada: Person, bo: Person, event: Event
) -> None:
    met = bo.meet(ada, event)
    ada.at(event).post(f"/encounters/{met['id']}/share")
    place = ada.places[event["id"]].attendee_id
    for _ in range(4):
        write(ada, event, EMAIL, {**PHONE, "shared": False})
        ops = [
            ada.op("contact_details.write", event, place, {"details": [{**detail, "shared": shared}]})
            for detail, shared in ((EMAIL, False), (PHONE, True))
        ]
        at_once(*[partial(ada.push, op) for op in ops])
        assert [detail["kind"] for detail in seen_by(bo, event)] == ["phone"]


def test_nobody_met_at_the_moment_of_switching_off_keeps_the_detail(
    person: Callable[[str], Person], ada: Person, event: Event
) -> None:
    guests = [person(f"Guest {number}") for number in range(4)]
    for guest in guests:
        guest.join(event)
        write(ada, event, EMAIL, share_with_everyone=True)
        at_once(
            lambda guest=guest: guest.meet(ada, event), lambda: write(ada, event, {**EMAIL, "shared": False})
        )
        assert seen_by(guest, event) == []
