"""An organiser sees whose badges there are to print."""

from collections.abc import Callable

import pytest

from server.badges import queries
from tests.people import Event, Person


def test_names_come_in_pages_in_their_order(
    olga: Person, event: Event, person: Callable[[str], Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "PAGE", 2)
    for name in ("bo", "Ana", "Cy", "Ana", "dee"):
        person(name).join(event)
    names: list[str] = []
    ids: set[str] = set()
    cursor = ""
    for expected in (2, 2, 1):
        page = olga.at(event).get(f"/badges{cursor}")
        assert (len(page["badges"]), page["total"], page["files"]) == (expected, 5, 1)
        names += [badge["name"] for badge in page["badges"]]
        ids |= {badge["attendee_id"] for badge in page["badges"]}
        cursor = f"?cursor={page['next_cursor']}"
    assert names == ["Ana", "Ana", "bo", "Cy", "dee"]
    assert len(ids) == 5
    assert page["next_cursor"] is None


def test_an_event_without_attendees_has_an_empty_list(olga: Person, event: Event) -> None:
    nothing: dict[str, object] = {"badges": [], "next_cursor": None, "total": 0, "files": 0}
    assert olga.at(event).get("/badges") == nothing


def test_a_list_holds_names_and_nothing_else(olga: Person, ada: Person, cy: Person, event: Event) -> None:
    [badge] = olga.at(event).get("/badges")["badges"]
    assert badge == {"attendee_id": str(ada.places[event["id"]].attendee_id), "name": "Ada"}


@pytest.mark.parametrize("query", ["cursor=x", "cursor="])
def test_another_cursor_is_refused(olga: Person, event: Event, query: str) -> None:
    olga.at(event).get(f"/badges?{query}", problem=(422, "invalid_input"))
