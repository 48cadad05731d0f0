"""Asking two addresses in turn, and comparing what they took."""

import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from http.client import HTTPConnection

ROUNDS = 5  # a processor changes its speed within seconds: each page is asked at several times of the run
ASKED = 20  # in each
WARMING = 24  # each of two processes prepares a statement at the sixth time, and PostgreSQL keeps its plan five later


@dataclass(frozen=True, slots=True)
class Asked:
    """One address and who asks."""

    port: int
    path: str
    session: str = ""


def once(asked: Asked) -> tuple[float, bytes]:
    """Milliseconds until the whole answer is here, and the answer. Raises when it is not 200."""
    headers = {"Cookie": f"sessionid={asked.session}"} if asked.session else {}
    began = time.perf_counter()
    connection = HTTPConnection("127.0.0.1", asked.port, timeout=30)
    connection.request("GET", asked.path, headers=headers)
    response = connection.getresponse()
    body = response.read()
    took = (time.perf_counter() - began) * 1000
    connection.close()
    if response.status != 200:
        raise RuntimeError(f"{asked.path} answered {response.status}")
    return took, body


def warm(ours: Asked, floor: Asked) -> None:
    """Ask both until neither does anything for the first time."""
    for _ in range(WARMING):
        once(ours)
        once(floor)


def in_turn(ours: Asked, floor: Asked, times: int) -> list[tuple[float, float]]:
    """Milliseconds of both, asked one after the other."""
    return [(once(ours)[0], once(floor)[0]) for _ in range(times)]


def figures(pairs: Sequence[tuple[float, float]]) -> dict[str, float]:
    """p50 and p95 of the first and p50 of the second in milliseconds, and the ratio of the medians."""
    own, bare = [a for a, _ in pairs], [b for _, b in pairs]
    return {
        "p50_ms": round(statistics.median(own), 2),
        "p95_ms": round(statistics.quantiles(own, n=20)[-1], 2),
        "floor_p50_ms": round(statistics.median(bare), 2),
        "ratio": round(statistics.median(own) / statistics.median(bare), 2),
    }
