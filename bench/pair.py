"""Two databases that are copies of each other: the application writes to one, the reference to the other."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from bench.driver import Driver
from bench.reference import answer_by_hand
from bench.wire import answer_hello
from bench.world import World
from tests.postgres import postgres

if TYPE_CHECKING:
    from collections.abc import Generator

HERE = Path(__file__).resolve().parent.parent / "var" / "bench"


@dataclass(frozen=True, slots=True)
class Pair:
    """The same people in two databases."""

    ours: World
    by_hand: World


@contextmanager
def folder() -> Generator[Path]:
    """A folder on the disk of this checkout, while the block runs."""
    HERE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=HERE) as made:
        yield Path(made)


@contextmanager
def pair(database: str, guests: int) -> Generator[Pair]:
    """Both worlds with so many guests, on `sqlite` or on `postgres`, durable as in production."""
    with ExitStack() as stack:
        home = stack.enter_context(folder())
        if database == "sqlite":
            first, second = f"sqlite:///{home}/ours.db", f"sqlite:///{home}/by-hand.db"
        else:
            first = stack.enter_context(postgres(durable=True))
            second = first.replace("/postgres?", "/by_hand?")
        ours = World(first, home)
        answer_hello(ours.app)
        ours.begin(guests)
        ours.close()
        _copy(first, second)
        by_hand = World(second, home).like(ours)
        driver = Driver(second)
        answer_by_hand(by_hand.app, driver)
        stack.callback(ours.close)
        stack.callback(by_hand.close)
        stack.callback(driver.close)
        yield Pair(ours, by_hand)


def _copy(first: str, second: str) -> None:
    if first.startswith("sqlite"):
        shutil.copy(str(sa.make_url(first).database), str(sa.make_url(second).database))
        return
    engine = sa.create_engine(sa.make_url(first).set(database="template1"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text("CREATE DATABASE by_hand TEMPLATE postgres"))
    engine.dispose()
