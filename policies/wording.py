"""Finding words in a policy that speak of what has ended, and initials that nobody explains. Pure.

What is known stands in data/words.toml, with its date. Nothing is guessed: initials that are not known are pointed out
and stay as they are.
"""

import datetime
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from policies.document import Document

FILE = Path(__file__).parent / "data" / "words.toml"
_INITIALS = re.compile(r"(?<![\w{-])[A-Z][a-z]?[A-Z]{1,5}[os]?(?![\w}-])")
_ROMAN = re.compile(r"[IVXLC]+")
# A word or two in brackets after their meaning, or before it: "senior leadership team (SLT)", "SLT (the leaders)".
_EXPLAINED = r"\w[\w’'-]*[ ,]+(?:and |of |for |the |in )*\w[\w’'-]*,? \({0}\)|(?<!\w){0} \([^)]*\w \w"
_SHOUTED = frozenset(("ALL", "AND", "ANY", "ARE", "BE", "CAN", "IS", "IT", "MAY", "MUST", "NO", "NOT", "ONLY", "OR"))


class Kind(StrEnum):
    """What is pointed out."""

    ENDED = "ended"
    INITIALS = "initials"


@dataclass(frozen=True, slots=True)
class Ended:
    """Something that is no more. on: the day or the year it ended, where it is known. now: what stands in its place."""

    words: tuple[str, ...]
    kind: str
    on: datetime.date | int | None
    now: str
    source: str

    @property
    def says(self) -> str:
        """What to know of it, in a sentence or two."""
        if isinstance(self.on, datetime.date):
            ended = f"This ended on {self.on:%-d %B %Y}."
        else:
            ended = f"This ended in {self.on}." if self.on else "This is no longer offered."
        return f"{ended} Today: {self.now}." if self.now else f"{ended} Nothing stands in its place."


@dataclass(frozen=True, slots=True)
class Words:
    """What is known of words, as at a day."""

    as_at: datetime.date
    ended: tuple[Ended, ...]
    glossary: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Finding:
    """Words that somebody may want to change: where they stand, and what to know of them.

    clause_id: the clause, empty for a title or a heading. section: the heading it stands under or is.
    """

    kind: Kind
    words: str
    section: str
    clause_id: str
    line: str
    says: str


@lru_cache(maxsize=1)
def known() -> Words:
    """What is known, from the data file."""
    read = tomllib.loads(FILE.read_text(encoding="utf-8"))
    ended = tuple(
        Ended(tuple(one["words"]), one["kind"], one.get("on"), one.get("now", ""), one["source"])
        for one in read["ended"]
    )
    return Words(read["as_at"], ended, read["glossary"])


def check(document: Document, words: Words | None = None) -> list[Finding]:
    """What to look at in a document, in reading order; the same words in one place once."""
    words = words or known()
    every = list(_lines(document))
    whole = "\n".join(line for _, _, line in every)
    explained: dict[str, bool] = {}
    found: list[Finding] = []
    told: set[str] = set()
    for section, clause_id, line in every:
        here, spans = set(), []
        for start, end, ended in _ended_in(line, words):
            spans.append((start, end))
            if line[start:end] not in here:
                here.add(line[start:end])
                found.append(Finding(Kind.ENDED, line[start:end], section, clause_id, line, ended.says))
        for initials in _initials_in(line, spans):
            if initials in words.glossary or initials in told:
                continue
            if initials not in explained:
                explained[initials] = _is_explained(initials, whole)
            if not explained[initials]:
                told.add(initials)
                says = "Nobody says what these initials stand for. Write it in full the first time."
                found.append(Finding(Kind.INITIALS, initials, section, clause_id, line, says))
    return found


# A policy is read a thousand times for each time it is changed.
@lru_cache(maxsize=128)
def initials_of(document: Document) -> tuple[tuple[str, str], ...]:
    """The initials of a document that the glossary knows, with what they stand for, by the alphabet."""
    words = known()
    used = {initials for _, _, line in _lines(document) for initials in _initials_in(line, ())}
    return tuple((name, words.glossary[name]) for name in sorted(used, key=str.casefold) if name in words.glossary)


def _lines(document: Document) -> Iterator[tuple[str, str, str]]:
    """Every text with the heading it stands under and its clause."""
    yield "", "", document.title
    yield "", "", document.subtitle
    for section in document.sections:
        yield section.heading, "", section.heading
        for clause in section.clauses:
            for line in clause.full_text.splitlines():
                yield section.heading, clause.id, line


@lru_cache(maxsize=4)
def _pattern(ended: tuple[Ended, ...]) -> tuple[re.Pattern[str], Mapping[str, Ended]]:
    """One pattern for all that ended, the longest words first, and what each is.

    A name is found as it is written: "Future Leaders programme" is one, and future leaders are people. Words that are
    no name are found in any case.
    """
    named = {_plain(words): one for one in ended for words in one.words}
    every = sorted((words for one in ended for words in one.words), key=len, reverse=True)
    parts = [_written(words) if words != words.lower() else f"(?i:{_written(words)})" for words in every]
    return re.compile(rf"(?<![\w{{-])(?:{'|'.join(parts)})(?![\w}}-])"), named


def _written(words: str) -> str:
    return re.escape(words).replace("'", "['’]")


def _plain(words: str) -> str:
    return words.casefold().replace("’", "'")


def _ended_in(line: str, words: Words) -> Iterator[tuple[int, int, Ended]]:
    pattern, named = _pattern(words.ended)
    for match in pattern.finditer(line):
        yield match.start(), match.end(), named[_plain(match[0])]


def _initials_in(line: str, but: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Initials in a line, outside of some parts of it. In a line of capitals they cannot be told from words."""
    if not any(letter.islower() for letter in line):
        return
    for match in _INITIALS.finditer(line):
        name = match[0]
        if name in _SHOUTED or _ROMAN.fullmatch(name) or _is_shouting(line, match):
            continue
        if not any(start <= match.start() < end for start, end in but):
            yield name


def _is_shouting(line: str, match: re.Match[str]) -> bool:
    """Whether the word beside it is all in capitals as well: a name or a cry, and no initials."""
    before = re.search(r"([A-Z]{2,}) $", line[: match.start()])
    after = re.match(r" ([A-Z]{2,})(?!\w)", line[match.end() :])
    return bool(before or after)


def _is_explained(initials: str, text: str) -> bool:
    return re.search(_EXPLAINED.replace("{0}", re.escape(initials)), text) is not None
