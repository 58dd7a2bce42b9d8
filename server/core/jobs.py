"""The worker: looks at the data for what is due, again and again, so a lost job is found again."""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from server.core.db import transaction
from server.core.errors import whereabouts

if TYPE_CHECKING:
    from flask import Flask

log = logging.getLogger("kith")
ROUND_S = 60.0


@dataclass(frozen=True, slots=True)
class Job:
    """Something that becomes due; `run` may be repeated at any time and says how much it did."""

    name: str
    run: Callable[[], int]


def work(app: "Flask", jobs: Sequence[Job], stop: threading.Event) -> None:
    """Run all jobs once a minute until `stop` is set."""
    while not stop.is_set():
        for job in jobs:
            run_once(app, job)
        stop.wait(ROUND_S)


def run_once(app: "Flask", job: Job) -> None:
    """Run one job in its own transaction; a failing one does not stop the others."""
    with app.app_context():
        try:
            with transaction():
                done = job.run()
        except Exception as error:  # noqa: BLE001  one job must not stop the others
            where = whereabouts(error)
            log.error("job %s failed; it will be tried again\n%s", job.name, where)  # noqa: TRY400  no message
        else:
            if done:
                log.info("job %s: %d done", job.name, done)
