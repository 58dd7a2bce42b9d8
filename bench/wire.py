"""Requests to an application in this process, and the processor time that each takes."""

from __future__ import annotations

import gc
import time
from statistics import median
from typing import TYPE_CHECKING, Any

import orjson
from werkzeug.test import EnvironBuilder

from bench.world import BASE_URL
from server.core.strict_json import json_response

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from flask import Flask
    from flask.wrappers import Response

    from bench.world import Guest

HELLO = "/api/bench/hello"


def answer_hello(app: Flask) -> None:
    """Let `app` answer with the least JSON: what every figure is compared with."""

    @app.get(HELLO)
    def _() -> Response:
        return json_response({"hello": "world"})


class Request:
    """One request, ready to be sent; the making of it is not measured."""

    def __init__(self, path: str, guest: Guest | None = None, body: Any = None) -> None:
        """As a phone of `guest` sends it; with a `body` it is a POST."""
        headers = {"Origin": BASE_URL, "Kith-Client": "bench/1"}
        if guest is not None:
            headers["Cookie"] = f"sid={guest.token}"
        sent: dict[str, Any] = {"method": "GET"}
        if body is not None:
            sent = {"method": "POST", "data": orjson.dumps(body), "content_type": "application/json"}
        self._environ = EnvironBuilder(
            path, base_url=BASE_URL, headers=list(headers.items()), **sent
        ).get_environ()

    def send(self, app: Flask) -> bytes:
        """What `app` answers; anything but success stops the measurement."""
        told: list[str] = []

        def start(status: str, _headers: object, _error: object = None) -> Any:
            told.append(status)

        answer: Any = app.wsgi_app(self._environ, start)
        body = b"".join(answer)
        if hasattr(answer, "close"):
            answer.close()
        if not told[0].startswith("2"):
            raise RuntimeError(f"{told[0]}: {body.decode()[:500]}")
        return body


def processor_times(
    lanes: Mapping[str, Callable[[], Iterable[Callable[[], object]]]], rounds: int
) -> dict[str, float]:
    """Median microseconds of processor time a call of each lane; the lanes take turns in every round."""
    times: dict[str, list[float]] = {name: [] for name in lanes}
    for number in range(rounds + 1):
        for name, calls in lanes.items():
            taken = _processor_time(list(calls()))
            if number:  # the first round warms up
                times[name].append(taken)
    return {name: median(of_lane) for name, of_lane in times.items()}


def _processor_time(calls: Sequence[Callable[[], object]]) -> float:
    gc.collect()
    started = time.process_time_ns()
    for call in calls:
        call()
    return (time.process_time_ns() - started) / len(calls) / 1000
