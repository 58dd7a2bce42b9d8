"""Several things at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

T = TypeVar("T")


def at_once(*acts: Callable[[], T]) -> list[T]:
    """Start all acts together, each in a thread of its own, and answer what they return."""
    start = Barrier(len(acts))

    def begin(act: Callable[[], T]) -> T:
        start.wait()
        return act()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(begin, acts))
