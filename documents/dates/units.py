"""The things a date can name: a day, a month, a term, a quarter. Each knows its days in a given year."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar, Literal, Protocol

from documents.dates.window import Precision
from documents.dates.years import Basis, Calendar, Span, TermName, easter, last_day, year_span

SeasonName = Literal["spring", "summer", "autumn", "winter"]
_SEASON_STARTS: dict[SeasonName, int] = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_QUARTER_STARTS = {1: 4, 2: 7, 3: 10, 4: 1}


class Unit(Protocol):
    """Something that comes round every year."""

    @property
    def precision(self) -> Precision:
        """How finely it speaks."""

    def at(self, year: int, calendar: Calendar, /) -> Span | None:
        """Its days in that calendar year (that of its first day), or None where there are none to know."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the year: 5 September."""

    day: int
    month: int
    precision: ClassVar[Precision] = "day"

    def at(self, year: int, _calendar: Calendar, /) -> Span | None:
        """One day, or None for one that does not exist."""
        try:
            day = date(year, self.month, self.day)
        except ValueError:
            return None
        return Span(day, day)


@dataclass(frozen=True, slots=True)
class Feast:
    """Easter Sunday or Christmas Day."""

    name: Literal["easter", "christmas"]
    precision: ClassVar[Precision] = "day"

    def at(self, year: int, _calendar: Calendar, /) -> Span | None:
        """That day."""
        day = easter(year) if self.name == "easter" else date(year, 12, 25)
        return Span(day, day)


@dataclass(frozen=True, slots=True)
class Month:
    """A month."""

    month: int
    precision: ClassVar[Precision] = "month"

    def at(self, year: int, _calendar: Calendar, /) -> Span | None:
        """First to last of the month."""
        return Span(date(year, self.month, 1), last_day(year, self.month))


@dataclass(frozen=True, slots=True)
class SchoolTerm:
    """A school term, or half of one."""

    name: TermName
    half: Literal[1, 2] | None = None
    precision: ClassVar[Precision] = "term"

    def at(self, year: int, calendar: Calendar, /) -> Span | None:
        """The calendar's days: the spring of 2015 belongs to the academic year 2014/15."""
        term = calendar.term(self.name, year if self.name == "autumn" else year - 1)
        if self.half == 1:
            return Span(term.first, term.half)
        if self.half == 2:
            return Span(term.half + timedelta(days=1), term.last)
        return Span(term.first, term.last)


@dataclass(frozen=True, slots=True)
class SummerHolidays:
    """The days between the summer and the autumn term."""

    precision: ClassVar[Precision] = "term"

    def at(self, year: int, calendar: Calendar, /) -> Span | None:
        """The day after one term to the day before the next."""
        day = timedelta(days=1)
        return Span(calendar.term("summer", year - 1).last + day, calendar.term("autumn", year).first - day)


@dataclass(frozen=True, slots=True)
class UnnamedTerm:
    """A term or half term that the words do not name ("end of term")."""

    precision: ClassVar[Precision] = "term"

    def at(self, _year: int, _calendar: Calendar, /) -> Span | None:
        """Not to be known from the words."""
        return None


@dataclass(frozen=True, slots=True)
class Season:
    """Three months. Winter 2014 runs into 2015."""

    name: SeasonName
    precision: ClassVar[Precision] = "season"

    def at(self, year: int, _calendar: Calendar, /) -> Span | None:
        """First of its first month to last of its third."""
        month = _SEASON_STARTS[self.name]
        return Span(date(year, month, 1), last_day(year, month + 2))


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter of the financial year; quarter 4 is January to March."""

    number: int
    precision: ClassVar[Precision] = "quarter"

    def at(self, year: int, _calendar: Calendar, /) -> Span | None:
        """Three months."""
        month = _QUARTER_STARTS[self.number]
        return Span(date(year, month, 1), last_day(year, month + 2))


@dataclass(frozen=True, slots=True)
class Year:
    """A year of one kind or another."""

    basis: Basis

    @property
    def precision(self) -> Precision:
        """A calendar or municipal year is just a year."""
        if self.basis == "academic":
            return "academic year"
        return "financial year" if self.basis == "financial" else "year"

    def at(self, year: int, _calendar: Calendar, /) -> Span | None:
        """The year that starts in `year`."""
        return year_span(self.basis, year)
