"""The recap: everybody I met, in the order we met, with my words, and nobody else's."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from server.core.clock import as_text, now
from server.recaps.evening import recap_at
from tests.notes.test_privacy import readable_by
from tests.people import Event, Person

CANARY = "canary-93aa"


def names(recap: dict[str, Any]) -> list[str]:
    return [one["encounter"]["person"]["name"] for one in recap["people"]]


def test_everybody_i_met_stands_there_in_the_order_we_met(
    app: Flask, ada: Person, bo: Person, event: Event
) -> None:
    finn = Person(app, "Finn")
    finn.join(event)
    later = ada.meet(bo, event)
    ada.meet(finn, event, at=now() - timedelta(minutes=2))
    assert names(ada.recap(event)) == ["Finn", "Bo"]
    first, second = ada.write(later, "Keeps bees"), ada.write(later, "Plays the oboe", offer="A reed")
    written = ada.follow_up(later, "About those bees")
    bo_in_recap = ada.recap(event)["people"][1]
    assert bo_in_recap == {
        "encounter": ada.people(event)[1],
        "question": {"index": 0, "text": "What did you mend last?", "answer": "Bo would like to tell you"},
        "notes": [first, second],
        "follow_ups": [written],
    }


def test_it_says_from_when_on_it_is_one(ada: Person, event: Event) -> None:
    recap = ada.recap(event)
    start, end = (datetime.fromisoformat(event[name]) for name in ("starts_at", "ends_at"))
    assert recap == {
        "event_id": event["id"],
        "recap_at": as_text(recap_at(start, end, event["zone"])),
        "people": [],
    }


def test_somebody_whom_nobody_knows_yet_is_there_with_my_label(ada: Person, bo: Person, event: Event) -> None:
    ada.scan(f"{bo.code(event)[:-8]}AAAAAAAA", event, label="Red scarf")
    [unmatched] = ada.recap(event)["people"]
    assert (unmatched["encounter"]["label"], unmatched["question"]) == ("Red scarf", None)


def test_somebody_who_only_asks_me_is_not(ada: Person, bo: Person, event: Event) -> None:
    bo.meet(ada, event, at=now() - timedelta(minutes=30))
    assert ada.recap(event)["people"] == []
    assert len(bo.recap(event)["people"]) == 1


def test_those_who_were_not_there_get_no_recap(olga: Person, cy: Person, event: Event) -> None:
    for someone in (olga, cy):
        someone.at(event).get("/recap", problem=(404, "not_found"))


@pytest.fixture
def planted(ada: Person, bo: Person, event: Event) -> dict[str, Any]:
    """Words of Ada's that nobody else may see."""
    met = ada.meet(bo, event)
    ada.write(met, f"{CANARY} note", offer=f"{CANARY} offer")
    ada.follow_up(met, f"{CANARY} follow-up")
    return met


def test_i_read_my_own(app: Flask, ada: Person, event: Event, planted: dict[str, Any]) -> None:
    assert ada.at(event).raw("GET", "/recap").text.count(CANARY) == 3


@pytest.mark.parametrize("attends", [False, True])
@pytest.mark.parametrize("who", ["olga", "bo", "cy"])
def test_nobody_reads_mine(
    request: pytest.FixtureRequest,
    app: Flask,
    event: Event,
    planted: dict[str, Any],
    who: str,
    attends: bool,
) -> None:
    someone: Person = request.getfixturevalue(who)
    if attends and who != "bo":
        someone.join(event)
    seen = readable_by(someone, app, event, {"id": planted["id"], "encounter_id": planted["id"]})
    assert CANARY not in seen


def test_an_organiser_who_attends_sees_only_whom_she_met(
    olga: Person, ada: Person, event: Event, planted: dict[str, Any]
) -> None:
    olga.join(event)
    olga.meet(ada, event)
    assert names(olga.recap(event)) == ["Ada"]
    assert olga.recap(event)["people"][0]["notes"] == []
