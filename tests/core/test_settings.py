"""Settings: typed, frozen, and unsafe ones are refused with a sentence that says what to do."""

import stat
from pathlib import Path

import pytest

from server.settings import PREFIX, Settings, SettingsError
from tests.together import at_once

LONG_KEY = "k" * 32


def read(tmp_path: Path, **given: str) -> Settings:
    return Settings.from_environment(
        {"KITH_DATA_DIR": str(tmp_path), **{f"{PREFIX}{name}": value for name, value in given.items()}}
    )


def test_without_any_setting_kith_runs_at_home(tmp_path: Path) -> None:
    settings = read(tmp_path)
    assert settings.base_url == "http://localhost:8000"
    assert settings.database_url == f"sqlite:///{tmp_path / 'kith.db'}"
    assert not settings.secure


def test_another_process_reads_the_same_settings(tmp_path: Path) -> None:
    settings = read(tmp_path, DATABASE_URL="postgres://u:p@h/d", BASE_URL="https://kith.example.org")
    assert Settings.from_environment(settings.to_environment()) == settings


@pytest.mark.parametrize(
    "url",
    [
        "http://kith.example",
        "http://192.168.0.7:8000",
        "http://localhost.evil.test",
        "ftp://localhost",
        "localhost:8000",
        "kith.example",
        "https://",
        "https://kith.example/path",
        "https://kith.example?x=1",
        "https://KITH.example",
        "https://köln.example",
        "javascript:alert(1)",
        "https://kith.example#x",
        "https://olga@kith.example",
        "https://kith.example:99999",
        "https://kith.example:x",
    ],
)
def test_an_unsafe_base_url_is_refused_and_the_text_says_which(tmp_path: Path, url: str) -> None:
    with pytest.raises(SettingsError, match="KITH_BASE_URL"):
        read(tmp_path, BASE_URL=url, SECRET_KEY=LONG_KEY)


@pytest.mark.parametrize(
    "url, host, secure",
    [
        ("https://kith.example", "kith.example", True),
        ("https://kith.example/", "kith.example", True),
        ("https://kith.example:8443", "kith.example:8443", True),
        ("https://xn--kln-sna.example", "xn--kln-sna.example", True),
        ("http://localhost:8000", "localhost:8000", False),
        ("http://127.0.0.1:8000", "127.0.0.1:8000", False),
        ("http://[::1]:8000", "[::1]:8000", False),
    ],
)
def test_a_safe_base_url_is_taken(tmp_path: Path, url: str, host: str, secure: bool) -> None:
    settings = read(tmp_path, BASE_URL=url, SECRET_KEY=LONG_KEY)
    assert (settings.host, settings.secure, settings.base_url) == (host, secure, url.rstrip("/"))


@pytest.mark.parametrize(
    "url, plain",
    [
        ("https://kith.example:443", "https://kith.example"),
        ("https://kith.example:443/", "https://kith.example"),
        ("https://kith.example:", "https://kith.example"),
        ("https://kith.example:80", "https://kith.example:80"),
        ("http://localhost:80", "http://localhost"),
        ("http://localhost:443", "http://localhost:443"),
        ("http://[::1]:80", "http://[::1]"),
    ],
)
def test_the_usual_port_is_left_out_as_browsers_do(tmp_path: Path, url: str, plain: str) -> None:
    assert read(tmp_path, BASE_URL=url, SECRET_KEY=LONG_KEY).base_url == plain


@pytest.mark.parametrize("url", ["mysql://x", "sqlite://", "kith.db", "postgresql+asyncpg://x/y"])
def test_an_unknown_database_is_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(SettingsError, match="KITH_DATABASE_URL"):
        read(tmp_path, DATABASE_URL=url, SECRET_KEY=LONG_KEY)


@pytest.mark.parametrize(
    "url", ["postgres://kith@db/kith", "postgresql://kith@db/kith", "postgresql+psycopg://kith@db/kith"]
)
def test_postgresql_may_be_spelled_as_hosters_do(tmp_path: Path, url: str) -> None:
    settings = read(tmp_path, DATABASE_URL=url, SECRET_KEY=LONG_KEY)
    assert settings.database_url == "postgresql+psycopg://kith@db/kith"


@pytest.mark.parametrize("level", ["LOUD", "info ; rm", "0"])
def test_an_unknown_log_level_is_refused(tmp_path: Path, level: str) -> None:
    with pytest.raises(SettingsError, match="KITH_LOG_LEVEL"):
        read(tmp_path, LOG_LEVEL=level, SECRET_KEY=LONG_KEY)


@pytest.mark.parametrize("key", ["secret", "k" * 31])
def test_a_short_secret_key_is_refused(tmp_path: Path, key: str) -> None:
    with pytest.raises(SettingsError, match="KITH_SECRET_KEY"):
        read(tmp_path, SECRET_KEY=key)


def test_without_a_secret_key_one_is_made_and_kept_for_its_owner_alone(tmp_path: Path) -> None:
    first, second = read(tmp_path / "new"), read(tmp_path / "new")
    kept = tmp_path / "new" / "secret-key"
    assert first.secret_key == second.secret_key == kept.read_bytes()
    assert len(first.secret_key) >= 32
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert read(tmp_path / "other").secret_key != first.secret_key


@pytest.mark.parametrize("kept", ["", "k" * 31])
def test_a_short_key_in_the_data_folder_is_refused(tmp_path: Path, kept: str) -> None:
    (tmp_path / "secret-key").write_text(kept)
    with pytest.raises(SettingsError, match="secret-key is too short"):
        read(tmp_path)


def test_two_processes_that_make_a_key_at_once_keep_one(tmp_path: Path) -> None:
    keys = at_once(*[lambda: read(tmp_path / "new").secret_key for _ in range(8)])
    assert len(set(keys)) == 1
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["secret-key"]


def test_the_data_folder_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    settings = read(tmp_path / "new", SECRET_KEY=LONG_KEY)
    assert stat.S_IMODE(settings.data_dir.stat().st_mode) == 0o700


def test_a_data_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError, match="KITH_DATA_DIR"):
        read(tmp_path / "file" / "data", SECRET_KEY=LONG_KEY)


def test_a_given_secret_key_is_not_written_anywhere(tmp_path: Path) -> None:
    assert read(tmp_path, SECRET_KEY=LONG_KEY).secret_key == LONG_KEY.encode()
    assert list(tmp_path.iterdir()) == []


def test_settings_cannot_change_while_the_server_runs(tmp_path: Path) -> None:
    settings = read(tmp_path, SECRET_KEY=LONG_KEY)
    with pytest.raises(AttributeError):
        settings.base_url = "https://evil.test"  # pyright: ignore[reportAttributeAccessIssue]  that is the point
