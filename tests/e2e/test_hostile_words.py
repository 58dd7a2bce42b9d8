"""Words that would like to be code: wherever people may write, they are shown as words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from server.core.fields import TURNS
from server.core.tokens import new_id
from tests.e2e import steps
from tests.e2e.album import write
from tests.e2e.guests import Guest, scanned_by
from tests.people import event_in

if TYPE_CHECKING:
    from tests.e2e.phone import Phone
    from tests.e2e.real_server import RealServer

Phones = Callable[..., "Phone"]
PAYLOADS = (
    "<script>window.ran=1</script>",
    "<img src=x onerror=window.ran=2>",
    '"><svg onload=window.ran=3>',
    "'-window.ran=4-'",
    "javascript:window.ran=5",
    "<iframe srcdoc='<script>top.ran=6</script>'>",
    "<a href=javascript:window.ran=7>tap</a>",
    "{{constructor.constructor('window.ran=8')()}}",
    "${window.ran=9}",
    "<body onload=window.ran=10>",
    "</textarea><script>window.ran=11</script>",
    "<style>*{display:none}</style>",
    "<base href=//example.invalid/>",
    "&lt;script&gt;window.ran=14&lt;/script&gt;",
    "\u202e<b>gpj.exe</b>\u202c %s %00 \\u003cimg",
)
NAMES = tuple(TURNS.sub("", payload[:60]) for payload in PAYLOADS)  # as they are taken
INJECTED = """
() => {
  const foreign = 'img, iframe, script, object, embed, style, base, [onerror], [onload], [onclick], [srcdoc]';
  const usual = /^(https?|mailto|tel):/;
  const links = [...document.querySelectorAll('a[href]')].filter((it) => !usual.test(it.href));
  return [...document.querySelectorAll(foreign), ...links]
    .filter((it) => it.closest('head') === null)
    .filter((it) => !(it.tagName === 'SCRIPT' && it.src.startsWith(location.origin + '/assets/')))
    .map((it) => it.outerHTML.slice(0, 100));
}
"""


@pytest.fixture(scope="module")
def at(server: RealServer) -> steps.OrganisedEvent:
    """An event whose own words are hostile."""
    prompts = [{"text": payload} for payload in PAYLOADS[:12]]
    return steps.organise(server.url, name=PAYLOADS[0], prompts=prompts)


@pytest.fixture(scope="module")
def bo(lasting_phone: Phones, at: steps.OrganisedEvent) -> Phone:
    """Somebody with a hostile card who has met only hostile cards, and writes as they do."""
    phone = lasting_phone()
    phone.page.goto(at.join_path)
    steps.give_name(phone, NAMES[1])
    steps.give_answer(phone, PAYLOADS[2], PAYLOADS[2])
    phone.page.get_by_role("button", name="Continue").click()
    phone.page.get_by_role("button", name="Show my code").click()
    expect(steps.own_code(phone)).to_be_visible()
    steps.wait_until_sent(phone)
    for payload, name in zip(PAYLOADS, NAMES, strict=True):
        guest = Guest.join(at, name, (payload,), boundary=payload[:80], pronouns=payload[:30])
        guest.give_details(title=payload, company=payload)
        write(phone, at, scanned_by(phone, guest), payload, offer=payload)
        phone.ask("PUT", f"/events/{new_id()}", event_in(name=payload[:80], prompts=[{"text": payload}]))
    steps.catch_up(phone)
    return phone


def expect_harmless(phone: Phone) -> None:
    """See that no word became an element, a link or an act."""
    assert phone.page.evaluate(INJECTED) == []
    assert phone.page.evaluate("() => window.ran") is None


def test_lists_show_hostile_words_as_words(bo: Phone) -> None:
    bo.page.goto("/people")
    for payload, name in zip(PAYLOADS, NAMES, strict=True):
        row = bo.page.get_by_role("listitem").filter(has=bo.page.locator("bdi").get_by_text(name, exact=True))
        expect(row.get_by_text(payload, exact=True).last).to_be_visible()
    expect(bo.page.get_by_role("heading", name=PAYLOADS[0], exact=True)).to_be_visible()
    expect_harmless(bo)
    bo.page.goto("/events")
    for payload in PAYLOADS:
        expect(bo.page.locator("bdi").get_by_text(payload[:80], exact=True).first).to_be_visible()
    expect_harmless(bo)


@pytest.mark.parametrize("number", range(len(PAYLOADS)))
def test_a_persons_page_shows_hostile_words_as_words(bo: Phone, number: int) -> None:
    payload, name = PAYLOADS[number], NAMES[number]
    [met] = [row for row in bo.rows("encounters") if row["person"]["name"] == name]
    bo.page.goto(f"/people/{met['id']}")
    expect(bo.page.get_by_role("heading", level=1, name=name, exact=True)).to_be_visible()
    assert bo.page.get_by_text(payload, exact=True).count() >= 6
    expect_harmless(bo)
    bo.page.goto(f"/met/{met['id']}")
    expect(bo.page.get_by_role("heading", level=1)).to_contain_text(name)
    expect(steps.jot_field(bo)).to_have_value(payload)
    expect_harmless(bo)


def test_the_recap_and_a_message_show_hostile_words_as_words(bo: Phone) -> None:
    bo.page.goto("/recap")
    for payload in PAYLOADS:
        expect(bo.page.locator("main ol").get_by_text(payload, exact=True).first).to_be_visible()
    expect_harmless(bo)
    for number in range(0, len(PAYLOADS), 4):
        payload, name = PAYLOADS[number], NAMES[number]
        [met] = [row for row in bo.rows("encounters") if row["person"]["name"] == name]
        bo.page.goto(f"/recap/{met['event_id']}/to/{met['id']}")
        message = bo.page.get_by_role("textbox", name="Your message")
        expect(message).to_be_visible()
        assert payload in message.input_value()
        expect_harmless(bo)


def test_ones_own_pages_show_hostile_words_as_words(bo: Phone) -> None:
    bo.page.goto("/")
    for words in (PAYLOADS[0], NAMES[1], PAYLOADS[2]):
        expect(bo.page.get_by_text(words, exact=True).first).to_be_visible()
    expect_harmless(bo)
    bo.page.goto("/me")
    expect(bo.page.get_by_label("Your name")).to_have_value(NAMES[1])
    expect_harmless(bo)


@pytest.mark.parametrize("number", range(0, len(PAYLOADS), 3))
def test_the_landing_page_shows_hostile_words_as_words(
    lasting_phone: Phones, at: steps.OrganisedEvent, number: int
) -> None:
    stranger = lasting_phone()
    guest = Guest.join(at, NAMES[number], (PAYLOADS[number],), boundary=PAYLOADS[number][:80])
    stranger.page.goto(guest.code())
    expect(stranger.page.get_by_role("heading", level=1, name=NAMES[number], exact=True)).to_be_visible()
    expect(stranger.page.get_by_role("heading", level=2, name=PAYLOADS[0], exact=True)).to_be_visible()
    assert stranger.page.get_by_text(PAYLOADS[number], exact=True).count() >= 2
    expect_harmless(stranger)


def test_the_organisers_page_and_the_join_page_show_hostile_words_as_words(
    bo: Phone, phone: Phones, at: steps.OrganisedEvent
) -> None:
    [own, *_] = [row for row in bo.rows("events") if row["role"] == "owner"]
    bo.page.goto(f"/events/{own['id']}")
    expect(bo.page.get_by_role("heading", name=own["name"], exact=True)).to_be_visible()
    expect(bo.page.get_by_role("listitem").get_by_text(own["prompts"][0]["text"])).to_be_visible()
    expect_harmless(bo)
    newcomer = phone()
    newcomer.page.goto(at.join_path)
    expect(newcomer.page.get_by_text(PAYLOADS[0], exact=True)).to_be_visible()
    steps.give_name(newcomer, "Cy")
    for payload in PAYLOADS[:12]:
        expect(newcomer.page.get_by_role("button", name=payload, exact=True)).to_be_visible()
    expect_harmless(newcomer)
