"""By hand an export has the same rows; exports and badges can be measured."""

import csv
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.exports import MOMENTS, ask, measure_exports, write, write_by_hand
from bench.printing import measure_badges
from bench.world import World
from tests.conftest import MEMORY
from tests.exports import crowd

pytestmark = pytest.mark.database("sqlite")


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder in memory: here it is not about speed."""
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        monkeypatch.setattr("bench.pair.HERE", Path(folder))
        yield Path(folder)


def test_by_hand_an_export_has_the_same_rows(home: Path) -> None:
    world = World(f"sqlite:///{home}/kith.db", home)
    world.begin(1)
    with world.app.app_context():
        crowd.fill(world.event_id, 40)
    ask(world, "csv")
    write(world)
    [exported] = (home / "exports").glob("*.csv")
    ours = cells(exported)[1:-1]
    by_hand = cells(write_by_hand(home, world.event_id))
    world.close()
    assert len(ours) > 10
    assert list(map(without_moments, by_hand)) == list(map(without_moments, ours))


def cells(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def without_moments(row: list[str]) -> list[str]:
    """A row without its moments, which are not formatted by hand, and without apostrophes."""
    return [cell.removeprefix("'") for number, cell in enumerate(row) if number not in MOMENTS]


def test_exports_can_be_measured() -> None:
    figures = {figure.name: figure for figure in measure_exports(few=20, many=40, rounds=1)}
    assert figures.keys() == {
        "export_csv_100k_x_raw",
        "export_xlsx_100k_x_csv",
        "export_peak_mib_csv_100k_minus_1k",
        "export_peak_mib_xlsx_100k_minus_1k",
    }
    assert figures["export_csv_100k_x_raw"].value > 0
    assert all(figure.good for name, figure in figures.items() if "peak" in name)


def test_badges_can_be_measured() -> None:
    [figure] = measure_badges(count=2, rounds=1)
    assert figure.value > 0
