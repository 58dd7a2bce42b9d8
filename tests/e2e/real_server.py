"""A real Kith for the browser tests: its own processes, its own database, and a clock that tests can move."""

from __future__ import annotations

import hmac
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from server.attendees.codes import BADGE_KEY, badge_text

if TYPE_CHECKING:
    from collections.abc import Generator

PATIENCE_S = 30.0
FAKETIME_LIBRARIES = "/usr/lib"
KITH = (sys.executable, "-c", "from server.cli import main; main()")


@dataclass
class RealServer:
    """Where the server answers, and its clock."""

    url: str
    port: int
    environment: dict[str, str]
    clock_file: Path
    log_file: Path
    process: subprocess.Popen[bytes] | None = None

    def blank_badge(self, event_number: int) -> str:
        """What one of the anonymous badges says that this server printed for an event."""
        signing = Path(self.environment["KITH_DATA_DIR"], "secret-key").read_bytes()
        key = hmac.digest(signing, BADGE_KEY, "sha256")
        return badge_text(secrets.token_bytes(16), event_number, key, self.url)

    def start(self) -> None:
        """Start web server and worker, and wait until they answer."""
        with self.log_file.open("ab") as log:
            self.process = subprocess.Popen(
                [*KITH, "serve", "--port", str(self.port)],
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"{self.url}/api/ready", timeout=1):  # noqa: S310  our own server
                    return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(f"the server did not start:\n{self.log_file.read_text()}")

    def kill(self) -> None:
        """End every process of the server at once, as a power cut would."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    @contextmanager
    def gone(self) -> Generator[None]:
        """Let there be no server while the block runs."""
        self.kill()
        try:
            yield
        finally:
            self.start()

    def kith(self, *words: str) -> str:
        """What a command of the operator's says."""
        return subprocess.check_output([*KITH, *words], env=self.environment, text=True).strip()

    @contextmanager
    def later(self, seconds: int) -> Generator[None]:
        """Let it be later while the block runs; needs a clock that can be moved."""
        assert "LD_PRELOAD" in self.environment
        self.set_clock_ahead(seconds)
        try:
            yield
        finally:
            self.set_clock_ahead(0)

    def set_clock_ahead(self, seconds: int) -> None:
        """Let the server believe that it is later than it is."""
        self.clock_file.write_text(f"+{seconds}\n")


@contextmanager
def real_server(
    database_url: str, web_root: Path, folder: Path, *, movable_clock: bool = False
) -> Generator[RealServer]:
    """Run a server while the block runs.

    A clock that can be moved has its price: under libfaketime a writer that has to wait for its turn fails.
    """
    port = free_port()
    clock_file = folder / "clock"
    url = f"http://localhost:{port}"
    environment = {
        **os.environ,
        "KITH_BASE_URL": url,
        "KITH_DATABASE_URL": database_url,
        "KITH_DATA_DIR": str(folder),
        "KITH_WEB_ROOT": str(web_root),
        **(_faketime(clock_file) if movable_clock else {}),
        "PYTHONPATH": os.pathsep.join([str(Path.cwd()), os.environ.get("PYTHONPATH", "")]),
    }
    server = RealServer(url, port, environment, clock_file, folder / "server.log")
    server.set_clock_ahead(0)
    server.start()
    try:
        yield server
    finally:
        server.kill()


def free_port() -> int:
    """A port of this machine that nobody uses."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _faketime(clock_file: Path) -> dict[str, str]:
    found = sorted(Path(FAKETIME_LIBRARIES).glob("**/faketime/libfaketimeMT.so.1"))
    if not found:
        raise RuntimeError("libfaketime is missing; please run: apt-get install faketime")
    return {
        "LD_PRELOAD": str(found[0]),
        "FAKETIME_TIMESTAMP_FILE": str(clock_file),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
