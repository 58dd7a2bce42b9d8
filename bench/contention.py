"""Four processes that write to one SQLite file: whether each gets its turn, and whether all succeed."""

from __future__ import annotations

import multiprocessing
import time
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any

from bench.measure import Measurement
from bench.pair import folder
from bench.sync_push import SYNC, Phone
from bench.wire import Request
from bench.world import Guest, World

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

WRITERS = 4


@dataclass(frozen=True, slots=True)
class Share:
    """What one process needs to know of the world."""

    database_url: str
    folder: Path
    event_id: UUID
    starts_at: Any
    me: Guest
    others: list[Guest]


def measure_contention(
    *, guests: int = 6_000, writers: int = WRITERS, rounds: int = 5, seconds: float = 2.0
) -> list[Measurement]:
    """The slowest writer over the fastest, and how many writes failed."""
    with folder() as home:
        world = World(f"sqlite:///{home}/kith.db", home)
        world.begin(guests)
        world.close()
        shares = [
            Share(
                world.database_url,
                home,
                world.event_id,
                world.starts_at,
                world.guests[number],
                world.guests[writers + number :: writers],
            )
            for number in range(writers)
        ]
        told = _write_together(shares, rounds, seconds)
    fairness = [
        min(of_round) / max(of_round) for of_round in zip(*(counts for counts, _ in told), strict=True)
    ]
    writes = sum(sum(counts) for counts, _ in told) / rounds / seconds
    return [
        Measurement(
            "contention_fairness", round(median(fairness), 2), "ratio", at_least=0.9, aside=f"{writes:,.0f}/s"
        ),
        Measurement("contention_errors", sum(errors for _, errors in told), "errors", at_most=0),
    ]


def _write_together(shares: list[Share], rounds: int, seconds: float) -> list[tuple[list[int], int]]:
    spawn = multiprocessing.get_context("spawn")
    together, results = spawn.Barrier(len(shares)), spawn.Queue()
    writers = [
        spawn.Process(target=_writer, args=(share, rounds, seconds, together, results)) for share in shares
    ]
    for writer in writers:
        writer.start()
    told = [results.get(timeout=60 + rounds * seconds * 2) for _ in writers]
    for writer in writers:
        writer.join()
    return told


def _writer(share: Share, rounds: int, seconds: float, together: Any, results: Any) -> None:
    world = World(share.database_url, share.folder)
    world.event_id, world.starts_at = share.event_id, share.starts_at
    phone = Phone(world, share.me, share.others)
    counts, errors = [0] * rounds, 0
    for number in range(rounds):
        together.wait()
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                Request(SYNC, share.me, phone.batch(1)).send(world.app)
                counts[number] += 1
            except RuntimeError:
                errors += 1
            except StopIteration:
                break
    world.close()
    results.put((counts, errors))
