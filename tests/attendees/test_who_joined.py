"""Who joined, as organisers see it: names in the order of joining, and nothing of who met whom."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from time_machine import Traveller

from tests.people import Event, Person

SECOND = timedelta(seconds=1)


@pytest.fixture
def crowd(person: Callable[[str], Person], event: Event, clock: Traveller) -> list[str]:
    """Seven people, two of whom joined at the very same moment."""
    names = [f"Guest {n}" for n in range(7)]
    for n, name in enumerate(names):
        person(name).join(event, name=name)
        clock.shift(SECOND * (n != 3))
    return names


def pages(olga: Person, event: Event, query: str) -> list[list[str]]:
    """The names on each page, to the end."""
    found: list[list[str]] = []
    cursor = ""
    while True:
        page: dict[str, Any] = olga.at(event).get(f"/attendees?{query}&cursor={cursor.replace('+', '%2B')}")
        found.append([one["name"] for one in page["attendees"]])
        cursor = page["cursor"] or ""
        if not cursor:
            return found


def test_names_come_in_the_order_of_joining(olga: Person, event: Event, crowd: list[str]) -> None:
    page = olga.at(event).get("/attendees")
    assert [one["name"] for one in page["attendees"]] == crowd
    assert (page["cursor"], page["joined"]) == (None, 7)


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 200])
def test_pages_leave_nobody_out_and_show_nobody_twice(
    olga: Person, event: Event, crowd: list[str], limit: int
) -> None:
    for order, wanted in (("false", crowd), ("true", crowd[::-1])):
        found = pages(olga, event, f"limit={limit}&newest_first={order}")
        assert [name for page in found for name in page] == wanted
        assert all(len(page) == limit for page in found[:-1])


def test_an_event_that_nobody_joined_is_an_empty_list(olga: Person, event: Event) -> None:
    assert olga.at(event).get("/attendees") == {"attendees": [], "cursor": None, "joined": 0}


def test_only_a_name_and_a_time_are_told(olga: Person, ada: Person, bo: Person, event: Event) -> None:
    before = olga.at(event).get("/attendees")
    met = bo.meet(ada, event)
    bo.write(met, "Keeps bees")
    after = olga.at(event).get("/attendees")
    assert after == before
    assert {key for one in after["attendees"] for key in one} == {"id", "name", "joined_at"}


def test_nobody_else_sees_it(ada: Person, cy: Person, event: Event) -> None:
    for someone in (ada, cy):
        someone.at(event).get("/attendees", problem=(404, "not_found"))


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=201", "limit=x", "newest_first=perhaps", f"cursor={'9' * 101}"]
)
def test_what_is_no_page_is_refused(olga: Person, event: Event, query: str) -> None:
    olga.at(event).get(f"/attendees?{query}", problem=(422, "invalid_input"))


@pytest.mark.parametrize(
    "cursor", ["x", "_", "2026-11-22_x", "9999-12-31T23:59:59-23:00_01890000-0000-7000-8000-000000000000"]
)
def test_a_cursor_that_is_not_ours_is_refused(olga: Person, event: Event, cursor: str) -> None:
    olga.at(event).get(f"/attendees?cursor={cursor}", problem=(422, "invalid_input"))
