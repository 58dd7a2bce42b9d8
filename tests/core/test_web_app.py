"""Serving the built web app: small copies, lasting names, and the shell for every page."""

import gzip
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.app import create_app
from server.core.db import db
from server.settings import Settings
from tests.people import BASE_URL

SCRIPT = "export const greeting = 'hello';"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A build of the web app, with a secret beside it."""
    build = tmp_path / "dist"
    (build / "assets").mkdir(parents=True)
    (build / "index.html").write_text("<!doctype html><title>Kith</title>")
    (build / "s.html").write_text("<!doctype html><title>A card</title>")
    (build / "sw.js").write_text("self.skipWaiting();")
    (build / "manifest.webmanifest").write_text("{}")
    (build / "assets" / "main-abc.js").write_text(SCRIPT)
    (build / "assets" / "main-abc.js.gz").write_bytes(gzip.compress(SCRIPT.encode()))
    (build / "assets" / "main-abc.js.br").write_bytes(b"pretend this is brotli")
    (build / "assets" / "plain-abc.js").write_text(SCRIPT)
    (build / "assets" / "zxing-abc.wasm").write_bytes(b"\0asm")
    (build / "assets" / "serif-abc.woff2").write_bytes(b"wOF2")
    (tmp_path / "secret-key").write_text("canary")
    return build


@pytest.fixture
def browser(settings: Settings, root: Path) -> Iterator[FlaskClient]:
    """A browser at a server with that build."""
    app = create_app(replace(settings, web_root=root))
    yield app.test_client()
    with app.app_context():
        db.engine.dispose()


def get(browser: FlaskClient, path: str, **headers: str) -> TestResponse:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return browser.get(path, base_url=BASE_URL, headers=sent)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/j/ABCD2345",
        "/b/AAAA",
        "/scan",
        "/people",
        "/people/x",
        "/me",
        "/met/x",
        "/in",
        "/events",
        "/events/new",
        "/events/x",
        "/welcome",
    ],
)
def test_every_page_of_ours_is_the_shell(browser: FlaskClient, path: str) -> None:
    answer = get(browser, path)
    assert (answer.status_code, answer.text) == (200, "<!doctype html><title>Kith</title>")
    assert (answer.mimetype, answer.headers["Cache-Control"]) == ("text/html", "no-cache")


def test_a_live_code_opened_in_the_camera_has_a_page_of_its_own(browser: FlaskClient) -> None:
    assert "A card" in get(browser, "/s").text


@pytest.mark.parametrize(
    "path", ["/nowhere", "/people/x/y", "/assets/none.js", "/assets", "/assets/", "/index", "/S"]
)
def test_what_is_no_page_is_not_found(browser: FlaskClient, path: str) -> None:
    assert get(browser, path).status_code == 404


@pytest.mark.parametrize(
    "path, mimetype",
    [
        ("/assets/main-abc.js", "text/javascript"),
        ("/assets/zxing-abc.wasm", "application/wasm"),
        ("/assets/serif-abc.woff2", "font/woff2"),
        ("/manifest.webmanifest", "application/manifest+json"),
        ("/sw.js", "text/javascript"),
    ],
)
def test_files_have_their_types(browser: FlaskClient, path: str, mimetype: str) -> None:
    assert get(browser, path).mimetype == mimetype


def test_what_has_a_lasting_name_is_kept_for_a_year_and_the_rest_asked_for(browser: FlaskClient) -> None:
    assert (
        get(browser, "/assets/main-abc.js").headers["Cache-Control"] == "public, max-age=31536000, immutable"
    )
    for path in ("/", "/s", "/sw.js", "/manifest.webmanifest"):
        assert get(browser, path).headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    "accepted, encoding",
    [
        ("br, gzip", "br"),
        ("gzip, deflate, br;q=1.0", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("*", "br"),
        ("identity", None),
        ("deflate", None),
        ("", None),
        ("br;q=0, gzip;q=0", None),
        ("nonsense;;q=x", None),
    ],
)
def test_the_smallest_copy_that_the_browser_takes_is_served(
    browser: FlaskClient, accepted: str, encoding: str | None
) -> None:
    answer = get(browser, "/assets/main-abc.js", Accept_Encoding=accepted)
    assert (answer.status_code, answer.headers.get("Content-Encoding")) == (200, encoding)
    assert (answer.mimetype, answer.headers["Vary"]) == ("text/javascript", "Accept-Encoding")
    expected = {"br": b"pretend this is brotli", None: SCRIPT.encode()}
    assert (gzip.decompress(answer.data) if encoding == "gzip" else answer.data) == expected.get(
        encoding, SCRIPT.encode()
    )


def test_a_file_without_copies_is_served_as_it_is(browser: FlaskClient) -> None:
    answer = get(browser, "/assets/plain-abc.js", Accept_Encoding="br, gzip")
    assert (answer.text, answer.headers.get("Content-Encoding")) == (SCRIPT, None)


def test_what_the_browser_has_is_not_sent_again(browser: FlaskClient) -> None:
    etag = get(browser, "/").headers["ETag"]
    answer = get(browser, "/", If_None_Match=etag)
    assert (answer.status_code, answer.data) == (304, b"")
    assert answer.headers["Cache-Control"] == "no-cache"


def test_another_copy_and_another_build_have_another_tag(browser: FlaskClient, root: Path) -> None:
    path = "/assets/main-abc.js"
    tags = {
        get(browser, path, Accept_Encoding=accepted).headers["ETag"]
        for accepted in ("br", "gzip", "identity")
    }
    assert len(tags) == 3
    before = get(browser, "/").headers["ETag"]
    os.utime(root / "index.html", ns=(1, 1))
    assert get(browser, "/", If_None_Match=before).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/../secret-key",
        "/assets/../../secret-key",
        "/%2e%2e/secret-key",
        "/..%2fsecret-key",
        "/assets/..%2f..%2fsecret-key",
        "/%2e%2e%2fsecret-key",
        "/..\\secret-key",
        "//secret-key",
        "/.//../secret-key",
        "/assets/%00/../../secret-key",
        "/assets/main-abc.js%00",
        "/%2fetc%2fpasswd",
        "//etc/passwd",
        "/" + "a" * 5000,
        "/" + "../" * 50 + "etc/passwd",
    ],
)
def test_nothing_outside_the_build_is_served(browser: FlaskClient, path: str) -> None:
    answer = get(browser, path)
    assert answer.status_code in {404, 308}
    assert "canary" not in answer.text
    assert "root:" not in answer.text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_pages_are_only_read(browser: FlaskClient, method: str) -> None:
    answer = browser.open("/people", method=method, base_url=BASE_URL)
    assert (answer.status_code, answer.get_json()["code"]) == (405, "method_not_allowed")
    assert "GET" in answer.headers["Allow"]


def test_heads_have_no_body(browser: FlaskClient) -> None:
    answer = browser.head("/", base_url=BASE_URL)
    assert (answer.status_code, answer.data) == (200, b"")


def test_without_a_build_it_is_said_how_to_make_one(settings: Settings, tmp_path: Path, app: Flask) -> None:
    unbuilt = create_app(replace(settings, web_root=tmp_path / "none"))
    for path in ("/", "/s", "/api/docs"):
        answer = get(unbuilt.test_client(), path)
        assert (answer.status_code, answer.get_json()["code"]) == (503, "web_app_not_built")
        assert "make run" in answer.get_json()["detail"]
    assert get(unbuilt.test_client(), "/api/health").status_code == 200
    with unbuilt.app_context():
        db.engine.dispose()
