"""Which promises of a plan may clash. Pure.

Only a person knows whether two sentences promise the same fact, so what is found here is a suggestion that says which
words it rests on. Two promises may clash where they stand in different recommendations, end on different days, and
share at least two words that say something; the council's own name, which any promise may carry, says nothing. A team
is due everywhere at once where milestones of its own end within a week before three bodies. What an officer answered to
a suggestion holds as long as both dates stand as they were answered.
"""

import datetime
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from actionplan import rules

SHARED = 2
LONGEST_WORDS = 2000
BODIES = 3
WEEK = datetime.timedelta(days=6)
MOST = 50
_TOO_COMMON = 60
"""A word of more promises than these tells none from another, and would make pairs without end in a large plan."""
_WORD = re.compile(r"[a-z]{4,}")
# Words that many promises share and that say nothing of what is promised: of time, of papers, and of quantity.
_EMPTY_WORDS = """
january february march april june july august september october november december autumn spring summer
winter term year academic financial week month date first last final next draft report meeting monitored
programme through least every each have been from with that this their they will would more further also
including include includes current proposed made done board panel committee into onto about when where
which other second third
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())


@dataclass(frozen=True, slots=True)
class Promise:
    """A dated milestone or outcome measure. date, recommendation: their keys. ends: the last day of that date."""

    date: int
    recommendation: int
    name: str
    text: str
    words: str
    ends: datetime.date


@dataclass(frozen=True, slots=True)
class Clash:
    """Two promises that may be of one fact, the earlier first. shared: the words that they have in common."""

    one: Promise
    other: Promise
    shared: tuple[str, ...]

    @property
    def pair(self) -> tuple[int, int]:
        """The keys of both dates, the lower first, whichever of them ends earlier."""
        return pair_of(self.one.date, self.other.date)

    @property
    def days(self) -> int:
        """How far apart their last days are."""
        return (self.other.ends - self.one.ends).days

    @property
    def why(self) -> str:
        """Why it is suggested: "Both speak of policy and school, and end 275 days apart."."""
        told = ", ".join(self.shared[:-1]) + f" and {self.shared[-1]}"
        return f"Both speak of {told}, and end {rules.count(self.days, 'day')} apart."


def telling(text: str) -> frozenset[str]:
    """The words of a promise that say what is promised, each as its stem: "schools" and "school" are one."""
    return frozenset(_stem(word) for word in _WORD.findall(text.lower()) if word not in _EMPTY)


def _stem(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def pair_of(one: int, other: int) -> tuple[int, int]:
    """The keys of two dates as one pair, whichever is named first."""
    return (one, other) if one < other else (other, one)


def clashes(
    promises: Sequence[Promise], *, council: str = "", but: Collection[tuple[int, int]] = frozenset()
) -> list[Clash]:
    """The pairs that may clash, those that share most first; at most MOST.

    council: its name, of which no word tells one promise from another. but: pairs that were answered.
    """
    everywhere = telling(council)
    by_word: dict[str, list[int]] = defaultdict(list)
    for place, promise in enumerate(promises):
        for word in telling(promise.text) - everywhere:
            by_word[word].append(place)
    shared: dict[tuple[int, int], list[str]] = defaultdict(list)
    for word, places in by_word.items():
        if len(places) <= _TOO_COMMON:
            for pair in combinations(places, 2):
                shared[pair].append(word)
    found = [
        _clash(promises[a], promises[b], words)
        for (a, b), words in shared.items()
        if len(words) >= SHARED
        and promises[a].recommendation != promises[b].recommendation
        and promises[a].ends != promises[b].ends
        and pair_of(promises[a].date, promises[b].date) not in but
    ]
    found.sort(key=lambda clash: (-len(clash.shared), clash.one.ends, clash.one.date, clash.other.date))
    return found[:MOST]


def _clash(one: Promise, other: Promise, words: Iterable[str]) -> Clash:
    first, last = (one, other) if one.ends < other.ends else (other, one)
    return Clash(first, last, tuple(sorted(words)))


# What an officer answers ---------------------------------------------------------------------------------------------
class Answer(StrEnum):
    """Whether two promises are of one thing."""

    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"


ANSWER_LABELS = {
    Answer.CONFIRMED: "They clash: it is one thing by two days",
    Answer.DISMISSED: "They do not clash",
}
AnsweredOn = tuple[str, datetime.date | None]
"""A date as it stood when an answer was given: its words and its last day."""


def stands(answered_on: Sequence[AnsweredOn], now: Sequence[AnsweredOn]) -> bool:
    """Whether neither date changed since the answer, in its words or in its last day."""
    return list(answered_on) == list(now)


def still_clash(one: datetime.date | None, other: datetime.date | None) -> bool:
    """Whether two dates still end on different days; one that lost its last day says nothing of when."""
    return one is not None and other is not None and one != other


def check_answer(*, answer: str, words: str) -> None:
    """Raise rules.Refused unless an answer says what is to be done, or why there is nothing to do."""
    if not words.strip() or rules.is_no_answer(words):
        wanted = "what is to be done" if answer == Answer.CONFIRMED else "why they do not clash"
        raise rules.Refused(f"Say {wanted}, in a sentence.", field="words")


# A team that is due everywhere at once -------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Due:
    """A milestone that one team owns and one body watches, with a last day."""

    team: str
    body: str
    ends: datetime.date
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Crowded:
    """A team that is due at several bodies within a week. first: the first of these days."""

    team: str
    first: datetime.date
    due: tuple[Due, ...]

    @property
    def sentence(self) -> str:
        """As in "SIS is due at 3 bodies within a week from 2 March 2026: ..."."""
        bodies = sorted({one.body for one in self.due})
        told = ", ".join(bodies[:-1]) + f" and {bodies[-1]}"
        return f"{self.team} is due at {len(bodies)} bodies within a week from {rules.long_date(self.first)}: {told}."


def crowded(every: Iterable[Due]) -> list[Crowded]:
    """Teams that are due at BODIES bodies or more within a week; each milestone counts in one such week."""
    by_team: dict[str, list[Due]] = defaultdict(list)
    for one in every:
        by_team[one.team].append(one)
    found = []
    for team, due in sorted(by_team.items()):
        left = sorted(due, key=lambda one: (one.ends, one.body, one.name))
        while left:
            first = left[0].ends
            week = [one for one in left if one.ends - first <= WEEK]
            if len({one.body for one in week}) >= BODIES:
                found.append(Crowded(team, first, tuple(week)))
                left = left[len(week) :]
            else:
                left = left[1:]
    return found
