"""Whatever a camera may see: only our own codes do anything, and foreign text is shown, never opened."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.e2e import steps
from tests.e2e.codes import picture_of, text_in

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from tests.e2e.phone import Phone
    from tests.e2e.real_server import RealServer

Phones = Callable[..., "Phone"]
FOREIGN = (
    "https://example.org/menu?table=12",
    "http://kith.example/s#ABCDEFGH",
    "javascript:void(document.body.dataset.ran='yes')",
    "intent://scan/#Intent;scheme=zxing;end",
    "data:text/html,<script>document.body.dataset.ran='yes'</script>",
    "WIFI:T:WPA;S=Venue;P=correct horse;;",
    "BEGIN:VCARD\nVERSION:3.0\nFN:Cy\nTEL:+351600112233\nEND:VCARD",
    "<img src=x onerror=\"document.body.dataset.ran='yes'\">",
)
PHOTO = "input[type=file]"


@pytest.fixture(scope="module")
def at(server: RealServer) -> steps.OrganisedEvent:
    """Where Ada and Bo are."""
    return steps.organise(server.url)


@pytest.fixture(scope="module")
def elsewhere(server: RealServer) -> steps.OrganisedEvent:
    """Another event."""
    return steps.organise(server.url, name="Seed swap")


@pytest.fixture(scope="module")
def ada(lasting_phone: Phones, at: steps.OrganisedEvent) -> Phone:
    """Whose screen is scanned; without a network, so that it goes on showing her code."""
    phone = lasting_phone()
    steps.join(phone, at, "Ada")
    phone.wait_for_row("sent", {"kind": "attendee.join"})
    phone.offline()
    return phone


@pytest.fixture(scope="module")
def bos_phone(lasting_phone: Phones, at: steps.OrganisedEvent) -> Phone:
    """Bo's, with the camera's permission given."""
    phone = lasting_phone()
    steps.join(phone, at, "Bo")
    steps.open_camera(phone)
    return phone


@pytest.fixture
def bo(bos_phone: Phone) -> Phone:
    """Who scans: the scanner is open, and sees nothing yet."""
    steps.open_camera(bos_phone)
    return bos_phone


@pytest.fixture
def picture_of_ada(ada: Phone) -> bytes:
    """Ada's code, as her screen shows it now."""
    return steps.picture_of_code(ada)


def sheet(phone: Phone) -> Locator:
    """What opened over the scanner."""
    return phone.page.get_by_role("dialog")


def expect_sheet(phone: Phone, title: str) -> None:
    """See what kind of code it was, while the scanner is still the page."""
    expect(sheet(phone).get_by_role("heading", name=title)).to_be_visible()
    assert phone.page.url == f"{phone.url}/scan"


def choose_photo(phone: Phone, content: bytes, name: str = "photo.png") -> None:
    """Choose a picture that is on the phone."""
    phone.page.locator(PHOTO).set_input_files({"name": name, "mimeType": "image/png", "buffer": content})


def live_code_with(text: str, change: Callable[[bytearray], None]) -> str:
    """A live code's text with some of its bytes changed."""
    prefix, _, payload = text.partition("#")
    data = bytearray(base64.b32decode(payload + "=" * (-len(payload) % 8)))
    change(data)
    return f"{prefix}#{base64.b32encode(bytes(data)).decode().rstrip('=')}"


def test_foreign_codes_are_shown_as_text_and_open_nothing(bo: Phone) -> None:
    for text in FOREIGN:
        bo.hold_in_front_of_camera(picture_of(text))
        expect_sheet(bo, "Not a Kith code")
        assert text in sheet(bo).inner_text()
        assert sheet(bo).get_by_role("link").count() == 0
        assert bo.page.locator("main a:not([href^='/']), main img").count() == 0
        bo.hold_in_front_of_camera(None)
        bo.page.get_by_role("button", name="Scan again").click()
        expect(sheet(bo)).to_have_count(0)
    assert bo.page.evaluate("document.body.dataset.ran") is None
    assert len(bo.context.pages) == 1
    assert bo.rows("encounters") == []


def test_three_thousand_letters_in_a_code_are_cut_to_what_a_screen_holds(bo: Phone) -> None:
    long = "the quick brown fox jumps " * 112
    choose_photo(bo, picture_of(long))
    expect_sheet(bo, "Not a Kith code")
    assert long[:290] in sheet(bo).inner_text()
    assert len(sheet(bo).inner_text()) < 500
    assert not bo.page.evaluate("() => document.documentElement.scrollWidth > innerWidth")


def test_ones_own_code_is_recognised(bo: Phone) -> None:
    bo.page.goto("/")
    steps.scan(bo, steps.picture_of_code(bo))
    expect_sheet(bo, "That is your own code")
    assert bo.rows("encounters") == []


def test_the_code_at_the_door_leads_to_its_event(bo: Phone, elsewhere: steps.OrganisedEvent) -> None:
    bo.hold_in_front_of_camera(picture_of(elsewhere.url + elsewhere.join_path))
    expect_sheet(bo, "This is the door code of an event")
    bo.page.get_by_role("button", name="Look at the event").click()
    expect(bo.page.get_by_text("Seed swap")).to_be_visible()


def test_damaged_and_newer_codes_say_so(bo: Phone, picture_of_ada: bytes) -> None:
    genuine = text_in(picture_of_ada)
    bo.hold_in_front_of_camera(picture_of(genuine[:-16]))
    expect_sheet(bo, "This code could not be read")
    bo.hold_in_front_of_camera(picture_of(live_code_with(genuine, lambda it: it.__setitem__(0, 0x20))))
    bo.page.get_by_role("button", name="Scan again").click()
    expect_sheet(bo, "This code is newer than your Kith")


def test_a_forged_code_matches_nobody_and_keeps_my_words(bo: Phone, picture_of_ada: bytes) -> None:
    name_at = 15
    forged = live_code_with(text_in(picture_of_ada), lambda it: it.__setitem__(name_at, ord("I")))
    bo.hold_in_front_of_camera(picture_of(forged))
    expect(bo.page.get_by_role("heading", name="A code that matched nobody yet")).to_be_visible()
    expect(bo.page.get_by_text("This code matched nobody yet")).to_be_visible()
    for claim in ("You both see this pattern", "Now let Ida scan you", "You met Ida"):
        expect(bo.page.get_by_text(claim)).to_have_count(0)
    steps.jot(bo, "She keeps bees on the roof")
    bo.page.get_by_label("What do you call them?").fill("the beekeeper")
    bo.page.get_by_label("What do you call them?").blur()
    steps.catch_up(bo)
    assert [(row["state"], row["person"]) for row in bo.rows("encounters")] == [("unmatched", None)]
    expect(bo.page.get_by_text("She keeps bees on the roof")).to_be_visible()


def test_a_photo_of_a_code_does_as_well_as_the_camera(bo: Phone, picture_of_ada: bytes) -> None:
    for content in (bo.page.screenshot(), b"not a picture at all"):
        choose_photo(bo, content)
        expect_sheet(bo, "No code in this picture")
        bo.page.get_by_role("button", name="Scan again").click()
    choose_photo(bo, picture_of_ada)
    expect(bo.page.get_by_role("heading", name="You met Ada")).to_be_visible()


def test_a_pasted_link_does_as_well_as_the_camera(bo: Phone, picture_of_ada: bytes) -> None:
    bo.page.get_by_role("button", name="Type a code").click()
    bo.page.get_by_role("button", name="Continue").click()
    expect(bo.page.get_by_text("Type or paste something first.")).to_be_visible()
    field = bo.page.get_by_label("Their code")
    field.fill("https://example.org/s#ABC")
    bo.page.get_by_role("button", name="Continue").click()
    expect_sheet(bo, "Not a Kith code")
    bo.page.get_by_role("button", name="Scan again").click()
    bo.page.get_by_role("button", name="Type a code").click()
    field.fill(f"  {text_in(picture_of_ada)}\n")
    bo.page.get_by_role("button", name="Continue").click()
    expect(bo.page.get_by_role("heading", name="You met Ada")).to_be_visible()


def test_a_code_of_another_event_is_an_invitation(
    bo: Phone, phone: Phones, elsewhere: steps.OrganisedEvent
) -> None:
    cy = phone()
    steps.join(cy, elsewhere, "Cy")
    bo.hold_in_front_of_camera(steps.picture_of_code(cy))
    expect_sheet(bo, "This code is from another event")
    bo.page.get_by_role("button", name="Join their event").click()
    bo.page.get_by_role("button", name="Join and keep this meeting").click()
    expect(bo.page.get_by_role("heading", name="You met Cy")).to_be_visible()
    steps.catch_up(bo)
    expect(bo.page.get_by_role("heading", name="Seed swap")).to_be_visible()


def test_somebody_without_a_card_is_invited_by_what_they_scan(phone: Phones, picture_of_ada: bytes) -> None:
    dee = phone()
    steps.scan(dee, picture_of_ada)
    expect(dee.page.get_by_role("heading", name="You just met Ada")).to_be_visible()
    dee.page.get_by_label("Your name").fill("Dee")
    dee.page.get_by_role("button", name="Join and keep this meeting").click()
    expect(dee.page.get_by_role("heading", name="You met Ada")).to_be_visible()
