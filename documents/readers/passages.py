"""Passages: the paragraphs, items and headings of a plain-text file before it is known which is which.

A passage is what the writer typed as one paragraph, with the lines that a margin broke joined again.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from documents.blocks import Place

from .markers import Counters, Kind, Marker, parse_marker
from .rows import (
    Joiner,
    Margin,
    Row,
    begins_lower,
    continues,
    ends_last_but_one,
    is_finished,
    is_unfinished,
    leads_on,
    margin_of,
    opens_list,
)

_HASHES = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)\s*#*$")
_UNDERLINE = re.compile(r"\s{0,3}(={3,}|-{3,})\s*$")
_RULE = re.compile(r"\s*(?:[-*=~_—–] ?){3,}\s*$")
# "Stage 4 - Review" begins something, whatever stands before it.
_COUNTED = re.compile(r"(?:Stage|Step|Phase|Part|Section|Appendix|Annex|Priority|Principle|Aim|Objective) \d{1,2}\b")
LABELLED = re.compile(r"[A-Z][\w /&'’().-]{1,50}:\s+\S")


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph or item. `after_gap` tells that a blank line stands before it; `hashes` is a Markdown level."""

    text: str
    place: Place
    indent: int = 0
    marker: Marker | None = None
    after_gap: bool = False
    hashes: int = 0
    rows: int = 1
    is_item: bool = False

    @property
    def sign(self) -> str:
        """The sign that begins it, as written."""
        return self.marker.sign if self.marker else ""

    @property
    def is_listed(self) -> bool:
        """Whether it is an item of a list, marked or not."""
        return self.is_item or self.marker is not None

    @property
    def written(self) -> str:
        """Its sign and its text."""
        return f"{self.sign} {self.text}".strip()


@dataclass
class Reader:
    """Joins rows into passages."""

    rows: Sequence[Row]
    left_out: frozenset[int]
    joiner: Joiner
    in_tables: frozenset[int]
    margin: Margin = field(init=False)
    counters: Counters = field(init=False)
    _longest: int = field(init=False)
    _lists_lower: bool = field(init=False, default=False)

    def __post_init__(self) -> None:
        apart = self.left_out | self.in_tables
        kept = [row for index, row in enumerate(self.rows) if index not in apart]
        self.margin = Margin(margin_of(kept))
        self._longest = max((len(row.wide) for row in kept), default=0)
        self.counters = Counters.of(row.text for row in kept)

    def passages(self, start: int, end: int) -> Iterator[Passage]:
        """The passages of the rows from `start` up to but not including `end`."""
        held: Passage | None = None
        last: Row | None = None  # the last row of `held`
        gap = turned_page = False
        for index in range(start, end):
            row = self.rows[index]
            if index in self.left_out:
                turned_page = True
            elif row.is_blank:
                gap = True
            elif held is not None and last is not None and not gap and self._underlines(held, row):
                held = replace(held, hashes=1 if "=" in row.body else 2)
            elif (
                held is not None and last is not None and self._goes_on(held, last, index, gap=gap, turned=turned_page)
            ):
                text = self.joiner.join(held.text, row.body)
                held = replace(held, text=text, place=held.place.joined(_place(row)), rows=held.rows + 1)
                last, gap, turned_page = row, False, False
            elif _RULE.match(row.text) and "___" not in row.body:
                gap = True
            else:
                if held is not None:
                    yield held
                begun = self._begin(row, after_gap=gap or turned_page)
                self._lists_lower = self._is_lower_item(held, begun)
                held = begun
                last, gap, turned_page = row, False, False
        if held is not None:
            yield held

    def _is_lower_item(self, before: Passage | None, passage: Passage) -> bool:
        """Whether the passage is an item, in small letters and without a bullet, of a list that a lead-in opened."""
        if before is None or passage.marker is not None or not begins_lower(passage.text):
            return False
        return before.text.endswith(":") or leads_on(before.text) or self._lists_lower

    def _begin(self, row: Row, *, after_gap: bool) -> Passage:
        place = _place(row)
        if found := _HASHES.match(row.text):
            return Passage(found[2], place, after_gap=after_gap, hashes=len(found[1]))
        parsed = self._marker(row)
        if parsed is None:
            return Passage(row.body, place, row.indent, after_gap=after_gap)
        return Passage(parsed[1], place, row.indent, parsed[0], after_gap=after_gap)

    def _marker(self, row: Row) -> tuple[Marker, str] | None:
        parsed = parse_marker(row.text)
        return parsed if parsed is not None and self.counters.accept(*parsed) else None

    def _underlines(self, held: Passage, row: Row) -> bool:
        return held.rows == 1 and not held.is_listed and bool(_UNDERLINE.match(row.text)) and len(held.text) <= 100

    def _goes_on(self, held: Passage, last: Row, index: int, *, gap: bool, turned: bool) -> bool:
        row = self.rows[index]
        if held.hashes or _HASHES.match(row.text):
            return False
        if held.marker is not None and not held.text:
            # A bullet alone on its line belongs to the text after it.
            return self._marker(row) is None
        if self._marker(row) is not None:
            return not gap and self._is_wrapped_sign(held, last, row)
        if turned:
            return not is_finished(last.body) and begins_lower(row.body)
        if _COUNTED.match(row.body) and not self.margin.is_full(last, row):
            return False
        labelled = LABELLED.match(row.body) and not is_unfinished(last.body)
        if gap or labelled or opens_list(self.rows, index - 1, self._longest):
            return False
        if self._lists_lower and begins_lower(row.body) and not self.margin.is_nearly_full(last):
            return is_unfinished(last.body) and not ends_last_but_one(last.body)
        after = self.rows[index + 1] if index + 1 < len(self.rows) else None
        return continues(last, row, after, self.margin)

    def _is_wrapped_sign(self, held: Passage, last: Row, row: Row) -> bool:
        """Whether a dash or number begins the row only because the margin broke the line there."""
        parsed = self._marker(row)
        if parsed is None or is_finished(last.body) or not self.margin.is_full(last, row):
            return False
        marker, rest = parsed
        if held.marker is not None and held.marker.style == marker.style:
            return False
        if marker.kind is Kind.DASH:
            return begins_lower(rest)
        return marker.counts and not set(marker.values) & {1, 101}


def _place(row: Row) -> Place:
    return Place(row.number, row.number)
