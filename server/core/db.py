"""The database: types, engine settings, and the one place that commits."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from flask import current_app
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, LargeBinary, MetaData, Uuid, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import DeclarativeBase, registry
from sqlalchemy.types import TypeDecorator, TypeEngine, UserDefinedType

from server.core.errors import Busy, WriteConflict
from server.core.write_lock import WriteLock

if TYPE_CHECKING:
    from flask import Flask
    from sqlalchemy import Connection, Dialect, Engine

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

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> Any:
        """Write a UUID."""
        return value if value is None or dialect.name == "postgresql" else value.bytes

    def process_result_value(self, value: Any, dialect: Dialect) -> UUID | None:
        """Read a UUID."""
        return value if value is None or dialect.name == "postgresql" else UUID(bytes=value)


class RawId(UserDefinedType[Any]):
    """An id as the driver has it, for columns of which hundred thousands are only passed on."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        """No column is made with this."""
        raise NotImplementedError


RAW = RawId()


def raw_id(value: UUID) -> Any:
    """An id as the driver has it."""
    return Id().process_bind_param(value, db.engine.dialect)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, stored in UTC; naive values are refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Write a moment."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime says nothing about when")
        in_utc = value.astimezone(UTC)
        return in_utc if dialect.name == "postgresql" else in_utc.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Read a moment."""
        if value is None:
            return None
        return value.astimezone(UTC) if dialect.name == "postgresql" else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """What every table shares."""

    registry = registry(
        metadata=MetaData(naming_convention=CONSTRAINT_NAMES),
        type_annotation_map={UUID: Id(), datetime: UtcDateTime()},
    )


db = SQLAlchemy(
    model_class=Base,
    disable_autonaming=True,
    session_options={"expire_on_commit": False, "autoflush": False},
)
Model = Base if TYPE_CHECKING else db.Model

BEFORE_COMMIT: list[Callable[[], None]] = []
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
        connection.exec_driver_sql("BEGIN IMMEDIATE" if _writing.get() else "BEGIN")


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
            try:
                yield
                if write:
                    db.session.flush()
                    for before_commit in BEFORE_COMMIT:
                        before_commit()
                    db.session.commit()
            finally:
                db.session.rollback()
                db.session.info.clear()
    finally:
        _writing.reset(writing)


@contextmanager
def snapshot() -> Generator[Connection]:
    """The database as it is at the first read of the block; it holds up no writer."""
    steady = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    options = steady if db.engine.dialect.name == "postgresql" else {}
    with db.engine.connect().execution_options(**options) as connection:
        yield connection


def _lock() -> Any:
    return current_app.extensions.get("write_lock") or nullcontext()


def with_one_retry(work: Callable[[], T]) -> T:
    """Run `work`; once more if it lost a race for a row.

    Raises:
        WriteConflict: it lost twice.
        Busy: the database could not take the write.
    """
    try:
        return work()
    except DBAPIError as error:
        if not lost_a_race(error):
            raise Busy from error
    try:
        return work()
    except IntegrityError as error:
        raise WriteConflict from error
    except DBAPIError as error:
        raise Busy from error


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
