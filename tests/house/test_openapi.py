"""The API's own description: every route, every problem, and nothing that is not written down."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, cast

import pytest
from flask import Flask
from marshmallow import EXCLUDE, Schema

import server
from server.core.errors import KINDS
from tests.house.scene import BODIES, ROUTES, Route, Scene
from tests.people import Person

PAGES = {
    "/",
    "/j",
    "/j/<code>",
    "/b/<handle>",
    "/s",
    "/in",
    "/welcome",
    "/scan",
    "/people",
    "/people/<entity>",
    "/met/<entity>",
    "/recap",
    "/recap/<entity>",
    "/recap/<entity>/way-home",
    "/recap/<entity>/to/<person>",
    "/me",
    "/me/badge",
    "/events",
    "/events/new",
    "/events/<entity>",
    "/events/<entity>/edit",
    "/events/<entity>/questions",
    "/events/<entity>/badges",
    "/events/<entity>/export",
    "/events/<entity>/seen",
    "/api/docs",
    "/<built_file:path>",
}
POWERS: dict[str, object] = {
    "surprise": 1,
    "role": "owner",
    "event_id": 1,
    "user_id": 1,
    "account_id": 1,
    "id": 1,
    "verified": True,
    "owner": True,
}


@pytest.fixture
def description(prepared_app: Flask) -> dict[str, Any]:
    """The OpenAPI description as it is served."""
    described: dict[str, Any] = prepared_app.extensions["openapi"]
    return described


def operation(description: dict[str, Any], route: Route) -> dict[str, Any]:
    """What the description says of a route."""
    path = route.rule
    for kind in ("uuid", "string", "int"):
        path = path.replace(f"<{kind}:", "{")
    found: dict[str, Any] = description["paths"][path.replace(">", "}")][route.method.lower()]
    return found


def operations(description: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, item in description["paths"].items():
        for method, found in item.items():
            if method != "parameters":
                yield f"{method.upper()} {path}", found


def test_every_route_of_the_api_is_described_and_nothing_else(description: dict[str, Any]) -> None:
    assert len(list(operations(description))) == len(ROUTES)
    for route in ROUTES:
        assert operation(description, route)


def test_every_other_route_is_a_page_of_the_web_app(prepared_app: Flask) -> None:
    others = {rule.rule for rule in prepared_app.url_map.iter_rules() if rule.endpoint.startswith("web_app.")}
    assert others == PAGES


def test_every_view_says_in_one_line_what_it_does(description: dict[str, Any]) -> None:
    for name, found in operations(description):
        summary = found.get("summary", "")
        assert summary, name
        assert not summary.endswith("."), name
    summaries = [found["summary"] for _, found in operations(description)]
    assert len(set(summaries)) == len(summaries)


def test_every_problem_is_documented_with_its_status(description: dict[str, Any]) -> None:
    assert description["openapi"].startswith("3.1")
    assert {code: one["status"] for code, one in description["x-problem-codes"].items()} == {
        code: kind.status for code, kind in KINDS.items()
    }


def test_every_problem_says_what_is_wrong_and_what_to_do() -> None:
    for code, kind in KINDS.items():
        assert code == code.lower(), code
        assert kind.__doc__, code
        assert kind.detail.endswith("."), code
        assert kind.detail[0].isupper(), code


def test_every_error_answer_is_a_problem(description: dict[str, Any]) -> None:
    for name, response in description["components"]["responses"].items():
        if "content" in response:
            assert list(response["content"]) == ["application/problem+json"], name


def test_answers_hold_what_is_described_and_no_more(app: Flask, description: dict[str, Any]) -> None:
    scene = Scene(app)
    leaves = {"PUT /api/accounts/<uuid:account_id>"}  # who asks for it is somebody else then
    for route in sorted(ROUTES, key=lambda route: (route.name in leaves, route.method == "DELETE")):
        if 200 in route.expected.values():
            answer = scene.ask(route, "ada" if route.expected["ada"] == 200 else "organiser")
            assert answer.status_code == 200, route.name
            content = operation(description, route)["responses"]["200"]["content"]
            if answer.is_json:
                check(answer.get_json(), content["application/json"]["schema"], description)


def check(value: Any, schema: dict[str, Any], description: dict[str, Any]) -> None:
    """Fail where a value has a key that its schema has not, or misses one that it promises."""
    if "$ref" in schema:
        schema = description["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    alternatives = schema.get("anyOf") or schema.get("allOf")
    if alternatives:
        [schema] = [one for one in alternatives if one.get("type") != "null"]
        check(value, schema, description) if value is not None else None
    elif isinstance(value, list):
        for one in cast("list[Any]", value):
            check(one, schema["items"], description)
    elif isinstance(value, dict) and "properties" in schema:
        keys = set(cast("dict[str, Any]", value))
        assert keys <= set(schema["properties"]), keys - set(schema["properties"])
        assert set(schema.get("required", [])) <= keys, set(schema["required"]) - keys
        for key in keys:
            check(value[key], schema["properties"][key], description)


def test_an_unknown_field_is_refused(app: Flask) -> None:
    scene = Scene(app)
    before = scene.adas_world()
    for route in ROUTES:
        for field, value in POWERS.items() if route.name in BODIES else ():
            answer = scene.ask(route, "ada", {field: value})
            assert answer.status_code == 422, route.name
            assert list(answer.get_json()["errors"]["json"]) == [field], route.name
    assert scene.adas_world() == before


def schemas() -> list[type[Schema]]:
    """Every schema of what comes in."""
    folder = Path(server.__file__).parent
    modules = [import_module(f"server.{path.parent.name}.schemas") for path in folder.glob("*/schemas.py")]
    found = {value for module in modules for value in vars(module).values() if isinstance(value, type)}
    return sorted(
        (one for one in found if issubclass(one, Schema) and one.__name__.endswith("In")),
        key=lambda one: one.__name__,
    )


@pytest.mark.parametrize(
    "schema", [one for one in schemas() if one.__name__ != "PullIn"], ids=lambda one: one.__name__
)
def test_every_schema_of_what_comes_in_refuses_unknown_fields(schema: type[Schema]) -> None:
    assert schema().unknown != EXCLUDE
    assert "surprise" in schema().validate({"surprise": 1})


def test_an_offline_write_with_an_unknown_field_is_refused(
    app: Flask, ada: Person, event: dict[str, Any]
) -> None:
    for kind in app.extensions["mutations"]:
        [result] = ada.push(ada.op(kind, event, ada.account_id, {"surprise": 1}))
        assert (result["status"], result["problem"]["code"]) == ("rejected", "invalid_input"), kind
        assert "surprise" in result["problem"]["errors"], kind


def test_nothing_that_comes_in_bare_can_be_set_from_outside(
    app: Flask, ada: Person, event: dict[str, Any]
) -> None:
    """The server's own columns are none of the phone's business."""
    place = ada.places[event["id"]].attendee_id
    for field, value in {
        "revision": 99,
        "card_id": "00" * 8,
        "badge_handle": "00" * 16,
        "status": "left",
    }.items():
        ada.at(event).patch(f"/attendees/{place}", {field: value}, problem=(422, "invalid_input"))
