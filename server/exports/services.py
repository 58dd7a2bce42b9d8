"""How an export is asked for, fetched, and cleared away."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import and_, delete, or_, select

from server.core import files
from server.core.clock import now
from server.core.db import db
from server.core.errors import DomainError, IdReuse, IdTaken
from server.events.models import Event, Organiser
from server.exports import queries
from server.exports.columns import COLUMNS
from server.exports.models import FAILED, FOLDER, LIFE, MOST_ATTEMPTS, WAITING, WRITING, Export, ExportRow
from server.exports.rows import figures

MOST_WAITING = 3


class TooManyExports(DomainError):
    """Several exports of this event are under way."""

    status: ClassVar[int] = 409
    code: ClassVar[str] = "too_many_exports"
    detail: ClassVar[str] = "Three files of this event are being made already. Wait until one is ready."


class FileNotReady(DomainError):
    """The file of an export is not there yet."""

    status: ClassVar[int] = 409
    code: ClassVar[str] = "export_not_ready"
    detail: ClassVar[str] = "This file is still being made. Ask again in a moment."


class FileGone(DomainError):
    """The file of an export is there no longer."""

    status: ClassVar[int] = 410
    code: ClassVar[str] = "export_gone"
    detail: ClassVar[str] = "This file is gone: files are kept for a day. Make a new one."


def request_export(
    exporter: Organiser,
    export_id: UUID,
    *,
    by_name: str,
    file_format: str,
    columns: Sequence[str],
) -> Export:
    """Ask for a file; a worker writes it soon. The same again changes nothing."""
    chosen = ",".join(column for column in COLUMNS if column in columns)
    known = db.session.get(Export, export_id)
    if known is not None:
        if (known.event_id, known.account_id) != (exporter.event_id, exporter.account_id):
            raise IdTaken
        if (known.format, known.columns) != (file_format, chosen):
            raise IdReuse
        return known
    under_way = [one for one in queries.exports_of(exporter) if one.state in {WAITING, WRITING}]
    if len(under_way) >= MOST_WAITING:
        raise TooManyExports
    export = Export(
        id=export_id,
        event_id=exporter.event_id,
        account_id=exporter.account_id,
        by_name=by_name,
        format=file_format,
        columns=chosen,
        state=WAITING,
        attempt=0,
        rows_done=0,
        rows_total=figures(db.session.connection(), exporter.event_id)[0],
        others=0,
        asked_at=now(),
    )
    db.session.add(export)
    db.session.flush()
    return export


def file_of(exporter: Organiser, export_id: UUID) -> tuple[Export, Path, str]:
    """The file of an export, and a name for it that any system takes.

    Raises:
        FileNotReady: it is not written yet.
        FileGone: it was kept for a day, or could not be written.
    """
    export = queries.export_of(exporter, export_id)
    if export.state in {WAITING, WRITING}:
        raise FileNotReady
    path = files.folder(FOLDER) / export.file if export.file else None
    if path is None or not path.is_file():
        raise FileGone
    event = db.session.get_one(Event, export.event_id)
    words = re.sub(r"[\W_]+", "-", event.name).strip("-") or "event"
    day = export.asked_at.astimezone(ZoneInfo(event.zone)).date()
    return export, path, f"Kith-{words}-{day}.{export.format}"


def clear_away() -> int:
    """Remove the files that are a day old, and whatever a killed worker left; how many files were old."""
    _give_up()
    moment = now()
    old = db.session.scalars(select(Export).where(Export.file.is_not(None), Export.expires_at < moment)).all()
    for export in old:
        files.remove(FOLDER, export.file)
        export.file = None
    db.session.flush()
    kept = set(db.session.scalars(select(Export.file).where(Export.file.is_not(None))))
    stray = [path for path in files.folder(FOLDER).iterdir() if path.name not in kept]
    for path in stray:
        if moment.timestamp() - path.stat().st_mtime > 2 * LIFE.total_seconds():
            path.unlink(missing_ok=True)
    return len(old)


def _give_up() -> None:
    """Say of exports that nobody will write any more that they failed: nobody is on them, nothing is kept."""
    gone = select(Event.id).where(Event.deleted_at.is_not(None))
    left = and_(Export.state == WRITING, Export.leased_until < now())
    nobodys = or_(Export.attempt >= MOST_ATTEMPTS, Export.event_id.in_(gone))
    given_up = db.session.scalars(
        select(Export).where(or_(left, Export.state == WAITING), nobodys).with_for_update(skip_locked=True)
    ).all()
    for export in given_up:
        files.remove(FOLDER, export.file)
        export.state, export.leased_until, export.file = FAILED, None, None
    ids = [export.id for export in given_up]
    db.session.execute(delete(ExportRow).where(ExportRow.export_id.in_(ids)))
