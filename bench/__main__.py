"""`python -m bench`: measure everything, print a table, write bench/results.json; fail on a missed goal."""

import json
import sys
from pathlib import Path

from bench.measure import Measurement
from bench.web_app import measure_web_app

HERE = Path(__file__).parent
BUILT = HERE.parent / "pwa" / "dist"


def main() -> int:
    """Return 0 if every goal is reached."""
    results = measure_web_app(BUILT)
    _print_table(results)
    figures = {result.name: {"value": result.value, "goal": f"<= {result.at_most:g}"} for result in results}
    (HERE / "results.json").write_text(json.dumps(figures, indent=2) + "\n")
    return 0 if all(result.good for result in results) else 1


def _print_table(results: list[Measurement]) -> None:
    width = max(len(result.name) for result in results)
    print(f"{'':{width}}  {'measured':>12}  {'goal':>12}")
    for result in results:
        verdict = "" if result.good else "  missed"
        value, goal = f"{result.value:g} {result.unit}", f"<= {result.at_most:g} {result.unit}"
        print(f"{result.name:{width}}  {value:>12}  {goal:>12}{verdict}")


if __name__ == "__main__":
    sys.exit(main())
