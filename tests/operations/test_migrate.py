"""Migrations take their turn: with other migrators, and with whoever writes."""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy import event as database_event

from server.app import create_app
from server.core import write_lock
from server.core.db import db
from server.core.errors import Busy
from server.operations import migrate
from server.settings import Settings


@pytest.fixture
def bare(settings: Settings, new_database_url: str) -> Iterator[Flask]:
    """The application on a database with nothing in it."""
    app = create_app(replace(settings, database_url=new_database_url))
    with app.app_context():
        yield app
        db.engine.dispose()


@contextmanager
def heard() -> Generator[list[str]]:
    """The statements of a block."""
    statements: list[str] = []

    def note(*arguments: Any) -> None:
        statements.append(arguments[2])

    database_event.listen(db.engine, "before_cursor_execute", note)
    yield statements
    database_event.remove(db.engine, "before_cursor_execute", note)


@pytest.mark.database("postgres")
def test_another_migrator_is_waited_for_and_nobodys_tables_are(bare: Flask) -> None:
    with heard() as statements:
        migrate.upgrade()
    order = [one for one in statements if "pg_advisory_xact_lock" in one or "lock_timeout" in one]
    assert [one.split("(")[0] for one in order] == [
        "SELECT pg_advisory_xact_lock",
        "SET LOCAL lock_timeout = '2s'",
    ]


@pytest.mark.database("postgres")
def test_what_a_migration_set_ends_with_it(bare: Flask) -> None:
    migrate.upgrade()
    with db.engine.connect() as connection:
        assert connection.exec_driver_sql("SHOW lock_timeout").scalar_one() == "0"


@pytest.mark.database("sqlite")
def test_a_migration_takes_its_turn_with_other_writers(bare: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write_lock, "PATIENCE_S", 0.1)
    with bare.extensions["write_lock"], pytest.raises(Busy):
        migrate.upgrade()
    with heard() as statements:
        migrate.upgrade()
    assert statements[0] == "BEGIN IMMEDIATE"


def test_a_migration_that_fails_leaves_nothing(bare: Flask) -> None:
    with pytest.raises(ZeroDivisionError), failing_at_the_last_table():
        migrate.upgrade()
    assert sa.inspect(db.engine).get_table_names() == []
    migrate.upgrade()
    assert "export_rows" in sa.inspect(db.engine).get_table_names()


@contextmanager
def failing_at_the_last_table() -> Generator[None]:
    """Let the migration that makes the last of the tables fail."""

    def fail(*arguments: Any) -> None:
        if "CREATE TABLE export_rows" in arguments[2]:
            raise ZeroDivisionError

    database_event.listen(db.engine, "before_cursor_execute", fail)
    try:
        yield
    finally:
        database_event.remove(db.engine, "before_cursor_execute", fail)
