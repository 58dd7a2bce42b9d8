"""Exports, who was on each, and which organisers may make one."""

import sqlalchemy as sa
from alembic import op

from server.core.db import Id, UtcDateTime

revision = "exports"
down_revision = "badges_and_spoken_codes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.add_column(
        "organisers", sa.Column("may_export", sa.Boolean(), nullable=False, server_default=sa.text("false"))
    )
    op.create_table(
        "exports",
        sa.Column("id", Id(), nullable=False),
        sa.Column("event_id", Id(), nullable=False),
        sa.Column("account_id", Id(), nullable=True),
        sa.Column("by_name", sa.String(length=60), nullable=False),
        sa.Column("format", sa.String(length=8), nullable=False),
        sa.Column("columns", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("leased_until", UtcDateTime(), nullable=True),
        sa.Column("rows_done", sa.Integer(), nullable=False),
        sa.Column("rows_total", sa.Integer(), nullable=False),
        sa.Column("others", sa.Integer(), nullable=False),
        sa.Column("file", sa.String(length=64), nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=True),
        sa.Column("expires_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "state in ('waiting', 'writing', 'ready', 'failed')", name=op.f("ck_exports_state_is_known")
        ),
        sa.CheckConstraint("format in ('csv', 'xlsx')", name=op.f("ck_exports_format_is_known")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_exports_event_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_exports_account_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exports")),
    )
    op.create_index(op.f("ix_exports_event_id_asked_at"), "exports", ["event_id", "asked_at"], unique=False)
    op.create_index(op.f("ix_exports_account_id"), "exports", ["account_id"], unique=False)
    op.create_index(op.f("ix_exports_state"), "exports", ["state"], unique=False)
    op.create_table(
        "export_rows",
        sa.Column("export_id", Id(), nullable=False),
        sa.Column("attendee_id", Id(), nullable=False),
        sa.ForeignKeyConstraint(
            ["export_id"], ["exports.id"], name=op.f("fk_export_rows_export_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["attendee_id"], ["attendees.id"], name=op.f("fk_export_rows_attendee_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("export_id", "attendee_id", name=op.f("pk_export_rows")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_export_rows_attendee_id"), "export_rows", ["attendee_id"], unique=False)


def downgrade() -> None:
    """Go back."""
    op.drop_table("export_rows")
    op.drop_table("exports")
    op.drop_column("organisers", "may_export")
