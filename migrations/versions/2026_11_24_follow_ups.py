"""Follow-ups."""

import sqlalchemy as sa
from alembic import op

from server.core.db import Id, UtcDateTime

revision = "follow_ups"
down_revision = "first"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "follow_ups",
        sa.Column("id", Id(), nullable=False),
        sa.Column("event_id", Id(), nullable=False),
        sa.Column("author_id", Id(), nullable=False),
        sa.Column("encounter_id", Id(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=True),
        sa.Column("sent_at", UtcDateTime(), nullable=True),
        sa.Column("conflict_of", Id(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("edited_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "state in ('drafted', 'sent', 'let_go')", name=op.f("ck_follow_ups_state_is_known")
        ),
        sa.CheckConstraint(
            "(sent_at IS NOT NULL) = (state = 'sent')", name=op.f("ck_follow_ups_sent_has_its_time")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["attendees.id"], name=op.f("fk_follow_ups_author_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["encounter_id"], ["encounters.id"], name=op.f("fk_follow_ups_encounter_id")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_follow_ups_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_ups")),
    )
    with op.batch_alter_table("follow_ups", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_follow_ups_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_follow_ups_encounter_id"), ["encounter_id"], unique=False)


def downgrade() -> None:
    """Go back."""
    with op.batch_alter_table("follow_ups", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_follow_ups_encounter_id"))
        batch_op.drop_index(batch_op.f("ix_follow_ups_author_id"))

    op.drop_table("follow_ups")
