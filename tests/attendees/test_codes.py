"""What live codes and badges say, and that nothing but a genuine one says it."""

import json
import secrets
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from server.attendees.codes import LAST_STEP, LiveCode, NotAKithCode, live_payload, read_code, step_of
from server.core.clock import now
from server.core.tokens import from_base32, from_base64url, new_id, to_base32
from tests.people import BASE_URL, Event, Person, live_code

VECTORS: dict[str, Any] = json.loads((Path(__file__).parent.parent / "vectors" / "cards.json").read_text())
ORIGIN: str = VECTORS["origin"]
GENUINE: str = VECTORS["good"][0]["text"]


@pytest.mark.parametrize("vector", VECTORS["good"], ids=lambda vector: vector["title"])
def test_a_live_code_is_read_as_the_phone_wrote_it(vector: dict[str, Any]) -> None:
    code = read_code(vector["text"], vector["prefix"].removesuffix("/s#"))
    assert isinstance(code, LiveCode)
    card = vector["fitted"]
    assert {
        "event_number": code.event_number,
        "card_id": code.card_id.hex(),
        "revision": code.revision,
        "name": code.name,
        "pronouns": code.pronouns,
        "boundary": code.boundary,
        "answers": [{"prompt": prompt, "text": text} for prompt, text in code.answers],
        "truncated": code.truncated,
    } == card
    assert code.step == vector["step"]
    assert code.signed_with(from_base64url(vector["live_secret"]))
    assert not code.signed_with(secrets.token_bytes(32))


@pytest.mark.parametrize("vector", VECTORS["good"], ids=lambda vector: vector["title"])
def test_the_server_writes_live_codes_as_phones_do(vector: dict[str, Any]) -> None:
    card = vector["fitted"]
    payload = live_payload(
        event_number=card["event_number"],
        card_id=bytes.fromhex(card["card_id"]),
        revision=card["revision"],
        card=(card["name"], card["pronouns"], card["boundary"]),
        answers=[(answer["prompt"], answer["text"]) for answer in card["answers"]],
        step=vector["step"],
        secret=from_base64url(vector["live_secret"]),
        truncated=card["truncated"],
    )
    assert payload.hex() == vector["bytes"]


def test_no_forged_code_is_taken_for_genuine() -> None:
    secret = from_base64url(VECTORS["good"][0]["live_secret"])
    for vector in VECTORS["forged"]:
        try:
            code = read_code(vector["text"], ORIGIN)
        except NotAKithCode:
            continue
        assert isinstance(code, LiveCode)
        assert not code.signed_with(secret), vector["title"]


@pytest.mark.parametrize("vector", VECTORS["broken"], ids=lambda vector: vector["title"])
def test_a_broken_code_is_no_code(vector: dict[str, Any]) -> None:
    with pytest.raises(NotAKithCode):
        read_code(vector["text"], ORIGIN)


@pytest.mark.parametrize("text", VECTORS["foreign"])
def test_foreign_text_is_no_code(text: str) -> None:
    with pytest.raises(NotAKithCode):
        read_code(text, ORIGIN)


def test_blanks_around_a_code_do_no_harm() -> None:
    assert read_code(f" {GENUINE}\n", ORIGIN) == read_code(GENUINE, ORIGIN)


@pytest.mark.parametrize(
    "text", ["{}/b/", "{}/b/AAAA", "{}/b/" + to_base32(bytes(21)), "{}/b/" + to_base32(bytes(23)), "{}/b/é"]
)
def test_a_badge_has_one_length(text: str) -> None:
    with pytest.raises(NotAKithCode):
        read_code(text.format(ORIGIN), ORIGIN)


@pytest.mark.parametrize(
    "minutes, step", [(0, 0), (0.99, 0), (1, 1), (-5, 0), (LAST_STEP, LAST_STEP), (LAST_STEP + 9, LAST_STEP)]
)
def test_steps_count_minutes_and_fit_two_bytes(minutes: float, step: int) -> None:
    assert step_of(now() + timedelta(minutes=minutes), now()) in {step, max(0, step - 1)}


def test_no_bit_of_a_live_code_can_be_turned_over_unnoticed(ada: Person, bo: Person, event: Event) -> None:
    """Sent as one phone would: in batches, each scan for itself."""
    genuine = from_base32(bo.code(event).removeprefix(f"{BASE_URL}/s#"))
    ops: list[dict[str, Any]] = []
    for bit in range(len(genuine) * 8):
        forged = bytearray(genuine)
        forged[bit // 8] ^= 0x80 >> bit % 8
        code = f"{BASE_URL}/s#{to_base32(bytes(forged))}"
        ops.append(ada.op("encounter.record", event, new_id(), {"code": code, "label": ""}))
    for start in range(0, len(ops), 50):
        for result in ada.push(*ops[start : start + 50]):
            assert result["status"] in {"applied", "rejected"}
    assert {met["state"] for met in ada.people(event)} == {"unmatched"}
    assert bo.people(event) == []


def test_another_cards_tag_proves_nothing(ada: Person, bo: Person, cy: Person, event: Event) -> None:
    cy.join(event)
    bos, cys = bo.places[event["id"]], cy.places[event["id"]]
    forged = live_code(event, bos.card_id, cys.live_secret, name="Bo")
    assert ada.scan(forged, event)["state"] == "unmatched"
    assert (bo.people(event), cy.people(event)) == ([], [])


def test_a_tag_is_bound_to_its_event(ada: Person, bo: Person, event: Event, other_event: Event) -> None:
    bos = bo.places[event["id"]]
    elsewhere = live_code(other_event, bos.card_id, bos.live_secret, name="Bo")
    ada.scan(elsewhere, event, problem=(422, "code_of_another_event"))
    payload = bytearray(from_base32(elsewhere.removeprefix(f"{BASE_URL}/s#")))
    payload[1:4] = event["number"].to_bytes(3)
    assert ada.scan(f"{BASE_URL}/s#{to_base32(bytes(payload))}", event)["state"] == "unmatched"


@pytest.mark.parametrize(
    "shown, state",
    [
        (timedelta(0), "mutual"),
        (timedelta(minutes=3), "mutual"),
        (timedelta(minutes=5), "pending"),
        (timedelta(hours=20), "pending"),
        (timedelta(days=3), "unmatched"),
        (timedelta(minutes=-3), "mutual"),
        (timedelta(minutes=-5), "pending"),
        (timedelta(hours=-20), "pending"),
        (timedelta(days=-3), "unmatched"),
    ],
)
def test_only_a_code_of_these_minutes_proves_presence(
    ada: Person, bo: Person, event: Event, shown: timedelta, state: str
) -> None:
    assert ada.meet(bo, event, at=now() + shown)["state"] == state


@pytest.mark.parametrize(
    "text",
    [
        GENUINE.replace(ORIGIN, "https://evil.test"),
        "javascript:alert(1)",
        "WIFI:T:WPA;S:venue;P:secret;;",
        "BEGIN:VCARD\nVERSION:3.0\nFN:Eve\nEND:VCARD",
        "x" * 3000,
        "\u0000",
        "🐝" * 1000,
        f"{BASE_URL}/s#",
        f"{BASE_URL}/b/",
        f"{BASE_URL}/j/ABCDEFGH",
    ],
)
def test_foreign_text_is_refused_and_says_what_to_scan(ada: Person, event: Event, text: str) -> None:
    told = ada.scan(text, event, problem=(422, "not_a_kith_code"))
    assert "Kith" in told["detail"]
    assert ada.people(event) == []


def test_a_payload_of_ten_kilobytes_is_refused(ada: Person, event: Event) -> None:
    ada.scan(f"{BASE_URL}/s#{'A' * 10_000}", event, problem=(422, "invalid_input"))


def test_a_forged_badge_is_nobodys(ada: Person, bo: Person, event: Event) -> None:
    genuine = from_base32(bo.badge(event).removeprefix(f"{BASE_URL}/b/"))
    for byte in (0, 15, 16, 21):
        forged = bytearray(genuine)
        forged[byte] ^= 1
        assert ada.scan(f"{BASE_URL}/b/{to_base32(bytes(forged))}", event)["state"] == "unmatched"
    assert bo.people(event) == []


def test_a_badge_of_another_event_is_nobodys_here(
    ada: Person, cy: Person, event: Event, other_event: Event
) -> None:
    assert ada.scan(cy.badge(other_event), event)["state"] == "unmatched"
    assert cy.people(other_event) == []


def test_no_two_badges_are_alike_and_none_says_whose_it_is(
    person: Callable[[str], Person], event: Event
) -> None:
    badges: set[str] = set()
    for _ in range(3):
        someone = person("Dee")
        place = someone.join(event)
        badges.add(someone.badge(event))
        assert place.card_id.hex() not in from_base32(someone.badge(event).rpartition("/")[2]).hex()
    assert len(badges) == 3
