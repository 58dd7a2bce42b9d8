"""The first tables."""

import secrets

import sqlalchemy as sa
from alembic import op

from server.core.db import Id, UtcDateTime

revision = "first"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "accounts",
        sa.Column("id", Id(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("device_secret_hash", sa.LargeBinary(length=32), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
    )
    op.create_table(
        "events",
        sa.Column("id", Id(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("starts_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.Column("code_zero_at", UtcDateTime(), nullable=False),
        sa.Column("join_code", sa.String(length=8), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("number between 1 and 16777215", name=op.f("ck_events_number_fits_three_bytes")),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_events_ends_after_it_starts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
        sa.UniqueConstraint("join_code", name=op.f("uq_events_join_code")),
        sa.UniqueConstraint("number", name=op.f("uq_events_number")),
    )
    op.create_table(
        "feed_epochs",
        sa.Column("epoch", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("epoch", name=op.f("pk_feed_epochs")),
    )
    op.create_table(
        "applied_writes",
        sa.Column("account_id", Id(), nullable=False),
        sa.Column("write_id", Id(), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("entity_id", Id(), nullable=True),
        sa.Column("applied_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_applied_writes_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", "write_id", name=op.f("pk_applied_writes")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "attendees",
        sa.Column("id", Id(), nullable=False),
        sa.Column("event_id", Id(), nullable=False),
        sa.Column("account_id", Id(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("pronouns", sa.String(length=30), nullable=False),
        sa.Column("boundary", sa.String(length=80), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("card_id", sa.LargeBinary(length=8), nullable=False),
        sa.Column("live_secret", sa.LargeBinary(length=32), nullable=False),
        sa.Column("badge_handle", sa.LargeBinary(length=16), nullable=False),
        sa.Column("share_with_everyone", sa.Boolean(), nullable=False),
        sa.Column("card", sa.Text(), nullable=False),
        sa.Column("shared_details", sa.Text(), nullable=False),
        sa.Column("joined_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("status in ('attending', 'left')", name=op.f("ck_attendees_status_is_known")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_attendees_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_attendees_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendees")),
        sa.UniqueConstraint("badge_handle", name=op.f("uq_attendees_badge_handle")),
        sa.UniqueConstraint("event_id", "account_id", name=op.f("uq_attendees_event_id_account_id")),
        sa.UniqueConstraint("event_id", "card_id", name=op.f("uq_attendees_event_id_card_id")),
    )
    with op.batch_alter_table("attendees", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attendees_account_id"), ["account_id"], unique=False)

    op.create_table(
        "blocks",
        sa.Column("blocker_id", Id(), nullable=False),
        sa.Column("blocked_id", Id(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("blocker_id <> blocked_id", name=op.f("ck_blocks_nobody_blocks_oneself")),
        sa.ForeignKeyConstraint(
            ["blocked_id"], ["accounts.id"], name=op.f("fk_blocks_blocked_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["blocker_id"], ["accounts.id"], name=op.f("fk_blocks_blocker_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("blocker_id", "blocked_id", name=op.f("pk_blocks")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("blocks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_blocks_blocked_id"), ["blocked_id"], unique=False)

    op.create_table(
        "feed_counters",
        sa.Column("account_id", Id(), nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_feed_counters_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_feed_counters")),
    )
    op.create_table(
        "feed_rows",
        sa.Column("account_id", Id(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("entity_id", Id(), nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_feed_rows_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", "kind", "entity_id", name=op.f("pk_feed_rows")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("feed_rows", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_feed_rows_account_id_n"), ["account_id", "n"], unique=True)

    op.create_table(
        "organisers",
        sa.Column("event_id", Id(), nullable=False),
        sa.Column("account_id", Id(), nullable=False),
        sa.Column("role", sa.String(length=8), nullable=False),
        sa.CheckConstraint("role in ('owner', 'staff')", name=op.f("ck_organisers_role_is_known")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_organisers_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_organisers_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", "account_id", name=op.f("pk_organisers")),
    )
    with op.batch_alter_table("organisers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organisers_account_id"), ["account_id"], unique=False)

    op.create_table(
        "prompts",
        sa.Column("id", Id(), nullable=False),
        sa.Column("event_id", Id(), nullable=False),
        sa.Column("index", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=120), nullable=False),
        sa.Column("deck_key", sa.String(length=64), nullable=True),
        sa.CheckConstraint('"index" between 0 and 255', name=op.f("ck_prompts_index_is_one_byte")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_prompts_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prompts")),
        sa.UniqueConstraint("event_id", "index", name=op.f("uq_prompts_event_id_index")),
    )
    op.create_table(
        "sessions",
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("account_id", Id(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("last_seen_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_sessions_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_sessions")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("sessions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sessions_account_id"), ["account_id"], unique=False)

    op.create_table(
        "sign_in_passes",
        sa.Column("secret_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("account_id", Id(), nullable=False),
        sa.Column("uses_left", sa.Integer(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_sign_in_passes_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("secret_hash", name=op.f("pk_sign_in_passes")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "answers",
        sa.Column("attendee_id", Id(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("prompt_id", Id(), nullable=False),
        sa.Column("text", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["attendee_id"], ["attendees.id"], name=op.f("fk_answers_attendee_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["prompt_id"], ["prompts.id"], name=op.f("fk_answers_prompt_id")),
        sa.PrimaryKeyConstraint("attendee_id", "position", name=op.f("pk_answers")),
    )
    with op.batch_alter_table("answers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_answers_prompt_id"), ["prompt_id"], unique=False)

    op.create_table(
        "consents",
        sa.Column("id", Id(), nullable=False),
        sa.Column("attendee_id", Id(), nullable=False),
        sa.Column("purpose", sa.String(length=32), nullable=False),
        sa.Column("wording", sa.String(length=16), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("given_at", UtcDateTime(), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["attendee_id"], ["attendees.id"], name=op.f("fk_consents_attendee_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
    )
    with op.batch_alter_table("consents", schema=None) as batch_op:
        batch_op.create_index(
            "uq_consents_one_in_force",
            ["attendee_id", "purpose"],
            unique=True,
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        )

    op.create_table(
        "contact_details",
        sa.Column("attendee_id", Id(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attendee_id"], ["attendees.id"], name=op.f("fk_contact_details_attendee_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("attendee_id", "kind", name=op.f("pk_contact_details")),
    )
    op.create_table(
        "encounters",
        sa.Column("id", Id(), nullable=False),
        sa.Column("event_id", Id(), nullable=False),
        sa.Column("first_id", Id(), nullable=False),
        sa.Column("second_id", Id(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("met_at", UtcDateTime(), nullable=False),
        sa.Column("mutual_at", UtcDateTime(), nullable=True),
        sa.Column("arrived_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "(second_id IS NULL) = (state = 'unmatched')", name=op.f("ck_encounters_a_pair_is_matched")
        ),
        sa.CheckConstraint(
            "state in ('unmatched', 'pending', 'mutual')", name=op.f("ck_encounters_state_is_known")
        ),
        sa.CheckConstraint("first_id < second_id", name=op.f("ck_encounters_pair_is_ordered")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_encounters_event_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["first_id"], ["attendees.id"], name=op.f("fk_encounters_first_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["second_id"], ["attendees.id"], name=op.f("fk_encounters_second_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_encounters")),
    )
    with op.batch_alter_table("encounters", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_encounters_first_id"), ["first_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_encounters_second_id"), ["second_id"], unique=False)
        batch_op.create_index(
            "uq_encounters_pair",
            ["event_id", "first_id", "second_id"],
            unique=True,
            sqlite_where=sa.text("second_id IS NOT NULL"),
            postgresql_where=sa.text("second_id IS NOT NULL"),
        )

    op.create_table(
        "encounter_ids",
        sa.Column("account_id", Id(), nullable=False),
        sa.Column("client_id", Id(), nullable=False),
        sa.Column("encounter_id", Id(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_encounter_ids_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["encounter_id"],
            ["encounters.id"],
            name=op.f("fk_encounter_ids_encounter_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("account_id", "client_id", name=op.f("pk_encounter_ids")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "encounter_sides",
        sa.Column("attendee_id", Id(), nullable=False),
        sa.Column("encounter_id", Id(), nullable=False),
        sa.Column("account_id", Id(), nullable=False),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.Column("scanned_at", UtcDateTime(), nullable=True),
        sa.Column("scanned_how", sa.String(length=8), nullable=True),
        sa.Column("scanned_id", Id(), nullable=True),
        sa.Column("fresh", sa.Boolean(), nullable=False),
        sa.Column("ignored_at", UtcDateTime(), nullable=True),
        sa.Column("shared_at", UtcDateTime(), nullable=True),
        sa.Column("card", sa.Text(), nullable=True),
        sa.Column("details", sa.Text(), nullable=True),
        sa.Column("sought", sa.LargeBinary(length=8), nullable=True),
        sa.Column("code", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_encounter_sides_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["attendee_id"], ["attendees.id"], name=op.f("fk_encounter_sides_attendee_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["encounter_id"],
            ["encounters.id"],
            name=op.f("fk_encounter_sides_encounter_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("attendee_id", "encounter_id", name=op.f("pk_encounter_sides")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("encounter_sides", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_encounter_sides_encounter_id"), ["encounter_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_encounter_sides_scanned_id_scanned_at"), ["scanned_id", "scanned_at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_encounter_sides_sought"), ["sought"], unique=False)

    op.create_table(
        "notes",
        sa.Column("id", Id(), nullable=False),
        sa.Column("event_id", Id(), nullable=False),
        sa.Column("author_id", Id(), nullable=False),
        sa.Column("encounter_id", Id(), nullable=False),
        sa.Column("text", sa.String(length=280), nullable=False),
        sa.Column("offer", sa.String(length=280), nullable=False),
        sa.Column("conflict_of", Id(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("edited_at", UtcDateTime(), nullable=False),
        sa.Column("deleted_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"], ["attendees.id"], name=op.f("fk_notes_author_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["encounter_id"], ["encounters.id"], name=op.f("fk_notes_encounter_id")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_notes_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notes")),
    )
    with op.batch_alter_table("notes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notes_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_notes_encounter_id"), ["encounter_id"], unique=False)

    op.bulk_insert(sa.table("feed_epochs", sa.column("epoch", sa.String)), [{"epoch": secrets.token_hex(8)}])


def downgrade() -> None:
    """Go back."""
    with op.batch_alter_table("notes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_notes_encounter_id"))
        batch_op.drop_index(batch_op.f("ix_notes_author_id"))

    op.drop_table("notes")
    with op.batch_alter_table("encounter_sides", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_encounter_sides_sought"))
        batch_op.drop_index(batch_op.f("ix_encounter_sides_scanned_id_scanned_at"))
        batch_op.drop_index(batch_op.f("ix_encounter_sides_encounter_id"))

    op.drop_table("encounter_sides")
    op.drop_table("encounter_ids")
    with op.batch_alter_table("encounters", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_encounters_pair",
            sqlite_where=sa.text("second_id IS NOT NULL"),
            postgresql_where=sa.text("second_id IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_encounters_second_id"))
        batch_op.drop_index(batch_op.f("ix_encounters_first_id"))

    op.drop_table("encounters")
    op.drop_table("contact_details")
    with op.batch_alter_table("consents", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_consents_one_in_force",
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        )

    op.drop_table("consents")
    with op.batch_alter_table("answers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_answers_prompt_id"))

    op.drop_table("answers")
    op.drop_table("sign_in_passes")
    with op.batch_alter_table("sessions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sessions_account_id"))

    op.drop_table("sessions")
    op.drop_table("prompts")
    with op.batch_alter_table("organisers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organisers_account_id"))

    op.drop_table("organisers")
    with op.batch_alter_table("feed_rows", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_feed_rows_account_id_n"))

    op.drop_table("feed_rows")
    op.drop_table("feed_counters")
    with op.batch_alter_table("blocks", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_blocks_blocked_id"))

    op.drop_table("blocks")
    with op.batch_alter_table("attendees", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attendees_account_id"))

    op.drop_table("attendees")
    op.drop_table("applied_writes")
    op.drop_table("feed_epochs")
    op.drop_table("events")
    op.drop_table("accounts")
