"""What people do on their phones, in the words of the screens."""

from __future__ import annotations

import json
import secrets
import urllib.request
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from server.core.tokens import new_id
from tests.e2e.codes import is_readable
from tests.people import event_in

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from tests.e2e.phone import Phone

CODE = "QR code with the card of"
FIRST_PROMPT = "What did you mend last?"
SECOND_PROMPT = "Which tool would you miss?"
MOST_LOOKS = 5
ACCOUNT = """
async () => {
  const names = (await indexedDB.databases()).map((one) => one.name);
  return names.find((name) => name.startsWith("kith-")).slice("kith-".length);
}
"""


@dataclass
class OrganisedEvent:
    """An event, and the session of whoever organises it."""

    event: dict[str, Any]
    cookie: str
    url: str

    @property
    def join_path(self) -> str:
        """Where the poster leads."""
        return f"/j/{self.event['join_code']}"

    @property
    def joined(self) -> int:
        """How many people have joined, as its organiser sees it."""
        seen, _ = call(self.url, "GET", f"/api/events/{self.event['id']}", cookie=self.cookie)
        return int(seen["joined"])


def organise(url: str, **changes: Any) -> OrganisedEvent:
    """Let somebody create an event by the API, as a script would."""
    account = {"name": "Olga", "device_secret": secrets.token_urlsafe(32)}
    _, headers = call(url, "PUT", f"/api/accounts/{new_id()}", account)
    cookie = headers["Set-Cookie"].split(";")[0]
    event, _ = call(url, "PUT", f"/api/events/{new_id()}", event_in(**changes), cookie)
    return OrganisedEvent(event, cookie, url)


def call(url: str, method: str, path: str, body: Any = None, cookie: str = "") -> tuple[Any, Any]:
    """Call the API: its JSON, and the headers."""
    headers = {"Origin": url, "Kith-Client": "tests/1", "Content-Type": "application/json", "Cookie": cookie}
    data = json.dumps(body).encode() if body is not None else None
    request = urllib.request.Request(url + path, data, headers, method=method)  # noqa: S310  our own server
    with urllib.request.urlopen(request) as answer:  # noqa: S310
        return json.loads(answer.read() or b"null"), answer.headers


def join(phone: Phone, at: OrganisedEvent, name: str, answer: str = "") -> None:
    """Join from the poster: three screens, and one's own code."""
    phone.page.goto(at.join_path)
    give_name(phone, name)
    if answer:
        give_answer(phone, FIRST_PROMPT, answer)
        phone.page.get_by_role("button", name="Continue").click()
    else:
        phone.page.get_by_role("button", name="Skip for now").click()
    phone.page.get_by_role("button", name="Show my code").click()
    expect(own_code(phone)).to_be_visible()


def give_name(phone: Phone, name: str) -> None:
    """Fill in the first screen of joining."""
    phone.page.get_by_label("Your name").fill(name)
    phone.page.get_by_role("button", name="Continue").click()


def give_answer(phone: Phone, prompt: str, answer: str) -> None:
    """Open a prompt on the second screen of joining, and answer it."""
    phone.page.get_by_role("button", name=prompt).click()
    phone.page.get_by_label(prompt).fill(answer)


def own_code(phone: Phone) -> Locator:
    """One's own live code on the screen."""
    return phone.page.get_by_role("img", name=CODE).first


def picture_of_code(phone: Phone) -> bytes:
    """What a camera in front of this phone sees: the code, as the screen really shows it."""
    for _ in range(MOST_LOOKS):
        picture = _look_at_code(phone)
        if picture is not None and is_readable(picture):
            return picture
    raise AssertionError("the screen shows no whole code")


def _look_at_code(phone: Phone) -> bytes | None:
    """One look; the code may be drawn anew, or a row open above it, at this very moment."""
    own_code(phone).scroll_into_view_if_needed()
    box = own_code(phone).bounding_box()
    # Of the page, not of the element: that one is drawn anew as the minute changes.
    return phone.page.screenshot(clip=box) if box else None


def scan(phone: Phone, picture: bytes) -> None:
    """Open the scanner, and hold a picture in front of the camera."""
    open_camera(phone)
    phone.hold_in_front_of_camera(picture)


def open_camera(phone: Phone) -> None:
    """Open the scanner; from the second time on, the camera starts by itself."""
    phone.open("/scan")
    opened_before = phone.page.evaluate("localStorage.getItem('kith.cameraPrimed')")
    if not opened_before:
        phone.page.get_by_role("button", name="Open the camera").click()
    expect(phone.page.locator("[data-camera=live]")).to_be_visible()


def meet(scanner: Phone, shown_by: Phone, name: str) -> None:
    """Scan somebody's screen, and see who it is."""
    scan(scanner, picture_of_code(shown_by))
    expect(scanner.page.get_by_role("heading", name=f"You met {name}")).to_be_visible()
    scanner.hold_in_front_of_camera(None)


def jot_field(phone: Phone) -> Locator:
    """Where the one detail is written."""
    return phone.page.get_by_role("textbox", name="One detail you want to remember")


def jot(phone: Phone, words: str) -> None:
    """Write one detail on the screen that is open."""
    field = jot_field(phone)
    field.fill(words)
    field.blur()
    expect_saved(phone)
    phone.wait_for_row("notes", {"text": words})


def expect_saved(phone: Phone) -> None:
    """Wait until the screen says that the words are safe."""
    expect(phone.page.get_by_text("Saved on this phone").first).to_be_visible()


def chip(phone: Phone, words: str) -> Locator:
    """The quiet chip that tells how the sync stands."""
    return phone.page.get_by_role("button", name=words, exact=True).first


def wait_until_sent(phone: Phone) -> None:
    """Go to the people one met, and wait until everything has reached the server."""
    phone.page.goto("/people")
    expect(chip(phone, "Sent")).to_be_visible()


def catch_up(phone: Phone) -> None:
    """Go to the people one met, and wait until all that the server has for this phone is on it."""
    for _ in range(MOST_LOOKS):
        phone.page.goto("/people")
        expect(chip(phone, "Sent")).to_be_visible()
        if phone.has_row("meta", {"cursor": phone.ask("GET", "/sync")["cursor"]}):
            return  # else something came in between; the phone itself would ask again in half a minute
    raise AssertionError("the phone never caught up")


def wait_until_installed(phone: Phone) -> None:
    """Wait until the service worker has every screen and answers for this page."""
    phone.wait_until("() => navigator.serviceWorker.controller !== null")


def wait_until_ready_offline(phone: Phone) -> None:
    """Wait until the phone itself says that it can do without a network."""
    wait_until_sent(phone)
    phone.page.goto("/me")
    expect(phone.page.get_by_text("Ready to work without a network")).to_be_visible()
    phone.page.goto("/")
    expect(own_code(phone)).to_be_visible()


def open_person(phone: Phone, name: str) -> None:
    """Go to the page of somebody whom one met."""
    phone.page.goto("/people")
    phone.page.get_by_role("link", name=name).click()
    expect(phone.page.get_by_role("heading", name=name, exact=True)).to_be_visible()


def account_of(phone: Phone) -> str:
    """Whose phone this is: the id of the account."""
    return str(phone.page.evaluate(ACCOUNT))
