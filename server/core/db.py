"""The database: types, engine settings, and the one place that commits."""

from __future__ import annotations

import hashlib
import logging
import sqlite3
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar, cast
from uuid import UUID

from flask import current_app
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session
from sqlalchemy import DateTime, LargeBinary, MetaData, Uuid, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, OperationalError
from sqlalchemy.orm import DeclarativeBase, configure_mappers, registry
from sqlalchemy.types import TypeDecorator, TypeEngine, UserDefinedType

from server.core.errors import Busy, WriteConflict, whereabouts
from server.core.write_lock import WriteLock

if TYPE_CHECKING:
    from flask import Flask
    from sqlalchemy import Connection, Dialect, Engine

log = logging.getLogger("kith")
T = TypeVar("T")
BUSY_TIMEOUT_MS = 5_000
POOL_SIZE = 8
SERIALISATION_FAILURES = frozenset({"40001", "40P01", "55P03"})  # PostgreSQL, appendix A
CONSTRAINT_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Id(TypeDecorator[UUID]):
    """A UUID: native on PostgreSQL, 16 bytes on SQLite."""

    impl = LargeBinary
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the column type of this database."""
        return dialect.type_descriptor(Uuid() if dialect.name == "postgresql" else LargeBinary(16))

    def bind_processor(  # pyright: ignore[reportIncompatibleMethodOverride] - generic there
        self, dialect: Dialect
    ) -> Callable[[UUID | None], Any] | None:
        """How a UUID is written."""
        return None if dialect.name == "postgresql" else _bytes_of

    def result_processor(  # pyright: ignore[reportIncompatibleMethodOverride] - generic there
        self,
        dialect: Dialect,
        coltype: object,  # noqa: ARG002  as there
    ) -> Callable[[Any], UUID | None] | None:
        """How a UUID is read."""
        return None if dialect.name == "postgresql" else _uuid_of


def _bytes_of(value: UUID | None) -> bytes | None:
    return None if value is None else value.bytes


def _uuid_of(value: bytes | None) -> UUID | None:
    return None if value is None else UUID(bytes=value)


class RawId(UserDefinedType[Any]):
    """An id as the driver has it, for columns of which hundred thousands are only passed on."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        """No column is made with this."""
        raise NotImplementedError


RAW = RawId()


def raw_id(value: UUID) -> Any:
    """An id as the driver has it."""
    return value if db.engine.dialect.name == "postgresql" else value.bytes


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, stored in UTC; naive values are refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def bind_processor(  # pyright: ignore[reportIncompatibleMethodOverride] - generic there
        self, dialect: Dialect
    ) -> Callable[[datetime | None], Any]:
        """How a moment is written."""
        return _in_utc if dialect.name == "postgresql" else _sqlite_text_of

    def result_processor(  # pyright: ignore[reportIncompatibleMethodOverride] - generic there
        self,
        dialect: Dialect,
        coltype: object,  # noqa: ARG002  as there
    ) -> Callable[[Any], datetime | None]:
        """How a moment is read."""
        return _in_utc if dialect.name == "postgresql" else _moment_of


def _in_utc(value: datetime | None) -> datetime | None:
    if value is None:
        return None
    if value.tzinfo is None:
        raise ValueError("a naive datetime says nothing about when")
    return value.astimezone(UTC)


def _sqlite_text_of(value: datetime | None) -> str | None:
    in_utc = _in_utc(value)
    return in_utc and in_utc.isoformat(" ", "microseconds").removesuffix("+00:00")


def _moment_of(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(f"{value}+00:00")


class Base(DeclarativeBase):
    """What every table shares."""

    registry = registry(
        metadata=MetaData(naming_convention=CONSTRAINT_NAMES),
        type_annotation_map={UUID: Id(), datetime: UtcDateTime()},
    )


class TransactionSession(Session):
    """Works on the connection of the present transaction, so that both see the same."""

    def get_bind(self, *arguments: Any, **options: Any) -> Engine | Connection:
        """The connection of the present transaction; outside of one, the engine."""
        present = _present.get()
        return present.connection if present else super().get_bind(*arguments, **options)


db = SQLAlchemy(
    model_class=Base,
    disable_autonaming=True,
    session_options={"class_": TransactionSession, "expire_on_commit": False, "autoflush": False},
)
Model = Base if TYPE_CHECKING else db.Model

BEFORE_COMMIT: list[Callable[[], None]] = []


class Present:
    """A transaction that goes on: its connection, had when first asked for, and notes until it ends."""

    def __init__(self) -> None:
        self.notes: dict[str, Any] = {}
        self._connection: Connection | None = None

    @property
    def connection(self) -> Connection:
        """The connection that everything in this transaction goes through."""
        if self._connection is None:
            self._connection = db.engine.connect()
            self._connection.begin()
        return self._connection

    def commit(self) -> None:
        """Keep what was done."""
        if self._connection is not None:
            self._connection.commit()

    def end(self) -> None:
        """Undo what was not kept, and give the connection back."""
        if self._connection is not None:
            self._connection.close()


_present: ContextVar[Present | None] = ContextVar("present", default=None)
_writing: ContextVar[bool] = ContextVar("writing", default=False)


def connect(app: Flask, url: str) -> None:
    """Bind `app` to the database at `url`."""
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {
        "pool_size": POOL_SIZE,
        "max_overflow": 16,
        "hide_parameters": True,  # what people wrote stays out of error texts and logs
    }
    db.init_app(app)
    configure_mappers()  # now, not in somebody's request; and `as_read` relies on it
    with app.app_context():
        engine = db.engine
        if engine.dialect.name == "sqlite":
            _prepare_sqlite(engine)
            app.extensions["write_lock"] = WriteLock(f"{engine.url.database}.write-lock")


def _prepare_sqlite(engine: Engine) -> None:
    """Real transactions, every acknowledged write on the disk, foreign keys kept."""

    @event.listens_for(engine, "connect")
    def _(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        for pragma in (
            f"busy_timeout = {BUSY_TIMEOUT_MS}",
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _(connection: Connection) -> None:
        if _writing.get():
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:  # straight to the driver: every request does this, and it waits for nobody
            cast("Any", connection.connection).execute("BEGIN")


@contextmanager
def transaction(*, write: bool = True) -> Generator[None]:
    """All or nothing: commit when the block returns, roll back when it raises. Nothing else commits.

    Raises:
        Busy: the write lock, or the database, could not be had in time.
    """
    lock = _lock() if write else nullcontext()
    writing = _writing.set(write)
    try:
        with lock:
            present = Present()
            token = _present.set(present)
            try:
                yield
                if write:
                    _finish(present)
            finally:
                _leave_session()
                _present.reset(token)
                present.end()
    finally:
        _writing.reset(writing)


@contextmanager
def snapshot() -> Generator[Connection]:
    """The database as it is at the first read of the block; it holds up no writer."""
    steady = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    options = steady if db.engine.dialect.name == "postgresql" else {}
    with db.engine.connect().execution_options(**options) as connection:
        yield connection


def _finish(present: Present) -> None:
    """Flush and stamp what was changed, and commit."""
    if db.session.registry.has():
        db.session.flush()
    for before_commit in BEFORE_COMMIT:
        before_commit()
    if db.session.registry.has():
        db.session.commit()  # ends the session's part in it; the connection's own commit counts
    present.commit()


def _leave_session() -> None:
    """Let the session forget what it had not written; many requests need none."""
    if db.session.registry.has():
        db.session.rollback()


def connection() -> Connection:
    """The connection of the present transaction."""
    present = _present.get()
    return present.connection if present else db.session.connection()


def notes() -> dict[str, Any]:
    """What is to be remembered until the present transaction ends."""
    present = _present.get()
    if present is None:
        raise RuntimeError("there is no transaction")
    return present.notes


def _lock() -> Any:
    return current_app.extensions.get("write_lock") or nullcontext()


def with_one_retry(work: Callable[[], T]) -> T:
    """Run `work`; once more if it lost a race for a row.

    A database that was busy is not asked again: at the door and in the database the
    work has waited for seconds already, and the caller is told when to come back.

    Raises:
        WriteConflict: it lost twice.
        Busy: the database could not be reached, or could not take the write.
        DBAPIError: the database did not understand us; that is no trouble that passes.
    """
    try:
        return work()
    except DBAPIError as error:
        if not lost_a_race(error):
            _tell(error)
    try:
        return work()
    except IntegrityError as error:
        raise WriteConflict from error
    except DBAPIError as error:
        _tell(error)


def _tell(error: DBAPIError) -> NoReturn:
    """Say that the database is busy, if that is what the error means, and leave a line in the log."""
    if not means_busy(error):
        raise error
    log.warning("the database could not be used\n%s", whereabouts(error))
    raise Busy from error


def means_busy(error: DBAPIError) -> bool:
    """Whether the database cannot be reached, is locked, full or read-only: trouble that passes.

    SQLite calls a statement that it does not understand operational, too.
    """
    ours = getattr(error.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR
    return error.connection_invalidated or (isinstance(error, OperationalError | InterfaceError) and not ours)


def lost_a_race(error: DBAPIError) -> bool:
    """Whether the same request may succeed when it is run again at once."""
    state = str(getattr(error.orig, "sqlstate", "") or "")
    return (
        isinstance(error, IntegrityError) or error.connection_invalidated or state in SERIALISATION_FAILURES
    )


def take_turns(keys: Iterable[bytes]) -> None:
    """Wait for whoever named one of these keys, and keep others from it, until the transaction ends.

    For what two transactions must not both miss in the other. SQLite's writers take turns anyway.
    """
    if db.engine.dialect.name == "postgresql":
        numbers = sorted(int.from_bytes(hashlib.sha256(key).digest()[:8], signed=True) for key in keys)
        lock = "SELECT pg_advisory_xact_lock(key) FROM unnest(CAST(:numbers AS bigint[])) AS key"
        db.session.execute(text(lock), {"numbers": numbers})


def insert_or_update(table: Any, key: list[str], update: list[str]) -> Any:
    """`INSERT … ON CONFLICT (key) DO UPDATE` in the words of the present database."""
    dialect = sqlite if db.engine.dialect.name == "sqlite" else postgresql
    statement = dialect.insert(table)
    return statement.on_conflict_do_update(
        index_elements=key, set_={column: getattr(statement.excluded, column) for column in update}
    )
