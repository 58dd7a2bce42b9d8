"""Codes that are said: read however they are typed, and never with a wrong symbol."""

import json
from pathlib import Path
from typing import Any

import pytest

from server.attendees.codes import NotAKithCode, read_code
from server.attendees.spoken import SYMBOLS, SpokenCode, new_spoken, read_spoken, with_check
from tests.people import BASE_URL, Event, Person

VECTORS: dict[str, Any] = json.loads((Path(__file__).parent.parent / "vectors" / "spoken.json").read_text())


@pytest.mark.parametrize("vector", VECTORS["good"], ids=lambda vector: vector["code"])
def test_a_spoken_code_has_a_check(vector: dict[str, str]) -> None:
    assert with_check(vector["symbols"]) == vector["code"]
    assert read_spoken(vector["code"]) == SpokenCode(vector["symbols"])


@pytest.mark.parametrize("vector", VECTORS["spaced"], ids=lambda vector: vector["text"])
def test_it_may_be_typed_as_people_type(vector: dict[str, str]) -> None:
    assert read_spoken(vector["text"]) == SpokenCode(vector["code"][:7])


@pytest.mark.parametrize("text", [*VECTORS["wrong"], *VECTORS["no_code"]])
def test_a_wrong_symbol_or_two_that_changed_places_never_pass(text: str) -> None:
    assert read_spoken(text) is None


def test_no_single_slip_passes() -> None:
    code = with_check(new_spoken())
    slips = {code[:at] + symbol + code[at + 1 :] for at in range(8) for symbol in SYMBOLS} - {code}
    swaps = {
        code[:a] + code[b] + code[a + 1 : b] + code[a] + code[b + 1 :] for b in range(8) for a in range(b)
    } - {code}
    assert len(slips) == 8 * 16
    assert [slip for slip in slips | swaps if read_spoken(slip)] == []


def test_the_one_reader_of_codes_reads_it_alone_or_as_a_link() -> None:
    code = VECTORS["good"][2]["code"]
    for text in (code, f" {code[:4]}-{code[4:]}\n", f"{BASE_URL}/c/{code}"):
        assert read_code(text, BASE_URL) == SpokenCode(code[:7])
    for text in (f"https://evil.test/c/{code}", f"{BASE_URL}/c/", f"{BASE_URL}/c/{code[:7]}"):
        with pytest.raises(NotAKithCode):
            read_code(text, BASE_URL)


def test_everybody_at_an_event_has_one_of_their_own(ada: Person, bo: Person, event: Event) -> None:
    codes = {ada.spoken(event), bo.spoken(event)}
    assert len(codes) == 2
    assert all(read_spoken(code) for code in codes)


def test_it_invites_nobody(person: Any, ada: Person, event: Event) -> None:
    body = {
        "invitation": ada.spoken(event),
        "name": "Eve",
        "card_id": "00" * 8,
        "live_secret": "A" * 43,
    }
    path = f"/attendees/{ada.account_id}"
    person("Eve").at(event).put(path, body, problem=(404, "unknown_join_code"))
