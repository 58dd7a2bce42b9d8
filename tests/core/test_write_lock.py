"""One writer at a time, in turn, and a clear word to whom cannot wait."""

import errno
import os
import subprocess
import sys
import threading
from collections.abc import Generator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from time_machine import Traveller

from server.core import write_lock
from server.core.db import db, transaction
from server.core.errors import Busy
from server.core.write_lock import WriteLock
from tests.people import Event, Person
from tests.together import at_once

HOLD = """
import fcntl, sys
file = open(sys.argv[1], "w")
fcntl.flock(file, fcntl.LOCK_EX)
print("held", flush=True)
input()
"""


@contextmanager
def held_by_another_process(path: Path) -> Generator[None]:
    """Let another process hold the lock while the block runs."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdin is not None
        assert holder.stdout is not None
        holder.stdout.readline()
        try:
            yield
        finally:
            holder.stdin.write("\n")
            holder.stdin.close()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits long."""
    monkeypatch.setattr(write_lock, "PATIENCE_S", 0.1)


def test_threads_take_turns(tmp_path: Path) -> None:
    lock, inside, most = WriteLock(str(tmp_path / "lock")), [0], [0]

    def write() -> None:
        for _ in range(20):
            with lock:
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                inside[0] -= 1

    at_once(*[write] * 4)
    assert (inside, most) == ([0], [1])


def test_two_locks_on_one_file_exclude_each_other(tmp_path: Path, impatient: None) -> None:
    mine, theirs = WriteLock(str(tmp_path / "lock")), WriteLock(str(tmp_path / "lock"))
    with mine, pytest.raises(Busy), theirs:
        pass
    with theirs:
        pass


def test_another_process_is_waited_for_and_then_it_is_busy(tmp_path: Path, impatient: None) -> None:
    lock = WriteLock(str(tmp_path / "lock"))
    with held_by_another_process(tmp_path / "lock"), pytest.raises(Busy), lock:
        pass
    with lock:
        pass


def test_a_lock_whose_block_fails_is_free_again(tmp_path: Path, impatient: None) -> None:
    lock = WriteLock(str(tmp_path / "lock"))
    for _ in range(2):
        with pytest.raises(ZeroDivisionError), lock:
            raise ZeroDivisionError


def test_a_lock_that_cannot_be_opened_is_busy_and_free_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "later"
    lock = WriteLock(str(folder / "lock"))
    for _ in range(2):
        with pytest.raises(Busy), lock:
            pass
    assert "No such file or directory" in caplog.text
    folder.mkdir()
    with lock:
        pass


@pytest.mark.database("sqlite")
def test_what_is_no_json_is_refused_before_the_lock(ada: Person, event: Event, impatient: None) -> None:
    with ada.app.app_context():
        path = Path(f"{db.engine.url.database}.write-lock")
    place = ada.places[event["id"]].attendee_id
    with held_by_another_process(path):
        answer = ada.at(event).raw("PATCH", f"/attendees/{place}", data="{", content_type="application/json")
    assert (answer.status_code, answer.get_json()["code"]) == (400, "not_json")


@pytest.mark.database("sqlite")
def test_whoever_comes_on_a_new_day_reads_while_nobody_can_write(
    ada: Person, event: Event, clock: Traveller, impatient: None
) -> None:
    clock.shift(timedelta(days=1))
    with ada.app.app_context():
        path = Path(f"{db.engine.url.database}.write-lock")
    with held_by_another_process(path):
        assert ada.people(event) == []
        assert ada.pull()["changes"]


@pytest.mark.database("sqlite")
def test_nobody_writes_to_a_disk_that_takes_nothing_and_everybody_reads(
    ada: Person, event: Event, clock: Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cannot(*_: object) -> int:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    clock.shift(timedelta(days=1))
    monkeypatch.setattr(write_lock.os, "open", cannot)
    place = ada.places[event["id"]].attendee_id
    ada.at(event).patch(f"/attendees/{place}", {"boundary": "No sales"}, problem=(503, "busy"))
    assert ada.people(event) == []


@pytest.mark.database("sqlite")
def test_a_request_that_cannot_write_in_time_is_told_to_come_back(
    ada: Person, event: Event, impatient: None
) -> None:
    with ada.app.app_context():
        path = Path(f"{db.engine.url.database}.write-lock")
    with held_by_another_process(path):
        place = ada.places[event["id"]].attendee_id
        answer = ada.at(event).raw("PATCH", f"/attendees/{place}", json={"boundary": "No sales"})
        assert (answer.status_code, answer.get_json()["code"]) == (503, "busy")
        assert answer.headers["Retry-After"] == "2"
        assert ada.pull()["changes"]
    ada.at(event).patch(f"/attendees/{place}", {"boundary": "No sales"})


@pytest.mark.database("sqlite")
def test_readers_wait_for_no_writer(app: Flask, ada: Person, event: Event) -> None:
    started, done = threading.Event(), threading.Event()

    def write() -> None:
        with app.app_context(), transaction():
            started.set()
            done.wait(5)

    writer = threading.Thread(target=write)
    writer.start()
    started.wait(5)
    assert ada.people(event) == []
    done.set()
    writer.join()
