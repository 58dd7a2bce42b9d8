"""Very many attendees are written with no more memory than few."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from sqlalchemy import update

from server.app import create_app
from server.core.clock import now
from server.core.db import db, transaction
from server.exports.models import Export, ExportRow
from server.operations import migrate
from tests.exports import crowd
from tests.exports.office import ask, fetched, in_csv, in_xlsx
from tests.people import Event, Person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask

    from server.settings import Settings

FEW, MANY = 1_000, 20_000
MOST_MIB = 8.0


@pytest.fixture
def big(settings: Settings, new_database_url: str, tmp_path: Path) -> Iterator[tuple[Flask, Settings]]:
    """An application on a database of its own."""
    own = replace(settings, database_url=new_database_url, data_dir=tmp_path / "data")
    app = create_app(own)
    with app.app_context():
        migrate.upgrade()
    yield app, own
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def exported(olga: Person, event: Event, settings: Settings, kind: str) -> tuple[float, Any]:
    """The peak memory of a process that writes one export, and the export."""
    export = ask(olga, event, kind=kind)
    worker = started(settings)
    told, complaint = worker.communicate()
    assert worker.returncode == 0, complaint
    return float(told), export


def started(settings: Settings) -> subprocess.Popen[str]:
    """A worker that writes what waits, as a process."""
    environment = {**os.environ, **settings.to_environment(), "PYTHONPATH": str(Path.cwd())}
    return subprocess.Popen(
        [sys.executable, "-m", "tests.exports.crowd"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_memory_does_not_grow_with_the_event(big: tuple[Flask, Settings]) -> None:
    app, settings = big
    olga = Person(app, "Olga")
    event = olga.create_event()
    peaks: dict[str, list[float]] = {"csv": [], "xlsx": []}
    last: dict[str, Any] = {}
    for count in (FEW, MANY - FEW):
        with app.app_context():
            crowd.fill(UUID(event["id"]), count)
        for kind, found in peaks.items():
            peak, last[kind] = exported(olga, event, settings, kind)
            found.append(peak)
    assert {kind: many - few < MOST_MIB for kind, (few, many) in peaks.items()} == {
        "csv": True,
        "xlsx": True,
    }, peaks
    told = olga.at(event).get("/exports")
    assert told["listed"] + told["others"] == MANY
    for kind, read in (("csv", in_csv), ("xlsx", in_xlsx)):
        cells = read(fetched(olga, event, last[kind]))
        assert len(cells) == told["listed"] + 2
        assert cells[-1][0] == f"# {told['others']} others chose not to be listed"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_a_killed_process_began_the_next_one_finishes(big: tuple[Flask, Settings], kind: str) -> None:
    app, settings = big
    olga = Person(app, "Olga")
    event = olga.create_event()
    with app.app_context():
        crowd.fill(UUID(event["id"]), 6_000)
    export = ask(olga, event, kind=kind)
    with started(settings) as worker:
        while olga.at(event).get(f"/exports/{export['id']}")["rows_done"] == 0:
            time.sleep(0.01)
        worker.kill()
    assert olga.at(event).get(f"/exports/{export['id']}")["state"] == "writing"
    with app.app_context(), transaction():  # a minute later
        db.session.execute(update(Export).values(leased_until=now() - timedelta(seconds=1)))
    with started(settings) as worker:
        assert worker.wait() == 0
    told = olga.at(event).get(f"/exports/{export['id']}")
    cells = {"csv": in_csv, "xlsx": in_xlsx}[kind](fetched(olga, event, export))
    assert (told["state"], told["rows_done"], len(cells)) == (
        "ready",
        told["rows_total"],
        told["rows_total"] + 2,
    )
    assert len(list((settings.data_dir / "exports").iterdir())) == 1
    with app.app_context():
        assert db.session.query(ExportRow).count() == told["rows_total"]
