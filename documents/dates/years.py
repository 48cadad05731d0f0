"""The years and terms that dates are read against: the paper's own year, and the school calendar."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple, Self

Basis = Literal["academic", "financial", "calendar", "municipal"]
TermName = Literal["autumn", "spring", "summer"]

# First month of each kind of year; a council's municipal year runs from its annual meeting in May.
_FIRST_MONTH: dict[Basis, int] = {"academic": 9, "financial": 4, "calendar": 1, "municipal": 5}
_AUTUMN_TERMS_START_AFTER = 8  # some counties go back in the last week of August


class Span(NamedTuple):
    """The days from `first` to `last`, both included."""

    first: date
    last: date

    def overlap(self, other: "Span") -> int:
        """How many days the two spans share."""
        return max(0, (min(self.last, other.last) - max(self.first, other.first)).days + 1)


def last_day(year: int, month: int) -> date:
    """The last day of a month; `month` may run past 12 into the next year."""
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def first_of_month(day: date, months_on: int) -> date:
    """The first of the month that many months after that of `day`, or before it."""
    count = day.year * 12 + day.month - 1 + months_on
    return date(count // 12, count % 12 + 1, 1)


def year_span(basis: Basis, year: int) -> Span:
    """The year of that kind which starts in `year`: academic 2014 is 1 September 2014 to 31 August 2015."""
    month = _FIRST_MONTH[basis]
    return Span(date(year, month, 1), date(year + 1, month, 1) - timedelta(days=1))


def easter(year: int) -> date:
    """Easter Sunday, by the Gregorian computus."""
    century, place = divmod(year, 100)
    golden = year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (place // 4) - epact - place % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@dataclass(frozen=True, slots=True)
class Term:
    """One school term. `half` is the last day of its first half."""

    name: TermName
    first: date
    last: date
    half: date


@dataclass(frozen=True, slots=True)
class Calendar:
    """A school calendar: the terms that somebody set, and the usual months for every other year."""

    terms: tuple[Term, ...] = ()

    def term(self, name: TermName, academic_year: int) -> Term:
        """The term of that name in the academic year that starts in `academic_year`."""
        for term in self.terms:
            starts_in = term.first.year - (term.first.month < _AUTUMN_TERMS_START_AFTER)
            if (term.name, starts_in) == (name, academic_year):
                return term
        return _usual_term(name, academic_year)


def _usual_term(name: TermName, academic_year: int) -> Term:
    if name == "autumn":
        year = academic_year
        return Term(name, date(year, 9, 1), date(year, 12, 31), date(year, 10, 31))
    year = academic_year + 1
    if name == "spring":
        return Term(name, date(year, 1, 1), date(year, 3, 31), date(year, 2, 14))
    return Term(name, date(year, 4, 1), date(year, 7, 31), date(year, 5, 31))


DEFAULT_CALENDAR = Calendar()

_CONTEXT = re.compile(
    r"\s*(?P<first>(?:19|20)[0-9]{2})\s*(?:[/‐‑–—-]\s*(?P<last>[0-9]{4}|[0-9]{2}))?"
    r"\s*\(?(?P<kind>academic|financial)?(?: year)?\)?\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Context:
    """The year a paper is about, from which a month without a year takes its own.

    `span` is a plan of several years, which settles no year by itself; `row` is the twelve months that the
    dated words beside it imply.
    """

    first: date
    last: date
    kind: Literal["academic", "financial", "calendar", "span", "row"]

    @classmethod
    def year(cls, kind: Literal["academic", "financial", "calendar"], year: int) -> Self:
        """The academic, financial or calendar year that starts in `year`."""
        return cls(*year_span(kind, year), kind)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read '2014/15' (academic), '2014/15 financial', '2014' or '2019-2023'; ValueError for anything else."""
        match = _CONTEXT.fullmatch(text)
        if match is None:
            raise ValueError(f"“{text}” is not a year: write 2014/15, 2014/15 financial, 2014 or 2019-2023.")
        first = int(match["first"])
        last = _later_year(first, match["last"])
        kind = (match["kind"] or "").lower()
        if last < first or (kind and last > first + 1):
            raise ValueError(f"“{text}” is not a year: write 2014/15, 2014/15 financial, 2014 or 2019-2023.")
        if kind == "financial":
            return cls.year("financial", first)
        if kind == "academic" or last == first + 1:
            return cls.year("academic", first)
        return cls(date(first, 1, 1), date(last, 12, 31), "calendar" if first == last else "span")

    @property
    def span(self) -> Span:
        """The days of the year."""
        return Span(self.first, self.last)


def _later_year(first: int, words: str | None) -> int:
    if words is None:
        return first
    if len(words) == 4:
        return int(words)
    return first - first % 100 + int(words) + (100 if first % 100 == 99 and words == "00" else 0)
