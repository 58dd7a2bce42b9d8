"""The browser wall: one host, own pages only, and the headers that every answer carries."""

from __future__ import annotations

import hmac
import json
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from flask import current_app, request

from server.core.errors import CrossSite, WrongHost

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from flask import Flask
    from flask.wrappers import Response

    from server.settings import Settings

CLIENT_HEADER = "Kith-Client"
CSP_REPORTS = "/api/csp-reports"
POLICY = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "style-src": "'self'",
    "img-src": "'self' blob:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "object-src": "'none'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "app",
    "report-to": "csp",
}
HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": (
        "camera=(self), clipboard-write=(self), web-share=(self), microphone=(), geolocation=(), "
        "payment=(), usb=(), serial=(), bluetooth=()"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Reporting-Endpoints": f'csp="{CSP_REPORTS}"',
}
TRANSPORT_SECURITY = "max-age=63072000; includeSubDomains"


def protect(app: Flask, settings: Settings) -> None:
    """Check the host of each request to `app` and send the headers with each answer."""
    policy = {"Content-Security-Policy": content_security_policy(settings.web_root), **HEADERS}
    if settings.secure:
        policy["Strict-Transport-Security"] = TRANSPORT_SECURITY
    app.config["BASE_URL"] = settings.base_url
    app.config["SECRET_KEY"] = settings.secret_key

    @app.before_request
    def _() -> None:
        if request.host != settings.host:
            raise WrongHost(f"This server answers at {settings.base_url}. Open that address instead.")

    @app.after_request
    def _(response: Response) -> Response:
        for name, value in policy.items():
            response.headers.setdefault(name, value)
        if request.path.startswith("/api/"):
            response.headers.setdefault("Cache-Control", "no-store")
            response.headers.setdefault("Vary", "Cookie")
        return response


def content_security_policy(web_root: Path, changes: Mapping[str, str | None] | None = None) -> str:
    """The policy, with the hashes of the shells' inline styles as the build wrote them.

    `changes` gives directives of a page of its own; None takes one away.
    """
    hashes_file = web_root / "csp-hashes.json"
    hashes: list[str] = json.loads(hashes_file.read_text())["style"] if hashes_file.exists() else []
    styles = " ".join([POLICY["style-src"], *(f"'{digest}'" for digest in hashes)])
    policy = {**POLICY, "style-src": styles, **(changes or {})}
    return "; ".join(f"{name} {value}" for name, value in policy.items() if value is not None)


def refuse_foreign_pages() -> None:
    """Let an unsafe request pass only from our own pages, or from a script that says so.

    Raises:
        CrossSite: another site sent it, or nothing tells who did.
    """
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    own_origin = origin is not None and _same_origin(origin)
    from_us = site == "same-origin" if site is not None else own_origin
    if origin is not None and not own_origin:
        from_us = False
    if not from_us or not request.headers.get(CLIENT_HEADER):
        raise CrossSite


def _same_origin(origin: str) -> bool:
    base = urlsplit(base_url())
    return origin == f"{base.scheme}://{base.netloc}"


def base_url() -> str:
    """The one address that every absolute link begins with."""
    return cast("str", current_app.config["BASE_URL"])


def signing_key(purpose: bytes) -> bytes:
    """A key for one purpose, derived from the server's secret (HMAC-SHA-256, RFC 2104)."""
    return hmac.digest(cast("bytes", current_app.config["SECRET_KEY"]), purpose, "sha256")
