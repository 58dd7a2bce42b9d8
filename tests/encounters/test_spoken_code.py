"""A code that is said: it asks, and two that cross are a meeting."""

import pytest
from time_machine import Traveller

from server.attendees.spoken import SYMBOLS, new_spoken, with_check
from server.core.tokens import new_id
from tests.people import BASE_URL, Event, Person


def wrong(*taken: str) -> str:
    """A right-looking code that nobody here has."""
    return next(code for _ in SYMBOLS if (code := with_check(new_spoken())) not in taken)


@pytest.mark.parametrize("form", ["{}", "https-link", "spaced"])
def test_a_spoken_code_asks(ada: Person, bo: Person, event: Event, form: str) -> None:
    code = bo.spoken(event)
    text = {"https-link": f"{BASE_URL}/c/{code}", "spaced": f" {code[:4].lower()}-{code[4:]}"}.get(form, code)
    met = ada.scan(text, event)
    assert (met["state"], met["person"], met["i_scanned"]) == ("pending", None, True)
    [asked] = bo.people(event)
    assert (asked["asks_me"], asked["asker"]) == (True, {"name": "Ada"})
    assert bo.at(event).post(f"/encounters/{asked['id']}/accept")["person"]["name"] == "Ada"
    assert ada.people(event)[0]["person"]["name"] == "Bo"


def test_both_typed_is_a_meeting(ada: Person, bo: Person, event: Event) -> None:
    first = ada.scan(bo.spoken(event), event)
    second = bo.scan(ada.spoken(event), event)
    assert (first["state"], second["state"], second["id"]) == ("pending", "mutual", first["id"])


def test_a_spoken_code_never_meets_by_itself(ada: Person, bo: Person, event: Event) -> None:
    for _ in range(3):
        assert ada.scan(bo.spoken(event), event)["state"] == "pending"
    assert len(ada.people(event)) == 1


def test_one_that_is_nobodys_is_kept_with_its_label_and_its_note(ada: Person, event: Event) -> None:
    met = ada.scan(wrong(ada.spoken(event)), event, label="Red scarf")
    assert (met["state"], met["label"]) == ("unmatched", "Red scarf")
    ada.write(met, "Keeps bees")
    assert [note["text"] for note in ada.notes(event)] == ["Keeps bees"]


def test_a_wrong_check_is_no_code(ada: Person, bo: Person, event: Event) -> None:
    code = bo.spoken(event)
    slip = code[:-1] + SYMBOLS[SYMBOLS.index(code[-1]) - 1]
    ada.scan(slip, event, problem=(422, "not_a_kith_code"))


def test_ones_own_is_said_to_be_ones_own(ada: Person, event: Event) -> None:
    ada.scan(ada.spoken(event), event, problem=(422, "met_oneself"))


def test_a_code_counts_at_its_own_event_only(
    ada: Person, cy: Person, event: Event, other_event: Event
) -> None:
    assert ada.scan(cy.spoken(other_event), event)["state"] == "unmatched"
    assert cy.people(other_event) == []


def test_one_id_stands_for_one_code(ada: Person, bo: Person, event: Event) -> None:
    """Else codes could be tried without being counted."""
    encounter_id = new_id()
    ada.scan(wrong(ada.spoken(event)), event, encounter_id=encounter_id)
    for code in (wrong(), bo.spoken(event)):
        ada.scan(code, event, encounter_id=encounter_id, problem=(409, "id_taken"))
    assert bo.people(event) == []


def test_sending_it_again_changes_nothing(ada: Person, bo: Person, event: Event) -> None:
    for code in (bo.spoken(event), wrong(ada.spoken(event), bo.spoken(event))):
        encounter_id = new_id()
        first = ada.scan(code, event, encounter_id=encounter_id)
        assert ada.scan(code, event, encounter_id=encounter_id) == first


def test_requests_switched_off_are_not_shown(ada: Person, bo: Person, event: Event, clock: Traveller) -> None:
    bo.change("requests", event, {"takes_requests": False})
    assert ada.scan(bo.spoken(event), event)["state"] == "pending"
    assert bo.people(event) == []
