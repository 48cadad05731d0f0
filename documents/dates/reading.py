"""Reading the dates of a text: which days each allows, and what is wrong with those that allow none."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TypedDict

from documents.dates.finding import find_mentions
from documents.dates.mentions import Mention, without_doubt
from documents.dates.phrases import phrases
from documents.dates.units import Day, Month, SchoolTerm, Season
from documents.dates.window import DateJson, DateWindow
from documents.dates.windows import Reader
from documents.dates.years import DEFAULT_CALENDAR, Calendar, Context, Span, first_of_month, last_day

_YEARS_APART = 5  # how far from the paper's years two digits may lie and still be a year


class LineJson(TypedDict):
    """One line of `read_dates`."""

    line: str
    dates: list[DateJson]
    warnings: list[str]


def find_dates(
    text: str,
    *,
    context: Context | None = None,
    calendar: Calendar | None = DEFAULT_CALENDAR,
    asked: bool = False,
    row_dates: Sequence[DateWindow] = (),
) -> tuple[list[DateWindow], list[str]]:
    """The dates in a text, in order, with warnings about those that cannot be.

    `context` is the year the paper is about. Where there is none, `row_dates` (what was read in the cells beside)
    and the text's own dated words stand in for it. `calendar` is the school calendar, None in a paper that uses
    none: only there, and in a paper of financial years, is "Autumn 2027" a season and not the term.

    `asked` is for words that stand where a date is asked for: they always give at least one date, which is a
    condition ("when ready") or none ("N/A") if nothing else can be read.
    """
    reader = Reader(text, context, calendar)
    mentioned = find_mentions(text)
    if not mentioned:
        return ([_undated(text)] if asked else []), []
    mentions = _settle_doubts(mentioned, reader, row_dates)
    if calendar is not None and (context is None or context.kind != "financial"):
        mentions = [_as_term(mention) for mention in mentions]
    found = list(phrases(text, mentions, asked=asked))
    if context is None:
        dated = [reader.window(phrase) for phrase in found if phrase.has_year]
        reader = Reader(text, infer_context([*row_dates, *dated]), calendar)
    dates = [reader.window(phrase) for phrase in found]
    if asked and not dates:
        dates = [_undated(text)]
    return dates, reader.warnings


def read_line(line: str, context: Context | None = None, calendar: Calendar | None = DEFAULT_CALENDAR) -> LineJson:
    """One line that stands where a date is asked for, as the command `read_dates` answers it."""
    dates, warnings = find_dates(line, context=context, calendar=calendar, asked=True)
    return {"line": line, "dates": [found.as_json() for found in dates], "warnings": warnings}


def infer_context(dates: Iterable[DateWindow]) -> Context | None:
    """The twelve months that the dated words of a row imply for a month without a year, or None if they disagree.

    What leads up to a deadline lies in the year before it: October in a row due by March 2015 is October 2014.
    Where there is no deadline the dates must share an academic or, failing that, a calendar year.
    """
    dated = [found for found in dates if not found.year_inferred and (found.earliest or found.latest)]
    days = [day for found in dated for day in (found.earliest, found.latest) if day]
    deadlines = [found.latest for found in dated if found.earliest is None and found.latest]
    if not days:
        return None
    if deadlines:
        last = max(deadlines)
        year_before = Context(first_of_month(last, -11), last_day(last.year, last.month), "row")
        return year_before if _holds(year_before.span, days) else None
    academic = Context.year("academic", min(days).year - (min(days).month < 9))
    if _holds(academic.span, days):
        return academic
    calendar = Context.year("calendar", min(days).year)
    return calendar if _holds(calendar.span, days) else None


def _holds(span: Span, days: Iterable[date]) -> bool:
    return all(span.first <= day <= span.last for day in days)


def _as_term(mention: Mention) -> Mention:
    """A season named in a school's paper is the term of that name; there is no winter term."""
    unit = mention.unit
    if isinstance(unit, Season) and unit.name != "winter":
        return replace(mention, unit=SchoolTerm(unit.name))
    return mention


def _settle_doubts(mentions: Sequence[Mention], reader: Reader, row_dates: Iterable[DateWindow]) -> list[Mention]:
    """Decide for each "September 24" whether the digits are a year: they are if other years lie near."""
    years = {year for mention in mentions for year in mention.years or ()}
    years |= {day.year for found in row_dates for day in (found.earliest, found.latest) if day}
    if reader.context:
        years |= {reader.context.first.year, reader.context.last.year}
    doubts = [mention.doubt for mention in mentions if mention.doubt is not None]
    if not years and len(doubts) > 1 and max(doubts) - min(doubts) <= _YEARS_APART:
        years = set(doubts)
    return [mention if mention.doubt is None else _settled(mention, years) for mention in mentions]


def _settled(mention: Mention, years: set[int]) -> Mention:
    if mention.doubt is None or not years:
        return mention
    if any(abs(mention.doubt - year) <= _YEARS_APART for year in years):
        return without_doubt(mention, is_year=True)
    day = mention.doubt % 100
    if not day or not isinstance(mention.unit, Month):
        return without_doubt(mention, is_year=False)
    return replace(mention, unit=Day(day, mention.unit.month), doubt=None)


_CONDITION = re.compile(
    r"""\A\W*(?:on|upon|if|after|following|until|now)\b
    | \b(?:on-?\s?going | when | whenever | once | as\s+(?:and|soon|required|needed|necessary|appropriate)
      | subject\s+to | pending | depend(?:s|ent|ing)\s+on | linked\s+to | throughout
      | all\s+(?:the\s+)?year(?:\s+round)? | year[\s-]round
      | each | every | any\s+time | at\s+all\s+times
      | per\s+(?:day|week|month|term|year|annum) | annual(?:ly)? | yearly | bi-?annual(?:ly)?
      | half-?\s?(?:yearly|termly) | termly | quarterly | monthly | fortnightly | weekly | daily | regular(?:ly)?
      | continu(?:ous|al|ing|ed|es?)(?:ly)? | rolling | permanent(?:ly)? | immediate(?:ly)? | asap | straight\s+away
      | (?:in|within|over|next)\s+(?:the\s+)?(?:next\s+)?(?:\w+\s+)?(?:working\s+)?
        (?:days?|weeks?|months?|terms?|years?)
      | [0-9]+\s*(?:working\s+)?(?:days?|weeks?|months?|terms?|years?)
      | (?:next|first|final|by)\s+(?:\w+\s+){0,3}(?:meeting|cycle|round|review|intake|inspection)
      | (?:short|medium|mid|long(?:er)?)[\s-]term)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_NO_DATE = re.compile(
    r"\W*(?:n\s?[./]?\s?a\b|not\s+applicable|tb[acd]\b|to\s+be\s+(?:confirmed|agreed|decided|advised|determined|set)|no\s+date)",
    re.IGNORECASE,
)


def _undated(text: str) -> DateWindow:
    words = text.strip()
    is_condition = _CONDITION.search(words) and not _NO_DATE.match(words)
    return DateWindow(words, None, None, "condition" if is_condition else "none")
