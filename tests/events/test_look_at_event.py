"""What a join code, a number in a live code, and a poster show of an event."""

from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO

import pytest
import zxingcpp
from flask import Flask
from PIL import Image, ImageDraw
from time_machine import Traveller

from server.events.models import LATE_ARRIVAL
from tests.people import BASE_URL, Caller, Event, Person


@pytest.fixture
def stranger(app: Flask) -> Caller:
    """Nobody in particular."""
    return Caller(app.test_client())


def spellings(code: str) -> list[str]:
    return [code, code.lower(), f"{code[:4]}-{code[4:]}", f" {code[:2]} {code[2:]} ", "-".join(code)]


def test_a_join_code_shows_its_event_to_anybody_in_any_spelling(stranger: Caller, event: Event) -> None:
    for spelling in spellings(event["join_code"]):
        seen = stranger.get(f"/join/{spelling}")
        assert seen == {key: event[key] for key in seen}
        assert "join_code" not in seen
        assert seen["name"] == "Repair café"


@pytest.mark.parametrize(
    "code", ["AAAAAAAA", "A", "%00", "AAAAAAAAAAAAAAAA", "'--", "%F0%9F%90%9D", "x" * 3000]
)
def test_an_unknown_join_code_is_said_to_be_unknown(stranger: Caller, event: Event, code: str) -> None:
    stranger.get(f"/join/{code}", problem=(404, "unknown_join_code"))


def test_a_number_shows_the_questions_and_no_name(stranger: Caller, event: Event) -> None:
    answer = stranger.raw("GET", f"/events/by-number/{event['number']}")
    assert answer.json == {
        key: event[key] for key in ("id", "number", "opens_at", "closes_at", "closed_at", "prompts")
    }
    assert event["name"] not in answer.text


def test_a_number_shows_nothing_before_the_event_opens_and_once_nothing_comes_from_there_any_more(
    stranger: Caller, event: Event, clock: Traveller
) -> None:
    path = f"/events/by-number/{event['number']}"
    opens, over = (datetime.fromisoformat(event[name]) for name in ("opens_at", "closes_at"))
    second = timedelta(seconds=1)
    for moment in (opens - second, over + LATE_ARRIVAL + second):
        clock.move_to(moment)
        stranger.get(path, problem=(404, "not_found"))
    for moment in (opens, over + LATE_ARRIVAL):
        clock.move_to(moment)
        assert stranger.get(path)["id"] == event["id"]


def test_what_a_number_shows_may_be_cached_by_anybody(stranger: Caller, event: Event) -> None:
    answer = stranger.raw("GET", f"/events/by-number/{event['number']}")
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("number", ["0", "999999", str(2**24), str(2**63), "9" * 4000, "-1", "1.5", "x"])
def test_an_unknown_number_shows_nothing(stranger: Caller, event: Event, number: str) -> None:
    stranger.get(f"/events/by-number/{number}", problem=(404, "not_found"))


def test_the_join_picture_can_be_scanned(olga: Person, event: Event) -> None:
    answer = olga.api.raw("GET", f"/events/{event['id']}/join.svg")
    assert answer.mimetype == "image/svg+xml"
    [read] = zxingcpp.read_barcodes(drawn(answer.text))
    assert read.text == f"{BASE_URL}/j/{event['join_code']}"


def test_only_organisers_have_the_join_picture(ada: Person, cy: Person, event: Event) -> None:
    for someone in (ada, cy):
        someone.api.get(f"/events/{event['id']}/join.svg", problem=(404, "not_found"))


def test_the_join_link_is_made_from_the_base_url_alone(olga: Person, event: Event) -> None:
    path = f"/events/{event['id']}/join.svg"
    forwarded = {"X-Forwarded-Host": "evil.test", "X-Forwarded-Proto": "https", "Forwarded": "host=evil.test"}
    assert olga.api.raw("GET", path, headers=forwarded).data == olga.api.raw("GET", path).data


def test_a_stranger_with_an_account_sees_no_event(person: Callable[[str], Person], event: Event) -> None:
    assert person("Eve").api.get("/events") == []


def drawn(svg: str) -> Image.Image:
    """The picture that an SVG of square modules describes."""
    side = int(svg.split('viewBox="0 0 ', 1)[1].split(maxsplit=1)[0])
    image = Image.new("L", (side * 4, side * 4), 255)
    brush = ImageDraw.Draw(image)
    for run in svg.split('<path d="M', 1)[1].split('"', 1)[0].split("M"):
        x, rest = run.split(" ", 1)
        y, length = rest.split("h", 1)[0], rest.split("h", 1)[1].split("v", 1)[0]
        left, top = int(x) * 4, int(y) * 4
        brush.rectangle((left, top, left + int(length) * 4 - 1, top + 3), fill=0)
    stored = BytesIO()
    image.save(stored, "PNG")
    return Image.open(stored)
