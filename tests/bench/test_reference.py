"""The reference writes the same rows and gives the same answers as the application; the bench runs."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest
from time_machine import Traveller

from bench.contention import measure_contention
from bench.growth import measure_growth
from bench.http import measure_http
from bench.measure import Measurement, at_least, at_most
from bench.pair import Pair, pair
from bench.reference import PULL, PUSH
from bench.sync_pull import MET, measure_pull, meet_thirty, pull
from bench.sync_push import SYNC, Phone, measure_push
from bench.wire import Request
from bench.world import JOINED_WITH
from tests.conftest import MEMORY

GUESTS = 70


@pytest.fixture(autouse=True)
def no_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Databases in memory: here it is not about speed."""
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        monkeypatch.setattr("bench.pair.HERE", Path(folder))
        yield


@pytest.fixture
def worlds(database: str, clock: Traveller) -> Iterator[Pair]:
    """Two small worlds, while the clock stands still."""
    with pair(database, GUESTS) as both:
        yield both


@pytest.mark.parametrize("steps", [1, 6])
def test_by_hand_a_push_ends_in_the_same_rows_and_answers(worlds: Pair, steps: int) -> None:
    me = worlds.ours.guests[0]
    batch = Phone(worlds.ours, me, worlds.ours.guests[1:]).batch(steps)
    ours = Request(SYNC, me, batch).send(worlds.ours.app)
    by_hand = Request(PUSH, me, batch).send(worlds.by_hand.app)
    told: dict[str, Any] = orjson.loads(ours)
    assert {result["status"] for result in told["results"]} == {"applied"}
    assert orjson.loads(by_hand) == told
    assert worlds.by_hand.rows() == worlds.ours.rows()


def test_by_hand_a_pull_answers_the_same(worlds: Pair) -> None:
    end, epoch = meet_thirty(worlds), worlds.ours.epoch()
    for after, changes in ((JOINED_WITH, MET), (end, 0)):
        ours = orjson.loads(pull(worlds.ours, SYNC, after, epoch).send(worlds.ours.app))
        assert len(ours["changes"]) == changes
        assert orjson.loads(pull(worlds.by_hand, PULL, after, epoch).send(worlds.by_hand.app)) == ours


def test_push_and_pull_can_be_measured(database: str) -> None:
    with pair(database, 110) as both:
        figures = measure_push(both, rounds=1, calls=2) + measure_pull(both, rounds=1, calls=2)
    assert {figure.name for figure in figures} >= {"sync_push_20_x_reference", "sync_pull_empty_cpu_x_hello"}
    assert all(figure.value > 0 for figure in figures)


@pytest.mark.database("sqlite")
def test_writers_and_growth_and_http_can_be_measured() -> None:
    fairness, errors = measure_contention(guests=60, writers=2, rounds=1, seconds=0.1)
    assert (errors.value, fairness.good) == (0, fairness.value >= 0.9)
    assert all(figure.value > 0 for figure in measure_growth(guests=480, few=50, many=170, rounds=1, calls=2))
    assert all(figure.value > 0 for figure in measure_http(guests=60, rounds=1, each=4))


@pytest.mark.parametrize(
    "figure, good, goal",
    [
        (at_most("x", 2.0, 2), True, "<= 2"),
        (at_most("x", 2.01, 2), False, "<= 2"),
        (at_least("x", 0.9, 0.9), True, ">= 0.9"),
        (at_least("x", 0.89, 0.9), False, ">= 0.9"),
    ],
)
def test_a_figure_knows_whether_its_goal_is_reached(figure: Measurement, good: bool, goal: str) -> None:
    assert (figure.good, figure.goal) == (good, goal)
