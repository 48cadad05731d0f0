"""Lines at the front that hold two things beside each other: whose policy it is, its title, its number and date."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from documents.blocks import Block, Heading, Paragraph

from .lines import is_organisation, is_titled, label_and_value

_LONGEST_LINE = 30  # words
_GAP = re.compile(r"\s{3,}|\t+|\s+\|\s+")
_DASH = re.compile(r"\s[-–—]\s")


def set_apart(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, each line that says a name or a title beside something else in the parts that it has."""
    for block in blocks:
        parts = _parts(block.text) if isinstance(block, Heading | Paragraph) else ()
        if len(parts) < 2:
            yield block
            continue
        for part in parts:
            is_name = is_titled(part) or is_organisation(part)
            if isinstance(block, Heading) and is_name:
                yield replace(block, text=part)
            else:
                yield Paragraph(part, block.place)


def _parts(text: str) -> tuple[str, ...]:
    if label_and_value(text) is not None:
        return ()
    parts = tuple(part for part in _GAP.split(text) if part)
    if len(parts) > 1:
        return parts if any(is_titled(part) or is_organisation(part) for part in parts) else ()
    parts = tuple(_DASH.split(text))
    if any(is_titled(part) for part in parts) and any(is_organisation(part) for part in parts):
        return parts
    return _by_capitals(text)


def _by_capitals(text: str) -> tuple[str, ...]:
    """A name and a title of which one is in capitals: "Elm Hill School GARDEN POLICY"."""
    words = text.split()
    if len(words) > _LONGEST_LINE:
        return ()
    for place in range(1, len(words)):
        before, after = " ".join(words[:place]), " ".join(words[place:])
        apart = after[0].isupper() and before.isupper() != after.isupper()
        if apart and _are_name_and_title(before, after):
            return before, after
    return ()


def _are_name_and_title(before: str, after: str) -> bool:
    return (is_organisation(before) and is_titled(after)) or (is_titled(before) and is_organisation(after))
