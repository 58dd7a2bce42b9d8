"""What the tests need from the system: a browser, a database server, readers of PDFs and sheets, fonts."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from scripts.commands import run_quietly
from scripts.console import SetupError, progress


def _database_server() -> bool:
    return bool(list(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or shutil.which("initdb"))


def _font(name: str) -> Callable[[], bool]:
    return lambda: any(Path("/usr/share/fonts").rglob(f"{name}*"))


# Debian's name of the package, and how to see that what it brings is there, whoever brought it
NEEDED: dict[str, Callable[[], bool]] = {
    "chromium": lambda: shutil.which("chromium") is not None,
    "postgresql": _database_server,
    "libreoffice-calc-nogui": lambda: shutil.which("soffice") is not None,
    "faketime": lambda: shutil.which("faketime") is not None,
    "poppler-utils": lambda: shutil.which("pdftoppm") is not None,
    "zbar-tools": lambda: shutil.which("zbarimg") is not None,
    "fonts-noto-core": _font("NotoSansArabic"),
    "fonts-noto-color-emoji": _font("NotoColorEmoji"),
}


def ensure_debian_packages() -> None:
    """Install what is missing, as root; otherwise say how to.

    Raises:
        SetupError: something is missing that this process may not install.
    """
    missing = [name for name, there in NEEDED.items() if not there()]
    if not missing:
        return
    command = f"apt-get install --yes --no-install-recommends {' '.join(missing)}"
    if shutil.which("apt-get") is None:
        raise SetupError(
            f"The tests need what Debian calls {', '.join(missing)}; install the same on this system "
            "(the commands chromium, initdb and soffice must be on PATH)."
        )
    if os.geteuid() != 0:
        raise SetupError(f"The tests need a few system packages; please run: sudo {command}")
    doing = f"Installing {', '.join(missing)}"
    with progress(doing):
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        run_quietly(["apt-get", "update"], doing=doing, environment=quiet)
        run_quietly(command.split(), doing=doing, environment=quiet)
