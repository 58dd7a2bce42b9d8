"""A new version of the app waits: it is offered at a seam, and taken only by a tap."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.e2e import steps
from tests.e2e.guests import Guest, scanned_by
from tests.e2e.real_server import real_server

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from tests.e2e.phone import Phone

Phones = Callable[..., "Phone"]
HOUR_MS = 3_600_000
WAITING = "async () => (await navigator.serviceWorker.getRegistration()).waiting !== null"
DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
NOT_WAITING = "async () => (await navigator.serviceWorker.getRegistration()).waiting === null"


@dataclass
class Release:
    """A server whose web app can be replaced by a newer one."""

    url: str
    built: Path

    def publish(self) -> None:
        """Put a newer web app on the server; a byte makes the difference."""
        worker = self.built / "sw.js"
        worker.write_text(worker.read_text() + "\n")
        for packed in self.built.glob("sw.js.*"):
            packed.unlink()


@pytest.fixture
def release(new_database_url: str, web_root: Path, tmp_path: Path) -> Iterator[Release]:
    """A server of this test alone."""
    built = Path(shutil.copytree(web_root, tmp_path / "dist"))
    with real_server(new_database_url, built, tmp_path) as running:
        yield Release(running.url, built)


def offer(phone: Phone) -> Locator:
    """The row that offers the new version."""
    return phone.page.get_by_text("A new version of Kith is here")


def wait_for_update(phone: Phone) -> None:
    """Let an hour pass: the phone looks for a newer version, and has it."""
    phone.page.clock.fast_forward(HOUR_MS)
    phone.wait_until(WAITING)
    phone.page.evaluate(DRAWN)


def test_an_update_is_offered_at_a_seam_and_taken_by_a_tap(phone: Phones, release: Release) -> None:
    at, bo = steps.organise(release.url), phone(url=release.url)
    bo.page.clock.install()
    steps.join(bo, at, "Bo")
    steps.wait_until_ready_offline(bo)
    scanned_by(bo, Guest.join(at, "Ada"))
    steps.catch_up(bo)
    bo.page.get_by_role("link", name="Ada").click()
    steps.jot_field(bo).press_sequentially("She mends")

    release.publish()
    wait_for_update(bo)
    expect(offer(bo)).to_have_count(0)
    expect(steps.jot_field(bo)).to_be_focused()
    bo.page.keyboard.type(" accordions")

    bo.page.get_by_role("button", name="Back").click()
    expect(offer(bo)).to_be_visible()
    expect(bo.page.get_by_text("She mends accordions")).to_be_visible()
    bo.page.reload()
    expect(offer(bo)).to_be_visible()
    assert bo.page.evaluate(WAITING)

    with bo.page.expect_navigation():
        bo.page.get_by_role("button", name="Update now").click()
    expect(bo.page.get_by_text("She mends accordions")).to_be_visible()
    bo.wait_until(NOT_WAITING)
    expect(offer(bo)).to_have_count(0)
    expect(steps.chip(bo, "Sent")).to_be_visible()


def test_an_update_that_another_tab_let_in_is_taken_by_a_tap_too(phone: Phones, release: Release) -> None:
    at, bo = steps.organise(release.url), phone(url=release.url)
    bo.page.clock.install()
    steps.join(bo, at, "Bo")
    steps.wait_until_ready_offline(bo)
    other = bo.context.new_page()
    other.goto("/people")
    release.publish()
    wait_for_update(bo)
    expect(offer(bo)).to_be_visible()
    other.get_by_role("button", name="Update now").click()
    bo.wait_until(NOT_WAITING)

    with bo.page.expect_navigation():
        bo.page.get_by_role("button", name="Update now").click()
    expect(steps.own_code(bo)).to_be_visible()
    expect(offer(bo)).to_have_count(0)


def test_an_update_waits_while_a_card_is_being_changed(phone: Phones, release: Release) -> None:
    at, bo = steps.organise(release.url), phone(url=release.url)
    bo.page.clock.install()
    steps.join(bo, at, "Bo")
    steps.wait_until_ready_offline(bo)
    bo.page.goto("/me")
    bo.page.get_by_label("Your name").fill("Bo the second")
    release.publish()
    wait_for_update(bo)
    expect(offer(bo)).to_have_count(0)
    bo.page.get_by_role("button", name="Save my card").click()
    expect(bo.page.get_by_text("Saved. Your code shows it already.")).to_be_visible()
    bo.page.get_by_role("link", name="People").click()
    expect(offer(bo)).to_be_visible()
