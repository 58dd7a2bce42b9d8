"""Every setting is documented."""

import re
from dataclasses import fields
from itertools import pairwise
from pathlib import Path

import pytest

from server.settings import PREFIX, Settings

ROOT = Path(__file__).parent.parent.parent
EXAMPLE = (ROOT / ".env.example").read_text()


def test_every_setting_is_in_the_example_and_nothing_else() -> None:
    documented = re.findall(r"^(KITH_\w+)=", EXAMPLE, re.MULTILINE)
    assert sorted(documented) == sorted(f"{PREFIX}{field.name.upper()}" for field in fields(Settings))


def test_every_setting_in_the_example_says_what_it_is_for() -> None:
    lines = EXAMPLE.splitlines()
    for before, line in pairwise(lines):
        if line.startswith(PREFIX):
            assert before.startswith("# "), line


def test_every_variable_that_the_server_reads_is_in_the_example() -> None:
    read_somewhere = {
        name
        for path in (ROOT / "server").rglob("*.py")
        for name in re.findall(r"\bKITH_[A-Z_]+", path.read_text())
    }
    assert read_somewhere <= set(re.findall(r"KITH_[A-Z_]+", EXAMPLE))


def test_the_example_is_the_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    example = dict(line.split("=", 1) for line in EXAMPLE.splitlines() if line.startswith(PREFIX))
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "secret-key").write_text("k" * 32)
    defaults = Settings.from_environment({"KITH_WEB_ROOT": "pwa/dist"})
    from_example = Settings.from_environment(example)
    for field in fields(Settings):
        if field.name != "database_url":
            assert getattr(from_example, field.name) == getattr(defaults, field.name), field.name
    assert defaults.database_url == f"sqlite:///{tmp_path / 'var' / 'kith.db'}"
    assert example["KITH_DATABASE_URL"] == "sqlite:///var/kith.db"
