"""Canary words in everything private: in nothing that an organiser fetches, in no file, and in no log."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any, cast

import pytest

from server.core import spreadsheets
from tests.exports.office import ANSWERS, CONTACT, LIST, agree, give_details, made, work
from tests.people import Event, Person
from tests.readable import readable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask

    from server.settings import Settings

CANARY = "canary-7e3b"
AT = "01935f00-0000-7000-8000-000000000001"


@pytest.fixture
def planted(app: Flask, olga: Person, ada: Person, bo: Person, event: Event) -> dict[str, Any]:
    """Fifty private words about people who agreed to everything, and a meeting each."""
    guests = [Person(app, f"Guest {number}") for number in range(25)]
    for guest in guests:
        guest.join(event)
    for someone in (ada, bo, *guests):
        agree(someone, event, LIST, ANSWERS, CONTACT)
        give_details(someone, event, email=f"{CANARY}-unshared@x.example", shared=False)
    for guest in guests:
        met = ada.meet(guest, event)
        ada.write(met, f"{CANARY} of {guest.name}", offer=f"{CANARY} to give")
        ada.follow_up(met, f"{CANARY} to {guest.name}")
        guest.write(guest.people(event)[0], f"{CANARY} about Ada")
        guest.at(event).patch(f"/encounters/{guest.people(event)[0]['id']}", {"label": f"{CANARY} label"})
    return guests[0].people(event)[0]


def everything_fetched(someone: Person, app: Flask, event: Event, met: dict[str, Any]) -> Iterator[str]:
    """Every answer of every GET in the description of the API, asked with the ids of what is private."""
    values = {
        "event_id": event["id"],
        "join_code": event["join_code"],
        "number": str(event["number"]),
        "encounter_id": met["id"],
        "attendee_id": AT,
        "note_id": AT,
        "follow_up_id": AT,
    }
    exports = someone.at(event).get("/exports")["exports"]
    for path, item in cast("dict[str, Any]", app.extensions["openapi"])["paths"].items():
        if "get" in item:
            for export in exports if "{export_id}" in path else [{"id": AT}]:
                asked = path.replace("{export_id}", export["id"])
                for name in _names(asked):
                    asked = asked.replace(f"{{{name}}}", values.get(name, AT))
                answer = someone.api.raw("GET", asked.removeprefix("/api"))
                yield readable(answer.data)


def _names(path: str) -> list[str]:
    return [part.partition("}")[0] for part in path.split("{")[1:]]


@pytest.mark.parametrize("attends", [False, True], ids=["organises only", "attends too"])
def test_no_organiser_fetches_a_private_word(
    app: Flask,
    olga: Person,
    event: Event,
    planted: dict[str, Any],
    settings: Settings,
    attends: bool,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    if attends:
        olga.join(event)
        agree(olga, event, LIST)
    files = [made(app, olga, event, kind) for kind in ("csv", "xlsx")]
    work(app)
    fetched = list(everything_fetched(olga, app, event, planted))
    fetched += [readable(data) for data in files]
    fetched += [json.dumps(olga.pull()), caplog.text, *capfd.readouterr()]
    fetched += [path.read_bytes().decode(errors="replace") for path in settings.data_dir.rglob("*.*")]
    assert sum(text.count("Guest 24") for text in fetched) > 0  # this is the place where it would be
    assert [text[:200] for text in fetched if CANARY in text] == []


def test_the_canary_would_be_found(ada: Person, app: Flask, event: Event, planted: dict[str, Any]) -> None:
    assert any(CANARY in text for text in [json.dumps(ada.notes(event)), json.dumps(ada.people(event))])


def test_no_error_puts_a_private_word_into_the_log(
    app: Flask,
    olga: Person,
    event: Event,
    planted: dict[str, Any],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    caplog.set_level(logging.DEBUG)

    def fail(_path: object, _headings: object, lines: Any) -> None:
        raise ValueError(str(list(lines)))

    monkeypatch.setattr(spreadsheets, "write_csv", fail)
    with pytest.raises(AssertionError):
        made(app, olga, event)
    assert "job exports.write failed" in caplog.text
    assert "Guest" not in caplog.text
