"""Which days a date allows, once its words are known: the year it means, and what "end of" and "by" leave of it."""

from dataclasses import replace
from datetime import date, timedelta

from documents.dates.mentions import Mention
from documents.dates.phrases import Edge, Phrase, Placed
from documents.dates.units import Day, Quarter, SchoolTerm, Unit, Year
from documents.dates.window import DateWindow, Precision, finer
from documents.dates.years import (
    DEFAULT_CALENDAR,
    Basis,
    Calendar,
    Context,
    Span,
    first_of_month,
    year_span,
)

_DAY = timedelta(days=1)
_WEEK = timedelta(days=6)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Reader:
    """Turns phrases into windows for one text, collecting what is wrong."""

    def __init__(self, text: str, context: Context | None, calendar: Calendar | None) -> None:
        self.text = text
        self.context = context
        self.calendar = calendar or DEFAULT_CALENDAR
        self.warnings: list[str] = []

    def window(self, phrase: Phrase) -> DateWindow:
        """The phrase as a date."""
        words = self.text[phrase.start : phrase.end]
        first, last, inferred = self._ends(phrase)
        precision = finer(self._precision(phrase.first), self._precision(phrase.last))
        if first and last and last < first:
            self.warnings.append(f"“{words}” ends before it starts: check the years.")
            first = last = None
        earliest, latest = _limited(phrase, first, last)
        self._check(phrase, words)
        inferred = inferred and bool(first or last)
        return DateWindow(words, earliest, latest, precision, inferred)

    def _ends(self, phrase: Phrase) -> tuple[date | None, date | None, bool]:
        """First and last day, and whether a year had to be inferred."""
        if not phrase.is_range:
            span, inferred = self._span(phrase.first)
            return (span.first, span.last, inferred) if span else (None, None, False)
        one, other = phrase.first, phrase.last
        if other.mention.years and not one.mention.years:
            last, _ = self._span(other)
            first = last and self._span_before(one, other, last)
            inferred = bool(first and last and first.first.year != last.first.year and not _is_pair(other.mention))
        else:
            first, inferred = self._span(one)
            last, _ = self._span(other)
            if not other.mention.years:
                last = (first and self._span_after(other, first)) if first else None
                inferred = True
        return first and first.first, last and last.last, inferred

    def _span(self, placed: Placed) -> tuple[Span | None, bool]:
        mention = placed.mention
        span = self._stated(mention) if mention.years else self._from_context(mention)
        return (_edged(span, placed.edge, mention.unit) if span else None), mention.years is None

    def _stated(self, mention: Mention) -> Span | None:
        """The days of a mention that has its year or years with it."""
        if mention.years is None:
            return None
        first, last = mention.years
        if isinstance(mention.unit, Year):
            return self._years(mention)
        if first == last:
            return mention.unit.at(first, self.calendar)
        return self._within(mention.unit, self._years(mention))

    def _years(self, mention: Mention) -> Span:
        first, last = mention.years or (0, 0)
        basis = self._basis(mention)
        if first == last:
            return year_span(basis, first)
        if last > first + 1 and mention.basis is None:
            return Span(date(first, 1, 1), date(last, 12, 31))
        return Span(year_span(basis, first).first, year_span(basis, last - (basis != "calendar")).last)

    def _basis(self, mention: Mention) -> Basis:
        """What kind of year is meant: 2014/15 is academic unless the words or the paper say financial."""
        if mention.basis:
            return mention.basis
        if isinstance(mention.unit, Quarter):
            return "financial"
        if isinstance(mention.unit, Year) and mention.years and mention.years[0] == mention.years[1]:
            return mention.unit.basis
        is_financial = self.context is not None and self.context.kind == "financial"
        return "financial" if is_financial and not isinstance(mention.unit, SchoolTerm) else "academic"

    def _from_context(self, mention: Mention) -> Span | None:
        """The days of a mention without a year, in the paper's year."""
        context = self.context
        if context is None or context.kind == "span":
            return None
        unit = mention.unit
        if isinstance(unit, Year):
            return self._year_of_context(mention, unit, context)
        if context.kind == "calendar":
            return unit.at(context.first.year, self.calendar)
        return self._within(unit, context.span)

    def _year_of_context(self, mention: Mention, unit: Year, context: Context) -> Span | None:
        basis = self._basis_of_context(mention)
        if context.kind != "row":
            return year_span(basis, context.first.year + mention.moved)
        found = self._within(replace(unit, basis=basis), context.span)
        return found and year_span(basis, found.first.year + mention.moved)

    def _basis_of_context(self, mention: Mention) -> Basis:
        """What kind of year "the end of the year" ends: the paper's own, unless the words say."""
        if mention.basis:
            return mention.basis
        if self.context is None:
            return "calendar"
        kind = self.context.kind
        return kind if kind in {"financial", "calendar"} else "academic"

    def _within(self, unit: Unit, year: Span) -> Span | None:
        """The unit's days in a year, where it lies there once; the larger part of it if it lies across an end."""
        spans = [span for at in range(year.first.year - 1, year.last.year + 1) if (span := unit.at(at, self.calendar))]
        inside = [span for span in spans if span.overlap(year)]
        return max(inside, key=year.overlap, default=None)

    def _span_before(self, placed: Placed, other: Placed, last: Span) -> Span | None:
        """The start of a range whose year stands only at its end: October - March 2015."""
        if _is_pair(other.mention):
            span = self._within(placed.mention.unit, self._years(other.mention))
        else:
            spans = (placed.mention.unit.at(last.first.year - back, self.calendar) for back in (0, 1))
            span = next((span for span in spans if span and span.first <= last.first), None)
        return _edged(span, placed.edge, placed.mention.unit) if span else None

    def _span_after(self, placed: Placed, first: Span) -> Span | None:
        """The end of a range whose year stands only at its start: September 2014 to March."""
        spans = (placed.mention.unit.at(first.first.year + on, self.calendar) for on in (-1, 0, 1))
        span = next((span for span in spans if span and span.last >= first.last), None)
        return _edged(span, placed.edge, placed.mention.unit) if span else None

    def _precision(self, placed: Placed) -> Precision:
        """How finely one end speaks; which kind of year 2014/15 is depends on the paper."""
        mention = placed.mention
        if placed.edge and "week" in placed.edge:
            return "day"
        if not isinstance(mention.unit, Year):
            return mention.unit.precision
        if mention.years and mention.years[1] > mention.years[0] + 1 and mention.basis is None:
            return "year"
        return Year(self._basis(mention) if mention.years else self._basis_of_context(mention)).precision

    def _check(self, phrase: Phrase, words: str) -> None:
        """Warn of days that do not exist, weekdays that do not fit, and digits that may be a day or a year."""
        for placed in {id(end): end for end in (phrase.first, phrase.last)}.values():
            mention = placed.mention
            written = self.text[mention.start : mention.end]
            if mention.doubt is not None:
                self.warnings.append(f"“{words}” may mean a day or a year: write the year with four digits.")
            if not isinstance(mention.unit, Day):
                continue
            span, _ = self._span(replace(placed, edge=None))
            if mention.unit.at(2000, self.calendar) is None or (span is None and self._has_one_year(mention)):
                self.warnings.append(f"“{written}” is not a day in the calendar: check the day and the month.")
            elif span and mention.years and mention.weekday not in {None, span.first.weekday()}:
                self.warnings.append(f"“{written}” is a {_WEEKDAYS[span.first.weekday()]}: check the day.")

    def _has_one_year(self, mention: Mention) -> bool:
        return bool(mention.years or (self.context and self.context.kind != "span"))


def _is_pair(mention: Mention) -> bool:
    return mention.years is not None and mention.years[0] != mention.years[1]


def _edged(span: Span, edge: Edge | None, unit: Unit) -> Span:
    """The part of the span that "end of", "week commencing" and the like leave; "early" and "late" leave it whole."""
    if edge is None or ("half" in edge and not isinstance(unit, Year)):
        return span
    first, last = span
    half_way = first_of_month(first, 6)
    parts: dict[Edge, Span] = {
        "end": Span(last, last),
        "start": Span(first, first),
        "week": Span(first, first + _WEEK),
        "week ending": Span(last - _WEEK, last),
        "first week": Span(first, first + _WEEK),
        "second week": Span(first + 7 * _DAY, first + 7 * _DAY + _WEEK),
        "last week": Span(last - _WEEK, last),
        "first half": Span(first, half_way - _DAY),
        "second half": Span(half_way, last),
    }
    return parts[edge]


def _limited(phrase: Phrase, first: date | None, last: date | None) -> tuple[date | None, date | None]:
    """What the preposition leaves of the window."""
    if phrase.is_open:
        return first, None
    is_end = phrase.first.edge == "end"
    match phrase.limit:
        case "by":
            return None, last
        case "before":
            return None, (last if is_end or first is None else first - _DAY)
        case "from" if not phrase.has_two_ends:
            return first, None
        case "after" if not phrase.has_two_ends:
            return (last + _DAY if last else None), None
    return first, last
