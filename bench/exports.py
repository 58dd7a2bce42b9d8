"""What an export of an event with very many attendees costs, and how much memory its process takes."""

from __future__ import annotations

import csv
import os
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select

from bench.measure import Measurement, at_most
from bench.pair import folder
from bench.wire import processor_times
from bench.world import World
from scripts.paths import ROOT
from server.core.db import db, transaction
from server.core.tokens import new_id
from server.events.models import Organiser
from server.exports import rows, services, writing
from server.exports.columns import COLUMNS
from tests.exports import crowd

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

FORMATS = ("csv", "xlsx")
MOMENTS = (COLUMNS.index("joined_at"), COLUMNS.index("listed_since"))
ANSWER = """CASE WHEN w.id IS NULL THEN '' ELSE coalesce((SELECT text FROM answers
WHERE attendee_id = a.id AND +prompt_id = ?), '') END"""  # the plus: never by the prompt, which all answer
DETAIL = """CASE WHEN c.id IS NULL THEN '' ELSE coalesce((SELECT value FROM contact_details
WHERE attendee_id = a.id AND kind = ? AND shared), '') END"""
PROMPTS = 'SELECT id FROM prompts WHERE event_id = ? ORDER BY "index"'
LISTED = """SELECT a.name, a.pronouns, a.joined_at, l.given_at, {}
FROM attendees a
JOIN consents l ON l.attendee_id = a.id AND l.purpose = 'organiser_list' AND l.withdrawn_at IS NULL
LEFT JOIN consents w ON w.attendee_id = a.id AND w.purpose = 'organiser_answers' AND w.withdrawn_at IS NULL
LEFT JOIN consents c ON c.attendee_id = a.id AND c.purpose = 'organiser_contact' AND c.withdrawn_at IS NULL
WHERE a.event_id = ? AND a.status = 'attending' ORDER BY a.joined_at, a.id"""


def measure_exports(*, few: int = 1_000, many: int = 100_000, rounds: int = 3) -> list[Measurement]:
    """Processor time of `many` rows by each way of writing them, and memory beyond that of `few`."""
    with folder() as home:
        world = World(f"sqlite:///{home}/kith.db", home)
        world.begin(1)
        small = _peaks(world, few)
        large = _peaks(world, many)
        turns: dict[str, Callable[[], Sequence[Callable[[], object]]]] = {
            kind: lambda kind=kind: [_asked_for(world, kind)] for kind in FORMATS
        }
        turns["raw"] = lambda: [lambda: write_by_hand(home, world.event_id)]
        took = processor_times(turns, rounds)
        world.close()
    return [
        at_most("export_csv_100k_x_raw", took["csv"] / took["raw"], 1.3, took["csv"]),
        at_most("export_xlsx_100k_x_csv", took["xlsx"] / took["csv"], 5, took["xlsx"]),
        *(
            Measurement(
                f"export_peak_mib_{kind}_100k_minus_1k", round(large[kind] - small[kind], 1), "MiB", 8
            )
            for kind in FORMATS
        ),
    ]


def write_by_hand(home: Path, event_id: UUID) -> Path:
    """The same rows, read by one statement of SQLite and written by Python's csv."""
    path = home / "by-hand.csv"
    with (
        sqlite3.connect(home / "kith.db") as connection,
        path.open("w", encoding="utf-8", newline="") as file,
    ):
        prompts = [prompt_id for (prompt_id,) in connection.execute(PROMPTS, [event_id.bytes])]
        kinds = COLUMNS[COLUMNS.index("answers") + 1 :]
        statement = LISTED.format(", ".join([ANSWER] * len(prompts) + [DETAIL] * len(kinds)))
        found = connection.execute(statement, [*prompts, *kinds, event_id.bytes])
        csv.writer(file).writerows(found)
    connection.close()
    return path


def _peaks(world: World, listed: int) -> dict[str, float]:
    """The most memory, in MiB, that a process takes to write each format when so many are on the list."""
    with world.app.app_context():
        while (missing := listed - _listed(world)) > 0:
            crowd.fill(world.event_id, -(-missing * 4 // 3))
    peaks: dict[str, float] = {}
    for kind in FORMATS:
        ask(world, kind)
        peaks[kind] = float(
            subprocess.run(
                [sys.executable, "-m", "tests.exports.crowd"],
                cwd=ROOT,
                env={**os.environ, **world.settings.to_environment()},
                stdout=subprocess.PIPE,
                check=True,
                text=True,
            ).stdout
        )
    return peaks


def _listed(world: World) -> int:
    with transaction(write=False):
        return rows.figures(db.session.connection(), world.event_id)[0]


def _asked_for(world: World, kind: str) -> Callable[[], object]:
    """Ask for an export, and return the work of writing it."""
    ask(world, kind)
    return lambda: write(world)


def ask(world: World, kind: str) -> None:
    """Ask for an export with all columns."""
    with world.app.app_context(), transaction():
        olga = db.session.scalars(select(Organiser).where(Organiser.event_id == world.event_id)).one()
        services.request_export(olga, new_id(), by_name="Olga", file_format=kind, columns=COLUMNS)


def write(world: World) -> None:
    """Write the one export that waits."""
    with world.app.app_context():
        if writing.write_exports() != 1:
            raise RuntimeError("there was not one export to write")
