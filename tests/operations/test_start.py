"""The first start on a new machine, by the operator's own command."""

import os
import stat
import subprocess
import sys
from pathlib import Path

KITH = (sys.executable, "-c", "from server.cli import main; main()")


def kith(folder: Path, *words: str, **given: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the operator's, with the usual mask of a server's shell."""
    inherited = {name: text for name, text in os.environ.items() if not name.startswith("KITH_")}
    return subprocess.run(
        [*KITH, *words],
        env={**inherited, "KITH_DATA_DIR": str(folder), **given},
        umask=0o022,
        text=True,
        capture_output=True,
        check=False,
    )


def test_a_first_start_with_a_given_key_makes_the_data_folder_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    done = kith(folder, "migrate", KITH_SECRET_KEY="k" * 32)
    assert (done.returncode, done.stderr) == (0, "")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.glob("kith.db")} == {
        "kith.db": 0o600
    }


def test_an_unsafe_start_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "secret-key").write_text("")
    done = kith(tmp_path, "migrate")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "secret-key is too short" in done.stderr
