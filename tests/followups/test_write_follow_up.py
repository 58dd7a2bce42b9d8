"""Writing to one person afterwards, and never losing a word of it."""

import hashlib
from datetime import timedelta
from typing import Any

import pytest
from time_machine import Traveller

from server.core.clock import as_text, now
from server.core.tokens import new_id
from tests.people import Event, Person

WORDS = "Hi Bo,\n\nabout those bees: I found the article.\n\nAda"


def digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()


@pytest.fixture
def met(ada: Person, bo: Person, event: Event) -> dict[str, Any]:
    """Ada met Bo."""
    return ada.meet(bo, event)


@pytest.fixture
def written(ada: Person, met: dict[str, Any]) -> dict[str, Any]:
    """What Ada writes to Bo."""
    return ada.follow_up(met, WORDS)


def act(who: Person, event: Event, follow_up_id: object, what: str, met: dict[str, Any], **more: Any) -> Any:
    expected = {"problem": more.pop("problem")} if "problem" in more else {}
    body = {"encounter_id": met["id"], **more}
    return who.at(event).post(f"/follow-ups/{follow_up_id}/{what}", body, **expected)


def test_it_is_kept_with_its_lines(ada: Person, event: Event, met: dict[str, Any]) -> None:
    written = ada.follow_up(met, WORDS)
    assert written == {
        "id": written["id"],
        "encounter_id": met["id"],
        "event_id": event["id"],
        "text": WORDS,
        "state": "drafted",
        "channel": None,
        "sent_at": None,
        "conflict_of": None,
        "created_at": as_text(now()),
        "edited_at": as_text(now()),
    }
    assert ada.follow_ups(event) == [ada.at(event).get(f"/follow-ups/{written['id']}")] == [written]


@pytest.mark.parametrize(
    "sent, kept",
    [
        ("one\r\ntwo\rthree\u2028four\u2029five", "one\ntwo\nthree\nfour\nfive"),
        ("  \n\n Hello \n\n  there \n\n", "Hello\n\nthere"),
        ("Zoe\u0308\n\tlikes\ttea", "Zoë\nlikes tea"),
        ("خبز الطابون\nليلى", "خبز الطابون\nليلى"),
        ("🐝" * 2_000, "🐝" * 2_000),
    ],
)
def test_lines_stay_lines(ada: Person, met: dict[str, Any], sent: str, kept: str) -> None:
    assert ada.follow_up(met, sent)["text"] == kept


@pytest.mark.parametrize("words", ["", " \n ", "\u200b", "a\u0000b", "a\u0007", "x" * 2_001, 7, None])
def test_what_is_no_message_is_refused(ada: Person, event: Event, met: dict[str, Any], words: object) -> None:
    body = {"encounter_id": met["id"], "text": words}
    ada.at(event).put(f"/follow-ups/{new_id()}", body, problem=(422, "invalid_input"))
    assert ada.follow_ups(event) == []


def test_an_edit_names_the_text_it_changed(
    ada: Person, event: Event, met: dict[str, Any], written: dict[str, Any], clock: Traveller
) -> None:
    clock.shift(timedelta(minutes=5))
    edited = ada.follow_up(met, "Shorter", follow_up_id=written["id"], base=digest(WORDS))
    assert (edited["text"], edited["created_at"]) == ("Shorter", written["created_at"])
    assert edited["edited_at"] == as_text(now())
    assert ada.follow_ups(event) == [edited]


@pytest.mark.parametrize("base", [None, digest("Something older")])
def test_an_edit_of_another_text_keeps_both(
    ada: Person, event: Event, met: dict[str, Any], written: dict[str, Any], base: str | None
) -> None:
    body = {"encounter_id": met["id"], "text": "Other words"}
    op = ada.op("follow_up.write", event, written["id"], body, base=base)
    [result] = ada.push(op)
    assert (result["status"], result["entity"]["data"]) == ("conflict", written)
    kept, other = ada.follow_ups(event)
    assert (kept, other["text"], other["conflict_of"]) == (written, "Other words", written["id"])
    [again] = ada.push(op)
    assert (again["status"], again["was"]) == ("duplicate", "conflict")
    assert len(ada.follow_ups(event)) == 2


def test_what_was_sent_stays_sent(
    ada: Person, event: Event, met: dict[str, Any], written: dict[str, Any], clock: Traveller
) -> None:
    sent = act(ada, event, written["id"], "sent", met, channel="email")
    assert (sent["state"], sent["channel"], sent["sent_at"]) == ("sent", "email", as_text(now()))
    clock.shift(timedelta(hours=2))
    again = act(ada, event, written["id"], "sent", met, channel="copy")
    let_go = act(ada, event, written["id"], "let-go", met)
    edited = ada.follow_up(met, "As I really sent it", follow_up_id=written["id"], base=digest(WORDS))
    for later in (again, let_go, edited):
        assert (later["state"], later["channel"], later["sent_at"]) == ("sent", "email", sent["sent_at"])


def test_of_two_phones_the_earliest_word_counts(ada: Person, event: Event, met: dict[str, Any]) -> None:
    follow_up_id, other = new_id(), ada.with_another_phone()
    for phone, minutes, channel in ((ada, 5, "copy"), (other, 30, "whatsapp"), (ada, 10, "email")):
        at = as_text(now() - timedelta(minutes=minutes))
        body = {"encounter_id": met["id"], "channel": channel}
        [result] = phone.push(phone.op("follow_up.mark_sent", event, follow_up_id, body, at=at))
        assert result["status"] == "applied"
    [kept] = ada.follow_ups(event)
    assert (kept["channel"], kept["sent_at"]) == ("whatsapp", as_text(now() - timedelta(minutes=30)))


@pytest.mark.parametrize(
    "at, kept", [("1970-01-01T00:00:00.000Z", "opens_at"), ("2099-01-01T00:00:00.000Z", None)]
)
def test_a_wrong_clock_is_not_believed(
    ada: Person, event: Event, met: dict[str, Any], at: str, kept: str | None
) -> None:
    body = {"encounter_id": met["id"], "channel": "sms"}
    ada.push(ada.op("follow_up.mark_sent", event, new_id(), body, at=at))
    assert ada.follow_ups(event)[0]["sent_at"] == (event[kept] if kept else as_text(now()))


def test_a_message_said_aloud_needs_no_words_here(ada: Person, event: Event, met: dict[str, Any]) -> None:
    sent = act(ada, event, new_id(), "sent", met)
    assert (sent["text"], sent["state"], sent["channel"]) == ("", "sent", "other")


def test_letting_go_and_taking_up_again(
    ada: Person, event: Event, met: dict[str, Any], written: dict[str, Any]
) -> None:
    let_go = act(ada, event, written["id"], "let-go", met)
    assert (let_go["state"], let_go["text"], let_go["sent_at"]) == ("let_go", WORDS, None)
    again = ada.follow_up(met, "After all", follow_up_id=written["id"], base=digest(WORDS))
    assert (again["state"], again["text"]) == ("drafted", "After all")
    act(ada, event, written["id"], "let-go", met)
    assert act(ada, event, written["id"], "sent", met)["state"] == "sent"


def test_letting_go_needs_no_words(ada: Person, event: Event, met: dict[str, Any]) -> None:
    assert act(ada, event, new_id(), "let-go", met)["state"] == "let_go"


@pytest.mark.parametrize("channel", ["pigeon", "", 7, None])
def test_an_unknown_channel_is_refused(
    ada: Person, event: Event, met: dict[str, Any], written: dict[str, Any], channel: object
) -> None:
    act(ada, event, written["id"], "sent", met, channel=channel, problem=(422, "invalid_input"))


def test_one_cannot_write_to_nobody(ada: Person, event: Event) -> None:
    nobody, nowhere = {"id": str(new_id())}, (404, "nobody_to_write_to")
    body = {"encounter_id": nobody["id"], "text": WORDS}
    ada.at(event).put(f"/follow-ups/{new_id()}", body, problem=nowhere)
    for what in ("sent", "let-go"):
        act(ada, event, new_id(), what, nobody, problem=nowhere)
    assert ada.follow_ups(event) == []


def test_it_follows_a_meeting_that_turns_out_to_be_another(ada: Person, bo: Person, event: Event) -> None:
    unmatched, known = new_id(), ada.meet(bo, event)
    ada.scan(f"{bo.code(event)[:-8]}AAAAAAAA", event, encounter_id=unmatched)
    [lone] = [one for one in ada.people(event) if one["state"] == "unmatched"]
    written = ada.follow_up(lone, WORDS)
    before = ada.cursor()
    ada.scan(bo.code(event), event, encounter_id=unmatched)
    assert ada.follow_ups(event)[0]["encounter_id"] == known["id"]
    changed = [(one["kind"], one["id"]) for one in ada.pull(before)["changes"]]
    assert ("follow_up", written["id"]) in changed


def test_other_phones_of_mine_hear_of_it(ada: Person, event: Event, met: dict[str, Any]) -> None:
    before = ada.cursor()
    written = ada.follow_up(met, WORDS)
    assert [(one["kind"], one["data"]) for one in ada.pull(before)["changes"]] == [("follow_up", written)]
