"""Page furniture in plain text: page numbers, and headers and footers that stand on every page."""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from .markers import parse_marker
from .rows import Row, ends_sentence

_PAGE = re.compile(
    r"(?:"
    r"page\s*\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?"  # Page 2 of 7
    r"|\d{1,3}\s*of\s*\d{1,3}"  # 2 of 7
    r"|[-–—|]\s*\d{1,3}\s*[-–—|]"  # - 2 -
    r"|\d{1,3}\s*\|\s*p\s?a\s?g\s?e|p\s?a\s?g\s?e\s*\|\s*\d{1,3}"  # 2 | P a g e
    r")",
    re.IGNORECASE,
)
_DRAWN = re.compile(r"_{30,}")  # a line across the page; what is to be filled in has words beside it
_PAGE_WITHIN = re.compile(r"\bpage\s*\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?\b", re.IGNORECASE)
_PAGE_AT_END = re.compile(r".*\S(?:\s{3,}|\t)page\s*\d{1,3}\s*of\s*\d{1,3}", re.IGNORECASE)
_NUMBER_AT_END = re.compile(r"(.*\S)(?:\s{2,}|\s[|–-]\s|\t)(\d{1,3})")
_NUMBER = re.compile(r"\d{1,3}")
_OPENING_ROWS = 12  # what stands so near the beginning may be the title, which later pages repeat
_TOP_ROWS = 4  # even beside a page number
_LEAST_PAGE = 6  # lines
_LEAST_LETTERS = 700  # between two page numbers; numbered rows of a table stand closer
_NEAR = 2  # lines between a running header and a page number


def furniture_of(rows: Sequence[Row]) -> frozenset[int]:
    """The indexes of the rows that belong to the page and not to the text."""
    written = [index for index, row in enumerate(rows) if row.body]
    order = {index: place for place, index in enumerate(written)}
    pages = {index for index in written if _PAGE.fullmatch(rows[index].body) or _DRAWN.fullmatch(rows[index].body)}
    pages |= _bare_numbers(rows, written, order) | _numbered_footers(rows, written)
    ends = {index for index in written[_OPENING_ROWS:] if _PAGE_AT_END.fullmatch(rows[index].body)}
    return frozenset(pages | ends | _running(rows, written, order, pages))


def _bare_numbers(rows: Sequence[Row], written: Sequence[int], order: dict[int, int]) -> set[int]:
    """Lone numbers that count pages: each one more than the last, a page apart."""
    lone = [index for index in written if _NUMBER.fullmatch(rows[index].body)]
    best: list[int] = []
    run: list[int] = []
    for index in lone:
        follows = run and _turns_page(rows, written, order, run[-1], index)
        run = [*run, index] if follows else [index]
        best = max(best, run, key=len)
    found = set(best) if len(best) >= 2 and int(rows[best[0]].body) <= 2 else set()
    for index in lone:
        following = index + 1
        if following < len(rows) and rows[following].opens_page:
            found.add(index)
    return found


def _numbered_footers(rows: Sequence[Row], written: Sequence[int]) -> set[int]:
    """Lines that are the same but for a page number at the end, which counts up by one."""
    places: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for index in written:
        found = _NUMBER_AT_END.fullmatch(rows[index].body)
        if found is not None and len(found[1].split()) >= 3:
            places[found[1]].append((index, int(found[2])))
    return {
        index
        for numbered in places.values()
        if len(numbered) >= 2 and all(two[1] == one[1] + 1 for one, two in pairwise(numbered))
        for index, _ in numbered
    }


def _turns_page(rows: Sequence[Row], written: Sequence[int], order: dict[int, int], index: int, following: int) -> bool:
    """Whether two lone numbers count up by one, a page apart, or beside the same header, or to the end of the file."""
    if int(rows[following].body) != int(rows[index].body) + 1:
        return False
    if sum(len(row.body) for row in rows[index:following]) >= _LEAST_LETTERS:
        return True
    if following == written[-1]:
        return True
    return bool(_beside(rows, written, order[index]) & _beside(rows, written, order[following]))


def _beside(rows: Sequence[Row], written: Sequence[int], place: int) -> set[str]:
    """The lines directly above and below, where they are long enough to be a header or footer."""
    beside = [*written[max(place - 1, 0) : place], *written[place + 1 : place + 2]]
    return {rows[other].body for other in beside if len(rows[other].body.split()) >= 3}


def _running(rows: Sequence[Row], written: Sequence[int], order: dict[int, int], pages: set[int]) -> set[int]:
    """Lines that stand again and again a page apart; the first stays where it may be the title."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index in written:
        row = rows[index]
        if index not in pages and len(row.body) <= 120 and parse_marker(row.text) is None:
            places[" ".join(_PAGE_WITHIN.sub("page", row.body.casefold()).split())].append(index)
    at_page_edge = {order[index] for index in pages} | {
        order[index] for index in written if any(row.opens_page for row in rows[max(index - 1, 0) : index + 1])
    }
    found: set[int] = set()
    for key, indexes in places.items():
        numbered = _PAGE_WITHIN.search(rows[indexes[0]].body) is not None
        if _is_running(key, [order[index] for index in indexes], at_page_edge, numbered=numbered):
            place = order[indexes[0]]
            beside_page = any(abs(place - edge) <= _NEAR for edge in at_page_edge)
            keep_first = not numbered and (place < _TOP_ROWS or (place < _OPENING_ROWS and not beside_page))
            found.update(indexes[1:] if keep_first else indexes)
    return found


def _is_running(key: str, places: Sequence[int], at_page_edge: set[int], *, numbered: bool) -> bool:
    """Whether lines of one key stand at the edges of pages. numbered: whether they say the number of the page."""
    if any(second - first <= _LEAST_PAGE for first, second in pairwise(places)):
        return False
    if len(places) >= 2 and numbered:
        return True
    beside_page = [any(abs(place - edge) <= _NEAR for edge in at_page_edge) for place in places]
    if len(places) >= 2 and all(beside_page[1:]):
        return True
    return len(places) >= 3 and len(key.split()) >= 3 and not ends_sentence(key) and not key.endswith(":")
