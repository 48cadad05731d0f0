"""Years and spans of years as people write them, and what two numbers alone may mean."""

import re

from documents.dates.mentions import (
    CUED_OR_ASKED,
    NUMBERS_JOINED,
    STRONG,
    Mention,
    Patterns,
    Support,
    basis_in,
    surroundings,
    years_in,
)
from documents.dates.units import Day, Month, Year
from documents.dates.words import BASIS, COUNTED, DASH, YEAR, YEARS, full_year
from documents.dates.years import Basis

SPANS = Patterns()


@SPANS.add(
    rf"(?:(?P<before>{BASIS})[\s:,(]{{0,3}}|(?<![\w.,£$/\0])(?<![a-z]-)){YEARS}(?!\w)"
    rf"(?:\)?\s*(?P<after>{BASIS})(?![a-z]))?",
    re.compile(YEAR),
)
def _years(match: re.Match[str]) -> Mention | None:
    years, end = years_in(match)
    is_one = years[0] == years[1]
    is_whole = match["until"] is None or end == match.end("until")
    basis = basis_in(match["before"] or (match["after"] if is_whole else None))
    if is_one and basis is None and _is_a_count(match):
        return None
    needs: frozenset[Support] = CUED_OR_ASKED | {"clause end"} if is_one and basis is None else STRONG
    default: Basis = "academic" if years[1] == years[0] + 1 else "calendar"
    if match["after"] and is_whole:
        end = match.end()
    return Mention(match.start(), end, Year(basis or default), years, basis, needs)


def _is_a_count(match: re.Match[str]) -> bool:
    """Whether the number counts something: over 2000 pupils, but not "in 2014 pupils ..."."""
    before, after = surroundings(match, "year")
    is_when = re.search(r"\b(?:in|during|by|since|from|until|before|after)\s+\Z", before, re.IGNORECASE)
    return not is_when and bool(re.match(COUNTED, after, re.IGNORECASE))


@SPANS.add(
    rf"(?:(?P<before>{BASIS})[\s:,(]{{0,3}}|(?<![\w./,£$(:\0-]))"
    rf"(?P<first>[0-9]{{2}})(?P<join>\s?/\s?|{DASH})(?P<last>[0-9]{{2}})"
    rf"(?![\w%]|[/.:,-]?[0-9])(?:\)?\s*(?P<after>{BASIS})(?![a-z]))?",
    NUMBERS_JOINED,
)
def _short_years(match: re.Match[str]) -> Mention | None:
    first = int(match["first"])
    if int(match["last"]) != (first + 1) % 100:
        return None
    basis = basis_in(match["before"] or match["after"])
    needs = STRONG
    if basis is None:
        needs = CUED_OR_ASKED if "/" in match["join"] else frozenset({"alone"})
    year = full_year(first)
    return Mention(match.start(), match.end(), Year(basis or "academic"), (year, year + 1), basis, needs)


@SPANS.add(
    r"""(?<![a-z])(?:(?P<which>this|the\s+current|current|next|the\s+next|coming|following)\s+)?
    (?:(?P<basis>academic|school|financial|fiscal|tax|municipal|civic|calendar)\s+)?
    year(?P<end>[\s-]end)?(?![a-z]|[\s-]*[0-9])""",
    re.compile(r"year", re.IGNORECASE),
)
def _unnumbered_year(match: re.Match[str]) -> Mention | None:
    basis = basis_in(match["basis"])
    is_next = re.search("next|coming|following", match["which"] or "", re.IGNORECASE)
    needs: frozenset[Support] = frozenset({"edge", "alone"} if match["which"] else {"edge"})
    return Mention(
        match.start(),
        match.end(),
        Year(basis or "calendar"),
        basis=basis,
        needs=CUED_OR_ASKED if basis else needs,
        moved=1 if is_next else 0,
    )


@SPANS.add(
    r"(?<![\w./,£$(:-])(?P<first>[0-9]{1,2})/(?P<second>[0-9]{1,2})(?![\w%]|[/.:,-]?[0-9])",
    NUMBERS_JOINED,
)
def _two_numbers(match: re.Match[str]) -> Mention | None:
    """14/03 is a day and 09/14 a month where a date is asked for; anywhere else they are fractions and labels."""
    first, second = int(match["first"]), int(match["second"])
    needs: frozenset[Support] = frozenset({"alone", "asked_by"})
    if 1 <= first <= 31 and 1 <= second <= 12:
        return Mention(match.start(), match.end(), Day(first, second), needs=needs)
    if 1 <= first <= 12 and len(match["first"]) == len(match["second"]) == 2:
        year = full_year(second)
        return Mention(match.start(), match.end(), Month(first), (year, year), needs=needs)
    return None
