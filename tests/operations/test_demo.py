"""The demo is alive at every start, whatever its visitors did to it."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from time_machine import Traveller

from server.core.clock import as_text, now
from server.operations.demo import prepare
from server.settings import Settings
from tests.people import Caller, Person


def start(app: Flask, settings: Settings) -> tuple[Caller, dict[str, Any]]:
    """Start the demo, and open the organiser's link: her API, and her event."""
    with app.app_context():
        links = prepare(settings)
    organiser = Caller(app.test_client())
    organiser.post("/sessions", {"pass": links.organiser.partition("#")[2]})
    [event] = organiser.get("/events")
    return organiser, event


@pytest.mark.parametrize("how", ["close", "delete", "narrow"])
def test_an_event_that_a_visitor_ended_is_open_again(
    app: Flask, settings: Settings, clock: Traveller, how: str
) -> None:
    organiser, event = start(app, settings)
    address = f"/events/{event['id']}"
    if how == "narrow":
        door = {"join_closes_at": as_text(now() + timedelta(minutes=1))}
        organiser.patch(address, door)
    elif how == "close":
        organiser.post(f"{address}/close")
    else:
        organiser.delete(address)
    clock.shift(timedelta(days=3))
    _, event = start(app, settings)
    assert (event["role"], event["closed_at"], event["join_closes_at"]) == ("owner", None, None)
    Person(app, "Dee").join(event)
