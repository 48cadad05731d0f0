"""The evidence of a year for each thing it also counts for, as a page and a paper show it.

`sheet_of` asks who may know it; `sheet` is for callers who asked.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from people.access.guards import allows
from people.access.roles import Permission
from people.calendar import academic_year
from people.models import School, User
from policies.document import in_words
from policies.living.evidence import CHANNEL_LABELS, FEEDS, Channel
from policies.living.reviews import served_by
from policies.models import Commitment, Evidence
from policies.queries import blanks_of

MOST_LINES = 1_000
NO_PRIORITY = "No priority chosen"


@dataclass(frozen=True, slots=True)
class Told:
    """One line of evidence as others are told of it: without who wrote it down."""

    key: int
    on: datetime.date
    line: str
    file: str
    link: str


@dataclass(frozen=True, slots=True)
class Group:
    """A commitment with its lines, the latest first. until: the first day the policy held it no longer, where it ended.

    heading: the priority it serves, where the sheet is ordered by these and this is the first of one.
    """

    commitment: str
    until: datetime.date | None
    lines: tuple[Told, ...]
    heading: str = ""

    @property
    def last_day(self) -> datetime.date | None:
        """The last day the policy held it, where it ended."""
        return self.until - datetime.timedelta(days=1) if self.until else None


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was done in a year that counts for one thing.

    without: the commitments in force in that time for which nothing was ticked. is_cut: whether there was more.
    """

    channel: Channel
    first: datetime.date
    last: datetime.date
    groups: tuple[Group, ...]
    without: tuple[str, ...]
    is_cut: bool

    @property
    def title(self) -> str:
        """What it is, with its days."""
        return f"Evidence for {FEEDS[self.channel]}"

    @property
    def days(self) -> str:
        """Its first and its last day."""
        return f"{self.first:%-d %B %Y} to {self.last:%-d %B %Y}"

    @property
    def label(self) -> str:
        """The channel, as it is ticked."""
        return CHANNEL_LABELS[self.channel]

    @property
    def count(self) -> int:
        """How many lines there are."""
        return sum(len(group.lines) for group in self.groups)

    @property
    def headed(self) -> list[tuple[str, list[Group]]]:
        """The groups under their headings; one heading without words where they have none."""
        found: dict[str, list[Group]] = {}
        for group in self.groups:
            found.setdefault(group.heading, []).append(group)
        return list(found.items())


def sheet_of(user: User, school: School, channel: Channel, year: int) -> Sheet | None:
    """The sheet of a channel for the academic year that began in `year`, where this person reads evidence."""
    return sheet(school, channel, year) if allows(user, Permission.EVIDENCE_READ, school) else None


def sheet(school: School, channel: Channel, year: int) -> Sheet:
    """The sheet of a channel for the academic year that began in `year`. Two queries, for improvement three."""
    first, last = academic_year(datetime.date(year, 9, 1))
    found = list(_lines(school, channel, first, last))
    lines: dict[int, list[Told]] = defaultdict(list)
    for commitment, key, on, line, file, link in found[:MOST_LINES]:
        lines[commitment].append(Told(key, on, line, file or "", link))
    facts = blanks_of(school)
    held = [
        (key, in_words(text, facts).splitlines()[0], until, since <= last and (until is None or until > first))
        for key, text, since, until in _held(school, last)
    ]
    serves = _headings(school, year) if channel is Channel.IMPROVEMENT else {}
    groups = [
        Group(words, until, tuple(lines[key]), _heading(key, serves, channel))
        for key, words, until, _ in held
        if key in lines
    ]
    return Sheet(
        channel=channel,
        first=first,
        last=last,
        groups=tuple(_by_heading(groups, serves.values())),
        without=tuple(words for key, words, _, in_force in held if in_force and key not in lines),
        is_cut=len(found) > MOST_LINES,
    )


def _headings(school: School, year: int) -> dict[int, tuple[int, str]]:
    """The place and the words of the priority that each commitment serves."""
    return {key: (priority.place, priority.words) for key, priority in served_by(school, year).items()}


def _heading(key: int, serves: dict[int, tuple[int, str]], channel: Channel) -> str:
    if channel is not Channel.IMPROVEMENT:
        return ""
    return serves[key][1] if key in serves else NO_PRIORITY


def _by_heading(groups: Sequence[Group], priorities: Iterable[tuple[int, str]]) -> Iterator[Group]:
    """The groups in the order of the school's priorities, those without one last; within one, as in the policy."""
    places = {words: place for place, words in priorities}
    yield from sorted(groups, key=lambda group: places.get(group.heading, 2**31))


# ---------------------------------------------------------------------------------------------------------------------
def _lines(
    school: School, channel: Channel, first: datetime.date, last: datetime.date
) -> QuerySet[Evidence, tuple[Any, ...]]:
    counted = Evidence.objects.standing().filter(
        commitment__policy__school=school, on__gte=first, on__lte=last, channels__contains=[channel.value]
    )
    names = ("commitment", "pk", "on", "line", "file__name", "link")
    return counted.order_by("-on", "-pk").values_list(*names)[: MOST_LINES + 1]


def _held(school: School, last: datetime.date) -> QuerySet[Commitment, tuple[Any, ...]]:
    """Commitments that had begun by a day, or have evidence from before they did, with their words."""
    told = Exists(Evidence.objects.filter(commitment=OuterRef("pk"), on__lte=last))
    worded = Commitment.objects.filter(policy__school=school, version__clauses__clause_id=F("clause_id"))
    named = worded.filter(Q(in_force_from__lte=last) | told).order_by("version__clauses__order", "pk")
    return named.values_list("pk", "version__clauses__text", "in_force_from", "in_force_until")
