"""The organiser takes the list of attendees along; an attendee sees what the organiser sees."""

from __future__ import annotations

import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from playwright.sync_api import expect

from server.app import create_app
from server.core.db import db
from server.core.tokens import new_id
from server.settings import Settings
from tests.e2e import steps
from tests.e2e.test_organiser import OWN_PROMPT, door_code, fill_in, write_prompt
from tests.exports import crowd
from tests.exports.office import in_csv, in_xlsx
from tests.people import event_in

if TYPE_CHECKING:
    from tests.e2e.phone import Phone
    from tests.e2e.real_server import RealServer

Phones = Callable[..., "Phone"]
LIST_LINE = "Put me on the organiser's list of attendees"


def organised(olga: Phone) -> str:
    """Create an event; where it leads at the door."""
    olga.page.goto("/events/new")
    fill_in(olga, "Seed swap")
    write_prompt(olga, OWN_PROMPT)
    olga.page.get_by_role("button", name="Create the event").click()
    expect(door_code(olga, "Seed swap")).to_be_visible()
    spoken = olga.page.locator("strong").filter(has_text=" ").first.inner_text()
    return f"/j/{spoken.replace(' ', '')}"


def join(phone: Phone, path: str, name: str, *, listed: bool) -> None:
    """Join, on the list or not."""
    phone.page.goto(path)
    steps.give_name(phone, name)
    steps.give_answer(phone, OWN_PROMPT, f"{name}'s jam jars")
    phone.page.get_by_role("button", name="Continue").click()
    if listed:
        phone.page.get_by_role("checkbox", name=LIST_LINE).check()
    phone.page.get_by_role("button", name="Show my code").click()
    expect(steps.own_code(phone)).to_be_visible()
    steps.wait_until_sent(phone)


def made_file(olga: Phone, kind: str, *columns: str) -> bytes:
    """Tick columns, make the file, and download it."""
    for column in columns:
        olga.page.get_by_role("checkbox", name=column, exact=True).check()
    olga.page.get_by_role("radio", name=kind).check()
    before = olga.page.get_by_role("listitem").count()
    olga.page.get_by_role("button", name="Make the file").click()
    expect(olga.page.get_by_role("listitem")).to_have_count(before + 1)
    expect(olga.page.get_by_text("Your file is ready")).to_be_visible()
    with olga.page.expect_download() as download:
        olga.page.get_by_role("link", name="Download").first.click()
    assert download.value.suggested_filename.startswith("Kith-Seed-swap-")
    return Path(download.value.path()).read_bytes()


def test_from_the_creation_of_an_event_to_the_file_and_what_its_people_see(
    phone: Phones, server: RealServer
) -> None:
    olga, ada, bo = phone(width=1280, height=800), phone(), phone()
    path = organised(olga)
    join(ada, path, "=Ada", listed=True)
    join(bo, path, "Bo", listed=False)

    olga.page.get_by_role("link", name="Export the list of attendees").click()
    expect(olga.page.get_by_text("1 person agreed to be on your list")).to_be_visible()
    expect(olga.page.get_by_text("1 other chose not to be listed.")).to_be_visible()
    cells = in_csv(made_file(olga, "CSV", "Answers"))
    heading, row, last = cells
    assert heading[:2] == ["Name", "Pronouns"]
    assert OWN_PROMPT in heading
    assert row[0] == "'=Ada"
    assert set(row[1:]) == {""}
    assert last[0] == "# 1 other chose not to be listed"

    ada.page.goto("/me")
    ada.page.get_by_role("switch", name="Add my answers to it").check()
    expect(ada.page.get_by_text("Your answers are on the list.")).to_be_visible()
    steps.wait_until_sent(ada)
    row = in_xlsx(made_file(olga, "Excel"))[1]
    assert row[0] == "=Ada"
    assert "=Ada's jam jars" in row

    ada.page.goto("/me")
    ada.page.get_by_role("link", name="See what the organiser sees").click()
    expect(ada.page.get_by_role("heading", name="What Olga can see")).to_be_visible()
    expect(ada.page.get_by_role("definition").filter(has_text="=Ada's jam jars")).to_be_visible()
    expect(ada.page.get_by_text("Olga made a file (CSV)")).to_be_visible()
    expect(ada.page.get_by_text("Olga made a file (Excel workbook)")).to_be_visible()

    bo.page.goto("/me")
    bo.page.get_by_role("link", name="See what the organiser sees").click()
    expect(bo.page.get_by_text("There is no row about you")).to_be_visible()
    expect(bo.page.get_by_text("and when you joined:")).to_be_visible()
    expect(bo.page.get_by_text("Kept until")).to_have_count(0)
    expect(bo.page.get_by_text("None so far.")).to_be_visible()

    [organised_event] = olga.rows("events")
    olga.ask("DELETE", f"/events/{organised_event['id']}")
    ada.page.reload()
    expect(ada.page.get_by_text("Nothing any more")).to_be_visible()
    expect(ada.page.get_by_text("That you are at this event")).to_have_count(0)
    expect(ada.page.get_by_text("Kept until")).to_have_count(0)
    expect(ada.page.get_by_text("Olga made a file (CSV)")).to_be_visible()


def test_before_anybody_agreed_it_is_said_that_a_file_holds_headings_only(
    phone: Phones, server: RealServer
) -> None:
    olga, ada = phone(), phone()
    path = organised(olga)
    olga.page.get_by_role("link", name="Export the list of attendees").click()
    hint = olga.page.get_by_text("For now a file would hold the headings only")
    expect(hint).to_be_visible()
    join(ada, path, "Ada", listed=True)
    olga.page.reload()
    expect(olga.page.get_by_text("person agreed to be on your list")).to_be_visible()
    expect(hint).to_have_count(0)


def test_without_a_network_both_screens_say_so_and_go_on_by_themselves(
    phone: Phones, server: RealServer
) -> None:
    at, olga = steps.organise(server.url), phone()
    steps.join(olga, at, "Bo", "A kettle")
    steps.wait_until_sent(olga)
    own = olga.ask("PUT", f"/events/{new_id()}", event_in(name="Own"))
    steps.catch_up(olga)
    for path, shown in (
        (f"/events/{own['id']}/export", "agreed to be on your list"),
        (seen_path(olga), "Without asking you"),
    ):
        olga.page.goto(path)
        expect(olga.page.get_by_text(shown)).to_be_visible()
        olga.offline()
        olga.page.reload()
        expect(olga.page.get_by_text("This needs a network")).to_be_visible()
        olga.offline(yes=False)
        expect(olga.page.get_by_text(shown)).to_be_visible()


def seen_path(phone: Phone) -> str:
    [me] = phone.rows("attendees")
    return f"/events/{me['event_id']}/seen"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_download_that_broke_off_goes_on_from_there(server: RealServer, kind: str) -> None:
    at = steps.organise(server.url)
    let_many_join(server, at)
    path = f"/api/events/{at.event['id']}/exports/{new_id()}"
    body: dict[str, Any] = {"format": kind, "columns": ["name", "answers"]}
    export, _ = steps.call(server.url, "PUT", path, body, cookie=at.cookie)
    deadline = time.monotonic() + 60
    while not export["there"] and time.monotonic() < deadline:
        time.sleep(0.1)
        export, _ = steps.call(server.url, "GET", path, cookie=at.cookie)
    etag, whole = piece(server, at, path, "bytes=0-")
    half = len(whole) // 2
    with urllib.request.urlopen(request(server, at, path, "bytes=0-")) as broken:  # noqa: S310  our own server
        first = broken.read(half)
    _, rest = piece(server, at, path, f"bytes={half}-", etag)
    assert (first + rest, len(whole)) == (whole, export["size"])
    assert len({"csv": in_csv, "xlsx": in_xlsx}[kind](first + rest)) == export["rows_total"] + 2


def let_many_join(server: RealServer, at: steps.OrganisedEvent) -> None:
    """Fill an event, beside the running server."""
    with create_app(Settings.from_environment(server.environment)).app_context():
        crowd.fill(UUID(at.event["id"]), 3_000)
        db.session.remove()
        db.engine.dispose()


def request(
    server: RealServer, at: steps.OrganisedEvent, path: str, wanted: str, etag: str = ""
) -> urllib.request.Request:
    headers = {"Cookie": at.cookie, "Range": wanted, **({"If-Range": etag} if etag else {})}
    return urllib.request.Request(f"{server.url}{path}/file", headers=headers)  # noqa: S310  our own server


def piece(
    server: RealServer, at: steps.OrganisedEvent, path: str, wanted: str, etag: str = ""
) -> tuple[str, bytes]:
    """One part of the file, as a browser that goes on asks for it."""
    with urllib.request.urlopen(request(server, at, path, wanted, etag)) as answer:  # noqa: S310  our own server
        assert answer.status == 206
        return answer.headers["ETag"], answer.read()
