"""`make pictures`: the README's pictures, taken from the running demo."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from playwright.sync_api import expect, sync_playwright

from tests.e2e import steps
from tests.e2e.conftest import CHROMIUM, QUIET
from tests.e2e.phone import Phone
from tests.e2e.real_server import free_port

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FOLDER = Path(__file__).parent.parent.parent / "docs" / "pictures"
GAP = 24
PAPER = "#e9e2d6"
PATIENCE_S = 30.0
FIRST_PROMPT = "Tell me about something you repaired instead of replacing."


def main() -> None:
    """Start the demo, take the pictures, stop it."""
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        log = Path(folder) / "demo.log"
        with log.open("wb") as out:
            demo = subprocess.Popen(
                [sys.executable, "-c", "from server.cli import main; main()", "demo", "--port", str(port)],
                env={**os.environ, "KITH_DATA_DIR": folder},
                stdout=out,
                stderr=out,
            )
        try:
            _take(f"http://localhost:{port}", _links(log))
        finally:
            demo.terminate()
            demo.wait()


def _links(log: Path) -> list[str]:
    """The organiser's, the attendee's and the join link, as the demo prints them."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        found = re.findall(r"http\S+", log.read_text())
        if "Ctrl+C" in log.read_text():
            return found
        time.sleep(0.2)
    raise RuntimeError(log.read_text())


def _take(url: str, links: list[str]) -> None:
    olga, ada, join = links
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        _strip("meet", _meeting(browser, url, join))
        _strip(
            "remember", [*_remembering(browser, url, ada, "light"), *_remembering(browser, url, ada, "dark")]
        )
        _strip("recap", _following_up(browser, url, ada))
        _organising(browser, url, olga)
        _film("airplane-mode", _airplane_mode(browser, url, join))
        browser.close()


def _meeting(browser: Browser, url: str, join: str) -> list[bytes]:
    """Two new people join and meet: joining, one's own code, just met, the jot."""
    noor = Phone.take_out(browser, url, width=360, height=740, device_scale_factor=2)
    ines = Phone.take_out(browser, url, width=360, height=740, device_scale_factor=2)
    noor.page.goto(join)
    noor.page.get_by_label("Your name").fill("Noor Haddad")
    pictures = [noor.page.screenshot()]
    for phone, name, answer in (
        (noor, "Noor Haddad", "My grandfather's radio"),
        (ines, "Inês", "A kite, twice"),
    ):
        _join(phone, join, name, answer)
    pictures.append(noor.page.screenshot())
    steps.meet(ines, noor, "Noor Haddad")
    pictures.append(ines.page.screenshot())
    steps.jot(ines, "Still has the letter that came with the radio, from a stranger in Beirut")
    ines.page.get_by_role("button", name="What Noor").click()
    pictures.append(ines.page.screenshot())
    for phone in (noor, ines):
        phone.put_away()
    return pictures


def _airplane_mode(browser: Browser, url: str, join: str) -> list[list[bytes]]:
    """Two phones without a network scan each other and jot; then it is back. A row for each phone."""
    phones = [Phone.take_out(browser, url, width=360, height=740, device_scale_factor=1.5) for _ in range(2)]
    noor, ines = phones
    for phone, name, answer in (
        (noor, "Noor Haddad", "My grandfather's radio"),
        (ines, "Inês", "A kite, twice"),
    ):
        _join(phone, join, name, answer)
        steps.wait_until_ready_offline(phone)
        phone.offline()
        expect(steps.chip(phone, "Offline")).to_be_visible(timeout=40_000)
    frames = [[phone.page.screenshot()] for phone in phones]
    codes = [steps.picture_of_code(phone) for phone in phones]
    for phone, code, words, row in (
        (noor, codes[1], "Flies her kite from the ferry pier on Sundays", frames[0]),
        (ines, codes[0], "The radio still finds Beirut after midnight", frames[1]),
    ):
        steps.scan(phone, code)
        expect(phone.page.get_by_text("phone. It is saved here")).to_be_visible()
        row.append(phone.page.screenshot())
        steps.jot(phone, words)
        phone.page.goto("/people")
        expect(steps.chip(phone, "Offline · 2 to send")).to_be_visible()
        row.append(phone.page.screenshot())
    for phone, row in zip(phones, frames, strict=True):
        phone.offline(yes=False)
        steps.wait_until_sent(phone)
        row.append(phone.page.screenshot())
        phone.put_away()
    return frames


def _join(phone: Phone, link: str, name: str, answer: str) -> None:
    phone.page.goto(link)
    steps.give_name(phone, name)
    steps.give_answer(phone, FIRST_PROMPT, answer)
    phone.page.get_by_role("button", name="Continue").click()
    phone.page.get_by_role("button", name="Show my code").click()
    expect(steps.own_code(phone)).to_be_visible()
    phone.page.get_by_role("button", name="Dismiss").click()


def _remembering(browser: Browser, url: str, link: str, scheme: str) -> list[bytes]:
    """The people Ada met, and one of them."""
    ada = Phone.take_out(browser, url, width=360, height=740, device_scale_factor=2, color_scheme=scheme)
    ada.page.goto(link)
    ada.page.get_by_role("button", name="Continue").click()
    expect(steps.own_code(ada)).to_be_visible()
    ada.page.goto("/people")
    detail = ada.page.get_by_text("Labels each rescued screw")
    expect(detail).to_be_visible()
    pictures = [ada.page.screenshot()]
    detail.click()
    expect(ada.page.get_by_role("heading", name="What I remember")).to_be_visible()
    pictures.append(ada.page.screenshot())
    ada.put_away()
    return pictures


def _following_up(browser: Browser, url: str, link: str) -> list[bytes]:
    """Ada's recap, a card on the way home, and the first draft of a message."""
    ada = Phone.take_out(browser, url, width=360, height=740, device_scale_factor=2)
    ada.page.goto(link)
    ada.page.get_by_role("button", name="Continue").click()
    expect(steps.own_code(ada)).to_be_visible()
    ada.page.goto("/recap")
    person = ada.page.get_by_role("listitem").filter(has_text="Labels each rescued screw")
    expect(person).to_be_visible()
    pictures = [ada.page.screenshot()]
    ada.page.get_by_role("link", name="Start").click()
    expect(steps.jot_field(ada)).to_be_visible()
    pictures.append(ada.page.screenshot())
    ada.page.goto("/recap")
    person.get_by_role("link", name="Write to").click()
    expect(ada.page.get_by_role("textbox", name="Your message")).to_be_visible()
    pictures.append(ada.page.screenshot())
    ada.put_away()
    return pictures


def _organising(browser: Browser, url: str, link: str) -> None:
    """The organiser's page of the event, on a desk."""
    olga = Phone.take_out(browser, url, width=1280, height=800)
    olga.page.goto(link)
    olga.page.get_by_role("button", name="Continue").click()
    olga.page.get_by_text("Small Repairs").click()
    expect(olga.page.get_by_text("people have joined")).to_be_visible()
    olga.page.screenshot(path=FOLDER / "organise.png")
    olga.page.get_by_role("link", name="Export the list of attendees").click()
    olga.page.get_by_role("checkbox", name="Answers", exact=True).check()
    olga.page.get_by_role("button", name="Make the file").click()
    ready = olga.page.get_by_text("Your file is ready")
    expect(ready).to_be_visible()
    olga.page.evaluate("() => scrollTo(0, 0)")
    expect(ready).to_be_in_viewport()
    expect(olga.page.get_by_role("heading", name="The list of attendees")).to_be_in_viewport()
    olga.page.screenshot(path=FOLDER / "export.png")
    olga.put_away()


def _strip(name: str, pictures: list[bytes]) -> None:
    """Put phone pictures side by side."""
    _film(name, [pictures])


def _film(name: str, rows: list[list[bytes]]) -> None:
    """Put rows of phone pictures one above the other."""
    images = [[Image.open(BytesIO(picture)) for picture in row] for row in rows]
    wide, high = images[0][0].size
    size = len(rows[0]) * (wide + GAP) + GAP, len(rows) * (high + GAP) + GAP
    film = Image.new("RGB", size, PAPER)
    for y, row in enumerate(images):
        for x, image in enumerate(row):
            film.paste(image, (GAP + x * (wide + GAP), GAP + y * (high + GAP)))
    film.quantize(256).save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
