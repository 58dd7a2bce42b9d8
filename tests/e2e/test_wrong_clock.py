"""Phones whose clocks are years off: the server says what is open, and which minute a code shows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.e2e import steps

if TYPE_CHECKING:
    from tests.e2e.phone import Phone
    from tests.e2e.real_server import RealServer

Phones = Callable[..., "Phone"]
TEN_YEARS = timedelta(days=3653)
both_ways = pytest.mark.parametrize("off", [TEN_YEARS, -TEN_YEARS], ids=["ahead", "behind"])


def set_clock(phone: Phone, off: timedelta) -> None:
    """Let this phone believe in another year, from now on and on each page."""
    phone.page.clock.set_system_time(datetime.now(UTC) + off)


@both_ways
def test_a_phone_ten_years_off_joins_and_its_code_is_genuine(
    phone: Phones, server: RealServer, off: timedelta
) -> None:
    at, ada, bo = steps.organise(server.url), phone(), phone()
    set_clock(ada, off)
    steps.join(ada, at, "Ada")
    expect(ada.page.get_by_text("Until then your code is only for trying out")).to_have_count(0)
    steps.wait_until_sent(ada)
    ada.page.goto("/")

    steps.join(bo, at, "Bo")
    steps.meet(bo, ada, "Ada")
    bo.wait_for_row("encounters", {"state": "mutual"})
    expect(ada.page.get_by_role("heading", name="You met Bo")).to_be_visible()


@both_ways
def test_a_clock_that_is_set_after_joining_puts_no_code_to_sleep(
    phone: Phones, server: RealServer, off: timedelta
) -> None:
    at, ada, bo = steps.organise(server.url), phone(), phone()
    steps.join(ada, at, "Ada")
    steps.wait_until_sent(ada)
    ada.page.goto("/")
    expect(steps.own_code(ada)).to_be_visible()
    set_clock(ada, off)
    with ada.page.expect_response("**/api/health"):
        ada.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    expect(steps.own_code(ada)).to_be_visible()
    expect(ada.page.get_by_text("Your code has gone to sleep")).to_have_count(0)
    steps.join(bo, at, "Bo")
    steps.meet(bo, ada, "Ada")
    bo.wait_for_row("encounters", {"state": "mutual"})
