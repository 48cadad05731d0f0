"""Finding every mention in a text."""

import re
from collections.abc import Iterable, Iterator

from documents.dates.days import DAYS, days_before
from documents.dates.mentions import Mention, Pattern
from documents.dates.spans import SPANS
from documents.dates.terms import TERMS
from documents.dates.words import BLANK, without_lookalikes

_PATTERNS = (*DAYS, *TERMS, *SPANS)


def find_mentions(text: str) -> list[Mention]:
    """Every mention, in order, none overlapping another; the most exact way of writing is tried first."""
    clues: dict[re.Pattern[str], bool] = {}
    found: list[Mention] = []
    left = text
    for pattern in _PATTERNS:
        if pattern.clue not in clues:
            clues[pattern.clue] = bool(pattern.clue.search(text))
            if clues[pattern.clue] and left is text:
                left = without_lookalikes(text)
        if clues[pattern.clue] and (new := list(_matches(left, pattern))):
            left = _blanked(left, new)
            found += new
    return sorted(found, key=lambda mention: mention.start)


def _matches(text: str, pattern: Pattern) -> Iterator[Mention]:
    floor = 0
    for match in pattern.expression.finditer(text):
        mention = pattern.build(match)
        if mention is not None:
            yield from reversed(list(days_before(text, mention, floor)))
            yield mention
            floor = mention.end


def _blanked(text: str, mentions: Iterable[Mention]) -> str:
    pieces, at = [], 0
    for mention in mentions:
        pieces += [text[at : mention.start], BLANK * (mention.end - mention.start)]
        at = mention.end
    return "".join([*pieces, text[at:]])
