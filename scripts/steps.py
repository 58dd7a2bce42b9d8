"""Running steps side by side, and one summary line for each."""

import os
import re
import subprocess
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field

from scripts.console import seconds
from scripts.paths import ROOT

RERUN = re.compile(r"\b\d+ rerun\b")
COUNTS = re.compile(r"\d+ (?:passed|failed)[^\n]*")


@dataclass(frozen=True)
class Step:
    """One command, and the names of the steps that must have passed before it."""

    name: str
    command: Sequence[str]
    folder: str = "."
    after: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True)
class Outcome:
    """How a step ended."""

    step: Step
    verdict: str
    duration: float
    output: str = ""


def run_steps(steps: Sequence[Step], *, side_by_side: int) -> int:
    """Run the steps, some at once, and return the exit status.

    Prints what those said that failed, or that had to run a test again.
    """
    started = time.monotonic()
    waiting, outcomes = list(steps), dict[str, Outcome]()
    running: dict[Future[Outcome], Step] = {}
    with ThreadPoolExecutor(side_by_side) as workers:
        while waiting or running:
            for step in [step for step in waiting if all(name in outcomes for name in step.after)]:
                waiting.remove(step)
                if all(outcomes[name].verdict == "passed" for name in step.after):
                    running[workers.submit(_run, step)] = step
                else:
                    outcomes[step.name] = Outcome(step, "not run", 0)
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                outcomes[running.pop(future).name] = _tell(future.result())
    return _summary([outcomes[step.name] for step in steps], time.monotonic() - started)


def _run(step: Step) -> Outcome:
    print(f"   … {step.name}", flush=True)
    started = time.monotonic()
    done = subprocess.run(
        step.command,
        cwd=ROOT / step.folder,
        env={**os.environ, **step.environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    verdict = "failed" if done.returncode else "passed"
    return Outcome(step, verdict, time.monotonic() - started, done.stdout)


def _tell(outcome: Outcome) -> Outcome:
    if outcome.verdict == "failed" or RERUN.search(outcome.output):
        print(
            f"\n── {outcome.step.name}: {' '.join(outcome.step.command)}\n{outcome.output.rstrip()}\n",
            flush=True,
        )
    return outcome


def _summary(outcomes: Sequence[Outcome], duration: float) -> int:
    """Print a line for each step, with a test runner's own count, and one for all."""
    print()
    width = max(len(outcome.step.name) for outcome in outcomes)
    for outcome in outcomes:
        took, counts = seconds(outcome.duration), COUNTS.findall(outcome.output)
        print(
            f"{outcome.verdict:>8}  {outcome.step.name:<{width}}  {took:>11}  {''.join(counts[-1:])}".rstrip()
        )
    bad = [outcome.step.name for outcome in outcomes if outcome.verdict != "passed"]
    print(f"\n{'Not passed: ' + ', '.join(bad) if bad else 'All passed'} in {seconds(duration)}", flush=True)
    return 1 if bad else 0
