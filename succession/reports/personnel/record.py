"""What the Personnel Committee report gathers, as frozen data. Pure.

Counts of posts and people stand in the open part only as `people.disclosure` shows them, names in the confidential
part alone. The headship and the board's own offices are the chair's: of them the report says no more than whether
somebody could lead the school tomorrow, and that in the confidential part.
"""

import datetime
from dataclasses import dataclass, field

from people.planning.cover import BAND_LABELS, Band
from policies.standings.rules import Standing


@dataclass(frozen=True, slots=True)
class Figure:
    """A count as it may be shown. last: what the next report is held against (`people.disclosure.again`)."""

    words: str
    last: int | None = None

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True, slots=True)
class Policy:
    """The policy in force on the day, and what is on its way."""

    standing: Standing
    version: int | None = None
    adopted_by: str = ""
    adopted_on: datetime.date | None = None
    minute: str = ""  # as it is shown: a draft’s says so
    in_force_from: datetime.date | None = None
    review_due_on: datetime.date | None = None
    next_state: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """Something that was done for a commitment. counts_for: what else it counts for, in words."""

    on: datetime.date
    words: str
    counts_for: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A commitment of the policy, and how quiet it is. terms: whole terms without evidence.

    lines: what was done for it lately, the latest first; more: how many lines stand behind those shown.
    """

    key: int
    text: str
    words: str
    terms: int = 0
    lines: tuple[Line, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class Commitments:
    """The commitments in force: how many, for how many something was written down this term, and the quiet ones.

    since: the day from which lines of evidence are shown. done: how many there are. counts_for: what else they count
    for, each with how many.
    """

    total: int
    this_term: int
    quiet: int
    rows: tuple[Kept, ...] = ()
    since: datetime.date | None = None
    done: int = 0
    counts_for: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Development:
    """What the school's people took part in since a day, counted. kinds: the words of a kind and its figure."""

    since: datetime.date
    people: Figure
    kinds: tuple[tuple[str, Figure], ...] = ()
    note: str = ""
    is_empty: bool = False


@dataclass(frozen=True, slots=True)
class Cover:
    """The school's own leadership posts, counted. looked_at: since which day all of them were; None where not all."""

    posts: Figure
    uncovered: Figure
    without_successor: Figure
    vacant: Figure
    looked_at: datetime.date | None = None
    is_empty: bool = False


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Who stands behind the posts, each person once, under the soonest band. as_at: of which day the figures are."""

    bands: tuple[Figure, ...]
    total: Figure
    note: str
    as_at: datetime.date


@dataclass(frozen=True, slots=True)
class Seat:
    """A governor's place on the board. key: the place; name: a mark. is_on_committee: the one that reads this."""

    key: int
    name: str
    category: str
    office: str = ""
    starts_on: datetime.date | None = None
    ends_on: datetime.date | None = None
    is_on_committee: bool = False


@dataclass(frozen=True, slots=True)
class Places:
    """How many places of a category the board has, and how many of them somebody holds. total: None where not said."""

    category: str
    held: int
    total: int | None = None

    @property
    def vacant(self) -> int | None:
        """How many nobody holds; None where nobody has said how many there are."""
        return None if self.total is None else max(0, self.total - self.held)


@dataclass(frozen=True, slots=True)
class Board:
    """The board whose terms of office are told of, and its places by category. name: empty where none is known."""

    name: str = ""
    places: tuple[Places, ...] = ()

    @property
    def vacancies(self) -> int | None:
        """How many places nobody holds, of the categories whose number is known; None where none is."""
        known = [one.vacant for one in self.places if one.vacant is not None]
        return sum(known) if known else None

    @property
    def unsaid(self) -> list[str]:
        """The categories of which nobody has said how many places there are, though somebody holds one."""
        return [one.category for one in self.places if one.total is None and one.held]


@dataclass(frozen=True, slots=True)
class Ask:
    """A recommendation of the council's plan in whose words a school is named. Who is to act on it is not recorded."""

    key: int
    name: str
    text: str
    response: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class Open:
    """The open part. more_asks: recommendations that name schools and are not among those shown."""

    policy: Policy
    cover: Cover
    pipeline: Pipeline
    seats: tuple[Seat, ...] = ()
    asks: tuple[Ask, ...] = ()
    has_plan: bool = False
    more_asks: int = 0
    board: Board = field(default_factory=Board)
    commitments: Commitments | None = None
    development: Development | None = None
    criteria: str = ""


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """Somebody behind a post, and why: both are marks."""

    name: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class NamedPost:
    """A post of the school's own with the people of its plan. bands: in the order of the bands."""

    key: int
    title: str
    impact: str
    holders: tuple[str, ...] = ()
    held_since: datetime.date | None = None
    changes_from: datetime.date | None = None
    changes_until: datetime.date | None = None
    change_source: str = ""
    change_reason: str = ""
    bands: tuple[tuple[NamedPerson, ...], ...] = ()

    @property
    def impact_words(self) -> str:
        """What it would mean if it stood vacant, inside a sentence."""
        return f"{self.impact[:1].lower()}{self.impact[1:]}".replace(": ", " – ", 1)

    @property
    def is_covered(self) -> bool:
        """Whether somebody could act today."""
        return bool(self.bands and self.bands[0])

    @property
    def has_successor(self) -> bool:
        """Whether somebody is on the way to hold it for good."""
        return any(self.bands[1:])

    @property
    def shown_bands(self) -> list[tuple[str, tuple[NamedPerson, ...]]]:
        """Each band in which somebody stands, with its words."""
        return [(BAND_LABELS[band], people) for band, people in zip(Band, self.bands, strict=False) if people]

    @property
    def empty_bands(self) -> list[str]:
        """The words of the bands in which nobody stands."""
        return [BAND_LABELS[band] for band, people in zip(Band, self.bands, strict=False) if not people]


@dataclass(frozen=True, slots=True)
class Relied:
    """Somebody who is the only cover today of several posts; name: a mark."""

    name: str
    posts: int


@dataclass(frozen=True, slots=True)
class Confidential:
    """The confidential part. headship_covered: None where the headship is not on the map.

    people: how many stand in each band, each under the soonest: what the next report's figures are held against.
    """

    posts: tuple[NamedPost, ...] = ()
    relied: tuple[Relied, ...] = ()
    headship_covered: bool | None = None
    people: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Personnel:
    """All that the report holds."""

    as_at: datetime.date
    open: Open
    confidential: Confidential | None = None
    decisions: tuple[str, ...] = ()
