"""Talking to the person at the terminal: what goes on, how long it took, what to do when it failed."""

import sys
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager


class SetupError(Exception):
    """Something is missing; the text says in one line what to do."""


@contextmanager
def progress(title: str) -> Generator[None]:
    """Show `title … 12 s` while the block runs, counting if somebody is watching."""
    started = time.monotonic()
    over = threading.Event()
    line = f"{title} … "
    sys.stdout.write(line)
    sys.stdout.flush()
    clock = threading.Thread(target=_count, args=(line, started, over), daemon=True)
    if sys.stdout.isatty():
        clock.start()
    try:
        yield
    except BaseException:
        _end(over, clock, line, "failed")
        raise
    _end(over, clock, line, seconds(time.monotonic() - started))


def seconds(duration: float) -> str:
    """Return a duration as people read it: `0.4 s`, `12 s`, `2 min 5 s`."""
    if duration < 9.95:  # noqa: PLR2004 - from ten seconds on, tenths are noise
        return f"{duration:.1f} s"
    minutes, rest = divmod(round(duration), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def exit_with(main: Callable[[], int]) -> None:
    """Run a script's `main` and leave with its status, or with one line that says what to do."""
    try:
        status = main()
    except SetupError as error:
        print(f"\n{error}", file=sys.stderr)
        status = 1
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        status = 130
    sys.exit(status)


def _count(line: str, started: float, over: threading.Event) -> None:
    while not over.wait(1):
        sys.stdout.write(f"\r{line}{seconds(round(time.monotonic() - started))}")
        sys.stdout.flush()


def _end(over: threading.Event, clock: threading.Thread, line: str, text: str) -> None:
    over.set()
    if clock.is_alive():
        clock.join()
        sys.stdout.write(f"\r\x1b[K{line}")
    print(text, flush=True)
