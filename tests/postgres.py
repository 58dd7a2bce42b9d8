"""A real PostgreSQL of the tests' own: started in a temporary folder, reached by its socket, and stopped."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

INSTALLED = Path("/usr/lib/postgresql")
UNPRIVILEGED = "postgres"  # the server refuses to run as root
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


@contextmanager
def postgres(*, durable: bool = False, connections: int = 100) -> Generator[str]:
    """Run a server while the block runs, and yield the SQLAlchemy URL of an empty database.

    Args:
        durable: flush each commit to the disk, as a production server does.
        connections: how many clients at once.

    Raises:
        RuntimeError: no PostgreSQL is installed, or it does not start; the text says what to do.
    """
    # The path of a socket may have 107 bytes, and TMPDIR can be long.
    with tempfile.TemporaryDirectory(prefix="kith-pg-", dir="/tmp") as folder:
        home = Path(folder)
        if os.geteuid() == 0:
            shutil.chown(home, UNPRIVILEGED)
        options = [
            f"max_connections={connections}",
            "timezone=UTC",
            "listen_addresses=",
            *(() if durable else FAST),
        ]
        _run(
            "initdb", "-D", home / "data", "-U", "kith", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"
        )
        with (home / "data" / "postgresql.auto.conf").open("a") as conf:
            conf.writelines(f"{name} = '{value}'\n" for name, _, value in (o.partition("=") for o in options))
            conf.write(f"unix_socket_directories = '{home}'\n")
        try:
            _run("pg_ctl", "-D", home / "data", "-l", home / "log", "-w", "start")
            yield f"postgresql+psycopg://kith@/postgres?host={home}"
        finally:
            _run("pg_ctl", "-D", home / "data", "-m", "immediate", "-w", "stop", check=False)


def _run(command: str, *arguments: str | Path, check: bool = True) -> None:
    """Run one of PostgreSQL's own commands, as somebody who may."""
    as_somebody = ["runuser", "-u", UNPRIVILEGED, "--"] if os.geteuid() == 0 else []
    words = [*as_somebody, str(_programs() / command), *map(str, arguments)]
    # pg_ctl leaves the server behind, which would keep a pipe open for ever: the output goes to a file.
    with tempfile.TemporaryFile("w+") as output:
        code = subprocess.run(words, cwd="/", stdout=output, stderr=output, check=False).returncode
        if code and check:
            output.seek(0)
            raise RuntimeError(f"{command} failed:\n{output.read()}")


def _programs() -> Path:
    """Return the folder of the newest PostgreSQL's programs."""
    versions = [path.parent for path in INSTALLED.glob("*/bin/initdb")]
    if versions:
        return max(versions, key=lambda path: int(path.parent.name))
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    raise RuntimeError("The tests need PostgreSQL: apt-get install postgresql")
