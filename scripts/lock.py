"""`make lock`: the hashed locks, good for every Python and system that Kith supports, naming no registry."""

import os
from collections.abc import Sequence

from scripts.commands import run_quietly
from scripts.console import exit_with, progress
from scripts.paths import tool
from scripts.setup import set_up_to_check

COMPILE = (
    "pip",
    "compile",
    "--quiet",
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--only-binary=:all:",
    "--no-header",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--annotation-style=line",
)
# Each lock, what it is made from, and the locks that it has to agree with
LOCKS: dict[str, tuple[Sequence[str], Sequence[str]]] = {
    "requirements.txt": (("pyproject.toml", "--group=build"), ()),
    "requirements-web.txt": (("--group=web",), ()),
    "requirements-dev.txt": (("--group=dev",), ("requirements.txt", "requirements-web.txt")),
}


def main() -> int:
    """Write the three locks; what is still allowed keeps its version, unless KITH_UPGRADE is set."""
    set_up_to_check()
    upgrade = ("--upgrade",) if os.environ.get("KITH_UPGRADE") else ()
    for lock, (source, agrees) in LOCKS.items():
        with progress(f"Resolving {lock}"):
            constraints = [f"--constraint={other}" for other in agrees]
            # A folder of wheels on this machine must not decide what everybody else installs.
            run_quietly(
                [tool("uv"), *COMPILE, *upgrade, *constraints, *source, f"--output-file={lock}"],
                doing=f"Resolving {lock}",
                environment={"UV_FIND_LINKS": "", "PIP_FIND_LINKS": ""},
            )
    return 0


if __name__ == "__main__":
    exit_with(main)
