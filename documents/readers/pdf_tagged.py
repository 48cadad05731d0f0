"""A page whose tags are followed: its paragraphs in the order of reading, and its tables that no lines rule.

Tags are followed where they fit what is seen: nearly all writing has them, one goes down the page to the next, and few
of their paragraphs end within a sentence. Where they do not, the places of the letters say what belongs together.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from .markers import parse_marker
from .pdf_columns import Row, Span
from .pdf_runs import Run
from .pdf_shapes import Box, Glyph, Page
from .pdf_tags import Cell, Tag
from .rows import begins_lower, is_finished

_TAGGED = 0.75  # of the letters of a page, among which headers and footers have no tags
_MOST_BLOCKS = 400  # on a page, outside tables
_CUT = 0.15  # of the paragraphs that follow each other
_FEWEST_CUT = 3
_UPWARD = 0.05  # of the blocks
_ON_LINE = 0.2  # of the size
_SIGN_GAP = 6.0  # of the size
_ALIGNED = 60.0  # points; how far the blocks of a column may be set in


def is_well_tagged(page: Page) -> bool:
    """Whether the tags of a page fit what is seen on it."""
    letters = [glyph for glyph in page.glyphs if not glyph.is_space]
    tagged = sum(glyph.tag is not None for glyph in letters)
    if page.turned or not tagged or tagged < len(letters) * _TAGGED:
        return False
    blocks = _outlines(page.glyphs)
    upward = sum(_is_upward(one, two) for one, two in pairwise(blocks))
    if upward > max(1, len(blocks) * _UPWARD):
        return False
    pairs = [(one, two) for one, two in pairwise(blocks) if one.is_plain and two.is_plain]
    cut = sum(not is_finished(one.text) and begins_lower(two.text) for one, two in pairs)
    return cut < max(_FEWEST_CUT, len(pairs) * _CUT)


def has_cells(box: Box, glyphs: Iterable[Glyph]) -> bool:
    """Whether the tags say of most that stands in a box in which cell it does."""
    inside = [one for one in glyphs if not one.is_space and box.holds((one.x0 + one.x1) / 2, one.base - one.size * 0.3)]
    return sum(one.tag is not None and one.tag.cell is not None for one in inside) * 2 > len(inside)


@dataclass(slots=True)
class _Outline:
    """Where the letters of a block begin and end, and what it says."""

    tag: Tag
    first: Glyph
    last: Glyph
    text: str

    @property
    def is_plain(self) -> bool:
        """Whether it is a paragraph of running text."""
        return not (self.tag.level or self.tag.is_item or self.tag.is_entry or self.tag.cell) and not parse_marker(
            self.text
        )


def _outlines(glyphs: Iterable[Glyph]) -> list[_Outline]:
    held: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        if glyph.tag is not None:
            held.setdefault(glyph.tag.block, []).append(glyph)
    return [
        _Outline(tag, one[0], one[-1], "".join(glyph.text for glyph in one).strip())
        for _, one in sorted(held.items())
        if (tag := one[0].tag) is not None
    ]


def _is_upward(one: _Outline, two: _Outline) -> bool:
    """Whether a block begins above the end of the one before it, and not in another column."""
    return two.first.base < one.last.base - one.last.size and two.first.x0 < one.last.x1


# The parts of a page


@dataclass(slots=True)
class Stretch:
    """Lines of one paragraph that stand under each other, with the edges of their column. goes_on: with the last."""

    tag: Tag
    rows: list[Row]
    left: float = 0
    right: float = 0
    goes_on: bool = False

    @property
    def x0(self) -> float:
        """Its left end."""
        return min(row[0].x0 for row in self.rows)

    @property
    def x1(self) -> float:
        """Its right end."""
        return max(row[-1].x1 for row in self.rows)

    @property
    def top(self) -> float:
        """Where its first line begins."""
        return self.rows[0][0].top

    @property
    def bottom(self) -> float:
        """Where its last line ends."""
        return self.rows[-1][0].bottom


@dataclass(slots=True)
class TaggedTable:
    """A table: the edges of its columns, and what stands in each cell of its rows."""

    edges: list[Span]
    rows: list[list[list[Stretch]]] = field(default_factory=list)

    @property
    def stretches(self) -> list[Stretch]:
        """All that stands in it."""
        return [stretch for row in self.rows for cell in row for stretch in cell]

    @property
    def block(self) -> int:
        """The first block that stands in it."""
        return min(stretch.tag.block for stretch in self.stretches)


def parts_of(rows: Sequence[Row], edges: Span) -> tuple[list[Stretch | TaggedTable], list[Run]] | None:
    """The paragraphs and tables of a page in the order of reading, and the runs without a tag above and below them.

    None where writing without a tag stands among them. edges: of the running text of the page.
    """
    blocks, others = _shared_out(rows)
    bases = [run.base for runs in blocks.values() for run in runs]
    if not bases or any(min(bases) <= run.base <= max(bases) for run in others):
        return None
    stretches = [stretch for _, runs in sorted(blocks.items()) for stretch in _stretches(runs)]
    tables, plain = _tables(stretches)
    if len(plain) > _MOST_BLOCKS:
        return None
    _set_edges([*plain, *(stretch for table in tables if len(table.edges) == 1 for stretch in table.stretches)], edges)
    found: list[Stretch | TaggedTable] = [*plain, *tables]
    found.sort(key=lambda one: one.block if isinstance(one, TaggedTable) else one.tag.block)
    return found, others


def _shared_out(rows: Sequence[Row]) -> tuple[dict[int, list[Run]], list[Run]]:
    """The runs of each block; and those of none. A sign without a tag belongs to the text that it stands before."""
    blocks: defaultdict[int, list[Run]] = defaultdict(list)
    others: list[Run] = []
    for row in rows:
        for index, run in enumerate(row):
            following = row[index + 1] if index + 1 < len(row) else None
            if run.tag is None and run.is_sign and following is not None:
                run.tag = following.tag if following.x0 - run.x1 < _SIGN_GAP * following.size else None
            if run.tag is None:
                others.append(run)
            else:
                blocks[run.tag.block].append(run)
    return blocks, others


def _stretches(runs: Sequence[Run]) -> Iterator[Stretch]:
    """The lines of a block; several stretches where it goes on at the top of another column."""
    held: list[Row] = []
    is_first = True
    for run in sorted(runs, key=lambda one: one.order):
        tag = run.tag
        if tag is None:
            continue
        if held and abs(run.base - held[-1][-1].base) <= _ON_LINE * run.size:
            held[-1].append(run)
            continue
        if held and run.base < held[-1][-1].base - run.size:
            yield Stretch(tag, _ordered(held), goes_on=not is_first)
            held, is_first = [], False
        held.append([run])
    if held and (tag := held[0][0].tag) is not None:
        yield Stretch(tag, _ordered(held), goes_on=not is_first)


def _ordered(rows: Sequence[Row]) -> list[Row]:
    return [sorted(row, key=lambda run: run.x0) for row in sorted(rows, key=lambda row: row[0].base)]


def _tables(stretches: Sequence[Stretch]) -> tuple[list[TaggedTable], list[Stretch]]:
    """The tables among the stretches, and what stands outside of them or in such as are no tables."""
    cells: defaultdict[int, list[tuple[Cell, Stretch]]] = defaultdict(list)
    plain: list[Stretch] = []
    for stretch in stretches:
        if stretch.tag.cell is None:
            plain.append(stretch)
        else:
            cells[stretch.tag.cell.table].append((stretch.tag.cell, stretch))
    tables = []
    for held in cells.values():
        table = _table(held)
        if table is None:
            plain += [stretch for _, stretch in held]
        else:
            tables.append(table)
    return tables, plain


def _table(held: Sequence[tuple[Cell, Stretch]]) -> TaggedTable | None:
    """The table of its cells; None where its columns do not stand beside each other. It may be the rest of one cell."""
    columns = sorted({cell.column for cell, _ in held})
    numbers = sorted({cell.row for cell, _ in held})
    edges = []
    for column in columns:
        own = [stretch for cell, stretch in held if cell.column == column]
        edges.append((min(one.x0 for one in own), max(one.x1 for one in own)))
    if any(two[0] <= one[0] for one, two in pairwise(edges)) or _are_off(held, columns, edges):
        return None
    edges = [(x0, min(x1, following)) for (x0, x1), (following, _) in pairwise([*edges, (float("inf"), 0.0)])]
    rows: list[list[list[Stretch]]] = [[[] for _ in columns] for _ in numbers]
    for cell, stretch in held:
        rows[numbers.index(cell.row)][columns.index(cell.column)].append(stretch)
    return TaggedTable(edges, rows)


def _are_off(held: Iterable[tuple[Cell, Stretch]], columns: Sequence[int], edges: Sequence[Span]) -> bool:
    """Whether a cell begins where the next column does, as where the tags do not say that one above reaches down."""
    following = {column: two[0] for column, (_, two) in zip(columns, pairwise(edges), strict=False)}
    return any(stretch.x0 >= following.get(cell.column, float("inf")) for cell, stretch in held)


def _set_edges(stretches: Sequence[Stretch], page: Span) -> None:
    """Give each stretch the edges of the column in which it stands: of the page, where nothing stands beside it."""
    nearest = [_beside(one, stretches) for one in stretches]
    for one in stretches:
        column = [
            (other, sides)
            for other, sides in zip(stretches, nearest, strict=True)
            if abs(other.x0 - one.x0) <= _ALIGNED and other.x0 < one.x1
        ]
        low = max(sides[0] for _, sides in column)
        high = min(sides[1] for _, sides in column)
        own = [other for other, _ in column if other.x0 >= low - 1 and other.x1 <= high + 1]
        is_within = one.x0 >= low - 1 and one.x1 <= high + 1
        one.left = min(other.x0 for other in own) if is_within and low > float("-inf") else page[0]
        one.right = max(other.x1 for other in own) if is_within and high < float("inf") else page[1]


def _beside(one: Stretch, stretches: Iterable[Stretch]) -> Span:
    """Where what stands beside a stretch ends on its left, and begins on its right."""
    level = [other for other in stretches if other.top < one.bottom and other.bottom > one.top]
    return (
        max((other.x1 for other in level if other.x1 <= one.x0 + 1), default=float("-inf")),
        min((other.x0 for other in level if other.x0 >= one.x1 - 1), default=float("inf")),
    )
