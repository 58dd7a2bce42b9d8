"""A real server, a real Chromium, and phones whose cameras see what the tests hold in front of them."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.e2e.phone import Phone
from tests.e2e.real_server import RealServer, real_server

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from playwright.sync_api import Browser

BUILT = Path(__file__).parent.parent.parent / "pwa" / "dist"
CHROMIUM = "/usr/bin/chromium"
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
)

IN_USE: list[Phone] = []

expect.set_options(timeout=20_000)  # a busy machine is no failure


@pytest.fixture(scope="session")
def web_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the built web app, which no build that goes on meanwhile can change."""
    if not (BUILT / "index.html").exists():
        raise RuntimeError("the web app is not built: run `make test`, or `npm run build` in pwa/")
    return Path(shutil.copytree(BUILT, tmp_path_factory.mktemp("web") / "dist"))


@pytest.fixture(scope="session")
def server(
    database_url: str, web_root: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RealServer]:
    """Kith as its users get it: the built web app, real processes."""
    with real_server(database_url, web_root, tmp_path_factory.mktemp("kith")) as running:
        yield running


@pytest.fixture
def server_with_a_clock(new_database_url: str, web_root: Path, tmp_path: Path) -> Iterator[RealServer]:
    """Another server, whose clock tests can move."""
    with real_server(new_database_url, web_root, tmp_path, movable_clock=True) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def phone(browser: Browser, server: RealServer) -> Iterator[Callable[..., Phone]]:
    """Somebody's phone: a browser context of its own, with a camera."""
    with pocket(browser, server) as take_out:
        yield take_out


@pytest.fixture(scope="module")
def lasting_phone(browser: Browser, server: RealServer) -> Iterator[Callable[..., Phone]]:
    """A phone that goes through all the tests of one file."""
    with pocket(browser, server) as take_out:
        yield take_out


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let the phones of a failed test tell what they know, while they are still on."""
    report = yield
    if report.when == "call" and report.failed:
        print(f"\n{report.longreprtext}")
        for each in IN_USE:
            each.tell_of_failure()
    return report


@contextmanager
def pocket(browser: Browser, server: RealServer) -> Generator[Callable[..., Phone]]:
    """Phones to take out while the block runs, and to put away after it."""
    phones: list[Phone] = []

    def take_out(*, width: int = 360, height: int = 740, url: str = server.url, **options: object) -> Phone:
        phones.append(Phone.take_out(browser, url, width=width, height=height, **options))
        IN_USE.append(phones[-1])
        return phones[-1]

    yield take_out
    for each in phones:
        IN_USE.remove(each)
        each.put_away()
