"""Badges for people who come without being known."""

import pytest

from server.attendees.codes import BADGE_KEY, Badge, read_code
from server.core.security import signing_key
from tests.badges.paper import codes, has_margin, labels, printed
from tests.people import BASE_URL, Event, Person


def test_five_hundred_are_distinct_and_genuine_at_this_event_alone(
    olga: Person, event: Event, other_event: Event
) -> None:
    paper = printed(olga.at(event), "/blank-badges.pdf?count=500&paper=labels")
    texts = codes([label for sheet in paper.pages() for label in labels(sheet)])
    assert len(set(texts)) == 500
    with olga.app.app_context():
        key = signing_key(BADGE_KEY)
    badges = [read_code(text, BASE_URL) for text in texts]
    assert all(isinstance(one, Badge) and one.printed_for(event["number"], key) for one in badges)
    assert not any(isinstance(one, Badge) and one.printed_for(other_event["number"], key) for one in badges)


def test_a_blank_badge_has_a_line_for_the_name_and_says_what_to_do(olga: Person, event: Event) -> None:
    paper = printed(olga.at(event), "/blank-badges.pdf?count=1")
    assert "Writeyournamehere" in paper.text()
    assert "Isthisyours?ScanitwithKith." in paper.text()
    assert len(codes(paper.pages())) == 1
    assert all(has_margin(page) for page in paper.pages())


def test_printing_again_prints_others(olga: Person, event: Event) -> None:
    first, second = (codes(printed(olga.at(event), "/blank-badges.pdf?count=1").pages()) for _ in range(2))
    assert first != second


@pytest.mark.parametrize("query", ["count=0", "count=501", "count=x", "count=-1", "count=1.5", "paper=a4"])
def test_too_many_too_few_or_another_paper_is_refused(olga: Person, event: Event, query: str) -> None:
    olga.at(event).get(f"/blank-badges.pdf?{query}", problem=(422, "invalid_input"))
