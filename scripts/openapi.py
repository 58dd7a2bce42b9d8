"""`make openapi`: the committed OpenAPI file and its TypeScript types; `--check` only compares."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from scripts.console import SetupError, exit_with
from scripts.paths import PWA, ROOT, tool
from scripts.setup import set_up_to_check
from scripts.web_packages import node_environment, node_folder

SPEC = PWA / "openapi.json"
TYPES = PWA / "src" / "api" / "schema.d.ts"
GENERATOR = PWA / "api-types" / "node_modules" / "openapi-typescript" / "bin" / "cli.js"


def spec_of_the_server(data: Path) -> str:
    """Return what `kith openapi` prints under default settings."""
    settings = {name: value for name, value in os.environ.items() if not name.startswith("KITH_")}
    return _output([tool("kith"), "openapi"], {**settings, "KITH_DATA_DIR": str(data)})


def types_of(spec: Path) -> str:
    """Return the TypeScript types for an OpenAPI file."""
    node = str(node_folder() / "bin" / "node")
    return _output([node, str(GENERATOR), str(spec), "--alphabetize"], {**os.environ, **node_environment()})


def main() -> int:
    """Write both files, or say which of them is out of date."""
    if "--check" not in sys.argv[1:]:
        set_up_to_check()
    with tempfile.TemporaryDirectory() as folder:
        spec = Path(folder) / "openapi.json"
        spec.write_text(spec_of_the_server(Path(folder)))
        wanted = {SPEC: spec.read_text(), TYPES: types_of(spec)}
    if "--check" in sys.argv[1:]:
        return _compare(wanted)
    for path, text in wanted.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        print(f"wrote {path.relative_to(ROOT)}")
    return 0


def _compare(wanted: dict[Path, str]) -> int:
    stale = [path for path, text in wanted.items() if not path.exists() or path.read_text() != text]
    for path in stale:
        print(f"{path.relative_to(ROOT)} is not what the server says; run: make openapi")
    return 1 if stale else 0


def _output(command: Sequence[str], environment: dict[str, str]) -> str:
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SetupError(f"{' '.join(command)} failed:\n{done.stderr or done.stdout}")
    return done.stdout


if __name__ == "__main__":
    exit_with(main)
