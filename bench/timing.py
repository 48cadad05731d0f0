"""Asking two addresses in turn, and comparing what they took."""

import statistics
import time
from dataclasses import dataclass
from http.client import HTTPConnection

ASKED = 100
WARMING = 8


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


def compare(ours: Asked, floor: Asked) -> dict[str, float]:
    """p50 and p95 of both in milliseconds, asked in turn, and the ratio of the medians."""
    for _ in range(WARMING):
        once(ours)
        once(floor)
    pairs = [(once(ours)[0], once(floor)[0]) for _ in range(ASKED)]
    own, bare = [a for a, _ in pairs], [b for _, b in pairs]
    return {
        "p50_ms": round(statistics.median(own), 2),
        "p95_ms": round(statistics.quantiles(own, n=20)[-1], 2),
        "floor_p50_ms": round(statistics.median(bare), 2),
        "ratio": round(statistics.median(own) / statistics.median(bare), 2),
    }
