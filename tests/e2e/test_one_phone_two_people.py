"""One phone, and who it belongs to: nobody's words are lost, and nobody's are sent as somebody else's."""

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
WORDS = "He mends accordions in a lighthouse"


@pytest.fixture
def at(server: RealServer) -> steps.OrganisedEvent:
    """Where people meet."""
    return steps.organise(server.url)


def tap(phone: Phone, name: str) -> None:
    """Tap the topmost button of this name."""
    phone.page.get_by_role("button", name=name, exact=True).last.click()


def notes_of(phone: Phone, at: steps.OrganisedEvent) -> list[str]:
    """What the server holds of whoever this phone belongs to."""
    return [one["text"] for one in phone.ask("GET", f"/events/{at.event['id']}/notes")]


def wait_until_note_is_sent(phone: Phone) -> None:
    """Wait until the server has said that it holds the words."""
    phone.wait_for_row("sent", {"kind": "note.write", "body.text": WORDS})


def test_who_leaves_without_a_network_takes_nothing_of_the_next_person_along(
    phone: Phones, at: steps.OrganisedEvent
) -> None:
    shared, bo = phone(), Guest.join(at, "Bo")
    steps.join(shared, at, "Ada")
    steps.wait_until_ready_offline(shared)
    shared.offline()
    shared.page.goto("/me")
    tap(shared, "Sign out on this phone")
    expect(shared.page.get_by_text("Everything is sent.")).to_be_visible()
    tap(shared, "Sign out on this phone")
    expect(shared.page).to_have_url(f"{shared.url}/")

    shared.page.goto(bo.code())
    shared.page.get_by_label("I am new. My name is").fill("Bea")
    tap(shared, "Keep Bo in my Kith")
    steps.jot(shared, WORDS)
    shared.offline(yes=False)
    wait_until_note_is_sent(shared)
    assert shared.ask("GET", "/accounts/me")["name"] == "Bea"
    assert notes_of(shared, at) == [WORDS]
    shared.page.goto("/people")
    expect(shared.page.get_by_text(WORDS)).to_be_visible()


def test_who_was_signed_out_comes_back_to_all_that_was_not_sent(
    phone: Phones, at: steps.OrganisedEvent, server: RealServer
) -> None:
    ada, bea = phone(), phone()
    for someone, name in ((ada, "Ada"), (bea, "Bea")):
        steps.join(someone, at, name)
        steps.wait_until_sent(someone)
    scanned_by(ada, Guest.join(at, "Bo"))
    steps.catch_up(ada)
    ada.context.clear_cookies()
    ada.page.get_by_role("link", name="Bo").click()
    steps.jot(ada, WORDS)
    expect(steps.chip(ada, "Needs attention")).to_be_visible()

    ada.page.goto(server.kith("sign-in-link", steps.account_of(bea)))
    tap(ada, "Continue")
    expect(ada.page.get_by_text("1 thing that Ada wrote on this phone is not sent yet.")).to_be_visible()
    ada.page.goto("/people")
    ada.page.goto(server.kith("sign-in-link", steps.account_of(ada)))
    tap(ada, "Continue")
    expect(steps.own_code(ada)).to_be_visible()
    wait_until_note_is_sent(ada)
    assert notes_of(ada, at) == [WORDS]
    assert notes_of(bea, at) == []
