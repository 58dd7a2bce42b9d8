"""Over HTTP, as `kith serve` runs it (granian, 2 workers): stalled phones, and pushes beside hello."""

from __future__ import annotations

from itertools import repeat
from statistics import median, quantiles
from typing import TYPE_CHECKING

import orjson

from bench.load import latencies, stalled, throughput
from bench.measure import Measurement
from bench.pair import folder
from bench.served import served
from bench.sync_push import SYNC, Phone
from bench.world import World
from tests.e2e.real_server import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.world import Guest

PHONES = 4
STALLED = 20


def measure_http(*, guests: int = 1_200, rounds: int = 5, each: int = 40) -> list[Measurement]:
    """How hello fares beside stalled phones, and how pushes fare beside hello."""
    with folder() as home:
        port = free_port()
        world = World(f"sqlite:///{home}/kith.db", home, base_url=f"http://localhost:{port}")
        world.begin(guests)
        world.close()
        with served(world, port):
            shares, tails = _rounds(world, port, rounds, each)
    return [
        Measurement(
            "hello_p99_with_20_stalled_phones_x_without", round(median(tails), 2), "ratio", at_most=2
        ),
        Measurement("http_push_1_share_of_hello", round(median(shares), 2), "ratio", at_least=0.3),
    ]


def _rounds(world: World, port: int, rounds: int, each: int) -> tuple[list[float], list[float]]:
    hello = _bytes(world, "/api/health")
    half_sent = _bytes(world, SYNC, world.guests[0], Phone(world, world.guests[0], world.guests[1:]).batch(1))
    pushers = [_pushes(world, number) for number in range(PHONES)]
    shares: list[float] = []
    tails: list[float] = []
    for number in range(rounds + 1):
        greeters: list[Iterator[bytes]] = [iter(repeat(hello)) for _ in range(PHONES)]
        calm = latencies(port, greeters, each=each * 5)
        with stalled(port, half_sent, STALLED):
            crowded = latencies(port, greeters, each=each * 5)
        share = throughput(port, pushers, each=each) / throughput(port, greeters, each=each * 5)
        if number:  # the first round warms up
            shares.append(share)
            tails.append(_p99(crowded) / _p99(calm))
    return shares, tails


def _p99(values: list[float]) -> float:
    return quantiles(values, n=100)[-1]


def _pushes(world: World, number: int) -> Iterator[bytes]:
    """New scans by one guest; each of the pushers meets guests of its own."""
    me = world.guests[number]
    phone = Phone(world, me, world.guests[PHONES + number :: PHONES])
    while True:
        yield _bytes(world, SYNC, me, phone.batch(1))


def _bytes(world: World, path: str, guest: Guest | None = None, body: object = None) -> bytes:
    host = world.base_url.removeprefix("http://")
    lines = [f"{'GET' if body is None else 'POST'} {path} HTTP/1.1", f"Host: {host}"]
    content = b"" if body is None else orjson.dumps(body)
    if guest is not None:
        lines += [f"Cookie: sid={guest.token}", f"Origin: {world.base_url}", "Kith-Client: bench/1"]
        lines += ["Content-Type: application/json", f"Content-Length: {len(content)}"]
    return "\r\n".join([*lines, "", ""]).encode() + content
