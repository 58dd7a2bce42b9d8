"""People are locked before their encounters, whatever is done: else two phones would wait for each other."""

import re
import secrets
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from flask import Flask

from server.core.clock import now
from server.core.tokens import to_base64url
from tests.house.test_query_counts import counted
from tests.people import Event, Person, live_code
from tests.together import at_once

LOCKS = re.compile(r"\bFROM (attendees|encounters)\b.*\bFOR (NO KEY UPDATE|UPDATE|SHARE)\s*$", re.DOTALL)


def locked(statements: list[str]) -> list[str]:
    """The tables whose rows were locked, in order."""
    return [found[1] for statement in statements if (found := LOCKS.search(statement))]


def act(someone: Person, event: Event, what: str) -> Any:
    [met] = someone.people(event)
    return someone.at(event).post(f"/encounters/{met['id']}/{what}")


def edit(someone: Person, event: Event, words: str) -> Any:
    place = someone.places[event["id"]].attendee_id
    return someone.at(event).patch(f"/attendees/{place}", {"boundary": words})


ACTS: dict[str, Callable[[Person, Person, Event], Any]] = {
    "scan": lambda ada, bo, event: ada.meet(bo, event),
    "scan again": lambda ada, bo, event: ada.scan(
        bo.code(event), event, encounter_id=ada.people(event)[0]["id"]
    ),
    "accept": lambda ada, _, event: act(ada, event, "accept"),
    "share": lambda ada, _, event: act(ada, event, "share"),
    "edit": lambda ada, _, event: edit(ada, event, "No sales"),
    "requests": lambda ada, _, event: ada.change("requests", event, {"shows_by_badge": True}),
}


@pytest.mark.database("postgres")
@pytest.mark.parametrize("name", ACTS)
def test_people_are_locked_before_their_encounters(
    app: Flask, ada: Person, bo: Person, event: Event, name: str
) -> None:
    bo.scan(ada.badge(event), event)
    with counted(app) as statements:
        ACTS[name](ada, bo, event)
    tables = locked(statements)
    assert set(tables) == {"attendees", "encounters"}
    assert tables == sorted(tables)


@pytest.mark.database("postgres")
def test_so_they_are_when_a_badge_is_claimed_or_somebody_arrives(
    app: Flask, ada: Person, bo: Person, event: Event, person: Callable[[str], Person]
) -> None:
    blank, card, secret = ada.printed(event), secrets.token_bytes(8), secrets.token_bytes(32)
    bo.scan(blank, event)
    bo.scan(live_code(event, card, secret, name="Dee"), event)
    dee = person("Dee")
    for arrives in (
        lambda: ada.change("badge", event, {"code": blank}),
        lambda: dee.join(event, card_id=card.hex(), live_secret=to_base64url(secret)),
    ):
        with counted(app) as statements:
            arrives()
        tables = locked(statements)
        assert set(tables) == {"attendees", "encounters"}
        assert tables == sorted(tables)
    assert sorted(met["state"] for met in bo.people(event)) == ["mutual", "pending"]


def test_both_change_their_cards_and_answer_at_the_same_moment(ada: Person, bo: Person, event: Event) -> None:
    bo.meet(ada, event, at=now() - timedelta(minutes=30))
    for number in range(4):
        words = f"Line {number}"
        edits = [partial(edit, someone, event, words) for someone in (ada, bo)]
        at_once(*edits, partial(act, ada, event, "accept"))
        assert [one.people(event)[0]["person"]["boundary"] for one in (ada, bo)] == [words, words]
