"""Nothing that Ada does and Bo may not know moves Bo's cursor, and nothing that was refused moves any."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.core.clock import now
from server.core.tokens import new_id, to_base64url
from tests.people import Event, Person

EMAIL = {"kind": "email", "value": "ada@ada.example", "shared": True}
CONSENT = {"purpose": "organiser_list", "given": True, "wording": "2026-11-a", "language": "en"}


class Scene:
    """Ada and Bo as they stand with each other, and Cy, whom Ada may meet."""

    def __init__(self, app: Flask, event: Event, standing: str) -> None:
        self.event = event
        self.ada, self.bo, self.cy = (Person(app, name) for name in ("Ada", "Bo", "Cy"))
        for person in (self.ada, self.bo, self.cy):
            person.join(event)
        late = now() - timedelta(minutes=30)
        if standing == "they met":
            self.met = self.ada.meet(self.bo, event)
        elif standing == "Ada asks":
            self.met = self.ada.meet(self.bo, event, at=late)
        elif standing == "Bo asks":
            self.bo.meet(self.ada, event, at=late)
            [self.met] = self.ada.people(event)
        else:
            self.met = self.ada.scan(self.bo.code(event)[:-4] + "AAAA", event)

    def act(self, kind: str, body: dict[str, Any], entity: object = None) -> str:
        """Ada's phone sends one write."""
        op = self.ada.op(kind, self.event, str(entity or new_id()), body)
        [result] = self.ada.push(op)
        status: str = result["status"]
        return status


SILENT: dict[str, Callable[[Scene], object]] = {
    "writes a note": lambda scene: scene.ada.write(scene.met, "Hums while thinking"),
    "writes to him": lambda scene: scene.ada.follow_up(scene.met, "About that humming"),
    "marks it as sent": lambda scene: scene.act(
        "follow_up.mark_sent", {"encounter_id": scene.met["id"], "channel": "email"}
    ),
    "lets it go": lambda scene: scene.act("follow_up.let_go", {"encounter_id": scene.met["id"]}),
    "reads her recap": lambda scene: scene.ada.recap(scene.event),
    "changes her label": lambda scene: scene.act("encounter.label", {"label": "Red scarf"}, scene.met["id"]),
    "adds an e-mail address": lambda scene: scene.act("contact_details.write", {"details": [EMAIL]}),
    "switches it off": lambda scene: scene.act(
        "contact_details.write", {"details": [{**EMAIL, "shared": False}]}
    ),
    "lets the organiser list her": lambda scene: scene.act("consent.write", CONSENT),
    "writes the card that she has": lambda scene: scene.act("card.write", {"name": "Ada"}),
    "meets Cy": lambda scene: scene.ada.meet(scene.cy, scene.event),
    "is met by Cy": lambda scene: scene.cy.meet(scene.ada, scene.event),
    "lets a request pass": lambda scene: scene.act("encounter.ignore", {}, scene.met["id"]),
    "creates an event": lambda scene: scene.ada.create_event(),
    "scans nobody": lambda scene: scene.ada.scan(scene.cy.code(scene.event)[:-4] + "AAAA", scene.event),
    "is refused": lambda scene: scene.act(
        "note.write", {"encounter_id": str(new_id()), "text": "x", "offer": ""}
    ),
    "is refused a card": lambda scene: scene.act("card.write", {"answers": [{"prompt": 99, "text": "x"}]}),
    "asks what is new": lambda scene: scene.ada.pull(),
}
STANDINGS = ("they met", "Ada asks", "Bo asks", "Bo does not know")


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    standing=st.sampled_from(STANDINGS),
    acts=st.lists(st.sampled_from(sorted(SILENT)), min_size=1, max_size=6),
)
def test_bos_cursor_stands_still(app: Flask, event: Event, standing: str, acts: list[str]) -> None:
    scene = Scene(app, event, standing)
    before, seen = scene.bo.cursor(), scene.bo.people(event)
    for act in acts:
        SILENT[act](scene)
    assert (scene.bo.cursor(), scene.bo.people(event)) == (before, seen)


@pytest.mark.parametrize("standing, minutes", [("they met", 0), ("Ada asks", 29)])
def test_scanning_bo_again_tells_him_nothing_new(
    app: Flask, event: Event, standing: str, minutes: int
) -> None:
    scene = Scene(app, event, standing)
    before = scene.bo.cursor()
    scene.ada.meet(scene.bo, event, at=now() - timedelta(minutes=minutes))
    scene.ada.scan(scene.bo.badge(event), event)
    assert scene.bo.cursor() == before


def test_sharing_while_bo_has_not_said_yes_tells_him_nothing(app: Flask, event: Event) -> None:
    scene = Scene(app, event, "Ada asks")
    before = scene.bo.cursor()
    assert scene.act("encounter.share", {}, scene.met["id"]) == "applied"
    assert scene.bo.cursor() == before


@pytest.mark.parametrize(
    "kind, body",
    [
        ("card.write", {"boundary": "No sales"}),
        ("encounter.share", {}),
    ],
    ids=["edits her card", "shares her details"],
)
def test_what_bo_may_know_moves_it(app: Flask, event: Event, kind: str, body: dict[str, str]) -> None:
    scene = Scene(app, event, "they met")
    scene.act("contact_details.write", {"details": [EMAIL]})
    before = scene.bo.cursor()
    scene.act(kind, body, scene.met["id"] if kind == "encounter.share" else None)
    assert scene.bo.cursor() != before


def test_bo_learns_nothing_of_ada_after_she_switched_a_detail_off(app: Flask, event: Event) -> None:
    scene = Scene(app, event, "they met")
    scene.act("contact_details.write", {"details": [EMAIL]})
    scene.act("encounter.share", {}, scene.met["id"])
    scene.act("contact_details.write", {"details": [{**EMAIL, "shared": False}]})
    before = scene.bo.cursor()
    scene.act(
        "contact_details.write", {"details": [{**EMAIL, "value": "other@ada.example", "shared": False}]}
    )
    assert scene.bo.cursor() == before


def test_a_refused_write_tells_nobody_anything(olga: Person, person: Any, event: Event) -> None:
    dee = person("Dee")
    before = dee.cursor(), olga.cursor()
    [refused] = dee.push(_join(dee, event, new_id(), "1999-01-z"))
    assert refused["problem"]["code"] == "unknown_wording"
    assert (dee.cursor(), olga.cursor()) == before


def test_a_refused_write_hides_no_other_of_its_batch(person: Any, event: Event, other_event: Event) -> None:
    dee, place = person("Dee"), new_id()
    before = dee.cursor()
    good, bad = _join(dee, event, place, "2026-11-a"), _join(dee, other_event, new_id(), "1999-01-z")
    assert [result["status"] for result in dee.push(good, bad)] == ["applied", "rejected"]
    told = {(change["kind"], change["id"], change["gone"]) for change in dee.pull(before)["changes"]}
    assert told == {("attendee", str(place), False), ("event", event["id"], False)}


def _join(someone: Person, event: Event, place: UUID, wording: str) -> dict[str, Any]:
    consents = [
        {"purpose": "organiser_list", "wording": given, "language": "en"} for given in ("2026-11-a", wording)
    ]
    body = {
        "invitation": event["join_code"],
        "name": someone.name,
        "card_id": place.bytes[-8:].hex(),
        "live_secret": to_base64url(bytes(32)),
        "consents": consents,
    }
    return someone.op("attendee.join", event, place, body)
