"""Events change and end: when people may join, deleted events, questions in an order of their own.

Columns are added in place: SQLite would rebuild a table for more, and dropping the old
one takes along whatever hangs on its rows.
"""

import sqlalchemy as sa
from alembic import op

from server.core.db import UtcDateTime

revision = "events_change"
down_revision = "follow_ups"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward; phones then read their events again, with what is new in them."""
    op.add_column("events", sa.Column("join_opens_at", UtcDateTime(), nullable=True))
    op.add_column("events", sa.Column("join_closes_at", UtcDateTime(), nullable=True))
    op.add_column("events", sa.Column("deleted_at", UtcDateTime(), nullable=True))
    op.add_column("prompts", sa.Column("position", sa.Integer(), server_default="0", nullable=False))
    op.add_column("prompts", sa.Column("retired_at", UtcDateTime(), nullable=True))
    op.execute('UPDATE prompts SET position = "index"')
    op.execute("UPDATE events SET version = version + 1")
    op.create_index(op.f("ix_attendees_event_id_joined_at_id"), "attendees", ["event_id", "joined_at", "id"])


def downgrade() -> None:
    """Go back; what was deleted stays closed, and what was retired is asked again."""
    op.drop_index(op.f("ix_attendees_event_id_joined_at_id"), "attendees")
    op.drop_column("prompts", "retired_at")
    op.drop_column("prompts", "position")
    op.drop_column("events", "deleted_at")
    op.drop_column("events", "join_closes_at")
    op.drop_column("events", "join_opens_at")
