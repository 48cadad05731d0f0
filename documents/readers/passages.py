"""Passages: the paragraphs, items and headings of a plain-text file before it is known which is which.

A passage is what the writer typed as one paragraph, with the lines that a margin broke joined again.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from documents.blocks import Place

from .markers import Counters, Kind, Marker, parse_marker
from .rows import Joiner, Margin, Row, begins_lower, continues, is_finished, margin_of

_HASHES = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)\s*#*$")
_UNDERLINE = re.compile(r"\s{0,3}(={3,}|-{3,})\s*$")
_RULE = re.compile(r"\s*(?:[-*=~_—–] ?){3,}\s*$")
_LABELLED = re.compile(r"[A-Z][\w /&'’().-]{1,50}:\s+\S")


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

    def __post_init__(self) -> None:
        apart = self.left_out | self.in_tables
        kept = [row for index, row in enumerate(self.rows) if index not in apart]
        self.margin = Margin(margin_of(kept))
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
                held = self._begin(row, after_gap=gap or turned_page)
                last, gap, turned_page = row, False, False
        if held is not None:
            yield held

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
        if gap or (_LABELLED.match(row.body) and not self.margin.is_full(last, row)):
            return False
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


_INLINE_BULLET = re.compile(r"\s+([·•▪●➢\uf0b7])\s+(?=\S)")
_INLINE_NUMBER = re.compile(r"(?:(?<=[.;:!?])|(?<=^)|(?<=[a-z]))\s*\b(\d{1,2})\.(?:\s+(?=[A-Z])|\s*$)")
# Words that begin the sentence after a run-on heading.
_OPENERS = re.compile(
    r"We|The|This|These|It|Our|All|Every|Each|In|To|There|What|When|Where|Who|How|Any|At|As|By|For|If|No|Staff"
    r"|Schools|Governors|They|You|Your|An?|On|With"
)


def split_runs(passages: Iterable[Passage]) -> Iterator[Passage]:
    """The passages, in parts where an extractor ran numbered sections or bulleted items on in one paragraph."""
    held: Passage | None = None  # a number whose text was broken off
    for passage in passages:
        for part in _split_numbers(passage):
            for piece in _split_bullets(part):
                if held is not None and piece.is_listed:
                    yield held
                    held = None
                whole = piece
                if held is not None:
                    whole = replace(held, text=piece.text, place=held.place.joined(piece.place))
                    held = None
                if whole.marker is not None and not whole.text:
                    held = whole
                else:
                    yield whole
    if held is not None:
        yield held


def _split_bullets(passage: Passage) -> Iterator[Passage]:
    signs = list(_INLINE_BULLET.finditer(passage.text))
    if len(signs) < (1 if passage.sign in "·•▪●➢\uf0b7" and passage.sign else 2):
        yield passage
        return
    yield replace(passage, text=passage.text[: signs[0].start()])
    for sign, following in zip(signs, [*signs[1:], None], strict=True):
        text = passage.text[sign.end() : following.start() if following else None]
        marker = Marker(Kind.BULLET, sign[1], sign[1])
        yield replace(passage, text=text, marker=marker, after_gap=False, hashes=0)


def _split_numbers(passage: Passage) -> Iterator[Passage]:
    cuts = []
    if not passage.is_listed and passage.rows >= 1:
        for found in _INLINE_NUMBER.finditer(passage.text):
            if int(found[1]) == len(cuts) + 1:
                cuts.append(found)
    if len(cuts) < 3:
        yield passage
        return
    before = passage.text[: cuts[0].start()].strip()
    if before:
        yield replace(passage, text=before)
    for found, following in zip(cuts, [*cuts[1:], None], strict=True):
        text = passage.text[found.end() : following.start() if following else None].strip()
        marker = Marker(Kind.NUMBER, f"{found[1]}.", "#.", (int(found[1]),), (int(found[1]),))
        heading, rest = _heading_and_text(text)
        yield replace(passage, text=heading, marker=marker, after_gap=True)
        if rest:
            yield replace(passage, text=rest, after_gap=True)


def _heading_and_text(text: str) -> tuple[str, str]:
    """A run-on section's heading, which ends where a sentence begins, and its text."""
    words = text.split(" ")
    for place in range(1, min(len(words), 8)):
        if _OPENERS.fullmatch(words[place]) and len(words) - place > 3:
            return " ".join(words[:place]), " ".join(words[place:])
    return text, ""
