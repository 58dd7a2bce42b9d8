"""Push: one scan, and ten scans with a note about each; by the application, by hand, and beside hello."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from bench.measure import Measurement, at_most
from bench.reference import PUSH
from bench.wire import HELLO, Request, processor_times
from bench.world import note_op, scan_op
from server.core.tokens import new_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bench.pair import Pair
    from bench.world import Guest, World

SYNC = "/api/sync"
PUSHES = {"push_1": 1, "push_20": 20}


class Phone:
    """Makes batches of new scans; each of somebody who has not been met."""

    def __init__(self, world: World, owner: Guest, others: Sequence[Guest]) -> None:
        """Belong to `owner`, who meets `others` one after another."""
        self.world, self.owner = world, owner
        self._others: Iterator[Guest] = iter(others)
        self._seq = count(1)

    def batch(self, steps: int) -> dict[str, Any]:
        """One scan, or half as many scans as steps, each followed by its note."""
        ops: list[dict[str, Any]] = []
        for _ in range(max(1, steps // 2)):
            ops.append(scan_op(self.world, next(self._others), next(self._seq)))
            if steps > 1:
                ops.append(note_op(self.world, ops[-1]["entity_id"], next(self._seq)))
        return {"v": 1, "device_id": str(new_id()), "ops": ops}


class Lanes:
    """The same batches to the application and to the reference, in turn."""

    def __init__(self, pair: Pair, calls: int) -> None:
        """Send `calls` batches a lane and round."""
        self.pair, self.calls = pair, calls
        guests = pair.ours.guests
        self.phone = Phone(pair.ours, guests[0], guests[1:])
        self._waiting: dict[int, list[Any]] = {}

    def ours(self, steps: int) -> list[Callable[[], object]]:
        """New batches to the application; the reference gets them next."""
        batches = [self.phone.batch(steps) for _ in range(self.calls)]
        self._waiting[steps] = batches
        return [self._call(self.pair.ours, SYNC, batch) for batch in batches]

    def by_hand(self, steps: int) -> list[Callable[[], object]]:
        """The batches that the application got just now."""
        return [self._call(self.pair.by_hand, PUSH, batch) for batch in self._waiting.pop(steps)]

    def _call(self, world: World, path: str, batch: Any) -> Callable[[], object]:
        sent = Request(path, self.phone.owner, batch)
        return lambda: sent.send(world.app)


def measure_push(pair: Pair, *, suffix: str = "", rounds: int = 7, calls: int = 20) -> list[Measurement]:
    """What a push costs; `suffix` names the database in the figures."""
    lanes = Lanes(pair, calls)
    hello = Request(HELLO)
    turns: dict[str, Callable[[], Sequence[Callable[[], object]]]] = {
        "hello": lambda: [lambda: hello.send(pair.ours.app)] * 100
    }
    for name, steps in PUSHES.items():
        turns[name] = lambda steps=steps: lanes.ours(steps)
        turns[f"{name} by hand"] = lambda steps=steps: lanes.by_hand(steps)
    took = processor_times(turns, rounds)
    figures = [
        at_most(f"sync_{name}{suffix}_x_reference", took[name] / took[f"{name} by hand"], 2, took[name])
        for name in PUSHES
    ]
    if not suffix:
        goals = {"push_1": 8, "push_20": 35}
        figures += [
            at_most(f"sync_{name}_cpu_x_hello", took[name] / took["hello"], goal, took[name])
            for name, goal in goals.items()
        ]
    return figures
