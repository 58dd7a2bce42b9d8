"""The worker beside the web server: it comes back when it falls, and ends with the server."""

import logging
import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from multiprocessing.process import BaseProcess

import pytest

from server.operations import serve

PATIENCE_S = 30.0


def until(happened: Callable[[], bool]) -> None:
    """Wait until something has happened."""
    deadline = time.monotonic() + PATIENCE_S
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_worker_that_falls_is_followed_by_another_and_none_outlives_the_server(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, "kith")
    monkeypatch.setattr(serve, "PAUSE_S", 0.05)
    made: list[BaseProcess] = []

    def make() -> BaseProcess:
        spawn = multiprocessing.get_context("spawn")
        made.append(spawn.Process(target=time.sleep, args=(600,), daemon=True))
        return made[-1]

    def running() -> int:
        return sum(process.pid is not None and process.is_alive() for process in made)

    with serve.kept_alive(make):
        for number in (1, 2):
            until(lambda number=number: (len(made), running()) == (number, 1))
            os.kill(made[-1].pid or 0, signal.SIGKILL)
        until(lambda: (len(made), running()) == (3, 1))
    assert running() == 0
    assert caplog.text.count("the worker ended (exit code -9)") == 2
