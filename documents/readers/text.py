"""Reading .txt and .md files: raw lines, and the same words as headings, paragraphs, items and tables."""

import re
from collections.abc import Iterator, Mapping, Sequence

from documents.blocks import Block, Heading, Line, ListItem, Paragraph, Place, Source, Table, words

from .furniture import furniture_of
from .grids import Grid, grids_of, without_frames
from .headings import heading_levels
from .markers import SUB_BULLETS, Kind, Marker
from .passages import Passage, Reader
from .rows import Joiner, Row, rows_of
from .runnames import split_labelled
from .runons import split_runs
from .unmarked import mark_unmarked_items
from .wordlist import WORDS

_LINE_END = re.compile(r"\r\n|\r|\n")
_STRONG = re.compile(r"\*\*|(?<!_)__(?!_)")
_MARKED = re.compile(r"#{1,6} +[^\W\d]|\*\*[^*]+\*\*\s*$")
_QUOTE = re.compile(r"^ {0,3}>\s?")
_EMPHASISED = re.compile(r"(?<![\w*])\*([^\s*][^*]*)\*(?![\w*])")


def read(name: str, text: str) -> Source:
    """Read a plain-text or Markdown file that has been decoded. `name` is its file name."""
    text = text.removeprefix("\ufeff")
    lines = _LINE_END.split(text)
    if lines[-1] == "":
        lines.pop()
    shown = [_plain(line) for line in lines] if _is_markdown(name, lines) else lines
    rows = without_frames(rows_of(shown))
    furniture = furniture_of(rows)
    return Source(
        name=name,
        blocks=tuple(_blocks(rows, furniture)),
        lines=tuple(Line(number, line) for number, line in enumerate(lines, start=1)),
        furniture=tuple(
            Paragraph(rows[index].body, Place(rows[index].number, rows[index].number)) for index in sorted(furniture)
        ),
    )


def _is_markdown(name: str, lines: Sequence[str]) -> bool:
    """Whether the file is Markdown by its name, or by two headings or two whole lines in bold."""
    return name.casefold().endswith(".md") or sum(bool(_MARKED.match(line)) for line in lines) >= 2


def _plain(line: str) -> str:
    """A line of Markdown without the signs of emphasis and of quoting."""
    return _EMPHASISED.sub(r"\1", _STRONG.sub("", _QUOTE.sub("", line)))


def _blocks(rows: Sequence[Row], furniture: frozenset[int]) -> Iterator[Block]:
    grids = grids_of(rows, furniture)
    in_grids = frozenset(index for grid in grids for index in range(grid.first, grid.end))
    known = frozenset(word.casefold() for row in rows for word in words(row.body))
    reader = Reader(rows, furniture, Joiner(known | WORDS), in_grids)
    passages: list[Passage] = []
    before: dict[int, list[Grid]] = {}  # the tables that stand before each passage
    at = 0
    for grid in grids:
        passages.extend(split_runs(reader.passages(at, grid.first)))
        before.setdefault(len(passages), []).append(grid)
        at = grid.end
    passages.extend(split_runs(reader.passages(at, len(rows))))
    parted = split_labelled(passages)
    passages = mark_unmarked_items([part for parts in parted for part in parts])
    tables = {sum(map(len, parted[:place])): [grid.table for grid in found] for place, found in before.items()}
    levels = heading_levels(passages, tables_after=frozenset(place - 1 for place in tables))
    yield from in_order(passages, levels, tables)


def in_order(
    passages: Sequence[Passage], levels: Sequence[int], before: Mapping[int, Sequence[Table]]
) -> Iterator[Block]:
    """The blocks that passages and tables make. levels: of each passage as a heading, or 0. before: the tables that
    stand before each passage.
    """
    nesting = Nesting()
    for index, (passage, level) in enumerate(zip(passages, levels, strict=True)):
        for table in before.get(index, ()):
            yield table
            nesting = Nesting()
        if level:
            nesting = Nesting()
            yield Heading(level, passage.written, passage.place)
        elif passage.is_listed:
            yield ListItem(nesting.level_of(passage), passage.sign, passage.text, passage.place)
        else:
            nesting = Nesting()
            yield Paragraph(passage.text, passage.place)
    yield from before.get(len(passages), ())


class Nesting:
    """The lists that are open at an item, outermost first, each by its style and indent."""

    def __init__(self) -> None:
        self._open: list[tuple[str, int]] = []
        self._last_text = ""

    def level_of(self, passage: Passage) -> int:
        """The level of the item, which becomes the latest one."""
        style = passage.marker.style if passage.marker else ""
        level = self._level(passage.marker, style, passage.indent)
        del self._open[level - 1 :]
        self._open.append((style, passage.indent))
        self._last_text = passage.text
        return level

    def _level(self, marker: Marker | None, style: str, indent: int) -> int:
        for place in range(len(self._open) - 1, -1, -1):
            known, known_indent = self._open[place]
            if known == style and abs(indent - known_indent) <= 1:
                return place + 1
        if not self._open:
            return 1
        top, top_indent = self._open[-1]
        if indent > top_indent + 1 or (indent >= top_indent - 1 and self._belongs_under(top, marker, style)):
            return len(self._open) + 1
        shallower = [place for place, (_, known_indent) in enumerate(self._open) if known_indent <= indent + 1]
        return shallower[-1] + 1 if shallower else 1

    def _belongs_under(self, top: str, marker: Marker | None, style: str) -> bool:
        """Whether a sign at the same indent is of a kind that stands below the last one's."""
        if marker is None:
            return False
        if self._last_text.endswith(":"):
            return True
        if top.startswith("#"):
            return marker.kind is not Kind.NUMBER or len(style) > len(top)
        if marker.kind is Kind.NUMBER or top in SUB_BULLETS:
            return False
        return style in SUB_BULLETS or style in {"(i)", "i)"}
