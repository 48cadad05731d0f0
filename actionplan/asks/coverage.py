"""What a recommendation asks for beside what is done about it: asks with no action, actions serving no ask. Pure.

An ask is a stretch of the recommendation's own words: its start and its end count characters of the text.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from actionplan.rules import Refused, count, is_no_answer

MOST_ASKS = 200
_QUOTED = 60


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that is asked for, in the recommendation's own words."""

    key: int
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Serving:
    """That an action serves an ask. left_out: what of it is left out; empty where it is served whole."""

    ask: int
    action: int
    left_out: str


@dataclass(frozen=True, slots=True)
class Answered:
    """An ask with the words of the actions that serve it. narrowing: those that do in part, and what they leave out."""

    ask: Ask
    number: int
    actions: tuple[str, ...]
    narrowing: tuple[tuple[str, str], ...]

    @property
    def has_no_action(self) -> bool:
        """Whether nothing is done about it."""
        return not self.actions and not self.narrowing

    @property
    def is_narrowed(self) -> bool:
        """Whether every action that serves it leaves something of it out."""
        return bool(self.narrowing) and not self.actions


@dataclass(frozen=True, slots=True)
class Coverage:
    """All asks of a recommendation, in the order of its words. idle: the words of actions that serve none of them."""

    asks: tuple[Answered, ...]
    idle: tuple[str, ...]

    @property
    def uncovered(self) -> tuple[Answered, ...]:
        """Asks with no action."""
        return tuple(one for one in self.asks if one.has_no_action)

    @property
    def narrowed(self) -> tuple[Answered, ...]:
        """Asks that are served only in part."""
        return tuple(one for one in self.asks if one.is_narrowed)

    @property
    def sentence(self) -> str:
        """What there is to see, in a sentence."""
        if not self.asks:
            return "Nobody has marked yet what this recommendation asks for, so what is left out cannot be seen."
        told = [
            (len(self.uncovered), "has no action", "have no action"),
            (len(self.narrowed), "is served only in part", "are served only in part"),
        ]
        parts = [f"{n} {one if n == 1 else more}" for n, one, more in told if n]
        asks = f"{count(len(self.asks), 'ask')}: {', '.join(parts) or 'each has an action'}."
        if not self.idle:
            return asks
        return f"{asks} {count(len(self.idle), 'action')} {'serves' if len(self.idle) == 1 else 'serve'} no ask."


def coverage(asks: Iterable[Ask], servings: Iterable[Serving], actions: Mapping[int, str]) -> Coverage:
    """Put asks and actions beside each other. actions: the words of each of the recommendation's, by its key."""
    served = list(servings)
    in_order = sorted(asks, key=lambda ask: ask.start)
    answered = tuple(
        Answered(
            ask,
            number,
            tuple(actions[one.action] for one in served if one.ask == ask.key and not one.left_out),
            tuple((actions[one.action], one.left_out) for one in served if one.ask == ask.key and one.left_out),
        )
        for number, ask in enumerate(in_order, start=1)
    )
    serving = {one.action for one in served}
    # Where nothing is marked, no action can be said to serve no ask.
    idle = tuple(words for key, words in actions.items() if key not in serving) if in_order else ()
    return Coverage(answered, idle)


# The words as they are shown -----------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a recommendation's words. number: of the ask that it is; 0 where it is none."""

    text: str
    number: int = 0


def pieces(text: str, asks: Iterable[Ask]) -> list[Piece]:
    """The whole text, cut where asks begin and end. Marks that reach outside it or into each other are passed over."""
    found, at = [], 0
    for number, ask in enumerate(sorted(asks, key=lambda ask: ask.start), start=1):
        if ask.start < at or ask.end > len(text) or ask.end <= ask.start:
            continue
        if ask.start > at:
            found.append(Piece(text[at : ask.start]))
        found.append(Piece(text[ask.start : ask.end], number))
        at = ask.end
    return [*found, Piece(text[at:])] if at < len(text) else found


_BREAK = re.compile(r"[.;:?!](?=\s|$)|,(?=\s)|\s+(?:and|or|including|so that)(?=\s)|\n+", re.IGNORECASE)
_FEWEST_WORDS = 2


def proposed(text: str, asks: Iterable[Ask]) -> list[tuple[int, int]]:
    """Stretches of the text that may be one ask each, where none is marked yet: between stops, commas and "and"."""
    marked = [(ask.start, ask.end) for ask in asks]
    ends = [match.span() for match in _BREAK.finditer(text)] + [(len(text), len(text))]
    found, at = [], 0
    for first, last in ends:
        start, end = trimmed(text, at, first)
        at = last
        is_free = all(end <= other_start or start >= other_end for other_start, other_end in marked)
        if is_free and len(text[start:end].split()) >= _FEWEST_WORDS:
            found.append((start, end))
    return found[:MOST_ASKS]


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the spaces and stops at its ends."""
    while start < end and not text[start].isalnum() and text[start] not in "“‘\"'(":
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".,;:"):
        end -= 1
    return start, end


# Finding and checking ------------------------------------------------------------------------------------------------
def find(text: str, words: str) -> tuple[int, int]:
    """Where words that somebody typed or pasted stand in a text, however they are spaced. Raises Refused."""
    sought = words.split()
    if not sought:
        raise Refused("Enter the words that ask for one thing, as the recommendation has them.", field="words")
    pattern = r"\s+".join(_typed(word) for word in sought)
    found = [match.span() for match in re.finditer(pattern, text, re.IGNORECASE)]
    if not found:
        raise Refused("These words do not stand in the recommendation. Copy them from its text.", field="words")
    if len(found) > 1:
        raise Refused(
            f"These words stand in the recommendation {len(found)} times. Enter more of the words round them.",
            field="words",
        )
    return found[0]


_QUOTES = {
    "'": "['’‘]",
    "’": "['’‘]",
    "‘": "['’‘]",
    '"': '["“”]',
    "“": '["“”]',
    "”": '["“”]',
    "-": "[-–—]",
    "–": "[-–—]",
}


def _typed(word: str) -> str:
    return "".join(_QUOTES.get(sign, re.escape(sign)) for sign in word)


def check_ask(text: str, start: int, end: int, asks: Sequence[Ask]) -> None:
    """Raise Refused unless these words of a text can be one more ask."""
    if not 0 <= start < end <= len(text):
        raise Refused("These words reach outside the recommendation. Select words of its text.", field="words")
    if not any(sign.isalnum() for sign in text[start:end]):
        raise Refused("There is no word in what you selected. Select the words that ask for one thing.", field="words")
    if len(asks) >= MOST_ASKS:
        raise Refused(f"There are {MOST_ASKS} asks, as many as can be told apart. Remove some first.", field="words")
    for ask in asks:
        if start < ask.end and ask.start < end:
            raise Refused(
                f"These words overlap with an ask that is marked already: “{quoted(ask.words)}”.", field="words"
            )


def check_left_out(left_out: str) -> None:
    """Raise Refused unless this says what an action leaves out of an ask."""
    if is_no_answer(left_out):
        raise Refused("Say what is left out, or choose that the action serves the ask.", field=None)


def quoted(words: str) -> str:
    """Words, cut where they are long."""
    return words if len(words) <= _QUOTED else f"{words[:_QUOTED].rstrip()} …"
