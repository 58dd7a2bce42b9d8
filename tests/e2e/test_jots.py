"""A jot, once saved, is never lost and never doubled: killed tabs, dead networks, two devices."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.e2e import network, steps
from tests.e2e.guests import Guest, scanned_by

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from tests.e2e.phone import Phone
    from tests.e2e.real_server import RealServer

Phones = Callable[..., "Phone"]
WORDS = "She mends accordions in a lighthouse"
CHANGED = "She mends accordions in a windmill"
OTHERWISE = "She mends harmoniums in a lighthouse"
UNDO_MS = 10_000
SAVE_TWICE_AT_ONCE = """
(field, words) => words.forEach((text) => {
  field.focus();
  field.value = text;
  field.dispatchEvent(new Event('input', {bubbles: true}));
  field.blur();
})
"""
NUMBERS = count(1)


@dataclass
class Meeting:
    """Bo's phone, and somebody he has just met."""

    phone: Phone
    name: str
    encounter_id: str

    def open(self) -> None:
        """Go to what Bo keeps about this person, by a tap in his list."""
        self.phone.page.get_by_role("link", name=self.name).click()
        expect(self.phone.page.get_by_role("heading", name="What I remember")).to_be_visible()

    def sent(self) -> list[str]:
        """The notes about this person that the server has."""
        [event_id] = {row["event_id"] for row in self.phone.rows("encounters")}
        notes = self.phone.ask("GET", f"/events/{event_id}/notes")
        return sorted(one["text"] for one in notes if one["encounter_id"] == self.encounter_id)

    def expect_sent(self, words: str) -> None:
        """Wait until the server has said that it holds these words."""
        wanted = {"kind": "note.write", "body.encounter_id": self.encounter_id, "body.text": words}
        self.phone.wait_for_row("sent", wanted)
        expect(steps.chip(self.phone, "Sent")).to_be_visible()

    def on(self, phone: Phone) -> Meeting:
        """The same meeting on another device."""
        return Meeting(phone, self.name, self.encounter_id)


@pytest.fixture(scope="module")
def at(server: RealServer) -> steps.OrganisedEvent:
    """Where Bo meets people."""
    return steps.organise(server.url)


@pytest.fixture(scope="module")
def bo(lasting_phone: Phones, at: steps.OrganisedEvent) -> Phone:
    """Bo's phone, which can do without a network."""
    phone = lasting_phone()
    steps.join(phone, at, "Bo")
    steps.wait_until_ready_offline(phone)
    return phone


@pytest.fixture
def met(bo: Phone, at: steps.OrganisedEvent) -> Meeting:
    """Somebody new whom Bo has met; their page is open."""
    name = f"Ada the {next(NUMBERS)}."
    meeting = Meeting(bo, name, scanned_by(bo, Guest.join(at, name)))
    steps.catch_up(bo)
    meeting.open()
    return meeting


def field(phone: Phone) -> Locator:
    """Where the one detail is written."""
    return steps.jot_field(phone)


def tap(phone: Phone, name: str) -> None:
    """Tap a button."""
    phone.page.get_by_role("button", name=name).first.click()


def note(phone: Phone, words: str) -> Locator:
    """A note on the page of a person."""
    return phone.page.get_by_role("article").filter(has_text=words)


def test_a_jot_survives_a_killed_tab_and_a_start_without_a_network(bo: Phone, met: Meeting) -> None:
    bo.offline()
    field(bo).fill(WORDS)
    steps.expect_saved(bo)
    bo.kill_tab()
    bo.page.goto("/people")
    expect(bo.page.get_by_text(WORDS)).to_be_visible()
    met.open()
    expect(field(bo)).to_have_value(WORDS)
    bo.offline(yes=False)
    tap(bo, "Done")
    expect(note(bo, WORDS)).to_be_visible()
    met.expect_sent(WORDS)
    assert met.sent() == [WORDS]


def test_an_edit_survives_a_killed_tab(bo: Phone, met: Meeting) -> None:
    steps.jot(bo, WORDS)
    tap(bo, "Done")
    tap(bo, "Change this note")
    field(bo).fill(CHANGED)
    steps.expect_saved(bo)
    bo.kill_tab()
    bo.page.goto("/people")
    met.open()
    expect(field(bo)).to_have_value(CHANGED)
    tap(bo, "Done")
    expect(note(bo, CHANGED)).to_be_visible()
    met.expect_sent(CHANGED)
    assert met.sent() == [CHANGED]


def test_two_quick_saves_make_one_note(bo: Phone, met: Meeting) -> None:
    field(bo).evaluate(SAVE_TWICE_AT_ONCE, ["She mends", WORDS])
    met.expect_sent(WORDS)
    assert met.sent() == [WORDS]


def test_a_draft_survives_a_reload_without_leaving_the_field(bo: Phone, met: Meeting) -> None:
    field(bo).press_sequentially("Accordions", delay=5)
    steps.expect_saved(bo)
    bo.page.reload()
    expect(field(bo)).to_have_value("Accordions")


def test_a_jot_without_a_network_waits_and_goes_out_by_itself(bo: Phone, met: Meeting) -> None:
    bo.offline()
    steps.jot(bo, WORDS)
    expect(steps.chip(bo, "Offline · 1 to send")).to_be_visible()
    assert met.sent() == []
    bo.offline(yes=False)
    met.expect_sent(WORDS)
    assert met.sent() == [WORDS]


def test_an_empty_jot_is_met_with_a_hint_and_saved_all_the_same(bo: Phone, met: Meeting) -> None:
    field(bo).fill("Nice chat!")
    expect(bo.page.get_by_text("And what about?")).to_be_visible()
    steps.expect_saved(bo)
    tap(bo, "Next time, ask Ada how…")
    expect(field(bo)).to_have_value("Next time, ask Ada how ")
    expect(field(bo)).to_be_focused()
    steps.jot(bo, "Nice chat!")
    met.expect_sent("Nice chat!")
    assert met.sent() == ["Nice chat!"]


def test_a_jot_that_is_too_long_stays_whole_until_it_is_shortened(bo: Phone, met: Meeting) -> None:
    field(bo).fill("x" * 10_000)
    expect(bo.page.get_by_text("9,720 characters too many")).to_be_visible()
    field(bo).blur()
    expect(bo.page.get_by_text("Kept here, but too long to send")).to_be_visible()
    expect(bo.page.get_by_text("Saved on this phone")).to_have_count(0)
    bo.page.reload()
    expect(field(bo)).to_have_value("x" * 10_000)
    assert met.sent() == []

    bo.page.goto("/people")
    row = bo.page.get_by_role("listitem").filter(has_text=met.name)
    expect(row).to_contain_text("Too long to send: shorten it a little.")
    assert len(row.inner_text()) < 500
    steps.chip(bo, "Needs attention").click()
    expect(bo.page.get_by_text(f"A note about {met.name}")).to_be_visible()
    tap(bo, "Fix")
    steps.jot(bo, "x" * 280)
    met.expect_sent("x" * 280)
    assert met.sent() == ["x" * 280]


def test_a_whole_book_in_the_field_is_cut_off_and_said_so(bo: Phone, met: Meeting) -> None:
    bo.page.evaluate("() => navigator.clipboard.writeText('word '.repeat(2_000_000))")
    field(bo).focus()
    bo.page.keyboard.press("Control+V")
    expect(bo.page.get_by_text("Only the first 10,000 characters were taken.")).to_be_visible()
    field(bo).blur()
    expect(field(bo)).to_have_value("word " * 2_000)
    field(bo).fill("Reads a lot")
    expect(bo.page.get_by_text("Only the first 10,000 characters were taken.")).to_have_count(0)
    field(bo).evaluate(
        """(field) => {
          field.value = 'x'.repeat(1_000_000);
          field.dispatchEvent(new Event('input', {bubbles: true}));
        }"""
    )
    expect(field(bo)).to_have_value("x" * 10_000)
    expect(bo.page.get_by_text("Only the first 10,000 characters were taken.")).to_be_visible()
    steps.jot(bo, WORDS)
    met.expect_sent(WORDS)


def test_a_refused_note_waits_for_its_author(bo: Phone, met: Meeting) -> None:
    network.lengthen_notes(bo)
    steps.jot(bo, WORDS)
    steps.chip(bo, "Needs attention").click()
    expect(bo.page.get_by_role("heading", name="Needs your attention")).to_be_visible()
    expect(bo.page.get_by_text(WORDS)).to_be_visible()
    tap(bo, "Copy text")
    expect(bo.page.get_by_text("Copied.")).to_be_visible()
    assert bo.page.evaluate("() => navigator.clipboard.readText()") == WORDS
    bo.context.unroute_all()

    tap(bo, "Fix")
    tap(bo, "Change this note")
    steps.jot(bo, CHANGED)
    met.expect_sent(CHANGED)
    assert met.sent() == [CHANGED]


def test_a_refused_note_can_be_let_go(bo: Phone, met: Meeting) -> None:
    network.lengthen_notes(bo)
    steps.jot(bo, WORDS)
    steps.chip(bo, "Needs attention").click()
    tap(bo, "Discard")
    expect(steps.chip(bo, "Sent")).to_be_visible()
    bo.context.unroute_all()
    steps.catch_up(bo)
    expect(bo.page.get_by_role("link", name=met.name)).not_to_contain_text(WORDS)
    assert met.sent() == []


def test_two_devices_that_edit_one_note_keep_both_texts(
    bo: Phone, met: Meeting, phone: Phones, server: RealServer
) -> None:
    steps.jot(bo, WORDS)
    met.expect_sent(WORDS)
    account, tablet = steps.account_of(bo), phone()
    tablet.page.goto(server.kith("sign-in-link", account))
    tap(tablet, "Continue")
    expect(steps.own_code(tablet)).to_be_visible()
    steps.catch_up(tablet)

    bo.page.goto("/people")
    bo.offline()
    for meeting, words in ((met, CHANGED), (met.on(tablet), OTHERWISE)):
        meeting.open()
        tap(meeting.phone, "Change this note")
        steps.jot(meeting.phone, words)
    met.on(tablet).expect_sent(OTHERWISE)
    bo.offline(yes=False)
    for each in (bo, tablet):
        steps.catch_up(each)
        met.on(each).open()
        expect(each.page.get_by_text("Two versions of one note.")).to_be_visible()
        expect(each.page.get_by_text(CHANGED)).to_be_visible()
        expect(each.page.get_by_text(OTHERWISE)).to_be_visible()
    assert met.sent() == sorted([CHANGED, OTHERWISE])
    tap(bo, "Keep both")
    expect(bo.page.get_by_role("article")).to_have_count(2)


def test_a_note_is_deleted_with_ten_seconds_to_think_again(bo: Phone, met: Meeting) -> None:
    bo.page.clock.install()
    bo.page.reload()
    steps.jot(bo, WORDS)
    tap(bo, "Done")
    tap(bo, "Delete this note")
    expect(bo.page.get_by_text("Note deleted.").first).to_be_visible()
    expect(note(bo, WORDS)).to_have_count(0)
    tap(bo, "Undo")
    expect(note(bo, WORDS)).to_be_visible()
    bo.page.clock.fast_forward(2 * UNDO_MS)
    expect(note(bo, WORDS)).to_be_visible()
    met.expect_sent(WORDS)
    assert met.sent() == [WORDS]

    tap(bo, "Delete this note")
    bo.page.clock.fast_forward(UNDO_MS + 100)
    expect(bo.page.get_by_role("button", name="Undo")).to_have_count(0)
    steps.wait_until_sent(bo)
    assert met.sent() == []
