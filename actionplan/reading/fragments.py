"""The smallest pieces a layout deals in: a stretch of one line, and a cell made of such stretches.

A layout shares the fragments of a file out among cells, unplaced text and furniture; each fragment goes to
one of them, so that no word is lost and none is used twice.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from documents.blocks import Block, ListItem, Source, Table, words
from documents.readers.rows import Joiner
from documents.readers.wordlist import WORDS

_PAGE_NUMBER = re.compile(r"(page\s+\d+(\s*(of|/)\s*\d+)?|\d+\s+of\s+\d+|[-–—]\s*\d+\s*[-–—])", re.IGNORECASE)
_FUNCTION_WORD = re.compile(
    r"a|an|the|and|or|but|nor|of|to|in|on|at|by|for|from|with|without|into|onto|over|under|through|as|if"
    r"|that|which|who|whose|whom|is|are|was|were|be|been|being|has|have|had|will|shall|should|would|can"
    r"|could|may|might|must|not|their|its|our|his|her|this|these|those|than|via|per|between|within|across"
    r"|during|until|including|e\.g|i\.e"
)
_HYPHENATED = re.compile("[-\u2010\u2011\u00ad](?:\\s|$)")
# Signs that open a list item. "o" and "l" are what some word processors leave of a round bullet.
_RULE = re.compile(
    r"\s*(?:(?:[-=~*–—─═]\s{0,3}){6,}|-{3,}\s*|\+(?:[-=:]{2,}\+)+\s*)"
)  # a line drawn across the page, which is a gap
_BULLET = re.compile(
    r"^\s*(?:[•·▪▫◦●○■□‣⁃➢➤✓✔\uf0b7\uf0a7\uf0d8\uf0fc*]\s*|[-–—]\s+|(?P<word>[ol])\s{2,}|(?P<word2>[ol])\t)"
)


_ITALICS = re.compile(r"\s*\*(?P<said>[^\s*][^*]*)\*\s*")


@dataclass(frozen=True, slots=True)
class Fragment:
    """A stretch of one line; an empty one inside a cell is a gap between two of the cell's paragraphs."""

    number: int
    text: str

    @property
    def is_gap(self) -> bool:
        """Whether it holds nothing to read."""
        return not self.text.strip()


Cell = tuple[Fragment, ...]


def joiner_of(lines: Iterable[str]) -> Joiner:
    """How this file's broken lines are joined: a word cut at a hyphen is mended when it stands whole elsewhere."""
    given = list(lines)
    if not any(_HYPHENATED.search(line) for line in given):
        return Joiner(WORDS)  # nothing is broken, so that nothing is looked up
    return Joiner(WORDS | frozenset(word.casefold() for line in given for word in words(line)))


def clean(text: str) -> str:
    """`text` with its runs of blanks, hard ones too, as single spaces."""
    return " ".join(text.split())


def said_in(fragments: Sequence[Fragment]) -> str:
    """What stretches of lines say one after the other, as they are compared; `flow` mends words that a line end cut."""
    return clean(" ".join(fragment.text for fragment in fragments))


def flow(cell: Sequence[Fragment], joiner: Joiner) -> str:
    """The whole cell as one run of text."""
    if len(cell) == 1:
        return clean(cell[0].text)
    parts: list[str] = []
    for text in (clean(fragment.text) for fragment in cell if not fragment.is_gap):
        joined = joiner.join(parts[-1], text) if parts else text
        if parts and joined != f"{parts[-1]} {text}":
            parts[-1] = joined
        else:
            parts.append(text)
    return " ".join(parts)


def paragraphs(cell: Sequence[Fragment]) -> list[Cell]:
    """The cell cut at its gaps; gaps themselves are left out."""
    found: list[list[Fragment]] = [[]]
    for fragment in cell:
        if fragment.is_gap:
            found.append([])
        else:
            found[-1].append(fragment)
    return [tuple(part) for part in found if part]


def filled(cell: Sequence[Fragment]) -> bool:
    """Whether anything can be read in the cell."""
    return any(fragment.text and not fragment.text.isspace() for fragment in cell)


def trimmed(cell: Sequence[Fragment]) -> Cell:
    """The cell without the gaps at its two ends."""
    kept = list(cell)
    while kept and kept[0].is_gap:
        kept.pop(0)
    while kept and kept[-1].is_gap:
        kept.pop()
    return tuple(kept)


def is_function_word(word: str) -> bool:
    """Whether `word` is one that leans on the next ("of", "the", "and"), so that no item ends with it."""
    return bool(_FUNCTION_WORD.fullmatch(word.casefold().strip(".,;:()")))


def ends_open(text: str) -> bool:
    """Whether the last word of the text leans on a next one."""
    return bool(text) and is_function_word(text.rsplit(maxsplit=1)[-1])


def first_word(text: str) -> str:
    """The first word as written, with its punctuation; nothing of an empty text."""
    return text.split(maxsplit=1)[0] if text.strip() else ""


def without_bullet(text: str) -> tuple[str, list[str]] | None:
    """The text after a bullet and the words that the sign itself was; None where the text opens with no bullet."""
    found = _BULLET.match(text)
    if not found or not text[found.end() :].strip():
        return None
    return text[found.end() :].strip(), words(found[0])


def is_page_number(text: str) -> bool:
    """Whether the line only numbers its page."""
    return bool(_PAGE_NUMBER.fullmatch(clean(text)))


def same(first: str, second: str) -> bool:
    """Whether two texts have the same words, case and punctuation apart."""
    return [w.casefold() for w in words(first)] == [w.casefold() for w in words(second)]


def looks_capital(text: str) -> bool:
    """Whether the text opens as a new sentence, name or sum would: a capital or a digit, or a bracket before one."""
    opening = text.lstrip("\"'“‘([£€ ")
    return bool(opening) and (opening[0].isupper() or opening[0].isdigit())


def letters_are_capitals(text: str) -> bool:
    """Whether every letter is a capital and there are at least three of them."""
    letters = [c for c in unicodedata.normalize("NFKC", text) if c.isalpha()]
    return len(letters) >= 3 and all(c.isupper() for c in letters)


def lines_of(source: Source) -> list[Fragment]:
    """The lines of a text file; for other formats each block as lines of its own, blocks parted by a gap."""
    if source.lines:
        texts = (_without_emphasis(line.text) for line in source.lines)
        return [
            Fragment(line.number, "" if _RULE.fullmatch(text) else text)
            for line, text in zip(source.lines, texts, strict=True)
        ]
    found: list[Fragment] = []
    for block in source.blocks:
        number = block.place.first
        if isinstance(block, Table) and block.place.table:
            found.extend(
                Fragment(block.place.row(index).first, text)
                for index, row in enumerate(block.rows)
                for cell in row
                for text in cell.split("\n")
            )
        else:
            found.extend(Fragment(number, text) for text in block_texts(block))
        found.append(Fragment(number, ""))
    return found


def _without_emphasis(text: str) -> str:
    """A line without the stars by which people make words bold, or a whole line slanting."""
    slanting = _ITALICS.fullmatch(text)
    return slanting["said"] if slanting else text.replace("**", "")


def lines_above(lines: Sequence[Fragment], first: Fragment) -> list[Fragment]:
    """The lines that stand before this one; told by the line itself, for all lines of a page have one number."""
    return list(lines[: next(i for i, line in enumerate(lines) if line is first)])


def block_texts(block: Block) -> list[str]:
    """The texts of a block, one a line, bullets and numbers in front as written; a table gives its cells in turn."""
    if isinstance(block, Table):
        cells = [cell for row in (block.header, *block.rows) for cell in row]
        return [line for cell in cells for line in cell.split("\n")]
    if isinstance(block, ListItem):
        return f"{block.marker} {block.text}".split("\n")
    return block.text.split("\n")
