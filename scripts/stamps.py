"""Remembering what a set-up step was made from, so that it runs again only when that has changed."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from scripts.paths import ROOT, STATE


def digest(paths: Iterable[Path], *also: str) -> str:
    """Return a digest of files (names and bytes, in any order given) and of some more words."""
    total = hashlib.sha256("\0".join(also).encode())
    for path in sorted(paths):
        total.update(f"\0{path.relative_to(ROOT)}\0".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def fresh(name: str, made_from: str) -> bool:
    """Return whether the step `name` was last done from exactly this."""
    stamp = STATE / f"{name}.stamp"
    return stamp.exists() and stamp.read_text() == made_from


def remember(name: str, made_from: str) -> None:
    """Note that the step `name` is done."""
    STATE.mkdir(parents=True, exist_ok=True)
    (STATE / f"{name}.stamp").write_text(made_from)


def forget(name: str) -> None:
    """Have the step `name` done again."""
    (STATE / f"{name}.stamp").unlink(missing_ok=True)
