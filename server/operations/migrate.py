"""Brings the database to the newest shape."""

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config

from server.core.db import connection, transaction

FOLDER = Path(__file__).parent.parent.parent / "migrations"


def upgrade() -> None:
    """Run every migration that the database has not had.

    Raises:
        Busy: on SQLite, another process is writing, perhaps a migration, too.
    """
    _run(command.upgrade, "head")


def downgrade(revision: str) -> None:
    """Go back to `revision`."""
    _run(command.downgrade, revision)


def make(message: str, revision: str) -> None:
    """Write a migration from the difference between the models and the database."""
    _run(command.revision, message=message, rev_id=revision, autogenerate=True)


def _run(what: Any, *arguments: Any, **options: Any) -> None:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("file_template", "%%(year)d_%%(month).2d_%%(day).2d_%%(rev)s")
    with transaction():
        config.attributes["connection"] = connection()
        what(config, *arguments, **options)
