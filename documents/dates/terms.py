"""Quarters, school terms, seasons and feasts as people write them."""

import re
from typing import Literal

from documents.dates.mentions import (
    CUED,
    CUED_OR_ASKED,
    STRONG,
    Mention,
    Patterns,
    Support,
    last_of_span,
    surroundings,
    years_in,
)
from documents.dates.units import Feast, Quarter, SchoolTerm, Season, SeasonName, SummerHolidays, Unit, UnnamedTerm
from documents.dates.words import BASIS, DASH, NOT_A_YEAR, YEAR, YEARS, full_year
from documents.dates.years import TermName

TERMS = Patterns()

_YEARS_BEFORE = (
    rf"(?:(?:{BASIS}[\s:,]{{0,2}})?(?P<year0>{YEAR})(?:(?P<join0>/|{DASH})(?P<until0>{YEAR}|[0-9]{{2}}))?"
    rf"(?:[\s,:]|{DASH}){{1,3}})?"
)
_YEARS_AFTER = (
    rf"(?:[\s,:(/-]{{0,3}}(?:of\s+)?(?:the\s+)?(?:{BASIS}\s*)?"
    rf"(?:{YEARS}|(?<![0-9])['’‘]?(?P<short>[0-9]{{2}})(?:/(?P<short_until>[0-9]{{2}}))?{NOT_A_YEAR}))?"
)
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_QUARTERS = {"one": 1, "two": 2, "three": 3, "four": 4, "final": 4, "last": 4, **_ORDINALS}
_TERMS: dict[str, TermName] = {
    "autumn": "autumn",
    "aut": "autumn",
    "michaelmas": "autumn",
    "christmas": "autumn",
    "spring": "spring",
    "spr": "spring",
    "lent": "spring",
    "easter": "spring",
    "summer": "summer",
    "sum": "summer",
}
_SEASONS: dict[str, SeasonName] = {
    "spring": "spring",
    "spr": "spring",
    "summer": "summer",
    "autumn": "autumn",
    "aut": "autumn",
    "winter": "winter",
}


@TERMS.add(
    rf"{_YEARS_BEFORE}(?<![\w.])(?P<words>(?:Q|Qtr|quarter)\.?\s?(?P<number>[1-4]|one|two|three|four)(?![\w%]|[.,:/][0-9])"
    rf"|(?P<ordinal>first|second|third|fourth|final|last|1st|2nd|3rd|4th)\s+quarter(?![a-z])){_YEARS_AFTER}",
    re.compile(r"\bq[1-4 .t]|quarter", re.IGNORECASE),
)
def _quarter(match: re.Match[str]) -> Mention | None:
    word = (match["number"] or match["ordinal"]).lower()
    start, end, years = _with_years(match)
    needs = STRONG if years else CUED_OR_ASKED
    return Mention(start, end, Quarter(int(word) if word.isdigit() else _QUARTERS[word]), years, needs=needs)


@TERMS.add(
    rf"""{_YEARS_BEFORE}(?<![a-z])(?P<words>
      (?P<name>autumn|spring|summer|winter|michaelmas|christmas|lent|easter|(?-i:Aut|Spr|Sum))(?![a-z])\.?
      (?P<what>(?:\s+school)?[\s-]+(?:half[\s-]?term|terms?|holidays?|break)(?![a-z]))?
      (?:[\s,(-]+(?P<ordinal>first|1st|second|2nd)\s+half)?(?:\s*(?P<half>[12])(?![0-9]|[.:/][0-9]|\s?(?:st|nd)))?(?:\s+terms?(?![a-z]))?
    )(?!\s+(?:bank|schools?(?!\s+term)|clean|statement|budget|fuel|born|reading)(?![a-z])){_YEARS_AFTER}""",
    re.compile(r"\b(?:aut|spr|sum|winter|michaelmas|christmas|lent|easter)", re.IGNORECASE),
)
def _term(match: re.Match[str]) -> Mention | None:
    unit = _term_unit(match)
    if unit is None:
        return None
    start, end, years = _with_years(match)
    needs = STRONG
    if not years and not isinstance(unit, SchoolTerm):
        needs = CUED_OR_ASKED if match["name"][0].isupper() else CUED
    return Mention(start, end, unit, years, needs=needs)


def _term_unit(match: re.Match[str]) -> Unit | None:
    name, what = match["name"].lower(), (match["what"] or "").lower()
    if "holiday" in what or "break" in what:
        return SummerHolidays() if name == "summer" else None
    half: Literal[1, 2] | None = None
    if "half" in what or match["half"] == "1" or (match["ordinal"] or "").lower() in {"first", "1st"}:
        half = 1
    elif match["half"] or match["ordinal"]:
        half = 2
    is_term = bool(half) or "term" in match["words"].lower()
    if is_term and name in _TERMS:
        return SchoolTerm(_TERMS[name], half)
    return Season(_SEASONS[name]) if name in _SEASONS else None


@TERMS.add(
    rf"{_YEARS_BEFORE}(?<![a-z])(?P<words>HT\s?(?P<number>[1-6])(?![\w.])){_YEARS_AFTER}",
    re.compile(r"\bHT\s?[1-6]", re.IGNORECASE),
)
def _numbered_half_term(match: re.Match[str]) -> Mention | None:
    names: tuple[TermName, ...] = ("autumn", "spring", "summer")
    term, half = divmod(int(match["number"]) - 1, 2)
    start, end, years = _with_years(match)
    needs = STRONG if years else CUED_OR_ASKED
    return Mention(start, end, SchoolTerm(names[term], 2 if half else 1), years, needs=needs)


@TERMS.add(
    rf"""(?:(?P<which>this|next|current)\s+)?(?<![\w-])
    (?P<words>(?P<half>half[\s-]?term)|term(?P<number>\s+[1-6](?![\w.])(?:\s+{YEAR}(?:[/-][0-9]{{2}})?)?)?)
    (?![a-z]|\s+of\b|[\s-]+time)""",
    re.compile(r"term", re.IGNORECASE),
)
def _unnamed_term(match: re.Match[str]) -> Mention | None:
    before, _ = surroundings(match, "words")
    if re.search(r"\b(?:long|short|medium|longer|shorter|mid)[\s-]+\Z", before, re.IGNORECASE):
        return None
    needs: frozenset[Support] = frozenset({"edge", "alone"})
    if match["half"] or match["number"] or match["which"]:
        needs = CUED_OR_ASKED
    return Mention(match.start(), match.end(), UnnamedTerm(), needs=needs)


@TERMS.add(
    rf"(?<![a-z])(?P<name>easter|christmas)(?![a-z])(?:,?\s+(?P<year>{YEAR})(?![\w/]))?(?!\s+[a-z])",
    re.compile(r"\b(?:easter|christmas)", re.IGNORECASE),
)
def _feast(match: re.Match[str]) -> Mention | None:
    years = (int(match["year"]), int(match["year"])) if match["year"] else None
    feast = Feast("easter" if match["name"].lower() == "easter" else "christmas")
    return Mention(match.start(), match.end(), feast, years, needs=STRONG if years else CUED_OR_ASKED)


def _with_years(match: re.Match[str]) -> tuple[int, int, tuple[int, int] | None]:
    """Where the words start and end with the years written after them or, failing that, before them."""
    if match["year"]:
        years, end = years_in(match)
        return match.start("words"), end, years
    if match["short"]:
        first = int(match["short"])
        if match["short_until"] is None:
            return match.start("words"), match.end(), (full_year(first), full_year(first))
        if int(match["short_until"]) == (first + 1) % 100:
            return match.start("words"), match.end(), (full_year(first), full_year(first) + 1)
    if match["year0"]:
        first = int(match["year0"])
        last = last_of_span(first, match["join0"], match["until0"])
        return match.start(), match.end("words"), (first, last or first)
    return match.start(), match.end("words"), None
