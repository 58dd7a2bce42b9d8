"""The worker: does what is due, again and again, and one bad job stops no other."""

import logging
import threading

import pytest
from flask import Flask

from server.accounts.models import Account
from server.core import jobs
from server.core.clock import now
from server.core.db import db
from server.core.jobs import Job, run_once, work
from server.core.tokens import new_id


def add_account() -> int:
    db.session.add(Account(id=new_id(), name="Ada", created_at=now(), device_secret_hash=None))
    return 1


def accounts(app: Flask) -> int:
    with app.app_context():
        return db.session.query(Account).count()


def fail() -> int:
    add_account()
    db.session.flush()
    raise ZeroDivisionError


def test_a_job_runs_in_a_transaction_of_its_own(app: Flask) -> None:
    run_once(app, Job("add", add_account))
    assert accounts(app) == 1


def test_a_job_that_fails_leaves_nothing_and_is_told_in_the_log(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    run_once(app, Job("fail", fail))
    assert accounts(app) == 0
    assert "job fail failed; it will be tried again" in caplog.text


def test_what_a_job_did_is_told_and_nothing_is_not(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "kith")
    run_once(app, Job("idle", lambda: 0))
    assert caplog.text == ""
    run_once(app, Job("add", add_account))
    assert "job add: 1 done" in caplog.text


def test_a_failing_job_stops_no_other_and_rounds_follow_one_another(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "ROUND_S", 0.0)
    stop, rounds = threading.Event(), list[int]()

    def count() -> int:
        rounds.append(1)
        if len(rounds) == 3:
            stop.set()
        return 0

    work(app, [Job("fail", fail), Job("count", count)], stop)
    assert len(rounds) == 3


def test_asking_it_to_stop_ends_its_sleep(app: Flask) -> None:
    stop = threading.Event()
    worker = threading.Thread(target=work, args=(app, [], stop))
    worker.start()
    stop.set()
    worker.join(5)
    assert not worker.is_alive()


def test_the_application_has_its_jobs(prepared_app: Flask) -> None:
    assert [job.name for job in prepared_app.extensions["jobs"]] == [
        "accounts.drop_expired",
        "encounters.forget_waiting_codes",
        "exports.write",
        "exports.clear_away",
    ]
