"""Every error has one shape; ours hide what failed, and neither answers nor logs carry what people wrote."""

import logging

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DataError, OperationalError

from server.core.db import db
from server.core.tokens import new_id, to_base64url
from server.notes import routes
from tests.people import BASE_URL, Caller, Event, Person

CANARY = "canary-4d1f"


def fail(*_: object) -> None:
    raise RuntimeError(CANARY)


def test_a_failure_of_ours_hides_what_failed_and_names_where_to_look(
    ada: Person, event: Event, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(routes.queries, "notes_by", fail)
    told = ada.at(event).get("/notes", problem=(500, "unexpected"))
    assert CANARY not in str(told)
    assert "RuntimeError" not in str(told)
    assert told["detail"].rpartition(" ")[2] in caplog.text


def test_a_failure_in_the_middle_of_a_write_leaves_nothing(
    ada: Person, bo: Person, event: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    met = ada.meet(bo, event)
    with monkeypatch.context() as patch:
        patch.setattr(routes.queries, "note_by", fail)
        body = {"encounter_id": met["id"], "text": "Keeps bees"}
        ada.at(event).put(f"/notes/{new_id()}", body, problem=(500, "unexpected"))
    assert ada.notes(event) == []


def test_a_database_that_cannot_be_reached_is_busy_and_not_broken_and_the_log_says_so_once(
    ada: Person, event: Event, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def cannot(*_: object) -> None:
        raise OperationalError(f"SELECT '{CANARY}'", {}, Exception(CANARY))

    caplog.set_level(logging.WARNING, "kith")
    monkeypatch.setattr(routes.queries, "notes_by", cannot)
    answer = ada.at(event).raw("GET", "/notes")
    assert (answer.status_code, answer.get_json()["code"]) == (503, "busy")
    assert answer.headers["Retry-After"] == "2"
    assert CANARY not in answer.text
    assert caplog.text.count("the database could not be used") == 1
    assert CANARY not in caplog.text


@pytest.mark.parametrize("statement", ["SELECT * FROM nowhere", "SELECT nothing", "SELECTED"])
def test_what_the_database_does_not_understand_is_a_failure_of_ours(
    ada: Person,
    event: Event,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    statement: str,
) -> None:
    def ask(*_: object) -> None:
        db.session.execute(text(statement))

    monkeypatch.setattr(routes.queries, "notes_by", ask)
    told = ada.at(event).get("/notes", problem=(500, "unexpected"))
    assert told["detail"].rpartition(" ")[2] in caplog.text


def test_a_write_that_no_database_takes_is_a_failure_of_ours(
    ada: Person, event: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cannot(*_: object) -> None:
        raise DataError("INSERT", {}, Exception(CANARY))

    monkeypatch.setattr(routes.queries, "notes_by", cannot)
    ada.at(event).get("/notes", problem=(500, "unexpected"))


@pytest.mark.parametrize(
    "method", ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "QUERY"]
)
@pytest.mark.parametrize("path", ["/api/nowhere", "/api/sync/x", "/api/events/1/notes", "/nowhere"])
def test_an_address_that_is_not_there_is_not_found_or_takes_no_such_method(
    app: Flask, method: str, path: str
) -> None:
    answer = app.test_client().open(path, method=method, base_url=BASE_URL)
    expected = {404} if path.startswith("/api") else {404, 405, 200}
    assert answer.status_code in expected
    if answer.data:
        assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize("path", ["//api/health", "/api//health", "/people//", "//evil.test/api"])
def test_an_address_with_two_slashes_is_not_there_and_leads_nowhere(app: Flask, path: str) -> None:
    answer = app.test_client().get(f"{BASE_URL}{path}")
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")
    assert answer.get_json()["code"] == "not_found"


def test_the_type_of_a_problem_is_where_it_is_explained(app: Flask) -> None:
    told = Caller(app.test_client()).get("/accounts/me", problem=(401, "not_signed_in"))
    assert told["type"] == "/api/docs#not_signed_in"
    assert set(told) == {"type", "title", "status", "code", "detail"}


def test_errors_of_a_list_stand_under_their_positions(olga: Person) -> None:
    body = {
        "name": "x",
        "zone": "UTC",
        "starts_at": "x",
        "ends_at": "x",
        "prompts": [{"text": "Good?"}, {"text": ""}],
    }
    told = olga.api.put(f"/events/{new_id()}", body, problem=(422, "invalid_input"))
    assert list(told["errors"]["json"]["prompts"]) == ["1"]


def test_no_log_and_no_refusal_repeats_what_people_wrote(
    ada: Person, bo: Person, event: Event, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    met, path = ada.meet(bo, event), f"/notes/{new_id()}"
    body = {"encounter_id": met["id"], "text": CANARY}
    place = ada.places[event["id"]].attendee_id
    answers = [
        ada.at(event).raw("PUT", path, json=sent)
        for sent in (
            body,
            {**body, "offer": CANARY * 50},
            {**body, "text": f"\u0000{CANARY}"},
            {**body, "text": [CANARY]},
            {**body, "encounter_id": CANARY},
            {**body, "base": CANARY},
        )
    ][1:]
    answers += [
        ada.at(event).raw("PUT", f"/encounters/{new_id()}", json={"code": f"{BASE_URL}/s#{CANARY}"}),
        ada.at(event).raw("PUT", f"/encounters/{new_id()}", json={"code": CANARY, "label": CANARY * 9}),
        ada.at(event).raw("PATCH", f"/attendees/{place}", json={"name": f"{CANARY} 0151 234 5678"}),
        ada.at(event).raw("PUT", f"/follow-ups/{new_id()}", json={**body, "text": f"\u0000{CANARY}"}),
        ada.at(event).raw("PUT", f"/follow-ups/{new_id()}", json={**body, "text": CANARY * 999}),
        ada.at(event).raw("PUT", f"/attendees/{new_id()}", json={"invitation": CANARY}),
        ada.at(event).raw("PUT", path, data=f'{{"text": "{CANARY}"', content_type="application/json"),
        ada.api.raw("POST", "/sessions", json={"pass": CANARY}),
        ada.api.raw(
            "PUT",
            f"/accounts/{ada.account_id}",
            json={"name": CANARY, "device_secret": to_base64url(bytes(32))},
        ),
        ada.api.raw("GET", f"/join/{CANARY}"),
    ]
    monkeypatch.setattr(routes.services, "digest_of_text", fail)
    answers.append(ada.at(event).raw("PUT", path, json={**body, "text": f"{CANARY} again"}))
    assert {answer.status_code // 100 for answer in answers} == {4, 5}
    assert CANARY not in "".join(answer.text for answer in answers)
    assert CANARY not in caplog.text
