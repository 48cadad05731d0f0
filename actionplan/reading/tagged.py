"""Plans whose paragraphs end in tags: "Ask each head [May 2027] [HR] [nil]"."""

import re
from collections import Counter
from collections.abc import Sequence

from actionplan.reading.chunks import paragraphs_of
from actionplan.reading.fragments import Cell, Fragment, lines_above, said_in, without_bullet
from actionplan.reading.grids import Grid, Row, Stray
from actionplan.reading.labels import split_label
from actionplan.reading.names import Role, kind_of
from actionplan.reading.stacked import CUT_OFF
from actionplan.reading.strips import AFTER, SECTION

_TAG = re.compile(r"\[([^\[\]]{1,60})\]")
_TAGS = re.compile(r"(?:\s*\[[^\[\]]{1,60}\]){2,}\s*\.?$")
_FEWEST = 3  # paragraphs


def read_tagged(lines: Sequence[Fragment]) -> Grid | None:
    """The grid of a file several paragraphs of which end in the same number of tags, or None."""
    parts = [part.lines for part in paragraphs_of(lines) if not part.empty]
    counts = Counter(count for part in parts if (count := len(_tags(part))))
    width, often = counts.most_common(1)[0] if counts else (0, 0)
    if often < _FEWEST:
        return None
    rows = [part for part in parts if len(_tags(part)) == width]
    if rows[-1] is not parts[-1] and _is_cut_off(parts[-1]):
        rows.append(parts[-1])
    grid = Grid(names=[""] * (width + 1), rows=[_row(part, width) for part in rows], known={0: Role.TEXT})
    first, last = parts.index(rows[0]), parts.index(rows[-1])
    begins = first - 1 if first and split_label(said_in(parts[first - 1])) else first  # "1. Keeping heads" names a part
    grid.before = lines_above(lines, parts[begins][0])
    grid.strays = [
        Stray(part, SECTION if at < last else AFTER)
        for at, part in enumerate(parts)
        if at >= begins and part not in rows
    ]
    grid.known |= _said_above(grid.before, width)
    if not _tags(rows[-1]):
        grid.warnings.append(CUT_OFF)
    return grid


def _tags(part: Sequence[Fragment]) -> list[str]:
    """The tags at the end of a paragraph."""
    found = _TAGS.search(said_in(part))
    return _TAG.findall(found[0]) if found and found.start() else []


def _is_cut_off(part: Sequence[Fragment]) -> bool:
    said = split_label(said_in(part))
    return said is not None and bool(said[1]) and not said[1].endswith((".", ":"))


def _row(part: Cell, width: int) -> Row:
    """The paragraph without its tags, and each of these as a cell."""
    tags: list[Fragment] = []
    kept: list[Fragment] = []
    for line in reversed(part):
        text = line.text.rstrip(" .") if len(tags) < width else line.text
        while len(tags) < width and text.endswith("]") and "[" in text:
            text, _, tag = text[:-1].rpartition("[")
            tags.append(Fragment(line.number, tag))
            text = text.rstrip()
        kept.append(Fragment(line.number, text if tags else line.text))
    kept.reverse()
    bullet = without_bullet(kept[0].text)
    kept[0] = Fragment(kept[0].number, bullet[0]) if bullet else kept[0]
    tags.reverse()
    cells = [(tag,) for tag in tags] if tags else [()] * width
    return Row((tuple(line for line in kept if not line.is_gap), *cells))


def _said_above(lines: Sequence[Fragment], width: int) -> dict[int, Role]:
    """What each tag is for, where the paper says so in tags: "each action ends with [when] [who]"."""
    tags = _TAG.findall(said_in(lines))
    kinds = [kind_of(tag) for tag in tags[:width]]
    known = len(tags) >= width and all(kind in set(Role) for kind in kinds)
    return {place: Role(kind) for place, kind in enumerate(kinds, start=1) if kind is not None} if known else {}
