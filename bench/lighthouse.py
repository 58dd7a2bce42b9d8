"""What Lighthouse says of the pages that strangers see first: a phone on simulated slow 4G."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from bench.measure import Measurement
from bench.pair import folder
from bench.served import served
from bench.world import World
from scripts.console import SetupError
from scripts.web_packages import node_environment, node_folder
from tests.e2e.real_server import free_port

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HERE = Path(__file__).parent / "lighthouse"
BUILT = Path(__file__).parent.parent / "pwa" / "dist"
CHROMIUM = "/usr/bin/chromium"
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update"
GOALS = {"performance": 0.99, "accessibility": 1.0, "best-practices": 1.0, "seo": 1.0}
RUNS = 3
TRIES = 2  # a browser on a busy machine does not always start in time


def measure_lighthouse() -> list[Measurement]:
    """The lowest score of the landing page, the join page and home, in each category."""
    with folder() as home:
        port = free_port()
        world = World(f"sqlite:///{home}/kith.db", home, base_url=f"http://localhost:{port}", web_root=BUILT)
        world.begin(2)
        world.close()
        pages = {"landing": world.code(world.guests[0]), "join": f"{world.base_url}/j/{world.join_code}"}
        pages["home"] = f"{world.base_url}/"
        with served(world, port):
            scores = {name: _scores(url, home) for name, url in pages.items()}
    return [_lowest(category, scores) for category in GOALS]


def _lowest(category: str, scores: Mapping[str, Mapping[str, float]]) -> Measurement:
    name = f"lighthouse_{category.replace('-', '_')}"
    of_pages = {page: of_page[category] for page, of_page in scores.items()}
    aside = ", ".join(f"{page} {score:g}" for page, score in of_pages.items())
    return Measurement(name, min(of_pages.values()), "score", at_least=GOALS[category], aside=aside)


def _scores(url: str, home: Path) -> dict[str, float]:
    """The scores of a page; speed is the median of a few runs, if the first does not reach the goal."""
    first = _run(url, home)
    if first["performance"] < GOALS["performance"]:
        again = [_run(url, home)["performance"] for _ in range(RUNS - 1)]
        first["performance"] = median([first["performance"], *again])
    return first


def _run(url: str, home: Path) -> dict[str, float]:
    report = home / "report.json"
    command = [
        str(node_folder() / "bin" / "node"),
        str(HERE / "node_modules" / "lighthouse" / "cli" / "index.js"),
        url,
        "--quiet",
        "--output=json",
        f"--output-path={report}",
        f"--chrome-flags={FLAGS}",
        f"--only-categories={','.join(GOALS)}",
    ]
    _look(url, command)
    told: dict[str, Any] = json.loads(report.read_text())
    return {category: float(told["categories"][category]["score"] or 0) for category in GOALS}


def _look(url: str, command: Sequence[str]) -> None:
    environment = {**os.environ, **node_environment(), "CHROME_PATH": CHROMIUM}
    said = ""
    for _ in range(TRIES):
        done = subprocess.run(
            command, env=environment, check=False, capture_output=True, text=True, timeout=180
        )
        if done.returncode == 0:
            return
        said = done.stderr[-1000:]
    raise SetupError(f"Lighthouse could not look at {url}:\n{said}")
