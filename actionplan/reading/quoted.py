"""Rows as a spreadsheet copies or saves them: what holds a line break or a comma stands between quotation marks."""

import csv
from collections import Counter
from collections.abc import Sequence
from itertools import islice

from actionplan.reading.delimited import BREAK, read_delimited, split_tabs
from actionplan.reading.fragments import Fragment
from actionplan.reading.grids import Grid

_MOST_LINES = 30  # of one row
_FEWEST_CELLS = 3
_SAME = 0.6  # of the rows


def read_tabs(lines: Sequence[Fragment]) -> Grid | None:
    """The grid of a file whose cells are parted by tabs, or None where no line names the columns of a plan."""
    return read_delimited(_whole(lines, "\t"), split_tabs)


def read_commas(lines: Sequence[Fragment]) -> Grid | None:
    """The grid of a file whose cells are parted by commas; None where most of its lines have not the same number."""
    if not any(line.text.count(",") >= _FEWEST_CELLS - 1 for line in islice(lines, _MOST_LINES)):
        return None
    rows = _whole(lines, ",")
    widths = Counter(len(split_tabs(row.text)) for row in rows if not row.is_gap)
    width, often = widths.most_common(1)[0] if widths else (0, 0)
    return read_delimited(rows, split_tabs) if width >= _FEWEST_CELLS and often >= _SAME * widths.total() else None


def _whole(lines: Sequence[Fragment], sign: str) -> list[Fragment]:
    """The lines with tabs between their cells, each row on one; the breaks within a cell are marked."""
    found: list[Fragment] = []
    at = 0
    while at < len(lines):
        cells, used = _row(lines[at : at + _MOST_LINES], sign)
        text = "\t".join(" ".join(cell.split("\t")).replace("\n", BREAK) for cell in cells)
        found.append(Fragment(lines[at].number, text))
        at += used
    return found


def _row(lines: Sequence[Fragment], sign: str) -> tuple[list[str], int]:
    """The cells of the row that begins with the first line, and how many lines it takes."""
    first = lines[0].text
    if '"' not in first:
        return first.split(sign), 1
    try:
        reader = csv.reader((f"{line.text}\n" for line in lines), delimiter=sign, strict=True)
        return next(reader), reader.line_num
    except (csv.Error, StopIteration):
        return first.split(sign), 1
