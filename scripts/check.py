"""`make check`: everything that can be said about the code without running it, side by side."""

import os
import sys

from scripts.console import exit_with
from scripts.paths import tool
from scripts.setup import set_up_to_check
from scripts.steps import Step, run_steps
from scripts.web_packages import node_environment

WORLDS = {
    "page": "tsconfig.json",
    "workers": "tsconfig.workers.json",
    "service worker": "src/sw/tsconfig.json",
    "build": "tsconfig.node.json",
    "tests": "tsconfig.tests.json",
}


def check_steps() -> list[Step]:
    """Return the checks, the longest first."""
    node = node_environment()
    python = [
        Step("types (Python)", [tool("pyright")], environment=node),
        Step("OpenAPI file and its types", [sys.executable, "-m", "scripts.openapi", "--check"]),
        Step("import contracts", [tool("lint-imports"), "--no-logo"]),
        Step("lint (Python)", [tool("ruff"), "check", "."]),
        Step("format (Python)", [tool("ruff"), "format", "--check", "."]),
        Step("styles", [sys.executable, "-m", "scripts.styles"]),
    ]
    biome = ["biome", "ci", "--error-on-warnings", "--colors=off", "."]
    worlds = [
        Step(f"types ({world})", ["tsc", "--project", config, "--pretty", "false"], "pwa", environment=node)
        for world, config in WORLDS.items()
    ]
    return [*python, Step("lint and format (web app)", biome, "pwa", environment=node), *worlds]


def main() -> int:
    """Set up what is missing, then check."""
    set_up_to_check()
    return run_steps(check_steps(), side_by_side=os.cpu_count() or 2)


if __name__ == "__main__":
    exit_with(main)
