"""Who leads, who could act today, who could follow: the cover map of a school, and what of it stands out. Pure.

A post stays when its holder leaves, and with it the plan for it. Cover for today and a successor for later are two
facts, so the same person may stand under both; counted as people they are one, behind however many posts they stand.
Nothing here is worked out from anybody's age.
"""

import datetime
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Band(StrEnum):
    """How soon somebody could hold a post. The words are the field's own."""

    TODAY = "today"
    TERM = "term"
    YEARS = "years"
    LATER = "later"

    @property
    def label(self) -> str:
        """The words at the head of a column."""
        return BAND_LABELS[self]


BAND_LABELS = {
    Band.TODAY: "Could cover today",
    Band.TERM: "Ready within a term",
    Band.YEARS: "Ready in 1 to 2 years",
    Band.LATER: "Ready in 3 years or more",
}


class Level(StrEnum):
    """Where a leadership post stands. The headship and the board's own offices are planned by the chair."""

    HEADSHIP = "headship"
    SENIOR = "senior"
    MIDDLE = "middle"
    BOARD = "board"


LEVEL_LABELS = {
    Level.HEADSHIP: "Headship",
    Level.SENIOR: "Senior leadership",
    Level.MIDDLE: "Middle leadership",
    Level.BOARD: "Governing board",
}
BOARDS = frozenset({Level.HEADSHIP, Level.BOARD})
"""Levels whose plan is the chair's and the vice-chair's."""


class Impact(StrEnum):
    """What it would mean if nobody held the post for a term."""

    SERIOUS = "serious"
    SOME = "some"
    LITTLE = "little"


IMPACT_LABELS = {
    Impact.SERIOUS: "Serious: pupils or the law depend on it every day",
    Impact.SOME: "Some: others could carry it for a while",
    Impact.LITTLE: "Little: it can wait until somebody is found",
}


class ChangeSource(StrEnum):
    """How we know that a post may fall vacant. Age is never one."""

    TOLD = "told"
    CONTRACT = "contract"
    ASSUMPTION = "assumption"


CHANGE_SOURCE_LABELS = {
    ChangeSource.TOLD: "The holder told us",
    ChangeSource.CONTRACT: "The contract or the term of office ends",
    ChangeSource.ASSUMPTION: "Our assumption",
}


class NominationState(StrEnum):
    """Where a nomination stands. The head may propose cover for the headship; the chair agrees to it."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Nominee:
    """Somebody in a band of a post. person: the same for the same human being, whichever post they stand behind."""

    person: str
    name: str
    band: Band
    leaves_on: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """A leadership post with the people of its plan.

    holders: the same keys as of nominees, with names. changes_from: the first day on which one of them may leave it.
    """

    key: int
    title: str
    level: Level
    impact: Impact
    holders: tuple[tuple[str, str], ...] = ()
    nominees: tuple[Nominee, ...] = ()
    changes_from: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One post of the map. bands: who stands in each, in the order of the bands; an empty one is empty."""

    post: Post
    bands: tuple[tuple[Nominee, ...], ...]

    @property
    def is_uncovered(self) -> bool:
        """Whether nobody could act today."""
        return not self.bands[0]

    @property
    def has_no_successor(self) -> bool:
        """Whether nobody is on the way to hold it for good."""
        return not any(self.bands[1:])


@dataclass(frozen=True, slots=True)
class CoverMap:
    """The map of a school on a day, and what stands out, as sentences in the order of weight."""

    rows: tuple[Row, ...]
    sentences: tuple[str, ...]
    people: int


_LEVELS = list(Level)
_IMPACTS = list(Impact)


def cover_map(posts: Iterable[Post], today: datetime.date) -> CoverMap:
    """The map of these posts. Somebody who has left covers nothing, and nobody covers a post that they hold."""
    rows = tuple(_row(post, today) for post in sorted(posts, key=_weight))
    behind = {nominee.person for row in rows for band in row.bands for nominee in band}
    return CoverMap(rows, tuple(_sentences(rows, today)), len(behind))


def circles(rows: Sequence[Row]) -> list[tuple[Row, ...]]:
    """Posts whose only cover today is each other's holders, in a circle: each post is covered by the holder of the
    next, and the last by the holder of the first. Whoever steps in leaves a gap that only another of them could fill.

    Its posts stand in the order of the map. Somebody who holds several posts leads to the first of them.
    """
    held: dict[str, Row] = {}
    for row in rows:
        for person, _ in row.post.holders:
            held.setdefault(person, row)
    follows = {row.post.key: held.get(row.bands[0][0].person) for row in rows if len(row.bands[0]) == 1}
    found, walked = [], set[int]()
    for row in rows:
        path: list[Row] = []
        at: Row | None = row
        while at is not None and at.post.key not in walked:
            walked.add(at.post.key)
            path.append(at)
            at = follows.get(at.post.key)
        if at in path:
            found.append(tuple(sorted(path[path.index(at) :], key=rows.index)))
    return found


def relied_on(rows: Iterable[Row]) -> list[tuple[str, int]]:
    """Names of those who are the only cover today of two posts or more, with how many, the most first."""
    every = list(rows)
    names = {nominee.person: nominee.name for row in every for nominee in row.bands[0]}
    counted = alone_behind(every)
    return sorted(
        ((names[person], count) for person, count in counted.items() if count > 1), key=lambda it: (-it[1], it[0])
    )


def alone_behind(rows: Iterable[Row]) -> Counter[str]:
    """By person: of how many posts they are the only cover today."""
    return Counter(row.bands[0][0].person for row in rows if len(row.bands[0]) == 1)


def _row(post: Post, today: datetime.date) -> Row:
    holders = {person for person, _ in post.holders}
    here = [
        nominee
        for nominee in post.nominees
        if nominee.person not in holders and (nominee.leaves_on is None or nominee.leaves_on >= today)
    ]
    return Row(post, tuple(_in_band(here, band) for band in Band))


def _in_band(nominees: Collection[Nominee], band: Band) -> tuple[Nominee, ...]:
    inside = {nominee.person: nominee for nominee in nominees if nominee.band is band}
    return tuple(sorted(inside.values(), key=lambda nominee: (nominee.name, nominee.person)))


def _weight(post: Post) -> tuple[int, int, str, int]:
    return _LEVELS.index(post.level), _IMPACTS.index(post.impact), post.title, post.key


def _sentences(rows: Sequence[Row], today: datetime.date) -> Iterable[str]:
    if not rows:
        return
    head = next((row for row in rows if row.post.level is Level.HEADSHIP), None)
    if head is not None and head.is_uncovered:
        yield "No one could cover the headship today."
    others = [row for row in rows if row.is_uncovered and row is not head]
    if others:
        yield f"In {len(others)} of {len(rows)} posts no one could act today: {_titles(others)}."
    yield from (f"{_posts(count)} rely on {name} alone." for name, count in relied_on(rows))
    yield from (
        f"{_titles(circle)} are covered by each other’s holder{'s' if len(circle) > 2 else ''} and by nobody else."
        for circle in circles(rows)
    )
    vacant = [row for row in rows if not row.post.holders]
    if vacant:
        yield f"Nobody holds {_titles(vacant)}."
    soon = [row for row in rows if row.has_no_successor and _changes_soon(row.post, today)]
    if soon:
        yield f"{_titles(soon)} may change hands within two years, and nobody is on the way to follow."
    if all(not row.is_uncovered for row in rows):
        yield "Somebody could act today in every post."


def _changes_soon(post: Post, today: datetime.date) -> bool:
    return post.changes_from is not None and post.changes_from <= today + datetime.timedelta(days=731)


_WORDS = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"]


def _posts(count: int) -> str:
    return f"{_WORDS[count] if count < len(_WORDS) else count} posts"


def _titles(rows: Sequence[Row]) -> str:
    names = [row.post.title for row in rows]
    shown, rest = names[:4], len(names) - 4
    if rest > 0:
        return f"{', '.join(shown)} and {rest} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)
