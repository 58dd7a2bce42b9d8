"""An organiser prints badges and a poster, and what is printed works."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from playwright.sync_api import expect

from server.core.tokens import new_id
from tests.badges.paper import Paper, codes, labels, read_by_zbar, read_by_zxing
from tests.e2e import steps
from tests.e2e.guests import Guest
from tests.people import event_in

if TYPE_CHECKING:
    from tests.e2e.phone import Phone
    from tests.e2e.real_server import RealServer

Phones = Callable[..., "Phone"]


def organiser(phone: Phone, *guests: str) -> steps.OrganisedEvent:
    """Let a phone's owner organise an event to which some have come, and look at its page."""
    steps.join(phone, steps.organise(phone.url), "Olga")
    steps.wait_until_sent(phone)
    event = phone.ask("PUT", f"/events/{new_id()}", event_in(name="Seed swap"))
    at = steps.OrganisedEvent(event, "", phone.url)
    for name in guests:
        Guest.join(at, name)
    phone.page.goto(f"/events/{event['id']}")
    phone.page.get_by_role("link", name="Badges and posters").click()
    expect(phone.page.get_by_role("heading", name="Badges and posters")).to_be_visible()
    return at


def downloaded(phone: Phone, link: str) -> tuple[str, Paper]:
    """Tap a link, and keep the file: its name, and what it holds."""
    with phone.page.expect_download() as download:
        phone.page.get_by_role("link", name=link).click()
    return download.value.suggested_filename, Paper(Path(download.value.path()).read_bytes())


def test_an_organiser_prints_a_poster_by_which_people_join(phone: Phones, server: RealServer) -> None:
    olga, ada = phone(), phone()
    at = organiser(olga)
    name, poster = downloaded(olga, "Poster, A4")
    assert name == "kith-poster-seed-swap-a4.pdf"
    [link] = codes(poster.pages())
    assert link == server.url + at.join_path
    ada.page.goto(link)
    expect(ada.page.get_by_text("Seed swap")).to_be_visible()
    assert downloaded(olga, "Poster, Letter")[0] == "kith-poster-seed-swap-letter.pdf"


def test_who_has_no_camera_types_what_the_poster_says(phone: Phones, server: RealServer) -> None:
    olga, ada = phone(), phone()
    at = organiser(olga)
    ada.page.goto("/j")
    ada.page.get_by_label("Event code").fill(f"{at.event['join_code'][:4]} {at.event['join_code'][4:]}")
    ada.page.get_by_role("button", name="Join the event").click()
    expect(ada.page.get_by_text("Seed swap")).to_be_visible()


def test_everybody_or_some_are_printed_on_the_chosen_paper(phone: Phones, server: RealServer) -> None:
    olga = phone()
    organiser(olga, "Ada", "Bo", "Zoë")
    name, everybody = downloaded(olga, "3 badges as PDF")
    assert name == "kith-badges-seed-swap-a6.pdf"
    assert len(set(codes(everybody.pages()))) == 3

    olga.page.get_by_label("Labels, eight on an A4 sheet").check()
    olga.page.get_by_label("Only those I choose").check()
    expect(olga.page.get_by_text("Nobody chosen yet")).to_be_visible()
    olga.page.get_by_label("Find a name").fill("zoe")
    olga.page.get_by_role("checkbox").check()
    name, one = downloaded(olga, "1 badge as PDF")
    assert name == "kith-badges-seed-swap-labels.pdf"
    [sheet] = one.pages()
    assert len(codes(labels(sheet))) == 1
    assert "Zoë" in one.text()
    assert "Ada" not in one.text()


def test_blank_badges_are_printed_before_anybody_comes(phone: Phones, server: RealServer) -> None:
    olga = phone()
    organiser(olga)
    expect(olga.page.get_by_text("Nobody has joined yet.")).to_be_visible()
    olga.page.get_by_label("How many").fill("0")
    expect(olga.page.get_by_text("Please write a number from 1 to 500.")).to_be_visible()
    olga.page.get_by_label("How many").fill("3")
    name, blank = downloaded(olga, "3 blank badges as PDF")
    assert name == "kith-blank-badges-seed-swap-a6.pdf"
    assert len(set(codes(blank.pages()))) == 3


def test_without_a_network_nothing_pretends_to_print(phone: Phones, server: RealServer) -> None:
    olga = phone()
    organiser(olga, "Ada")
    olga.page.get_by_label("Only those I choose").check()
    olga.page.get_by_label("Ada").check()
    expect(olga.page.get_by_role("link", name="1 badge as PDF")).to_be_visible()
    olga.offline()
    expect(olga.page.get_by_text("Printing needs the network")).to_be_visible()
    expect(olga.page.get_by_role("button", name="1 badge as PDF")).to_be_disabled()
    expect(olga.page.get_by_role("link", name="PDF")).to_have_count(0)
    olga.offline(yes=False)
    expect(olga.page.get_by_role("link", name="1 badge as PDF")).to_be_visible()
    expect(olga.page.get_by_label("Ada")).to_be_checked()


def test_both_readers_read_the_code_from_a_phones_screen(phone: Phones, server: RealServer) -> None:
    ada = phone()
    steps.join(ada, steps.organise(server.url), "Ada", "I mend accordions in a lighthouse near Lisbon")
    with Image.open(BytesIO(steps.picture_of_code(ada))) as picture:
        shown = picture.convert("L")
    [text] = read_by_zxing(shown)
    assert text.startswith(f"{server.url}/s#")
    assert read_by_zbar(shown) == [text]
