"""What a bad network, and a server of another opinion, do to a phone's requests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from server.core import once
from server.sync.services import DIGESTED
from tests.e2e import steps

if TYPE_CHECKING:
    from playwright.sync_api import Route

    from tests.e2e.phone import Phone


def lose_first_reply(phone: Phone, part: str) -> list[str]:
    """Let the first write to such an address reach the server, but not its answer the phone."""
    lost: list[str] = []

    def lose(route: Route) -> None:
        request = route.request
        if lost or request.method == "GET":
            route.continue_()
            return
        lost.append(request.url)
        cookie = request.header_value("Cookie") or ""
        steps.call(phone.url, request.method, urlsplit(request.url).path, request.post_data_json, cookie)
        route.abort("connectionreset")

    phone.context.route(lambda url: part in url, lose)
    return lost


def lengthen_notes(phone: Phone) -> None:
    """Show the server more words than a note may have: it refuses what the phone holds for right."""
    phone.context.route(lambda url: url.endswith("/api/sync"), _lengthen)


def _lengthen(route: Route) -> None:
    sent: Any = route.request.post_data_json
    digests = {op["op_id"]: once.digest_of({key: op[key] for key in DIGESTED}) for op in sent["ops"]}
    for op in sent["ops"]:
        op["body"]["text"] = op["body"]["text"] * 20
    answer = route.fetch(post_data=sent)
    told = answer.json()
    for result in told["results"]:
        result["digest"] = digests[result["op_id"]].hex()
    route.fulfill(response=answer, json=told)
