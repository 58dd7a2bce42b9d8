"""Serves the built web app: compressed copies, lasting names, and the shell for every page of ours."""

from __future__ import annotations

import mimetypes
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Blueprint, current_app, request
from werkzeug.exceptions import NotFound
from werkzeug.routing import PathConverter
from werkzeug.security import safe_join

from server.core.errors import DomainError
from server.core.security import content_security_policy

if TYPE_CHECKING:
    from flask import Flask
    from flask.wrappers import Response

ENCODINGS = {"br": ".br", "gzip": ".gz"}
FOREVER = "public, max-age=31536000, immutable"
ALWAYS_ASK = "no-cache"
TYPES = {".wasm": "application/wasm", ".webmanifest": "application/manifest+json", ".js": "text/javascript"}
SHELLS = frozenset({"index.html", "s.html", "api-docs/index.html"})
# The page of the API's description draws with inline styles and pictures, and builds its own HTML.
API_DOCS_POLICY = {
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data:",
    "require-trusted-types-for": None,
    "trusted-types": None,
}
PAGES = (
    "/",
    "/j",
    "/j/<code>",
    "/b/<handle>",
    "/welcome",
    "/in",
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
)


class NotBuilt(DomainError):
    """The web app has not been built."""

    status = 503
    code = "web_app_not_built"
    detail = "The web app is not built yet. Run `make run`, or `npm run build` in pwa/."


class BuiltFile(PathConverter):
    """A path that is none of the API's, so that an unknown one there is 404 for every method."""

    regex = r"(?!api/)[^/].*?"


def serve_web_app(app: Flask, web_root: Path) -> None:
    """Answer with the shell at every page of ours, and with the files of the build."""
    app.url_map.converters["built_file"] = BuiltFile
    pages = Blueprint("web_app", __name__)

    def shell(**_: str) -> Response:
        return _file(web_root, "index.html")

    def landing() -> Response:
        return _file(web_root, "s.html")

    def api_docs() -> Response:
        response = _file(web_root, "api-docs/index.html")
        response.headers["Content-Security-Policy"] = content_security_policy(web_root, API_DOCS_POLICY)
        return response

    def file(path: str) -> Response:
        return _file(web_root, path)

    for number, rule in enumerate(PAGES):
        pages.add_url_rule(rule, f"page_{number}", shell, methods=["GET"])
    pages.add_url_rule("/s", "landing", landing, methods=["GET"])
    pages.add_url_rule("/api/docs", "api_docs", api_docs, methods=["GET"])
    pages.add_url_rule("/<built_file:path>", "file", file, methods=["GET"])
    app.register_blueprint(pages)


def _file(web_root: Path, name: str) -> Response:
    """One file of the build, in the smallest copy that the browser takes."""
    found = safe_join(str(web_root), name)
    if found is None or not _is_file(found):
        if name in SHELLS:
            raise NotBuilt
        raise NotFound
    path = Path(found)
    encoding, served = _smallest(path)
    response = current_app.response_class(served.read_bytes(), mimetype=_type_of(path))
    response.headers["Cache-Control"] = FOREVER if name.startswith("assets/") else ALWAYS_ASK
    response.headers["Vary"] = "Accept-Encoding"
    if encoding:
        response.headers["Content-Encoding"] = encoding
    response.set_etag(f"{served.stat().st_mtime_ns:x}-{served.stat().st_size:x}-{encoding}")
    response.make_conditional(request)
    return response


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except OSError:  # a name that no file system would take
        return False


def _smallest(path: Path) -> tuple[str, Path]:
    for encoding, suffix in ENCODINGS.items():
        copy = path.with_name(path.name + suffix)
        if request.accept_encodings[encoding] > 0 and copy.is_file():
            return encoding, copy
    return "", path


def _type_of(path: Path) -> str:
    return TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
