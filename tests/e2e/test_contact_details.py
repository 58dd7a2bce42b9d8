"""How to reach somebody passes by that person's own act: a tap on Share, or scanning back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from tests.e2e import steps

if TYPE_CHECKING:
    from tests.e2e.phone import Phone
    from tests.e2e.real_server import RealServer

Phones = Callable[..., "Phone"]
SHEET = "Share your contact details?"


def add_detail(phone: Phone, kind: str, value: str) -> None:
    """Write one way to be reached on one's own card."""
    phone.page.get_by_role("button", name=kind, exact=True).click()
    field = phone.page.get_by_label(kind, exact=True)
    field.fill(value)
    field.blur()
    expect_toast(phone, "Saved on this phone.")


def expect_toast(phone: Phone, words: str) -> None:
    """See a short message, and put it away."""
    expect(phone.page.get_by_text(words, exact=True)).to_be_visible()
    phone.page.get_by_role("button", name="Dismiss").click()
    expect(phone.page.get_by_text(words, exact=True)).to_have_count(0)


def details_given_to(phone: Phone) -> list[dict[str, Any]]:
    """What the one person whom this phone met has given to it."""
    steps.catch_up(phone)
    [met] = phone.rows("encounters")
    return list(met["person"]["contact_details"])


def meet_with_details(phone: Phones, server: RealServer) -> tuple[Phone, Phone]:
    """Ada, who has two ways to be reached and shares one of them, is scanned by Bo, who has one."""
    at, ada, bo = steps.organise(server.url), phone(), phone()
    steps.join(ada, at, "Ada")
    ada.page.goto("/me")
    add_detail(ada, "E-mail", "ada@example.org")
    add_detail(ada, "Phone", "+351 600 112 233")
    ada.page.get_by_role("switch", name="Share Phone").uncheck()
    expect_toast(ada, "Saved on this phone.")
    ada.page.goto("/")
    steps.join(bo, at, "Bo")
    bo.page.goto("/me")
    add_detail(bo, "E-mail", "bo@example.org")
    steps.wait_until_sent(ada)
    ada.page.goto("/")
    steps.meet(bo, ada, "Ada")
    expect(ada.page.get_by_role("heading", name=SHEET)).to_be_visible()
    return ada, bo


def test_nothing_passes_until_share_is_tapped_and_then_only_what_is_switched_on(
    phone: Phones, server: RealServer
) -> None:
    ada, bo = meet_with_details(phone, server)
    expect(bo.page.get_by_role("heading", name=SHEET)).to_be_visible()
    assert details_given_to(bo) == []

    expect(ada.page.get_by_role("dialog").get_by_text("ada@example.org")).to_be_visible()
    expect(ada.page.get_by_role("dialog").get_by_text("+351 600 112 233")).to_have_count(0)
    ada.page.get_by_role("button", name="Share these").click()
    expect(ada.page.get_by_text("Bo can reach you now.")).to_be_visible()
    expect(ada.page.get_by_text("You share your contact details with Bo.")).to_be_visible()
    steps.jot(ada, "He tunes pianos by bicycle")
    steps.wait_until_sent(ada)
    assert details_given_to(ada) == []

    assert details_given_to(bo) == [{"kind": "email", "value": "ada@example.org"}]
    assert bo.rows("notes") == []
    steps.open_person(bo, "Ada")
    link = bo.page.get_by_role("link", name="ada@example.org")
    expect(link).to_have_attribute("href", "mailto:ada@example.org")
    steps.open_person(ada, "Bo")
    expect(ada.page.get_by_text("Bo has not shared how to reach them.")).to_be_visible()


def test_not_now_passes_nothing_and_is_not_told(phone: Phones, server: RealServer) -> None:
    ada, bo = meet_with_details(phone, server)
    for each in (ada, bo):
        each.page.get_by_role("button", name="Not now").click()
        expect(each.page.get_by_role("heading", name=SHEET)).to_have_count(0)
    for each, other in ((ada, "Bo"), (bo, "Ada")):
        assert details_given_to(each) == []
        steps.open_person(each, other)
        expect(each.page.get_by_text(f"{other} has not shared how to reach them.")).to_be_visible()


def test_scanning_each_other_passes_what_is_switched_on_and_claims_no_more(
    phone: Phones, server: RealServer
) -> None:
    at, ada, bo = steps.organise(server.url), phone(), phone()
    steps.join(ada, at, "Ada")
    ada.page.goto("/me")
    add_detail(ada, "E-mail", "ada@example.org")
    steps.wait_until_sent(ada)
    ada.page.goto("/")
    steps.join(bo, at, "Bo")
    steps.meet(bo, ada, "Ada")
    bo.page.goto("/")
    steps.meet(ada, bo, "Bo")
    expect(ada.page.get_by_text("You share your contact details with Bo.")).to_be_visible()
    assert details_given_to(bo) == [{"kind": "email", "value": "ada@example.org"}]

    steps.open_person(bo, "Ada")
    expect(bo.page.get_by_text("You share your contact details with Ada.")).to_have_count(0)
    bo.page.get_by_role("button", name="Share my contact details").click()
    sheet = bo.page.get_by_role("dialog")
    sheet.get_by_label("E-mail address or phone number").fill("bo@example.org")
    sheet.get_by_role("button", name="Add and share").click()
    expect(bo.page.get_by_text("You share your contact details with Ada.")).to_be_visible()
    steps.wait_until_sent(bo)
    assert details_given_to(ada) == [{"kind": "email", "value": "bo@example.org"}]


def test_what_is_no_way_to_reach_somebody_is_told_and_not_saved(phone: Phones, server: RealServer) -> None:
    at, ada, bo = steps.organise(server.url), phone(), phone()
    steps.join(ada, at, "Ada")
    ada.page.goto("/me")
    add_detail(ada, "E-mail", "ada@example.org")
    field = ada.page.get_by_label("E-mail", exact=True)
    field.fill("ada@example")
    field.blur()
    wrong = ada.page.get_by_text("Not saved yet: an e-mail address looks like ana@example.org.")
    expect(wrong).to_be_visible()
    expect(field).to_have_attribute("aria-invalid", "true")

    ada.page.get_by_role("switch", name="Share E-mail").uncheck()
    expect_toast(ada, "Saved on this phone.")
    [mine] = ada.rows("attendees")
    assert mine["contact_details"] == [{"kind": "email", "value": "ada@example.org", "shared": False}]
    field.fill("ada@example.net")
    expect(wrong).to_have_count(0)
    field.blur()
    expect_toast(ada, "Saved on this phone.")

    steps.join(bo, at, "Bo")
    ada.page.goto("/")
    steps.meet(bo, ada, "Ada")
    bo.page.get_by_role("button", name="Share my contact details").click()
    sheet = bo.page.get_by_role("dialog")
    sheet.get_by_label("E-mail address or phone number").fill("bo at example.org")
    sheet.get_by_role("button", name="Add and share").click()
    expect(sheet.get_by_text("Write an e-mail address such as ana@example.org")).to_be_visible()
    assert bo.rows("attendees")[0]["contact_details"] == []
    sheet.get_by_label("E-mail address or phone number").fill("+351 600 112 233")
    sheet.get_by_role("button", name="Add and share").click()
    expect(bo.page.get_by_text("Ada can reach you now.")).to_be_visible()
