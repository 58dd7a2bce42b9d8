"""Where things lie in a checkout."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PWA = ROOT / "pwa"
WEB_APP = PWA / "dist"
LIGHTHOUSE = ROOT / "bench" / "lighthouse"
STATE = ROOT / ".cache" / "kith"  # what has been set up, and the full output of what went wrong


def tool(name: str) -> str:
    """Return the path of a command in the project's own Python environment."""
    return str(VENV / "bin" / name)
