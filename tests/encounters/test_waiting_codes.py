"""A scan that matches nobody keeps the code it read for as long as somebody may still come, and no longer."""

import secrets
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from time_machine import Traveller

from server.core.db import db, transaction
from server.core.jobs import run_once
from server.encounters import jobs
from server.encounters.models import EncounterSide
from tests.encounters.test_badge_scan import block, leaves
from tests.people import Event, Person, live_code


def kept(app: Flask) -> list[Any]:
    """What all scans keep of the codes they read."""
    with app.app_context(), transaction(write=False):
        sides = db.session.scalars(select(EncounterSide))
        return [(side.sought, side.code) for side in sides if side.sought or side.code]


def run_jobs(app: Flask) -> None:
    for job in jobs.JOBS:
        run_once(app, job)


@pytest.fixture
def nobodys(event: Event) -> str:
    """The code of a phone that has not come yet."""
    return live_code(event, secrets.token_bytes(8), secrets.token_bytes(32), name="Dee")


@pytest.mark.parametrize("closed", [False, True])
def test_the_code_is_forgotten_once_scans_are_not_taken_any_more(
    app: Flask, ada: Person, olga: Person, event: Event, nobodys: str, clock: Traveller, closed: bool
) -> None:
    scanned = ada.scan(nobodys, event, label="Green hat")
    if closed:
        event = olga.at(event).post("/close")
    clock.move_to(event["closes_at"])
    clock.shift(timedelta(days=30) - timedelta(seconds=5))
    run_jobs(app)
    assert [code for _, code in kept(app)] == [nobodys]
    before = ada.cursor()
    clock.shift(timedelta(seconds=10))
    run_jobs(app)
    assert (kept(app), ada.cursor(), ada.people(event)) == ([], before, [scanned])


def test_a_spoken_code_is_forgotten_too_and_what_waits_elsewhere_stays(
    app: Flask, ada: Person, bo: Person, event: Event, nobodys: str, clock: Traveller
) -> None:
    later = ada.create_event()
    for someone in (ada, bo):
        someone.join(later)
    wrong = bo.spoken(later)
    leaves(ada, bo, later)
    ada.scan(nobodys, event)
    ada.scan(wrong, later)
    assert {code for _, code in kept(app)} == {nobodys, wrong}
    ada.at(later).post("/close")
    clock.shift(timedelta(days=30, minutes=1))
    run_jobs(app)
    assert [code for _, code in kept(app)] == [nobodys]


@pytest.mark.parametrize("kind", ["blocks", "is blocked", "left"])
def test_the_card_of_somebody_kept_apart_is_never_filed(
    app: Flask, ada: Person, bo: Person, event: Event, kind: str
) -> None:
    """The scan looks like one that waits; the code it read holds a whole card, so it is not kept."""
    if kind == "left":
        leaves(ada, bo, event)
    else:
        block(*([bo, ada] if kind == "blocks" else [ada, bo]))
    scanned = ada.scan(bo.code(event), event)
    again = ada.scan(bo.code(event), event, encounter_id=scanned["id"])
    assert (scanned["state"], again, kept(app)) == ("unmatched", scanned, [])
