"""Two changes of one text put together, word by word, where they do not meet."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from policies.document.comparison import Mark, Piece, compare_texts

LONGEST = 100_000
"""Characters beyond which a text is shown and answered whole: nobody reads its marked words, and marking takes long."""


@dataclass(frozen=True, slots=True)
class _Edit:
    """The characters `start` to `end` of a text replaced by other words."""

    start: int
    end: int
    words: str


def marked_words(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces of two texts, as `compare_texts` says; of very long ones each whole."""
    if before == after or max(len(before), len(after)) <= LONGEST:
        return compare_texts(before, after)
    return tuple(piece for piece in (Piece(Mark.REMOVED, before), Piece(Mark.ADDED, after)) if piece.text)


def combined(base: str, ours: str, theirs: str) -> str | None:
    """The text with both changes in it; None where they meet, or where one of the texts is too long to say."""
    if theirs in (ours, base):
        return ours
    if ours == base:
        return theirs
    if max(len(base), len(ours), len(theirs)) > LONGEST:
        return None
    edits = sorted({*_edits(base, ours), *_edits(base, theirs)}, key=lambda edit: (edit.start, edit.end))
    if any(later.start <= earlier.end for earlier, later in pairwise(edits)):
        return None
    made, at = "", 0
    for edit in edits:
        made += base[at : edit.start] + edit.words
        at = edit.end
    return made + base[at:]


def _edits(base: str, text: str) -> Iterator[_Edit]:
    """What was done to `base` to make it `text`."""
    start = end = 0
    words = ""
    for piece in compare_texts(base, text):
        if piece.mark is Mark.SAME:
            if end > start or words:
                yield _Edit(start, end, words)
            start = end = end + len(piece.text)
            words = ""
        elif piece.mark is Mark.REMOVED:
            end += len(piece.text)
        else:
            words += piece.text
    if end > start or words:
        yield _Edit(start, end, words)
