"""All minutes at which somebody was scanned, until the two have met; waiting codes are found fast.

The column is added in place, and stays empty for scans of before: their one time is kept beside it.
"""

import sqlalchemy as sa
from alembic import op

revision = "scans_of_each_other"
down_revision = "exports"
branch_labels = None
depends_on = None

WAITING = "code IS NOT NULL"


def upgrade() -> None:
    """Go forward."""
    op.add_column("encounter_sides", sa.Column("live_minutes", sa.LargeBinary(length=32), nullable=True))
    op.create_index(
        "ix_encounter_sides_waiting",
        "encounter_sides",
        ["encounter_id"],
        sqlite_where=sa.text(WAITING),
        postgresql_where=sa.text(WAITING),
    )


def downgrade() -> None:
    """Go back; of several scans of one person the first counts again."""
    op.drop_index("ix_encounter_sides_waiting", "encounter_sides")
    op.drop_column("encounter_sides", "live_minutes")
