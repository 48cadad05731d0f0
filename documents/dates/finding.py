"""Finding every mention in a text."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from documents.dates.days import DAYS, days_before
from documents.dates.mentions import Mention, Pattern
from documents.dates.spans import SPANS
from documents.dates.terms import TERMS
from documents.dates.words import BLANK, without_lookalikes

_PATTERNS = (*DAYS, *TERMS, *SPANS)
_CLUES = tuple(dict.fromkeys(pattern.clue for pattern in _PATTERNS))
_CLUE_OF = tuple(_CLUES.index(pattern.clue) for pattern in _PATTERNS)


@lru_cache(maxsize=32_768)  # a cell is asked for the year of its paper, then for its items, then for its row
def find_mentions(text: str) -> tuple[Mention, ...]:
    """Every mention, in order, none overlapping another; the most exact way of writing is tried first."""
    clues = [clue.search(text) is not None for clue in _CLUES]
    if not any(clues):
        return ()
    left = without_lookalikes(text)
    found: list[Mention] = []
    for pattern, clue in zip(_PATTERNS, _CLUE_OF, strict=True):
        if clues[clue] and (new := list(_matches(left, pattern))):
            left = _blanked(left, new)
            found += new
    return tuple(sorted(found, key=lambda mention: mention.start))


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
