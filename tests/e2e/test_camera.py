"""Everything a camera can be but there: each state has its words, and other ways on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.e2e import steps
from tests.e2e.codes import picture_of

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from tests.e2e.phone import Phone
    from tests.e2e.real_server import RealServer

Phones = Callable[..., "Phone"]
FAILING = "async () => { throw new DOMException('no', '%s'); }"
FAILING_ONCE = """
(() => {
  const works = navigator.mediaDevices.getUserMedia;
  let asked = 0;
  navigator.mediaDevices.getUserMedia = async () => {
    asked += 1;
    if (asked === 1) throw new DOMException('no', '%s');
    return works();
  };
})();
"""
WITHOUT_A_PICTURE = "async () => document.createElement('canvas').captureStream(0)"
WITH_TORCH = """
(() => {
  const works = navigator.mediaDevices.getUserMedia;
  navigator.mediaDevices.getUserMedia = async () => {
    const stream = await works();
    const [track] = stream.getVideoTracks();
    track.getCapabilities = () => ({torch: true});
    track.applyConstraints = async (wish) => { window.light = wish.advanced[0].torch; };
    return stream;
  };
})();
"""


def with_camera(phone: Phone, get_user_media: str) -> None:
    """Give the phone another camera."""
    phone.context.add_init_script(f"navigator.mediaDevices.getUserMedia = {get_user_media};")


def torch(phone: Phone) -> Locator:
    """The button that switches the light."""
    return phone.page.get_by_role("button", name="Light")


def expect_other_ways(phone: Phone) -> None:
    """See the three ways that need no camera."""
    for name in ("Choose a photo", "Type a code"):
        expect(phone.page.get_by_role("button", name=name)).to_be_visible()
    expect(phone.page.get_by_role("link", name="Show my code")).to_be_visible()


@pytest.mark.parametrize(
    "fault,title,way_out",
    [
        ("NotAllowedError", "The camera is switched off for Kith", "Try again"),
        ("NotFoundError", "No camera here", None),
        ("NotReadableError", "Another app is using the camera", "Try again"),
        ("AbortError", "The camera gave no picture", "Restart the camera"),
    ],
)
def test_a_camera_that_fails_says_why_and_what_else_to_do(
    phone: Phones, server: RealServer, fault: str, title: str, way_out: str | None
) -> None:
    bo = phone()
    with_camera(bo, FAILING % fault)
    bo.page.goto("/scan")
    expect(bo.page.get_by_role("heading", name="Ready to scan")).to_be_visible()
    bo.page.get_by_role("button", name="Open the camera").click()
    expect(bo.page.get_by_role("heading", name=title)).to_be_visible()
    expect_other_ways(bo)
    if way_out:
        expect(bo.page.get_by_role("button", name=way_out)).to_be_visible()
    bo.page.locator("input[type=file]").set_input_files(
        {"name": "code.png", "mimeType": "image/png", "buffer": picture_of("a foreign text")}
    )
    expect(bo.page.get_by_role("heading", name="Not a Kith code")).to_be_visible()


@pytest.mark.parametrize(
    "agent,step",
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 26_1 like Mac OS X) Safari/604.1", "Website Settings"),
        ("Mozilla/5.0 (Linux; Android 15; Pixel 9) Chrome/140 Mobile Safari/537.36", "Permissions"),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/140 Safari/537.36", "Allow the camera for this site"),
    ],
)
def test_a_denied_camera_comes_with_the_steps_of_this_phone(
    phone: Phones, server: RealServer, agent: str, step: str
) -> None:
    bo = phone(user_agent=agent)
    with_camera(bo, FAILING % "NotAllowedError")
    bo.page.goto("/scan")
    bo.page.get_by_role("button", name="Open the camera").click()
    expect(bo.page.get_by_role("listitem").filter(has_text=step)).to_be_visible()


def test_a_camera_that_gives_no_picture_is_given_up_after_six_seconds_and_restarts(
    phone: Phones, server: RealServer
) -> None:
    bo = phone()
    bo.page.clock.install()
    with_camera(bo, WITHOUT_A_PICTURE)
    bo.page.goto("/scan")
    bo.page.get_by_role("button", name="Open the camera").click()
    expect(bo.page.get_by_text("Starting the camera")).to_be_visible()
    bo.page.clock.fast_forward(6_100)
    expect(bo.page.get_by_role("heading", name="The camera gave no picture")).to_be_visible()
    expect_other_ways(bo)
    bo.page.get_by_role("button", name="Restart the camera").click()
    expect(bo.page.get_by_text("Starting the camera")).to_be_visible()


def test_a_camera_that_was_busy_works_at_the_second_try(phone: Phones, server: RealServer) -> None:
    at, ada, bo = steps.organise(server.url), phone(), phone()
    steps.join(ada, at, "Ada")
    steps.join(bo, at, "Bo")
    bo.context.add_init_script(FAILING_ONCE % "NotReadableError")
    bo.page.goto("/scan")
    bo.page.get_by_role("button", name="Open the camera").click()
    bo.page.get_by_role("button", name="Try again").click()
    bo.hold_in_front_of_camera(steps.picture_of_code(ada))
    expect(bo.page.get_by_role("heading", name="You met Ada")).to_be_visible()


def test_there_is_a_button_for_the_light_only_where_there_is_a_light(
    phone: Phones, server: RealServer
) -> None:
    dark, lit = phone(), phone()
    lit.context.add_init_script(WITH_TORCH)
    for each in (dark, lit):
        steps.open_camera(each)
    expect(torch(dark)).to_have_count(0)
    torch(lit).click()
    expect(torch(lit)).to_have_attribute("aria-pressed", "true")
    assert lit.page.evaluate("() => window.light") is True
    torch(lit).click()
    expect(torch(lit)).to_have_attribute("aria-pressed", "false")
    assert lit.page.evaluate("() => window.light") is False


def test_the_camera_stops_when_one_leaves(phone: Phones, server: RealServer) -> None:
    bo = phone()
    bo.context.add_init_script("""
        const works = navigator.mediaDevices.getUserMedia;
        navigator.mediaDevices.getUserMedia = async () => (window.opened = await works());
    """)
    steps.open_camera(bo)
    bo.page.get_by_role("link", name="Show my code").click()
    bo.page.wait_for_function(
        "() => window.opened.getTracks().every((track) => track.readyState === 'ended')"
    )
    expect(bo.page).to_have_url(f"{server.url}/")
