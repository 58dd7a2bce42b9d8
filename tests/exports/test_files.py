"""A file is kept for a day, sent in one piece or from where it broke off, and read by nobody else."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from time_machine import Traveller

from server.settings import Settings
from tests.exports.office import LIST, agree, ask, fetched, work
from tests.people import Event, Person


@pytest.fixture
def folder(settings: Settings, app: Flask) -> Path:
    """Where files are kept, with nothing in it."""
    path = settings.data_dir / "exports"
    path.mkdir(exist_ok=True)
    for old in path.iterdir():
        old.unlink()
    return path


@pytest.fixture
def export(app: Flask, olga: Person, ada: Person, event: Event, folder: Path) -> dict[str, Any]:
    """A file that is ready."""
    agree(ada, event, LIST)
    asked = ask(olga, event)
    work(app)
    ready: dict[str, Any] = olga.at(event).get(f"/exports/{asked['id']}")
    return ready


def ranged(olga: Person, event: Event, export: dict[str, Any], wanted: str, **headers: str) -> Any:
    path = f"/exports/{export['id']}/file"
    return olga.at(event).raw("GET", path, headers={"Range": wanted, **headers})


def test_it_comes_whole_with_its_length_and_is_kept_by_no_cache(
    olga: Person, event: Event, export: dict[str, Any]
) -> None:
    answer = olga.at(event).raw("GET", f"/exports/{export['id']}/file")
    assert answer.content_length == export["size"] == len(answer.data)
    assert answer.mimetype == "text/csv"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert answer.headers["Vary"] == "Cookie"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_it_is_named_by_the_day_it_was_asked_for_where_the_event_is(
    app: Flask, olga: Person, folder: Path
) -> None:
    event = olga.create_event(name="Seed swap!", zone="Pacific/Auckland")
    export = ask(olga, event)
    work(app)
    answer = olga.at(event).raw("GET", f"/exports/{export['id']}/file")
    assert "filename=Kith-Seed-swap-2026-11-23.csv" in answer.headers["Content-Disposition"]


def test_it_goes_on_where_it_broke_off(olga: Person, event: Event, export: dict[str, Any]) -> None:
    whole = fetched(olga, event, export)
    etag = ranged(olga, event, export, "bytes=0-0").headers["ETag"]
    rest = ranged(olga, event, export, "bytes=40-", **{"If-Range": etag})
    assert (rest.status_code, rest.data) == (206, whole[40:])
    assert rest.headers["Content-Range"] == f"bytes 40-{len(whole) - 1}/{len(whole)}"
    assert ranged(olga, event, export, "bytes=-7").data == whole[-7:]


def test_another_file_is_sent_whole(olga: Person, event: Event, export: dict[str, Any]) -> None:
    answer = ranged(olga, event, export, "bytes=40-", **{"If-Range": '"of-another-file"'})
    assert (answer.status_code, answer.data) == (200, fetched(olga, event, export))


@pytest.mark.parametrize("wanted", ["bytes=0-1,4-5", "lines=1-2", "bytes=5-1"])
def test_a_range_that_we_do_not_serve_gets_the_whole_file(
    olga: Person, event: Event, export: dict[str, Any], wanted: str
) -> None:
    answer = ranged(olga, event, export, wanted)
    assert (answer.status_code, len(answer.data)) == (200, export["size"])


def test_a_range_behind_the_end_is_refused_with_the_length(
    olga: Person, event: Event, export: dict[str, Any]
) -> None:
    path = f"/exports/{export['id']}/file"
    far = {"Range": "bytes=99999999-"}
    olga.at(event).call("GET", path, headers=far, problem=(416, "range_not_satisfiable"))


def test_it_is_its_owners_alone_on_the_disk(export: dict[str, Any], folder: Path) -> None:
    [file] = folder.iterdir()
    assert (file.stat().st_mode & 0o777, folder.stat().st_mode & 0o777) == (0o600, 0o700)
    assert export["id"] not in file.name


def test_it_is_gone_after_a_day_and_the_log_stays(
    app: Flask, olga: Person, event: Event, export: dict[str, Any], folder: Path, clock: Traveller
) -> None:
    clock.shift(timedelta(hours=23, minutes=59))
    work(app)
    assert len(list(folder.iterdir())) == 1
    clock.shift(timedelta(minutes=2))
    work(app)
    assert list(folder.iterdir()) == []
    olga.at(event).get(f"/exports/{export['id']}/file", problem=(410, "export_gone"))
    [logged] = olga.at(event).get("/exports")["exports"]
    assert logged == {**export, "there": False}


def test_what_nobody_knows_of_is_cleared_away(app: Flask, folder: Path, clock: Traveller) -> None:
    (folder / "left-behind.part").write_text("Ada")
    work(app)
    assert len(list(folder.iterdir())) == 1  # somebody may be writing it
    clock.shift(timedelta(days=10000))
    work(app)
    assert list(folder.iterdir()) == []


def test_a_file_that_is_not_there_yet_is_not_gone(olga: Person, event: Event) -> None:
    export = ask(olga, event)
    olga.at(event).get(f"/exports/{export['id']}/file", problem=(409, "export_not_ready"))


def test_a_lost_folder_is_told(olga: Person, event: Event, export: dict[str, Any], folder: Path) -> None:
    for file in folder.iterdir():
        file.unlink()
    olga.at(event).get(f"/exports/{export['id']}/file", problem=(410, "export_gone"))
