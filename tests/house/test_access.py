"""Who gets what: every route, every role, and nested ids swapped."""

import pytest
from flask import Flask

from server.core.api import is_public
from server.core.tokens import new_id
from tests.house.scene import ROLES, ROUTES, Route, Scene
from tests.people import BASE_URL

PUBLIC = {
    "GET /api/health",
    "GET /api/ready",
    "GET /api/openapi.json",
    "POST /api/csp-reports",
    "PUT /api/accounts/<uuid:account_id>",
    "POST /api/sessions",
    "GET /api/join/<string:join_code>",
    "GET /api/deck",
    "GET /api/events/by-number/<int:number>",
}

EVENT = "/api/events/<uuid:event_id>"
MAY_TOUCH_WHAT_ADA_SEES = {
    "POST /api/sync": {"elsewhere"},
    f"PATCH {EVENT}": {"organiser"},
    f"DELETE {EVENT}": {"organiser"},
    f"PUT {EVENT}/prompts": {"organiser"},
    f"POST {EVENT}/close": {"organiser"},
}


def api_routes(app: Flask) -> dict[str, str]:
    """The routes of the API by name, with their endpoints; the web app's are no part of it."""
    return {
        f"{method} {rule.rule}": rule.endpoint
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if not rule.endpoint.startswith("web_app.")
    }


@pytest.fixture
def scene(app: Flask) -> Scene:
    """Everybody, and what there is to ask for."""
    return Scene(app)


def test_every_route_stands_in_the_table(prepared_app: Flask) -> None:
    assert set(api_routes(prepared_app)) == {route.name for route in ROUTES}


def test_the_public_routes_are_these(prepared_app: Flask) -> None:
    opened = {
        name
        for name, endpoint in api_routes(prepared_app).items()
        if is_public(prepared_app.view_functions[endpoint])
    }
    assert opened == PUBLIC


def test_only_public_routes_answer_without_sign_in() -> None:
    assert {route.name for route in ROUTES if route.expected["anonymous"] != 401} == PUBLIC


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_everybody_gets_what_the_table_says_and_touches_nothing_of_adas(scene: Scene, route: Route) -> None:
    before = scene.adas_world()
    touching = {"ada", *MAY_TOUCH_WHAT_ADA_SEES.get(route.name, ())}
    others = [role for role in ROLES if role not in touching]
    got = {role: scene.ask(route, role).status_code for role in others}
    assert scene.adas_world() == before
    got |= {role: scene.ask(route, role).status_code for role in ROLES if role not in got}
    assert got == route.expected


def test_nobody_is_told_that_something_is_forbidden() -> None:
    assert not [route.name for route in ROUTES if 403 in route.expected.values()]


@pytest.mark.parametrize("method", ["PUT", "POST", "PATCH", "DELETE", "GET"])
@pytest.mark.parametrize("path", ["/api/admin", "/api/accounts", "/api/events/1", "/api/sync/x", "/api/"])
def test_nothing_else_answers(app: Flask, method: str, path: str) -> None:
    answer = Scene(app).ada.client.open(path, method=method, base_url=BASE_URL)
    assert (answer.status_code, answer.get_json()["code"]) == (404, "not_found")


def test_a_refusal_says_the_same_of_what_is_there_and_what_is_not(scene: Scene) -> None:
    there, nowhere = (
        scene.eve.api.raw("GET", f"/events/{event_id}") for event_id in (scene.cafe["id"], new_id())
    )
    assert (there.status_code, there.data) == (nowhere.status_code, nowhere.data)
