"""In a language written from right to left, people's own words stand on the page's side."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.e2e import steps
from tests.e2e.guests import Guest, scanned_by

if TYPE_CHECKING:
    from tests.e2e.phone import Phone
    from tests.e2e.real_server import RealServer

Phones = Callable[..., "Phone"]
ON_THE_WRONG_SIDE = """
() => [...document.querySelectorAll('main [dir=auto]:not(input, textarea), main bdi')].filter((it) => {
  const {direction, textAlign} = getComputedStyle(it);
  return direction !== 'rtl' || textAlign === 'left';
}).map((it) => it.outerHTML.slice(0, 100))
"""
GAP_TO_THE_RIGHT = """
(heading) => {
  const words = document.createRange();
  words.selectNodeContents(heading);
  return heading.getBoundingClientRect().right - words.getBoundingClientRect().right;
}
"""


@pytest.mark.parametrize("width", [360, 1280])
def test_own_words_stand_where_the_page_begins(phone: Phones, server: RealServer, width: int) -> None:
    at, bo = steps.organise(server.url), phone(width=width)
    steps.join(bo, at, "Bo", "A kettle")
    steps.wait_until_sent(bo)
    met = scanned_by(bo, Guest.join(at, "Ada", ("Tin whistles",)))
    steps.catch_up(bo)
    bo.page.goto(f"/people/{met}")
    steps.jot(bo, "Mends accordions")

    for path in ("/", "/people", f"/people/{met}", "/me"):
        bo.page.goto(f"{path}?lang=en-XB")
        expect(bo.page.locator("html")).to_have_attribute("dir", "rtl")
        heading = bo.page.get_by_role("heading", level=1)
        expect(heading).to_be_visible()
        assert bo.page.evaluate(ON_THE_WRONG_SIDE) == []
        assert heading.evaluate(GAP_TO_THE_RIGHT) < 2
