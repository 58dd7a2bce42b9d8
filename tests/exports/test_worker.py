"""The worker: killed, slow or out of disk, an export is finished once and by one."""

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from time_machine import Traveller

from server.core import spreadsheets
from server.core.db import db
from server.exports import rows
from server.exports.models import Export, ExportRow
from server.exports.writing import LEASE
from server.settings import Settings
from tests.exports.office import LIST, agree, ask, fetched, in_csv, work
from tests.people import Event, Person

Lines = Iterable[list[str]]


class Killed(BaseException):
    """What a process that is ended does not survive."""


@pytest.fixture
def listed(app: Flask, event: Event, monkeypatch: pytest.MonkeyPatch) -> list[Person]:
    """Five people on the list, and pages of two."""
    monkeypatch.setattr(rows, "PAGE", 2)
    people = [Person(app, f"Guest {number}") for number in range(5)]
    for someone in people:
        someone.join(event)
        agree(someone, event, LIST)
    return people


def progress(olga: Person, event: Event, export: Any) -> tuple[str, int, int]:
    told = olga.at(event).get(f"/exports/{export['id']}")
    return told["state"], told["rows_done"], told["rows_total"]


def on_it(app: Flask) -> int:
    with app.app_context():
        return db.session.execute(select(func.count()).select_from(ExportRow)).scalar_one()


def stopping(error: BaseException, after: int) -> Any:
    """A writer that ends after so many lines."""

    def write(path: Path, _headings: list[str], lines: Lines) -> None:
        with path.open("w") as file:
            for number, line in enumerate(lines):
                if number == after:
                    raise error
                file.write(line[0])

    return write


def test_pages_join_up_in_the_order_of_joining(
    app: Flask, olga: Person, event: Event, listed: list[Person]
) -> None:
    export = ask(olga, event, columns=["name"])
    work(app)
    cells = in_csv(fetched(olga, event, export))
    assert [row[0] for row in cells[1:-1]] == [someone.name for someone in listed]
    assert progress(olga, event, export) == ("ready", 5, 5)
    assert on_it(app) == 5


def test_a_killed_workers_export_is_found_again_and_written_anew(
    app: Flask,
    olga: Person,
    event: Event,
    listed: list[Person],
    settings: Settings,
    clock: Traveller,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    export = ask(olga, event, columns=["name"])
    with monkeypatch.context() as patch:
        patch.setattr(spreadsheets, "write_csv", stopping(Killed(), after=4))
        with pytest.raises(Killed):
            work(app)
    assert progress(olga, event, export) == ("writing", 4, 5)
    work(app)  # the lease still runs
    assert progress(olga, event, export) == ("writing", 4, 5)
    clock.shift(LEASE + timedelta(seconds=1))
    work(app)
    assert progress(olga, event, export) == ("ready", 5, 5)
    assert len(in_csv(fetched(olga, event, export))) == 7
    assert on_it(app) == 5
    assert list((settings.data_dir / "exports").glob("*.part")) == []


def test_a_worker_that_was_believed_dead_finishes_nothing(
    app: Flask,
    olga: Person,
    event: Event,
    listed: list[Person],
    clock: Traveller,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    export = ask(olga, event, columns=["name"])
    write = spreadsheets.write_csv

    def slow(path: Path, headings: list[str], lines: Lines) -> None:
        for number, _ in enumerate(lines):
            if number == 1:
                monkeypatch.setattr(spreadsheets, "write_csv", write)
                clock.shift(LEASE + timedelta(seconds=1))
                work(app)  # another worker takes over, and is done first
                assert progress(olga, event, export)[0] == "ready"

    monkeypatch.setattr(spreadsheets, "write_csv", slow)
    work(app)
    assert progress(olga, event, export) == ("ready", 5, 5)
    assert len(in_csv(fetched(olga, event, export))) == 7
    assert on_it(app) == 5


def test_a_full_disk_is_tried_thrice_and_then_told(
    app: Flask, olga: Person, event: Event, listed: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    export = ask(olga, event, columns=["name"])
    monkeypatch.setattr(spreadsheets, "write_csv", stopping(OSError(28, "No space left on device"), after=3))
    for state in ("waiting", "waiting", "failed", "failed"):
        work(app)
        assert progress(olga, event, export)[0] == state
    olga.at(event).get(f"/exports/{export['id']}/file", problem=(410, "export_gone"))
    assert on_it(app) == 0


def test_an_export_whose_workers_are_all_killed_is_told_as_failed_and_leaves_nothing(
    app: Flask,
    olga: Person,
    event: Event,
    listed: list[Person],
    settings: Settings,
    clock: Traveller,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    export = ask(olga, event, columns=["name"])
    with monkeypatch.context() as patch:
        patch.setattr(spreadsheets, "write_csv", stopping(Killed(), after=4))
        for _ in range(3):
            with pytest.raises(Killed):
                work(app)
            clock.shift(LEASE + timedelta(seconds=1))
    [left] = (settings.data_dir / "exports").glob("*.part")
    work(app)
    assert progress(olga, event, export)[0] == "failed"
    assert (left.exists(), on_it(app)) == (False, 0)
    assert [one["state"] for one in olga.at(event).get("/exports")["exports"]] == ["failed"]


@pytest.mark.parametrize("killed", [False, True])
def test_nothing_is_written_of_an_event_that_was_deleted_meanwhile(
    app: Flask,
    olga: Person,
    event: Event,
    listed: list[Person],
    settings: Settings,
    clock: Traveller,
    monkeypatch: pytest.MonkeyPatch,
    killed: bool,
) -> None:
    ask(olga, event, columns=["name"])
    if killed:
        with monkeypatch.context() as patch:
            patch.setattr(spreadsheets, "write_csv", stopping(Killed(), after=4))
            with pytest.raises(Killed):
                work(app)
    olga.push(olga.op("event.delete", event, event["id"], {}))
    clock.shift(LEASE + timedelta(seconds=1))
    before = set((settings.data_dir / "exports").glob("*.csv"))
    work(app)
    with app.app_context():
        [export] = db.session.scalars(select(Export)).all()
    assert (export.state, export.file, on_it(app)) == ("failed", None, 0)
    assert set((settings.data_dir / "exports").glob("*.csv")) == before
    assert list((settings.data_dir / "exports").glob("*.part")) == []


def test_the_file_is_of_one_moment(
    app: Flask, olga: Person, event: Event, listed: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody who withdraws while it is written is neither missing nor counted twice."""
    write = spreadsheets.write_csv

    def meanwhile(lines: Lines) -> Lines:
        for number, line in enumerate(lines):
            if number == 1:
                agree(listed[4], event, LIST, given=False)
            yield line

    def slow(path: Path, headings: list[str], lines: Lines) -> None:
        write(path, headings, meanwhile(lines))

    monkeypatch.setattr(spreadsheets, "write_csv", slow)
    export = ask(olga, event, columns=["name"])
    work(app)
    told = olga.at(event).get(f"/exports/{export['id']}")
    cells = in_csv(fetched(olga, event, export))
    assert (len(cells) - 2, told["rows_total"], told["others"]) == (5, 5, 0)
    assert cells[-1] == ["# 0 others chose not to be listed"]
