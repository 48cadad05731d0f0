"""The year a plan is about: stated in its title, or guessed from the dates it gives."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from actionplan.reading.result import ContextYear
from documents.blocks import words
from documents.dates import Context, DateWindow

_SPAN = re.compile(
    r"(?<![\d/])((?:19|20)\d\d)(?:\s?[-/–—]\s?|\s(?:to\s)?(?=(?:19|20)\d\d))((?:19|20)\d\d|\d\d)(?![\d/])"
)
_SHORT_SPAN = re.compile(r"\b(\d\d)/(\d\d)\b")
_SINGLE = re.compile(r"(?<![\d/£,.-])((?:19|20)\d\d)(?![\d/,-])")
_MONTH_AND_YEAR = re.compile(
    r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? (19|20)\d\d\b", re.IGNORECASE
)
_MONTH_AND_DIGITS = re.compile(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? (\d\d)", re.IGNORECASE)
_MOST_YEARS = 3
_FEWEST_CELLS = 2
_FINANCIAL = re.compile(r"\b(financial|fiscal|budget) year|\bfy\b", re.IGNORECASE)


def stated_year(titles: Sequence[str], lines: Sequence[str]) -> ContextYear | None:
    """The year that a title, or another short line above the table, says the plan is for."""
    short = [*titles, *(line for line in lines if len(words(line)) <= 12 and not line.rstrip().endswith("."))]
    for line in short:
        spans = [(span[0], year) for span in _SPAN.finditer(line) if (year := _span(int(span[1]), span[2]))]
        if spans:  # "Corporate Plan 2024-28: delivery in 2025/26"
            return ContextYear(*min(spans, key=lambda one: "/" not in one[1]), guess=False)
    # "As at March 2019" says when the paper was written, not which year it is for.
    single = next((found for line in titles if (found := _SINGLE.search(_MONTH_AND_YEAR.sub("", line)))), None)
    return ContextYear(single[0], single[1], guess=False) if single else None


def _span(first: int, written: str) -> str | None:
    last = int(written) if len(written) == 4 else first - first % 100 + int(written)
    if last == first + 1:
        return f"{first}/{last % 100:02d}"
    return f"{first}-{last}" if first < last <= first + 20 else None


def guessed_year(dates: Sequence[DateWindow], labels: Iterable[str], texts: Iterable[str]) -> ContextYear | None:
    """The year most of the paper's own dates fall in; of two with as many, the earlier. It is marked as a guess."""
    days = [day for found in dates if not found.year_inferred and (day := found.latest or found.earliest)]
    days += [
        date(2000 + int(a), 9, 1) for label in labels for a, b in _SHORT_SPAN.findall(label) if int(b) == int(a) + 1
    ]
    if not days:
        return None
    both = {day.year for found in dates for day in (found.earliest, found.latest) if day} | {day.year for day in days}
    if len(both) == 1 and not any(_is_span(found) for found in dates):
        year = str(days[0].year)
        return ContextYear(None, year, guess=True)
    first = _commonest(days)
    written = (found for text in texts for found in _SPAN.finditer(text))
    own = next(
        (found[0] for found in written if _span(int(found[1]), found[2]) == _span(first, f"{(first + 1) % 100:02d}")),
        None,
    )
    return ContextYear(own, f"{first}/{(first + 1) % 100:02d}", guess=True)


def in_years(asked: Sequence[str]) -> str:
    """The cells of a column that asks for dates, as one text, where all of "Sep 27", "Dec 27", "Jan 28" end in years.

    Alone each may be a day; together they are years where they are a few that follow each other.
    """
    found = [int(match[1]) for text in asked if (match := _MONTH_AND_DIGITS.fullmatch(text.strip()))]
    numbers = sorted(set(found))
    follow = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else False
    return "; ".join(asked) if len(found) > _FEWEST_CELLS and len(numbers) <= _MOST_YEARS and follow else ""


def _is_span(found: DateWindow) -> bool:
    return found.precision in ("academic year", "financial year")


def _commonest(days: Sequence[date]) -> int:
    """The year that holds all the days, academic or else financial; failing both the academic year that holds most."""
    academic = Counter(_academic_start(day) for day in days)
    financial = {day.year - (day.month < 4) for day in days}
    if len(academic) > 1 and len(financial) == 1:
        return financial.pop()
    most = max(academic.values())
    return min(start for start, count in academic.items() if count == most)


def _academic_start(day: date) -> int:
    return day.year - (day.month < 9)


def is_financial(texts: Iterable[str]) -> bool:
    """Whether the paper says that it counts in financial years."""
    return any(_FINANCIAL.search(text) for text in texts)


def context_of(year: ContextYear, *, financial: bool) -> Context:
    """The year as dates are read with it."""
    return Context.parse(f"{year.year} financial" if financial and "/" in year.year else year.year)
