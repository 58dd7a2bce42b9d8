"""`make bench`: build the web app, then measure."""

import os
import sys

from scripts.console import exit_with
from scripts.paths import ROOT, tool
from scripts.setup import set_up_to_bench


def main() -> int:
    """Set up what is missing, then become `python -m bench`."""
    set_up_to_bench()
    sys.stdout.flush()
    os.chdir(ROOT)
    os.execv(tool("python"), [tool("python"), "-m", "bench", *sys.argv[1:]])  # noqa: S606 - it replaces this process


if __name__ == "__main__":
    exit_with(main)
