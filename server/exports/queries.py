"""What was taken out of an event, as its organisers and those on it may know."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import select

from server.accounts.models import Account
from server.attendees.models import Attendee
from server.core.clock import as_text
from server.core.db import db
from server.core.errors import DomainError, NotFound
from server.events import queries as events
from server.events.models import OWNER, Event, Organiser
from server.exports.models import READY, Export, ExportRow
from server.exports.rows import figures, row_about

RETENTION = timedelta(days=183)  # six months, as the wording of the consents says


class ExportNotAllowed(DomainError):
    """Exporting is the owner's, or theirs to whom the owner gave the right."""

    status: ClassVar[int] = 403
    code: ClassVar[str] = "export_not_allowed"
    detail: ClassVar[str] = "You help at this event, but may not export its attendees. Ask its owner for it."


def exporter_of(account_id: UUID, event_id: UUID) -> Organiser:
    """The one door to exports: an account's right to export an event's attendees.

    Raises:
        NotFound: it does not organise this event.
        ExportNotAllowed: it does, without this right.
    """
    role = events.organiser_of(account_id, event_id)
    if role.role != OWNER and not role.may_export:
        raise ExportNotAllowed
    return role


def export_of(exporter: Organiser, export_id: UUID) -> Export:
    """One export of the exporter's event.

    Raises:
        NotFound: this event has no such export.
    """
    found = db.session.get(Export, export_id)
    if found is None or found.event_id != exporter.event_id:
        raise NotFound
    return found


def exports_of(exporter: Organiser) -> Sequence[Export]:
    """Every export of the exporter's event, newest first."""
    return db.session.scalars(
        select(Export).where(Export.event_id == exporter.event_id).order_by(Export.asked_at.desc(), Export.id)
    ).all()


def exports_with(attendee: Attendee) -> Sequence[Export]:
    """The exports that an attendee's row was on, newest first."""
    return db.session.scalars(
        select(Export)
        .join(ExportRow, ExportRow.export_id == Export.id)
        .where(ExportRow.attendee_id == attendee.id, Export.state == READY)
        .order_by(Export.made_at.desc(), Export.id)
    ).all()


def organisers_of(event_id: UUID) -> Sequence[tuple[str, str]]:
    """The names of those who organise an event, and their roles; the owner first."""
    rows = db.session.execute(
        select(Account.name, Organiser.role)
        .join(Organiser, Organiser.account_id == Account.id)
        .where(Organiser.event_id == event_id)
        .order_by(Organiser.role, Account.name)
    )
    return [(name, role) for name, role in rows]


def overview(exporter: Organiser) -> dict[str, Any]:
    """All that the exporter's page shows."""
    listed, others = figures(db.session.connection(), exporter.event_id)
    return {"listed": listed, "others": others, "exports": list(map(as_told, exports_of(exporter)))}


def as_told(export: Export) -> dict[str, Any]:
    """An export as its organisers are told of it."""
    return {
        "id": str(export.id),
        "by": export.by_name,
        "format": export.format,
        "columns": export.column_keys,
        "state": export.state,
        "rows_done": export.rows_done,
        "rows_total": export.rows_total,
        "others": export.others,
        "size": export.size,
        "asked_at": as_text(export.asked_at),
        "made_at": _moment(export.made_at),
        "expires_at": _moment(export.expires_at),
        "there": export.state == READY and export.file is not None,
    }


def seen_of(attendee: Attendee) -> dict[str, Any]:
    """What the organisers see of an attendee: their names, the real row, and the exports it was on.

    Of an event that they deleted they see nothing any more; the exports are told all the same,
    for what was taken out before stays with whoever has it.
    """
    event = db.session.get_one(Event, attendee.event_id)
    row = _row_seen(attendee, event)
    return {
        "organisers": [{"name": name, "role": role} for name, role in organisers_of(attendee.event_id)],
        "name": attendee.name,
        "joined_at": as_text(attendee.joined_at),
        "row": row,
        "kept_until": as_text(event.ends_at + RETENTION) if row else None,
        "deleted_at": _moment(event.deleted_at),
        "exports": [
            {
                "by": export.by_name,
                "format": export.format,
                "columns": export.column_keys,
                "made_at": _moment(export.made_at),
            }
            for export in exports_with(attendee)
        ],
    }


def _row_seen(attendee: Attendee, event: Event) -> list[dict[str, str]] | None:
    sheet, row = row_about(attendee)
    if row is None or event.deleted_at:
        return None
    return [{"heading": heading, "text": text} for heading, text in zip(sheet.headings(), row, strict=True)]


def _moment(moment: datetime | None) -> str | None:
    return as_text(moment) if moment else None
