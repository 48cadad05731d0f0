"""One cell a line, or a paragraph: the column names one under another, then the cells of each row in their order."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from actionplan.reading.alignment import Column, Piece, Placed, align
from actionplan.reading.chunks import Chunk, begins_late, find_names, paragraphs_of, single_lines, whole_names
from actionplan.reading.columns import roles_of
from actionplan.reading.fragments import (
    Fragment,
    clean,
    ends_open,
    filled,
    first_word,
    is_page_number,
    lines_above,
    looks_capital,
    said_in,
    same,
    trimmed,
    without_bullet,
)
from actionplan.reading.grids import Grid, Row, Stray, names_a_plan, squeezed
from actionplan.reading.labels import is_label, name_of, name_of_words, split_label
from actionplan.reading.names import SUBJECT, Role, is_name, kind_of
from actionplan.reading.strips import AFTER, SECTION
from documents.blocks import words

CUT_OFF = "The file stops in the middle of its last row: add what is missing."
_USUAL = re.compile(
    r"(?:rec(?:ommendation)?|ref|item|action|priority)?\.? ?(?:no\.?|number|ref)|recommendations?"
    r"|actions?(?: required)?|(?:cabinet |executive |council |management )?(?:response|decision)"
    r"|(?:lead|responsible|action) (?:officer|person)"
    r"|lead|owner|who|by whom|responsib(?:le|ility)|(?:target |due |completion )?date|by when|when|timescales?|deadline"
    r"|milestones?|(?:outcome |success )?(?:outcomes?|measures?|criteria)|status|rag|progress|comments?|resources|cost"
    r"|objectives?|targets?|tasks?|issue|priority|monitoring|evidence",
    re.IGNORECASE,
)
_FEWEST = 2  # names that one line gives, or fewer, are words of a sentence
_MOST_WORDS = 16
_FEWEST_ROWS = 3
_LONGEST_NAME = 4  # words
_MOST_LEADING = 3  # lines of the name of a section
_ALONE = "It is a number with nothing beside it."


def read_stacked(lines: Sequence[Fragment]) -> Grid | None:
    """The grid of a file that gives one cell after another, or None where no run of lines names columns."""
    rows = _rows_of_paragraphs(lines)
    if rows is not None:
        return rows
    apart = _with_names_apart(lines)
    ways = (
        (lines, paragraphs_of(lines), False),
        (lines, single_lines(lines), True),
        (apart, single_lines(apart), True),
    )
    for used, chunks, by_line in ways:
        found = find_names(chunks)
        if found is None:
            continue
        part = chunks[found[0] : begins_late(chunks, *found)]
        names = whole_names(chunks[found[0] + len(part) : found[1]])
        grid = Grid(names=names, rows=[], before=lines_above(used, chunks[found[0]].lines[0]))
        grid.strays.extend(Stray(chunk.lines, SECTION) for chunk in part)
        body = _without_furniture(grid, chunks[found[1] :], in_parts=bool(part))
        if by_line:
            body = _without_words_after(grid, body)
        fill_from_pieces(grid, _pieces(body, by_line=by_line))
        return grid if grid.rows else None
    return None


def _rows_of_paragraphs(lines: Sequence[Fragment]) -> Grid | None:
    """The grid of a file each of whose paragraphs is a row, and each of their lines a cell; else None."""
    parts = paragraphs_of(lines)
    first = next((i for i, part in enumerate(parts) if _are_names(part)), None)
    if first is None:
        return None
    names = [line.text.strip() for line in parts[first].lines]
    said = [squeezed(name) for name in names]
    again = [part for part in parts[first + 1 :] if [squeezed(line.text) for line in part.lines] == said]
    body = [part for part in parts[first + 1 :] if part not in again]
    rows = [part for part in body if len(part.lines) == len(names)]
    if len(rows) < _FEWEST or len(rows) * 2 < len(body):
        return None
    grid = Grid(names=names, rows=[], before=lines_above(lines, parts[first].lines[0]))
    grid.furniture.extend(line for part in again for line in part.lines)
    for part in body:
        cells = [(line,) for line in part.lines]
        if part in rows:
            grid.rows.append(Row(tuple(cells)))
        elif part is body[-1] and len(cells) < len(names) and not part.text.endswith((".", ":")):
            grid.rows.append(Row((*cells, *[()] * (len(names) - len(cells)))))
            grid.warnings.append(CUT_OFF)
        else:
            grid.strays.append(Stray(part.lines, SECTION if len(grid.rows) < len(rows) else AFTER))
    return grid


def _are_names(part: Chunk) -> bool:
    said = [line.text.strip() for line in part.lines]
    return len(said) > _FEWEST and all(map(is_name, said)) and names_a_plan(said)


def _with_names_apart(lines: Sequence[Fragment]) -> list[Fragment]:
    """The lines, those cut that hold all the names of the columns with nothing but a space between them.

    A number has to follow: such words alone are too little to tell a plan by.
    """
    apart: list[Fragment] = []
    for line, below in pairwise([*lines, Fragment(0, "")]):
        if not split_label(below.text):
            apart.append(line)
            continue
        names = _names_in(tuple(line.text.split()))
        apart.extend([Fragment(line.number, name) for name in names] if len(names) > _FEWEST else [line])
    return apart


@lru_cache(maxsize=64)
def _names_in(said: tuple[str, ...]) -> tuple[str, ...]:
    """The words as names of columns, those that councils mostly give; none where not all of them can be told so."""
    if not _FEWEST < len(said) <= _MOST_WORDS or not all(word[:1].isupper() or word[:1] in "/&" for word in said):
        return ()
    best: dict[int, tuple[str, ...]] = {0: ()}
    for end in range(1, len(said) + 1):
        found = [
            (*best[start], name)
            for start in range(max(end - _LONGEST_NAME, 0), end)
            if start in best and kind_of(name := " ".join(said[start:end])) is not None and is_name(name)
        ]
        if found:
            best[end] = max(found, key=_likelihood)
    names = best.get(len(said), ())
    kinds = [kind for name in names if (kind := kind_of(name)) not in (Role.OTHER, Role.STATUS, SUBJECT)]
    return names if len(set(kinds)) == len(kinds) else ()


def _likelihood(names: Sequence[str]) -> tuple[int, int]:
    """How many of the words are of usual names; and the fewer names, the likelier."""
    return sum(len(name.split()) for name in names if _USUAL.fullmatch(name)), -len(names)


def _without_furniture(grid: Grid, chunks: Sequence[Chunk], *, in_parts: bool) -> list[Chunk]:
    """The chunks without page numbers, repeated names, titles that run on every page, and rows of empty cells.

    in_parts: the name of a part stands above the names each time, and is set aside too.
    """
    wanted = [squeezed(name) for name in grid.names]
    titles = [line.text for line in grid.before if len(words(line.text)) >= 3]
    kept: list[Chunk] = []
    index = 0
    while index < len(chunks):
        run = chunks[index : index + len(wanted)]
        if [squeezed(chunk.text) for chunk in run] == wanted:
            grid.furniture.extend(line for chunk in run for line in chunk.lines)
            index += len(wanted)
            if in_parts and kept:
                grid.strays.append(Stray(kept.pop().lines, SECTION))
            _mark_leading(kept)
            continue
        chunk = chunks[index]
        if is_page_number(chunk.text) or any(same(chunk.text, title) for title in titles):
            grid.furniture.extend(chunk.lines)
        else:
            kept.append(chunk)
        index += 1
    return _without_empty_rows(kept, len(wanted))


def _without_words_after(grid: Grid, chunks: Sequence[Chunk]) -> list[Chunk]:
    """The chunks without the paragraphs below the last row, where each row is a paragraph that begins with its number.

    A row that a page parted goes on in a paragraph of its own: it lacks cells till then.
    """
    starts = [0, *(i for i in range(1, len(chunks)) if _is_apart(chunks[i - 1], chunks[i]))]
    numbered = [i for i in starts if i < len(chunks) and is_label(chunks[i].text)]
    if len(numbered) < _FEWEST_ROWS or len(numbered) * 3 < len(starts) * 2:
        return list(chunks)
    end = next((i for i in starts if i > numbered[-1]), len(chunks))
    if end - numbered[-1] < len(grid.names):
        return list(chunks)
    grid.strays.extend(Stray(chunk.lines, AFTER) for chunk in chunks[end:])
    return list(chunks[:end])


def _is_apart(above: Chunk, chunk: Chunk) -> bool:
    return bool(above.lines and chunk.lines) and chunk.lines[0].number - above.lines[-1].number > 1


def _mark_leading(chunks: list[Chunk]) -> None:
    """Say of the last chunks, those that stand close, that the names of the columns follow."""
    for index in range(len(chunks) - 1, max(len(chunks) - _MOST_LEADING - 1, -1), -1):
        chunk = chunks[index]
        below = chunks[index + 1] if index + 1 < len(chunks) else None
        if not chunk.lines or (below and below.lines[0].number - chunk.lines[-1].number > 1):
            return
        chunks[index] = replace(chunk, leads=True)


def _without_empty_rows(chunks: Sequence[Chunk], width: int) -> list[Chunk]:
    kept: list[Chunk] = []
    run: list[Chunk] = []
    for chunk in [*chunks, Chunk(())]:
        if chunk.empty:
            run.append(chunk)
            continue
        kept.extend(run[: len(run) % width])
        run = []
        if chunk.lines:
            kept.append(chunk)
    return kept


def _pieces(chunks: Sequence[Chunk], *, by_line: bool) -> list[Piece]:
    """The chunks as pieces to place; a line that only goes on with the one above is dear to part from it."""
    pieces: list[Piece] = []
    margin = max((len(line.text.rstrip()) for chunk in chunks for line in chunk.lines), default=0)
    before = ""
    for chunk in chunks:
        for position, line in enumerate(chunk.lines):
            text = clean(line.text)
            stay, leave = (0.0, 2.0) if position else (0.8, 0.0)
            if position == 0 and without_bullet(line.text) is not None:
                stay, leave = 0.1, 1.5
            if by_line and before and _runs_on(before, text, margin):
                stay, leave = 0.0, 2.0 if not looks_capital(text) else 0.8
            pieces.append(Piece((line,), text, stay=stay, leave=leave, leads=chunk.leads))
            before = text
    return pieces


def _runs_on(before: str, text: str, margin: int) -> bool:
    """Whether a line goes on with the one before: its first word had no room there, or it begins in small letters."""
    if not words(text) or not words(before):
        return False  # a dash alone is a cell of its own
    if not looks_capital(text) or ends_open(before) or before.endswith((",", "-")):
        return True
    full = len(before) + 1 + len(first_word(text)) > margin
    return full and not before.endswith((".", ":", ";", "?"))


def fill_from_pieces(grid: Grid, pieces: Sequence[Piece], *, exact: bool = False) -> None:
    """Place the pieces under the names and make rows of them; `exact`: every cell, empty or not, is one piece."""
    columns = columns_of(grid, pieces)
    width = len(columns)
    by_count = [Placed(i // width, i % width) for i in range(len(pieces))]
    whole = exact or (columns[0].role == Role.LABEL and width > 2 and len(pieces) % width == 0)
    if whole and all(is_label(pieces[i].text) for i in range(0, len(pieces), width)):
        placed = by_count
    else:
        own = any(column.role == Role.LABEL for column in columns)
        labelled = not own and sum(1 for piece in pieces if _is_numbered(piece.text)) > 1
        readings = (align(pieces, reading, labelled=labelled) for reading in _readings(columns))
        placed, _ = min(readings, key=lambda found: found[1])
    _make_rows(grid, pieces, placed, width)


def columns_of(grid: Grid, pieces: Sequence[Piece]) -> list[Column]:
    """The columns as the alignment needs them: a first one without a name holds the numbers, where there are any."""
    roles = roles_of(grid.names)
    columns = [Column(role, name) for role, name in zip(roles, grid.names, strict=True)]
    numbers = [i for i, piece in enumerate(pieces) if is_label(piece.text)]
    if columns[0].role == Role.OTHER and not grid.names[0]:
        columns[0] = Column(Role.LABEL)
    elif Role.LABEL not in roles and numbers and numbers[0] == 0 and kind_of(grid.names[0]) == SUBJECT:
        columns[0] = Column(Role.LABEL, grid.names[0])  # "Item" over numbers is their name
    elif Role.LABEL not in roles and numbers and numbers[0] == 0:
        grid.names.insert(0, "")
        columns.insert(0, Column(Role.LABEL))
    return columns


def _readings(columns: list[Column]) -> list[list[Column]]:
    """The columns as named, and as they may be meant: an "Action" with no owner beside it may hold the owner."""
    if any(column.role == Role.OWNERS for column in columns):
        return [columns]
    meant = [Column(Role.OWNERS, column.name) if column.role == Role.ACTIONS else column for column in columns]
    return [columns] if meant == columns else [columns, meant]


def _is_numbered(text: str) -> bool:
    found = split_label(text)
    return bool(found and found[1])


def _make_rows(grid: Grid, pieces: Sequence[Piece], placed: Sequence[Placed], width: int) -> None:
    rows: dict[int, list[list[Fragment]]] = {}
    given: dict[int, set[int]] = {}
    for piece, place in zip(pieces, placed, strict=True):
        if place.column is None:
            if piece.text:
                grid.strays.append(Stray(piece.fragments, AFTER if place.after else SECTION))
            continue
        cell = rows.setdefault(place.row, [[] for _ in range(width)])[place.column]
        if cell and piece.stay > 0 and piece.fragments:
            cell.append(Fragment(piece.fragments[0].number, ""))
        cell.extend(piece.fragments)
        given.setdefault(place.row, set()).add(place.column)
    last = max(rows, default=0)
    for number, cells in rows.items():
        row = Row(tuple(trimmed(cell) for cell in cells))
        _keep(grid, row, given[number], is_last=number == last and not any(place.after for place in placed))


def _keep(grid: Grid, row: Row, given: set[int], *, is_last: bool) -> None:
    full = [cell for cell in row.cells if filled(cell)]
    if not full:
        return
    head = said_in(full[0])
    if len(full) == 1 and is_label(head) and not is_last:
        grid.strays.append(Stray(full[0], _ALONE))
        grid.warnings.append(f"{name_of(head, head)} is empty and was left out.")
        return
    grid.rows.append(row)
    if len(given) == len(row.cells):
        return
    if is_last:
        grid.warnings.append(CUT_OFF)
    else:
        grid.warnings.append(
            f"{name_of_words(head)} has {len(given)} cells under {len(row.cells)} column names: "
            "check that each stands where it belongs."
        )
