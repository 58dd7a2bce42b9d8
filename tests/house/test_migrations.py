"""The database's shape: one line of migrations, there and back, that ends where the models are."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask

from server.app import create_app
from server.core.db import Base, db
from server.core.feed import epoch
from server.operations import migrate
from server.settings import Settings

Shape = dict[str, object]
KEY = UUID("01890000-0000-7000-8000-000000000001")
MOMENT = datetime(2026, 11, 22, 18, tzinfo=UTC)


@pytest.fixture
def bare(settings: Settings, new_database_url: str) -> Iterator[Flask]:
    """The application on a database with nothing in it."""
    app = create_app(replace(settings, database_url=new_database_url))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def config() -> Config:
    made = Config()
    made.set_main_option("script_location", str(migrate.FOLDER))
    return made


def scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(config())


def upgrade_to(revision: str) -> None:
    one_step = config()
    with db.engine.begin() as connection:
        one_step.attributes["connection"] = connection
        command.upgrade(one_step, revision)


def shape() -> Shape:
    """Everything that the database knows of its tables."""
    inspector = sa.inspect(db.engine)
    return {
        table: {
            "columns": {
                column["name"]: (str(column["type"]), column["nullable"], column["default"])
                for column in inspector.get_columns(table)
            },
            "key": inspector.get_pk_constraint(table),
            "links": _by_name(inspector.get_foreign_keys(table)),
            "unique": _by_name(inspector.get_unique_constraints(table)),
            "checks": {one["name"]: one["sqltext"] for one in inspector.get_check_constraints(table)},
            "indexes": _by_name(inspector.get_indexes(table)),
        }
        for table in inspector.get_table_names()
        if table != "alembic_version"
    }


def _by_name(found: list[Any]) -> dict[str, object]:
    return {one["name"]: _plain(one) for one in found}


def _plain(value: Any) -> object:
    """Conditions of indexes are objects of their own; their text is what counts."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in cast("dict[str, Any]", value).items()}
    return str(value)


def test_there_is_one_head() -> None:
    assert len(scripts().get_heads()) == 1


def test_file_names_start_with_their_date() -> None:
    for revision in scripts().walk_revisions():
        assert Path(revision.path).name[:10].replace("_", "").isdigit(), revision.path


def test_up_and_down_and_up_again(bare: Flask) -> None:
    migrate.upgrade()
    up = shape()
    assert set(up) == set(Base.metadata.tables)
    migrate.downgrade("base")
    assert shape() == {}
    migrate.upgrade()
    assert shape() == up


def test_each_step_can_be_taken_back(bare: Flask) -> None:
    shapes: list[Shape] = [shape()]
    revisions = [revision.revision for revision in reversed(list(scripts().walk_revisions()))]
    for revision in revisions:
        upgrade_to(revision)
        shapes.append(shape())
    for below, before in zip(reversed(["base", *revisions[:-1]]), reversed(shapes[:-1]), strict=True):
        migrate.downgrade(below)
        assert shape() == before


def test_going_forward_loses_no_row(bare: Flask) -> None:
    """SQLite rebuilds a table by dropping the old one, and whatever hangs on its rows goes with it."""
    first = next(revision for revision in scripts().walk_revisions() if revision.down_revision is None)
    upgrade_to(first.revision)
    rows = {
        "accounts": {"id": KEY, "name": "Ada", "created_at": MOMENT},
        "events": {
            "id": KEY,
            "number": 1,
            "name": "Repair café",
            "zone": "Europe/Lisbon",
            "starts_at": MOMENT,
            "ends_at": MOMENT + timedelta(hours=1),
            "code_zero_at": MOMENT,
            "join_code": "ABCDEFGH",
            "version": 1,
            "created_at": MOMENT,
        },
        "organisers": {"event_id": KEY, "account_id": KEY, "role": "owner"},
        "prompts": {"id": KEY, "event_id": KEY, "index": 0, "text": "What did you mend last?"},
    }
    with db.engine.begin() as connection:
        for table, row in rows.items():
            columns = [sa.column(name, Base.metadata.tables[table].c[name].type) for name in row]
            connection.execute(sa.insert(sa.table(table, *columns)).values(row))
    migrate.upgrade()
    with db.engine.connect() as connection:
        count = sa.select(sa.func.count())
        kept = {table: connection.execute(count.select_from(sa.table(table))).scalar() for table in rows}
    assert kept == dict.fromkeys(rows, 1)


def test_running_them_twice_changes_nothing(bare: Flask) -> None:
    migrate.upgrade()
    before, number = shape(), epoch()
    migrate.upgrade()
    assert (shape(), epoch()) == (before, number)


def test_they_end_where_the_models_are(bare: Flask) -> None:
    migrate.upgrade()
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_they_make_the_constraints_that_the_models_have(bare: Flask) -> None:
    migrate.upgrade()
    migrated = shape()
    migrate.downgrade("base")
    Base.metadata.create_all(db.engine)
    assert migrated == shape()


def test_every_database_has_an_epoch_of_its_own(bare: Flask, app: Flask) -> None:
    migrate.upgrade()
    here = epoch()
    with app.app_context():
        assert epoch() != here
    assert len(here) == 16


def test_tables_are_named_outright_and_keys_lead_each_index() -> None:
    for mapper in Base.registry.mappers:
        assert "__tablename__" in vars(mapper.class_), mapper.class_.__name__
    for table in Base.metadata.tables.values():
        assert table.primary_key.columns, table.name
        for constraint in table.constraints:
            assert constraint.name, table.name
