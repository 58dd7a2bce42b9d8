"""An organiser prepares an event, shows its code at the door, and sees that people come in."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.e2e import steps
from tests.e2e.codes import text_in
from tests.e2e.real_server import KITH

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Route

    from tests.e2e.phone import Phone
    from tests.e2e.real_server import RealServer

Phones = Callable[..., "Phone"]
OWN_PROMPT = "What do you never throw away?"
ZONE = "Pacific/Auckland"


def fill_in(phone: Phone, name: str) -> None:
    """Fill in a new event that began an hour ago in Auckland."""
    page = phone.page
    expect(page.get_by_role("button", name="Choose from the deck")).to_be_visible()
    page.get_by_label("Name of the event").fill(name)
    page.get_by_label("Your name").fill("Olga")
    page.get_by_label("Time zone").select_option(ZONE)
    start = datetime.now(ZoneInfo(ZONE)) - timedelta(hours=1)
    page.get_by_label("Starts").fill(f"{start:%Y-%m-%dT%H:%M}")
    page.get_by_label("Ends").fill(f"{start + timedelta(hours=5):%Y-%m-%dT%H:%M}")


def write_prompt(phone: Phone, prompt: str) -> None:
    """Add a question of one's own."""
    phone.page.get_by_label("Or write your own question").fill(prompt)
    phone.page.get_by_role("button", name="Add", exact=True).click()
    expect(phone.page.get_by_role("listitem").filter(has_text=prompt)).to_be_visible()


def door_code(phone: Phone, name: str) -> Locator:
    """The code for the door on the organiser's screen."""
    return phone.page.get_by_role("img", name=f"QR code to join {name}").last


def test_a_double_tap_makes_one_event(phone: Phones, server: RealServer) -> None:
    olga = phone()
    olga.page.goto("/events/new")
    fill_in(olga, "Seed swap")
    write_prompt(olga, OWN_PROMPT)
    olga.page.get_by_role("button", name="Create the event").dblclick()
    expect(door_code(olga, "Seed swap")).to_be_visible()
    assert len(olga.rows("events")) == 1


def test_an_event_with_questions_from_the_deck_and_of_ones_own_opens_its_door(
    phone: Phones, server: RealServer
) -> None:
    olga, ada = phone(), phone()
    olga.page.goto("/events/new")
    fill_in(olga, "Seed swap")
    olga.page.get_by_role("button", name="Choose from the deck").click()
    olga.page.get_by_role("button", name="Play").click()
    card = olga.page.get_by_role("dialog").get_by_role("listitem").get_by_role("button", disabled=False).last
    from_deck = card.inner_text().strip()
    card.click()
    olga.page.get_by_role("button", name="Done").click()
    expect(olga.page.get_by_role("listitem").filter(has_text=from_deck)).to_be_visible()
    write_prompt(olga, OWN_PROMPT)
    olga.page.get_by_role("button", name=f"Move up: {OWN_PROMPT}").click()
    olga.page.get_by_role("button", name="Create the event").click()
    expect(door_code(olga, "Seed swap")).to_be_visible()
    link = text_in(door_code(olga, "Seed swap").screenshot())
    assert link.startswith(f"{server.url}/j/")
    expect(olga.page.get_by_text("(Auckland time)")).to_be_visible()

    ada.page.goto(link)
    expect(ada.page.get_by_text("Seed swap")).to_be_visible()
    steps.give_name(ada, "Ada")
    expect(ada.page.get_by_role("button", name=from_deck)).to_be_visible()
    steps.give_answer(ada, OWN_PROMPT, "Jam jars")
    ada.page.get_by_role("button", name="Continue").click()
    ada.page.get_by_role("button", name="Show my code").click()
    expect(steps.own_code(ada)).to_be_visible()
    steps.wait_until_sent(ada)
    olga.page.reload()
    expect(olga.page.get_by_text("1 person has joined")).to_be_visible()
    expect(olga.page.get_by_text("Jam jars")).to_have_count(0)


def test_an_event_made_without_a_network_gets_its_code_with_the_first_one(
    phone: Phones, server: RealServer
) -> None:
    olga = phone()
    olga.page.goto("/events/new")
    steps.wait_until_installed(olga)
    fill_in(olga, "Mending night")
    olga.offline()
    olga.page.get_by_role("button", name="Create the event").click()
    expect(olga.page.get_by_text("The join code comes once you are online")).to_be_visible()
    expect(steps.chip(olga, "Offline · 1 to send")).to_be_visible()

    olga.offline(yes=False)
    expect(door_code(olga, "Mending night")).to_be_visible()
    expect(steps.chip(olga, "Sent")).to_be_visible()
    olga.page.get_by_role("link", name="Join it yourself").click()
    expect(olga.page.get_by_label("Your name")).to_have_value("Olga")


def test_the_projector_shows_the_code_to_a_whole_room(phone: Phones, server: RealServer) -> None:
    olga = phone(width=1280, height=800)
    olga.page.goto("/events/new")
    fill_in(olga, "Repair café")
    write_prompt(olga, OWN_PROMPT)
    olga.page.get_by_role("button", name="Create the event").click()
    olga.page.get_by_role("button", name="Show on a projector").click()
    screen = olga.page.get_by_role("dialog", name="Show on a projector")
    expect(screen.get_by_text("Repair café")).to_be_visible()
    code = screen.get_by_role("img", name="QR code to join")
    link = text_in(code.screenshot())
    spoken = screen.locator("strong").inner_text()
    assert link == f"{server.url}/j/{spoken.replace(' ', '')}"
    size = code.bounding_box()
    assert size is not None
    assert size["width"] > 400
    overflowing = "document.documentElement.scrollWidth > innerWidth"
    assert not olga.page.evaluate(overflowing)

    olga.page.keyboard.press("Escape")
    expect(screen).to_have_count(0)
    expect(olga.page.get_by_role("button", name="Show on a projector")).to_be_focused()


@pytest.mark.parametrize("language", ["en", "en-XB"])
def test_a_long_name_leaves_the_projectors_code_on_a_phones_screen(
    phone: Phones, server: RealServer, language: str
) -> None:
    olga = phone()
    olga.page.goto("/events/new")
    fill_in(olga, "A" + "very" * 17 + "longevent!!")
    olga.page.get_by_role("button", name="Create the event").click()
    expect(olga.page.get_by_role("button", name="Show on a projector")).to_be_visible()
    expect(steps.chip(olga, "Sent")).to_be_visible()
    olga.page.goto(f"{olga.page.url}?lang={language}")
    olga.page.locator("button").filter(has_text="Show on a projector").click()
    screen = olga.page.get_by_role("dialog")
    expect(screen.get_by_role("img", name="QR code to join")).to_be_in_viewport(ratio=1)
    words, code = (screen.locator(which).bounding_box() for which in ("h2", "strong"))
    assert words is not None
    assert code is not None
    if language == "en":
        assert code["x"] == words["x"]
    else:
        assert code["x"] + code["width"] == words["x"] + words["width"]


def test_a_deck_that_comes_late_replaces_no_question_of_ones_own(phone: Phones, server: RealServer) -> None:
    olga = phone()
    waiting: list[Route] = []
    olga.context.route("**/api/deck", lambda route: waiting.append(route))  # noqa: PLW0108  Playwright marks it
    olga.page.goto("/events/new")
    expect(olga.page.get_by_text("The deck comes with the network.")).to_be_visible()
    write_prompt(olga, OWN_PROMPT)
    waiting[0].continue_()
    expect(olga.page.get_by_role("button", name="Choose from the deck")).to_be_visible()
    expect(olga.page.get_by_role("listitem")).to_have_count(1)
    expect(olga.page.get_by_role("listitem").filter(has_text=OWN_PROMPT)).to_be_visible()


def test_a_question_that_was_typed_and_not_added_is_asked_all_the_same(
    phone: Phones, server: RealServer
) -> None:
    olga = phone()
    olga.page.goto("/events/new")
    fill_in(olga, "Seed swap")
    own = olga.page.get_by_label("Or write your own question")
    own.fill("x" * 121)
    olga.page.get_by_role("button", name="Create the event").click()
    expect(olga.page.get_by_text("At most 120 characters fit here.")).to_be_visible()
    expect(own).to_be_focused()
    own.fill(OWN_PROMPT)
    olga.page.get_by_role("button", name="Create the event").click()
    asked = olga.page.get_by_role("region", name="Questions").get_by_role("listitem")
    expect(asked.filter(has_text=OWN_PROMPT)).to_be_visible()

    olga.page.get_by_role("link", name="Change the questions").click()
    own.fill("What do you grow?")
    olga.page.get_by_role("button", name="Save the questions").click()
    expect(asked.filter(has_text="What do you grow?")).to_be_visible()
    expect(asked.filter(has_text=OWN_PROMPT)).to_be_visible()


def test_an_event_that_is_over_already_is_not_created(phone: Phones, server: RealServer) -> None:
    olga = phone()
    olga.page.goto("/events/new")
    fill_in(olga, "Seed swap")
    olga.page.get_by_label("Starts").fill("2020-01-01T18:00")
    olga.page.get_by_label("Ends").fill("2020-01-01T22:00")
    olga.page.get_by_role("button", name="Create the event").click()
    expect(olga.page.get_by_text("That is over already. Please choose a later end.")).to_be_visible()
    expect(olga.page.get_by_label("Ends")).to_be_focused()


def test_an_organiser_who_attends_nothing_comes_in_at_the_events(phone: Phones, server: RealServer) -> None:
    at = steps.organise(server.url)
    me, _ = steps.call(server.url, "GET", "/api/accounts/me", cookie=at.cookie)
    printed = subprocess.check_output([*KITH, "sign-in-link", me["id"]], env=server.environment, text=True)
    olga = phone()
    olga.page.goto(printed.strip().removeprefix(server.url))
    olga.page.get_by_role("button", name="Continue").click()
    expect(olga.page.get_by_role("heading", name="Events you prepare")).to_be_visible()
    expect(olga.page.get_by_role("link", name="Repair café")).to_be_visible()
    olga.page.goto("/")
    expect(olga.page.get_by_role("heading", name="Events you prepare")).to_be_visible()


def test_what_is_missing_in_a_new_event_is_said_beside_it(phone: Phones, server: RealServer) -> None:
    olga = phone()
    olga.page.goto("/events/new")
    fill_in(olga, "   ")
    olga.page.get_by_label("Ends").fill("2020-01-01T10:00")
    while (remove := olga.page.get_by_role("button", name="Remove:")).count():
        remove.first.click()
    olga.page.get_by_role("button", name="Create the event").click()
    for said in (
        "Please give the event a name.",
        "It ends before it starts. Please change one of the times.",
        "Please choose at least one question.",
    ):
        expect(olga.page.get_by_text(said)).to_be_visible()
    expect(olga.page.get_by_label("Name of the event")).to_be_focused()


@pytest.mark.parametrize("size", [(360, 740), (1280, 800)])
def test_an_organisers_page_fits_a_phone_and_a_desk(
    phone: Phones, server: RealServer, size: tuple[int, int]
) -> None:
    olga = phone(width=size[0], height=size[1])
    olga.page.goto("/events/new")
    fill_in(olga, "A" + "very" * 17 + "longevent!!")
    olga.page.get_by_role("button", name="Create the event").click()
    expect(olga.page.get_by_role("button", name="Show on a projector")).to_be_visible()
    assert not olga.page.evaluate("document.documentElement.scrollWidth > innerWidth")
