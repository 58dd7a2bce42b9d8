"""Without a finger: Tab reaches everything in order and in sight, and Escape closes what opened."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.e2e import steps
from tests.e2e.album import Album
from tests.e2e.screens import SCREENS, Screen

if TYPE_CHECKING:
    from tests.e2e.phone import Phone
    from tests.e2e.real_server import RealServer

Phones = Callable[..., "Phone"]
BY_NAME = {screen.name: screen for screen in SCREENS}
WALKED = (
    "first page",
    "joining: name",
    "joining: prompts",
    "joining: list",
    "landing: refused name",
    "own code",
    "people",
    "person",
    "person: two versions",
    "just met",
    "recap",
    "on the way home",
    "message",
    "message: two versions",
    "share sheet",
    "scanner: first",
    "me",
    "new event: nothing filled in",
    "new event: deck",
    "organiser's event",
)
SHEETS = (
    ("just met", "Share my contact details"),
    ("just met", "scan you"),
    ("scanner: first", "Type a code"),
    ("me", "Sign out on this phone"),
    ("new event: nothing filled in", "Choose from the deck"),
    ("organiser's event", "Show on a projector"),
)
MOST_STEPS = 150
A_MOMENT_MS = 400
NUMBER_STOPS = """
() => {
  const sides = ['top', 'right', 'bottom', 'left'].map((side) => `border-${side}`);
  window.edges = (it) => JSON.stringify([it, it.parentElement].map((one) =>
    ['outline', 'box-shadow', ...sides].map((name) => getComputedStyle(one).getPropertyValue(name))));
  const root = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document;
  const stops = [...root.querySelectorAll('a[href], button, input, select, textarea')].filter((it) =>
    !it.disabled && it.tabIndex >= 0 && it.getClientRects().length > 0);
  document.activeElement?.blur();
  stops.forEach((it, index) => { it.dataset.stop = index; it.dataset.atRest = window.edges(it); });
  return stops.length;
}
"""
LOOK_AT_FOCUS = """
() => {
  const it = document.activeElement;
  if (it === null || it === document.body) return null;
  const marked = window.edges(it) !== it.dataset.atRest;
  const {left, top, width, height} = it.getBoundingClientRect();
  const parts = [0.1, 0.5, 0.9];
  const seen = parts.some((x) => parts.some((y) =>
    it.contains(document.elementFromPoint(left + width * x, top + height * y))));
  return {stop: Number(it.dataset.stop ?? -1), marked, seen, what: it.outerHTML.slice(0, 120)};
}
"""


@pytest.fixture(scope="module")
def album(lasting_phone: Phones, server: RealServer) -> Album:
    """Phones with something to show on every screen."""
    return Album.fill(lasting_phone, server)


def number_stops(phone: Phone) -> int:
    """Number what Tab can reach, once nothing more appears; how many there are."""
    count = -1
    while (seen := int(phone.page.evaluate(NUMBER_STOPS))) != count:
        count = seen
        phone.page.wait_for_timeout(A_MOMENT_MS)
    return count


def walk(phone: Phone) -> list[dict[str, Any]]:
    """Press Tab until the focus comes round, and tell where it was."""
    stops: list[dict[str, Any]] = []
    for _ in range(MOST_STEPS):
        phone.page.keyboard.press("Tab")
        here = phone.page.evaluate(LOOK_AT_FOCUS)
        if here is None or (stops and here["stop"] == stops[-1]["stop"]):
            continue
        if stops and here["stop"] == stops[0]["stop"]:
            return stops
        stops.append(here)
    raise AssertionError(f"the focus never came round: {[stop['what'] for stop in stops]}")


def test_a_screen_that_comes_by_a_link_takes_the_focus_to_its_title(
    phone: Phones, server: RealServer
) -> None:
    ada = phone()
    steps.join(ada, steps.organise(server.url), "Ada")
    for tab in ("People", "Me", "Recap"):
        ada.page.get_by_role("navigation").get_by_role("link", name=tab).press("Enter")
        expect(ada.page.get_by_role("heading", level=1)).to_be_focused()
        ada.page.wait_for_function("(tab) => document.title.startsWith(tab)", arg=tab)


@pytest.mark.parametrize("name", WALKED)
def test_tab_reaches_everything_in_order_and_the_focus_is_in_sight(album: Album, name: str) -> None:
    phone = BY_NAME[name].open(album)
    count = number_stops(phone)
    stops = walk(phone)
    numbers = [stop["stop"] for stop in stops if stop["stop"] >= 0]
    first = numbers.index(min(numbers))
    assert numbers[first:] + numbers[:first] == list(range(count))
    assert [stop["what"] for stop in stops if not (stop["marked"] and stop["seen"])] == []


@pytest.mark.parametrize("screen,button", [(BY_NAME[name], button) for name, button in SHEETS])
def test_escape_closes_a_sheet_and_the_focus_returns(album: Album, screen: Screen, button: str) -> None:
    phone = screen.open(album)
    opener = phone.page.get_by_role("button", name=button)
    opener.focus()
    phone.page.keyboard.press("Enter")
    expect(phone.page.get_by_role("dialog")).to_be_visible()
    expect(phone.page.get_by_role("dialog").locator(":focus")).to_have_count(1)
    phone.page.keyboard.press("Escape")
    expect(phone.page.get_by_role("dialog")).to_have_count(0)
    expect(opener).to_be_focused()


def test_the_skip_link_leads_past_the_tabs(album: Album) -> None:
    phone = BY_NAME["people"].open(album)
    phone.page.evaluate("() => document.activeElement?.blur()")
    phone.page.keyboard.press("Tab")
    while not phone.page.evaluate("() => document.activeElement.matches('.skip-link')"):
        phone.page.keyboard.press("Tab")
    expect(phone.page.get_by_role("link", name="Skip to the content")).to_be_in_viewport()
    phone.page.keyboard.press("Enter")
    expect(phone.page.locator("main")).to_be_focused()
