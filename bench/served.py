"""A world served over HTTP, as its operators serve it."""

from __future__ import annotations

import os
import subprocess
import time
import urllib.request
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests.e2e.real_server import KITH

if TYPE_CHECKING:
    from collections.abc import Generator

    from bench.world import World

WORKERS = 2
PATIENCE_S = 30.0


@contextmanager
def served(world: World, port: int) -> Generator[None]:
    """Run `kith serve` on the world's database while the block runs."""
    command = [*KITH, "serve", "--port", str(port), "--workers", str(WORKERS)]
    environment = {**os.environ, **world.settings.to_environment()}
    with (world.folder / "server.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        _wait(f"{world.base_url}/api/ready", world)
        yield
    finally:
        process.terminate()
        process.wait()


def _wait(url: str, world: World) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=1):  # noqa: S310  our own server
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the server did not start:\n{(world.folder / 'server.log').read_text()}")
