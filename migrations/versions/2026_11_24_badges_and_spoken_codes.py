"""Badges that people claim, codes that they say, and requests that can be switched off."""

import secrets

import sqlalchemy as sa
from alembic import op

from server.core.db import Id, UtcDateTime

revision = "badges_and_spoken_codes"
down_revision = "events_change"
branch_labels = None
depends_on = None

SYMBOLS = "2346789FHKLMPRWXY"
SPOKEN = "scanned_how = 'spoken'"
ATTENDEE_COLUMNS = (
    "earlier_secrets",
    "badge_claimed_at",
    "spoken_code",
    "takes_requests",
    "shows_by_badge",
)


def upgrade() -> None:
    """Go forward. Columns are added in place: a table that others point to is never made anew."""
    op.add_column("attendees", sa.Column("earlier_secrets", sa.LargeBinary(), nullable=True))
    op.add_column("attendees", sa.Column("badge_claimed_at", UtcDateTime(), nullable=True))
    op.add_column("attendees", sa.Column("spoken_code", sa.String(length=7), nullable=True))
    op.add_column(
        "attendees", sa.Column("takes_requests", sa.Boolean(), server_default=sa.true(), nullable=False)
    )
    op.add_column(
        "attendees", sa.Column("shows_by_badge", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.create_index(
        "uq_attendees_event_id_spoken_code", "attendees", ["event_id", "spoken_code"], unique=True
    )
    _give_spoken_codes()
    op.create_table(
        "given_up_badges",
        sa.Column("handle", sa.LargeBinary(length=16), nullable=False),
        sa.Column("attendee_id", Id(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attendee_id"],
            ["attendees.id"],
            name=op.f("fk_given_up_badges_attendee_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("handle", name=op.f("pk_given_up_badges")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_given_up_badges_attendee_id"), "given_up_badges", ["attendee_id"], unique=False)
    op.add_column("encounter_sides", sa.Column("badge", sa.LargeBinary(length=16), nullable=True))
    op.add_column(
        "encounter_sides", sa.Column("asked", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.create_index(op.f("ix_encounter_sides_badge"), "encounter_sides", ["badge"], unique=False)
    op.create_index(
        "ix_encounter_sides_spoken_at",
        "encounter_sides",
        ["scanned_at"],
        unique=False,
        sqlite_where=sa.text(SPOKEN),
        postgresql_where=sa.text(SPOKEN),
    )
    _keep_showing_requests()


def _give_spoken_codes() -> None:
    attendees = sa.table("attendees", sa.column("id", Id()), sa.column("spoken_code", sa.String()))
    connection = op.get_bind()
    given: set[str] = set()
    for attendee_id in connection.execute(sa.select(attendees.c.id)).scalars().all():
        code = ""
        while not code or code in given:
            code = "".join(secrets.choice(SYMBOLS) for _ in range(7))
        given.add(code)
        connection.execute(sa.update(attendees).where(attendees.c.id == attendee_id).values(spoken_code=code))


def _keep_showing_requests() -> None:
    """Whoever was asked before goes on being asked."""
    op.execute(
        "UPDATE encounter_sides SET asked = (SELECT 1 = 1)"
        " WHERE EXISTS (SELECT 1 FROM encounter_sides AS theirs"
        " JOIN encounters ON encounters.id = theirs.encounter_id"
        " WHERE theirs.encounter_id = encounter_sides.encounter_id AND encounters.state = 'pending'"
        " AND theirs.attendee_id <> encounter_sides.attendee_id AND theirs.scanned_at IS NOT NULL)"
    )


def downgrade() -> None:
    """Go back."""
    op.drop_index("ix_encounter_sides_spoken_at", table_name="encounter_sides")
    op.drop_index(op.f("ix_encounter_sides_badge"), table_name="encounter_sides")
    op.drop_column("encounter_sides", "asked")
    op.drop_column("encounter_sides", "badge")
    op.drop_table("given_up_badges")
    op.drop_index("uq_attendees_event_id_spoken_code", table_name="attendees")
    for name in reversed(ATTENDEE_COLUMNS):
        op.drop_column("attendees", name)
