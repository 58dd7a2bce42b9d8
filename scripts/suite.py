"""`make test`: the checks and every suite, from nothing, two steps at a time; nothing is skipped."""

from scripts.check import check_steps
from scripts.console import exit_with
from scripts.paths import tool
from scripts.setup import set_up_to_test
from scripts.steps import Step, run_steps
from scripts.web_packages import node_environment, npm

# A browser on a busy machine may miss a beat; what passes only at the second look is printed.
SECOND_LOOK = ("--reruns=1", "-rR")


def suite_steps() -> list[Step]:
    """Return the suites; the browser's needs the built web app, and the checks fill the gaps."""
    node = node_environment()
    pytest = [tool("python"), "-m", "pytest", "--color=no", "--quiet"]
    vitest = ["vitest", "run", "--no-color", "--testTimeout=60000"]  # a busy machine is no failure
    without_browser = [*pytest, "--ignore=tests/e2e"]
    browser = [*pytest, *SECOND_LOOK, "tests/e2e", "--database=sqlite"]
    return [
        Step("web app builds", npm("run", "build"), "pwa", environment=node),
        Step("web app's tests", vitest, "pwa", environment=node),
        Step("server on SQLite", [*without_browser, "--database=sqlite"]),
        Step("server on PostgreSQL", [*without_browser, "--database=postgres"]),
        Step("in the browser", browser, after=("web app builds",)),
    ]


def main() -> int:
    """Set up what is missing, then check and test."""
    set_up_to_test()
    return run_steps([*suite_steps(), *check_steps()], side_by_side=2)


if __name__ == "__main__":
    exit_with(main)
