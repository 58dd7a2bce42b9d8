"""Everything that a goal of the Makefile needs before it can begin; one process at a time."""

import fcntl
import sys
from collections.abc import Generator
from contextlib import contextmanager

from scripts.console import exit_with
from scripts.debian_packages import ensure_debian_packages
from scripts.paths import STATE
from scripts.python_packages import ensure_python_packages
from scripts.web_packages import ensure_lighthouse, ensure_web_app, ensure_web_packages


def set_up_to_run() -> None:
    """Set up what `make run` needs, the built web app included."""
    with _alone():
        ensure_python_packages(development=False)
        ensure_web_packages()
        ensure_web_app()


def set_up_to_bench() -> None:
    """Set up what the measurements need: as for the tests, the built web app, and Lighthouse."""
    set_up_to_test()
    with _alone():
        ensure_web_app()
        ensure_lighthouse()


def set_up_to_check() -> None:
    """Set up what the checks need."""
    with _alone():
        ensure_python_packages(development=True)
        ensure_web_packages()


def set_up_to_test() -> None:
    """Set up what the tests need: as for the checks, and a browser and a database server."""
    set_up_to_check()
    with _alone():
        ensure_debian_packages()


@contextmanager
def _alone() -> Generator[None]:
    """Let no two set-ups work on the same folders at once."""
    STATE.mkdir(parents=True, exist_ok=True)
    with (STATE / "setup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Waiting for another set-up in this folder to finish …", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def main() -> int:
    """Set up for tests, or, given a word, for less: `run` or `check`."""
    {"run": set_up_to_run, "check": set_up_to_check, "test": set_up_to_test}[(sys.argv[1:] or ["test"])[0]]()
    return 0


if __name__ == "__main__":
    exit_with(main)
