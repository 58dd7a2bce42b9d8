"""Pull: nothing new, and a page of thirty people met; by the application, by hand, and beside hello."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.measure import Measurement, at_most
from bench.reference import PULL, PUSH
from bench.sync_push import SYNC
from bench.wire import HELLO, Request, processor_times
from bench.world import JOINED_WITH, scan_op
from server.core.tokens import new_id

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bench.pair import Pair
    from bench.world import World

MET = 30


def meet_thirty(pair: Pair) -> int:
    """Let the last guest meet thirty others, in both databases alike; where their feed ends then."""
    *others, me = pair.ours.guests
    ops = [scan_op(pair.ours, other, seq) for seq, other in enumerate(others[-MET:])]
    batch = {"v": 1, "device_id": str(new_id()), "ops": ops}
    Request(SYNC, me, batch).send(pair.ours.app)
    Request(PUSH, me, batch).send(pair.by_hand.app)
    return JOINED_WITH + MET


def pull(world: World, path: str, after: int, epoch: str) -> Request:
    """The last guest's phone asks what is new after a change."""
    known = f"{world.event_id}:1"
    return Request(f"{path}?cursor={epoch}.{after}&events={known}", world.guests[-1])


def measure_pull(pair: Pair, *, suffix: str = "", rounds: int = 7, calls: int = 40) -> list[Measurement]:
    """What a pull costs; `suffix` names the database in the figures."""
    end, epoch = meet_thirty(pair), pair.ours.epoch()
    hello = Request(HELLO)
    thirty = pull(pair.ours, SYNC, JOINED_WITH, epoch)
    nothing = pull(pair.ours, SYNC, end, epoch)
    by_hand = pull(pair.by_hand, PULL, JOINED_WITH, epoch)
    turns: dict[str, Callable[[], Sequence[Callable[[], object]]]] = {
        "hello": lambda: [lambda: hello.send(pair.ours.app)] * 100,
        "pull_30": lambda: [lambda: thirty.send(pair.ours.app)] * calls,
        "by hand": lambda: [lambda: by_hand.send(pair.by_hand.app)] * calls,
        "pull_empty": lambda: [lambda: nothing.send(pair.ours.app)] * calls,
    }
    took = processor_times(turns, rounds)
    figures = [
        at_most(f"sync_pull_30{suffix}_x_reference", took["pull_30"] / took["by hand"], 2, took["pull_30"])
    ]
    if not suffix:
        goals = {"pull_empty": 2.5, "pull_30": 8}
        figures += [
            at_most(f"sync_{name}_cpu_x_hello", took[name] / took["hello"], goal, took[name])
            for name, goal in goals.items()
        ]
    return figures
