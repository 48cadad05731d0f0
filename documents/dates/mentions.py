"""What a mention is: one place where a text names a day, a month, a term, a quarter or a year.

A mention is what stands there by itself. What stands around it ("by", "end of", the other end of a range) and
which year an incomplete one means are settled later. The ways of writing are in `days`, `terms` and `spans`, each
a pattern with the function that makes a mention of its matches; `finding` puts them to work.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from documents.dates.units import Unit
from documents.dates.words import DASH, MONTH_NUMBERS, WEEKDAY_NUMBERS, full_year
from documents.dates.years import Basis

# What lets a mention count that might be an ordinary word or number: a preposition, "end of" before it, a range or
# list it belongs to, standing alone, standing where a date is asked for (`asked_by`: with a preposition), a cue such
# as "review" before it, ending its clause.
Support = Literal["preposition", "edge", "link", "alone", "asked", "asked_by", "cue", "clause end"]
STRONG: frozenset[Support] = frozenset()
CUED: frozenset[Support] = frozenset({"preposition", "edge", "link", "alone"})
CUED_OR_ASKED: frozenset[Support] = CUED | {"asked", "cue"}

NEARBY = 30  # how many characters around a mention can change what it is


@dataclass(frozen=True, slots=True)
class Mention:
    """One place. `years` are the first and last year written with it, the same twice for one."""

    start: int
    end: int
    unit: Unit
    years: tuple[int, int] | None = None
    basis: Basis | None = None
    needs: frozenset[Support] = STRONG
    weekday: int | None = None
    moved: Literal[0, 1] = 0  # 1 for "next year": the one after the paper's
    doubt: int | None = None  # two digits after a month: the year that they may be ...
    sure_end: int = 0  # ... and where the mention ends without them


def without_doubt(mention: Mention, *, is_year: bool) -> Mention:
    """A month and two digits, settled: the digits are its year, or they do not belong to it."""
    if is_year and mention.doubt is not None:
        return replace(mention, years=(mention.doubt, mention.doubt), doubt=None, needs=STRONG)
    return replace(mention, end=mention.sure_end, doubt=None)


Builder = Callable[[re.Match[str]], Mention | None]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way of writing. A text without the clue cannot hold it, which is quicker to see."""

    expression: re.Pattern[str]
    clue: re.Pattern[str]
    build: Builder


@dataclass(slots=True)
class Patterns:
    """The ways of writing of one kind, the most exact first."""

    patterns: list[Pattern] = field(default_factory=list)

    def add(self, expression: str, clue: re.Pattern[str]) -> Callable[[Builder], Builder]:
        """Register the function below as the builder of what the expression matches."""

        def register(build: Builder) -> Builder:
            self.patterns.append(Pattern(re.compile(expression, re.IGNORECASE | re.VERBOSE), clue, build))
            return build

        return register

    def __iter__(self) -> Iterator[Pattern]:
        return iter(self.patterns)


def month_in(match: re.Match[str]) -> int:
    """The number of the month in the group `month`."""
    return MONTH_NUMBERS[match["month"][:3].lower()]


def weekday_in(match: re.Match[str]) -> int | None:
    """The number of the weekday in the group `weekday`, Monday being 0."""
    return WEEKDAY_NUMBERS[match["weekday"][:3].lower()] if match["weekday"] else None


def one_year_in(match: re.Match[str]) -> tuple[int, int] | None:
    """The year in the groups `year` or `short`."""
    if match["year"]:
        return int(match["year"]), int(match["year"])
    if match["short"]:
        year = full_year(int(match["short"]))
        return year, year
    return None


def years_in(match: re.Match[str]) -> tuple[tuple[int, int], int]:
    """The first and last year of `words.YEARS`, and where they end; a second number that makes no span stays out."""
    first = int(match["year"])
    last = last_of_span(first, match["join"], match["until"])
    return ((first, first), match.end("year")) if last is None else ((first, last), match.end("until"))


def last_of_span(first: int, join: str | None, until: str | None) -> int | None:
    """The year that the second number of 2014/15, 2014-2018 or 2014 2015 stands for, if it can be one."""
    if join is None or until is None:
        return None
    last = int(until)
    if len(until) == 2:
        last += first - first % 100 + (100 if first % 100 == 99 and last == 0 else 0)
    elif len(until) == 1:
        last += first - first % 10
    apart = last - first
    if len(until) == 1 or not join.strip():
        return last if apart == 1 else None
    return last if 0 < apart <= 20 else None


def basis_in(words: str | None) -> Basis | None:
    """What kind of year the words name."""
    if words is None:
        return None
    letters = words.lower().replace("/", "")
    if letters.startswith(("fin", "fis", "tax", "fy")):
        return "financial"
    if letters.startswith("cal"):
        return "calendar"
    return "municipal" if letters.startswith(("mun", "civ", "cou")) else "academic"


def surroundings(match: re.Match[str], group: str) -> tuple[str, str]:
    """The few characters before and after a group."""
    start, end = match.span(group)
    return match.string[max(0, start - NEARBY) : start], match.string[end : end + NEARBY]


# The mark between the numbers of 5/9/2027, 2014-15 and the like.
NUMBERS_JOINED = re.compile(rf"[0-9]\s?(?:[/.]|{DASH}|\s)\s?[0-9]")
