"""Jotting the one detail, and never losing a word of it."""

import hashlib
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from time_machine import Traveller

from server.core.clock import as_text, now
from server.core.tokens import new_id
from tests.people import Event, Person
from tests.together import at_once


def digest(text: str) -> str:
    """What an edit of a note without an offer names as its base."""
    return hashlib.sha256(f"{text}\n".encode()).hexdigest()


@pytest.fixture
def met(ada: Person, bo: Person, event: Event) -> dict[str, Any]:
    """Ada met Bo."""
    return ada.meet(bo, event)


@pytest.fixture
def note(ada: Person, met: dict[str, Any]) -> dict[str, Any]:
    """What Ada wrote about Bo."""
    return ada.write(met, "Keeps bees")


def texts(someone: Person, event: Event) -> list[str]:
    return [note["text"] for note in someone.notes(event)]


def test_a_note_is_kept_as_it_was_written(ada: Person, event: Event, met: dict[str, Any]) -> None:
    note = ada.write(met, "Keeps bees on a flat roof", offer="A queen from my hive")
    assert note == {
        "id": note["id"],
        "encounter_id": met["id"],
        "event_id": event["id"],
        "text": "Keeps bees on a flat roof",
        "offer": "A queen from my hive",
        "conflict_of": None,
        "created_at": as_text(now()),
        "edited_at": as_text(now()),
    }
    assert ada.notes(event) == [ada.at(event).get(f"/notes/{note['id']}")] == [note]


def test_there_may_be_several_about_one_person_oldest_first(
    ada: Person, event: Event, met: dict[str, Any]
) -> None:
    for words in ("Keeps bees", "Plays the oboe", "Grew up on a barge"):
        ada.write(met, words)
    assert texts(ada, event) == ["Keeps bees", "Plays the oboe", "Grew up on a barge"]


def test_an_edit_names_the_words_it_changed(
    ada: Person, event: Event, met: dict[str, Any], note: dict[str, Any], clock: Traveller
) -> None:
    clock.shift(timedelta(minutes=5))
    edited = ada.write(met, "Keeps bees, two hives", note_id=note["id"], base=digest("Keeps bees"))
    assert (edited["text"], edited["created_at"]) == ("Keeps bees, two hives", note["created_at"])
    assert edited["edited_at"] == as_text(now())
    assert texts(ada, event) == ["Keeps bees, two hives"]


@pytest.mark.parametrize("base", [None, digest("Something older")])
def test_an_edit_of_another_text_keeps_both(
    ada: Person, event: Event, met: dict[str, Any], note: dict[str, Any], base: str | None
) -> None:
    op = ada.op("note.write", event, note["id"], _body(met, "Keeps wasps", "A jar"), base=base)
    [result] = ada.push(op)
    assert (result["status"], result["entity"]["data"]) == ("conflict", note)
    kept, other = ada.notes(event)
    assert (kept, other["text"], other["offer"], other["conflict_of"]) == (
        note,
        "Keeps wasps",
        "A jar",
        note["id"],
    )


def test_a_conflict_that_is_sent_again_is_no_third_note(
    ada: Person, event: Event, met: dict[str, Any], note: dict[str, Any]
) -> None:
    op = ada.op("note.write", event, note["id"], _body(met, "Keeps wasps"))
    ada.push(op)
    [again] = ada.push(op)
    assert (again["status"], again["was"], again["entity"]["data"]) == ("duplicate", "conflict", note)
    assert texts(ada, event) == ["Keeps bees", "Keeps wasps"]


def test_the_other_device_hears_of_both_texts(
    ada: Person, event: Event, met: dict[str, Any], note: dict[str, Any]
) -> None:
    before = ada.cursor()
    ada.push(ada.op("note.write", event, note["id"], _body(met, "Keeps wasps")))
    assert {change["data"]["text"] for change in ada.pull(before)["changes"]} == {"Keeps bees", "Keeps wasps"}


def test_the_same_text_again_is_no_conflict(
    ada: Person, event: Event, met: dict[str, Any], note: dict[str, Any]
) -> None:
    [result] = ada.push(ada.op("note.write", event, note["id"], _body(met, "Keeps bees"), base=digest("x")))
    assert (result["status"], texts(ada, event)) == ("applied", ["Keeps bees"])


def test_two_devices_editing_at_once_lose_nothing(
    ada: Person, event: Event, met: dict[str, Any], note: dict[str, Any]
) -> None:
    ops = [
        ada.op("note.write", event, note["id"], _body(met, words), base=digest("Keeps bees"))
        for words in ("Keeps bees and hens", "Keeps bees and goats")
    ]
    results = [result for [result] in at_once(*[partial(ada.push, op) for op in ops])]
    assert sorted(result["status"] for result in results) == ["applied", "conflict"]
    assert sorted(texts(ada, event)) == ["Keeps bees and goats", "Keeps bees and hens"]


def test_a_deleted_note_is_gone(ada: Person, event: Event, note: dict[str, Any]) -> None:
    before = ada.cursor()
    ada.at(event).delete(f"/notes/{note['id']}")
    assert ada.notes(event) == []
    ada.at(event).get(f"/notes/{note['id']}", problem=(404, "not_found"))
    [change] = ada.pull(before)["changes"]
    assert (change["id"], change["gone"], change["data"]) == (note["id"], True, None)


def test_deleting_twice_is_deleting_once(ada: Person, event: Event, note: dict[str, Any]) -> None:
    for _ in range(2):
        [result] = ada.push(ada.op("note.delete", event, note["id"], {}, base=digest("Keeps bees")))
        assert (result["status"], result["entity"]["data"]) == ("applied", None)


@pytest.mark.parametrize("first", ["edit", "delete"])
def test_an_edit_wins_over_a_delete_in_any_order(
    ada: Person, event: Event, met: dict[str, Any], note: dict[str, Any], first: str
) -> None:
    base = digest("Keeps bees")
    ops = {
        "edit": ada.op("note.write", event, note["id"], _body(met, "Keeps bees, two hives"), base=base),
        "delete": ada.op("note.delete", event, note["id"], {}, base=base),
    }
    for name in sorted(ops, key=lambda name: name != first):
        ada.push(ops[name])
    assert texts(ada, event) == ["Keeps bees, two hives"]


def test_a_delete_of_an_older_text_says_that_there_is_a_newer_one(
    ada: Person, event: Event, met: dict[str, Any], note: dict[str, Any]
) -> None:
    ada.write(met, "Keeps bees, two hives", note_id=note["id"], base=digest("Keeps bees"))
    [result] = ada.push(ada.op("note.delete", event, note["id"], {}, base=digest("Keeps bees")))
    assert (result["status"], result["entity"]["data"]["text"]) == ("conflict", "Keeps bees, two hives")
    ada.at(event).delete(f"/notes/{note['id']}?base={digest('Keeps bees')}")
    assert texts(ada, event) == ["Keeps bees, two hives"]


def test_an_edit_and_a_delete_at_once_keep_the_words(
    ada: Person, event: Event, met: dict[str, Any], note: dict[str, Any]
) -> None:
    base = digest("Keeps bees")
    ops = [
        ada.op("note.write", event, note["id"], _body(met, "Keeps bees, two hives"), base=base),
        ada.op("note.delete", event, note["id"], {}, base=base),
    ]
    at_once(*[partial(ada.push, op) for op in ops])
    assert texts(ada, event) == ["Keeps bees, two hives"]


@pytest.mark.parametrize("words", ["", "   ", "\n\t", "\u200b", "\u3164 \u2060"])
def test_an_empty_note_is_refused_with_a_clear_word(
    ada: Person, event: Event, met: dict[str, Any], words: str
) -> None:
    [result] = ada.push(ada.op("note.write", event, new_id(), _body(met, words)))
    assert (result["status"], result["problem"]["code"]) == ("rejected", "empty_note")
    assert "empty" in result["problem"]["detail"]
    assert ada.notes(event) == []


def test_an_offer_alone_is_a_note(ada: Person, event: Event, met: dict[str, Any]) -> None:
    ada.write(met, "", offer="An article on swarming")
    assert [note["offer"] for note in ada.notes(event)] == ["An article on swarming"]


@pytest.mark.parametrize("field", ["text", "offer"])
@pytest.mark.parametrize("letter", ["x", "é", "🐝", "ب"])
def test_280_code_points_fit_and_281_do_not(
    ada: Person, event: Event, met: dict[str, Any], field: str, letter: str
) -> None:
    path = f"/notes/{new_id()}"
    body = {**_body(met, "Keeps bees"), field: letter * 281}
    told = ada.at(event).put(path, body, problem=(422, "invalid_input"))
    assert "281" in str(told["errors"]["json"][field])
    assert ada.at(event).put(path, {**body, field: letter * 280})[field] == letter * 280


def test_length_is_counted_after_composition(ada: Person, met: dict[str, Any]) -> None:
    assert ada.write(met, "e\u0308" * 280)["text"] == "ë" * 280


@pytest.mark.parametrize(
    "words, kept",
    [
        ("👩‍👩‍👧 met at the 🐝 stand", "👩‍👩‍👧 met at the 🐝 stand"),
        ("خبز الطابون، قالت ليلى", "خبز الطابون، قالت ليلى"),
        ("שלום \u2067mixed\u2069 text", "שלום \u2067mixed\u2069 text"),
        ("Zoe\u0308 likes\n\nquinces\t", "Zoë likes quinces"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("'; DROP TABLE notes; --", "'; DROP TABLE notes; --"),
        ("https://ada.example is fine here", "https://ada.example is fine here"),
        ("\ufeff日本語の𠮷", "\ufeff日本語の𠮷"),
    ],
)
def test_words_of_all_sorts_are_kept(
    ada: Person, event: Event, met: dict[str, Any], words: str, kept: str
) -> None:
    ada.write(met, words)
    assert texts(ada, event) == [kept]


@pytest.mark.parametrize("words", ["\u0000", "a\u0008b", 7, None, ["x"], {"text": "x"}])
def test_what_is_no_text_is_refused(ada: Person, event: Event, met: dict[str, Any], words: object) -> None:
    body = {"encounter_id": met["id"], "text": words}
    ada.at(event).put(f"/notes/{new_id()}", body, problem=(422, "invalid_input"))
    assert ada.notes(event) == []


def test_a_note_about_nobody_is_refused(ada: Person, event: Event) -> None:
    body = _body({"id": str(new_id())}, "Keeps bees")
    ada.at(event).put(f"/notes/{new_id()}", body, problem=(404, "unknown_encounter"))


def test_a_note_about_somebody_elses_meeting_is_refused(
    cy: Person, event: Event, met: dict[str, Any]
) -> None:
    cy.join(event)
    cy.at(event).put(f"/notes/{new_id()}", _body(met, "Hm"), problem=(404, "unknown_encounter"))


def test_a_note_may_be_about_somebody_who_has_not_answered(ada: Person, bo: Person, event: Event) -> None:
    asked = ada.meet(bo, event, at=now() - timedelta(hours=1))
    assert ada.write(asked, "Keeps bees")["encounter_id"] == asked["id"]


def _body(met: dict[str, Any], words: str, offer: str = "") -> dict[str, Any]:
    return {"encounter_id": met["id"], "text": words, "offer": offer}
