"""A fair queue for SQLite's one writer, within a process and between processes."""

import fcntl
import logging
import os
import threading
import time
from types import TracebackType

from server.core.errors import Busy

log = logging.getLogger("kith")
PATIENCE_S = 2.0
POLL_S = 0.0005


class WriteLock:
    """Held from before BEGIN IMMEDIATE until after COMMIT; not reentrant.

    SQLite's own waiting is unfair (a process may starve for a second), so writers
    queue here. `flock` excludes other processes; threads of one process share its
    descriptor and would pass, so they wait on an ordinary lock first. Whoever has written
    cannot come again before the one who waits at the door: they must pass the door, too.
    """

    def __init__(self, path: str) -> None:
        """Use the file at `path`, made when missing."""
        self._path = path
        self._threads = threading.Lock()
        self._descriptor = -1
        self._door = -1

    def __enter__(self) -> None:
        """Wait for the turn; Busy after two seconds, and at once where the file cannot be had."""
        deadline = time.monotonic() + PATIENCE_S
        if not self._threads.acquire(timeout=PATIENCE_S):
            raise Busy
        try:
            self._door = self._wait_for(f"{self._path}-door", deadline)
            self._descriptor = self._wait_for(self._path, deadline)
            self._door = _close(self._door)
        except BaseException:
            self._release()
            raise

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the next writer in."""
        self._release()

    def _wait_for(self, path: str, deadline: float) -> int:
        try:
            descriptor = os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        except OSError as error:  # the disk is full or read-only, or too much is open: that passes
            log.warning("the write lock cannot be opened: %s", error.strerror)
            raise Busy from error
        while not _try_lock(descriptor):
            if time.monotonic() > deadline:
                _close(descriptor)
                raise Busy
            time.sleep(POLL_S)
        return descriptor

    def _release(self) -> None:
        self._door, self._descriptor = _close(self._door), _close(self._descriptor)
        self._threads.release()


def _try_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _close(descriptor: int) -> int:
    if descriptor >= 0:
        os.close(descriptor)
    return -1
