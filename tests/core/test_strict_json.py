"""What is no JSON is said to be no JSON, and never a failure of ours."""

import json
from io import BytesIO
from typing import Any

import pytest
from werkzeug.datastructures import Headers
from werkzeug.test import EnvironBuilder, TestResponse, run_wsgi_app

from server.core import write_lock
from server.core.tokens import new_id
from tests.people import BASE_URL, OURS, Event, Person

PATH = "/api/events/01935f00-0000-7000-8000-000000000001"


def send(someone: Person, body: bytes, content_type: str | None = "application/json") -> TestResponse:
    return someone.client.put(PATH, base_url=BASE_URL, headers=OURS, data=body, content_type=content_type)


def told(answer: TestResponse) -> tuple[int, str]:
    assert answer.mimetype == "application/problem+json"
    return answer.status_code, answer.get_json()["code"]


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[" * 100_000,
        b'{"a":' * 20_000,
        b"NaN",
        b'{"name": NaN}',
        b'{"name": Infinity}',
        b'{"name": "\\ud800"}',
        b'{"name": "\\udc00\\ud800"}',
        b'{"name": "\xff"}',
        b'{"name": "\xc0\x80"}',
        b'{"name": "\xed\xa0\x80"}',
        b"\xef\xbb\xbf{}",
        '{"name": "é"}'.encode("latin-1"),
        '{"name": "x"}'.encode("utf-16"),
        b"{'name': 'x'}",
        b'{"name": "x",}',
        b"{name: 1}",
        b'{"name": 01}',
        b'{"name": "a\nb"}',
        b"<xml/>",
        b"\x00",
        b'{"a":1}{"b":2}',
    ],
    ids=lambda body: repr(body[:24]),
)
def test_what_is_no_json_is_refused(olga: Person, body: bytes) -> None:
    assert told(send(olga, body)) == (400, "not_json")


@pytest.mark.parametrize(
    "body", [b"null", b"true", b"7", b'"x"', b"[]", b"[{}]", b"", b"{}", b'{"name": "x"}']
)
def test_json_that_is_no_event_is_refused(olga: Person, body: bytes) -> None:
    assert told(send(olga, body)) == (422, "invalid_input")


@pytest.mark.parametrize(
    "number",
    ["9223372036854775808", "18446744073709551616", "-9223372036854775809", "1e400", "1e308", "-1", "1.5"],
)
def test_a_number_out_of_range_is_refused(ada: Person, event: Event, number: str) -> None:
    path = f"/events/{event['id']}/attendees/{ada.places[event['id']].attendee_id}"
    body = f'{{"answers": [{{"prompt": {number}, "text": "x"}}]}}'
    answer = ada.api.raw("PATCH", path, data=body, content_type="application/json")
    assert told(answer) in {(422, "invalid_input"), (400, "not_json")}
    batch = f'{{"v": 1, "device_id": "{new_id()}", "ops": [{{"seq": {number}}}]}}'
    answer = ada.api.raw("POST", "/sync", data=batch, content_type="application/json")
    assert answer.status_code in {200, 400}


def test_nul_is_no_part_of_a_name(olga: Person) -> None:
    answer = olga.api.put(f"/events/{new_id()}", {"name": "a\u0000b"}, problem=(422, "invalid_input"))
    assert "control character" in str(answer["errors"]["json"]["name"])


def test_of_two_fields_of_one_name_the_last_counts(ada: Person, event: Event) -> None:
    place = ada.places[event["id"]].attendee_id
    path = f"/events/{event['id']}/attendees/{place}"
    body = b'{"name": "First", "name": "Last"}'
    answer = ada.api.raw("PATCH", path, data=body, content_type="application/json")
    assert answer.get_json()["name"] == "Last"


@pytest.mark.parametrize(
    "content_type",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/xml",
        "",
        None,
    ],
)
def test_a_body_of_another_type_is_refused(olga: Person, content_type: str | None) -> None:
    assert told(send(olga, b'{"name": "x"}', content_type)) == (415, "unsupported_body")


@pytest.mark.parametrize("content_type", ["application/json; charset=utf-8", "Application/JSON"])
def test_json_may_be_spelled_as_the_standard_allows(olga: Person, content_type: str) -> None:
    assert told(send(olga, b"{}", content_type)) == (422, "invalid_input")


@pytest.mark.parametrize("size", [128 * 1024 + 1, 10_000_000])
def test_a_body_that_is_too_large_is_refused(olga: Person, size: int) -> None:
    assert told(send(olga, b'{"name": "' + b"x" * size + b'"}')) == (413, "too_large")


def test_a_jot_of_ten_megabytes_is_refused_and_nothing_is_written(
    ada: Person, bo: Person, event: Event
) -> None:
    met = ada.meet(bo, event)
    body = {"encounter_id": met["id"], "text": "x" * 10_000_000}
    ada.at(event).put(f"/notes/{new_id()}", body, problem=(413, "too_large"))
    assert ada.notes(event) == []


def stream(someone: Person, body: Any, **changes: Any) -> tuple[int, dict[str, Any]]:
    """Send a body as a server reads it off the wire."""
    cookie = someone.client.get_cookie("sid")
    assert cookie is not None
    headers = Headers({**OURS, "Cookie": f"sid={cookie.value}"})
    builder = EnvironBuilder(PATH, BASE_URL, method="PUT", headers=headers, content_type="application/json")
    environ = {**builder.get_environ(), "wsgi.input": body, **changes}
    answer, status, _ = run_wsgi_app(someone.app, environ, buffered=True)
    return int(status.split()[0]), json.loads(b"".join(answer))


def test_a_body_that_breaks_off_changes_nothing(olga: Person) -> None:
    body = json.dumps({"name": "Repair café"}).encode()
    status, problem = stream(olga, BytesIO(body[:9]), CONTENT_LENGTH=str(len(body)))
    assert (status, problem["code"]) == (400, "not_json")
    assert "broke off" in problem["detail"]


def test_a_body_without_a_length_is_read_to_its_end(olga: Person) -> None:
    status, problem = stream(olga, BytesIO(b"{}"), **{"wsgi.input_terminated": True})
    assert (status, problem["code"]) == (422, "invalid_input")


def test_a_body_without_a_length_and_without_an_end_is_refused(olga: Person) -> None:
    body = b'{"name": "' + b"x" * 10_000_000 + b'"}'
    assert stream(olga, BytesIO(body), **{"wsgi.input_terminated": True})[0] in {400, 413}


@pytest.mark.parametrize("length", ["x", "-1", "1e3", "99999999999999999999"])
def test_a_foolish_length_is_no_failure_of_ours(olga: Person, length: str) -> None:
    assert stream(olga, BytesIO(b"{}"), CONTENT_LENGTH=length)[0] in {400, 413, 422}


@pytest.mark.database("sqlite")
def test_a_slow_body_holds_no_lock(ada: Person, event: Event, monkeypatch: pytest.MonkeyPatch) -> None:
    """The body is read before the turn is taken, so that a stalled phone keeps nobody waiting."""
    monkeypatch.setattr(write_lock, "PATIENCE_S", 0.1)
    path = f"/attendees/{ada.places[event['id']].attendee_id}"

    class Slow(BytesIO):
        def readinto(self, buffer: Any) -> int:
            ada.at(event).patch(path, {"boundary": "Meanwhile"})
            return super().readinto(buffer)

    assert stream(ada.with_another_phone(), Slow(b"{}"), CONTENT_LENGTH="2")[0] == 422
    assert ada.at(event).get(path)["boundary"] == "Meanwhile"
