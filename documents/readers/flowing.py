"""From the paragraphs and tables of a word processor's file to its blocks.

A style that says heading is believed; where no style does, a paragraph set apart by its look is a heading; and a file
that has neither, nor lists, nor tables is words that were poured into a word processor: it is read as plain text.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from documents.blocks import Block, Note, Paragraph, Place, Source, Table

from . import text
from .grids import Grid, grids_of
from .headings import heading_levels, is_capitals, is_named
from .markers import Counters, Kind, Marker, parse_marker
from .passages import Passage
from .pieces import Label, Para, Rows, Written, tidy
from .rows import Row, begins_lower, is_finished
from .runons import split_runs
from .text import in_order
from .unmarked import mark_unmarked_items

_COLUMNS_A_LEVEL = 4
_LARGER = 1.09
_TAB = re.compile(r"\s*\t\s*")
_LONGEST_QUOTED = 200
_FEWEST_SIGNS = 2  # headings that styles or look must give before plain lines are believed to be none
_DEEPEST = 9


def source_of(name: str, written: Written) -> Source:
    """The source that a whole file makes."""
    if _is_poured(written):
        source, places = _as_text(name, written)
    else:
        source = _turned(Source(name, blocks=tuple(_blocks(written))), written.turns)
        places = source.places()
    numbers = sorted(places)
    return replace(
        source,
        furniture=(*source.furniture, *(Paragraph(margin, Place(1, 1, "page")) for margin in written.margins)),
        notes=tuple(Note(said, _near(places, numbers, number), what) for said, number, what in written.asides),
        warnings=tuple(_warnings(written)),
        unread=written.unread,
    )


def _turned(source: Source, turns: Sequence[int]) -> Source:
    """The source with the page of everything in it. turns: the numbers with which its pages begin."""
    if not turns:
        return source
    said = tuple(turns)
    blocks = tuple(replace(block, place=replace(block.place, turns=said)) for block in source.blocks)
    return replace(source, blocks=blocks, turns=said if source.lines else ())


def _near(places: dict[int, Place], numbers: Sequence[int], number: int) -> Place:
    """The place of that number, or of what stands before it. numbers: of all places, in their order."""
    return places[numbers[max(bisect_right(numbers, number) - 1, 0)]] if numbers else Place(1, 1, "paragraph")


def _warnings(written: Written) -> Iterator[str]:
    yield from written.warnings
    deleted = [said for found in written.deleted if (said := tidy(found).strip())]
    if written.has_changes or deleted:
        yield "Changes were tracked in this file: it was read as if all of them were accepted."
    if deleted:
        yield f"Deleted, and therefore left out: {_quoted(deleted)}."
    hidden = [said for found in ["".join(written.hidden)] if (said := tidy(found).strip())]
    if hidden:
        yield f"Hidden in the file, and therefore left out: {_quoted(hidden)}."
    if pictures := [said for found in written.pictures if (said := tidy(found).strip())]:
        yield f"The file has pictures, which are not read. They are described as {_quoted(pictures)}."


def _quoted(texts: Iterable[str]) -> str:
    shown = [f"“{text if len(text) <= _LONGEST_QUOTED else text[:_LONGEST_QUOTED] + '…'}”" for text in texts]
    return ", ".join(dict.fromkeys(shown))


# Words without structure


def _is_poured(written: Written) -> bool:
    """Whether nothing but words and line ends is there to tell what is what."""
    paras = [piece for piece in written.pieces if isinstance(piece, Para)]
    if len(paras) < len(written.pieces):
        return False
    shown = [para for para in paras if para.number]
    looks = {(para.look.bold, para.look.size) for para in shown}
    return len(looks) <= 1 and not any(para.level or para.label or para.is_entry for para in shown)


def _as_text(name: str, written: Written) -> tuple[Source, dict[int, Place]]:
    """The file as plain text, one paragraph a line, and the line at which each paragraph begins."""
    lines: list[str] = []
    places = {}
    for piece in written.pieces:
        if isinstance(piece, Para):
            if piece.number:
                places[piece.number] = Place(len(lines) + 1, len(lines) + 1)
            lines.extend(piece.text.split("\n"))
    while lines and not lines[-1].strip():
        lines.pop()
    read = text.read(f"{name}.txt", "\n".join(lines))
    if not written.turns:
        return read, places
    numbers = sorted(places)
    after = [bisect_left(numbers, number) for number in written.turns]
    turns = [places[numbers[index]].first if index < len(numbers) else len(lines) + 1 for index in after]
    return _turned(read, turns), {number: replace(place, turns=tuple(turns)) for number, place in places.items()}


# Words with structure


def _blocks(written: Written) -> Iterator[Block]:
    lines = list(_lines(written))
    counters = Counters.of(line.text for line in lines if isinstance(line, Para) and not line.label)
    levels_by_look = _levels_by_look(lines)
    passages: list[Passage] = []
    tables: dict[int, list[Table]] = {}  # before each passage
    held: list[Passage] = []
    entries: set[Place] = set()
    table_count = 0
    gap = True
    grids = {grid.first: grid for grid in _grids(lines)}
    index = 0
    while index < len(lines):
        line = lines[index]
        grid = grids.get(index)
        if isinstance(line, Rows) or grid is not None:
            passages.extend(split_runs(held))
            held = []
            if isinstance(line, Rows):
                table_count += 1
                last = line.number + len(line.cells) - 1
                table = Table((), line.cells, Place(line.number, last, "row", table_count, line.number - 1))
            else:
                table = grid.table  # type: ignore[union-attr]
            tables.setdefault(len(passages), []).append(table)
            gap = True
            index = grid.end if grid is not None else index + 1
            continue
        index += 1
        if not line.number:
            gap = True
            continue
        held.append(_passage(line, counters, levels_by_look.get(line.number, 0), after_gap=gap or not line.label))
        if line.is_entry:
            entries.add(held[-1].place)
        gap = False
    passages.extend(split_runs(held))
    passages = mark_unmarked_items(passages)
    after = frozenset(place - 1 for place in tables)
    styled = [passage.hashes for passage in passages]
    if sum(1 for level in styled if level) >= _FEWEST_SIGNS:
        levels = styled
    else:
        levels = heading_levels(passages, tables_after=after)
    levels = [0 if passage.place in entries else level for passage, level in zip(passages, levels, strict=True)]
    yield from in_order(passages, levels, tables)


def _lines(written: Written) -> Iterator[Para | Rows]:
    """The pieces, a paragraph in several where the writer broke its lines for more than the margin."""
    for piece in written.pieces:
        if isinstance(piece, Rows) or "\n" not in piece.text:
            yield piece
            continue
        first, *others = piece.text.split("\n")
        held = replace(piece, text=first)
        for line in others:
            if not line:
                continue
            if begins_lower(line) and not is_finished(held.text):
                held = replace(held, text=f"{held.text} {line}")
            else:
                yield held
                held = replace(piece, text=line, label=None)
        yield held


def _grids(lines: Sequence[Para | Rows]) -> list[Grid]:
    """The tables that tabs draw in plain paragraphs."""
    rows, apart = [], set()
    for index, line in enumerate(lines):
        if isinstance(line, Rows) or line.label or line.level or line.is_entry:
            apart.add(index)
            rows.append(Row(index, ""))
        else:
            rows.append(Row(line.number, line.text))
    return [
        replace(grid, table=replace(grid.table, place=replace(grid.table.place, unit="paragraph")))
        for grid in grids_of(rows, frozenset(apart))
    ]


def _passage(line: Para, counters: Counters, level_by_look: int, *, after_gap: bool) -> Passage:
    place = Place(line.number, line.number, "paragraph")
    level = line.level or level_by_look
    flat = _flat(line.text)
    if line.label is not None:
        marker = _marker(line.label, flat)
        if marker is None:
            return Passage(f"{line.label.sign} {flat}", place, after_gap=after_gap, hashes=level)
        indent = (line.label.depth - 1) * _COLUMNS_A_LEVEL
        indent = indent if line.label.indent is None else line.label.indent + line.label.depth - 1
        return Passage(flat, place, indent, marker, after_gap=after_gap, hashes=level)
    parsed = parse_marker(line.text)
    if parsed is not None and counters.accept(*parsed):
        return Passage(_flat(parsed[1]), place, line.indent, parsed[0], after_gap=after_gap, hashes=level)
    return Passage(flat, place, line.indent, after_gap=after_gap, hashes=level)


def _flat(text: str) -> str:
    """A line without the tabs that hold its parts apart."""
    return _TAB.sub(" ", text).strip()


def _marker(label: Label, flat: str) -> Marker | None:
    """The marker that a list's own sign is; None for words, as "Section 1", which are part of the text."""
    if label.is_bullet:
        return Marker(Kind.BULLET, label.sign, label.sign)
    parsed = parse_marker(f"{label.sign} {flat}")
    if parsed is not None and parsed[0].sign == label.sign:
        return parsed[0]
    return None if " " in label.sign else Marker(Kind.ALPHA, label.sign, f"list {label.depth}")


def _levels_by_look(lines: Sequence[Para | Rows]) -> dict[int, int]:
    """The levels of the paragraphs that are headings by their look alone, by their number.

    Those are names set in bold or larger than most letters of the file. The larger stand above the smaller; beside
    headings that styles make they stand below the last of these.
    """
    paras = [line for line in lines if isinstance(line, Para) and line.number]
    sizes: Counter[float] = Counter()
    bold: Counter[bool] = Counter()
    for para in paras:
        sizes[para.look.size] += len(para.text)
        bold[para.look.bold] += len(para.text)
    usual = sizes.most_common(1)[0][0] if sizes else 0
    has_bold = bold[False] > bold[True]
    looked: list[tuple[Para, float, int]] = []
    above = 0
    for para in paras:
        if para.level:
            above = para.level
        elif not para.is_entry and _is_looked(para, usual, has_bold=has_bold):
            looked.append((para, para.look.size, above))
    is_styled = any(para.level for para in paras)
    ranks = {size: rank for rank, size in enumerate(sorted({size for _, size, _ in looked}, reverse=True), start=1)}
    return {
        para.number: min(above + 1 if is_styled and above else ranks[size], _DEEPEST) for para, size, above in looked
    }


def _is_looked(para: Para, usual: float, *, has_bold: bool) -> bool:
    if para.label is not None and para.label.is_bullet:
        return False
    parsed = parse_marker(para.text)
    said = _flat(parsed[1] if parsed and parsed[0].counts else para.text)
    if not is_named(said):
        return False
    larger = usual > 0 and para.look.size > usual * _LARGER
    return larger or (para.look.bold and has_bold) or (para.look.bold and is_capitals(said))
