"""A browser that dropped what Kith keeps, with or without its session, opens the address of a card."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.e2e import steps
from tests.e2e.guests import Guest, scanned_by

if TYPE_CHECKING:
    from tests.e2e.phone import Phone
    from tests.e2e.real_server import RealServer

Phones = Callable[..., "Phone"]
WRONG_REASON = "This card is not here any more"


def test_a_session_that_is_left_brings_everything_back(phone: Phones, server: RealServer) -> None:
    at, bo = steps.organise(server.url), phone()
    steps.join(bo, at, "Bo")
    steps.wait_until_sent(bo)
    met = scanned_by(bo, Guest.join(at, "Ada"))
    other = phone(storage_state=bo.context.storage_state())

    other.page.goto(f"/people/{met}")
    expect(other.page.get_by_role("heading", name="Ada", exact=True)).to_be_visible()
    other.page.goto(f"/met/{met}")
    expect(other.page.get_by_role("heading", name="You met Ada")).to_be_visible()


def test_somebody_signed_out_is_not_told_that_the_card_went(phone: Phones, server: RealServer) -> None:
    at, bo, other = steps.organise(server.url), phone(), phone()
    steps.join(bo, at, "Bo")
    steps.wait_until_sent(bo)
    met = scanned_by(bo, Guest.join(at, "Ada"))

    for path in (f"/people/{met}", f"/met/{met}"):
        other.page.goto(path)
        expect(other.page.get_by_role("heading", name="This phone does not know you yet")).to_be_visible()
        expect(other.page.get_by_text(WRONG_REASON)).to_have_count(0)
        expect(other.page.get_by_role("link", name="Sign in")).to_be_visible()
