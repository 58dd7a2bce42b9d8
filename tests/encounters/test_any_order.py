"""Phones come back online in any order; what both end up seeing is the same."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any, TypeAlias

from flask import Flask
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from server.core.clock import now
from server.core.tokens import new_id
from tests.people import Event, Person

Act: TypeAlias = tuple[str, str, int]
"""Whose phone, what it sends, and for a scan: the minutes since the code was on the screen; -1 is a badge."""

MINUTES = st.sampled_from([-1, 0, 2, 5, 12, 30])
SCANS = st.tuples(MINUTES, MINUTES).map(lambda ago: [("Ada", "scan", ago[0]), ("Bo", "scan", ago[1])])
ANSWERS = st.lists(
    st.sampled_from([("Ada", "accept", 0), ("Bo", "accept", 0), ("Ada", "share", 0), ("Bo", "share", 0)]),
    unique=True,
)
ORDERS = st.tuples(SCANS, st.integers(0, 2), ANSWERS).map(lambda drawn: [*drawn[0][: drawn[1]], *drawn[2]])


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Act], list[Act]]:
    """The same acts in two orders."""
    acts = draw(ORDERS)
    return acts, draw(st.permutations(acts))


class Pair:
    """Ada and Bo, each with an e-mail address switched on and a phone that has not sent anything yet."""

    def __init__(self, app: Flask, event: Event) -> None:
        self.event = event
        self.people = {name: Person(app, name) for name in ("Ada", "Bo")}
        self.ids = {name: new_id() for name in self.people}
        for name, person in self.people.items():
            place = person.join(event)
            details = [{"kind": "email", "value": f"{name}@kith.example", "shared": True}]
            person.push(person.op("contact_details.write", event, place.attendee_id, {"details": details}))

    def send(self, acts: Sequence[Act]) -> None:
        """Send the acts in this order; what is refused for being too early is sent again after the others."""
        waiting = list(acts)
        while waiting:
            refused = [act for act in waiting if not self._accepted(*act)]
            if len(refused) == len(waiting):
                break
            waiting = refused

    def _accepted(self, name: str, what: str, ago: int) -> bool:
        person, other = self.people[name], next(p for n, p in self.people.items() if n != name)
        body: dict[str, Any] = {}
        entity = self.ids[name]
        if what == "scan":
            shown = now() - timedelta(minutes=ago)
            code = other.badge(self.event) if ago < 0 else other.code(self.event, shown)
            body = {"code": code, "label": f"whom {name} met"}
        elif seen := person.people(self.event):
            entity = seen[0]["id"]
        kind = "encounter.record" if what == "scan" else f"encounter.{what}"
        [result] = person.push(person.op(kind, self.event, entity, body))
        return result["status"] == "applied"

    def views(self) -> list[list[dict[str, Any]]]:
        """What both see, without the ids that differ from run to run."""
        return [[_without_ids(met) for met in person.people(self.event)] for person in self.people.values()]


def _without_ids(met: dict[str, Any]) -> dict[str, Any]:
    person = met["person"] and {key: value for key, value in met["person"].items() if key != "card_id"}
    return {**met, "id": None, "person": person}


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=histories())
@example(history=([("Ada", "scan", 30), ("Bo", "accept", 0), ("Ada", "share", 0)],) * 2)
@example(
    history=(
        [("Ada", "scan", 30), ("Bo", "accept", 0), ("Ada", "share", 0)],
        [("Ada", "scan", 30), ("Ada", "share", 0), ("Bo", "accept", 0)],
    )
)
def test_the_order_in_which_phones_come_back_does_not_matter(
    app: Flask, event: Event, history: tuple[list[Act], list[Act]]
) -> None:
    worlds = [Pair(app, event) for _ in history]
    for world, acts in zip(worlds, history, strict=True):
        world.send(acts)
    assert worlds[0].views() == worlds[1].views()


def test_a_yes_that_came_before_the_question_is_refused_and_not_lost(
    event: Event, person: Callable[[str], Person]
) -> None:
    pair = Pair(person("Eve").app, event)
    pair.send([("Bo", "accept", 0), ("Ada", "scan", 30)])
    assert [met[0]["state"] for met in pair.views()] == ["mutual", "mutual"]
