"""`make run`: Kith with its demo event, from nothing but Python."""

import os
import sys

from scripts.console import exit_with
from scripts.paths import ROOT, tool
from scripts.setup import set_up_to_run


def main() -> int:
    """Set up what is missing, then become `kith demo`, with the options given to this script."""
    set_up_to_run()
    sys.stdout.flush()
    os.chdir(ROOT)
    os.execv(tool("kith"), ["kith", "demo", *sys.argv[1:]])  # noqa: S606 - it replaces this process


if __name__ == "__main__":
    exit_with(main)
