"""Somebody without Kith points the ordinary camera at a live code: her code is the invitation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from server.core.clock import as_text
from server.core.tokens import new_id
from tests.e2e import steps
from tests.e2e.codes import text_in

if TYPE_CHECKING:
    from playwright.sync_api import Response

    from tests.e2e.phone import Phone
    from tests.e2e.real_server import RealServer

Phones = Callable[..., "Phone"]
OF_ADA = "A kettle that whistles too low"
OF_THE_FRAMEWORK = "dangerouslySetInnerHTML"
LANDING_BUDGET = 12_000  # bytes of script, as they come over the network


def link_on_screen(phone: Phone) -> str:
    """What the ordinary camera of another phone reads off this screen."""
    return text_in(steps.picture_of_code(phone))


def test_the_landing_page_is_small_and_shows_the_card_to_somebody_signed_out(
    phone: Phones, server: RealServer
) -> None:
    at, ada, stranger = steps.organise(server.url), phone(), phone()
    steps.join(ada, at, "Ada", OF_ADA)
    scripts: list[Response] = []
    stranger.page.on(
        "response", lambda it: scripts.append(it) if it.request.resource_type == "script" else None
    )

    stranger.page.goto(link_on_screen(ada))
    expect(stranger.page.get_by_role("heading", name="Ada", exact=True)).to_be_visible()
    expect(stranger.page.get_by_role("heading", name=steps.FIRST_PROMPT)).to_be_visible()
    expect(stranger.page.get_by_text(OF_ADA)).to_be_visible()
    assert scripts
    assert not [it.url for it in scripts if OF_THE_FRAMEWORK in it.text()]
    assert sum(it.request.sizes()["responseBodySize"] for it in scripts) < LANDING_BUDGET
    assert stranger.page.title() == "Somebody's card · Kith"


def test_one_name_brings_a_stranger_in_with_a_code_and_ada_in_their_people(
    phone: Phones, server: RealServer
) -> None:
    at, ada, stranger = steps.organise(server.url), phone(), phone()
    steps.join(ada, at, "Ada", OF_ADA)

    stranger.page.goto(link_on_screen(ada))
    stranger.page.get_by_label("I am new. My name is").fill("Cy")
    stranger.page.get_by_role("button", name="Keep Ada in my Kith").click()
    expect(stranger.page.get_by_role("heading", name="You met Ada")).to_be_visible()
    expect(ada.page.get_by_role("heading", name="You met Cy")).to_be_visible()
    steps.wait_until_sent(stranger)
    expect(stranger.page.get_by_role("link", name="Ada")).to_have_count(1)
    stranger.page.goto("/")
    expect(steps.own_code(stranger)).to_be_visible()
    assert at.joined == 2


def test_a_stranger_is_asked_again_for_a_name_that_cannot_stand_on_a_card(
    phone: Phones, server: RealServer
) -> None:
    at, ada, stranger = steps.organise(server.url), phone(), phone()
    steps.join(ada, at, "Ada")

    stranger.page.goto(link_on_screen(ada))
    name = stranger.page.get_by_label("I am new. My name is")
    for typed, said in (
        ("   ", "Please write your name."),
        ("x" * 500, "A name has at most 60 characters."),
        ("call +34 600 11 22 33", "A name cannot hold a link or a phone number."),
    ):
        name.fill(typed)
        stranger.page.get_by_role("button", name="Keep Ada in my Kith").click()
        expect(stranger.page.get_by_role("alert")).to_have_text(said)
        expect(name).to_be_focused()
        expect(name).to_have_value(typed)


def test_somebody_at_the_event_opens_the_code_in_their_own_kith(phone: Phones, server: RealServer) -> None:
    at, ada, bo = steps.organise(server.url), phone(), phone()
    steps.join(ada, at, "Ada", OF_ADA)
    steps.join(bo, at, "Bo")

    bo.page.goto(link_on_screen(ada))
    expect(bo.page.get_by_label("I am new. My name is")).to_have_count(0)
    bo.page.get_by_role("button", name="Open in my Kith").click()
    expect(bo.page.get_by_role("heading", name="You met Ada")).to_be_visible()


def test_somebody_from_another_event_joins_by_the_code_in_one_step(phone: Phones, server: RealServer) -> None:
    at, elsewhere = steps.organise(server.url), steps.organise(server.url, name="Seed swap")
    ada, cy = phone(), phone()
    steps.join(ada, at, "Ada", OF_ADA)
    steps.join(cy, elsewhere, "Cy")

    cy.page.goto(link_on_screen(ada))
    cy.page.get_by_role("button", name="Open in my Kith").click()
    expect(cy.page.get_by_role("heading", name="You just met Ada")).to_be_visible()
    expect(cy.page.get_by_label("Your name")).to_have_value("Cy")
    cy.page.get_by_role("button", name="Join and keep this meeting").click()
    expect(cy.page.get_by_role("heading", name="You met Ada")).to_be_visible()
    steps.wait_until_sent(cy)
    assert {row["event_id"] for row in cy.rows("attendees")} == {at.event["id"], elsewhere.event["id"]}


def test_a_code_that_was_cut_off_says_so_and_leads_nowhere(phone: Phones, server: RealServer) -> None:
    at, ada, stranger = steps.organise(server.url), phone(), phone()
    steps.join(ada, at, "Ada", OF_ADA)
    whole = link_on_screen(ada)
    for damaged in (whole[:-30], f"{server.url}/s#", f"{server.url}/s#<img src=x>", f"{server.url}/s"):
        stranger.page.goto("about:blank")
        stranger.page.goto(damaged)
        expect(stranger.page.get_by_role("heading", name="This code is not complete")).to_be_visible()


def close(at: steps.OrganisedEvent) -> None:
    """End the event now, as its organiser does from a phone."""
    now = as_text(datetime.now(UTC))
    write = {"op_id": str(new_id()), "seq": 1, "kind": "event.close", "event_id": at.event["id"]}
    write |= {"entity_id": at.event["id"], "base": None, "at": now, "body": {}}
    answer, _ = steps.call(
        at.url, "POST", "/api/sync", {"v": 1, "device_id": str(new_id()), "ops": [write]}, at.cookie
    )
    assert [it["status"] for it in answer["results"]] == ["applied"]


def test_the_code_of_an_event_that_is_over_asks_nobody_for_a_name(phone: Phones, server: RealServer) -> None:
    at, gus, stranger = steps.organise(server.url), phone(), phone()
    steps.join(gus, at, "Gus", OF_ADA)
    steps.wait_until_sent(gus)
    gus.page.goto("/")
    link = link_on_screen(gus)
    close(at)

    stranger.page.goto(link)
    expect(stranger.page.get_by_role("heading", name="Gus", exact=True)).to_be_visible()
    expect(stranger.page.get_by_role("heading", name="This event is over")).to_be_visible()
    expect(stranger.page.get_by_role("textbox")).to_have_count(0)
    expect(stranger.page.get_by_role("button")).to_have_count(0)


def test_a_join_that_comes_too_late_is_one_row_with_one_reason(phone: Phones, server: RealServer) -> None:
    at, gus, stranger = steps.organise(server.url), phone(), phone()
    steps.join(gus, at, "Gus", OF_ADA)
    stranger.page.goto(link_on_screen(gus))
    stranger.page.get_by_label("I am new. My name is").fill("Cy")
    known = steps.call(at.url, "GET", f"/api/events/by-number/{at.event['number']}")[0]
    close(at)
    stranger.page.route("**/api/events/by-number/*", lambda it: it.fulfill(json=known))
    stranger.page.get_by_role("button", name="Keep Gus in my Kith").click()
    expect(stranger.page.get_by_text("This meeting was not taken")).to_be_visible()
    steps.jot(stranger, "Tunes harpsichords")

    stranger.page.goto("/people")
    expect(stranger.page.get_by_role("heading", name="An event you could not join")).to_be_visible()
    steps.chip(stranger, "Needs attention").click()
    rows = stranger.page.get_by_role("region", name="Needs your attention").get_by_role("listitem")
    stranger.wait_for_row("problems", {"kind": "note.write"})
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("This event takes nobody in any more")
    expect(rows).to_contain_text("Tunes harpsichords")
    expect(rows).not_to_contain_text("There is nothing here for you")
