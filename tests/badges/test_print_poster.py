"""The poster at the door."""

import pytest
import zxingcpp

from server.badges.paper import words
from tests.badges.paper import MM, codes, has_margin, printed, read_by_zxing, visible
from tests.people import BASE_URL, Event, Person


@pytest.mark.parametrize("paper, size", [("a4", (210, 297)), ("letter", (216, 279))])
def test_a_poster_says_how_to_join_by_camera_and_by_hand(
    olga: Person, event: Event, paper: str, size: tuple[int, int]
) -> None:
    sheet = printed(olga.at(event), f"/poster.pdf?paper={paper}")
    [page] = sheet.pages()
    assert (round(page.width / MM), round(page.height / MM)) == size
    assert codes([page]) == [f"{BASE_URL}/j/{event['join_code']}"]
    for said in (event["name"], "localhost:8000/j", event["join_code"], words()["how_it_works"]):
        assert visible(said) in sheet.text()
    assert has_margin(page, 8)


def test_the_code_is_large_enough_for_a_room(olga: Person, event: Event) -> None:
    [page] = printed(olga.at(event), "/poster.pdf").pages()
    [found] = zxingcpp.read_barcodes(page)
    assert found.position.top_right.x - found.position.top_left.x >= 100 * MM


@pytest.mark.parametrize("name", ["W" * 80, "集会" * 40, "لقاء " * 16, "A " * 40])
def test_the_longest_name_of_an_event_leaves_room_for_the_code(olga: Person, name: str) -> None:
    event = olga.create_event(name=name)
    for paper in ("a4", "letter"):
        sheet = printed(olga.at(event), f"/poster.pdf?paper={paper}")
        [page] = sheet.pages()
        assert read_by_zxing(page) == [f"{BASE_URL}/j/{event['join_code']}"]
        assert has_margin(page, 8)


def test_a_paper_that_no_printer_of_ours_has_is_refused(olga: Person, event: Event) -> None:
    olga.at(event).get("/poster.pdf?paper=a0", problem=(422, "invalid_input"))
