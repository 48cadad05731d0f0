"""Tables of document control that an extractor gave a cell a line: labels with their values, versions with their dates.

Nothing draws such a table; it is known by its words. Its cells stand close below each other, or have a blank line
between any two.
"""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice, takewhile

from .rows import Row, ends_sentence

Cells = list[tuple[str, ...]]

_LEAST_PAIRS = 3
_MOST_COLUMNS = 6
_MOST_LINES = 200
_LONGEST_NAME = 4  # words
_LONGEST_VALUE = 25  # words
# A label is one of these phrases, or is made of these words alone, of which one is of the first sort.
_PHRASE = re.compile(
    r"date|minutes?(?: (?:ref(?:erence)?|number|no))?|applies to|supersedes|replaces|audience|circulation"
    r"|distribution|classification"
    r"|(?:person|officer|governor|committee) responsible|responsible (?:person|officer|governor|committee|team)"
    r"|(?:related|linked|associated|supporting) (?:policies|documents)",
    re.IGNORECASE,
)
_TELLING = re.compile(
    r"owner|lead|holder|author|title|name|type|status|version|ref(?:erence)?|approv(?:ed|al)|adopt(?:ed|ion)"
    r"|ratif(?:ied|ication)|agreed|effective|issued?|published|review(?:ed|er)?|revision|prepared|produced",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"policy|document|paper|number|no|dates?|due|next|last|previous|first|frequency|cycle|period|body|by|of|on|for|from"
    r"|the|and|governors|board|committee",
    re.IGNORECASE,
)
_LONGEST_LABEL = 5  # words
_LABEL_END = re.compile(r"\s*:$")
_VERSION_NAME = re.compile(r"(?:version|issue|revision|edition)(?: (?:number|no\.?))?", re.IGNORECASE)
_VERSION = re.compile(r"(?:v(?:ersion)?\.? ?|issue |draft )?\d{1,2}(?:\.\d{1,2}){0,2}", re.IGNORECASE)
_DATE_NAME = re.compile(r"\bdated?\b", re.IGNORECASE)
_DATED = re.compile(r"\d{2}")


def cells_of(rows: Sequence[Row], first: int, left_out: frozenset[int]) -> tuple[Cells, int] | None:
    """The rows of cells of the table that begins at a line, and where it ends; None where none begins."""
    places = list(islice(_lines(rows, first, left_out), _MOST_LINES if _may_begin(rows, first) else 0))
    lines = [rows[place].body for place in places]
    is_close = len(places) > 1 and places[1] == first + 1
    cells = _labelled(lines, is_close=is_close) or _versions(lines)
    count = sum(map(len, cells))
    return (cells, places[count - 1] + 1) if cells else None


def version_columns(header: Sequence[str]) -> tuple[int, int] | None:
    """Which of the names of columns are those of the version and of its date; None where they are not of versions."""
    if any(len(name.split()) > _LONGEST_NAME or _DATED.search(name) for name in header):
        return None
    versions = [column for column, name in enumerate(header) if _VERSION_NAME.fullmatch(name)]
    dates = [column for column, name in enumerate(header) if _DATE_NAME.search(name) and column not in versions]
    return (versions[0], dates[0]) if versions and dates else None


def _may_begin(rows: Sequence[Row], first: int) -> bool:
    """Whether the line is a label, or the name of a version's column stands near."""
    near = rows[first : first + 2 * _MOST_COLUMNS]
    return _is_label(rows[first].body) or any(_VERSION_NAME.fullmatch(row.body) for row in near)


def _lines(rows: Sequence[Row], first: int, left_out: frozenset[int]) -> Iterator[int]:
    """The lines up to the next room where the first two stand close, and otherwise those with room between."""
    step = 2 if first + 1 < len(rows) and rows[first + 1].is_blank else 1
    for index in range(first, len(rows), step):
        if index in left_out or rows[index].is_blank or (step == 2 and not _has_room(rows, index)):
            return
        yield index


def _has_room(rows: Sequence[Row], index: int) -> bool:
    return index + 1 == len(rows) or rows[index + 1].is_blank


def _labelled(lines: Sequence[str], *, is_close: bool) -> Cells:
    """Labels, each with its value from the line below it. Some may be unknown where close lines are all pairs."""
    pairs = list(zip(lines[::2], lines[1::2], strict=False))
    known = sum(_is_label(label) for label, _ in pairs)
    if not is_close or len(lines) % 2 or known * 2 <= len(pairs):
        pairs = list(takewhile(lambda pair: _is_label(pair[0]) and _is_value(pair[1]), pairs))
    is_table = len(pairs) >= _LEAST_PAIRS and _is_label(lines[0]) and all(_is_value(value) for _, value in pairs)
    return list(pairs) if is_table else []


def _versions(lines: Sequence[str]) -> Cells:
    """The names of columns, of which one is the version and one its date, and the rows below them."""
    for width in range(2, _MOST_COLUMNS + 1):
        header = tuple(lines[:width])
        columns = version_columns(header)
        if columns is not None and 0 in columns:  # before these a heading may stand
            cells = [tuple(lines[at : at + width]) for at in range(width, len(lines) - width + 1, width)]
            if body := list(takewhile(partial(_is_version, columns), cells)):
                return [header, *body]
    return []


def _is_label(text: str) -> bool:
    label = _LABEL_END.sub("", text)
    said = [word.strip(".") for word in label.split()]
    telling = [bool(_TELLING.fullmatch(word)) for word in said]
    named = any(telling) and all(tells or _BESIDE.fullmatch(word) for word, tells in zip(said, telling, strict=True))
    return bool(_PHRASE.fullmatch(label)) or (named and len(said) <= _LONGEST_LABEL)


def _is_value(text: str) -> bool:
    return not _is_label(text) and not ends_sentence(text) and len(text.split()) <= _LONGEST_VALUE


def _is_version(columns: tuple[int, int], row: Sequence[str]) -> bool:
    version, date = columns
    return bool(_VERSION.fullmatch(row[version]) and _DATED.search(row[date]))
