"""Rows whose cells are parted on the line: by tabs, pipes, " / " or runs of spaces."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from actionplan.reading.fragments import Fragment, is_page_number, letters_are_capitals
from actionplan.reading.grids import Grid, names_a_plan, same_names, squeezed
from actionplan.reading.labels import is_label, split_label
from actionplan.reading.merged import numbers_first, place_of_numbers, put_back
from actionplan.reading.names import Role, is_name, is_value, kind_of
from actionplan.reading.strips import Strip, assemble, goes_on, mend_width, wraps
from actionplan.reading.successive import joined
from documents.blocks import words

Split = Callable[[str], list[str]]
_FEWEST = 2  # names
_FEWEST_EMPTY = 2
_SHORT = 3  # words of half a name
_LONGEST = 5  # where room stands below it
_FEWEST_NUMBERS = 2
BREAK = "\v"
"""Where a line ended within a cell."""
_BREAK = re.compile(rf"<br\s*/?>|{BREAK}", re.IGNORECASE)


@dataclass(slots=True)
class Header:
    """A header row: the lines it stands on (indexes into the file's lines) and its names."""

    start: int
    end: int
    names: list[str]


def split_tabs(line: str) -> list[str]:
    """A line cut at tabs."""
    return line.split("\t")


def split_pipes(line: str) -> list[str]:
    """A line cut at pipes; one that opens and closes the whole row parts nothing."""
    stripped = line.strip()
    if re.fullmatch(r"[|:\-+\s=]+", stripped) and "-" in stripped:
        return [""]
    if stripped.startswith("|") and stripped.count("|") > 2:
        stripped = stripped[1:].removesuffix("|")
    return stripped.split("|")


def split_slashes(line: str) -> list[str]:
    """A line cut at slashes that stand between blanks."""
    return re.split(r"\s/(?=\s|$)", line)


def find_header(lines: Sequence[Fragment], split: Split, *, least: int = 3) -> Header | None:
    """The first line that names the columns of a plan, with the lines its names run over."""
    for index, line in enumerate(lines):
        names = [name.strip() for name in split(line.text)]
        if len(names) < least:
            continue
        for last in range(index, min(index + 3, len(lines))):
            if last > index and not _continues(names, lines, last, split):
                break
            if last > index:
                more = [cell.strip() for cell in split(lines[last].text)]
                more += [""] * (len(names) - len(more))
                names = [f"{a} {b}".strip() for a, b in zip(names, more, strict=True)]
            if names_a_plan(names) and not _continues(names, lines, last + 1, split):
                return _with_line_above(lines, Header(index, last, names))
    return None


def _continues(names: Sequence[str], lines: Sequence[Fragment], index: int, split: Split) -> bool:
    """Whether a line is the second half of names that were broken to fit narrow columns."""
    if index >= len(lines) or len(names) - names.count("") < _FEWEST:
        return False
    line, below = lines[index], lines[index + 1 : index + 2]
    longest = _SHORT if below and not below[0].is_gap else _LONGEST
    more = [cell.strip() for cell in split(line.text)]
    if line.is_gap or len(more) > len(names) or split_label(more[0]):
        return False
    if len(more) == 1:
        return _ends_first_name(names[0], line, below)
    grown = [(names[i], cell) for i, cell in enumerate(more) if cell]
    if _fills(names, more):
        return True
    capitals = letters_are_capitals("".join(names))
    if not grown or any(len(words(cell)) > longest for _, cell in grown):
        return False
    return all(is_name(f"{a} {b}") and (b == b.upper()) == capitals for a, b in grown)


def _ends_first_name(name: str, line: Fragment, below: Sequence[Fragment]) -> bool:
    """Whether the line only ends the name of the first column: "Responsible" above "authority", room below."""
    has_room = not below or below[0].is_gap
    is_short = line.text[0].islower() and len(words(line.text)) <= _SHORT
    return has_room and is_short and is_name(f"{name} {line.text.strip()}")


def _fills(names: Sequence[str], more: Sequence[str]) -> bool:
    """Whether the line gives the names of the columns above which nothing stood, and ends those that were begun."""
    if len(more) < len(names) or names.count("") < _FEWEST_EMPTY or not all(more) or max(map(_length, more)) > _SHORT:
        return False
    whole = [f"{name} {cell}".strip() for name, cell in zip(names, more, strict=True)]
    return names_a_plan(whole) and all(is_name(a) for a, name in zip(whole, names, strict=True) if name)


def _length(text: str) -> int:
    return len(words(text))


def _with_line_above(lines: Sequence[Fragment], header: Header) -> Header:
    """ "Action" above "No" is one name, "Action No"."""
    above = lines[header.start - 1] if header.start else None
    if above is None or above.is_gap or len(words(above.text)) > 2:
        return header
    whole = f"{above.text.strip()} {header.names[0]}"
    if header.names[0] and kind_of(whole) == Role.LABEL:
        return Header(header.start - 1, header.end, [whole, *header.names[1:]])
    return header


def read_delimited(lines: Sequence[Fragment], split: Split, *, least: int = 3) -> Grid | None:
    """The grid of a file whose lines are cut by `split`, or None where no line names the columns of a plan."""
    header = find_header(lines, split, least=least)
    if header is None:
        return None
    end = _next_table(lines, header, split)
    if end < len(lines):
        first, second = read_delimited(lines[:end], split, least=least), read_delimited(lines[end:], split)
        return joined(first, second) if first and second else first
    grid = Grid(names=header.names, rows=[], before=list(lines[: header.start]))
    strips = _strips(lines, header, split, grid)
    return _fill(grid, strips)


def _next_table(lines: Sequence[Fragment], header: Header, split: Split) -> int:
    """Where a further table begins whose columns have other names; the end of the file where none does."""
    at = header.end + 1
    while (found := find_header(lines[at:], split)) is not None:
        above = lines[at + found.start - 1]
        stands_apart = above.is_gap or len(split(above.text)) == 1
        said = [name for name in found.names if name]
        all_known = all(is_name(name) and not is_value(name) for name in said)
        if stands_apart and all_known and set(map(squeezed, said)) - set(map(squeezed, header.names)):
            return at + found.start
        at += found.end + 1
    return len(lines)


def _fill(grid: Grid, strips: list[Strip]) -> Grid | None:
    if not any(len(strip.cells) > 1 for strip in strips):
        return None
    place = place_of_numbers(grid.names, strips)
    if place:
        strips = numbers_first(grid, strips, place)
    mend_width(grid, strips)
    grid.wrapped = wraps(strips, len(grid.names))
    whole_lines = grid.wrapped and not any(goes_on(strip) for strip in strips)
    assemble(grid, strips, whole_lines=whole_lines)
    if whole_lines:
        grid.wrapped = False
    if place:
        put_back(grid, place)
    return grid


def _strips(lines: Sequence[Fragment], header: Header, split: Split, grid: Grid) -> list[Strip]:
    """The lines below the header, cut; page numbers and repeated headers are set aside as furniture."""
    strips: list[Strip] = []
    gap, index = False, header.end + 1
    height = header.end - header.start + 1
    while index < len(lines):
        line = lines[index]
        repeated = find_header(lines[index : index + height], split, least=2)
        if repeated and repeated.start == 0 and same_names(repeated.names, header.names):
            grid.furniture.extend(lines[index : index + repeated.end + 1])
            index += repeated.end + 1
            gap = True
            continue
        index += 1
        if not line.text.strip(" \u00a0|\t\f"):
            gap = gap or "|" not in line.text
        elif is_page_number(line.text):
            grid.furniture.append(line)
        else:
            cells = _cells(line.number, split(line.text))
            grid.furniture.extend(Fragment(line.number, "br") for said in _BREAK.findall(line.text) if said != BREAK)
            strips.append(Strip(line.number, cells, gap_before=gap, length=len(line.text.rstrip())))
            gap = False
    return strips


def _cells(number: int, texts: Sequence[str]) -> list[list[Fragment]]:
    """The cells of a row that begins on a line, with the line breaks that Markdown writes as `<br>`."""
    cells = []
    for text in texts:
        cell: list[Fragment] = []
        for bit in _BREAK.split(text):
            cell += [Fragment(number, bit), Fragment(number, "")]
        cells.append(cell[:-1])
    return cells


def read_spaced(lines: Sequence[Fragment]) -> Grid | None:
    """The grid of a file whose columns are kept apart by runs of spaces, as a PDF's text often is."""
    header = find_header(lines, split_spaces)
    if header is None:
        return None
    end = _next_table(lines, header, split_spaces)
    if end < len(lines):
        first, second = read_spaced(lines[:end]), read_spaced(lines[end:])
        return joined(first, second) if first and second else first
    body = lines[header.end + 1 :]
    starts = _with_numbers(starts_of(lines[header.start].text), body)
    if _keeps_columns(body, starts):
        return read_delimited(lines, lambda line: cut_at(line, starts))
    return read_delimited(lines, split_spaces)


def split_spaces(line: str) -> list[str]:
    """A line cut where two or more spaces stand together."""
    return re.split(r"\s{2,}", line.strip())


def starts_of(line: str) -> list[int]:
    """Where each stretch of words begins on a line, two or more spaces before it."""
    return [found.start() for found in re.finditer(r"\S+(?:\s\S+)*", line)]


def _with_numbers(starts: list[int], body: Sequence[Fragment]) -> list[int]:
    """The columns with one of numbers before them, which nothing names, where several lines have one there."""
    labels = [line.text[: starts[0]].strip() for line in body if line.text[starts[0] - 1 : starts[0]] == " "]
    return [0, *starts] if sum(map(is_label, labels)) >= _FEWEST_NUMBERS else starts


def _keeps_columns(body: Sequence[Fragment], starts: list[int]) -> bool:
    """Whether stretches of text begin where the column names do."""
    found = [start for line in body for start in starts_of(line.text)]
    under = sum(1 for start in found if any(abs(start - s) <= 2 for s in starts))
    return bool(found) and under * 2 >= len(found)


def cut_at(line: str, starts: Sequence[int]) -> list[str]:
    """A line cut into columns that begin at `starts`; each word goes with the stretch of text it stands in."""
    cells = [""] * len(starts)
    if line.strip() and not re.search(r"\S\s{2,}\S", line) and not line.startswith("  "):
        narrow = len(starts) < 2 or len(line.rstrip()) <= starts[1]
        crossed = [line[s - 1] == " " for s in starts[1:] if s < len(line.rstrip())]
        if not narrow and sum(crossed) * 2 <= len(crossed):
            return [line]  # a word may begin at a column by chance
    for word in re.finditer(r"\S+", line):
        column = max((i for i, start in enumerate(starts) if start <= word.start() + 1), default=0)
        before = line[: word.start()]
        if column and word.start() - len(before.rstrip()) < 2 and abs(word.start() - starts[column]) > 1:
            column = max((i for i, cell in enumerate(cells) if cell), default=column)
        cells[column] = f"{cells[column]} {word[0]}".strip()
    return cells
