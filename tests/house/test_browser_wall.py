"""One host, own pages only, and the headers that every answer carries."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from time_machine import Traveller

from server.app import create_app
from server.core.db import db
from server.core.health import PolicyReports
from server.settings import Settings
from tests.house.scene import ROUTES, Scene
from tests.people import BASE_URL, Event, Person, event_in

POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'sha256-dGVzdA=='; "
    "img-src 'self' blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; "
    "form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types app; report-to csp"
)
EVERYWHERE = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": (
        "camera=(self), clipboard-write=(self), web-share=(self), microphone=(), geolocation=(), "
        "payment=(), usb=(), serial=(), bluetooth=()"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Reporting-Endpoints": 'csp="/api/csp-reports"',
}
PRIVATE = {"Cache-Control": "no-store", "Vary": "Cookie"}
SHELL = {"Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
UNSAFE = [route for route in ROUTES if route.method != "GET" and route.rule != "/api/csp-reports"]


def varying(headers: Any) -> dict[str, str]:
    """The headers that are about the page and not about its content."""
    told = (
        set(EVERYWHERE)
        | set(PRIVATE)
        | {"Strict-Transport-Security", "Access-Control-Allow-Origin", "Server"}
    )
    return {name: value for name, value in headers.items() if name in told}


@pytest.mark.parametrize(
    "path, status, more",
    [
        ("/", 200, SHELL),
        ("/j/ABCDEFGH", 200, SHELL),
        ("/s", 200, SHELL),
        (
            "/assets/main-abc123.js",
            200,
            {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"},
        ),
        ("/nowhere", 404, {}),
        ("/api/health", 200, PRIVATE),
        ("/api/accounts/me", 401, PRIVATE),
        ("/api/nowhere", 404, PRIVATE),
        ("/api/sessions", 405, PRIVATE),
    ],
)
def test_every_answer_carries_the_same_wall(app: Flask, path: str, status: int, more: dict[str, str]) -> None:
    answer = app.test_client().get(path, base_url=BASE_URL)
    assert answer.status_code == status
    assert varying(answer.headers) == EVERYWHERE | more


def test_the_page_of_the_apis_description_has_a_policy_of_its_own(app: Flask) -> None:
    answer = app.test_client().get("/api/docs", base_url=BASE_URL)
    policy, usual = (set(text.split("; ")) for text in (answer.headers["Content-Security-Policy"], POLICY))
    assert answer.status_code == 200
    assert policy - usual == {"style-src 'self' 'unsafe-inline'", "img-src 'self' data:"}
    assert {rule.split()[0] for rule in usual - policy} == {
        "style-src",
        "img-src",
        "require-trusted-types-for",
        "trusted-types",
    }


def test_personal_answers_are_never_stored(app: Flask) -> None:
    scene = Scene(app)
    public = {"GET /api/events/by-number/<int:number>"}
    for route in ROUTES:
        if route.name not in public and route.rule != "/api/sessions/current":
            headers = scene.ask(route, "ada").headers
            assert (headers["Cache-Control"], headers["Vary"]) == ("no-store", "Cookie"), route.name


def test_a_failure_of_ours_carries_the_wall_too(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.view_functions, "health.health", lambda: 1 / 0)
    answer = app.test_client().get("/api/health", base_url=BASE_URL)
    assert (answer.status_code, varying(answer.headers)) == (500, EVERYWHERE | PRIVATE)


@pytest.fixture
def https(settings: Settings) -> FlaskClient:
    """A server that people reach over https."""
    secure = create_app(replace(settings, base_url="https://kith.example"))
    with secure.app_context():
        db.engine.dispose()
    return secure.test_client()


def test_over_https_browsers_are_told_to_stay_there(https: FlaskClient) -> None:
    answer = https.get("/api/health", base_url="https://kith.example")
    assert answer.headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains"


def test_over_https_the_cookie_is_bound_to_this_host(app: Flask, https: FlaskClient, ada: Person) -> None:
    headers = {"Origin": "https://kith.example", "Kith-Client": "tests/1"}
    body = {"name": "Ada", "device_secret": ada.device_secret}
    path = f"/api/accounts/{ada.account_id}"
    given = https.put(path, json=body, base_url="https://kith.example", headers=headers).headers["Set-Cookie"]
    assert given.startswith("__Host-sid=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(given.split("; "))
    assert "Domain" not in given
    taken = https.delete("/api/sessions/current", base_url="https://kith.example", headers=headers)
    assert taken.status_code == 204
    assert {"Secure", "HttpOnly", "Path=/"} <= set(taken.headers["Set-Cookie"].split("; "))


@pytest.mark.parametrize(
    "host",
    [
        "evil.test",
        "localhost",
        "localhost:80",
        "localhost:8443",
        "localhost:8000.evil.test",
        "evil.test:8000",
        "localhost:8000@evil.test",
        "LOCALHOST:8000",
        "localhost.:8000",
        "127.0.0.1:8000",
        "[::1]:8000",
        "localhost:8000 ",
        "",
        "*",
        "a" * 300,
    ],
)
@pytest.mark.parametrize("path", ["/", "/api/health", "/nowhere"])
def test_another_host_is_answered_with_the_right_address(app: Flask, host: str, path: str) -> None:
    answer = app.test_client().get(path, headers={"Host": host})
    assert (answer.status_code, answer.get_json()["code"]) == (421, "wrong_host")
    assert BASE_URL in answer.get_json()["detail"]
    assert "evil" not in answer.text + str(answer.headers)


@pytest.mark.parametrize(
    "header",
    ["X-Forwarded-Host", "X-Forwarded-Server", "X-Host", "Forwarded", "X-Original-Host", "X-Rewrite-URL"],
)
def test_what_a_proxy_may_claim_changes_nothing(app: Flask, header: str) -> None:
    value = "host=evil.test" if header == "Forwarded" else "evil.test"
    answer = app.test_client().get("/api/health", base_url=BASE_URL, headers={header: value})
    assert answer.status_code == 200
    assert "evil" not in answer.text + str(answer.headers)


OWN = {"Kith-Client": "web/1"}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        OWN,
        {"Origin": BASE_URL},
        {"Sec-Fetch-Site": "same-origin"},
        {**OWN, "Origin": "https://evil.test"},
        {**OWN, "Origin": "null"},
        {**OWN, "Origin": ""},
        {**OWN, "Origin": "http://localhost"},
        {**OWN, "Origin": "https://localhost:8000"},
        {**OWN, "Origin": "http://localhost:8001"},
        {**OWN, "Origin": "http://LOCALHOST:8000"},
        {**OWN, "Origin": "http://localhost:8000.evil.test"},
        {**OWN, "Origin": "http://evil.test/http://localhost:8000"},
        {**OWN, "Origin": "http://localhost:8000/"},
        {**OWN, "Sec-Fetch-Site": "cross-site"},
        {**OWN, "Sec-Fetch-Site": "same-site"},
        {**OWN, "Sec-Fetch-Site": "none"},
        {**OWN, "Sec-Fetch-Site": ""},
        {**OWN, "Sec-Fetch-Site": "cross-site", "Origin": BASE_URL},
        {**OWN, "Sec-Fetch-Site": "same-origin", "Origin": "https://evil.test"},
        {"Kith-Client": "", "Sec-Fetch-Site": "same-origin", "Origin": BASE_URL},
    ],
    ids=str,
)
@pytest.mark.parametrize(
    "content_type", ["application/json", "text/plain", "application/x-www-form-urlencoded"]
)
def test_an_unsafe_request_of_another_page_is_refused(
    olga: Person, headers: dict[str, str], content_type: str
) -> None:
    path = "/api/events/01935f00-0000-7000-8000-000000000001"
    answer = olga.client.put(
        path, base_url=BASE_URL, headers=headers, json=event_in(), content_type=content_type
    )
    assert (answer.status_code, answer.get_json()["code"]) == (403, "cross_site")
    assert olga.api.get("/events") == []


@pytest.mark.parametrize(
    "headers",
    [
        {**OWN, "Origin": BASE_URL},
        {**OWN, "Sec-Fetch-Site": "same-origin"},
        {**OWN, "Sec-Fetch-Site": "same-origin", "Origin": BASE_URL},
    ],
    ids=str,
)
def test_our_own_pages_and_honest_scripts_pass(olga: Person, headers: dict[str, str]) -> None:
    path = "/api/events/01935f00-0000-7000-8000-000000000001"
    assert olga.client.put(path, base_url=BASE_URL, headers=headers, json=event_in()).status_code == 200


def test_no_unsafe_route_takes_what_another_page_sends(app: Flask) -> None:
    scene = Scene(app)
    before = scene.adas_world()
    for route in UNSAFE:
        for headers in (
            {"Origin": "https://evil.test"},
            {"Sec-Fetch-Site": "cross-site"},
            {"Kith-Client": ""},
        ):
            answer = scene.ask(route, "ada", headers=headers)
            assert (answer.status_code, answer.get_json()["code"]) == (403, "cross_site"), route.name
    assert scene.adas_world() == before


def test_reading_needs_no_headers_of_ours(ada: Person) -> None:
    assert ada.client.get("/api/accounts/me", base_url=BASE_URL).status_code == 200


def test_nobody_is_allowed_in_by_cors(ada: Person, event: Event) -> None:
    for method in ("GET", "OPTIONS"):
        answer = ada.client.open(
            "/api/accounts/me",
            method=method,
            base_url=BASE_URL,
            headers={"Origin": "https://evil.test", "Access-Control-Request-Method": "PUT"},
        )
        assert not [name for name, _ in answer.headers if name.lower().startswith("access-control")]


def test_browsers_may_report_from_anywhere_and_nothing_is_kept(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    answer = app.test_client().post(
        "/api/csp-reports",
        base_url=BASE_URL,
        data=b'{"csp-report": {"document-uri": "canary"}}',
        content_type="application/csp-report",
        headers={"Sec-Fetch-Site": "cross-site"},
    )
    assert (answer.status_code, answer.data) == (204, b"")
    assert "canary" not in caplog.text


def test_reports_are_counted_in_one_line_a_minute(
    app: Flask, clock: Traveller, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.extensions, "policy_reports", PolicyReports())

    def report(times: int) -> None:
        for _ in range(times):
            app.test_client().post(
                "/api/csp-reports", base_url=BASE_URL, headers={"Content-Length": "10000000"}
            )

    report(4)
    clock.shift(timedelta(seconds=59))
    report(2)
    assert caplog.messages == ["browsers reported 1 policy violations"]
    clock.shift(timedelta(seconds=1))
    report(2)
    assert caplog.messages[1:] == ["browsers reported 6 policy violations"]


def test_before_the_web_app_is_built_its_policy_stands(settings: Settings, tmp_path: Path) -> None:
    unbuilt = create_app(replace(settings, web_root=tmp_path))
    answer = unbuilt.test_client().get("/", base_url=BASE_URL)
    assert (answer.status_code, answer.get_json()["code"]) == (503, "web_app_not_built")
    assert "style-src 'self';" in answer.headers["Content-Security-Policy"]
    with unbuilt.app_context():
        db.engine.dispose()
