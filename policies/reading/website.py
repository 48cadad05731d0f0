"""What a website put around a policy: its menu and foot, and the addresses of links that a browser wrote as text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from documents.blocks import Block, Heading, ListItem, Paragraph, words

from .lines import ends_sentence, is_control_line, is_organisation, is_trail, text_of
from .sections import written
from .shape import Unplaced

_LONGEST_LINE = 14  # words
_LEAST_SIGNS = 2
_SITE = re.compile(
    r"(?:©|\(c\)|copyright\b).*|(?:web ?site|site) (?:design(?:ed)?|built|made|hosted)?\s*by\b.*"
    r"|(?:web ?site|site) design\b.*|site ?map|cookies?(?: (?:policy|settings|information|notice))?"
    r"|high visibility(?: version)?|related (?:pages|links|content)|(?:back to )?top of (?:the )?page\b.*",
    re.IGNORECASE,
)
_SIGNATURE = "--"  # the line that mail puts above one
_LINK_NUMBER = re.compile(r"\[\d{1,3}\](?=\S)")  # before the words of a link: "[7]Top of page"
_ADDRESS = re.compile(r"(?:https?|ftp|mailto|javascript):\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Parted:
    """The blocks that are the policy's, and what the website put before or after them."""

    rest: tuple[Block, ...]
    unplaced: tuple[Unplaced, ...]


def without_menu(blocks: Sequence[Block]) -> Parted:
    """Set aside the lines of links before a page."""
    end = next((index for index, block in enumerate(blocks) if not _may_be_menu(block)), 0)
    if sum(bool(_LINK_NUMBER.search(text_of(block))) for block in blocks[:end]) < _LEAST_SIGNS:
        end = 0
    return Parted(tuple(blocks[end:]), _set_aside(blocks[:end], "This looks like the menu of a website."))


def without_foot(blocks: Sequence[Block], links: frozenset[str]) -> Parted:
    """Set aside the foot of a page, or a signature. links: the numbers of the links that stand in the text."""
    start = next((index for index in range(len(blocks), 0, -1) if not _may_be_foot(blocks[index - 1], links)), 0)
    signed = next((index for index in range(start, len(blocks)) if text_of(blocks[index]) == _SIGNATURE), None)
    if signed is not None:
        return Parted(tuple(blocks[:signed]), _set_aside(blocks[signed:], "This looks like a signature."))
    signs = [index for index in range(start, len(blocks)) if _is_sign(blocks[index], links)]
    if len(signs) < _LEAST_SIGNS:
        return Parted(tuple(blocks), ())
    names = (index for index in range(start, signs[0]) if is_organisation(text_of(blocks[index]) or "-"))
    first = next(names, signs[0])
    return Parted(tuple(blocks[:first]), _set_aside(blocks[first:], "This looks like the foot of a website."))


def links_in(texts: Sequence[str]) -> frozenset[str]:
    """The numbers of links that a browser put before their words."""
    return frozenset(number[1:-1] for text in texts for number in _LINK_NUMBER.findall(text))


def _may_be_menu(block: Block) -> bool:
    """Whether the line is a trail, or holds a link and says nothing."""
    text = text_of(block)
    is_short = len(words(text)) <= _LONGEST_LINE and not ends_sentence(text)
    return is_trail(text) or (is_short and bool(_LINK_NUMBER.search(text)))


def _may_be_foot(block: Block, links: frozenset[str]) -> bool:
    if _is_sign(block, links):
        return True
    if not isinstance(block, Heading | Paragraph) or is_control_line(block.text):
        return False
    return len(words(block.text)) <= _LONGEST_LINE and not block.text.endswith((".", ":", ";", "?"))


def _is_sign(block: Block, links: frozenset[str]) -> bool:
    """Whether only a website says this."""
    if isinstance(block, ListItem):
        return bool(_ADDRESS.fullmatch(block.text)) and block.marker.strip("[().]") in links
    text = _LINK_NUMBER.sub("", text_of(block))
    return bool(_SITE.fullmatch(text)) or is_trail(text)


def _set_aside(blocks: Sequence[Block], reason: str) -> tuple[Unplaced, ...]:
    return tuple(
        Unplaced(written(block) if isinstance(block, ListItem) else text_of(block), block.place, reason)
        for block in blocks
    )
