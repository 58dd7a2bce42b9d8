"""A batch ends as the same writes sent one by one."""

import hashlib
import secrets
from datetime import timedelta
from typing import Any, cast
from uuid import UUID

from flask import Flask
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from server.core.clock import now
from server.core.tokens import new_id
from tests.people import Event, Person, live_code

CODES = (
    "bo",
    "bo late",
    "bo badge",
    "cy",
    "cy late",
    "nobody",
    "forged bo",
    "my own",
    "foreign",
    "elsewhere",
)
LABELS = ("", "Red scarf", "x" * 61)
IDS = ("one", "two", "three", "bo's")
TEXTS = ("", "Keeps bees", "Grows quinces", "x" * 281)
BASES = [None, *TEXTS[:3], *[f"{text}\n{offer}" for text in TEXTS[:3] for offer in TEXTS[:3]]]
SCANS = st.lists(
    st.tuples(st.sampled_from(CODES), st.sampled_from(IDS), st.sampled_from(LABELS)), min_size=1, max_size=6
)
NOTES = st.lists(
    st.tuples(
        st.sampled_from(["n1", "n2", "bo's note"]),
        st.sampled_from(["one", "alias", "nobody's"]),
        st.one_of(st.just("deleted"), st.tuples(st.sampled_from(TEXTS), st.sampled_from(TEXTS))),
        st.sampled_from(BASES),
    ),
    min_size=1,
    max_size=8,
)
GENTLE = settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])


class World:
    """Ada among people: Bo scanned her late, and wrote a note."""

    def __init__(self, app: Flask, event: Event, elsewhere: str) -> None:
        self.event = event
        self.ada, self.bo, self.cy = (Person(app, name) for name in ("Ada", "Bo", "Cy"))
        for person in (self.ada, self.bo, self.cy):
            person.join(event)
        self.ids = {name: new_id() for name in IDS}
        late = now() - timedelta(minutes=30)
        asked = self.bo.scan(self.ada.code(event, late), event, encounter_id=self.ids["bo's"])
        self.ids["bo's note"] = UUID(self.bo.write(asked, "Hums while thinking")["id"])
        bos = self.bo.places[event["id"]]
        self.codes = {
            "bo": self.bo.code(event),
            "bo late": self.bo.code(event, late),
            "bo badge": self.bo.badge(event),
            "cy": self.cy.code(event),
            "cy late": self.cy.code(event, late),
            "nobody": live_code(event, secrets.token_bytes(8), secrets.token_bytes(32), name="?"),
            "forged bo": live_code(event, bos.card_id, secrets.token_bytes(32), name="Bo"),
            "my own": self.ada.code(event),
            "foreign": "WIFI:S:venue;;",
            "elsewhere": elsewhere,
        }

    def id(self, name: str) -> UUID:
        """The id that goes by a name here."""
        return self.ids.setdefault(name, new_id())

    def send(self, ops: list[dict[str, Any]], *, together: bool) -> list[dict[str, Any]]:
        """Ada's phone sends the writes, and answers the results."""
        return self.ada.push(*ops) if together else [result for op in ops for result in self.ada.push(op)]

    def told(self, results: list[dict[str, Any]]) -> list[object]:
        """What can be compared between worlds: ids by their names, as they stand when all is done."""
        return [
            (result["status"], result.get("problem", {}).get("code"), self._named(self._now_known_as(result)))
            for result in results
        ]

    def _now_known_as(self, result: dict[str, Any]) -> str | None:
        about = result.get("entity")
        if about is None or about["kind"] != "encounter":
            return about and about["id"]
        return self.ada.at(self.event).get(f"/encounters/{about['id']}")["id"]

    def ends(self) -> object:
        """What everybody sees in the end."""
        people = {"Ada": self.ada, "Bo": self.bo, "Cy": self.cy}
        return {
            name: [self._named(person.people(self.event)), self._named(self._notes(person))]
            for name, person in people.items()
        }

    def _notes(self, person: Person) -> list[dict[str, Any]]:
        return sorted(person.notes(self.event), key=lambda note: (note["text"], note["offer"], note["id"]))

    def _named(self, value: Any) -> Any:
        names = {str(id_): name for name, id_ in self.ids.items()}
        if isinstance(value, dict):
            fields = cast("dict[str, Any]", value)
            hidden = {"card_id", "id"} if fields.get("conflict_of") else {"card_id"}
            return {key: self._named(one) for key, one in fields.items() if key not in hidden}
        if isinstance(value, list):
            return sorted((self._named(one) for one in cast("list[Any]", value)), key=str)
        return names.get(value, value) if isinstance(value, str) else value


@GENTLE
@given(scans=SCANS)
@example(scans=[("nobody", "one", ""), ("bo", "one", "")])
def test_a_batch_of_scans_ends_as_scans_one_by_one(
    app: Flask, event: Event, cy: Person, other_event: Event, scans: list[tuple[str, str, str]]
) -> None:
    seen: list[object] = []
    for together in (True, False):
        world = World(app, event, elsewhere=cy.code(other_event))
        ops = [
            world.ada.op(
                "encounter.record", event, world.id(name), {"code": world.codes[code], "label": label}
            )
            for code, name, label in scans
        ]
        results = world.send(ops, together=together)
        seen.append((world.told(results), world.ends()))
    assert seen[0] == seen[1]


@GENTLE
@given(notes=NOTES)
@example(notes=[("n1", "one", ("Keeps bees", "A jar"), None), ("n1", "one", ("Keeps bees", ""), None)])
@example(
    notes=[
        ("n1", "one", ("Keeps bees", "A jar"), None),
        ("n1", "one", "deleted", "Keeps bees\nA jar"),
        ("n1", "one", ("Grows quinces", ""), "Keeps bees"),
        ("n1", "one", "deleted", "Keeps bees\nA jar"),
    ]
)
def test_a_batch_of_notes_ends_as_notes_one_by_one(
    app: Flask, event: Event, notes: list[tuple[str, str, str | tuple[str, str], str | None]]
) -> None:
    seen: list[object] = []
    for together in (True, False):
        world = World(app, event, elsewhere="")
        for name in ("one", "alias"):
            world.ada.scan(world.codes["cy"], event, encounter_id=world.id(name))
        ops = [_write_or_delete(world, note, about, act, _digest(base)) for note, about, act, base in notes]
        results = world.send(ops, together=together)
        seen.append((world.told(results), world.ends()))
    assert seen[0] == seen[1]


def _digest(words: str | None) -> str | None:
    return None if words is None else hashlib.sha256(words.encode()).hexdigest()


def _write_or_delete(
    world: World, note: str, about: str, act: str | tuple[str, str], base: str | None
) -> dict[str, Any]:
    if isinstance(act, str):
        return world.ada.op("note.delete", world.event, world.id(note), {}, base=base)
    body = {"encounter_id": str(world.id(about)), "text": act[0], "offer": act[1]}
    return world.ada.op("note.write", world.event, world.id(note), body, base=base)


def test_scans_and_notes_of_one_batch_are_all_applied(
    ada: Person, bo: Person, cy: Person, event: Event
) -> None:
    cy.join(event)
    ops: list[dict[str, Any]] = []
    for other in (bo, cy):
        met = new_id()
        ops.append(ada.op("encounter.record", event, met, {"code": other.code(event), "label": ""}))
        body = {"encounter_id": str(met), "text": f"About {other.name}", "offer": ""}
        ops.append(ada.op("note.write", event, new_id(), body))
    assert [result["status"] for result in ada.push(*ops)] == ["applied"] * 4
    about = {met["id"]: met["person"]["name"] for met in ada.people(event)}
    assert {note["text"]: about[note["encounter_id"]] for note in ada.notes(event)} == {
        "About Bo": "Bo",
        "About Cy": "Cy",
    }
