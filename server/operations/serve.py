"""Runs the web server and the worker."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from types import FrameType

from flask import Flask
from granian import Granian
from granian.constants import Interfaces

from server.core.jobs import work as run_jobs
from server.operations.certificate import KeyPair
from server.settings import Settings

APPLICATION = "server.app:create_app"
BLOCKING_THREADS = 16

MakeApp = Callable[[Settings], Flask]


def serve(
    settings: Settings, make_app: MakeApp, *, host: str, port: int, workers: int, pair: KeyPair | None = None
) -> None:
    """Serve until interrupted; a worker runs beside the web server. The port must be free."""
    os.environ.update(settings.to_environment())
    worker = multiprocessing.get_context("spawn").Process(target=work, args=(settings, make_app), daemon=True)
    worker.start()
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
    try:
        server.serve()
    finally:
        worker.terminate()
        worker.join()


def work(settings: Settings, make_app: MakeApp) -> None:
    """Do what is due, until asked to stop."""
    stop = threading.Event()

    def ask_to_stop(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, ask_to_stop)
    signal.signal(signal.SIGINT, ask_to_stop)
    app = make_app(settings)
    run_jobs(app, app.extensions["jobs"], stop)
