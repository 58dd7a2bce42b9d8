"""The two drivers alone, for what is written by hand."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

import psycopg
from sqlalchemy import make_url

from server.core.write_lock import WriteLock

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Sequence

SQLITE_MOMENT = "%Y-%m-%d %H:%M:%S.%f"


class Driver:
    """One connection; statements have `?` for a value and `??` for a list of them."""

    def __init__(self, database_url: str) -> None:
        """Connect as the server does: durable, foreign keys kept, writers in turn."""
        url = make_url(database_url)
        self.is_sqlite = url.get_backend_name() == "sqlite"
        self.connection: Any = (
            _sqlite(str(url.database)) if self.is_sqlite else _postgres(url.query["host"], url.database)
        )
        self._lock: Any = WriteLock(f"{url.database}.write-lock") if self.is_sqlite else nullcontext()

    def all(self, sql: str, *values: Any) -> list[Any]:
        """What a select finds."""
        flat: list[Any] = []
        for value in values:
            items: list[Any] = cast("list[Any]", value) if isinstance(value, list) else [value]
            if isinstance(value, list):
                sql = sql.replace("??", ", ".join("?" * len(items)), 1)
            flat += items
        found: list[Any] = self.connection.execute(self._words(sql), flat).fetchall()
        return found

    def write(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """Write rows."""
        if len(rows) == 1:
            self.connection.execute(self._words(sql), rows[0])
        else:
            self.connection.cursor().executemany(self._words(sql), rows)

    @contextmanager
    def writing(self) -> Generator[None]:
        """One transaction, in its turn."""
        with self._lock:
            self.connection.execute("BEGIN IMMEDIATE" if self.is_sqlite else "BEGIN")
            yield
            self.connection.execute("COMMIT")

    def id(self, value: str | UUID) -> Any:
        """An id as the database keeps it."""
        value = value if isinstance(value, UUID) else UUID(value)
        return value.bytes if self.is_sqlite else value

    def text(self, value: Any) -> str:
        """An id as JSON has it."""
        return str(UUID(bytes=value) if self.is_sqlite else value)

    def moment(self, value: datetime) -> Any:
        """A moment as the database keeps it."""
        return value.strftime(SQLITE_MOMENT) if self.is_sqlite else value

    def read_moment(self, value: Any) -> datetime:
        """A moment from the database."""
        return datetime.fromisoformat(value).replace(tzinfo=UTC) if self.is_sqlite else value

    def for_share(self, words: str) -> str:
        """A row lock, where there are any."""
        return "" if self.is_sqlite else words

    def close(self) -> None:
        """Let go of the database."""
        self.connection.close()

    def _words(self, sql: str) -> str:
        return sql if self.is_sqlite else sql.replace("?", "%s")


def ids(driver: Driver, values: Iterable[str | UUID]) -> list[Any]:
    """Ids as the database keeps them."""
    return [driver.id(value) for value in values]


def _sqlite(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    for pragma in ("busy_timeout = 5000", "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _postgres(folder: Any, name: str | None) -> psycopg.Connection[Any]:
    return psycopg.connect(host=str(folder), user="kith", dbname=name, autocommit=True)
