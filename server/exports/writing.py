"""How a worker writes an export to its file: claimed, counted page by page, and taken over if it dies."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, and_, bindparam, delete, insert, or_, select, update

from server.core import files, spreadsheets
from server.core.clock import now
from server.core.db import RAW, db, raw_id, snapshot, transaction
from server.core.tokens import new_secret
from server.events.models import Event
from server.exports import rows
from server.exports.columns import HEADINGS, Sheet, others_said
from server.exports.models import (
    FAILED,
    FOLDER,
    LIFE,
    MOST_ATTEMPTS,
    READY,
    WAITING,
    WRITING,
    Export,
    ExportRow,
)

LEASE = timedelta(seconds=60)
ON_IT = insert(ExportRow).values(
    export_id=bindparam("of", type_=RAW), attendee_id=bindparam("who", type_=RAW)
)


class LeaseLost(Exception):
    """Another worker writes this export now."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A worker's hold on an export, as it was when the worker took it."""

    export_id: UUID
    attempt: int
    event_id: UUID
    format: str
    columns: tuple[str, ...]
    stem: str

    @property
    def mine(self) -> Any:
        """Still this worker's."""
        return and_(Export.id == self.export_id, Export.attempt == self.attempt, Export.state == WRITING)


def write_exports() -> int:
    """Write every export that waits, and those whose worker died; how many."""
    done = 0
    while (claim := _claim()) is not None:
        try:
            _write(claim)
        except LeaseLost:
            continue
        except Exception:
            with suppress(LeaseLost):
                _give_back(claim)
            raise
        done += 1
    return done


def _claim() -> Claim | None:
    """Take the oldest export that nobody writes; looking costs no write lock."""
    with transaction(write=False):
        if db.session.execute(select(Export.id).where(_free()).limit(1)).first() is None:
            return None
    with transaction():
        export = db.session.scalars(
            select(Export).where(_free()).order_by(Export.asked_at).limit(1).with_for_update(skip_locked=True)
        ).first()
        return _take(export) if export is not None else None


def _free() -> Any:
    """Wanted, and nobody's work; of an event that was deleted meanwhile nothing is taken out."""
    return and_(
        Export.attempt < MOST_ATTEMPTS,
        Export.event_id.in_(select(Event.id).where(Event.deleted_at.is_(None))),
        or_(Export.state == WAITING, and_(Export.state == WRITING, Export.leased_until < now())),
    )


def _take(export: Export) -> Claim:
    """Begin an attempt: nothing of an earlier one counts."""
    db.session.execute(delete(ExportRow).where(ExportRow.export_id == export.id))
    files.remove(FOLDER, export.file)
    stem = new_secret()
    export.state, export.attempt, export.rows_done = WRITING, export.attempt + 1, 0
    export.leased_until, export.file = now() + LEASE, f"{stem}.part"
    return Claim(export.id, export.attempt, export.event_id, export.format, export.column_keys, stem)


def _write(claim: Claim) -> None:
    """Write the file from one snapshot of the database, then say that it is there.

    Who is listed, what each agreed to, and how many others there are, belong to one moment: in pages
    read one after another, somebody who withdrew meanwhile would be counted twice or not at all. The
    snapshot holds nobody up, for in SQLite's WAL and in PostgreSQL readers block no writer.
    """
    part = files.folder(FOLDER) / f"{claim.stem}.part"
    whole = part.with_name(f"{claim.stem}.{claim.format}")
    with snapshot() as reader:
        sheet = rows.sheet_of(reader, claim.event_id, claim.columns)
        listed, others = rows.figures(reader, claim.event_id)
        _update(claim, rows_total=listed, others=others)
        WRITERS[claim.format](part, claim, sheet, _lines(claim, reader, sheet, others))
    _update(claim, leased_until=now() + LEASE)
    files.finish(part, whole)
    moment = now()
    _update(
        claim,
        state=READY,
        file=whole.name,
        size=whole.stat().st_size,
        made_at=moment,
        expires_at=moment + LIFE,
        leased_until=None,
    )


def _lines(claim: Claim, reader: Connection, sheet: Sheet, others: int) -> Iterator[list[str]]:
    """Everybody's row, then how many others there are; after each page it is noted who was on it."""
    done = 0
    for ids, page in rows.pages(reader, sheet):
        yield from page
        done += len(page)
        _note(claim, ids, done)
    yield [f"# {others_said(others)}", *[""] * (len(sheet.headings()) - 1)]


def _note(claim: Claim, ids: Sequence[Any], done: int) -> None:
    """Keep who was on a page, how far the file has come, and the lease."""
    with transaction():
        export_id = raw_id(claim.export_id)
        db.session.connection().execute(ON_IT, [{"of": export_id, "who": who} for who in ids])
        _change(claim, rows_done=done, leased_until=now() + LEASE)


def _update(claim: Claim, **values: Any) -> None:
    with transaction():
        _change(claim, **values)


def _change(claim: Claim, **values: Any) -> None:
    changed: Any = db.session.execute(update(Export).where(claim.mine).values(**values))
    if changed.rowcount == 0:
        raise LeaseLost


def _give_back(claim: Claim) -> None:
    """Let the next round try again what failed here, a few times."""
    with transaction():
        state = FAILED if claim.attempt == MOST_ATTEMPTS else WAITING
        _change(claim, state=state, file=None, leased_until=None)
        db.session.execute(delete(ExportRow).where(ExportRow.export_id == claim.export_id))
    files.remove(FOLDER, f"{claim.stem}.part")


def _csv(path: Path, _claim: Claim, sheet: Sheet, lines: Iterable[list[str]]) -> None:
    spreadsheets.write_csv(path, sheet.headings(), lines)


def _xlsx(path: Path, claim: Claim, sheet: Sheet, lines: Iterable[list[str]]) -> None:
    about = ["About this file", ""]
    spreadsheets.write_xlsx(
        path, [("Attendees", sheet.headings(), lines), ("About", about, _about(claim, sheet))]
    )


def _about(claim: Claim, sheet: Sheet) -> Iterator[list[str]]:
    """What stands on the second sheet."""
    with transaction(write=False):
        event = db.session.get_one(Event, claim.event_id)
        export = db.session.get_one(Export, claim.export_id)
        lines = [
            ["Event", event.name],
            ["Made by", export.by_name],
            ["Asked for", sheet.local(export.asked_at)],
            ["Time zone", str(sheet.zone)],
            ["Columns", ", ".join(HEADINGS.get(key, "Answers") for key in sheet.columns)],
            ["On the list", str(export.rows_total)],
            ["Not on the list", others_said(export.others)],
        ]
    yield from lines


WRITERS: dict[str, Callable[[Path, Claim, Sheet, Iterable[list[str]]], None]] = {"csv": _csv, "xlsx": _xlsx}
