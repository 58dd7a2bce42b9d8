"""Blocked either way, or left: from then on nothing new flows, and nobody can tell."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from time_machine import Traveller

from server.core.clock import now
from server.core.tokens import new_id
from tests.encounters.test_badge_scan import block, leaves
from tests.house.test_query_counts import counted
from tests.people import Event, Person

IDS = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
MADE_UP = re.compile(r"(card_id|live_secret|spoken_code)\W+[\w-]+")
APART: dict[str, Callable[[Person, Person, Event], None]] = {
    "blocks": lambda ada, bo, _: block(bo, ada),
    "is blocked": lambda ada, bo, _: block(ada, bo),
    "left": leaves,
}
"""What makes Bo one who is kept apart from Ada."""
ASKS: dict[str, Callable[[Person, Person, Event], Any]] = {
    "badge": lambda one, other, event: one.scan(other.badge(event), event),
    "spoken": lambda one, other, event: one.scan(other.spoken(event), event),
    "late": lambda one, other, event: one.meet(other, event, at=now() - timedelta(minutes=30)),
}


def email(name: str, *, shared: bool = True) -> dict[str, Any]:
    return {"details": [{"kind": "email", "value": f"{name}@kith.example", "shared": shared}]}


def edit(someone: Person, event: Event, **fields: Any) -> Any:
    return someone.at(event).patch(f"/attendees/{someone.places[event['id']].attendee_id}", fields)


def only(someone: Person, event: Event) -> dict[str, Any]:
    [seen] = someone.people(event)
    return seen


def refused(someone: Person, event: Event, what: str, encounter_id: str) -> tuple[Any, int]:
    """The refusal by the route, without what names the request, and how many statements it took."""
    with counted(someone.app) as statements:
        answer = someone.at(event).post(
            f"/encounters/{encounter_id}/{what}", problem=(409, "nothing_to_accept")
        )
    return {**answer, "instance": None}, len(statements)


@pytest.mark.parametrize("how", ASKS)
@pytest.mark.parametrize("kind", APART)
def test_a_yes_to_somebody_kept_apart_is_answered_as_if_nobody_asked(
    ada: Person, bo: Person, event: Event, kind: str, how: str
) -> None:
    unmatched = ada.scan(bo.code(event)[:-4] + "AAAA", event)
    ASKS[how](bo, ada, event)
    [asked] = [met for met in ada.people(event) if met["asks_me"]]
    APART[kind](ada, bo, event)
    before, adas = ada.people(event), ada.cursor()
    [by_phone] = ada.push(ada.op("encounter.accept", event, asked["id"], {}))
    assert (by_phone["status"], by_phone["problem"]["code"]) == ("rejected", "nothing_to_accept")
    assert refused(ada, event, "accept", asked["id"]) == refused(ada, event, "accept", unmatched["id"])
    assert (ada.people(event), ada.cursor()) == (before, adas)


@pytest.mark.parametrize("kind", APART)
def test_a_yes_long_after_the_event_says_that_it_is_over_also_then(
    ada: Person, bo: Person, event: Event, clock: Traveller, kind: str
) -> None:
    bo.scan(ada.badge(event), event)
    APART[kind](ada, bo, event)
    clock.move_to(event["closes_at"])
    clock.shift(timedelta(days=30, seconds=1))
    asked = only(ada, event)["id"]
    ada.at(event).post(f"/encounters/{asked}/accept", problem=(409, "event_over"))


@pytest.mark.parametrize("kind", APART)
def test_a_yes_said_before_stays_said(ada: Person, bo: Person, event: Event, kind: str) -> None:
    met = ada.meet(bo, event)
    APART[kind](ada, bo, event)
    assert ada.at(event).post(f"/encounters/{met['id']}/accept") == met


@pytest.mark.parametrize("kind", APART)
@pytest.mark.parametrize("by_phone", [False, True])
def test_contact_details_do_not_pass_any_more(
    ada: Person, bo: Person, event: Event, kind: str, by_phone: bool
) -> None:
    met = ada.meet(bo, event)
    ada.change("contact-details", event, email("ada"))
    APART[kind](ada, bo, event)
    before, cursor = _told(bo), bo.cursor()
    if by_phone:
        [result] = ada.push(ada.op("encounter.share", event, met["id"], {}))
        assert result["status"] == "applied"
    else:
        ada.at(event).post(f"/encounters/{met['id']}/share")
    ada.change("contact-details", event, email("ada.new"))
    assert only(ada, event)["i_shared"] is True
    assert (_told(bo), bo.cursor()) == (before, cursor)


@pytest.mark.parametrize("kind", APART)
def test_a_detail_given_before_goes_when_its_owner_switches_it_off_or_changes_it(
    ada: Person, bo: Person, event: Event, kind: str
) -> None:
    met = ada.meet(bo, event)
    phone = {"kind": "phone", "value": "+351210000000", "shared": True}
    ada.change("contact-details", event, {"details": [*email("ada")["details"], phone]})
    ada.at(event).post(f"/encounters/{met['id']}/share")
    APART[kind](ada, bo, event)
    ada.change("contact-details", event, {"details": [*email("ada.new")["details"], phone]})
    assert [detail["kind"] for detail in _seen_by(bo, met)["person"]["contact_details"]] == ["phone"]
    ada.change("contact-details", event, {"details": [{**phone, "shared": False}]})
    assert _seen_by(bo, met)["person"]["contact_details"] == []
    ada.change("contact-details", event, {"details": [phone]})
    assert _seen_by(bo, met)["person"]["contact_details"] == []


@pytest.mark.parametrize("kind", APART)
def test_a_new_card_stays_unseen(ada: Person, bo: Person, event: Event, kind: str) -> None:
    ada.meet(bo, event)
    APART[kind](ada, bo, event)
    before, cursor = _told(bo), bo.cursor()
    edit(ada, event, boundary="No sales", name="Ada Lovelace")
    assert (_told(bo), bo.cursor()) == (before, cursor)


@pytest.mark.parametrize("kind", APART)
def test_a_request_stays_as_it_was(ada: Person, bo: Person, event: Event, kind: str) -> None:
    """Also where the owner of the badge lets their card be seen from then on."""
    bo.scan(ada.badge(event), event)
    APART[kind](ada, bo, event)
    before, cursor = _told(bo), bo.cursor()
    ada.change("requests", event, {"shows_by_badge": True})
    edit(ada, event, boundary="No sales")
    assert (_told(bo), bo.cursor()) == (before, cursor)


@pytest.mark.parametrize("kind", ["blocks", "is blocked"])
def test_the_name_of_who_asks_stays_the_one_it_was(ada: Person, bo: Person, event: Event, kind: str) -> None:
    ada.meet(bo, event, at=now() - timedelta(minutes=30))
    APART[kind](ada, bo, event)
    edit(ada, event, name="Ada Lovelace")
    assert only(bo, event)["asker"] == {"name": "Ada"}


@pytest.mark.parametrize("kind", APART)
def test_a_card_seen_by_badge_goes_when_its_owner_says_so(
    ada: Person, bo: Person, event: Event, kind: str
) -> None:
    ada.change("requests", event, {"shows_by_badge": True})
    asked = bo.scan(ada.badge(event), event)
    APART[kind](ada, bo, event)
    ada.change("requests", event, {"shows_by_badge": False})
    assert _seen_by(bo, asked)["person"] is None
    ada.change("requests", event, {"shows_by_badge": True})
    assert _seen_by(bo, asked)["person"] is None


@pytest.mark.parametrize("how", ["badge", "spoken"])
@pytest.mark.parametrize("kind", ["blocks", "is blocked"])
def test_requests_switched_off_and_on_again_come_back_as_they_were(
    ada: Person, bo: Person, event: Event, kind: str, how: str
) -> None:
    ASKS[how](bo, ada, event)
    before = ada.people(event)
    APART[kind](ada, bo, event)
    ada.change("requests", event, {"takes_requests": False})
    assert ada.people(event) == []
    edit(bo, event, name="Bo Diddley")
    ada.change("requests", event, {"takes_requests": True})
    assert ada.people(event) == before


def test_a_request_that_was_never_shown_stays_so(ada: Person, bo: Person, event: Event) -> None:
    ada.change("requests", event, {"takes_requests": False})
    bo.scan(ada.badge(event), event)
    block(ada, bo)
    ada.change("requests", event, {"takes_requests": True})
    assert ada.people(event) == []


def test_who_left_does_not_ask_by_a_badge_that_is_claimed_afterwards(
    ada: Person, bo: Person, event: Event
) -> None:
    blank = ada.printed(event)
    bo.scan(blank, event)
    leaves(ada, bo, event)
    ada.change("badge", event, {"code": blank})
    assert ada.people(event) == []


def _told(someone: Person) -> Any:
    """All that somebody's phone would be told from the beginning."""
    return someone.pull()["changes"]


def _seen_by(someone: Person, encounter: dict[str, Any]) -> dict[str, Any]:
    """An encounter as somebody's phone has it; who left has no other door."""
    [seen] = [change["data"] for change in _told(someone) if change["id"] == encounter["id"]]
    return seen


class World:
    """Ada and Bo at an event of their own; what either writes later the other must not see."""

    def __init__(self, app: Flask, began: str) -> None:
        self.app, self.began = app, began
        self.ada, self.bo = Person(app, "Ada"), Person(app, "Bo")
        self.event = Person(app, "Olga").create_event()
        for someone in (self.ada, self.bo):
            someone.join(self.event)
            someone.change("contact-details", self.event, email(someone.name.lower()))
        self.names: dict[str, str] = {}
        if began == "met":
            self.ada.meet(self.bo, self.event)
        else:
            ASKS[began](self.bo, self.ada, self.event)

    def does(self, name: str, what: str) -> Any:
        """What somebody is answered, and all that their phone is told, with names for ids."""
        someone = self.ada if name == "ada" else self.bo
        cursor, met = someone.cursor(), self._encounter(someone)
        with counted(self.app) as statements:
            answer = self._does(someone, what, met)
        told = (answer.status_code, answer.data, someone.pull(cursor)["changes"], someone.people(self.event))
        return IDS.sub(self._name, MADE_UP.sub("", repr(told))), len(statements)

    def _does(self, someone: Person, what: str, met: str) -> Any:
        at, place = someone.at(self.event), someone.places[self.event["id"]].attendee_id
        words, (first, _, rest) = f"later-{someone.name}", what.partition(" ")
        other = self.bo if someone is self.ada else self.ada
        mine: dict[str, tuple[str, str, Any]] = {
            "edit": ("PATCH", f"/attendees/{place}", {"name": words, "boundary": words}),
            "details": ("PUT", f"/attendees/{place}/contact-details", email(words)),
            "share with all": (
                "PUT",
                f"/attendees/{place}/contact-details",
                {**email(words), "share_with_everyone": True},
            ),
            "label": ("PATCH", f"/encounters/{met}", {"label": words}),
            "note": ("PUT", f"/notes/{new_id()}", {"encounter_id": met, "text": words}),
        }
        if first in SWITCHES:
            return at.raw("PUT", f"/attendees/{place}/requests", json={first: rest == "on"})
        if first == "phone":
            op = someone.op(f"encounter.{rest}", self.event, met, {})
            return someone.api.raw("POST", "/sync", json={"v": 1, "device_id": str(met), "ops": [op]})
        if what in CODES:
            code = getattr(other, what)(self.event)
            return at.raw("PUT", f"/encounters/{new_id()}", json={"code": code})
        method, path, body = mine.get(what, ("POST", f"/encounters/{met}/{what}", None))
        return at.raw(method, path, json=body)

    def _encounter(self, someone: Person) -> str:
        """The pair's encounter; an id of nobody's while it is hidden."""
        return next((met["id"] for met in someone.people(self.event)), str(new_id()))

    def _name(self, found: re.Match[str]) -> str:
        return self.names.setdefault(found[0], f"id {len(self.names)}")


BEGAN = st.sampled_from(["met", *ASKS])
SWITCHES, CODES = ("takes_requests", "shows_by_badge"), ("code", "badge", "spoken")
WRITES = ("edit", "details", "share with all", "label", "share", "ignore", "note")
TURNS = tuple(f"{switch} {to}" for switch in SWITCHES for to in ("on", "off"))
ALIKE = st.sampled_from([*WRITES, *TURNS])
ANYTHING = st.sampled_from([*WRITES, *TURNS, *CODES, "accept", "phone share", "phone accept"])


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(began=BEGAN, kind=st.sampled_from(list(APART)), acts=st.lists(ALIKE, max_size=6))
@example(began="met", kind="is blocked", acts=["edit", "edit", "share", "details"])
@example(began="badge", kind="left", acts=["takes_requests off", "takes_requests on", "shows_by_badge on"])
def test_whatever_somebody_does_they_cannot_tell_that_the_other_is_kept_apart(
    app: Flask, began: str, kind: str, acts: list[str]
) -> None:
    """Byte for byte the same answers, feeds and lists, and as many statements."""
    stories: list[Any] = []
    for is_apart in (False, True):
        world = World(app, began)
        world.does("ada", "label")
        if is_apart:
            APART[kind](world.ada, world.bo, world.event)
        stories.append([world.does("ada", what) for what in acts])
    assert stories[0] == stories[1]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    began=BEGAN,
    kind=st.sampled_from(["blocks", "is blocked"]),
    before=st.lists(
        st.tuples(st.sampled_from(["ada", "bo"]), st.sampled_from(["share", "shows_by_badge on"]))
    ),
    acts=st.lists(st.tuples(st.sampled_from(["ada", "bo"]), ANYTHING), max_size=8),
)
def test_after_a_block_no_word_of_either_reaches_the_other(
    app: Flask, began: str, kind: str, before: list[tuple[str, str]], acts: list[tuple[str, str]]
) -> None:
    world = World(app, began)
    for name, what in before:
        world.does(name, what)
    APART[kind](world.ada, world.bo, world.event)
    for name, what in acts:
        told, _ = world.does(name, what)
        assert _word_of_the_other(name) not in told
    for name, someone in (("ada", world.ada), ("bo", world.bo)):
        at = someone.at(world.event)
        everything = [someone.pull(), *(at.get(path) for path in ("/encounters", "/notes", "/recap"))]
        assert _word_of_the_other(name) not in repr(everything)


def _word_of_the_other(name: str) -> str:
    return "later-Bo" if name == "ada" else "later-Ada"
