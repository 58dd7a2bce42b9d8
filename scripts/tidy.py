"""`make format`: formatters, and the fixes that are safe."""

from scripts.console import exit_with
from scripts.paths import tool
from scripts.setup import set_up_to_check
from scripts.steps import Step, run_steps
from scripts.web_packages import node_environment


def main() -> int:
    """Format both languages."""
    set_up_to_check()
    steps = [
        Step("fix (Python)", [tool("ruff"), "check", "--fix-only", "."]),
        Step("format (Python)", [tool("ruff"), "format", "."], after=("fix (Python)",)),
        Step(
            "format and fix (web app)",
            ["biome", "check", "--write", "--linter-enabled=false", "--colors=off", "."],
            "pwa",
            environment=node_environment(),
        ),
    ]
    return run_steps(steps, side_by_side=2)


if __name__ == "__main__":
    exit_with(main)
