"""Printed badges and spoken codes: one asks, the other answers with one tap."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.e2e import steps
from tests.e2e.codes import picture_of
from tests.e2e.guests import Guest

if TYPE_CHECKING:
    from tests.e2e.phone import Phone
    from tests.e2e.real_server import RealServer

Phones = Callable[..., "Phone"]
OF_ADA = "A kettle that whistles too low"
OF_BO = "The hinge of a piano"


def claim(phone: Phone, badge: str) -> None:
    """At the door: "this is my badge"."""
    scan_own(phone, badge)
    expect(phone.page.get_by_text("This badge is yours. Whoever scans it asks to exchange.")).to_be_visible()


def scan_own(phone: Phone, badge: str) -> None:
    """Scan the badge that one wears."""
    phone.page.goto("/me")
    phone.page.get_by_role("link", name="Scan my badge").click()
    expect(phone.page.get_by_role("heading", name="Scan your own badge")).to_be_visible()
    opening = phone.page.get_by_role("button", name="Open the camera")
    expect(opening.or_(phone.page.locator("[data-camera=live]"))).to_be_visible()
    if opening.is_visible():
        opening.click()
    phone.hold_in_front_of_camera(picture_of(badge))


def both(phones: Phones, server: RealServer) -> tuple[steps.OrganisedEvent, Phone, Phone]:
    """Ada and Bo at one event."""
    at, ada, bo = steps.organise(server.url), phones(), phones()
    steps.join(ada, at, "Ada", OF_ADA)
    steps.join(bo, at, "Bo", OF_BO)
    steps.wait_until_sent(ada)
    steps.wait_until_sent(bo)
    return at, ada, bo


def expect_both_met(ada: Phone, bo: Phone) -> None:
    """See the whole card on both phones."""
    for each in (ada, bo):
        steps.wait_until_sent(each)
    for each, other, theirs in ((ada, "Bo", OF_BO), (bo, "Ada", OF_ADA)):
        steps.catch_up(each)
        each.wait_for_row("encounters", {"state": "mutual"})
        steps.open_person(each, other)
        expect(each.page.get_by_text(theirs)).to_be_visible()


def spoken_by(phone: Phone) -> str:
    """What this phone's owner would say."""
    phone.page.goto("/")
    said = phone.page.locator("[data-spoken]").first
    expect(said).to_be_visible(timeout=15_000)
    return str(said.get_attribute("data-spoken"))


def type_code(phone: Phone, code: str) -> None:
    """Type what the other says."""
    phone.page.goto("/scan")
    phone.page.get_by_role("button", name="Type a code").click()
    phone.page.get_by_label("Their code").fill(f"{code[:4].lower()} {code[4:]}")
    phone.page.get_by_role("button", name="Continue").click()


def test_a_badge_waits_until_its_owner_says_yes(phone: Phones, server: RealServer) -> None:
    at, ada, bo = both(phone, server)
    badge = server.blank_badge(at.event["number"])
    claim(bo, badge)
    bo.page.goto("/")

    steps.scan(ada, picture_of(badge))
    expect(ada.page.get_by_role("heading", name="You met someone")).to_be_visible()
    expect(ada.page.get_by_text("Their card appears here once they say yes.")).to_be_visible()
    steps.jot(ada, "Tunes pianos by bicycle")
    assert [(row["state"], row["person"]) for row in ada.rows("encounters")] == [("pending", None)]

    expect(bo.page.get_by_text("Ada would like to exchange")).to_be_visible(timeout=15_000)
    bo.page.get_by_role("button", name="Yes, we met").click()
    expect(bo.page.get_by_role("heading", name="You met Ada")).to_be_visible()
    expect_both_met(ada, bo)
    expect(ada.page.get_by_text("Tunes pianos by bicycle")).to_be_visible()
    bo.page.goto("/people")
    bo.page.get_by_role("link", name="Ada").click()
    bo.page.get_by_role("button", name="Share my contact details").click()
    expect(bo.page.get_by_role("dialog")).to_be_visible()


def test_a_blank_badge_scanned_before_it_was_anybodys_asks_whoever_claims_it(
    phone: Phones, server: RealServer
) -> None:
    at, ada, bo = both(phone, server)
    badge = server.blank_badge(at.event["number"])
    ada.page.goto(badge.removeprefix(server.url))
    expect(ada.page.get_by_role("heading", name="You met someone")).to_be_visible()
    steps.wait_until_sent(ada)
    claim(bo, badge)
    bo.page.goto("/")
    expect(bo.page.get_by_text("Ada would like to exchange")).to_be_visible(timeout=15_000)
    bo.page.get_by_role("button", name="Not now").click()
    expect(bo.page.get_by_text("Put aside. They are not told.")).to_be_visible()
    steps.catch_up(ada)
    assert [row["state"] for row in ada.rows("encounters")] == ["pending"]


def test_a_badge_that_is_somebodys_is_told_and_nothing_changes(phone: Phones, server: RealServer) -> None:
    at, ada, bo = both(phone, server)
    badge = server.blank_badge(at.event["number"])
    claim(bo, badge)
    steps.wait_until_sent(bo)
    ada.page.goto("/me/badge")
    ada.page.get_by_role("button", name="Type a code").click()
    ada.page.get_by_label("Their code").fill(badge)
    ada.page.get_by_role("button", name="Continue").click()
    expect(ada.page.get_by_text("Your badge or your code")).to_be_visible(timeout=15_000)
    expect(ada.page.get_by_text("Ask at the door for another one.")).to_be_visible()
    expect(ada.page.get_by_text("Were you given a blank badge at the door?")).to_be_visible()


def test_ones_own_badge_scanned_by_mistake_is_put_right(phone: Phones, server: RealServer) -> None:
    at, ada, bo = both(phone, server)
    badge = server.blank_badge(at.event["number"])
    steps.scan(bo, picture_of(badge))
    bo.page.get_by_role("button", name="Is this your own badge?").click()
    expect(bo.page.get_by_text("This badge is yours. Whoever scans it asks to exchange.")).to_be_visible(
        timeout=15_000
    )
    steps.catch_up(bo)
    assert bo.rows("encounters") == []
    steps.scan(ada, picture_of(badge))
    bo.page.goto("/")
    expect(bo.page.get_by_text("Ada would like to exchange")).to_be_visible(timeout=15_000)


def test_a_code_typed_on_one_phone_takes_one_tap_on_the_other(phone: Phones, server: RealServer) -> None:
    _, ada, bo = both(phone, server)
    code = spoken_by(bo)
    label = steps.own_code(bo).get_attribute("aria-label")
    assert label is not None
    assert f"say: {' '.join(code[:4])}, {' '.join(code[4:])}" in label
    type_code(ada, code)
    expect(ada.page.get_by_text("Their card appears here once they say yes.")).to_be_visible()
    expect(bo.page.get_by_text("Ada would like to exchange")).to_be_visible(timeout=15_000)
    bo.page.get_by_role("button", name="Yes, we met").click()
    expect_both_met(ada, bo)


def test_both_typed_is_a_meeting(phone: Phones, server: RealServer) -> None:
    _, ada, bo = both(phone, server)
    of_ada, of_bo = spoken_by(ada), spoken_by(bo)
    type_code(ada, of_bo)
    expect(ada.page.get_by_text("Their card appears here once they say yes.")).to_be_visible()
    type_code(bo, of_ada)
    expect_both_met(ada, bo)


def test_a_slip_is_told_at_once_and_without_a_network(phone: Phones, server: RealServer) -> None:
    _, ada, bo = both(phone, server)
    code = spoken_by(bo)
    ada.page.goto("/scan")
    ada.page.get_by_role("button", name="Type a code").click()
    ada.offline()
    slip = ("2" if code[0] != "2" else "3") + code[1:]
    ada.page.get_by_label("Their code").fill(slip)
    expect(ada.page.get_by_text("One character is not right")).to_be_visible()
    ada.page.get_by_role("button", name="Continue").click()
    assert ada.rows("encounters") == []
    ada.page.get_by_label("Their code").fill(code)
    expect(ada.page.get_by_text("One character is not right")).to_have_count(0)
    ada.page.get_by_role("button", name="Continue").click()
    expect(ada.page.get_by_role("heading", name="You met someone")).to_be_visible()
    ada.offline(yes=False)


def test_several_requests_are_one_quiet_row(phone: Phones, server: RealServer) -> None:
    at, _, bo = both(phone, server)
    code = spoken_by(bo)
    for name in ("Cleo", "Dima", "Eve"):
        Guest.join(at, name).scan(code)
    expect(bo.page.get_by_text("3 people would like to exchange")).to_be_visible(timeout=15_000)
    expect(bo.page.get_by_text("Cleo would like to exchange")).to_have_count(0)
    bo.page.get_by_role("button", name="Who?").click()
    cleo = bo.page.get_by_role("listitem").filter(has_text="Cleo would like to exchange")
    cleo.get_by_role("button", name="Not now").click()
    expect(bo.page.get_by_text("2 people would like to exchange")).to_be_visible()


def test_a_badge_that_is_somebodys_is_promised_to_nobody_else(phone: Phones, server: RealServer) -> None:
    at, ada, bo = both(phone, server)
    badge = server.blank_badge(at.event["number"])
    claim(bo, badge)
    scan_own(ada, badge)
    expect(
        ada.page.get_by_text("Saved. Kith asks whether it is free as soon as there is a network.")
    ).to_be_visible()
    expect(ada.page.get_by_text("This badge is somebody else's already.")).to_be_visible()
    expect(ada.page.get_by_text("Were you given a blank badge at the door?")).to_be_visible()


def test_requests_can_be_switched_off_and_a_card_shown_on_purpose(phone: Phones, server: RealServer) -> None:
    at, ada, bo = both(phone, server)
    badge = server.blank_badge(at.event["number"])
    claim(bo, badge)
    bo.page.get_by_role("switch", name="People may ask to exchange").uncheck()
    bo.wait_for_row("attendees", {"takes_requests": False})
    bo.page.get_by_role("switch", name="Show my questions").check()
    bo.wait_for_row("attendees", {"shows_by_badge": True})
    steps.wait_until_sent(bo)
    steps.scan(ada, picture_of(badge))
    expect(ada.page.get_by_text("This is the card they show to people who scan")).to_be_visible(
        timeout=15_000
    )
    steps.catch_up(bo)
    expect(bo.page.get_by_text("Ada would like to exchange")).to_have_count(0)
    bo.page.goto("/me")
    bo.page.get_by_role("switch", name="People may ask to exchange").check()
    bo.wait_for_row("attendees", {"takes_requests": True})
    steps.catch_up(bo)
    expect(bo.page.get_by_text("Ada would like to exchange")).to_be_visible()


def test_a_new_code_works_at_once_and_a_lost_badge_no_longer(phone: Phones, server: RealServer) -> None:
    at, ada, bo = both(phone, server)
    badge = server.blank_badge(at.event["number"])
    claim(bo, badge)
    for first, then, done in (
        ("My badge is lost", "Let it stop working", "Your printed badge stops working."),
        ("Make a new code", "Make a new code", "Your code is new."),
    ):
        bo.page.get_by_role("button", name=first).click()
        bo.page.get_by_role("dialog").get_by_role("button", name=then).click()
        expect(bo.page.get_by_text(done)).to_be_visible()
    expect(bo.page.get_by_text("Were you given a blank badge at the door?")).to_be_visible()
    steps.wait_until_sent(bo)
    steps.scan(ada, picture_of(badge))
    expect(ada.page.get_by_text("Their card appears here once they say yes.")).to_be_visible()
    bo.page.goto("/")
    steps.meet(ada, bo, "Bo")
    steps.catch_up(bo)
    assert [row["asks_me"] for row in bo.rows("encounters")] == [False]


def test_a_badge_opened_by_a_stranger_says_how_to_join(phone: Phones, server: RealServer) -> None:
    at, newcomer = steps.organise(server.url), phone()
    newcomer.page.goto(server.blank_badge(at.event["number"]).removeprefix(server.url))
    expect(newcomer.page.get_by_role("heading", name="This is somebody's badge at an event")).to_be_visible()
    newcomer.page.get_by_label("Event code").fill(at.event["join_code"])
    newcomer.page.get_by_role("button", name="Join the event").click()
    expect(newcomer.page.get_by_label("Your name")).to_be_visible()
    newcomer.page.goto("/b/NONSENSE")
    expect(newcomer.page.get_by_text("A part of this badge's link is missing.")).to_be_visible()
