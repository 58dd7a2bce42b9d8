"""A note is a detail and an offer, and neither is lost to a phone that did not see it."""

import hashlib
import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from server.core.tokens import new_id
from tests.people import Event, Person
from tests.together import at_once

VECTORS = json.loads((Path(__file__).parent.parent / "vectors" / "digests.json").read_text())["words"]


def digest(text: str, offer: str) -> str:
    return hashlib.sha256(f"{text}\n{offer}".encode()).hexdigest()


def digest_of_older_apps(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.fixture
def met(ada: Person, bo: Person, event: Event) -> dict[str, Any]:
    """Ada met Bo."""
    return ada.meet(bo, event)


@pytest.fixture
def note(ada: Person, met: dict[str, Any]) -> dict[str, Any]:
    """What Ada wrote about Bo, and would like to offer."""
    return ada.write(met, "bees", offer="honey")


def send(someone: Person, note: dict[str, Any], text: str, offer: str, base: str | None) -> dict[str, Any]:
    """Write over a note, as a phone that had other words in front of it."""
    body = {"encounter_id": note["encounter_id"], "text": text, "offer": offer}
    op = someone.op("note.write", {"id": note["event_id"]}, note["id"], body, base=base)
    [result] = someone.push(op)
    return result


def delete(someone: Person, note: dict[str, Any], base: str | None) -> str:
    op = someone.op("note.delete", {"id": note["event_id"]}, note["id"], {}, base=base)
    [result] = someone.push(op)
    status: str = result["status"]
    return status


def words(someone: Person, event: Event) -> list[tuple[str, str]]:
    return [(note["text"], note["offer"]) for note in someone.notes(event)]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["text"] or "no text")
def test_the_base_is_what_phones_compute(
    ada: Person, event: Event, met: dict[str, Any], vector: dict[str, Any]
) -> None:
    note = ada.write(met, vector["text"], offer=vector["offer"])
    assert send(ada, note, "Something", "else", vector["digest"])["status"] == "applied"
    assert words(ada, event) == [("Something", "else")]


def test_who_saw_both_may_change_or_take_away_either(ada: Person, event: Event, note: dict[str, Any]) -> None:
    assert send(ada, note, "bees", "wax", digest("bees", "honey"))["status"] == "applied"
    assert send(ada, note, "bees", "", digest("bees", "wax"))["status"] == "applied"
    assert send(ada, note, "", "candles", digest("bees", ""))["status"] == "applied"
    assert words(ada, event) == [("", "candles")]


@pytest.mark.parametrize("base", [None, digest("older", "words"), digest_of_older_apps("bees")])
@pytest.mark.parametrize(
    "kept, sent, after",
    [
        (("bees", "honey"), ("bees", ""), ("bees", "honey")),
        (("bees", "honey"), ("bees", "honey"), ("bees", "honey")),
        (("bees", ""), ("bees", "honey"), ("bees", "honey")),
        (("", "honey"), ("bees", ""), ("bees", "honey")),
        (("", "honey"), ("bees", "honey"), ("bees", "honey")),
    ],
)
def test_what_is_empty_is_filled_and_nothing_is_emptied(
    ada: Person,
    event: Event,
    met: dict[str, Any],
    kept: tuple[str, str],
    sent: tuple[str, str],
    after: tuple[str, str],
    base: str | None,
) -> None:
    note = ada.write(met, kept[0], offer=kept[1])
    result = send(ada, note, *sent, base)
    assert (result["status"], words(ada, event)) == ("applied", [after])
    assert (result["entity"]["data"]["text"], result["entity"]["data"]["offer"]) == after


@pytest.mark.parametrize("base", [None, digest("older", "words"), digest_of_older_apps("bees")])
@pytest.mark.parametrize("text", ["bees", "two hives", ""])
def test_two_different_offers_are_both_kept(
    ada: Person, event: Event, note: dict[str, Any], text: str, base: str | None
) -> None:
    result = send(ada, note, text, "wax", base)
    assert (result["status"], result["entity"]["data"]) == ("conflict", note)
    assert words(ada, event) == [("bees", "honey"), (text, "wax")]
    assert ada.notes(event)[1]["conflict_of"] == note["id"]


def test_a_text_that_an_older_app_saw_may_change_beside_the_same_offer(
    ada: Person, event: Event, note: dict[str, Any]
) -> None:
    saw = digest_of_older_apps
    assert send(ada, note, "two hives", "honey", saw("bees"))["status"] == "applied"
    assert send(ada, note, "three hives", "", saw("two hives"))["status"] == "applied"
    assert send(ada, note, "", "honey", saw("three hives"))["status"] == "applied"
    assert words(ada, event) == [("", "honey")]


def test_two_phones_that_change_the_offer_at_once_lose_nothing(
    ada: Person, event: Event, note: dict[str, Any]
) -> None:
    phones = [(ada, "wax"), (ada.with_another_phone(), "candles")]
    base = digest("bees", "honey")
    results = at_once(*[partial(send, phone, note, "bees", offer, base) for phone, offer in phones])
    assert sorted(result["status"] for result in results) == ["applied", "conflict"]
    assert sorted(words(ada, event)) == [("bees", "candles"), ("bees", "wax")]


@pytest.mark.parametrize("base", [digest("bees", "wax"), digest_of_older_apps("bees")])
def test_an_offer_that_was_not_seen_keeps_a_note_from_being_deleted(
    ada: Person, event: Event, note: dict[str, Any], base: str
) -> None:
    assert delete(ada, note, base) == "conflict"
    ada.at(event).delete(f"/notes/{note['id']}?base={base}")
    assert words(ada, event) == [("bees", "honey")]


@pytest.mark.parametrize("base", [None, digest("bees", "honey")])
def test_a_note_whose_words_were_seen_is_deleted(
    ada: Person, event: Event, note: dict[str, Any], base: str | None
) -> None:
    assert delete(ada, note, base) == "applied"
    assert words(ada, event) == []


def test_an_older_app_deletes_a_note_without_an_offer(ada: Person, event: Event, met: dict[str, Any]) -> None:
    assert delete(ada, ada.write(met, "bees"), digest_of_older_apps("bees")) == "applied"
    assert words(ada, event) == []


@pytest.mark.parametrize(
    "base", [None, digest("older", "words"), digest("bees", "honey"), digest_of_older_apps("bees")]
)
def test_writing_a_deleted_note_brings_it_back_with_the_words_that_were_sent(
    ada: Person, event: Event, met: dict[str, Any], note: dict[str, Any], base: str | None
) -> None:
    delete(ada, note, None)
    result = send(ada, note, "two hives", "", base)
    assert (result["status"], words(ada, event)) == ("applied", [("two hives", "")])
    assert result["entity"]["data"] == ada.notes(event)[0]
    delete(ada, note, None)
    again = ada.write(met, "three hives", note_id=note["id"], base=base)
    assert (again["id"], again["text"], again["conflict_of"]) == (note["id"], "three hives", None)
    assert words(ada, event) == [("three hives", "")]


def test_a_note_of_another_meeting_is_no_way_around(
    ada: Person, cy: Person, event: Event, note: dict[str, Any]
) -> None:
    cy.join(event)
    other = {**note, "encounter_id": ada.meet(cy, event)["id"], "id": note["id"]}
    assert send(ada, other, "bees", "wax", None)["status"] == "conflict"
    assert send(ada, {**other, "encounter_id": str(new_id())}, "x", "y", None)["status"] == "rejected"
    assert ("bees", "honey") in words(ada, event)
