"""Statements that are compiled once give what SQLAlchemy gives, and fail as it does."""

import sqlite3
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError, OperationalError

from server.accounts.models import Account
from server.core.db import BUSY_TIMEOUT_MS, connection, db, transaction
from server.core.prepared import Prepared, as_read, many
from server.core.tokens import new_id

ACCOUNTS: Any = Account.__table__
BY_ID = Prepared(select(ACCOUNTS).where(ACCOUNTS.c.id.in_(many("ids"))).order_by(ACCOUNTS.c.name))
ADD = Prepared(insert(ACCOUNTS))
RENAME = Prepared(update(ACCOUNTS).where(ACCOUNTS.c.id == bindparam("of")).values(name=bindparam("to")))
MADE = datetime(2026, 11, 22, 18, 0, 30, 123456, tzinfo=UTC)


def account(name: str) -> dict[str, Any]:
    return {"id": new_id(), "name": name, "created_at": MADE, "device_secret_hash": None}


@pytest.mark.parametrize("count", [0, 1, 2, 3, 9])
def test_what_is_written_is_read_whatever_the_length_of_a_list(app: Flask, count: int) -> None:
    rows = [account(f"Guest {number}") for number in range(count)]
    with app.app_context(), transaction():
        ADD.run(rows)
        found = BY_ID.rows(ids=[row["id"] for row in rows])
        assert [row._asdict() for row in found] == rows
        assert [tuple(row) for row in found] == [
            tuple(row)
            for row in db.session.execute(
                select(ACCOUNTS)
                .where(ACCOUNTS.c.id.in_([row["id"] for row in rows]))
                .order_by(ACCOUNTS.c.name)
            )
        ]


def test_one_and_many_rows_are_changed(app: Flask) -> None:
    rows = [account("Ada"), account("Bo"), account("Cy")]
    with app.app_context(), transaction():
        ADD.run(rows)
        RENAME.run([{"of": rows[0]["id"], "to": "Ava"}])
        RENAME.run([{"of": row["id"], "to": f"{row['name']}!"} for row in rows[1:]])
        assert [row.name for row in BY_ID.rows(ids=[row["id"] for row in rows])] == ["Ava", "Bo!", "Cy!"]


def test_the_session_sees_the_same_transaction(app: Flask) -> None:
    row = account("Ada")
    with app.app_context():
        with transaction():
            ADD.run([row])
            assert db.session.get_one(Account, row["id"]).name == "Ada"
        with transaction(write=False):
            assert BY_ID.row(ids=[row["id"]]).name == "Ada"


def test_a_broken_rule_is_the_error_that_sqlalchemy_makes_of_it(app: Flask) -> None:
    row = account("Ada")
    with app.app_context(), pytest.raises(IntegrityError) as caught, transaction():  # noqa: PT012  at the second
        ADD.run([row])
        ADD.run([row])
    assert "Ada" not in str(caught.value)


def test_a_naive_time_is_refused(app: Flask) -> None:
    naive = {**account("Ada"), "created_at": datetime(2026, 11, 22)}  # noqa: DTZ001  naive on purpose
    with app.app_context(), pytest.raises(ValueError, match="naive"), transaction():
        ADD.run([naive])


@pytest.mark.database("sqlite")
def test_a_database_that_is_locked_is_the_error_that_sqlalchemy_makes_of_it(app: Flask) -> None:
    with app.app_context(), sqlite3.connect(str(db.engine.url.database)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(OperationalError, match="locked"), transaction(write=False):  # noqa: PT012  it waits no longer
            connection().exec_driver_sql("PRAGMA busy_timeout = 1")
            try:
                ADD.run([account("Ada")])
            finally:
                connection().exec_driver_sql(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")


def test_a_copy_to_read_cannot_be_written_to(app: Flask) -> None:
    row = account("Ada")
    with app.app_context(), transaction():
        ADD.run([row])
        copy = as_read(Account, BY_ID.row(ids=[row["id"]]))
    assert (copy.id, copy.name) == (row["id"], "Ada")
    with pytest.raises(AttributeError):
        copy.name = "Bo"
