"""The project's own Python environment, `.venv`, from the hashed locks."""

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

from scripts import stamps
from scripts.commands import run_quietly
from scripts.console import SetupError, progress
from scripts.paths import ROOT, VENV, tool

RUN_LOCKS = ("requirements.txt", "requirements-web.txt")
ALL_LOCKS = (*RUN_LOCKS, "requirements-dev.txt")
# Few and short retries: somebody is waiting for the answer "there is no network".
PIP = (
    "-m",
    "pip",
    "--disable-pip-version-check",
    "--no-input",
    "--retries",
    "2",
    "--timeout",
    "30",
    "install",
    "--quiet",
)
DOING = "Setting up Python packages"


def ensure_python_packages(*, development: bool) -> None:
    """Make `.venv` hold what the locks say and the command `kith`; does nothing if it already does."""
    _ensure_environment()
    _ensure_locked(ALL_LOCKS if development else RUN_LOCKS, "python-all" if development else "python")
    _ensure_kith()


def _ensure_environment() -> None:
    if _works():
        return
    for module in ("venv", "ensurepip"):
        if importlib.util.find_spec(module) is None:
            raise SetupError(
                f"This Python cannot make an environment: its module {module} is missing. "
                f"On Debian and Ubuntu: apt install python{sys.version_info[0]}.{sys.version_info[1]}-venv"
            )
    with progress("Making a Python environment in .venv"):
        shutil.rmtree(VENV, ignore_errors=True)
        for stamp in ("python", "python-all", "kith"):
            stamps.forget(stamp)
        run_quietly([sys.executable, "-m", "venv", str(VENV)], doing="Making a Python environment")


def _works() -> bool:
    """Return whether `.venv` is an environment that runs, in the place where it was made."""
    python, note = Path(tool("python")), VENV / "pyvenv.cfg"
    if not python.exists() or f" {VENV}\n" not in note.read_text():
        return False
    asked = "import sys, pip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))"
    return subprocess.run([str(python), "-c", asked], capture_output=True, check=False).returncode == 0


def _ensure_locked(locks: tuple[str, ...], name: str) -> None:
    made_from = stamps.digest([ROOT / lock for lock in locks], str(VENV))
    if stamps.fresh(name, made_from):
        return
    with progress(DOING):
        wanted = [word for lock in locks for word in ("--requirement", lock)]
        run_quietly(
            [tool("python"), *PIP, "--require-hashes", "--only-binary", ":all:", *wanted], doing=DOING
        )
    stamps.remember(name, made_from)


def _ensure_kith() -> None:
    made_from = stamps.digest([ROOT / "pyproject.toml"], str(VENV))
    if stamps.fresh("kith", made_from) and Path(tool("kith")).exists():
        return
    with progress("Setting up the command kith"):
        alone = ("--no-deps", "--no-build-isolation", "--no-index", "--editable", str(ROOT))
        run_quietly([tool("python"), *PIP, *alone], doing="Setting up the command kith")
    stamps.remember("kith", made_from)
