"""Pairing what was wanted with what was found, in order. Pure."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

W = TypeVar("W")
F = TypeVar("F")


def aligned(
    wanted: Sequence[W], found: Sequence[F], likeness: Callable[[W, F], float]
) -> Iterator[tuple[W | None, F | None]]:
    """Each wanted beside its found, None where there is none, so that the likenesses of all pairs sum to the most.

    The order of both is kept; a likeness of 0 makes no pair.
    """
    width = len(found)
    best = [[0.0] * (width + 1) for _ in range(len(wanted) + 1)]
    like = [[likeness(one, other) for other in found] for one in wanted]
    for i in range(len(wanted) - 1, -1, -1):
        for j in range(width - 1, -1, -1):
            paired = best[i + 1][j + 1] + like[i][j] if like[i][j] else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    i = j = 0
    while i < len(wanted) and j < width:
        if like[i][j] and best[i][j] == best[i + 1][j + 1] + like[i][j]:
            yield wanted[i], found[j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            yield wanted[i], None
            i += 1
        else:
            yield None, found[j]
            j += 1
    yield from ((one, None) for one in wanted[i:])
    yield from ((None, other) for other in found[j:])
