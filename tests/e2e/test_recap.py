"""After the event: everybody met, ten minutes on the way home, and one message to one person at a time."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.badges import paper
from tests.e2e import steps
from tests.e2e.album import write
from tests.e2e.guests import Guest, scanned_by

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from tests.e2e.phone import Phone
    from tests.e2e.real_server import RealServer

Phones = Callable[..., "Phone"]
DETAIL = "Mends accordions in a lighthouse"
OFFER = "The name of a good welder"
ANSWER = "A kettle that whistles too low"
UNDO_MS = 10_000
PRINTED_PAGES = re.compile(rb"/Type\s*/Page\b")


@dataclass
class Evening:
    """Bo's phone after an evening on which he met Ada, Cleo and Dima, in this order."""

    bo: Phone
    at: steps.OrganisedEvent
    ada: str
    cleo: str
    dima: str

    @property
    def recap(self) -> str:
        """Where the recap is."""
        return f"/recap/{self.at.event['id']}"

    def write_to(self, encounter_id: str) -> Locator:
        """Open the message to somebody: the field."""
        self.bo.page.goto(f"{self.recap}/to/{encounter_id}")
        return field(self.bo)

    def sent(self) -> list[tuple[str, str, str]]:
        """What the server has of Bo's messages: state, channel and words."""
        rows = self.bo.ask("GET", f"/events/{self.at.event['id']}/follow-ups")
        return [(one["state"], one["channel"], one["text"]) for one in rows]


def field(phone: Phone) -> Locator:
    """Where the message is written."""
    return phone.page.get_by_role("textbox", name="Your message")


def tap(phone: Phone, name: str) -> None:
    """Press a button."""
    phone.page.get_by_role("button", name=name, exact=True).first.click()


def names(phone: Phone) -> list[str]:
    """Who stands in the recap, from top to bottom."""
    people = phone.page.locator("main ol > li h2")
    expect(people.first).to_be_visible()
    return people.all_inner_texts()


@pytest.fixture
def evening(phone: Phones, server: RealServer) -> Evening:
    """Bo met three people, and wrote down what the first one told him."""
    at, bo = steps.organise(server.url, name="Small Repairs"), phone()
    steps.join(bo, at, "Bo", "A zip")
    steps.wait_until_sent(bo)
    ada = Guest.join(at, "Ada Lima", (ANSWER,), boundary="No recruiting, please")
    ada.give_details(email="ada+kith@example.org", whatsapp="+351 600 112 233", linkedin="ada-lima")
    met = [scanned_by(bo, guest) for guest in (ada, Guest.join(at, "Cleo"), Guest.join(at, "Dima"))]
    write(bo, at, met[0], DETAIL, offer=OFFER)
    steps.catch_up(bo)
    return Evening(bo, at, *met)


def test_it_holds_everybody_in_the_order_met_with_the_question_and_my_words(evening: Evening) -> None:
    bo = evening.bo
    bo.page.get_by_role("link", name="Recap").click()
    assert names(bo) == ["Ada Lima", "Cleo", "Dima"]
    ada = bo.page.locator("main ol > li").first
    for words in (steps.FIRST_PROMPT, ANSWER, DETAIL, OFFER, "Write to Ada"):
        expect(ada).to_contain_text(words)
    expect(
        bo.page.get_by_text("becomes your recap").or_(bo.page.get_by_text("Write to Cleo")).first
    ).to_be_visible()
    assert not re.search(r"\d+ (?:people|person|met|of)", bo.page.locator("main").inner_text())
    assert bo.page.title() == "Recap · Kith"


def test_the_way_home_takes_those_of_whom_nothing_is_written_down(evening: Evening) -> None:
    bo = evening.bo
    bo.page.goto(evening.recap)
    expect(bo.page.get_by_text("Nothing is written down about Cleo and Dima yet.")).to_be_visible()
    bo.page.get_by_role("link", name="Start").click()
    heading = bo.page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Cleo")
    expect(bo.page.get_by_text(steps.FIRST_PROMPT)).to_be_visible()
    steps.jot(bo, "Sings while welding")
    tap(bo, "Next")
    expect(heading).to_have_text("Dima")
    expect(heading).to_be_focused()
    expect(steps.jot_field(bo)).to_have_value("")
    assert bo.page.title() == "On the way home · Kith"
    tap(bo, "Skip")
    expect(heading).to_have_text("That's everyone.")

    bo.page.get_by_role("link", name="To your recap").click()
    expect(bo.page.locator("main ol > li").nth(1)).to_contain_text("Sings while welding")
    expect(bo.page.get_by_text("Nothing is written down about Dima yet.")).to_be_visible()


def test_the_way_home_ends_at_once_where_everything_is_written_down(evening: Evening) -> None:
    bo = evening.bo
    for encounter_id in (evening.cleo, evening.dima):
        write(bo, evening.at, encounter_id, "Keeps bees")
    steps.catch_up(bo)
    bo.page.goto(f"{evening.recap}/way-home")
    expect(bo.page.get_by_role("heading", name="That's everyone.")).to_be_visible()
    expect(bo.page.get_by_text("Everybody you met has a line of yours already.")).to_be_visible()


def test_the_draft_offers_first_and_quotes_my_note_and_opens_in_mail(evening: Evening) -> None:
    bo, message = evening.bo, evening.write_to(evening.ada)
    expect(message).to_have_value(re.compile(f"^Hi Ada,.*“{OFFER}”.*“{DETAIL}”.*Bo$", re.DOTALL))
    expect(bo.page.get_by_text("Ada asks: No recruiting, please")).to_be_visible()
    message.fill("Hi Ada,\n\n100% “lighthouse” & more?\nBo")
    mail = bo.page.get_by_role("link", name="Open in mail").get_attribute("href") or ""
    assert mail.startswith("mailto:ada%2Bkith@example.org?")
    assert "%0D%0A%0D%0A100%25" in mail
    assert parse_qs(urlsplit(mail).query) == {
        "subject": ["Our conversation at Small Repairs"],
        "body": ["Hi Ada,\r\n\r\n100% “lighthouse” & more?\r\nBo"],
    }
    whatsapp = bo.page.get_by_role("link", name="Open in WhatsApp").get_attribute("href") or ""
    assert whatsapp.startswith("https://wa.me/351600112233?text=Hi%20Ada%2C%0A")
    assert bo.page.title() == "A message · Kith"


def test_words_being_typed_survive_a_reload_and_reach_the_server(evening: Evening) -> None:
    message = evening.write_to(evening.ada)
    expect(message).to_have_value(re.compile("^Hi Ada,"))
    message.fill("Hello Ada,\n\nhalf a thou")
    steps.expect_saved(evening.bo)
    evening.bo.page.reload()
    expect(message).to_have_value("Hello Ada,\n\nhalf a thou")
    message.press_sequentially("ght")
    message.blur()
    evening.bo.wait_for_row("sent", {"kind": "follow_up.write", "body.text": "Hello Ada,\n\nhalf a thought"})
    assert evening.sent() == [("drafted", None, "Hello Ada,\n\nhalf a thought")]


def test_copied_then_sent_with_time_to_think_again(evening: Evening) -> None:
    bo, message = evening.bo, evening.write_to(evening.ada)
    bo.page.clock.install()
    bo.page.reload()
    expect(message).to_have_value(re.compile("^Hi Ada,"))
    words = message.input_value()
    tap(bo, "Copy")
    expect(bo.page.get_by_text("It is copied. Did it go out?")).to_be_visible()
    assert bo.page.evaluate("() => navigator.clipboard.readText()") == words
    tap(bo, "Mark as sent")
    expect(bo.page.get_by_text("Marked as sent.")).to_be_visible()
    tap(bo, "Undo")
    expect(message).to_have_value(words)
    bo.page.clock.fast_forward(2 * UNDO_MS)
    assert evening.sent() == []

    tap(bo, "Mark as sent")
    expect(bo.page.get_by_text("Sent", exact=True).last).to_be_visible()
    bo.page.clock.fast_forward(UNDO_MS - 2_000)
    assert evening.sent() == []
    bo.page.clock.fast_forward(3_000)
    bo.wait_for_row("sent", {"kind": "follow_up.mark_sent"})
    assert evening.sent() == [("sent", "other", words)]


def test_what_was_marked_as_sent_survives_a_reload_within_the_seconds_of_undo(evening: Evening) -> None:
    bo = evening.bo
    expect(evening.write_to(evening.ada)).to_have_value(re.compile("^Hi Ada,"))
    tap(bo, "Copy")
    tap(bo, "Mark as sent")
    expect(bo.page.get_by_text("Marked as sent.")).to_be_visible()
    bo.kill_tab()
    bo.page.goto("/people")
    bo.wait_for_row("follow_ups", {"state": "sent", "channel": "copy"})
    bo.wait_for_row("sent", {"kind": "follow_up.mark_sent"})
    assert [row[:2] for row in evening.sent()] == [("sent", "copy")]
    bo.page.goto(evening.recap)
    expect(bo.page.locator("main ol > li").first).to_contain_text("Sent on")


def test_without_a_detail_it_asks_and_then_drafts(evening: Evening) -> None:
    bo, message = evening.bo, evening.write_to(evening.cleo)
    expect(bo.page.get_by_role("heading", name="What do you remember about Cleo?")).to_be_visible()
    expect(message).to_have_count(0)
    steps.jot_field(bo).fill("Nice chat")
    tap(bo, "Done")
    expect(message).to_have_count(0)
    steps.jot_field(bo).fill("Her kettle came from the tip")
    tap(bo, "Done")
    expect(message).to_have_value(re.compile("^Hi Cleo,.*“Her kettle came from the tip”", re.DOTALL))
    expect(bo.page.get_by_text("Cleo has shared no way to write.")).to_be_visible()


def test_one_may_write_without_a_detail(evening: Evening) -> None:
    message = evening.write_to(evening.dima)
    tap(evening.bo, "Write without it")
    expect(message).to_have_value("")
    expect(evening.bo.page.get_by_role("button", name="Copy", exact=True)).to_be_disabled()
    message.fill("Dear Dima")
    message.blur()
    evening.bo.wait_for_row("follow_ups", {"text": "Dear Dima", "state": "drafted"})


def test_a_message_that_asks_is_met_with_a_word_and_goes_out_all_the_same(evening: Evening) -> None:
    bo, message = evening.bo, evening.write_to(evening.ada)
    hint = bo.page.get_by_text("This asks Ada for something.")
    expect(message).to_have_value(re.compile("^Hi Ada,"))
    expect(hint).to_have_count(0)
    message.fill("Could you introduce me to the lighthouse keeper?")
    expect(hint).to_be_visible()
    tap(bo, "Copy")
    expect(bo.page.get_by_text("Did it go out?")).to_be_visible()


def test_letting_go_can_be_undone_and_taken_up_again(evening: Evening) -> None:
    bo, message = evening.bo, evening.write_to(evening.ada)
    tap(bo, "Let this one go")
    expect(bo.page.get_by_text("Let go. Nobody is told.")).to_be_visible()
    bo.wait_for_row("sent", {"kind": "follow_up.let_go"})
    tap(bo, "Write after all")
    message.fill("After all")
    message.blur()
    bo.wait_for_row("sent", {"kind": "follow_up.write", "body.text": "After all"})
    assert evening.sent() == [("drafted", None, "After all")]


def test_all_of_it_works_while_the_server_is_gone(evening: Evening, server: RealServer) -> None:
    bo = evening.bo
    steps.wait_until_ready_offline(bo)
    with server.gone():
        bo.open_new_tab()
        bo.page.goto("/recap")
        assert names(bo) == ["Ada Lima", "Cleo", "Dima"]
        bo.page.get_by_role("link", name="Start").click()
        steps.jot(bo, "Sings while welding")
        tap(bo, "Next")
        tap(bo, "Skip")
        expect(bo.page.get_by_role("heading", name="That's everyone.")).to_be_visible()
        message = evening.write_to(evening.ada)
        message.fill("Hello from the night bus")
        tap(bo, "Copy")
        tap(bo, "Mark as sent")
        bo.wait_for_row("outbox", {"kind": "follow_up.mark_sent"})
        bo.page.goto("/recap")
        expect(bo.page.locator("main ol > li").first).to_contain_text("Sent on")
    steps.wait_until_sent(bo)
    assert evening.sent() == [("sent", "copy", "Hello from the night bus")]


def test_it_prints_as_a_page_of_a_notebook(evening: Evening) -> None:
    bo = evening.bo
    bo.page.goto(evening.recap)
    names(bo)
    bo.page.emulate_media(media="print", color_scheme="dark")
    printed = bo.page.locator("body").inner_text()
    for words in (
        "Small Repairs",
        "Bo's recap",
        "Ada Lima",
        steps.FIRST_PROMPT,
        ANSWER,
        DETAIL,
        OFFER,
        "Cleo",
    ):
        assert words in printed
    for words in ("Write to", "Print or save", "My code", "On the way home", "Sent"):
        assert words not in printed
    assert not bo.page.locator("button:visible").all()
    ink: dict[str, Any] = bo.page.evaluate(
        "() => { const style = getComputedStyle(document.querySelector('main ol h2'));"
        " const page = getComputedStyle(document.documentElement);"
        " return {words: style.color, paper: page.backgroundColor}; }"
    )
    assert ink == {"words": "rgb(0, 0, 0)", "paper": "rgb(255, 255, 255)"}
    pdf = bo.page.pdf(format="A4")
    assert pdf.startswith(b"%PDF")
    assert len(PRINTED_PAGES.findall(pdf)) == 1


def test_printed_pages_are_filled_and_marks_over_capitals_stay_with_their_names(
    phone: Phones, server: RealServer
) -> None:
    at, bo = steps.organise(server.url), phone()
    steps.join(bo, at, "Bo", "A zip")
    steps.wait_until_sent(bo)
    for number in range(9):
        met = scanned_by(bo, Guest.join(at, f"Ễ{number} Nguyễn", (ANSWER * 6,)))
        write(bo, at, met, DETAIL * 8, offer=OFFER * 6)
    steps.catch_up(bo)
    bo.page.goto(f"/recap/{at.event['id']}")
    assert len(names(bo)) == 9
    pages = paper.Paper(bo.page.pdf(format="A4")).pages()
    assert len(pages) > 2
    assert all(map(paper.ink, pages))
    for page in pages[:-1]:
        white, height = paper.last_row(page, 0, 297)
        assert height > 3 or white < 10  # a mark that stands alone belongs to the next page
        _, _, _, foot = paper.ink(page) or (0, 0, 0, 0)
        assert foot > 297 - 16 - 45
