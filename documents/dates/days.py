"""Days and months as people write them."""

import re
from collections.abc import Iterator

from documents.dates.mentions import (
    CUED,
    CUED_OR_ASKED,
    NEARBY,
    NUMBERS_JOINED,
    STRONG,
    Mention,
    Patterns,
    Support,
    month_in,
    one_year_in,
    surroundings,
    weekday_in,
    years_in,
)
from documents.dates.units import Day, Month
from documents.dates.words import (
    ANY_MONTH,
    DASH,
    MONTH,
    NOT_A_YEAR,
    ORDINAL,
    SHORT_YEAR,
    WEEKDAY,
    YEAR,
    YEARS,
    full_year,
)

DAYS = Patterns()

_MONTH_CLUE = re.compile(ANY_MONTH, re.IGNORECASE)
_YEAR_OF_MONTH_BEFORE = re.compile(rf"{ANY_MONTH}\.?\s*['’‘]?\Z", re.IGNORECASE)
_DAY_BEFORE = re.compile(
    rf"(?<![\w.,£$:/'’-])(?P<day>(?P<number>[0-9]{{1,2}}){ORDINAL}?)"
    rf"\s*(?:,|&|/|\band\b|\bor\b|\bto\b|\buntil\b|{DASH})\s*(?:the\s+)?\Z",
    re.IGNORECASE,
)
_NUMBERED_THINGS = re.compile(
    r"\b(?:years?|stages?|class(?:es)?|phases?|levels?|options?|priority|priorities|actions?|recommendations?|groups?"
    r"|terms?|items?|step|band|grade|quarter|week)\s+(?:[0-9]+\s*(?:,|&|and|or|to|-|–)\s*)*\Z",
    re.IGNORECASE,
)


@DAYS.add(
    rf"(?<![\w/.,-])(?P<year>{YEAR})(?P<mark>[-/.])(?P<month>[0-9]{{2}})(?P=mark)(?P<day>[0-9]{{2}})"
    r"(?![0-9]|[-/.][0-9])",
    NUMBERS_JOINED,
)
def _iso_day(match: re.Match[str]) -> Mention | None:
    if not 1 <= int(match["month"]) <= 12:
        return None
    year = int(match["year"])
    return Mention(match.start(), match.end(), Day(int(match["day"]), int(match["month"])), (year, year))


@DAYS.add(
    rf"(?:(?P<weekday>{WEEKDAY})(?![a-z])[.,]?\s+)?"
    rf"(?<![\w/.,£$:])(?P<day>[0-9]{{1,2}})(?P<mark>\s?[/.]\s?|{DASH}|\s)(?P<month>[0-9]{{1,2}})(?P=mark)"
    rf"['’]?(?P<year>{YEAR}|[0-9]{{2}})(?![\w%]|(?P=mark)[0-9]|[.:][0-9])",
    NUMBERS_JOINED,
)
def _numeric_day(match: re.Match[str]) -> Mention | None:
    day, month = int(match["day"]), int(match["month"])
    year = int(match["year"]) if len(match["year"]) == 4 else full_year(int(match["year"]))
    needs = _numeric_day_needs(match)
    # A month of 13 to 31 is an impossible date, not the American way round.
    if needs is None or not 1 <= month <= 31 or not 1 <= day <= 39:
        return None
    return Mention(match.start(), match.end(), Day(day, month), (year, year), needs=needs, weekday=weekday_in(match))


def _numeric_day_needs(match: re.Match[str]) -> frozenset[Support] | None:
    """5.9.14 may be the number of a paragraph, 4.01.02 mostly is; 5 9 2014 is a date only where nothing else is."""
    mark, has_short_year = match["mark"].strip(), len(match["year"]) == 2
    if not mark:
        return None if has_short_year else frozenset({"alone"})
    if mark != "." or not has_short_year or len(match["day"]) == len(match["month"]) == 2:
        return STRONG
    return CUED_OR_ASKED if len(match["month"]) == 1 else CUED - {"alone"}


@DAYS.add(
    rf"(?:(?P<weekday>{WEEKDAY})(?![a-z])[.,]?\s+(?:the\s+)?)?"
    rf"(?<![\w.£$:%])(?P<day>[0-9]{{1,2}}){ORDINAL}?(?:\s+day)?(?:\s+of)?(?P<mark>\s*|[./]|{DASH}){MONTH}"
    rf"(?:[.,\s/]{{0,3}}{DASH}?\s?['’]?(?P<year>{YEAR})(?![0-9])|(?:\.?\s+|[./]|{DASH}|\s*(?=['’])|){SHORT_YEAR})?",
    _MONTH_CLUE,
)
def _day_of_month(match: re.Match[str]) -> Mention | None:
    years, day = one_year_in(match), int(match["day"])
    before, _ = surroundings(match, "day")
    if match["mark"].strip() and _YEAR_OF_MONTH_BEFORE.search(before):
        return None  # Sept '14-July '15
    is_verb = match["month"] in {"may", "march", "mar"}
    if years is None and (not 1 <= day <= 31 or is_verb or _NUMBERED_THINGS.search(before)):
        return None
    return Mention(match.start(), match.end(), Day(day, month_in(match)), years, weekday=weekday_in(match))


@DAYS.add(
    rf"(?:(?P<weekday>{WEEKDAY})(?![a-z])[.,]?\s+)?{MONTH}\.?\s+(?:the\s+)?(?P<day>[0-9]{{1,2}})"
    rf"(?:{ORDINAL}(?:[,\s]+(?P<year>{YEAR})(?![0-9]))?|,?\s+(?P<year_after>{YEAR})(?![0-9]))",
    _MONTH_CLUE,
)
def _month_and_day(match: re.Match[str]) -> Mention | None:
    written = match["year"] or match["year_after"]
    years = (int(written), int(written)) if written else None
    day = int(match["day"])
    if not 1 <= day <= 31:
        return None
    return Mention(match.start(), match.end(), Day(day, month_in(match)), years, weekday=weekday_in(match))


def days_before(text: str, last: Mention, floor: int) -> Iterator[Mention]:
    """The bare days of a list or range that the month stands after: 5, 12 and 19 May; the nearest first."""
    start = last.start
    while isinstance(last.unit, Day) and (match := _DAY_BEFORE.search(text, max(floor, start - NEARBY), start)):
        before, _ = surroundings(match, "day")
        if not 1 <= int(match["number"]) <= 31 or _NUMBERED_THINGS.search(before):
            return
        start = match.start("day")
        yield Mention(start, match.end("day"), Day(int(match["number"]), last.unit.month), last.years)


@DAYS.add(
    rf"(?P<before>half[\s-]?term[\s,(]{{1,2}})?{MONTH}(?P<half>\s+half[\s-]?term(?![a-z]))?"
    rf"(?:(?P<gap>(?:\.|,)?\s*\(?(?:of\s+)?(?:/|{DASH})?\s*['’]?){YEARS}"
    rf"|(?P<near>\.?\s*(?:/|{DASH}|,)?\s*['’‘]?)(?P<short>[0-9]{{2}}){NOT_A_YEAR})?",
    _MONTH_CLUE,
)
def _month(match: re.Match[str]) -> Mention | None:
    month = Month(month_in(match))
    if match["year"]:
        years, end = years_in(match)
        if years[1] != years[0] and not ("/" in match["join"] or len(match["until"]) == 2):
            years, end = (years[0], years[0]), match.end("year")  # October 2014-2015 is a range
        return Mention(match.start(), end, month, years)
    end = match.end("half") if match["half"] else match.end("month")
    needs = STRONG if match["half"] or match["before"] else _bare_month_needs(match)
    if match["short"] is None or "," in match["near"] or re.search(rf"\s{DASH}|{DASH}\s|/\s", match["near"]):
        return Mention(match.start(), end, month, needs=needs)
    year = full_year(int(match["short"]))
    if match["near"].strip(" \t.") or not match["near"] or int(match["short"]) > 31:
        return Mention(match.start(), match.end(), month, (year, year))
    if needs and match["month"].islower():
        return None
    return Mention(match.start(), match.end(), month, needs=needs, doubt=year, sure_end=end)


def _bare_month_needs(match: re.Match[str]) -> frozenset[Support]:
    """What a month without a year needs to count: "may" and "march" are verbs, and June is somebody's name."""
    word = match["month"]
    before, after = surroundings(match, "month")
    if word.lower() in {"may", "march", "mar"}:
        return _may_or_march_needs(word, before, after)
    if word.islower():
        return CUED if len(word) < 4 or word == "august" else STRONG
    if len(word) == 3 and word.isupper() and not (before + after).isupper():
        return CUED_OR_ASKED
    is_name = word.lower() in {"april", "june", "jan", "august"} and re.match(r" [A-Z][a-z]", after)
    return CUED if is_name else STRONG


def _may_or_march_needs(word: str, before: str, after: str) -> frozenset[Support]:
    if word.islower():
        return CUED
    if word.istitle() and re.match(r"\s*(?:[-–—:](?![a-z])|\Z)", after, re.IGNORECASE):
        return STRONG
    opening = before.rstrip(" \t\n“\"'(•·-–")
    opens_sentence = not opening or opening[-1] in ".!?:;"
    if opens_sentence or not word.istitle() or re.search(r"\b[A-Z]\w*\s\Z", before):
        return CUED_OR_ASKED | {"clause end"}
    return STRONG


@DAYS.add(
    rf"(?<![\w/.,])(?P<month>0?[1-9]|1[0-2])\s?[/-]\s?(?P<year>{YEAR})(?!\w|[/.][0-9])",
    NUMBERS_JOINED,
)
def _numeric_month(match: re.Match[str]) -> Mention | None:
    year = int(match["year"])
    return Mention(match.start(), match.end(), Month(int(match["month"])), (year, year))


@DAYS.add(
    rf"(?<![\w/.,£$])(?P<year>{YEAR})-(?P<month>0[1-9]|1[0-2])(?![\w%]|[/.,-]?[0-9])",
    NUMBERS_JOINED,
)
def _iso_month(match: re.Match[str]) -> Mention | None:
    year = int(match["year"])
    if int(match["month"]) > year % 100:
        return None  # 2009-10 and 2005-09 are years
    return Mention(match.start(), match.end(), Month(int(match["month"])), (year, year))
