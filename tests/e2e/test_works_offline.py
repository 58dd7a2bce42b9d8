"""Without a network, and even without a server, a phone that has seen Kith once goes on working."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING, Any

from PIL import Image
from playwright.sync_api import expect

from tests.e2e import steps
from tests.e2e.codes import text_in
from tests.e2e.guests import Guest, scanned_by

if TYPE_CHECKING:
    from tests.e2e.phone import Phone
    from tests.e2e.real_server import RealServer

Phones = Callable[..., "Phone"]
MINUTE_MS = 60_000
ONLY_IN_TESTS = {"in-incognito"}  # contexts of tests are private windows
WORKER = """
() => {
  const {scriptURL, state} = navigator.serviceWorker.controller;
  return [scriptURL, state];
}
"""
STORED = """
async () => {
  const kept = (await caches.keys()).includes("kith-scanner") && (await caches.open("kith-scanner"));
  return Boolean(kept) && (await kept.keys()).some((one) => one.url.endsWith(".wasm"));
}
"""


def ask_browser(phone: Phone, what: str) -> dict[str, Any]:
    """What the browser itself thinks of the page."""
    session: Any = phone.context.new_cdp_session(phone.page)
    answer: dict[str, Any] = session.send(what)
    return answer


def test_everything_works_while_the_server_is_gone_and_is_sent_when_it_is_back(
    phone: Phones, server: RealServer
) -> None:
    at, ada, bo = steps.organise(server.url), phone(), phone()
    steps.join(ada, at, "Ada", "A kettle that whistles too low")
    steps.join(bo, at, "Bo")
    steps.wait_until_sent(bo)
    scanned_by(bo, Guest.join(at, "Eve", ("An accordion",)))
    steps.catch_up(bo)
    [eve] = bo.rows("encounters")
    steps.wait_until_ready_offline(bo)
    assert bo.page.evaluate(WORKER) == [f"{server.url}/sw.js", "activated"]

    with server.gone():
        bo.open_new_tab()
        bo.page.goto(f"/people/{eve['id']}")
        expect(bo.page.get_by_role("heading", name="Eve", exact=True)).to_be_visible()
        expect(bo.page.get_by_text("An accordion")).to_be_visible()
        for path in ("/people", "/recap", "/me", "/events", "/events/new", "/scan", "/in", "/nowhere"):
            bo.page.goto(path)
            expect(bo.page.get_by_role("heading", level=1)).to_be_visible()
        steps.meet(bo, ada, "Ada")
        expect(bo.page.get_by_text("From Ada's phone.")).to_be_visible()
        steps.jot(bo, "Her kettle came from the tip")
        bo.page.goto("/people")
        expect(bo.page.get_by_role("link", name="Ada")).to_contain_text("Her kettle came from the tip")
        expect(steps.chip(bo, "Offline · 2 to send")).to_be_visible()

    steps.chip(bo, "Offline · 2 to send").click()
    expect(steps.chip(bo, "Sent")).to_be_visible()
    assert sorted(row["state"] for row in bo.rows("encounters")) == ["mutual", "mutual"]


def test_ones_own_code_changes_with_the_minute_without_a_network(phone: Phones, server: RealServer) -> None:
    at, ada = steps.organise(server.url), phone()
    ada.page.clock.install()
    steps.join(ada, at, "Ada")
    steps.wait_until_ready_offline(ada)
    ada.offline()
    shown: list[str] = []
    for _ in range(3):
        step = ada.page.locator("[data-step]").get_attribute("data-step")
        shown.append(text_in(steps.picture_of_code(ada)))
        ada.page.clock.fast_forward(MINUTE_MS)
        expect(ada.page.locator("[data-step]")).not_to_have_attribute("data-step", step or "")
    assert len(set(shown)) == len(shown)


def test_the_landing_page_works_without_a_network_where_kith_was_open_before(
    phone: Phones, server: RealServer
) -> None:
    at, ada, cy = steps.organise(server.url), phone(), phone()
    steps.join(ada, at, "Ada", "A kettle that whistles too low")
    cy.page.goto("/")
    steps.wait_until_installed(cy)
    cy.offline()
    cy.page.goto(text_in(steps.picture_of_code(ada)))
    expect(cy.page.get_by_text("A kettle that whistles too low")).to_be_visible()
    cy.page.get_by_label("I am new. My name is").fill("Cy")
    cy.page.get_by_role("button", name="Keep Ada in my Kith").click()
    expect(cy.page.get_by_role("heading", name="You met Ada")).to_be_visible()

    cy.offline(yes=False)
    steps.wait_until_sent(cy)
    steps.catch_up(cy)
    assert [row["state"] for row in cy.rows("encounters")] == ["mutual"]
    assert at.joined == 2


def test_a_phone_that_was_signed_out_goes_on_working_without_a_network(
    phone: Phones, server: RealServer
) -> None:
    at, ada = steps.organise(server.url), phone()
    steps.join(ada, at, "Ada")
    steps.wait_until_ready_offline(ada)
    ada.page.goto("/me")
    ada.page.get_by_role("button", name="Sign out on this phone").click()
    ada.page.get_by_role("dialog").get_by_role("button", name="Sign out").click()
    expect(ada.page.get_by_role("heading", name="Remember the people you meet.")).to_be_visible()
    ada.wait_until(STORED)

    with server.gone():
        ada.open_new_tab()
        for path in ("/", "/scan"):
            ada.page.goto(path)
            expect(ada.page.get_by_role("heading", level=1)).to_be_visible()


def test_kith_can_be_installed(phone: Phones, server: RealServer) -> None:
    ada = phone()
    ada.page.goto("/")
    steps.wait_until_installed(ada)
    faults = ask_browser(ada, "Page.getInstallabilityErrors")["installabilityErrors"]
    assert {fault["errorId"] for fault in faults} <= ONLY_IN_TESTS
    assert ask_browser(ada, "Page.getAppManifest")["errors"] == []

    manifest: dict[str, Any] = ada.context.request.get(f"{server.url}/manifest.webmanifest").json()
    assert (manifest["name"], manifest["display"], manifest["start_url"]) == ("Kith", "standalone", "/")
    pictures = [icon for icon in manifest["icons"] if icon["type"] == "image/png"]
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in pictures}
    assert "maskable" in {icon["purpose"] for icon in pictures}
    for icon in pictures:
        with Image.open(BytesIO(ada.context.request.get(server.url + icon["src"]).body())) as picture:
            assert icon["sizes"] == f"{picture.width}x{picture.height}"
    for shortcut in manifest["shortcuts"]:
        ada.page.goto(shortcut["url"])
        expect(ada.page.get_by_role("heading", level=1)).not_to_have_text("Nothing here")
