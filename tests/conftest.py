"""One application on one real database for the whole run; every test starts with empty tables."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest
import time_machine
from sqlalchemy import create_engine, make_url, text

from server.app import create_app
from server.core.db import Base, db
from server.core.tokens import new_id
from server.operations import migrate
from server.settings import Settings
from tests.people import BASE_URL, Person
from tests.postgres import postgres

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask import Flask

KEPT = frozenset({"feed_epochs"})
MEMORY = Path("/dev/shm")  # noqa: S108  a folder of our own is made in it; tests need no disk
PRESENT = datetime(2026, 11, 22, 18, 0, 30, tzinfo=UTC)  # in the middle of a minute, as live codes count

hypothesis.settings.register_profile("kith", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("kith")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the caller choose the database."""
    parser.addoption("--database", choices=("sqlite", "postgres"), default="sqlite")


def pytest_configure(config: pytest.Config) -> None:
    """Name our own marker."""
    config.addinivalue_line("markers", "database(*names): what is about these databases alone")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is about the other database alone."""
    chosen = config.getoption("--database")
    others = [item for item in items for mark in item.iter_markers("database") if chosen not in mark.args]
    items[:] = [item for item in items if item not in others]
    config.hook.pytest_deselected(items=others)


@pytest.fixture(scope="session")
def database(request: pytest.FixtureRequest) -> str:
    """The name of the database system of this run."""
    return str(request.config.getoption("--database"))


@pytest.fixture(scope="session")
def database_url(database: str) -> Iterator[str]:
    """Where the tests' own database is."""
    if database == "postgres":
        with postgres() as url:
            yield url
    else:
        with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
            yield f"sqlite:///{folder}/kith.db"


@pytest.fixture
def new_database_url(database: str, database_url: str, tmp_path: Path) -> Iterator[str]:
    """Another database, with nothing in it."""
    if database == "sqlite":
        yield f"sqlite:///{tmp_path / 'new.db'}"
        return
    name = f"new_{new_id().hex}"
    engine = create_engine(database_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
        yield make_url(database_url).set(database=name).render_as_string(hide_password=False)
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


@pytest.fixture(scope="session")
def web_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small build of the web app."""
    root = tmp_path_factory.mktemp("web")
    (root / "assets").mkdir()
    (root / "index.html").write_text("<!doctype html><title>Kith</title>")
    (root / "s.html").write_text("<!doctype html><title>A card</title>")
    (root / "api-docs").mkdir()
    (root / "api-docs" / "index.html").write_text("<!doctype html><title>The API</title>")
    (root / "assets" / "main-abc123.js").write_text("export {};")
    (root / "csp-hashes.json").write_text('{"style": ["sha256-dGVzdA=="]}')
    return root


@pytest.fixture(scope="session")
def settings(database_url: str, web_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The settings of this run."""
    return Settings.from_environment(
        {
            "KITH_BASE_URL": BASE_URL,
            "KITH_DATABASE_URL": database_url,
            "KITH_DATA_DIR": str(tmp_path_factory.mktemp("data")),
            "KITH_WEB_ROOT": str(web_root),
        }
    )


@pytest.fixture(scope="session")
def prepared_app(settings: Settings) -> Iterator[Flask]:
    """The application, its tables made by the migrations."""
    app = create_app(settings)
    with app.app_context():
        migrate.upgrade()
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """A clock that stands still until a test moves it."""
    with time_machine.travel(PRESENT, tick=False) as traveller:
        yield traveller


@pytest.fixture
def app(prepared_app: Flask, clock: time_machine.Traveller) -> Iterator[Flask]:
    """The application with empty tables, while the clock stands still."""
    yield prepared_app
    with prepared_app.app_context(), db.engine.begin() as connection:
        if connection.execute(text("SELECT 1 FROM accounts LIMIT 1")).first() is None:
            return  # everything begins with an account
        tables = [table.name for table in reversed(Base.metadata.sorted_tables) if table.name not in KEPT]
        deletions = [f'DELETE FROM "{name}"' for name in tables]  # noqa: S608  names of our own tables
        for statement in ["; ".join(deletions)] if connection.dialect.name == "postgresql" else deletions:
            connection.exec_driver_sql(statement)


@pytest.fixture
def person(app: Flask) -> Callable[[str], Person]:
    """Somebody new with a phone."""
    return lambda name: Person(app, name)


@pytest.fixture
def olga(app: Flask) -> Person:
    """The organiser."""
    return Person(app, "Olga")


@pytest.fixture
def event(olga: Person) -> dict[str, Any]:
    """Olga's event, which goes on now."""
    return olga.create_event()


@pytest.fixture
def ada(app: Flask, event: dict[str, Any]) -> Person:
    """Attends."""
    return attending(app, "Ada", event)


@pytest.fixture
def bo(app: Flask, event: dict[str, Any]) -> Person:
    """Attends."""
    return attending(app, "Bo", event)


@pytest.fixture
def other_event(olga: Person) -> dict[str, Any]:
    """Another event of Olga's."""
    return olga.create_event(name="Seed swap")


@pytest.fixture
def cy(app: Flask, other_event: dict[str, Any]) -> Person:
    """Attends the other event."""
    return attending(app, "Cy", other_event)


def attending(app: Flask, name: str, event: dict[str, Any]) -> Person:
    """Somebody who has joined an event."""
    person = Person(app, name)
    person.join(event)
    return person
