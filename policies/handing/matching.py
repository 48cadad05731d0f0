"""Whose policy a document is: by the number that it gives, or by the name that it goes by. Pure.

Nothing is decided here: each match says how sure it is and why, and somebody looks at it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import Any

MOST_CANDIDATES = 5
_CLOSE = 0.8
_HEAD = 60  # lines in which a document says whose it is
_TOP, _SHORT = 12, 10  # lines, and words of one, in which it may say so in part


class Sureness(StrEnum):
    """How sure a match is. SURE: nothing speaks against it. LIKELY: to be looked at. UNSURE: somebody has to choose."""

    SURE = "sure"
    LIKELY = "likely"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Known:
    """A school that a document may be of."""

    urn: int
    name: str


@dataclass(frozen=True, slots=True)
class Said:
    """What a document says of itself: what was read as its title and its organisation, its file's name, its lines."""

    title: str
    organisation: str
    file_name: str
    lines: Sequence[str]


@dataclass(frozen=True, slots=True)
class Match:
    """The school that it seems to be of, or None; the others that it may be of; and why, in one sentence."""

    urn: int | None
    sureness: Sureness
    why: str
    candidates: tuple[int, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """As it is kept with a preview."""
        return {"urn": self.urn, "sureness": self.sureness.value, "why": self.why, "candidates": list(self.candidates)}

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "Match":
        """As it was kept."""
        return cls(kept["urn"], Sureness(kept["sureness"]), kept["why"], tuple(kept["candidates"]))


_URN = re.compile(r"\burn\b\W{0,12}([0-9]{6})\b", re.IGNORECASE)
_SIX = re.compile(r"(?<![0-9])([0-9]{6})(?![0-9])")
_SPELLINGS = (
    (re.compile(r"\b(?:c\s?of\s?e|church of england|ce)\b"), "cofe"),
    (re.compile(r"\b(?:roman catholic|rc)\b"), "catholic"),
    (re.compile(r"\bsaint\b"), "st"),
    (re.compile(r"\binfants\b"), "infant"),
    (re.compile(r"\bjuniors\b"), "junior"),
)
# What many schools' names share, so that it tells none from another.
_COMMON = frozenset(
    word
    for words in (
        "primary school schools academy infant junior high college nursery community cofe catholic the of and a at in",
        "for voluntary aided controlled va vc special secondary first middle foundation trust free grammar county all",
        "through upper lower sixth form centre",
    )
    for word in words.split()
)


def plain(words: str) -> str:
    """Words as names are compared: small letters, no signs, one spelling of what is spelt in several ways."""
    small = re.sub(r"[’'`.]", "", words.casefold()).replace("&", " and ")
    spaced = " ".join(re.sub(r"[^\w]|_", " ", small).split())
    for pattern, spelling in _SPELLINGS:
        spaced = pattern.sub(spelling, spaced)
    return spaced


def match(said: Said, schools: Iterable[Known]) -> Match:
    """Which of these schools a document is of."""
    every = list(schools)
    by_urn = {one.urn: one for one in every}
    numbered, number_words = _by_number(said, by_urn)
    named = _by_name(said, every)
    if numbered is not None and numbered.sureness is Sureness.SURE:
        if named.urn not in {None, numbered.urn}:
            return _either(by_urn, numbered, named)
        return numbered
    if named.urn is not None:
        if numbered is not None and numbered.urn != named.urn:
            return _either(by_urn, numbered, named)
        if numbered is not None:
            return Match(named.urn, Sureness.SURE, f"{named.why} Its URN stands in it too.")
        return Match(named.urn, Sureness.LIKELY, f"{named.why} {number_words}") if number_words else named
    if numbered is not None:
        return numbered
    return Match(None, named.sureness, f"{named.why} {number_words}".strip(), named.candidates)


def _either(by_urn: Mapping[int, Known], numbered: Match, named: Match) -> Match:
    assert numbered.urn is not None  # noqa: S101 (for the types: both were found)
    assert named.urn is not None  # noqa: S101 (as above)
    why = f"It gives the URN of {by_urn[numbered.urn].name}, and names {by_urn[named.urn].name}."
    return Match(None, Sureness.UNSURE, why, (numbered.urn, named.urn))


def _by_number(said: Said, by_urn: Mapping[int, Known]) -> tuple[Match | None, str]:
    """What its numbers say, and a sentence where it gives the URN of a school that is none of these."""
    whole = "\n".join([said.title, said.organisation, said.file_name, *said.lines])
    given = list(dict.fromkeys(map(int, _URN.findall(whole))))
    ours = [urn for urn in given if urn in by_urn]
    if len(ours) == 1:
        return Match(ours[0], Sureness.SURE, f"It gives the URN {ours[0]}."), ""
    if ours:
        return Match(None, Sureness.UNSURE, "It gives the URNs of several schools.", tuple(ours[:MOST_CANDIDATES])), ""
    stated = f"It gives the URN {given[0]}, which no open school of yours has." if given else ""
    loose = [urn for urn in dict.fromkeys(map(int, _SIX.findall(whole))) if urn in by_urn]
    if len(loose) == 1:
        return Match(
            loose[0], Sureness.LIKELY, f"The number {loose[0]} stands in it, which is this school’s URN."
        ), stated
    return None, stated


def _by_name(said: Said, every: Sequence[Known]) -> Match:
    names: defaultdict[str, list[Known]] = defaultdict(list)
    for one in every:
        names[plain(one.name)].append(one)
    stem = re.sub(r"\.[^.]*$", "", said.file_name)
    strong = [text for text in map(plain, (said.organisation, said.title, stem)) if text]
    if found := _whole(names, strong):
        return _of_names(found, Sureness.SURE, "It goes by the name of this school.")
    if found := _whole(names, [plain(line) for line in said.lines[:_HEAD]]):
        return _of_names(found, Sureness.LIKELY, "The school’s name stands near its beginning.")
    short = [text for text in map(plain, said.lines[:_TOP]) if text and len(text.split()) <= _SHORT]
    if found := _telling(names, strong) or _telling(names, short):
        return _of_names(found, Sureness.LIKELY, "It names the school in part.")
    close = get_close_matches(plain(said.organisation) or (strong[0] if strong else ""), list(names), 3, _CLOSE)
    candidates = [one.urn for name in close for one in names[name]][:MOST_CANDIDATES]
    why = "Its name is near to theirs." if candidates else "It names no school of yours that we know."
    return Match(None, Sureness.UNSURE, why, tuple(candidates))


def _of_names(found: Sequence[Known], sureness: Sureness, why: str) -> Match:
    if len(found) == 1:
        return Match(found[0].urn, sureness, why)
    several = "Several schools’ names stand in it."
    return Match(None, Sureness.UNSURE, several, tuple(one.urn for one in found[:MOST_CANDIDATES]))


def _whole(names: Mapping[str, Sequence[Known]], texts: Iterable[str]) -> list[Known]:
    """The schools whose whole names stand in the texts, without those whose name is only a part of another's."""
    found: dict[str, Sequence[Known]] = {}
    for text in texts:
        tokens = text.split()
        for start in range(len(tokens)):
            for end in range(start + 1, min(len(tokens), start + _LONGEST_NAME) + 1):
                run = " ".join(tokens[start:end])
                if run in names and not _only_common(run):
                    found[run] = names[run]
    outer = [name for name in found if not any(name != other and f" {name} " in f" {other} " for other in found)]
    return [one for name in outer for one in found[name]]


_LONGEST_NAME = 14


def _only_common(name: str) -> bool:
    return not _telling_words(name)


def _telling_words(name: str) -> frozenset[str]:
    return frozenset(name.split()) - _COMMON - {"st"}


def _telling(names: Mapping[str, Sequence[Known]], texts: Iterable[str]) -> list[Known]:
    """The schools of whose names every telling word stands in one of the texts; those with the most such words."""
    best: list[Known] = []
    most = 1
    every = [(_telling_words(name), schools) for name, schools in names.items()]
    for there in (frozenset(text.split()) for text in texts):
        for telling, schools in every:
            if len(telling) < most or not telling <= there:
                continue
            if len(telling) > most:
                best, most = [], len(telling)
            best += [one for one in schools if one not in best]
    return best
