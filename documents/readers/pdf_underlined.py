"""Tables whose cells have a line beneath each and none between: columns part where one line ends and another begins."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .pdf_ruled import Cell, Ruled
from .pdf_shapes import Box, Glyph

_NEAR = 2.5  # points between lines that are one
_TOUCH = 3.0  # points by which the ends of two lines may miss each other
_FEWEST = 2
_CLOSE = 2.0  # of the size, between a line of writing and the line that is drawn
_LEADING = 1.5  # of the size, between two lines of writing


@dataclass(frozen=True, slots=True)
class _Level:
    """The lines that are drawn at one height, each beneath a cell."""

    y: float
    lines: tuple[tuple[float, float], ...]

    @property
    def ends(self) -> tuple[float, float]:
        """Where the first begins and the last ends."""
        return self.lines[0][0], self.lines[-1][1]

    @property
    def is_whole(self) -> bool:
        """Whether each line begins where the one before it ends."""
        return all(abs(one[1] - two[0]) <= _TOUCH for one, two in pairwise(self.lines))


def underlined_tables(rules: Sequence[Box], glyphs: Sequence[Glyph], taken: Sequence[Ruled]) -> list[Ruled]:
    """Such tables of a page, from above. taken: those that are known already."""
    free = [
        rule
        for rule in rules
        if rule.y0 == rule.y1 and not any(one.box.holds((rule.x0 + rule.x1) / 2, rule.y0, _TOUCH) for one in taken)
    ]
    letters = [glyph for glyph in glyphs if not glyph.is_space]
    return [table for levels in _groups(_levels(free)) if (table := _table(levels, letters)) is not None]


def _levels(rules: Iterable[Box]) -> list[_Level]:
    heights: list[list[Box]] = []
    for rule in sorted(rules, key=lambda one: one.y0):
        if heights and rule.y0 - heights[-1][0].y0 <= _NEAR:
            heights[-1].append(rule)
        else:
            heights.append([rule])
    levels = []
    for height in heights:
        lines: list[tuple[float, float]] = []
        for x0, x1 in sorted((rule.x0, rule.x1) for rule in height):
            if not lines or x0 > lines[-1][0] + _TOUCH:
                lines.append((x0, x1))  # a line that is drawn again is left out
        levels.append(_Level(height[0].y0, tuple(lines)))
    return [level for level in levels if level.is_whole]


def _groups(levels: Sequence[_Level]) -> list[list[_Level]]:
    """The heights that follow each other and reach equally far, where lines of two of them end at one place."""
    groups: list[list[_Level]] = []
    for level in levels:
        last = groups[-1][-1] if groups else None
        if last is not None and all(abs(a - b) <= _TOUCH for a, b in zip(last.ends, level.ends, strict=True)):
            groups[-1].append(level)
        else:
            groups.append([level])
    return [group for group in groups if sum(len(level.lines) > 1 for level in group) >= _FEWEST]


def _table(levels: Sequence[_Level], letters: Sequence[Glyph]) -> Ruled | None:
    first, last = levels[0].ends
    parts = sorted({round(line[0], 1) for level in levels for line in level.lines[1:]})
    xs = [first]
    for x in parts:
        if x - xs[-1] > _TOUCH:
            xs.append(x)
    xs.append(last)
    inside = [glyph for glyph in letters if first - _TOUCH <= glyph.x0 and glyph.x1 <= last + _TOUCH]
    top = _reach(levels[0].y, inside, xs, down=False)
    if top is None:
        return None
    bottom = _reach(levels[-1].y, inside, xs, down=True)
    ys = [top, *(level.y for level in levels), *([] if bottom is None else [bottom])]
    table = Ruled(xs, ys)
    for row in range(len(ys) - 1):
        lines = levels[row].lines if row < len(levels) else tuple(pairwise(xs))
        for x0, x1 in lines:
            columns = [column for column in range(len(xs) - 1) if x0 - _TOUCH <= xs[column] < x1 - _TOUCH]
            if columns:
                box = Box(xs[columns[0]], ys[row], xs[columns[-1] + 1], ys[row + 1])
                table.add(Cell(row, columns[0], box), [(row, column) for column in columns])
    return table


def _reach(edge: float, letters: Sequence[Glyph], xs: Sequence[float], *, down: bool) -> float | None:
    """How far the writing reaches that belongs to the row above the first line, or below the last one.

    Its lines follow closely and cross no column; None where there is none.
    """
    sign = 1 if down else -1
    lines: dict[float, list[Glyph]] = {}
    for glyph in letters:
        if (glyph.base - edge) * sign > 0:
            lines.setdefault(round(glyph.base), []).append(glyph)
    reached: float | None = None
    at, usual = edge, 0.0
    filled = 0
    for base in sorted(lines, reverse=not down):
        size = max(glyph.size for glyph in lines[base])
        near = _CLOSE if reached is None else _LEADING
        if (
            abs(base - at) > near * size + (size if down and reached is None else 0)
            or abs(size - (usual or size)) > 0.5
        ):
            break
        if any(glyph.x0 < x - 1 and glyph.x1 > x + 1 for glyph in lines[base] for x in xs[1:-1]):
            break
        filled = max(filled, len({sum(x <= glyph.x0 + 1 for x in xs) for glyph in lines[base]}))
        at, usual = base, size
        reached = base + size * 0.3 if down else base - size
    return reached if filled >= _FEWEST else None
