"""The database's shape: one line of migrations, there and back, that ends where the models are."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

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
