"""The front of a policy: its title, subtitle and organisation, told apart from what the file puts around them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from documents.blocks import Block, Heading, ListItem, Paragraph, Table, words
from documents.readers.headings import is_capitals
from documents.readers.rows import is_unfinished

from .beside import set_apart
from .blanks import blanks_in
from .lines import (
    is_control_line,
    is_enclosed,
    is_generic_title,
    is_numbered,
    is_only_dates,
    is_organisation,
    is_section_name,
    is_titled,
    is_trail,
    label_and_value,
    text_of,
)
from .shape import Unplaced

_FRONT = 25  # blocks
_LONGEST_LINE = 16  # words
_SAYS_WHOSE = re.compile(
    r"An? (?:\w+ ){0,4}(?:policy|statement|strategy|plan)\b"
)  # "A policy of the governors of Oak Hill"
_PART = re.compile(r"(?:chapter|part|section|appendix|annex|schedule) \w{1,4}", re.IGNORECASE)
_TITLE_LABEL = re.compile(
    r"(?:(?:policy|document) )?(?:title|name)(?: of (?:the )?(?:policy|document))?:?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Front:
    """What the front says, and the blocks that are left for the sections, in order."""

    title: str | None
    subtitle: str | None
    organisation: str | None
    unplaced: tuple[Unplaced, ...]
    rest: tuple[Block, ...]


def read_front(blocks: Sequence[Block]) -> Front:
    """Find title, subtitle and organisation in the first lines."""
    front = _read(blocks)
    return front if front.title else _labelled(front)


def _labelled(front: Front) -> Front:
    """The front, with the title that a line or a row gives behind its label: "Policy title: Succession"."""
    for index, block in enumerate(front.rest[:_FRONT]):
        rows = block.rows if isinstance(block, Table) else (label_and_value(text_of(block)) or (),)
        found = next((row for row in rows if len(row) == 2 and _TITLE_LABEL.fullmatch(row[0])), None)
        if found is None or not found[1].strip():
            continue
        others = tuple(row for row in rows if row is not found)
        left = [replace(block, rows=others)] if isinstance(block, Table) and others else []
        return replace(
            front,
            title=found[1],
            unplaced=(*front.unplaced, Unplaced(found[0], block.place, "It says that its value is the title.")),
            rest=(*front.rest[:index], *left, *front.rest[index + 1 :]),
        )
    return front


def _read(given: Sequence[Block]) -> Front:
    end = _end_of_front(given)
    blocks = (*set_apart(given[:end]), *given[end:])
    end += len(blocks) - len(given)
    lines = [index for index in range(end) if _is_line(blocks[index])]
    organisation = next((index for index in lines if is_organisation(text_of(blocks[index]))), None)
    title = _title(blocks, lines, organisation)
    parts = [] if title is None else _parts_of_title(blocks, title, lines, organisation)
    copies = [index for index in lines if parts and index not in parts and _same(blocks[index], blocks[parts[-1]])]
    subtitle = _subtitle(blocks, lines, [*parts, *copies], organisation)
    used = {*parts, *(index for index in (subtitle, organisation) if index is not None)}
    last = max(used, default=-1)
    left = [
        index
        for index in lines
        if index not in used and (index in copies or _is_left_over(blocks[index], before_title=index < last))
    ]
    return Front(
        title=" ".join(text_of(blocks[index]) for index in parts) or None,
        subtitle=None if subtitle is None else text_of(blocks[subtitle]),
        organisation=None if organisation is None else text_of(blocks[organisation]),
        unplaced=tuple(
            Unplaced(text_of(blocks[index]), blocks[index].place, _reason(blocks, index, parts, copies, organisation))
            for index in left
        ),
        rest=tuple(block for index, block in enumerate(blocks) if index not in used and index not in left),
    )


def _end_of_front(blocks: Sequence[Block]) -> int:
    """The first list, section name or numbered heading ends the front."""
    for index, block in enumerate(blocks[:_FRONT]):
        if isinstance(block, ListItem):
            return index
        if not isinstance(block, Heading) or is_only_dates(block.text):
            continue
        named = is_section_name(block.text) or is_numbered(block.text)
        if named and not _is_banner(blocks, index):
            return index
    return min(len(blocks), _FRONT)


def _is_banner(blocks: Sequence[Block], index: int) -> bool:
    """Whether "Policy statement" stands above the title and says what sort of paper this is."""
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    if index or not is_generic_title(text_of(blocks[index])) or not isinstance(following, Heading):
        return False
    return not is_section_name(following.text) and not is_numbered(following.text)


def _is_line(block: Block) -> bool:
    if isinstance(block, Heading):
        return True
    return (
        isinstance(block, Paragraph) and len(words(block.text)) <= _LONGEST_LINE and not block.text.endswith((".", ";"))
    )


def _is_prose(block: Block) -> bool:
    return isinstance(block, Paragraph) and (not _is_line(block) or block.text.endswith(":"))


def _title(blocks: Sequence[Block], lines: Sequence[int], organisation: int | None) -> int | None:
    prose = next((index for index, block in enumerate(blocks) if _is_prose(block)), len(blocks))
    banners = [text_of(block) for block in blocks[:_FRONT]]
    fitting = [
        index
        for index in lines
        if index != organisation
        and not any(is_trail(line) and line.startswith(text_of(blocks[index])) for line in banners)
        and not is_trail(text_of(blocks[index]))
        and not is_control_line(text_of(blocks[index]))
        and not is_organisation(text_of(blocks[index]))
        and not is_enclosed(text_of(blocks[index]))
        and not _PART.fullmatch(text_of(blocks[index]))
        and not text_of(blocks[index]).endswith(":")
    ]
    before_text = [index for index in fitting if index < prose]
    for choice in (
        [index for index in fitting if _is_to_be_named(text_of(blocks[index]))],
        [index for index in before_text if is_titled(text_of(blocks[index]))],
        [index for index in fitting if is_titled(text_of(blocks[index])) and isinstance(blocks[index], Heading)],
        [index for index in before_text if isinstance(blocks[index], Heading) and not _is_banner(blocks, index)],
        [index for index in before_text if index and _PART.fullmatch(text_of(blocks[index - 1]))],
    ):
        if choice:
            return _above(blocks, _within(blocks, choice), lines, organisation)
    return None


def _within(blocks: Sequence[Block], titles: Sequence[int]) -> int:
    """The first of the titles, or one below it that it ends with: "Elm Trust Garden Policy" above "Garden Policy"."""
    first = text_of(blocks[titles[0]]).casefold()
    return next((title for title in titles if first.endswith(f" {text_of(blocks[title]).casefold()}")), titles[0])


def _above(blocks: Sequence[Block], title: int, lines: Sequence[int], organisation: int | None) -> int:
    """The line above one that only says what sort of policy it is: "A policy of the governors of Oak Hill"."""
    above = title - 1
    if not _SAYS_WHOSE.match(text_of(blocks[title])) or above not in lines or above == organisation:
        return title
    text = text_of(blocks[above])
    return title if is_trail(text) or is_control_line(text) or is_enclosed(text) or text.endswith(":") else above


def _is_to_be_named(text: str) -> bool:
    """Whether the line is a title with a blank for the school: "[Name of school] Leave Policy", "LEAVE AT ......"."""
    blank = next(blanks_in(text), None)
    if blank is None or blank.means != "school":
        return False
    return (is_titled(text) and blank.start == 0) or (is_capitals(text) and blank.start > 0)


def _parts_of_title(blocks: Sequence[Block], title: int, lines: Sequence[int], organisation: int | None) -> list[int]:
    """The title's lines: "Policy" alone is the second line of the one before it."""
    before = title - 1
    if (
        is_generic_title(text_of(blocks[title]))
        and before in lines
        and before != organisation
        and not is_control_line(text_of(blocks[before]))
        and not is_trail(text_of(blocks[before]))
        and not is_organisation(text_of(blocks[before]))
    ):
        return [before, title]
    if before in lines and before != organisation and _runs_over(blocks[before], blocks[title]):
        return [before, title]
    return [title]


def _runs_over(line: Block, following: Block) -> bool:
    """Whether a title stands on two lines: one leans on the next, or is right above it and both are in capitals."""
    texts = text_of(line), text_of(following)
    if is_organisation(texts[0]) or is_control_line(texts[0]) or is_trail(texts[0]) or is_numbered(texts[0]):
        return False
    close = following.place.unit == "line" and following.place.first - line.place.last == 1
    shouted = close and all(text.isupper() and not is_enclosed(text) for text in texts)
    return shouted or is_unfinished(texts[0])


def _subtitle(
    blocks: Sequence[Block], lines: Sequence[int], title: Sequence[int], organisation: int | None
) -> int | None:
    """The line after the title, where it stands close to it, or in quotation marks, or before a heading."""
    if not title:
        return None
    if title[0] == 1 and _is_banner(blocks, 0):
        return 0
    place = max(title) + 1
    if place == organisation:
        place += 1
    if place >= len(blocks):
        return None
    block = blocks[place]
    text = text_of(block)
    if isinstance(block, Paragraph) and is_enclosed(text) and len(words(text)) <= 40:
        return place
    if place not in lines or is_control_line(text) or is_organisation(text) or is_trail(text) or text.endswith(":"):
        return None
    close = block.place.first - blocks[place - 1].place.last <= 1 and block.place.unit == "line"
    named = place + 1 < len(blocks) and isinstance(blocks[place + 1], Heading)
    return place if is_enclosed(text) or close or (named and not is_numbered(text)) else None


def _same(block: Block, other: Block) -> bool:
    return re.sub(r"\W+", " ", text_of(block).casefold()) == re.sub(r"\W+", " ", text_of(other).casefold())


def _is_left_over(block: Block, *, before_title: bool) -> bool:
    text = text_of(block)
    if is_trail(text):
        return True
    if is_control_line(text) or is_only_dates(text):
        return False
    return before_title or is_organisation(text)


def _reason(
    blocks: Sequence[Block], index: int, title: Sequence[int], copies: Sequence[int], organisation: int | None
) -> str:
    if index in copies:
        return "The title stands here again."
    if is_trail(text_of(blocks[index])):
        return "This looks like part of a website's menu or banner."
    if organisation is not None and _same(blocks[index], blocks[organisation]):
        return "The organisation's name stands here again."
    return "This stands around the title and is not part of it." if title else "This is no part of the policy's text."
