"""The database as the server sets it up: durable, strict, and back after a fall."""

from datetime import UTC, datetime
from functools import partial
from uuid import UUID

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import IntegrityError, OperationalError, StatementError
from time_machine import Traveller

from server.accounts.models import Account
from server.core import feed
from server.core.db import BEFORE_COMMIT, db, insert_or_update, transaction, with_one_retry
from server.core.errors import Busy, WriteConflict
from server.core.tokens import new_id
from server.events.models import Event as EventRow
from server.events.models import Organiser
from tests.people import Event, Person
from tests.together import at_once

OTHERS = "FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()"


def account(name: str = "Ada") -> Account:
    return Account(
        id=new_id(), name=name, created_at=datetime(2026, 11, 22, tzinfo=UTC), device_secret_hash=None
    )


@pytest.mark.database("sqlite")
@pytest.mark.parametrize(
    "pragma, value",
    [("synchronous", 2), ("foreign_keys", 1), ("journal_mode", "wal"), ("busy_timeout", 5000)],
)
def test_every_connection_is_durable_and_strict(app: Flask, pragma: str, value: object) -> None:
    with app.app_context(), db.engine.connect() as first, db.engine.connect() as second:
        for connection in (first, second):
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one() == value


@pytest.mark.database("postgres")
def test_an_acknowledged_write_is_on_the_disk(app: Flask) -> None:
    """The tests' own server trades this for speed; Kith never asks for less than its server gives."""
    with app.app_context():
        asked_for = db.session.execute(
            sa.text("SELECT source FROM pg_settings WHERE name = 'synchronous_commit'")
        ).scalar_one()
    assert asked_for != "session"


def test_foreign_keys_are_kept(app: Flask) -> None:
    with app.app_context(), pytest.raises(IntegrityError), transaction():
        db.session.add(Organiser(event_id=new_id(), account_id=new_id(), role="owner"))


def test_a_rule_of_the_database_is_kept(app: Flask, event: Event) -> None:
    with app.app_context(), pytest.raises(IntegrityError), transaction():  # noqa: PT012  kept at the commit
        row = db.session.get_one(EventRow, UUID(event["id"]))
        row.ends_at = row.starts_at


def test_a_naive_time_is_refused(app: Flask) -> None:
    naive = account()
    naive.created_at = datetime(2026, 11, 22)  # noqa: DTZ001  naive on purpose
    with app.app_context(), pytest.raises(StatementError, match="naive"), transaction():
        db.session.add(naive)


def test_times_come_back_in_utc(app: Flask) -> None:
    made = account()
    made.created_at = datetime.fromisoformat("2026-11-22T20:00:00+02:00")
    with app.app_context():
        with transaction():
            db.session.add(made)
        db.session.expire_all()
        kept = db.session.get_one(Account, made.id).created_at
    assert (kept.isoformat(), made.id.version) == ("2026-11-22T18:00:00+00:00", 7)


def test_what_fails_leaves_nothing_behind(app: Flask) -> None:
    made = account()
    with app.app_context():
        with pytest.raises(ZeroDivisionError), transaction():  # noqa: PT012  what came before the fall counts
            db.session.add(made)
            db.session.flush()
            feed.mark(made.id, "attendee", made.id)
            raise ZeroDivisionError
        assert db.session.get(Account, made.id) is None
        assert db.session.info == {}


def test_what_only_reads_writes_nothing(app: Flask) -> None:
    made = account()
    with app.app_context():
        with transaction(write=False):
            db.session.add(made)
            db.session.flush()
        assert db.session.get(Account, made.id) is None


def test_changes_are_stamped_just_before_the_commit(app: Flask) -> None:
    assert feed.stamp in BEFORE_COMMIT


def test_a_lost_race_is_run_again_once(app: Flask) -> None:
    runs: list[int] = []

    def work() -> str:
        runs.append(1)
        if len(runs) == 1:
            raise IntegrityError("", {}, Exception())
        return "done"

    assert (with_one_retry(work), len(runs)) == ("done", 2)


@pytest.mark.parametrize("error, told", [(IntegrityError, WriteConflict), (OperationalError, Busy)])
def test_a_race_lost_twice_is_told(app: Flask, error: type[IntegrityError], told: type[Exception]) -> None:
    def work() -> None:
        raise error("", {}, Exception())

    with pytest.raises(told):
        with_one_retry(work)


def test_insert_or_update_does_either(app: Flask, ada: Person) -> None:
    rows = feed.FeedCounter.__table__
    with app.app_context():
        for number in (7, 8):
            with transaction():
                statement = insert_or_update(rows, ["account_id"], ["n"])
                db.session.connection().execute(statement, [{"account_id": ada.account_id, "n": number}])
        assert feed.last_number(ada.account_id) == 8


@pytest.mark.database("postgres")
@pytest.mark.parametrize("what", ["read", "write"])
def test_the_server_comes_back_when_every_connection_is_cut(
    ada: Person, event: Event, clock: Traveller, what: str
) -> None:
    with ada.app.app_context():
        engine = db.engine
    act = partial(ada.people, event) if what == "read" else ada.create_event
    engine.dispose()  # the pool tells what is from before a fall by its time, and clocks were moved here
    at_once(act, act)
    clock.shift(1)
    outside = sa.create_engine(engine.url)
    with outside.connect() as connection:
        connection.execute(sa.text(f"SELECT pg_terminate_backend(pid) {OTHERS}"))
    act()
    act()
    outside.dispose()
    engine.dispose()
