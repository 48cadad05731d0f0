"""The source beside its reading: which of its lines are shown at once, and what became of each. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MOST_LINES = 300
MOST_LETTERS = 100_000
"""How much of a source, and of its reading, a page shows at once: a few hundred KB with all that stands round it."""
MOST_LOOSE = 20
_MOST_CHOICES = 1_000


def most_loose(places: int) -> int:
    """How many pieces that stand nowhere a page shows, where each offers so many places to put it."""
    return max(1, min(MOST_LOOSE, _MOST_CHOICES // max(1, places)))


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of some lines: the part they are read as, by the address that shows it; or why they are in none."""

    first: int
    last: int
    href: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line as it came, in the shape of the component `source_lines`.

    taken: "yes" where it was read as a part, "no" where its words stand nowhere, empty where it holds neither.
    The first line of a part has the address that leads to it: one link for each part, for those who go by keyboard.
    """

    number: int
    text: str
    href: str = ""
    note: str = ""
    taken: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """The lines that are shown, and the first line of those before and after them; 0 where there are none."""

    lines: tuple[SourceLine, ...]
    earlier: int
    later: int


def beside(lines: Sequence[Mapping[str, Any]], taken: Iterable[Taken], *, start: int) -> Beside:
    """The lines from number `start` on, as many as a page holds, each with what became of it."""
    at = next((place for place, line in enumerate(lines) if line["number"] >= start), 0)
    end, letters = at, 0
    while end < len(lines) and end - at < MOST_LINES and (end == at or letters < MOST_LETTERS):
        letters += len(lines[end]["text"])
        end += 1
    shown = lines[at:end]
    became = _by_line(taken, shown)
    return Beside(
        tuple(_line(line, became.get(line["number"]), low=shown[0]["number"]) for line in shown),
        earlier=lines[max(0, at - MOST_LINES)]["number"] if at else 0,
        later=lines[end]["number"] if end < len(lines) else 0,
    )


def _by_line(taken: Iterable[Taken], shown: Sequence[Mapping[str, Any]]) -> dict[int, Taken]:
    """What became of each line that is shown; of two that share one, the first."""
    found: dict[int, Taken] = {}
    if not shown:
        return found
    low, high = shown[0]["number"], shown[-1]["number"]
    for one in taken:
        for number in range(max(one.first, low), min(one.last, high) + 1):
            found.setdefault(number, one)
    return found


def _line(line: Mapping[str, Any], one: Taken | None, *, low: int) -> SourceLine:
    text = line["text"]
    if len(text) > MOST_LETTERS:
        text = f"{text[:MOST_LETTERS]}…"
    if one is None:
        return SourceLine(line["number"], text)
    is_first = line["number"] == max(one.first, low)
    return SourceLine(
        line["number"], text, one.href if is_first else "", one.note if is_first else "", "no" if one.note else "yes"
    )
