"""Putting mentions together with the words around them: ranges, "end of", and the preposition before."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from documents.dates.mentions import Mention, Support
from documents.dates.units import SchoolTerm, Year
from documents.dates.words import DASH

Edge = Literal[
    "end", "start", "week", "week ending", "first week", "second week", "last week", "first half", "second half"
]
Link = Literal["range", "list", "year"]  # "year": the first is only the year of the second
Limit = Literal["by", "before", "from", "after", "in", "between"]


@dataclass(frozen=True, slots=True)
class Placed:
    """A mention with the words that narrow it; `start` includes them."""

    mention: Mention
    start: int
    edge: Edge | None = None

    @property
    def end(self) -> int:
        """Where its words end."""
        return self.mention.end


@dataclass(frozen=True, slots=True)
class Phrase:
    """A whole date as written: one mention, or the two ends of a range."""

    start: int
    end: int
    first: Placed
    last: Placed
    limit: Limit | None = None
    is_open: bool = False  # "... onwards"

    @property
    def is_range(self) -> bool:
        """Whether it has two ends."""
        return self.first is not self.last

    @property
    def has_two_ends(self) -> bool:
        """Whether the words say where it begins and where it stops: 2015-2020 does, and 2014/15 is one year."""
        years = self.first.mention.years
        return self.is_range or (
            isinstance(self.first.mention.unit, Year) and years is not None and years[1] - years[0] > 1
        )

    @property
    def has_year(self) -> bool:
        """Whether a year is written in it."""
        return bool(self.first.mention.years or self.last.mention.years)


_EDGE = re.compile(
    r"""(?<![a-z-])(?:
      (?P<end>(?:the\s+)?(?:very\s+)?(?:end|close))(?:\s+of)?
    | (?P<start>(?:the\s+)?(?:start|beginning)\s+of)
    | (?P<week_ending>w/e|week\s+ending)
    | (?P<week>w/?c|w/b|week\s+(?:commencing|beginning|starting|of))
    | (?:the\s+)?(?P<ordinal>first|second|last|final|latter|1st|2nd)\s+(?P<part>week|half)\s+(?:of|in)
    | (?P<loose>early(?:\s+in)?|(?:the\s+)?middle\s+of|mid|late|later\s+in)
    )(?:\s*:\s*|\s+|-)(?:the\s+)?(?:(?:this|current)\s+)?\Z""",
    re.IGNORECASE | re.VERBOSE,
)
_LIMIT = re.compile(
    r"""(?<![\w-])(?:
      (?P<between>between)
    | (?P<from>(?:not|no)\s+(?:before|earlier\s+than|sooner\s+than)|on\s+or\s+after|with\s+effect\s+from|w\.?e\.?f\.?
        |effective\s+from|as\s+(?:of|from)|from|since|(?:starting|commencing|beginning)(?:\s+(?:in|on|from|at))?)
    | (?P<by>(?:no|not)\s+later\s+than|on\s+or\s+before|by
        |(?:on-?\s?going|now|present)\s*(?:to|until|till|-|–)|until|till|til|up\s+to|in\s+time\s+for
        |latest(?:\s+by)?)
    | (?P<before>before|prior\s+to|ahead\s+of|in\s+advance\s+of)
    | (?P<after>after|following)
    | (?P<in>in|for|during|on|throughout|over|within|at|around|about|circa|towards|as\s+at)
    )(?:\s*:\s*|\s+)(?:(?:in|around|about|approximately|approx\.?|circa|roughly)\s+)?(?:the\s+)?\Z""",
    re.IGNORECASE | re.VERBOSE,
)
# What makes a lone year or season a date though no preposition stands there; it does not belong to the words.
_CUE = re.compile(
    r"\b(?:of|to|dated?|due|target|deadline|timescale|review(?:ed)?|revised|updated|approved|adopted|agreed|published"
    r"|completed?|issued|session|year|years)\s*[:–-]?\s*(?:the\s+)?\Z",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"(?:[^\S\n]*[,(–-]?[^\S\n]*|\s*)(?:(?:and|then|&|\+|to|until)\s+)*(?:on-?\s?going|onwards?|beyond|thereafter"
    r"|continuing|continuous(?:ly)?|(?:or|and)\s+(?:later|after))(?![a-z])\)?"
    r"|\s*(?:\b(?:to|until|till)\s+|[-–—]\s*)(?:the\s+)?(?:present|date|now)(?![a-z])\)?",
    re.IGNORECASE,
)
_AT_LATEST = re.compile(
    r"[\s,(]*(?:at\s+the\s+(?:very\s+)?latest|latest|or\s+(?:before|earlier|sooner))(?![a-z])\)?", re.IGNORECASE
)
_RECURS_BEFORE = re.compile(
    r"\b(?:(?:each|every|per)|(?:annually|yearly)(?:\s+(?:in|by|on|at))?)[\s,:(–-]+(?:the\s+)?\Z", re.IGNORECASE
)
_RECURS_AFTER = re.compile(
    r"[\s,]*(?:each|every|per)\s+(?:academic\s+|school\s+)?year|[\s,(]*(?:annually|yearly)(?![a-z])", re.IGNORECASE
)
_RANGE = re.compile(
    rf"[^\S\n]*{DASH}{{1,2}}\s*(?:the\s+)?|\s+(?:to|until|till|up\s+to|through(?:\s+to)?|or)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_AFTER_ITS_YEAR = re.compile(rf"[^\S\n]*(?:[:,(]|{DASH}|[^\S\n])\s*(?:the\s+)?", re.IGNORECASE)
_LIST = re.compile(r"\s*(?:,|/|,?\s*(?:and|&))\s*(?:the\s+)?", re.IGNORECASE)
_BETWEEN_AND = re.compile(r"\s*(?:and|&)\s+(?:the\s+)?", re.IGNORECASE)
_SOMETHING = re.compile(r"[^\s.,;:()\[\]–•*-]")
_CLAUSE_END = re.compile(r"\s*\Z|[.,;:)\n]")
_REACH = 32  # how many characters before a date can belong to it


def phrases(text: str, mentions: Iterable[Mention], *, asked: bool) -> Iterator[Phrase]:
    """The dates as written, in order; mentions that nothing supports as dates are left out."""
    placed = _placed_all(text, mentions)
    links = [_link(text, one, other) for one, other in pairwise(placed)]
    placed, links = _after_their_years(placed, links)
    placed = _share_years(placed, links)
    at, end_before = 0, 0
    while at < len(placed):
        is_range = at < len(links) and links[at] == "range"
        members = placed[at : at + 1 + is_range]
        if _counts(text, placed, links, at, at + len(members), asked=asked):
            phrase = _dressed(text, members, end_before)
            if phrase is not None:
                end_before = phrase.end
                yield phrase
        at += len(members)


def _placed_all(text: str, mentions: Iterable[Mention]) -> list[Placed]:
    placed: list[Placed] = []
    for mention in mentions:
        placed.append(_placed(text, mention, placed[-1].end if placed else 0))
    return placed


def _placed(text: str, mention: Mention, floor: int) -> Placed:
    match = _EDGE.search(text, max(floor, mention.start - _REACH), mention.start)
    if match is None:
        edge: Edge | None = (
            "end" if isinstance(mention.unit, Year) and re.search("end$", text[mention.start : mention.end]) else None
        )
        return Placed(mention, mention.start, edge)
    edge = _edge(match)
    if isinstance(mention.unit, SchoolTerm) and edge in {"first half", "second half"}:
        half: Literal[1, 2] = 1 if edge == "first half" else 2
        return Placed(replace(mention, unit=replace(mention.unit, half=half)), match.start())
    return Placed(mention, match.start(), edge)


def _edge(match: re.Match[str]) -> Edge | None:
    if match["ordinal"]:
        first = match["ordinal"].lower() in {"first", "1st"}
        if match["part"].lower() == "half":
            return "first half" if first else "second half"
        if first:
            return "first week"
        return "second week" if match["ordinal"].lower() in {"second", "2nd"} else "last week"
    kinds: tuple[tuple[str, Edge], ...] = (
        ("end", "end"),
        ("start", "start"),
        ("week_ending", "week ending"),
        ("week", "week"),
    )
    return next((edge for group, edge in kinds if match[group]), None)


def _link(text: str, one: Placed, other: Placed) -> Link | None:
    """How two neighbours belong together, if they do."""
    if other.start <= one.end:
        return None
    gap = text[one.end : other.start]
    if _is_year_of(one, other):
        return "year" if _AFTER_ITS_YEAR.fullmatch(gap) else None
    if _RANGE.fullmatch(gap) or (gap.strip() == "/" and one.mention.years is None):
        return "range"
    if _BETWEEN_AND.fullmatch(gap) and (limit := _limit(text, one.start, 0)) and limit["between"]:
        return "range"
    return "list" if _LIST.fullmatch(gap) else None


def _is_year_of(one: Placed, other: Placed) -> bool:
    """Whether a year stands before a date of its own rather than at the start of a range: 2014/15 - October."""
    years = one.mention.years
    if not isinstance(one.mention.unit, Year) or isinstance(other.mention.unit, Year) or years is None:
        return False
    return other.mention.years is None and years[1] - years[0] <= 1 and one.edge is None


def _after_their_years(placed: list[Placed], links: list[Link | None]) -> tuple[list[Placed], list[Link | None]]:
    """Join each year that stands before a date of its own to that date."""
    joined: list[Placed] = []
    for at, one in enumerate(placed):
        if at and links[at - 1] == "year":
            year = joined.pop()
            joined.append(replace(one, start=year.start, mention=replace(one.mention, years=year.mention.years)))
        else:
            joined.append(one)
    kept: list[Link | None] = [link for link in links if link != "year"]
    return joined, kept


def _share_years(placed: list[Placed], links: list[Link | None]) -> list[Placed]:
    """Give a member of a list that has no year the year of the one after it: "October and November 2014"."""
    shared = list(placed)
    for at in range(len(links) - 1, -1, -1):
        one, other = shared[at].mention, shared[at + 1].mention
        if (
            links[at] == "list"
            and one.years is None
            and other.years is not None
            and one.unit.precision == other.unit.precision
        ):
            shared[at] = replace(shared[at], mention=replace(one, years=other.years))
    return shared


def _counts(text: str, placed: list[Placed], links: list[Link | None], first: int, stop: int, *, asked: bool) -> bool:
    """Whether the members from `first` to `stop` are dates, not ordinary words that look like one."""
    start, end = placed[first].start, placed[stop - 1].end
    support = _support(text, start, end, asked=asked)
    members = placed[first:stop]
    if any(not member.mention.needs or member.mention.needs & (support | _own(member)) for member in members):
        return True
    neighbours = [placed[at] for at, linked in ((first - 1, first - 1), (stop, stop - 1)) if _linked(links, linked)]
    return any(
        "link" in member.mention.needs and (not neighbour.mention.needs or neighbour.mention.needs & _own(neighbour))
        for member in members
        for neighbour in neighbours
    )


def _linked(links: list[Link | None], at: int) -> bool:
    return 0 <= at < len(links) and links[at] is not None


def _own(placed: Placed) -> frozenset[Support]:
    return frozenset({"edge"}) if placed.start < placed.mention.start or placed.edge else frozenset()


def _support(text: str, start: int, end: int, *, asked: bool) -> frozenset[Support]:
    limit = _limit(text, start, 0)
    opens = limit.start() if limit else start
    support: set[Support] = {"asked"} if asked else set()
    if limit:
        support.add("preposition")
    if _CUE.search(text, max(0, start - _REACH), start):
        support.add("cue")
    if not _SOMETHING.search(text, 0, opens) and not _SOMETHING.search(text, end):
        support.add("alone")
    if asked and limit:
        support.add("asked_by")
    if _CLAUSE_END.match(text, end):
        support.add("clause end")
    return frozenset(support)


def _limit(text: str, start: int, floor: int) -> re.Match[str] | None:
    return _LIMIT.search(text, max(floor, start - _REACH), start)


def _dressed(text: str, members: list[Placed], floor: int) -> Phrase | None:
    """The members with the preposition before and "onwards" after them; None for what comes round every year."""
    first, last = members[0], members[-1]
    match = _limit(text, first.start, floor)
    start, end = match.start() if match else first.start, last.end
    if "(" in text[start:end] and text[end : end + 1] == ")":
        end += 1
    limit: Limit | None = None
    if match:
        limit = next(name for name in ("between", "from", "by", "before", "after", "in") if match[name])
        if limit == "between" and len(members) == 1:
            start, limit = first.start, None
    phrase = Phrase(start, end, first, last, limit)
    if not phrase.has_year and (
        _RECURS_BEFORE.search(text, max(0, start - _REACH), start) or _RECURS_AFTER.match(text, end)
    ):
        return None
    if opened := _OPEN.match(text, end):
        return replace(phrase, end=opened.end(), is_open=True)
    if latest := _AT_LATEST.match(text, end):
        return replace(phrase, end=latest.end(), limit="by")
    return phrase
