"""Lines already cut into cells, put together into rows.

Two habits are met. A narrow column wraps: each line gives a bit of every cell, and the number may stand on the
second line of its own row. Or a row is one long line, and what did not fit flows on to the next.
"""

import re
from collections import Counter
from dataclasses import dataclass

from actionplan.reading.columns import is_time, roles_of
from actionplan.reading.fitting import fitted
from actionplan.reading.fragments import (
    Cell,
    Fragment,
    filled,
    first_word,
    letters_are_capitals,
    looks_capital,
    trimmed,
)
from actionplan.reading.grids import Grid, Row, Stray
from actionplan.reading.labels import is_label, number_of, split_label
from actionplan.reading.names import DATE, Role, kind_of
from documents.blocks import words

AFTER = "It stands after the table."
_YEARS = re.compile(r"(?:academic |financial )?(?:year )?(?:19|20)\d\d(?:\s?[-/–]\s?\d{2,4})?", re.IGNORECASE)
_SECTION_NAME = re.compile(r"#|(issue|objective|priority|theme|aim|target|goal|section|part|strand)\b", re.IGNORECASE)
_FULL_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8} \d{2,4}")
_CERTAIN = 99.0
_FEWEST_SINGLE = 2
SECTION = "It stands between rows, as the name of a section does."


@dataclass(slots=True)
class Strip:
    """One line cut into cells; a cell is what a line, or several that flow on, give of it."""

    number: int
    cells: list[list[Fragment]]
    gap_before: bool = False
    length: int = 0

    @property
    def texts(self) -> list[str]:
        """What each cell says on this line."""
        return [" ".join(fragment.text.strip() for fragment in cell).strip() for cell in self.cells]

    @property
    def first(self) -> str:
        """The text of the first cell."""
        return self.texts[0]


def mend_width(grid: Grid, strips: list[Strip]) -> None:
    """Give a name, an empty one, to columns that the header leaves out."""
    opening = [strip for strip in strips if len(strip.cells) > 1 and split_label(strip.first)] or strips
    width, _ = Counter(len(strip.cells) for strip in opening).most_common(1)[0]
    missing = width - len(grid.names)
    if missing <= 0:
        while (
            grid.names
            and not grid.names[-1]
            and not any(len(s.cells) >= len(grid.names) and s.texts[-1] for s in strips)
        ):
            grid.names.pop()
        return
    numbers = sum(is_label(strip.first) for strip in opening) * 2 > len(opening)
    if numbers and kind_of(grid.names[0]) != Role.LABEL:
        grid.names.insert(0, "")
        missing -= 1
    grid.names.extend([""] * missing)
    grid.warnings.append("Some columns have no name of their own: check what they were read as.")


def wraps(strips: list[Strip], width: int) -> bool:
    """Whether cells are read downwards: lines begin with an empty cell, or give a row more bits than it has cells."""
    if any(len(strip.cells) > 1 and not strip.first and any(strip.texts) for strip in strips):
        return True
    if any(len(strip.cells) == width > 2 and strip.first[:1].islower() and "" in strip.texts[1:] for strip in strips):
        return True
    rows = over = total = 0
    for strip in strips:
        if split_label(strip.first):
            rows, total = rows + 1, len(strip.cells)
        elif len(strip.cells) > 1 and rows:
            total += len(strip.cells) - 1
            over += total > width
    return over > 0 and over * 5 >= rows


def goes_on(strip: Strip) -> bool:
    """Whether a line holds the rest of cells that a narrow column broke: some bit of it begins in small letters."""
    given = [text for text in strip.texts if text]
    return any(text[0].islower() for text in given[0 if strip.first else 1 :]) or (
        len(given) == 1 and given[0][0].islower()
    )


def assemble(grid: Grid, strips: list[Strip], *, whole_lines: bool = False) -> None:
    """Fill `grid.rows` and `grid.strays` from the strips.

    `whole_lines`: no cell is broken, so a line without a number gives its row a further action, owner and date.
    """
    width = len(grid.names)
    if grid.wrapped:
        strips = _flowed_on(strips, width)
    firsts = _openings(strips, is_timed=kind_of(grid.names[0]) in (Role.DUE, DATE))
    starts = _reach_up(strips, firsts) if grid.wrapped else firsts
    titles = _section_names(strips, starts, whole_lines=whole_lines)
    ends = _end_of_table(strips, starts)
    current: list[Strip] = []
    for index, strip in enumerate(strips):
        outside = index in titles or index >= ends or (not starts or index < min(starts))
        if index in starts or outside:
            _close(grid, current, whole_lines=whole_lines)
            current = []
        if outside:
            reason = AFTER if index >= ends else SECTION
            grid.strays.append(Stray(tuple(f for cell in strip.cells for f in cell), reason))
        else:
            current.append(strip)
    _close(grid, current, whole_lines=whole_lines)


def _flowed_on(strips: list[Strip], width: int) -> list[Strip]:
    """Undo a margin that cut long lines: bits that together make one full line become one.

    Only where empty cells are kept at line ends can a cut line be told from one whose last cells are empty.
    """
    if not any(len(strip.cells) == width and not strip.texts[-1] for strip in strips):
        return strips
    found: list[Strip] = []
    margin = max(strip.length for strip in strips)
    for strip in strips:
        last = found[-1] if found else None
        if last and not strip.gap_before and _flows(last, strip, width, margin):
            last.cells[-1].extend(strip.cells[0])
            last.cells.extend(strip.cells[1:])
            last.length = strip.length
        else:
            found.append(strip)
    return found


def _flows(last: Strip, strip: Strip, width: int, margin: int) -> bool:
    if split_label(strip.first) or len(last.cells) + len(strip.cells) - 1 > width or letters_are_capitals(strip.first):
        return False
    if len(last.cells) < width:
        return len(last.cells) > 1
    word = first_word(strip.first)
    return all(last.texts) or last.length + 1 + len(word) >= margin - 1


def _openings(strips: list[Strip], *, is_timed: bool) -> set[int]:
    """The strips that open a row: by their number, or, in a table without numbers, by a full line or a gap.

    is_timed: the first column says when, a few words in each row.
    """
    labels: dict[int, str] = {}
    last: int | None = None
    for i, strip in enumerate(strips):
        found = split_label(strip.first, after=last)
        if found and not (len(strip.cells) == 1 and found[1][:1].islower()):  # "M3 of last year was lost"
            labels[i] = found[0]
            last = number_of(found[0])
    numbered = {i for i, label in labels.items() if any(c.isdigit() for c in label)}
    if len(numbered) * 2 >= len(labels) and numbered:
        labels = {i: label for i, label in labels.items() if i in numbered}
    beside = {i for i in labels if any(strips[i].texts[1:])}
    rows = [i for i, s in enumerate(strips) if len(s.cells) > 1 and s.first and any(s.texts[1:])]
    if labels and not beside and (len(rows) > len(labels) or sum(i < min(labels) for i in rows) > 1):
        labels = {}  # parts of a table whose rows have no numbers, "AUTUMN 1", or notes below it
    if labels and (len(beside) > 1 or len(beside) * 2 >= len(rows) or len(rows) == 0 or len(labels) > 1):
        return set(labels)
    if len(rows) > 1 and all(_FULL_DATE.fullmatch(strips[i].first) for i in rows):
        return set(rows)  # each row begins with the day of its meeting
    if len(rows) > 1 and is_timed and _are_tops(strips, rows):
        return set(rows)
    return {i for i in rows if _opens_unnumbered(strips, i)}


def _are_tops(strips: list[Strip], rows: list[int]) -> bool:
    """Whether all these lines begin what stands beside their first cell, which the lines between leave empty."""
    beside = [next(text for text in strips[i].texts[1:] if text) for i in rows]
    keeps_place = any(len(strip.cells) > 1 and not strip.first and any(strip.texts) for strip in strips)
    return keeps_place and all(map(looks_capital, beside))


def _opens_unnumbered(strips: list[Strip], index: int) -> bool:
    strip = strips[index]
    if index == 0 or strip.gap_before:
        return True
    if not looks_capital(strip.first):
        return False
    if _is_whole(strips, strip):
        return True
    before = strips[index - 1]
    ended = not before.first or before.first.endswith((".", "?", "!")) or not any(before.texts[1:])
    full = sum(map(bool, strip.texts)) * 2 > len(strip.cells)
    broken = any(goes_on(s) for s in strips)
    return full and (ended or not broken) and all(looks_capital(text) for text in strip.texts if text)


def _is_whole(strips: list[Strip], strip: Strip) -> bool:
    """Whether a line gives every cell of a broad table, each from its top: a time may begin in small letters."""
    width = max(len(other.cells) for other in strips)
    tops = [text for text in strip.texts if text and (looks_capital(text) or is_time(text))]
    return width > 3 and len(tops) == width


def _reach_up(strips: list[Strip], openings: set[int]) -> set[int]:
    """Where each row begins, when its number may stand lower than its first line.

    The lines just above a number, with nothing in the first column, belong to the row before or to this one; the
    row begins at the line that most looks like the top of its cells.
    """
    starts = set()
    for index in openings:
        top = index
        best = _likeness_to_top(strips, index)
        above = index - 1
        while above >= 0 and not strips[above + 1].gap_before and above not in openings:
            if strips[above].first or not any(strips[above].texts):
                break
            likeness = _likeness_to_top(strips, above)
            if not any(i < above for i in openings):
                likeness = _CERTAIN
            if likeness > best:
                top, best = above, likeness
            above -= 1
        starts.add(top)
    return starts


def _likeness_to_top(strips: list[Strip], index: int) -> float:
    """How much a line looks like the first of a row: capitals under cells that had ended, and many cells filled."""
    strip = strips[index]
    if strip.gap_before or index == 0:
        return _CERTAIN
    ahead = strips[index - 1].texts
    score = 0.0
    for column, text in enumerate(strip.texts):
        before = ahead[column] if column < len(ahead) else ""
        if not text:
            continue
        score += 1.5 if looks_capital(text) else -1.5
        if before and not before.endswith((".", "?", "!", ";")):
            score -= 0.5
        if not before and looks_capital(text):
            score += 0.5
    return score


def _section_names(strips: list[Strip], starts: set[int], *, whole_lines: bool) -> set[int]:
    """Lines between rows that hold one short text and nothing beside it."""
    found: set[int] = set()
    named_at_head = _begins_with_section(strips)
    numbers_alone = _first_column_is_numbers(strips, starts)
    many_cells = sum(len(strips[index].cells) > 1 for index in starts) * 2 >= len(starts)
    for index in range(len(strips) - 1, -1, -1):
        strip = strips[index]
        alone = bool(strip.first) and not any(strip.texts[1:])
        leads = index + 1 in starts or index + 1 in found
        apart = strip.gap_before or index == 0 or (leads and many_cells)
        titled = alone and len(strip.cells) == 1 and apart and bool(_SECTION_NAME.match(strip.first))
        if titled:
            found.add(index)
            starts.discard(index)
            continue
        if index in starts and not (alone and letters_are_capitals(strip.first)):
            continue
        capitals = letters_are_capitals(strip.first) and not is_label(strip.first)
        room = 16 if index + 1 < len(strips) and strips[index + 1].gap_before else 8
        named = strip.first.endswith(":") or (
            len(words(strip.first)) <= room and not strip.first.endswith((".", ",", ";"))
        )
        closed = (
            whole_lines
            or named_at_head
            or (numbers_alone and len(strip.cells) == 1 and len(words(strip.first)) > 1 and not is_label(strip.first))
            or (len(strip.cells) > 1 and not any(len(s.cells) > 1 and not s.first for s in strips))
        )
        closed = closed or _YEARS.fullmatch(strip.first) is not None
        apart = (strip.gap_before or closed) and looks_capital(strip.first) and named
        if alone and leads and (capitals or apart) and not (index in starts and is_label(strip.first)):
            found.add(index)
            starts.discard(index)
    return found


def _first_column_is_numbers(strips: list[Strip], starts: set[int]) -> bool:
    """Whether nothing but the number of a row stands in the first column, which lines that go on leave empty."""
    keeps_place = any(len(strip.cells) > 1 and not strip.first for strip in strips)
    return keeps_place and all(is_label(strips[index].first) for index in starts if strips[index].first)


def _begins_with_section(strips: list[Strip]) -> bool:
    """Whether one short line stands before the first row, and all rows are whole lines: then others name parts too."""
    if len(strips) < 3 or len(strips[0].cells) > 1 or len(strips[1].cells) < 3 or is_label(strips[0].first):
        return False
    rows = [strip for strip in strips if len(strip.cells) > 1]
    return looks_capital(strips[0].first) and not any(goes_on(strip) or not strip.first for strip in rows)


def _end_of_table(strips: list[Strip], starts: set[int]) -> int:
    """The first line after the last row that stands apart and is not cut into cells."""
    last = max(starts, default=0)
    if _are_single(strips, starts):
        return next((i for i in range(last + 1, len(strips)) if not goes_on(strips[i])), len(strips))
    labelled = bool(starts) and all(is_label(strips[index].first) for index in starts)
    for index in range(last + 1, len(strips)):
        strip = strips[index]
        if strip.gap_before and (len(strip.cells) == 1 or (labelled and len(words(strip.first)) > 1)):
            return index
    return len(strips)


def _are_single(strips: list[Strip], starts: set[int]) -> bool:
    """Whether each row stands on one line, with all its cells, and only lines that are not cut come after the last."""
    last = max(starts, default=0)
    rows = [strips[index] for index in range(min(starts, default=0), last + 1)]
    widths = {len(strip.cells) for strip in rows if len(strip.cells) > 1}
    one_each = len(starts) > _FEWEST_SINGLE and all(len(strips[i].cells) > 1 for i in starts) and len(widths) == 1
    between = [strip for index, strip in enumerate(strips[:last]) if index not in starts and len(strip.cells) > 1]
    return one_each and not between and all(len(strip.cells) == 1 for strip in strips[last + 1 :])


def _close(grid: Grid, strips: list[Strip], *, whole_lines: bool) -> None:
    """Add the row that these strips make."""
    if not strips:
        return
    width = len(grid.names)
    if whole_lines:
        strips = [Strip(s.number, s.cells, gap_before=True) for s in strips]
    key = {i for i, role in enumerate(roles_of(grid.names)) if role in (Role.OWNERS, Role.DUE)}
    cells = _side_by_side(strips, width, key) if grid.wrapped else _end_to_end(strips)
    if not any(filled(cell) for cell in cells):
        return
    if not grid.wrapped and len(cells) != width:
        cells = fitted(grid, cells)
    grid.rows.append(Row(tuple(trimmed(cell) for cell in cells)))


def _begins_again(strip: Strip, key: set[int]) -> bool:
    """Whether a line gives its row a further action with an owner or date of its own, all from the top.

    Where it gives both, and an action, the first cell may go on, and one after them: what is recommended, and a
    measure of success, are of the whole row.
    """
    named = [column for column in key if column < len(strip.cells) and strip.texts[column]]
    goes_on_first = strip.first[:1].islower()
    if not named or (strip.first and not (goes_on_first and len(named) > 1)):
        return False
    end = max(named) + 1 if len(named) > 1 else len(strip.cells)
    given = [text for text in strip.texts[1 if goes_on_first else 0 : end] if text]
    return len(given) >= 3 and all(looks_capital(text) for text in given)


def _side_by_side(strips: list[Strip], width: int, key: set[int]) -> list[Cell]:
    """Cells read downwards; `key` are the columns that hold owners and dates."""
    columns: list[list[Fragment]] = [[] for _ in range(width)]
    for strip in strips:
        apart = strip.gap_before or _begins_again(strip, key)
        for column in range(width):
            goes_on_here = not strip.gap_before and column < len(strip.cells) and strip.texts[column][:1].islower()
            if apart and columns[column] and not goes_on_here:
                columns[column].append(Fragment(strip.number, ""))
            own = strip.cells[column] if column < len(strip.cells) else [Fragment(strip.number, "")]
            columns[column].extend(own)
        for extra in strip.cells[width:]:
            columns[-1].extend(extra)
    return [tuple(column) for column in columns]


def _end_to_end(strips: list[Strip]) -> list[Cell]:
    """Cells read along the lines: the first bit of a further line goes on with the last cell."""
    cells: list[list[Fragment]] = [list(cell) for cell in strips[0].cells]
    for strip in strips[1:]:
        if strip.gap_before:
            cells[-1].append(Fragment(strip.number, ""))
        cells[-1].extend(strip.cells[0])
        cells.extend(list(cell) for cell in strip.cells[1:])
    return [tuple(cell) for cell in cells]
