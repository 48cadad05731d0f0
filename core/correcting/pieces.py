"""Cutting a text in two and joining two, with no word lost or made; and words that stand nowhere yet. Pure."""

import re
from dataclasses import dataclass

from core.correcting.operations import Refused
from documents.blocks import words

_SHORT = 60


@dataclass(frozen=True, slots=True)
class Loose:
    """Words of the source that stand in no part of the reading, and why. `aside`: a person chose to leave them out.

    lines: the first and last line of the source they stand on, where it is known.
    """

    key: str
    text: str
    place: str
    reason: str
    lines: tuple[int, int] | None = None
    aside: bool = False


def cut(segments: tuple[str, ...], before: str) -> tuple[int, str, str]:
    """Where a second part begins that begins with the words `before`: the segment's index, and its two halves.

    Raises Refused unless the words stand there exactly once, at the beginning of a word and not of the whole.
    """
    sought = before.split()
    if not sought:
        raise Refused("Type the first words of the second part.")
    pattern = re.compile(r"\s+".join(re.escape(word) for word in sought))
    found = [
        (index, match.start())
        for index, segment in enumerate(segments)
        for match in pattern.finditer(segment)
        if is_between_words(segment, match.start())
    ]
    if len(found) > 1:
        raise Refused(f"“{short(before)}” stands there {len(found)} times. Type a few words more, as they stand there.")
    if not found:
        raise Refused(f"“{short(before)}” does not stand there. Type the words as they stand there.")
    index, at = found[0]
    head, tail = segments[index][:at], segments[index][at:]
    if index == 0 and not words(head):
        raise Refused("The second part would be all of it. Type the words with which it is to begin.")
    return index, head.rstrip(), tail.strip()


def is_between_words(text: str, at: int) -> bool:
    """Whether a text can be cut at this place without cutting a word in two."""
    return words(text[:at]) + words(text[at:]) == words(text)


def joined(*texts: str) -> str:
    """Texts run on as one."""
    return " ".join(text.strip() for text in texts if text.strip())


def short(text: str) -> str:
    """The beginning of a text, to name it by in a sentence."""
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else f"{line[:_SHORT].rsplit(' ', 1)[0]}…"
