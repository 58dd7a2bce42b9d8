"""Choosing an event's questions while it goes on: old answers always find theirs."""

from typing import Any

import pytest

from server.events.deck import deck
from tests.people import Event, Person
from tests.together import at_once

MENDED, TOOL = 0, 1


def ask(olga: Person, event: Event, *prompts: dict[str, Any], **expected: Any) -> Any:
    """Choose an event's questions."""
    return olga.at(event).put("/prompts", {"prompts": list(prompts)}, **expected)


def asked(event: Event) -> list[str]:
    """What an event asks now, in order."""
    return [prompt["text"] for prompt in event["prompts"] if not prompt["retired"]]


def test_questions_are_put_in_order_without_a_new_index(olga: Person, event: Event) -> None:
    seen = ask(olga, event, {"index": TOOL}, {"index": MENDED})
    assert [prompt["index"] for prompt in seen["prompts"]] == [TOOL, MENDED]
    assert seen["version"] == event["version"] + 1


def test_new_questions_get_new_indexes(olga: Person, event: Event) -> None:
    key, card = next(iter(deck().items()))
    seen = ask(olga, event, {"text": "Why?"}, {"index": MENDED}, {"deck_key": key}, {"index": TOOL})
    assert [(prompt["index"], prompt["text"]) for prompt in seen["prompts"]] == [
        (2, "Why?"),
        (MENDED, "What did you mend last?"),
        (3, card.text),
        (TOOL, "Which tool would you miss?"),
    ]


def test_a_retired_question_stays_for_those_who_answered_it(
    olga: Person, ada: Person, bo: Person, event: Event
) -> None:
    seen = ask(olga, event, {"index": TOOL})
    assert seen["prompts"] == [
        {"index": TOOL, "text": "Which tool would you miss?", "retired": False},
        {"index": MENDED, "text": "What did you mend last?", "retired": True},
    ]
    assert bo.meet(ada, event)["person"]["answers"][0]["prompt"] == MENDED
    card = {"answers": [{"prompt": MENDED, "text": "A kettle, by hand"}]}
    assert ada.at(event).patch(f"/attendees/{ada.places[event['id']].attendee_id}", card)["answers"]


def test_an_index_is_never_given_to_other_words(olga: Person, event: Event) -> None:
    ask(olga, event, {"text": "Why?"})
    seen = ask(olga, event, {"text": "How?"})
    assert {prompt["index"]: prompt["text"] for prompt in seen["prompts"]} == {
        0: "What did you mend last?",
        1: "Which tool would you miss?",
        2: "Why?",
        3: "How?",
    }


def test_a_question_asked_again_is_the_same_one(olga: Person, event: Event) -> None:
    ask(olga, event, {"text": "Why?"})
    seen = ask(olga, event, {"text": "What did you mend last?"}, {"text": "Why?"})
    assert [prompt["index"] for prompt in seen["prompts"] if not prompt["retired"]] == [MENDED, 2]


def test_the_same_choice_again_changes_nothing(olga: Person, event: Event) -> None:
    choice = {"text": "Why?"}, {"index": TOOL}
    first = ask(olga, event, *choice)
    assert ask(olga, event, *choice) == first


def test_two_organisers_phones_at_once_give_two_indexes(olga: Person, event: Event) -> None:
    words = ["Why?", "How?"]
    at_once(*[lambda text=text: ask(olga, event, {"text": text}) for text in words])
    seen = olga.api.get(f"/events/{event['id']}")
    assert {prompt["text"] for prompt in seen["prompts"]} >= {*words}
    assert len({prompt["index"] for prompt in seen["prompts"]}) == 4
    assert seen["version"] == event["version"] + 2


def test_everybody_there_is_asked_the_new_question(olga: Person, ada: Person, event: Event) -> None:
    cursor = ada.cursor()
    ask(olga, event, {"index": MENDED}, {"text": "Why?"})
    [told] = ada.pull(cursor, events=f"{event['id']}:{event['version']}")["changes"]
    assert asked(told["data"]) == ["What did you mend last?", "Why?"]


def test_a_phone_that_was_offline_chooses_too(olga: Person, event: Event) -> None:
    body = {"prompts": [{"text": "Why?"}, {"index": TOOL}]}
    [result] = olga.push(olga.op("event.prompts", event, event["id"], body))
    assert asked(result["entity"]["data"]) == ["Why?", "Which tool would you miss?"]


def test_nobody_else_chooses(ada: Person, cy: Person, event: Event) -> None:
    for someone in (ada, cy):
        op = someone.op("event.prompts", event, event["id"], {"prompts": [{"text": "Why?"}]})
        assert someone.push(op)[0]["problem"]["code"] == "not_found"


@pytest.mark.parametrize(
    "prompts",
    [
        [],
        [{"text": f"Question {n}?"} for n in range(13)],
        [{}],
        [{"index": 0, "text": "Both?"}],
        [{"index": 256}],
        [{"index": -1}],
        [{"index": "0"}],
        [{"text": "x" * 121}],
        [{"text": " "}],
    ],
    ids=str,
)
def test_what_is_no_choice_is_refused(olga: Person, event: Event, prompts: list[dict[str, Any]]) -> None:
    ask(olga, event, *prompts, problem=(422, "invalid_input"))
    assert olga.api.get(f"/events/{event['id']}") == event


@pytest.mark.parametrize(
    "prompts, code",
    [
        ([{"index": 7}], "unknown_prompt"),
        ([{"deck_key": "no-such-prompt"}], "unknown_prompt"),
        ([{"index": 0}, {"index": 0}], "prompt_twice"),
        ([{"text": "Why?"}, {"text": "Why?"}], "prompt_twice"),
        ([{"index": 0}, {"text": "What did you mend last?"}], "prompt_twice"),
    ],
)
def test_a_choice_that_cannot_be_asked_is_refused(
    olga: Person, event: Event, prompts: list[dict[str, Any]], code: str
) -> None:
    ask(olga, event, *prompts, problem=(422, code))
    assert olga.api.get(f"/events/{event['id']}") == event


def test_after_256_questions_only_old_ones_are_left(olga: Person, event: Event) -> None:
    for start in range(2, 256, 12):
        ask(olga, event, *[{"text": f"Question {n}?"} for n in range(start, min(start + 12, 256))])
    ask(olga, event, {"text": "One more?"}, problem=(409, "no_prompts_left"))
    assert asked(ask(olga, event, {"index": 255}, {"index": 0})) == [
        "Question 255?",
        "What did you mend last?",
    ]


def test_a_number_in_a_code_finds_retired_questions_too(olga: Person, event: Event) -> None:
    ask(olga, event, {"index": TOOL})
    seen = olga.api.get(f"/events/by-number/{event['number']}")
    assert [prompt["retired"] for prompt in seen["prompts"]] == [False, True]
