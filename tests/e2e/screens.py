"""Every screen and every sheet of the app, and how one gets there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.e2e import steps
from tests.e2e.codes import picture_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.e2e.album import Album
    from tests.e2e.phone import Phone

    Opening = Callable[[Album], Phone]


@dataclass(frozen=True)
class Screen:
    """A screen by its name."""

    name: str
    open: Opening


def page(who: str, path: str) -> Opening:
    """Opened by its address; what stands in braces is looked up in the album."""

    def open_it(album: Album) -> Phone:
        phone: Phone = getattr(album, who)
        phone.page.goto("about:blank")
        phone.page.goto(path.format(album=album))
        expect(phone.page.locator("h1").first).to_be_attached()
        return phone

    return open_it


def tapped(before: Opening, *names: str) -> Opening:
    """Opened by tapping through buttons or links."""

    def open_it(album: Album) -> Phone:
        phone = before(album)
        for name in names:
            phone.page.locator("button, a").filter(has_text=name).first.click()
        return phone

    return open_it


def ticked(before: Opening, *names: str) -> Opening:
    """Opened, with choices made by their labels."""

    def open_it(album: Album) -> Phone:
        phone = before(album)
        for name in names:
            phone.page.locator("label").filter(has_text=name).click()
        return phone

    return open_it


def with_sheet(before: Opening) -> Opening:
    """Opened, with a sheet over it."""

    def open_it(album: Album) -> Phone:
        phone = before(album)
        expect(phone.page.get_by_role("dialog")).to_be_visible()
        return phone

    return open_it


def told(before: Opening) -> Opening:
    """Opened, with what comes from the server on it."""

    def open_it(album: Album) -> Phone:
        phone = before(album)
        main = phone.page.get_by_role("main")
        expect(main.get_by_role("heading", level=2).or_(main.get_by_role("group")).first).to_be_visible()
        return phone

    return open_it


def typed(before: Opening, field: str, words: str) -> Opening:
    """Opened, with words in a field."""

    def open_it(album: Album) -> Phone:
        phone = before(album)
        phone.page.get_by_role("textbox", name=field).fill(words)
        return phone

    return open_it


def listed(before: Opening) -> Opening:
    """Opened, with the names from the server."""

    def open_it(album: Album) -> Phone:
        phone = before(album)
        expect(phone.page.get_by_role("radio", checked=True)).to_have_count(2)
        return phone

    return open_it


def scanning(album: Album) -> Phone:
    """The scanner, with the camera on."""
    phone = page("bo", "/scan")(album)
    opening = phone.page.locator("button").filter(has_text="Open the camera")
    expect(opening.or_(phone.page.locator("[data-camera=live]"))).to_be_visible()
    if opening.is_visible():
        opening.click()
    expect(phone.page.locator("[data-camera=live]")).to_be_visible()
    return phone


def foreign_code(album: Album) -> Phone:
    """A code that is not ours."""
    phone = scanning(album)
    phone.hold_in_front_of_camera(picture_of("https://example.org/" + "x" * 200))
    return phone


def joining(album: Album) -> Phone:
    """The first step of joining."""
    return page("newcomer", "{album.at.join_path}")(album)


def named(album: Album) -> Phone:
    """The second step."""
    phone = typed(joining, "Your name", "Newcomer")(album)
    phone.page.locator("button").filter(has_text="Continue").click()
    expect(phone.page.locator("textarea, button").filter(has_text=steps.FIRST_PROMPT)).to_be_visible()
    return phone


def landing(fragment: str) -> Opening:
    """The page behind a live code, in the language of the phone's other pages."""

    def open_it(album: Album) -> Phone:
        language = album.newcomer.page.evaluate("() => localStorage.getItem('kith.lang') ?? 'en'")
        return page("newcomer", f"/s?lang={language}#{fragment}")(album)

    return open_it


def refused_by_landing(album: Album) -> Phone:
    """A name that cannot stand on a card."""
    phone = landing(album.code.partition("#")[2])(album)
    phone.page.locator("input").fill("www.example.org")
    phone.page.locator("button[type=submit]").click()
    return phone


def reply_pending(album: Album) -> Phone:
    """Just met, and waiting."""
    return page("bo", "/met/{album.pending}")(album)


def end_of_way_home(album: Album) -> Phone:
    """Past everybody of whom nothing is written down."""
    phone = page("bo", "/recap/{album.at.event[id]}/way-home")(album)
    skip = phone.page.locator("button").filter(has_text="Skip")
    while skip.count():
        skip.click()
    return phone


def pointing_at_my_badge(album: Album) -> Phone:
    """The scanner on the way from Me."""
    phone = page("bo", "/me/badge")(album)
    expect(phone.page.locator("h1")).to_be_visible()
    return phone


def mistyped(album: Album) -> Phone:
    """A spoken code with a slip in it."""
    phone = with_sheet(tapped(page("bo", "/scan"), "Type a code"))(album)
    phone.page.get_by_role("dialog").get_by_role("textbox").fill("2222 2223")
    return phone


SCREENS = (
    Screen("first page", page("newcomer", "/")),
    Screen("wrong event code", tapped(page("newcomer", "/"), "Join the event")),
    Screen("joining: name", joining),
    Screen("joining: no name", tapped(typed(joining, "Your name", ""), "Continue")),
    Screen("joining: prompts", named),
    Screen("joining: answers", tapped(named, steps.SECOND_PROMPT)),
    Screen("joining: list", tapped(named, "Skip for now")),
    Screen("unknown event", page("newcomer", "/j/ZZZZZZZZ")),
    Screen("inside a chat app", page("chat_app", "{album.at.join_path}")),
    Screen("sign in", tapped(page("newcomer", "/in"), "Continue")),
    Screen("sign in by link", page("newcomer", "/in#a-pass")),
    Screen("landing: refused name", refused_by_landing),
    Screen("landing: broken code", landing("AAAA")),
    Screen("lost", page("newcomer", "/nowhere")),
    Screen("new event: nothing filled in", tapped(page("newcomer", "/events/new"), "Create the event")),
    Screen("own code", page("bo", "/")),
    Screen("own code: several ask", tapped(page("bo", "/"), "Who?")),
    Screen("people", page("bo", "/people")),
    Screen("person", page("bo", "/people/{album.mutual}")),
    Screen("person: two versions", page("bo", "/people/{album.two_versions}")),
    Screen("person: refused note", page("bo", "/people/{album.empty}")),
    Screen("person: unmatched", page("bo", "/people/{album.unmatched}")),
    Screen("person: gone", page("bo", "/people/01890000-0000-7000-8000-000000000000")),
    Screen("just met", page("bo", "/met/{album.mutual}")),
    Screen("just met: pending", reply_pending),
    Screen("just met: empty jot", typed(page("bo", "/met/{album.unmatched}"), "One detail", "Nice chat")),
    Screen("just met: badge", page("bo", "/met/{album.badge}")),
    Screen("share sheet", with_sheet(tapped(page("bo", "/met/{album.mutual}"), "Share my contact details"))),
    Screen("my code sheet", with_sheet(tapped(reply_pending, "scan you"))),
    Screen("recap", page("bo", "/recap")),
    Screen("recap: none yet", page("newcomer", "/recap")),
    Screen("recap: nobody there", page("bo", "/recap/01890000-0000-7000-8000-000000000000")),
    Screen("on the way home", page("bo", "/recap/{album.at.event[id]}/way-home")),
    Screen("on the way home: everyone", end_of_way_home),
    Screen("message", page("bo", "/recap/{album.at.event[id]}/to/{album.mutual}")),
    Screen("message: asks first", page("bo", "/recap/{album.at.event[id]}/to/{album.pending}")),
    Screen("message: two versions", page("bo", "/recap/{album.at.event[id]}/to/{album.two_versions}")),
    Screen("message: sent", page("bo", "/recap/{album.at.event[id]}/to/{album.empty}")),
    Screen(
        "message: did it go out", tapped(page("bo", "/recap/{album.at.event[id]}/to/{album.mutual}"), "Copy")
    ),
    Screen("scanner: first", page("newcomer", "/scan")),
    Screen("scanner", scanning),
    Screen("scanner: foreign code", with_sheet(foreign_code)),
    Screen("scanner: paste", with_sheet(tapped(page("bo", "/scan"), "Type a code"))),
    Screen("scanner: mistyped code", mistyped),
    Screen("scanner: my badge", pointing_at_my_badge),
    Screen("badge link", page("newcomer", "/b/" + "A" * 36)),
    Screen("me", page("bo", "/me")),
    Screen("me: lost badge", with_sheet(tapped(page("bo", "/me"), "My badge is lost"))),
    Screen("me: new code", with_sheet(tapped(page("bo", "/me"), "Make a new code"))),
    Screen("me: signing out", with_sheet(tapped(page("bo", "/me"), "Sign out on this phone"))),
    Screen("events", page("bo", "/events")),
    Screen("new event: deck", with_sheet(tapped(page("bo", "/events/new"), "Choose from the deck"))),
    Screen("organiser's event", page("bo", "/events/{album.own_event}")),
    Screen("organiser's event: name and times", page("bo", "/events/{album.own_event}/edit")),
    Screen("organiser's event: questions", page("bo", "/events/{album.own_event}/questions")),
    Screen(
        "organiser's event: deleting",
        with_sheet(tapped(page("bo", "/events/{album.own_event}"), "Delete the event")),
    ),
    Screen("badges", listed(page("bo", "/events/{album.own_event}/badges"))),
    Screen(
        "badges: of some",
        ticked(listed(page("bo", "/events/{album.own_event}/badges")), "Only those I choose", "Ada"),
    ),
    Screen("typing the code", tapped(page("newcomer", "/j"), "Join the event")),
    Screen("export", told(page("bo", "/events/{album.own_event}/export"))),
    Screen("seen by the organiser", told(page("bo", "/events/{album.at.event[id]}/seen"))),
    Screen("projector", with_sheet(tapped(page("bo", "/events/{album.own_event}"), "Show on a projector"))),
)
