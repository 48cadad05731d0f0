"""The blanks of a policy: dotted lines, underscores and bracketed hints, and what they stand for."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .shape import Blank

_RUN = r"(?:\.{5,}|_{3,}|…{2,}|(?:\.\s){4,}\.)"
_HINT = r"(?:\[[^\[\]\n]{2,60}\]|<[^<>\n]{2,60}>|\{[^{}\n]{2,60}\})"
_BLANK = re.compile(rf"{_RUN}|{_HINT}|\bX{{3,}}\b")
_HINTING = re.compile(r"name|insert|enter|add|school|date|academy|xxx|trust|head|chair|delete", re.IGNORECASE)
_LEADER = re.compile(r"\s*\d{1,3}\s*$")
_INSTITUTION = (
    r"(?:\s+(?:C\.?\s?of\.?\s?E\.?|CE|VC|VA|RC|Church of England|Catholic|Community|Primary|Infant|Junior|Nursery|High|"
    r"Secondary|Special|First|Middle|Grammar|Voluntary Aided))*\s+(?:[Ss]chool|Academy|College)\b(?![’'])"
)
_SCHOOL_AFTER = re.compile(_INSTITUTION)
_MEANINGS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("signature", re.compile(r"\bsign(?:ed|ature)?\b[^.]{0,40}$", re.IGNORECASE)),
    ("date", re.compile(r"\b(?:dated?|(?:adopted|approved|agreed|reviewed) on)\b[^.]{0,20}$", re.IGNORECASE)),
    ("headteacher", re.compile(r"\bhead ?teacher\b[^.]{0,12}$", re.IGNORECASE)),
    ("chair", re.compile(r"\bchair\b[^.]{0,25}$", re.IGNORECASE)),
    (
        "school",
        re.compile(r"(?:\b(?:school|academy|name of (?:the )?school)\s*:?|\b(?:at|within))\s*[‘“\"']?$", re.IGNORECASE),
    ),
)


@dataclass(frozen=True, slots=True)
class Found:
    """A blank in a text: where it stands, what it says, and what it stands for."""

    start: int
    end: int
    words: str
    means: str | None


def blanks_in(text: str, before: str = "") -> Iterator[Found]:
    """The blanks of one text, in order. `before` is what stands before the text, in the cell beside it."""
    for match in _BLANK.finditer(text):
        if match[0][0] in "[<{" and not _HINTING.search(match[0]):
            continue
        if match[0][0] in ".…" and _LEADER.match(text[match.end() :]):
            continue  # the dots of a contents page
        yield Found(match.start(), match.end(), match[0].strip(), _meaning(text, match, before))


def _meaning(text: str, match: re.Match[str], context: str) -> str | None:
    after = text[match.end() :]
    if _SCHOOL_AFTER.match(after):
        return "school"
    inside = match[0] if match[0][0] in "[<{" else ""
    before = f"{context} {text[max(match.start() - 80, 0) : match.start()]}{inside.strip('[]<>{} ')}"
    if inside and re.search(r"school|academy", inside, re.IGNORECASE):
        return "school"
    said = [(found.start(), meaning) for meaning, pattern in _MEANINGS if (found := pattern.search(before))]
    return max(said)[1] if said else None  # the word that stands nearest: "Signed ____ Date ____"


def read_blanks(texts: Iterable[tuple[str, str]]) -> tuple[Blank, ...]:
    """One entry for each meaning: the words as first written, and how often it stands.

    `texts` are pairs of what stands before a text and the text.
    """
    first: dict[str | None, str] = {}
    counts: dict[str | None, int] = {}
    for before, text in texts:
        for found in blanks_in(text, before):
            first.setdefault(found.means, found.words)
            counts[found.means] = counts.get(found.means, 0) + 1
    return tuple(Blank(first[means], means, count) for means, count in counts.items())


def with_school(text: str, placeholder: str, before: str = "") -> str:
    """The text with each blank that stands for the school written `{placeholder}`.

    The word "School" after a blank is part of the name that goes there: "...... School" is filled by
    "Hill View School", not by "Hill View School School".
    """
    parts, at = [], 0
    for found in blanks_in(text, before):
        if found.means == "school":
            after = _SCHOOL_AFTER.match(text, found.end)
            parts.append(f"{text[at : found.start]}{{{placeholder}}}")
            at = after.end() if after else found.end
    return "".join([*parts, text[at:]])
