"""Every setting, typed and frozen, read from the environment once."""

import os
import re
import secrets
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

PREFIX = "KITH_"
LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})
MINIMUM_KEY_BYTES = 32
USUAL_PORTS = {"http": 80, "https": 443}


class SettingsError(ValueError):
    """A setting is missing or unsafe; the text says which, and what to do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator may choose; `.env.example` describes each."""

    base_url: str
    database_url: str
    data_dir: Path
    web_root: Path
    secret_key: bytes
    log_level: str

    @property
    def secure(self) -> bool:
        """Whether people reach this server over https."""
        return self.base_url.startswith("https://")

    @property
    def host(self) -> str:
        """The one host (and port, if not the usual one) that this server answers for."""
        return urlsplit(self.base_url).netloc

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """Read the settings.

        Raises:
            SettingsError: a value would be unsafe or cannot be understood.
        """

        def value(name: str, default: str) -> str:
            return environment.get(PREFIX + name, "").strip() or default

        data_dir = _data_dir(value("DATA_DIR", "var"))
        return cls(
            base_url=_base_url(value("BASE_URL", "http://localhost:8000")),
            database_url=_database_url(value("DATABASE_URL", f"sqlite:///{data_dir / 'kith.db'}")),
            data_dir=data_dir,
            web_root=Path(value("WEB_ROOT", str(Path(__file__).parent.parent / "pwa" / "dist"))).absolute(),
            secret_key=_secret_key(value("SECRET_KEY", ""), data_dir),
            log_level=_log_level(value("LOG_LEVEL", "INFO")),
        )

    @classmethod
    def for_demo(cls, base_url: str, environment: Mapping[str, str] = os.environ) -> Self:
        """Settings of the demo: its own folder, its own SQLite database."""
        demo = Path(environment.get(f"{PREFIX}DATA_DIR", "var")) / "demo"
        given = {name: text for name, text in environment.items() if name != f"{PREFIX}DATABASE_URL"}
        return cls.from_environment({**given, f"{PREFIX}DATA_DIR": str(demo), f"{PREFIX}BASE_URL": base_url})

    def to_environment(self) -> dict[str, str]:
        """The environment from which another process reads these same settings."""
        return {
            f"{PREFIX}BASE_URL": self.base_url,
            f"{PREFIX}DATABASE_URL": self.database_url,
            f"{PREFIX}DATA_DIR": str(self.data_dir),
            f"{PREFIX}WEB_ROOT": str(self.web_root),
            f"{PREFIX}SECRET_KEY": self.secret_key.decode(),
            f"{PREFIX}LOG_LEVEL": self.log_level,
        }


def _base_url(text: str) -> str:
    parts = urlsplit(text)
    extra = parts.path.strip("/") or parts.query or parts.fragment or parts.username
    if parts.scheme not in USUAL_PORTS or not parts.hostname or extra or not _has_a_port_or_none(text):
        raise SettingsError(f"KITH_BASE_URL must look like https://kith.example.org, not {text!r}.")
    if parts.scheme == "http" and parts.hostname not in LOCAL_HOSTS:
        raise SettingsError(
            f"KITH_BASE_URL is {text!r}: without https, cookies and notes would cross the network in the "
            "open, and phones refuse the camera. Use https, or http://localhost on one machine."
        )
    if not text.isascii() or text != text.lower():
        raise SettingsError(
            "KITH_BASE_URL must be lower case and ASCII (write an international name as xn--…)."
        )
    if parts.port in {None, USUAL_PORTS[parts.scheme]}:  # browsers leave it out of the header Host
        return re.sub(r":\d*$", "", text.rstrip("/"))
    return text.rstrip("/")


def _has_a_port_or_none(text: str) -> bool:
    try:
        port = urlsplit(text).port
    except ValueError:
        return False
    return port != 0


def _data_dir(text: str) -> Path:
    """The data folder, made when missing, open to its owner only."""
    folder = Path(text).absolute()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(f"KITH_DATA_DIR is {folder}, which cannot be made: {error.strerror}.") from error
    return folder


def _database_url(text: str) -> str:
    if text.startswith("postgres://"):
        text = "postgresql://" + text.removeprefix("postgres://")
    if text.startswith("postgresql://"):
        text = "postgresql+psycopg://" + text.removeprefix("postgresql://")
    if not text.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise SettingsError("KITH_DATABASE_URL must start with sqlite:/// or postgresql://.")
    return text


def _log_level(text: str) -> str:
    if text.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
        raise SettingsError("KITH_LOG_LEVEL must be DEBUG, INFO, WARNING or ERROR.")
    return text.upper()


def _secret_key(text: str, data_dir: Path) -> bytes:
    """The key that signs badges: given, or made once and kept beside the data, readable by its owner only."""
    if text:
        if len(text) < MINIMUM_KEY_BYTES:
            raise SettingsError(f"KITH_SECRET_KEY is too short: at least {MINIMUM_KEY_BYTES} characters.")
        return text.encode()
    kept = data_dir / "secret-key"
    if not kept.exists():
        _make_key(kept)
    key = kept.read_bytes()
    if len(key) < MINIMUM_KEY_BYTES:
        raise SettingsError(
            f"The secret key in {kept} is too short: at least {MINIMUM_KEY_BYTES} bytes. Put back the one "
            "that your badges were printed with, or delete the file, and a new one is made."
        )
    return key


def _make_key(kept: Path) -> None:
    """Make a key that is there whole or not at all; where two processes make one, the first counts."""
    descriptor, draft = tempfile.mkstemp(dir=kept.parent, prefix=".secret-key-")
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(MINIMUM_KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(draft, kept)
    finally:
        Path(draft).unlink()
