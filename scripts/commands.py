"""Running other programs, and saying in one line why one failed."""

import os
import platform
import re
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from scripts.console import SetupError
from scripts.paths import ROOT, STATE

NO_NETWORK = re.compile(
    r"name resolution|NameResolutionError|NewConnectionError|Network is unreachable|Max retries exceeded|"
    r"ConnectTimeout|ReadTimeout|Connection refused|Could not resolve|Failed to establish|"
    r"\b(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT)\b",
)
NO_WHEEL = re.compile(r"No matching distribution found for (\S+)")
WRONG_BYTES = re.compile(r"DO NOT MATCH THE HASHES|EINTEGRITY")
DISK_FULL = re.compile(r"No space left on device|ENOSPC")
KEPT_LINES = 15


def run_quietly(
    command: Sequence[str | Path],
    *,
    doing: str,
    cwd: Path = ROOT,
    environment: Mapping[str, str] | None = None,
) -> None:
    """Run a command, showing nothing of it; its output is kept in a file if it fails.

    Raises:
        SetupError: it failed; the text says what to do.
    """
    done = subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, "NO_COLOR": "1", **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise SetupError(explain(done.stdout, doing))


def explain(output: str, doing: str) -> str:
    """Say in one line, for a failed set-up step, what to do about it."""
    log = _keep(output)
    if DISK_FULL.search(output):
        return f"{doing} failed: the disk is full. Free about 1 GB and run the same command again."
    if WRONG_BYTES.search(output):
        return (
            f"{doing} failed: a package is not the one that Kith's lock file names, so it was not installed. "
            f"Try another package mirror or network; details are in {log}."
        )
    if NO_NETWORK.search(output):
        return (
            f"{doing} failed: no answer from the package registry. Kith needs the network once, for about "
            f"300 MB; connect and run the same command again (details: {log})."
        )
    if wheel := NO_WHEEL.search(output):
        return (
            f"{doing} failed: there is no ready-made {wheel[1].split('==')[0]} for this machine "
            f"({platform.system()} {platform.machine()}, Python {platform.python_version()}, "
            f"{platform.libc_ver()[0] or 'other C library'}), and Kith compiles nothing. "
            f"Use CPython 3.11 to 3.14 on Linux with glibc, Intel or ARM, or on an ARM Mac (log: {log})."
        )
    tail = "\n".join(output.rstrip().splitlines()[-KEPT_LINES:])
    return f"{tail}\n\n{doing} failed; the full output is in {log}."


def _keep(output: str) -> str:
    STATE.mkdir(parents=True, exist_ok=True)
    log = STATE / f"failed-{time.strftime('%Y%m%d-%H%M%S')}.log"
    log.write_text(output)
    return str(log.relative_to(ROOT))
