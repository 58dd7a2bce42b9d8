"""A fair queue for SQLite's one writer, within a process and between processes."""

import fcntl
import os
import threading
import time
from types import TracebackType

from server.core.errors import Busy

PATIENCE_S = 2.0
POLL_S = 0.002


class WriteLock:
    """Held from before BEGIN IMMEDIATE until after COMMIT; not reentrant.

    SQLite's own waiting is unfair (a process may starve for a second), so writers
    queue here. `flock` excludes other processes; threads of one process share its
    descriptor and would pass, so they wait on an ordinary lock first.
    """

    def __init__(self, path: str) -> None:
        """Use the file at `path`, made when missing."""
        self._path = path
        self._threads = threading.Lock()
        self._descriptor = -1

    def __enter__(self) -> None:
        """Wait for the turn; Busy after two seconds."""
        deadline = time.monotonic() + PATIENCE_S
        if not self._threads.acquire(timeout=PATIENCE_S):
            raise Busy
        try:
            self._descriptor = os.open(self._path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
            self._wait_for_file(deadline)
        except BaseException:
            self._release()
            raise

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the next writer in."""
        self._release()

    def _wait_for_file(self, deadline: float) -> None:
        while not self._try_file():
            if time.monotonic() > deadline:
                raise Busy
            time.sleep(POLL_S)

    def _try_file(self) -> bool:
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _release(self) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
        self._threads.release()
