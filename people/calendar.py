"""Terms, academic and financial years. Pure: the day is an argument.

Every day belongs to one term: autumn from September, spring from January, summer from April to the end of August, its
holidays included. Easter moves and schools' own terms differ by days; counting whole terms by months does not.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

_DAY = datetime.timedelta(days=1)


class TermName(StrEnum):
    """The three terms of an academic year, in their order."""

    AUTUMN = "autumn"
    SPRING = "spring"
    SUMMER = "summer"


_FIRST_MONTH = {TermName.AUTUMN: 9, TermName.SPRING: 1, TermName.SUMMER: 4}
_ORDER = list(TermName)


@dataclass(frozen=True, order=True, slots=True)
class Term:
    """One term. number: how many terms began before it since the year 0, so that terms can be counted.

    Ordered by time.
    """

    number: int

    @property
    def name(self) -> TermName:
        """Which of the three it is."""
        return _ORDER[self.number % 3]

    @property
    def academic_year(self) -> int:
        """The calendar year in which its academic year began: 2026 for all three terms of 2026/27."""
        return self.number // 3

    @property
    def starts_on(self) -> datetime.date:
        """Its first day."""
        year = self.academic_year + (self.name is not TermName.AUTUMN)
        return datetime.date(year, _FIRST_MONTH[self.name], 1)

    @property
    def ends_on(self) -> datetime.date:
        """Its last day, the day before the next begins."""
        return self.next.starts_on - _DAY

    @property
    def next(self) -> "Term":
        """The term after it."""
        return Term(self.number + 1)

    @property
    def key(self) -> str:
        """How it is written in addresses: `2027-spring`, by the calendar year in which it begins."""
        return f"{self.starts_on.year}-{self.name}"

    def __str__(self) -> str:
        return f"{self.name} term {self.starts_on.year}"


def term_of(day: datetime.date) -> Term:
    """The term to which a day belongs."""
    if day.month >= _FIRST_MONTH[TermName.AUTUMN]:
        return Term(day.year * 3)
    return Term((day.year - 1) * 3 + (1 if day.month < _FIRST_MONTH[TermName.SUMMER] else 2))


def term_with_key(key: str) -> Term | None:
    """The term written so in an address; None for anything else."""
    year, _, name = key.partition("-")
    if not (year.isascii() and year.isdigit() and len(year) == 4 and name in _ORDER) or int(year) < 2:
        return None
    return term_of(datetime.date(int(year), _FIRST_MONTH[TermName(name)], 1))


def terms_back(today: datetime.date, count: int) -> Iterator[Term]:
    """The term of today and those before it, `count` in all, the latest first."""
    now = term_of(today).number
    return (Term(number) for number in range(now, now - count, -1))


def quiet_terms(since: datetime.date, today: datetime.date) -> int:
    """How many whole terms passed between the term of `since` and the term of today: 0 where they follow each other."""
    return max(0, term_of(today).number - term_of(since).number - 1)


def academic_year(day: datetime.date) -> tuple[datetime.date, datetime.date]:
    """First and last day of the academic year, 1 September to 31 August."""
    return _year(day, 9)


def financial_year(day: datetime.date) -> tuple[datetime.date, datetime.date]:
    """First and last day of the financial year, 1 April to 31 March."""
    return _year(day, 4)


def _year(day: datetime.date, month: int) -> tuple[datetime.date, datetime.date]:
    year = day.year if day.month >= month else day.year - 1
    return datetime.date(year, month, 1), datetime.date(year + 1, month, 1) - _DAY
