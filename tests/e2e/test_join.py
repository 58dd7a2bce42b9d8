"""Joining from the poster: three short screens, whatever people type and whatever the network does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from server.core.clock import as_text
from tests.e2e import network, steps
from tests.e2e.codes import text_in

if TYPE_CHECKING:
    from tests.e2e.phone import Phone
    from tests.e2e.real_server import RealServer

Phones = Callable[..., "Phone"]
INSTAGRAM = "Mozilla/5.0 (iPhone; CPU iPhone OS 26_1 like Mac OS X) Mobile/15E148 Instagram 350.0"
LIST_LINE = "Put me on the organiser's list of attendees"


@pytest.fixture(scope="module")
def at(server: RealServer) -> steps.OrganisedEvent:
    """Where people join."""
    return steps.organise(server.url)


def test_an_unknown_code_says_so_and_offers_another(phone: Phones, at: steps.OrganisedEvent) -> None:
    ada = phone()
    ada.page.goto("/j/ZZZZZZZZ")
    expect(ada.page.get_by_role("heading", name="No event has this code")).to_be_visible()
    ada.page.get_by_role("link", name="Type another code").click()
    ada.page.get_by_label("Event code").fill("nonsense!")
    ada.page.get_by_role("button", name="Join the event").click()
    expect(ada.page.get_by_text("An event code has eight letters and digits")).to_be_visible()
    code = at.event["join_code"].lower()
    ada.page.get_by_label("Event code").fill(f" {code[:4]}-{code[4:]} ")
    ada.page.get_by_role("button", name="Join the event").click()
    expect(ada.page.get_by_label("Your name")).to_be_focused()


def test_an_event_that_is_over_says_so(phone: Phones, server: RealServer) -> None:
    end = datetime.now(UTC) - timedelta(hours=30)
    times = {"starts_at": as_text(end - timedelta(hours=3)), "ends_at": as_text(end)}
    over, ada = steps.organise(server.url, **times), phone()
    ada.page.goto(over.join_path)
    expect(ada.page.get_by_role("heading", name="This event is over")).to_be_visible()
    expect(ada.page.get_by_label("Your name")).to_have_count(0)


def test_a_name_that_cannot_stand_on_a_card_is_kept_and_explained(
    phone: Phones, at: steps.OrganisedEvent
) -> None:
    ada = phone()
    ada.page.goto(at.join_path)
    name = ada.page.get_by_label("Your name")
    for typed, said in (
        ("", "Please write the name people should call you."),
        ("   \u00a0 ", "Please write the name people should call you."),
        ("x" * 500, "A name has at most 60 characters."),
        ("www.example.org", "A name cannot hold a web address."),
        ("Ada 0600 112 233", "A name cannot hold a phone number."),
    ):
        steps.give_name(ada, typed)
        expect(ada.page.get_by_text(said)).to_be_visible()
        expect(name).to_be_focused()
        expect(name).to_have_attribute("aria-invalid", "true")
        assert name.input_value() == typed
    steps.give_name(ada, "  Ada ")
    expect(ada.page.get_by_role("heading", name="What should people ask you about?")).to_be_visible()


@pytest.mark.parametrize(
    "name", ["Zoë 👩‍👩‍👧‍👦 Ωmega", "دينا الأحمد", "名前"], ids=["emoji", "arabic", "kanji"]
)
def test_names_in_every_script_stand_on_the_screen_and_in_the_code(
    phone: Phones, at: steps.OrganisedEvent, name: str
) -> None:
    ada, other = phone(), phone()
    steps.join(ada, at, name)
    expect(ada.page.locator("bdi").get_by_text(name, exact=True)).to_be_visible()
    other.page.goto(text_in(steps.picture_of_code(ada)))
    expect(other.page.get_by_role("heading", name=name, exact=True)).to_be_visible()
    steps.wait_until_sent(ada)
    assert [row["name"] for row in ada.rows("attendees")] == [name]


def test_two_answers_stand_on_the_card_and_the_list_only_has_who_ticked_it(
    phone: Phones, at: steps.OrganisedEvent
) -> None:
    ada, bo = phone(), phone()
    ada.page.goto(at.join_path)
    steps.give_name(ada, "Ada")
    steps.give_answer(ada, steps.FIRST_PROMPT, "A kettle")
    steps.give_answer(ada, steps.SECOND_PROMPT, "The small pliers")
    ada.page.get_by_role("button", name="Continue").click()
    line = ada.page.get_by_label(LIST_LINE)
    expect(line).not_to_be_checked()
    expect(ada.page.get_by_role("checkbox")).to_have_count(1)
    line.check()
    ada.page.get_by_role("button", name="Show my code").click()
    for words in (steps.FIRST_PROMPT, "A kettle", steps.SECOND_PROMPT, "The small pliers"):
        expect(ada.page.get_by_text(words)).to_be_visible()
    steps.join(bo, at, "Bo")
    expect(bo.page.get_by_text("Your card has no answers yet.")).to_be_visible()

    for each in (ada, bo):
        steps.wait_until_sent(each)
    [of_ada], [of_bo] = ada.rows("attendees"), bo.rows("attendees")
    assert [(one["prompt"], one["text"]) for one in of_ada["answers"]] == [
        (0, "A kettle"),
        (1, "The small pliers"),
    ]
    assert [(one["purpose"], one["language"]) for one in of_ada["consents"]] == [("organiser_list", "en")]
    assert of_ada["consents"][0]["wording"]
    assert of_bo["answers"] == of_bo["consents"] == []


def test_going_back_and_reloading_keeps_what_was_typed(phone: Phones, at: steps.OrganisedEvent) -> None:
    ada = phone()
    ada.page.goto(at.join_path)
    steps.give_name(ada, "Ada")
    steps.give_answer(ada, steps.FIRST_PROMPT, "A kettle")
    ada.page.go_back()
    expect(ada.page.get_by_label("Your name")).to_have_value("Ada")
    ada.page.reload()
    expect(ada.page.get_by_label("Your name")).to_have_value("Ada")
    ada.page.get_by_role("button", name="Continue").click()
    expect(ada.page.get_by_label(steps.FIRST_PROMPT)).to_have_value("A kettle")
    ada.page.reload()
    expect(ada.page.get_by_label(steps.FIRST_PROMPT)).to_have_value("A kettle")
    ada.page.get_by_role("button", name="Back").click()
    expect(ada.page.get_by_label("Your name")).to_have_value("Ada")


def test_an_empty_answer_stays_open_until_another_is_tapped(phone: Phones, at: steps.OrganisedEvent) -> None:
    ada = phone()
    ada.page.goto(at.join_path)
    steps.give_name(ada, "Ada")
    ada.page.get_by_role("button", name=steps.FIRST_PROMPT).click()
    expect(ada.page.get_by_label(steps.FIRST_PROMPT)).to_be_focused()
    ada.page.get_by_role("button", name=steps.SECOND_PROMPT).click()
    expect(ada.page.get_by_label(steps.SECOND_PROMPT)).to_be_focused()
    expect(ada.page.get_by_role("button", name=steps.FIRST_PROMPT)).to_be_visible()


def test_a_chat_apps_own_browser_is_told_to_open_the_real_one(
    phone: Phones, at: steps.OrganisedEvent
) -> None:
    ada = phone(user_agent=INSTAGRAM)
    ada.page.goto(at.join_path)
    expect(ada.page.get_by_role("heading", name="Please open this in Safari")).to_be_visible()
    expect(ada.page.get_by_text("the small browser inside Instagram")).to_be_visible()
    expect(ada.page.get_by_role("textbox")).to_have_count(0)
    ada.page.get_by_role("button", name="Copy the link").click()
    expect(ada.page.get_by_text("Copied. Paste it into Safari.")).to_be_visible()
    assert ada.page.evaluate("() => navigator.clipboard.readText()") == at.url + at.join_path
    ada.page.get_by_role("button", name="Continue here anyway").click()
    expect(ada.page.get_by_label("Your name")).to_be_visible()


def test_joining_without_a_network_completes_by_itself(phone: Phones, server: RealServer) -> None:
    at, ada = steps.organise(server.url), phone()
    ada.page.goto(at.join_path)
    steps.wait_until_installed(ada)
    ada.offline()
    steps.give_name(ada, "Ada")
    ada.page.get_by_role("button", name="Skip for now").click()
    ada.page.get_by_role("button", name="Show my code").click()
    expect(steps.own_code(ada)).to_be_visible()
    expect(ada.page.get_by_text("You will be joined as soon as there is a network.")).to_be_visible()
    expect(steps.chip(ada, "Offline · 1 to send")).to_be_visible()
    assert at.joined == 0

    ada.offline(yes=False)
    expect(steps.chip(ada, "Sent")).to_be_visible()
    assert at.joined == 1


@pytest.mark.parametrize("what", ["/api/accounts/", "/api/sync"])
def test_a_lost_reply_makes_one_ada(phone: Phones, server: RealServer, what: str) -> None:
    at, ada = steps.organise(server.url), phone()
    lost = network.lose_first_reply(ada, what)
    steps.join(ada, at, "Ada")
    expect(steps.chip(ada, "Sent")).to_be_visible(timeout=20_000)
    assert len(lost) == 1
    steps.wait_until_sent(ada)
    assert at.joined == 1
    assert len(ada.rows("attendees")) == 1


def test_coming_back_to_the_poster_leads_to_ones_own_code(phone: Phones, at: steps.OrganisedEvent) -> None:
    ada = phone()
    steps.join(ada, at, "Ada")
    ada.page.goto(at.join_path)
    expect(steps.own_code(ada)).to_be_visible()
    expect(ada.page).to_have_url(f"{at.url}/")
