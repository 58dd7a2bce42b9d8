"""Setting an event up."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from server.core.clock import as_text
from server.core.tokens import READABLE, new_id
from server.events.deck import deck
from tests.people import Event, Person, event_in
from tests.together import at_once

START = datetime(2026, 11, 25, 18, 0, tzinfo=UTC)


def test_an_organiser_sees_what_attendees_do_not(olga: Person, ada: Person, event: Event) -> None:
    seen = olga.api.get(f"/events/{event['id']}")
    assert (seen["role"], seen["joined"], len(seen["join_code"])) == ("owner", 1, 8)
    assert set(seen["join_code"]) <= set(READABLE)
    seen = ada.api.get(f"/events/{event['id']}")
    assert (seen["role"], seen["joined"], seen["join_code"]) == (None, None, None)


def test_an_event_opens_a_day_before_and_closes_a_day_after(olga: Person) -> None:
    times = {"starts_at": "2026-11-25T18:00:30+01:00", "ends_at": "2026-11-25T22:00:00+01:00"}
    event = olga.create_event(**times)
    assert (event["starts_at"], event["ends_at"]) == ("2026-11-25T17:00:30.000Z", "2026-11-25T21:00:00.000Z")
    assert (event["opens_at"], event["closes_at"]) == ("2026-11-24T17:00:30.000Z", "2026-11-26T21:00:00.000Z")
    assert event["code_zero_at"] == "2026-11-24T17:00:00.000Z"


def test_creating_twice_is_creating_once(olga: Person) -> None:
    event_id, body = new_id(), event_in()
    first = olga.api.put(f"/events/{event_id}", body)
    assert olga.api.put(f"/events/{event_id}", body) == first
    assert len(olga.api.get("/events")) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "Another name"},
        {"zone": "Europe/Madrid"},
        {"ends_at": as_text(START + timedelta(days=1))},
        {"prompts": [{"text": "Which tool would you miss?"}, {"text": "What did you mend last?"}]},
        {"prompts": [{"text": "What did you mend last?"}]},
    ],
    ids=str,
)
def test_other_content_under_the_same_id_is_not_dropped_in_silence(
    olga: Person, changes: dict[str, Any]
) -> None:
    event_id, body = new_id(), event_in()
    first, sent = olga.api.put(f"/events/{event_id}", body), {**body, **changes}
    told = olga.api.put(f"/events/{event_id}", sent, problem=(409, "id_reuse"))
    assert "PATCH" in told["detail"]
    [result] = olga.push(olga.op("event.create", None, event_id, sent))
    assert (result["status"], result["problem"]["code"]) == ("rejected", "id_reuse")
    assert olga.api.get(f"/events/{event_id}") == first


def test_creating_again_what_the_event_has_become_is_no_change(olga: Person) -> None:
    event_id, body = new_id(), event_in(prompts=[{"deck_key": next(iter(deck()))}, {"text": "And you?"}])
    olga.api.put(f"/events/{event_id}", body)
    changed = olga.api.patch(f"/events/{event_id}", {"name": "Another name"})
    assert olga.api.put(f"/events/{event_id}", {**body, "name": "Another name"}) == changed
    olga.api.put(f"/events/{event_id}", body, problem=(409, "id_reuse"))


def test_somebody_elses_id_is_taken(ada: Person, event: Event) -> None:
    ada.api.put(f"/events/{event['id']}", event_in(), problem=(409, "id_taken"))


def test_events_have_numbers_of_their_own_even_when_made_at_once(olga: Person) -> None:
    made = at_once(*[lambda: olga.create_event()["number"] for _ in range(2)])
    made.append(olga.create_event()["number"])
    assert len(set(made)) == 3
    assert made[2] == max(made)


def test_events_of_mine_are_those_that_i_attend_or_organise(
    olga: Person, ada: Person, cy: Person, event: Event, other_event: Event
) -> None:
    def seen(someone: Person) -> set[str]:
        return {one["id"] for one in someone.api.get("/events")}

    assert seen(olga) == {event["id"], other_event["id"]}
    assert (seen(ada), seen(cy)) == ({event["id"]}, {other_event["id"]})


@pytest.mark.parametrize(
    "starts_at, ends_at",
    [
        (START, START),
        (START, START - timedelta(seconds=1)),
        (START, START + timedelta(days=31, seconds=1)),
        (START + timedelta(days=4 * 366), START + timedelta(days=4 * 366, hours=1)),
        (START - timedelta(days=30), START - timedelta(days=29)),
        (datetime.min.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC) + timedelta(hours=1)),
        (datetime.max.replace(tzinfo=UTC) - timedelta(hours=1), datetime.max.replace(tzinfo=UTC)),
    ],
)
def test_impossible_times_are_refused(olga: Person, starts_at: datetime, ends_at: datetime) -> None:
    body = event_in(starts_at=as_text(starts_at), ends_at=as_text(ends_at))
    olga.api.put(f"/events/{new_id()}", body, problem=(422, "bad_times"))


NO_EVENTS: list[dict[str, Any]] = [
    {"zone": "Europe/Atlantis"},
    {"zone": ""},
    {"zone": "Factory"},
    {"zone": "localtime"},
    {"zone": "posixrules"},
    {"zone": "EST5EDT"},
    {"zone": "../../etc/passwd"},
    {"name": ""},
    {"name": "x" * 81},
    {"name": "\u200b \u200b"},
    {"starts_at": "2026-11-25T18:00:00"},
    {"starts_at": "tomorrow"},
    {"starts_at": 1764093600},
    {"prompts": []},
    {"prompts": [{"text": f"Question {n}?"} for n in range(13)]},
    {"prompts": [{}]},
    {"prompts": [{"text": "x" * 121}]},
    {"prompts": [{"text": " "}]},
    {"prompts": [{"text": "Both?", "deck_key": "rabbit-hole"}]},
    {"prompts": "What?"},
    {"prompts": [None]},
]


@pytest.mark.parametrize("changes", NO_EVENTS, ids=str)
def test_what_is_no_event_is_refused(olga: Person, changes: dict[str, Any]) -> None:
    told = olga.api.put(f"/events/{new_id()}", event_in(**changes), problem=(422, "invalid_input"))
    assert list(told["errors"]["json"]) == list(changes)
    assert olga.api.get("/events") == []


def test_twelve_prompts_are_numbered_in_their_order(olga: Person) -> None:
    event = olga.create_event(prompts=[{"text": f"Question {n}?"} for n in range(12)])
    asked = [{"index": n, "text": f"Question {n}?", "retired": False} for n in range(12)]
    assert event["prompts"] == asked


def test_prompts_may_come_from_the_deck(olga: Person) -> None:
    key, prompt = next(iter(deck().items()))
    event = olga.create_event(prompts=[{"deck_key": key}, {"text": "And you?"}])
    assert [asked["text"] for asked in event["prompts"]] == [prompt.text, "And you?"]


@pytest.mark.parametrize("key", ["no-such-prompt", "Rabbit-Hole", "\u0000"])
def test_a_prompt_that_is_not_in_the_deck_is_refused(olga: Person, key: str) -> None:
    body = event_in(prompts=[{"text": "A good one?"}, {"deck_key": key}])
    olga.api.put(f"/events/{new_id()}", body, problem=(422, "unknown_prompt"))
    assert olga.api.get("/events") == []


def test_the_deck_has_at_least_ten_prompts_that_fit_an_event(ada: Person, olga: Person) -> None:
    cards = ada.api.get("/deck")
    assert len(cards) >= 10
    assert len({card["key"] for card in cards}) == len(cards)
    for start in range(0, len(cards), 12):
        some = cards[start : start + 12]
        event = olga.create_event(prompts=[{"deck_key": card["key"]} for card in some])
        assert [prompt["text"] for prompt in event["prompts"]] == [card["text"] for card in some]
