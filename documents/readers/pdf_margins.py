"""What stands on the pages of a PDF and is no part of its text: headers and footers, page numbers, footnotes."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from .pdf_columns import Row
from .pdf_runs import Run, Word

_MOST_ROWS = 5  # of a header or a footer
_EDGE = 0.17  # of the height of a page, in which headers and footers stand
_NEAR = 6.0  # points by which they may move
_LARGER = 1.15
_SMALLER = 0.95
_ROOM = 1.7  # of the size, between a header or footer and the text
_DIGITS = re.compile(r"\d+")
_PAGE = re.compile(
    r"(?:page|p\.|pg\.?)?\s*[-–—|(]?\s*(\d{1,4})(?:\s*(?:of|/)\s*\d{1,4})?\s*[-–—|)]?(?:\s*(?:page|p\s?a\s?g\s?e))?",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"p\s?a\s?g\s?e|\bof\b|/|[-–—|]", re.IGNORECASE)
_MARK = re.compile(r"\d{1,3}|[*†‡§]{1,3}")


@dataclass(slots=True)
class Sheet:
    """The lines of one page that stand in no ruled table, from above, and how large the page is."""

    number: int
    height: float
    rows: list[Row] = field(default_factory=list)


def _said(row: Row) -> str:
    return " ".join(run.text for run in row)


def take_margins(sheets: Sequence[Sheet], body: float) -> list[str]:
    """Take the headers, footers and page numbers out of the pages. body: the size of most letters.

    What stands at the same place of several pages and says the same, but for its numbers, belongs to the pages. A
    line in larger letters is left where it stands first: it is the title, which later pages repeat.
    """
    edges = {sheet.number: _at_edges(sheet) for sheet in sheets}
    places: defaultdict[str, list[tuple[int, int, float]]] = defaultdict(list)
    for sheet in sheets:
        for index in edges[sheet.number]:
            row = sheet.rows[index]
            places[_key(row)].append((sheet.number, index, row[0].base))
    taken: defaultdict[int, set[int]] = defaultdict(set)
    for found in places.values():
        for number, index, base in found:
            others = {other for other, _, at in found if abs(at - base) <= _NEAR}
            if len(others) >= 2 and (len(others) >= 3 or len(others) * 2 >= len(sheets)):
                taken[number].add(index)
    first = sheets[0].number if sheets else 0
    said: list[str] = []
    for sheet in sheets:
        own = taken[sheet.number] | _page_numbers(sheet, edges[sheet.number], len(sheets))
        if sheet.number == first:
            own = {index for index in own if max(run.size for run in sheet.rows[index]) <= body * _LARGER}
        own = _outermost(sheet, own)
        said += [_said(sheet.rows[index]) for index in sorted(own)]
        sheet.rows = [row for index, row in enumerate(sheet.rows) if index not in own]
    return said


def _key(row: Row) -> str:
    return _DIGITS.sub("#", "".join(_said(row).casefold().split()))


def _at_edges(sheet: Sheet) -> list[int]:
    """The lines at the top and the foot of the page."""
    rows = sheet.rows
    top = [index for index in range(min(_MOST_ROWS, len(rows))) if rows[index][0].base < sheet.height * _EDGE]
    foot = [
        index
        for index in range(max(len(rows) - _MOST_ROWS, 0), len(rows))
        if rows[index][0].base > sheet.height * (1 - _EDGE)
    ]
    return sorted({*top, *foot})


def _page_numbers(sheet: Sheet, edges: Sequence[int], count: int) -> set[int]:
    """The line, if there is one, that is the number of the page and nothing else."""
    found = set()
    for index in edges:
        if index not in (0, len(sheet.rows) - 1) and index not in (edges[0], edges[-1]):
            continue
        said = _said(sheet.rows[index])
        match = _PAGE.fullmatch(said)
        if re.search(rf"\bpage\s*{sheet.number}\s*(?:of|/)\s*{count}\b", said, re.IGNORECASE):
            found.add(index)
        if match is not None and (int(match[1]) == sheet.number or (_LABELLED.search(match[0]) and count > 1)):
            found.add(index)
    return found


def _outermost(sheet: Sheet, own: set[int]) -> set[int]:
    """Those of the lines that nothing stands beyond but others of them, and that room is left beside."""
    kept: set[int] = set()
    for order in (range(len(sheet.rows)), range(len(sheet.rows) - 1, -1, -1)):
        block: list[int] = []
        for index in order:
            if index in own:
                block.append(index)
                continue
            beside = sheet.rows[index]
            while block and _is_close(sheet.rows[block[-1]], beside):
                beside = sheet.rows[block.pop()]
            break
        kept |= set(block)
    return kept


def _is_close(row: Row, text: Row) -> bool:
    """Whether a line stands so near the text that it is one of its lines."""
    return abs(row[0].base - text[0].base) < _ROOM * max(run.size for run in (*row, *text))


@dataclass(slots=True)
class Notes:
    """The footnotes of one page, each with the sign that refers to it, and the signs that were taken from the text."""

    said: list[tuple[str, str]] = field(default_factory=list)
    signs: list[str] = field(default_factory=list)


def take_notes(sheet: Sheet, body: float, others: Sequence[Run]) -> Notes:
    """Take the footnotes out of a page, and the signs that refer to them. others: runs in the tables of the page."""
    start = len(sheet.rows)
    while start > 0 and max(run.size for run in sheet.rows[start - 1]) <= body * _SMALLER:
        start -= 1
    above = [*(run for row in sheet.rows[:start] for run in row), *others]
    marks = {word.text for run in above for word in run.words if word.mark and _MARK.fullmatch(word.text)}
    while start < len(sheet.rows) and _first(sheet.rows[start]) not in marks:
        start += 1
    notes = Notes()
    for row in sheet.rows[start:]:
        sign = _first(row)
        if sign in marks and sign not in {known for known, _ in notes.said}:
            notes.said.append((sign, _said(row)))
        else:
            known, text = notes.said[-1]
            notes.said[-1] = (known, f"{text} {_said(row)}")
    sheet.rows = sheet.rows[:start]
    signs = {sign for sign, _ in notes.said}
    for run in above:
        kept = [word for word in run.words if not (word.mark and word.text in signs)]
        if kept and len(kept) < len(run.words):
            notes.signs += [word.text for word in run.words if word.mark and word.text in signs]
            run.marks += [word.text for word in run.words if word.mark and word.text in signs]
            run.words[:] = kept
            run.text = _text(kept)
    return notes


def _first(row: Row) -> str:
    return row[0].words[0].text


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)
