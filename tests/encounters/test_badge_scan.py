"""A printed badge: whoever scans it waits, and cannot tell why."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from time_machine import Traveller

from server.attendees.models import Attendee
from server.core.clock import now
from server.core.db import db, transaction
from server.core.tokens import new_id
from server.safety.models import Block
from tests.house.test_query_counts import counted
from tests.people import Event, Person
from tests.together import at_once

EMAIL = {"details": [{"kind": "email", "value": "bo@canary.example", "shared": True}]}


def nothing(ada: Person, bo: Person, event: Event) -> None:
    """Bo goes on as before."""


def ignores(ada: Person, bo: Person, event: Event) -> None:
    for met in bo.people(event):
        bo.at(event).post(f"/encounters/{met['id']}/ignore")


def block(one: Person, other: Person) -> None:
    with one.app.app_context(), transaction():
        blocked = Block(blocker_id=one.account_id, blocked_id=other.account_id, created_at=now())
        db.session.add(blocked)


def leaves(ada: Person, bo: Person, event: Event) -> None:
    with bo.app.app_context(), transaction():
        db.session.get_one(Attendee, bo.places[event["id"]].attendee_id).status = "left"


def resets(ada: Person, bo: Person, event: Event) -> None:
    bo.at(event).delete(f"/attendees/{bo.places[event['id']].attendee_id}/badge")


def switches_off(ada: Person, bo: Person, event: Event) -> None:
    bo.change("requests", event, {"takes_requests": False})


KINDS: dict[str, Callable[[Person, Person, Event], None]] = {
    "waits": nothing,
    "ignores": ignores,
    "blocks": lambda ada, bo, _: block(bo, ada),
    "is blocked": lambda ada, bo, _: block(ada, bo),
    "left": leaves,
    "reset": resets,
    "switched off": switches_off,
    "blank": nothing,
}
SCANNER_DOES = ("scan", "scan again", "same id", "label", "share", "ignore", "accept", "note", "another id")


class World:
    """Ada with one badge of each kind to scan, alone at an event of its own."""

    def __init__(self, app: Flask, kind: str) -> None:
        self.app, self.kind = app, kind
        self.ada, self.bo = Person(app, "Ada"), Person(app, "Bo")
        self.event = Person(app, "Olga").create_event()
        self.ada.join(self.event)
        self.bo.join(self.event)
        self.bo.change("contact-details", self.event, {**EMAIL, "share_with_everyone": True})
        self.badge = self.ada.printed(self.event) if kind == "blank" else self.bo.badge(self.event)
        self.names: dict[str, str] = {}
        self.first = new_id()

    def turns(self) -> None:
        """Bo does what makes this badge one of its kind."""
        KINDS[self.kind](self.ada, self.bo, self.event)

    def does(self, what: str) -> Any:
        """What Ada is answered, and all that her phone is told, with names for ids."""
        before = self.ada.cursor()
        with counted(self.app) as statements:
            answer = self._does(what)
        changes = self.ada.pull(before)["changes"]
        told = (answer.status_code, answer.data, changes, self.ada.people(self.event))
        return self._without_ids(repr(told)), len(statements)

    def _does(self, what: str) -> Any:
        path = f"/encounters/{self.first}"
        scan = {"code": self.badge, "label": "Green hat"}
        at = self.ada.at(self.event)
        if what in {"scan", "same id"}:
            return at.raw("PUT", path, json=scan)
        if what == "scan again":
            return at.raw("PUT", f"/encounters/{new_id()}", json=scan)
        if what == "another id":
            return at.raw("PUT", path, json={"code": self.ada.printed(self.event)})
        if what == "label":
            return at.raw("PATCH", path, json={"label": "Blue hat"})
        if what == "note":
            body = {"encounter_id": str(self.first), "text": "Keeps bees"}
            return at.raw("PUT", f"/notes/{new_id()}", json=body)
        return at.raw("POST", f"{path}/{what}")

    def _without_ids(self, text: str) -> str:
        def name(found: re.Match[str]) -> str:
            return self.names.setdefault(found[0], f"id {len(self.names)}")

        return re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", name, text)


@pytest.mark.parametrize("kind", KINDS)
def test_every_genuine_badge_answers_the_same(app: Flask, kind: str) -> None:
    """Scanned for the first time, after its owner has made it one of its kind."""
    answers: list[Any] = []
    for each in ("waits", kind):
        world = World(app, each)
        world.turns()
        answers.append([world.does(what) for what in ("scan", "scan again", "same id")])
        [seen] = world.ada.people(world.event)
        assert (seen["state"], seen["person"], seen["asker"], seen["asks_me"]) == (
            "pending",
            None,
            None,
            False,
        )
    assert answers[0] == answers[1]
    assert "canary" not in repr(answers)


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kind=st.sampled_from(list(KINDS)),
    before=st.lists(st.sampled_from(SCANNER_DOES), max_size=3),
    after=st.lists(st.sampled_from(SCANNER_DOES), max_size=4),
)
def test_whatever_the_scanner_does_they_cannot_tell_what_the_owner_did(
    app: Flask, kind: str, before: list[str], after: list[str]
) -> None:
    """Before and after: byte for byte the same answers, feeds and lists, and as many statements."""
    stories: list[Any] = []
    for each in ("waits", kind):
        world = World(app, each)
        story = [world.does(what) for what in ["scan", *before]]
        world.turns()
        stories.append([*story, *(world.does(what) for what in after)])
    assert [told for told, _ in stories[0]] == [told for told, _ in stories[1]]
    scans = [("scan", "scan again", "same id").count(what) for what in ["scan", *before, *after]]
    for count, (_, there), (_, here) in zip(scans, *stories, strict=True):
        assert not count or there == here


def test_a_forged_badge_is_said_to_match_nobody(ada: Person, bo: Person, event: Event) -> None:
    assert ada.scan(bo.badge(event)[:-4] + "AAAA", event)["state"] == "unmatched"


def test_a_stranger_and_a_member_of_another_event_learn_nothing(
    app: Flask, person: Callable[[str], Person], cy: Person, bo: Person, event: Event, other_event: Event
) -> None:
    there, blank = bo.badge(event), bo.printed(event)
    for someone in (person("Eve"), cy):
        for badge in (there, blank):
            someone.scan(badge, event, problem=(404, "not_found"))
    seen = [cy.scan(badge, other_event) for badge in (there, blank)]
    assert [{**one, "id": ""} for one in seen] == [{**seen[0], "id": "", "state": "unmatched"}] * 2


def test_while_requests_are_off_none_are_shown_and_afterwards_all(
    ada: Person, bo: Person, event: Event
) -> None:
    ada.scan(bo.badge(event), event)
    [request] = bo.people(event)
    before, adas = bo.cursor(), (ada.people(event), ada.cursor())
    bo.change("requests", event, {"takes_requests": False})
    [hidden] = [change for change in bo.pull(before)["changes"] if change["kind"] == "encounter"]
    assert (hidden["id"], hidden["gone"], bo.people(event)) == (request["id"], True, [])
    assert (ada.people(event), ada.cursor()) == adas
    bo.change("requests", event, {"takes_requests": True})
    assert bo.people(event) == [request]
    assert (ada.people(event), ada.cursor()) == adas


def test_a_request_made_while_they_are_off_moves_nothing_on_the_owners_phone(
    ada: Person, bo: Person, event: Event
) -> None:
    bo.change("requests", event, {"takes_requests": False})
    before = bo.cursor()
    for code in (bo.badge(event), bo.spoken(event)):
        assert ada.scan(code, event)["state"] == "pending"
    assert (bo.people(event), bo.cursor()) == ([], before)
    bo.change("requests", event, {"takes_requests": True})
    assert [met["asker"] for met in bo.people(event)] == [{"name": "Ada"}]


def test_a_late_live_code_asks_also_while_requests_are_off(ada: Person, bo: Person, event: Event) -> None:
    """Bo showed it on purpose."""
    bo.change("requests", event, {"takes_requests": False})
    ada.meet(bo, event, at=now() - timedelta(minutes=30))
    assert [met["asks_me"] for met in bo.people(event)] == [True]


def test_a_request_not_shown_still_crosses(ada: Person, bo: Person, event: Event) -> None:
    bo.change("requests", event, {"takes_requests": False})
    ada.scan(bo.badge(event), event)
    assert bo.scan(ada.badge(event), event)["state"] == "mutual"


def test_the_card_shows_only_if_its_owner_ticked_it_and_never_how_to_reach_them(
    ada: Person, bo: Person, event: Event
) -> None:
    bo.change("contact-details", event, {**EMAIL, "share_with_everyone": True})
    assert ada.scan(bo.badge(event), event)["person"] is None
    before = ada.cursor()
    bo.change("requests", event, {"shows_by_badge": True})
    [change] = ada.pull(before)["changes"]
    seen = change["data"]
    assert (seen["state"], seen["person"]["name"], seen["person"]["contact_details"]) == ("pending", "Bo", [])
    assert seen["person"]["answers"] == [{"prompt": 0, "text": "Bo would like to tell you"}]
    assert bo.people(event)[0]["asker"] == {"name": "Ada"}
    bo.change("requests", event, {"shows_by_badge": False})
    assert ada.people(event)[0]["person"] is None


def test_a_card_that_shows_is_the_present_one(ada: Person, bo: Person, event: Event) -> None:
    bo.change("requests", event, {"shows_by_badge": True})
    assert ada.scan(bo.badge(event), event)["person"]["boundary"] == ""
    mine = bo.places[event["id"]].attendee_id
    bo.at(event).patch(f"/attendees/{mine}", {"boundary": "No sales"})
    assert ada.people(event)[0]["person"]["boundary"] == "No sales"


@pytest.mark.parametrize("blocker", ["ada", "bo"])
def test_a_ticked_card_does_not_show_to_somebody_blocked(
    ada: Person, bo: Person, event: Event, blocker: str
) -> None:
    bo.change("requests", event, {"shows_by_badge": True})
    block(*([ada, bo] if blocker == "ada" else [bo, ada]))
    assert ada.scan(bo.badge(event), event)["person"] is None


def test_a_ticked_card_does_not_show_by_a_late_live_or_a_spoken_code(
    ada: Person, bo: Person, event: Event
) -> None:
    bo.change("requests", event, {"shows_by_badge": True})
    assert ada.scan(bo.spoken(event), event)["person"] is None
    assert ada.meet(bo, event, at=now() - timedelta(minutes=30))["person"] is None


@pytest.mark.parametrize("hers", ["badge", "spoken", "late"])
@pytest.mark.parametrize("his", ["badge", "spoken", "late"])
def test_two_requests_that_cross_are_a_meeting(
    ada: Person, bo: Person, event: Event, hers: str, his: str
) -> None:
    states: list[str] = []
    for scanner, other, how, ago in ((ada, bo, hers, 90), (bo, ada, his, 85)):
        late = now() - timedelta(minutes=ago)
        codes = {"badge": other.badge(event), "spoken": other.spoken(event), "late": other.code(event, late)}
        states.append(scanner.scan(codes[how], event)["state"])
    assert states == ["pending", "mutual"]
    assert [someone.people(event)[0]["person"]["name"] for someone in (ada, bo)] == ["Bo", "Ada"]


def test_a_request_lasts_as_long_as_scans_are_taken(
    ada: Person, bo: Person, event: Event, clock: Traveller
) -> None:
    ada.scan(bo.badge(event), event)
    [request] = bo.people(event)
    clock.move_to(event["closes_at"])
    clock.shift(timedelta(days=30, seconds=1))
    bo.at(event).post(f"/encounters/{request['id']}/accept", problem=(409, "event_over"))
    assert ada.people(event)[0]["state"] == "pending"


def test_scanning_the_badge_of_whom_i_met_is_the_same_meeting(ada: Person, bo: Person, event: Event) -> None:
    met = ada.meet(bo, event)
    assert ada.scan(bo.badge(event), event) == met


def test_a_claim_at_the_very_moment_of_a_scan(ada: Person, bo: Person, event: Event) -> None:

    for _ in range(4):
        badge = bo.printed(event)
        at_once(
            lambda badge=badge: ada.scan(badge, event),
            lambda badge=badge: bo.change("badge", event, {"code": badge}),
        )
    assert [met["asks_me"] for met in bo.people(event)] == [True]
    assert {met["state"] for met in ada.people(event)} == {"pending"}
    assert len({UUID(met["id"]) for met in ada.people(event)}) == 1
