"""`python -m bench [PATTERN]`: measure, print a table, write bench/results.json; fail on a missed goal."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from bench.contention import measure_contention
from bench.exports import measure_exports
from bench.growth import measure_growth
from bench.http import measure_http
from bench.lighthouse import measure_lighthouse
from bench.measure import Measurement
from bench.pair import pair
from bench.printing import measure_badges
from bench.sync_pull import measure_pull
from bench.sync_push import measure_push
from bench.web_app import measure_web_app
from scripts.console import exit_with, progress, seconds

HERE = Path(__file__).parent
BUILT = HERE.parent / "pwa" / "dist"
GUESTS = 2_400
BUDGET_S = 900


@dataclass(frozen=True, slots=True)
class Part:
    """Some figures that are measured together, and the patterns of their names."""

    title: str
    figures: Sequence[str]
    measure: Callable[[], list[Measurement]]

    def asked_for(self, pattern: str) -> bool:
        """Whether the caller wants any of these figures."""
        return any(fnmatch(name, pattern) or pattern in name for name in self.figures)


def measure_sync(database: str, suffix: str) -> list[Measurement]:
    """Push and pull on one database."""
    with pair(database, GUESTS) as both:
        return measure_push(both, suffix=suffix) + measure_pull(both, suffix=suffix)


SYNC = ("push_1", "push_20", "pull_30")
PARTS = (
    Part(
        "The web app's sizes",
        (
            *("js_first_load_kb_gz", "first_load_total_kb", "precache_total_kb"),
            *("js_scan_kb_gz", "js_organiser_kb_gz", "js_recap_kb_gz"),
        ),
        lambda: measure_web_app(BUILT),
    ),
    Part(
        "Push and pull on SQLite",
        (
            *(f"sync_{name}_x_reference" for name in SYNC),
            *(f"sync_{name}_cpu_x_hello" for name in (*SYNC, "pull_empty")),
        ),
        lambda: measure_sync("sqlite", ""),
    ),
    Part(
        "Push and pull on PostgreSQL",
        tuple(f"sync_{name}_pg_x_reference" for name in SYNC),
        lambda: measure_sync("postgres", "_pg"),
    ),
    Part("Four writers at once", ("contention_fairness", "contention_errors"), measure_contention),
    Part(
        "Over HTTP",
        ("hello_p99_with_20_stalled_phones_x_without", "http_push_1_share_of_hello"),
        measure_http,
    ),
    Part("A million encounters", ("growth_push_1m_over_1k", "growth_pull_1m_over_1k"), measure_growth),
    Part("A hundred badges", ("badges_100_x_qr",), measure_badges),
    Part(
        "An export of a hundred thousand",
        (
            *("export_csv_100k_x_raw", "export_xlsx_100k_x_csv"),
            *(f"export_peak_mib_{kind}_100k_minus_1k" for kind in ("csv", "xlsx")),
        ),
        measure_exports,
    ),
    Part(
        "Lighthouse",
        tuple(f"lighthouse_{name}" for name in ("performance", "accessibility", "best_practices", "seo")),
        measure_lighthouse,
    ),
)


def main() -> int:
    """Return 0 if every goal that was looked at is reached."""
    pattern = os.environ.get("ONLY") or "*"
    parts = [part for part in PARTS if part.asked_for(pattern)]
    if not parts:
        print(
            f"Nothing is called {pattern}. There is: {', '.join(n for part in PARTS for n in part.figures)}"
        )
        return 1
    started = time.monotonic()
    results: list[Measurement] = []
    for number, part in enumerate(parts, 1):
        if time.monotonic() - started > BUDGET_S:
            print(f"Out of time after {seconds(BUDGET_S)}; not measured: {part.title}")
            continue
        with progress(f"{number}/{len(parts)}  {part.title}"):
            results += part.measure()
        _write(results)
    _print_table(results)
    return 0 if all(result.good for result in results) else 1


def _print_table(results: Sequence[Measurement]) -> None:
    width = max(len(result.name) for result in results)
    print(f"\n{'':{width}}  {'measured':>14}  {'goal':>8}")
    for result in results:
        value = f"{result.value:g} {result.unit}"
        aside = f"   ({result.aside})" if result.aside else ""
        verdict = "        " if result.good else "  missed"
        print(f"{result.name:{width}}  {value:>14}  {result.goal:>8}{verdict}{aside}".rstrip())


def _write(results: Sequence[Measurement]) -> None:
    """Keep the figures; those that were not measured this time stay as they were."""
    kept = HERE / "results.json"
    before: dict[str, Any] = json.loads(kept.read_text()) if kept.exists() else {}
    now = {
        result.name: {"value": result.value, "unit": result.unit, "goal": result.goal} for result in results
    }
    kept.write_text(json.dumps({**before, **now}, indent=2) + "\n")


if __name__ == "__main__":
    exit_with(main)
