"""Runs the web server and the worker."""

import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from types import FrameType

from flask import Flask
from granian import Granian
from granian.constants import Interfaces

from server.core.jobs import work as run_jobs
from server.operations.certificate import KeyPair
from server.settings import Settings

log = logging.getLogger("kith")
APPLICATION = "server.app:create_app"
BLOCKING_THREADS = 16
PAUSE_S = 5.0  # so that a worker that cannot live does not keep the machine busy

MakeApp = Callable[[Settings], Flask]


def serve(
    settings: Settings, make_app: MakeApp, *, host: str, port: int, workers: int, pair: KeyPair | None = None
) -> None:
    """Serve until interrupted; a worker runs beside the web server. The port must be free."""
    os.environ.update(settings.to_environment())
    spawn = multiprocessing.get_context("spawn")
    server = Granian(
        APPLICATION,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        factory=True,
        workers=workers,
        blocking_threads=BLOCKING_THREADS,
        log_enabled=False,
        respawn_failed_workers=True,
        ssl_cert=pair.certificate if pair else None,
        ssl_key=pair.key if pair else None,
    )
    with kept_alive(lambda: spawn.Process(target=work, args=(settings, make_app), daemon=True)):
        server.serve()


@contextmanager
def kept_alive(make: Callable[[], BaseProcess]) -> Generator[None]:
    """Let a process run beside the block; should it end before the block, another begins after a pause."""
    stop = threading.Event()
    watcher = threading.Thread(target=_watch, args=(_started(make), make, stop))
    watcher.start()
    try:
        yield
    finally:
        stop.set()
        watcher.join()


def _watch(process: BaseProcess, make: Callable[[], BaseProcess], stop: threading.Event) -> None:
    while not stop.wait(PAUSE_S):
        if not process.is_alive():
            log.error("the worker ended (exit code %s); another begins", process.exitcode)
            process = _started(make)
    process.terminate()
    process.join()


def _started(make: Callable[[], BaseProcess]) -> BaseProcess:
    process = make()
    process.start()
    return process


def work(settings: Settings, make_app: MakeApp) -> None:
    """Do what is due, until asked to stop."""
    stop = threading.Event()

    def ask_to_stop(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, ask_to_stop)
    signal.signal(signal.SIGINT, ask_to_stop)
    app = make_app(settings)
    run_jobs(app, app.extensions["jobs"], stop)
