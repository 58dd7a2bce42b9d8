"""What a push and a pull cost when a million encounters are there already, beside a thousand."""

from __future__ import annotations

import sqlite3
from itertools import count
from typing import TYPE_CHECKING

from bench.measure import Measurement, at_most
from bench.pair import folder
from bench.sync_push import SYNC, Phone
from bench.wire import Request, processor_times
from bench.world import JOINED_WITH, World, scan_op
from server.core.tokens import new_id

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

MET = 30
SPARE = 400  # guests at the end of the list, who meet nobody but in a measurement
MEETINGS = """INSERT INTO encounters (id, event_id, first_id, second_id, state, met_at, mutual_at, arrived_at)
SELECT make_id(), :event, min(a.id, b.id), max(a.id, b.id), 'mutual', :at, :at, :at
FROM circle a CROSS JOIN circle b ON b.n = (a.n + :step) % :size"""
SIDES = """INSERT INTO encounter_sides
(attendee_id, encounter_id, account_id, label, scanned_at, scanned_how, scanned_id, fresh, card)
SELECT me.id, e.id, me.account, '', :at, 'live', them.id, 1, '{"name":"Guest"}'
FROM encounters e CROSS JOIN circle me ON me.id IN (e.first_id, e.second_id)
CROSS JOIN circle them ON them.id = CASE me.id WHEN e.first_id THEN e.second_id ELSE e.first_id END
ORDER BY me.id, e.id"""
FEED = """INSERT INTO feed_rows (account_id, kind, entity_id, n, gone, changed_at)
SELECT account_id, 'encounter', encounter_id, :joined + row_number() OVER (PARTITION BY account_id), 0, :at
FROM encounter_sides ORDER BY account_id, encounter_id"""
LEDGER = """INSERT INTO applied_writes (account_id, write_id, digest, status, entity_id, applied_at)
SELECT account_id, encounter_id, zeroblob(32), 'applied', encounter_id, :at
FROM encounter_sides ORDER BY account_id, encounter_id"""
COUNT = """UPDATE feed_counters
SET n = (SELECT max(n) FROM feed_rows WHERE feed_rows.account_id = feed_counters.account_id)
WHERE account_id IN (SELECT account FROM circle)"""


def measure_growth(
    *, guests: int = 5_000, few: int = 1_000, many: int = 1_000_000, rounds: int = 7, calls: int = 10
) -> list[Measurement]:
    """Processor time with `many` encounters over that with `few`, of a push and of a page of thirty."""
    with folder() as home:
        small = World(f"sqlite:///{home}/small.db", home)
        large = World(f"sqlite:///{home}/large.db", home)
        for world, encounters in ((small, few), (large, many)):
            world.begin(guests)
            world.close()
            fill(home / f"{'small' if world is small else 'large'}.db", world, encounters)
        turns = {**_turns("few", small, calls), **_turns("many", large, calls)}
        took = processor_times(turns, rounds)
        small.close()
        large.close()
    return [
        at_most(
            f"growth_{act}_1m_over_1k", took[f"{act} many"] / took[f"{act} few"], 1.3, took[f"{act} many"]
        )
        for act in ("push", "pull")
    ]


def fill(path: Path, world: World, encounters: int) -> None:
    """Let the guests meet round the circle until there are so many encounters; set-wise, by the driver."""
    circle = world.guests[:-SPARE]
    number = count(1)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.create_function("make_id", 0, lambda: b"\x01\x9a" + next(number).to_bytes(14))
    for pragma in ("synchronous = OFF", "foreign_keys = OFF", "cache_size = -500000", "temp_store = MEMORY"):
        connection.execute(f"PRAGMA {pragma}")
    indexes = _drop_indexes(connection)
    connection.execute("BEGIN")
    connection.execute("CREATE TEMP TABLE circle (n INTEGER PRIMARY KEY, id BLOB UNIQUE, account BLOB)")
    rows = [(n, guest.attendee_id.bytes, guest.account_id.bytes) for n, guest in enumerate(circle)]
    connection.executemany("INSERT INTO circle VALUES (?, ?, ?)", rows)
    at = world.starts_at.strftime("%Y-%m-%d %H:%M:%S.%f")
    values = {"event": world.event_id.bytes, "at": at, "joined": JOINED_WITH, "size": len(circle)}
    for step in range(1, encounters // len(circle) + 1):
        connection.execute(MEETINGS, {**values, "step": step})
    rest = encounters % len(circle)
    step = encounters // len(circle) + 1
    connection.execute(f"{MEETINGS} WHERE a.n < :rest", {**values, "step": step, "rest": rest})
    for statement in (SIDES, FEED, LEDGER, COUNT, *indexes):
        connection.execute(statement, values)
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _drop_indexes(connection: sqlite3.Connection) -> list[str]:
    """Take away the indexes of what is filled, which are made faster afterwards, and return how."""
    found = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        " AND tbl_name IN ('encounters', 'encounter_sides')"
    ).fetchall()
    for name, _ in found:
        connection.execute(f"DROP INDEX {name}")
    return [sql for _, sql in found]


def _turns(name: str, world: World, calls: int) -> dict[str, Callable[[], Sequence[Callable[[], object]]]]:
    *others, reader, writer = world.guests[-SPARE:]
    ops = [scan_op(world, other, seq) for seq, other in enumerate(others[:MET])]
    Request(SYNC, reader, {"v": 1, "device_id": str(new_id()), "ops": ops}).send(world.app)
    page = Request(f"{SYNC}?cursor={world.epoch()}.{JOINED_WITH}&events={world.event_id}:1", reader)
    phone = Phone(world, writer, others[MET:])

    def push() -> list[Callable[[], object]]:
        sent = [Request(SYNC, writer, phone.batch(1)) for _ in range(calls)]
        return [lambda request=request: request.send(world.app) for request in sent]

    return {f"push {name}": push, f"pull {name}": lambda: [lambda: page.send(world.app)] * calls}
