"""What pages ask about documents on their way to schools. Functions that take a person ask what they may know."""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Max

from core.models import Preview
from core.organisations import key_of
from core.rules import PreviewState
from people.models import Council, School, User
from policies.handing.matching import Match, Sureness
from policies.handing.rules import KIND
from policies.models import HandedPolicy, Version

HANDED = 200
"""Documents on the page that says what became of them: the latest."""
_SAID = {Sureness.SURE: "matched", Sureness.LIKELY: "likely", Sureness.UNSURE: "not sure"}
_ORDER = (Sureness.UNSURE, Sureness.LIKELY, Sureness.SURE)


@dataclass(frozen=True, slots=True)
class Row:
    """A document that was read, with the schools that it may be of; it seems to be of the first where it is matched.

    versions: the number of the latest version of each school that has one here, by URN.
    """

    preview: Preview
    match: Match
    schools: Sequence[School]
    versions: dict[int, int]

    @property
    def title(self) -> str:
        """What was read as its title."""
        return str((self.preview.result or {})["title"])


@dataclass(frozen=True, slots=True)
class Waiting:
    """One person's documents at a council. rows: doubtful ones first. reading: how many are being read."""

    rows: Sequence[Row]
    turned_down: Sequence[Preview]
    reading: int

    @property
    def every(self) -> int:
        """How many there are."""
        return len(self.rows) + len(self.turned_down) + self.reading

    @property
    def read(self) -> int:
        """How many were read, or could not be."""
        return self.every - self.reading

    @property
    def sentence(self) -> str:
        """How they were matched: "Of 60 files 51 are matched, 5 are likely, 2 not sure and 2 not read."."""
        numbers = [
            (sum(row.match.sureness is sureness for row in self.rows), words) for sureness, words in _SAID.items()
        ]
        parts = [f"{number} {words}" for number, words in [*numbers, (len(self.turned_down), "not read")] if number]
        return f"Of {self.every} {'file' if self.every == 1 else 'files'}: {', '.join(parts)}."

    @property
    def counted(self) -> int:
        """How many take room: those that cannot be read leave by themselves."""
        return len(self.rows) + self.reading


def waiting_at(user: User, council: Council, now: datetime.datetime) -> Waiting:
    """The documents that this person sent for schools of this council, and that are with none of them yet."""
    mine = Preview.objects.visible_to(user).filter(kind=KIND, organisation=key_of(council))
    every = list(mine.filter(confirmed_at=None, expires_at__gt=now).order_by("upload__name", "pk"))
    ready = [(one, Match.of((one.result or {})["match"])) for one in every if one.is_ready]
    urns = {urn for _, match in ready for urn in (match.urn, *match.candidates) if urn is not None}
    schools = schools_of(council, urns)
    versions = _versions(schools)
    rows = [
        Row(one, match, [schools[urn] for urn in _first(match) if urn in schools], versions) for one, match in ready
    ]
    return Waiting(
        rows=sorted(rows, key=lambda row: _ORDER.index(row.match.sureness)),
        turned_down=[one for one in every if one.state == PreviewState.TURNED_DOWN],
        reading=sum(one.is_reading for one in every),
    )


def _first(match: Match) -> list[int]:
    return list(dict.fromkeys(urn for urn in (match.urn, *match.candidates) if urn is not None))


def schools_of(council: Council, urns: Collection[int]) -> dict[int, School]:
    """The open schools of a council that have these numbers, by number. For callers who asked who may."""
    found = School.objects.open().filter(council=council, urn__in=list(urns)).select_related("council")
    return {one.urn: one for one in found} if urns else {}


def _versions(schools: dict[int, School]) -> dict[int, int]:
    if not schools:
        return {}
    found = Version.objects.filter(policy__school__in=[one.pk for one in schools.values()])
    latest = found.order_by("policy__school").values("policy__school").annotate(number=Max("number"))
    return dict(latest.values_list("policy__school__urn", "number"))


def handed_at(user: User, council: Council) -> list[HandedPolicy]:
    """What this council handed to its schools and what became of it, for those who hand over; the latest first."""
    found = HandedPolicy.objects.visible_to(user).filter(school__council=council)
    return list(found.select_related("school", "upload", "by", "answered_by").order_by("-at", "-pk")[:HANDED])


def handed_to(user: User, school: School, key: int) -> HandedPolicy | None:
    """One document that a school was handed, for those who may read it there."""
    found = HandedPolicy.objects.visible_to(user).filter(school=school, pk=key)
    return found.select_related("school__council", "upload", "by", "answered_by").first()
