"""The worker: looks at the data for what is due, again and again, so a lost job is found again."""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import nullcontext
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
    """Something that becomes due; `run` may be repeated at any time and says how much it did.

    `every_s` is the pause between two runs, a minute unless somebody waits for the outcome. A job
    that takes longer than a moment is `in_one_transaction` no more: it opens short ones itself.
    """

    name: str
    run: Callable[[], int]
    every_s: float | None = None
    in_one_transaction: bool = True


def work(app: "Flask", jobs: Sequence[Job], stop: threading.Event) -> None:
    """Run all jobs again and again, each after its pause, until `stop` is set."""
    due = dict.fromkeys(jobs, time.monotonic())
    while not stop.is_set():
        for job in [job for job in jobs if due[job] <= time.monotonic()]:
            run_once(app, job)
            due[job] = time.monotonic() + (ROUND_S if job.every_s is None else job.every_s)
        stop.wait(max(0.0, min(due.values(), default=time.monotonic() + ROUND_S) - time.monotonic()))


def run_once(app: "Flask", job: Job) -> None:
    """Run one job, in a transaction unless it opens its own; a failing one does not stop the others."""
    with app.app_context():
        try:
            with transaction() if job.in_one_transaction else nullcontext():
                done = job.run()
        except Exception as error:  # noqa: BLE001  one job must not stop the others
            where = whereabouts(error)
            log.error("job %s failed; it will be tried again\n%s", job.name, where)  # noqa: TRY400  no message
        else:
            if done:
                log.info("job %s: %d done", job.name, done)
