"""The cover map as a picture: posts down, bands across, each person a shape that is theirs wherever they stand. Pure.

What stands out needs no colours: somebody on whom two posts or more rely alone is a dark shape, somebody who stands
behind several posts a tinted one, all others a plain circle; a post that nobody could fill today is a gap with a heavy
frame. No two people have the same letters, however they are called.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from people.planning.cover import Band, CoverMap, Nominee, Row, alone_behind

COLUMNS = {Band.TODAY: "Today", Band.TERM: "Within a term", Band.YEARS: "1 to 2 years", Band.LATER: "3 years or more"}

# Outlines in a square of 36. The circle is for whoever stands in one place only.
_CIRCLE = "M18 2a16 16 0 1 0 0 32a16 16 0 1 0 0-32Z"
_SHAPES = (
    "M3 3h30v30H3Z",
    "M10 2h16l9 16-9 16H10L1 18Z",
    "M18 0 36 18 18 36 0 18Z",
    "M2 4h21l12 14-12 14H2Z",
    "M18 1 34 12v22H2V12Z",
    "M11 2h14l9 9v14l-9 9H11l-9-9V11Z",
    "M2 2h32v18L18 35 2 20Z",
)
_TITLES = {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "rev", "sir", "dame"}


@dataclass(frozen=True, slots=True)
class Mark:
    """How somebody looks in one picture. number: theirs in it. posts: behind how many; alone: in how many of them."""

    number: int
    name: str
    letters: str
    outline: str
    posts: int
    alone: int

    @property
    def weight(self) -> str:
        """Which of three looks it has."""
        if self.alone > 1:
            return "dark"
        return "tinted" if self.posts > 1 else "plain"


@dataclass(frozen=True, slots=True)
class Cell:
    """Who stands in one band of a post."""

    column: str
    marks: tuple[Mark, ...]
    is_gap: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One post. holders: with their mark, where they stand behind another post."""

    title: str
    holders: tuple[tuple[str, Mark | None], ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture with its key. marks: everybody in it, by name; relied_on: the dark ones, the heaviest first."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]
    sentences: tuple[str, ...]

    @property
    def relied_on(self) -> list[Mark]:
        """Those on whom two posts or more rely alone, the most first."""
        return sorted((mark for mark in self.marks if mark.alone > 1), key=lambda mark: (-mark.alone, mark.number))


def picture_of(cover: CoverMap) -> Picture:
    """The picture of a map."""
    marks = _marks(cover.rows)
    return Picture(
        columns=tuple(COLUMNS.values()),
        lines=tuple(_line(row, marks) for row in cover.rows),
        marks=tuple(marks.values()),
        sentences=cover.sentences,
    )


def _line(row: Row, marks: Mapping[str, Mark]) -> Line:
    return Line(
        title=row.post.title,
        holders=tuple((name, marks.get(person)) for person, name in row.post.holders),
        cells=tuple(
            Cell(COLUMNS[band], tuple(marks[one.person] for one in inside), band is Band.TODAY and not inside)
            for band, inside in zip(Band, row.bands, strict=True)
        ),
    )


def _marks(rows: Sequence[Row]) -> dict[str, Mark]:
    """By person. Shapes are dealt out to those who stand in several places, the most relied on first."""
    people: dict[str, Nominee] = {}
    behind: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        for band in row.bands:
            for one in band:
                people[one.person] = one
                behind[one.person].add(row.post.key)
    alone = alone_behind(rows)
    by_name = sorted(people.values(), key=lambda one: (one.name, one.person))
    letters = dict(zip((one.person for one in by_name), _letters(one.name for one in by_name), strict=True))
    several = sorted(
        (one for one in by_name if len(behind[one.person]) > 1),
        key=lambda one: (-alone[one.person], -len(behind[one.person])),
    )
    shapes = {one.person: _SHAPES[place % len(_SHAPES)] for place, one in enumerate(several)}
    return {
        one.person: Mark(
            number=number,
            name=one.name,
            letters=letters[one.person],
            outline=shapes.get(one.person, _CIRCLE),
            posts=len(behind[one.person]),
            alone=alone[one.person],
        )
        for number, one in enumerate(by_name, start=1)
    }


def _letters(names: Iterable[str]) -> list[str]:
    """Initials, with a number where others have them too."""
    initials = [_initials(name) for name in names]
    shared, met = Counter(initials), Counter[str]()
    given = []
    for one in initials:
        met[one] += 1
        given.append(f"{one}{met[one]}" if shared[one] > 1 else one)
    return given


def _initials(name: str) -> str:
    words = [word for word in name.split() if word.rstrip(".").lower() not in _TITLES] or name.split()
    firsts = [next((sign.upper() for sign in word if sign.isalpha()), "") for word in (words[:1] + words[1:][-1:])]
    return "".join(firsts)[:2] or "?"
