"""A load generator: a few phones, each sending its next request when it has its answer; loopback only."""

from __future__ import annotations

import socket
import time
from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import islice

END_OF_HEAD = b"\r\n\r\n"
PATIENCE_S = 10.0


def latencies(port: int, phones: list[Iterator[bytes]], *, each: int) -> list[float]:
    """Seconds from request to answer, of `each` requests of every phone at once."""
    with ThreadPoolExecutor(len(phones)) as threads:
        told = threads.map(partial(_one_phone, port), [islice(phone, each) for phone in phones])
    return [seconds for of_phone in told for seconds in of_phone]


def throughput(port: int, phones: list[Iterator[bytes]], *, each: int) -> float:
    """Answers a second."""
    started = time.perf_counter()
    count = len(latencies(port, phones, each=each))
    return count / (time.perf_counter() - started)


@contextmanager
def stalled(port: int, request: bytes, phones: int) -> Generator[None]:
    """Phones that have sent half of a request and wait, while the block runs."""
    connections = [socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_S) for _ in range(phones)]
    for connection in connections:
        connection.sendall(request[: -len(request) // 8])
    time.sleep(0.2)
    try:
        yield
    finally:
        for connection in connections:
            connection.close()


def _one_phone(port: int, requests: Iterator[bytes]) -> list[float]:
    told: list[float] = []
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_S) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for request in requests:
            started = time.perf_counter()
            connection.sendall(request)
            _read_answer(connection)
            told.append(time.perf_counter() - started)
    return told


def _read_answer(connection: socket.socket) -> None:
    received = b""
    while END_OF_HEAD not in received:
        received += _some(connection)
    head, _, body = received.partition(END_OF_HEAD)
    if not head.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(head.decode(errors="replace"))
    missing = _length(head) - len(body)
    while missing > 0:
        missing -= len(_some(connection))


def _some(connection: socket.socket) -> bytes:
    data = connection.recv(65_536)
    if not data:
        raise RuntimeError("the server closed the connection")
    return data


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    raise RuntimeError("an answer without a length")
