"""How Alembic reaches the database: the application's own connection settings."""

from typing import Literal

from alembic import context
from sqlalchemy import Connection

from server.core.db import Base, Id, UtcDateTime

MIGRATION_LOCK = 0x4B697468  # "Kith": one migrator at a time on PostgreSQL


def render_item(kind: str, item: object, _context: object) -> str | Literal[False]:
    """Write our own column types by name."""
    if kind == "type" and isinstance(item, Id | UtcDateTime):
        return f"{type(item).__name__}()"
    return False


def run(connection: Connection) -> None:
    """Run the migrations on one connection, in one transaction."""
    if connection.dialect.name == "postgresql":
        # Another host may migrate for long, and is waited for; nobody's tables are.
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})")
        connection.exec_driver_sql("SET LOCAL lock_timeout = '2s'")
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_item=render_item,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


run(context.config.attributes["connection"])
