"""Every screen, in light and dark, on small phones and desks, from left to right and from right to left."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.e2e.album import JOTS, Album
from tests.e2e.looks import LOOKS, faults_of
from tests.e2e.screens import SCREENS, Screen

if TYPE_CHECKING:
    from tests.e2e.phone import Phone
    from tests.e2e.real_server import RealServer

Phones = Callable[..., "Phone"]
SMALL_AND_WIDE = tuple(look for look in LOOKS if look.theme == "light" and look.width != 360)
NAMES = [screen.name for screen in SCREENS]


@pytest.fixture(scope="module")
def album(lasting_phone: Phones, server: RealServer) -> Album:
    """Phones with something to show on every screen."""
    return Album.fill(lasting_phone, server)


@pytest.fixture(scope="module")
def mirrored(album: Album) -> Album:
    """The same phones, in a made-up language that is written from right to left."""
    for phone in (album.newcomer, album.chat_app, album.bo):
        phone.page.goto("/?lang=en-XB")
        expect(phone.page.locator("html")).to_have_attribute("dir", "rtl")
    return album


@pytest.mark.parametrize("screen", SCREENS, ids=NAMES)
def test_a_screen_can_be_read_and_used_by_everybody(album: Album, screen: Screen) -> None:
    phone = screen.open(album)
    assert faults_of(phone.page) == []
    title = phone.page.title()
    assert title.endswith("· Kith")
    assert not [jot for jot in JOTS if jot in title]


@pytest.mark.parametrize("screen", SCREENS, ids=NAMES)
def test_a_screen_can_be_read_and_used_from_right_to_left(mirrored: Album, screen: Screen) -> None:
    phone = screen.open(mirrored)
    expect(phone.page.locator("html")).to_have_attribute("dir", "rtl")
    assert faults_of(phone.page, SMALL_AND_WIDE) == []
