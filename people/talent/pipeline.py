"""What reports count of a school's talent records and criteria, for callers that asked who may know it.

Counts are as they are: who shows them to others puts them through the rules for small numbers first. A record that
lapsed, is paused or is over counts in no pipeline (people.talent.COUNTED).
"""

import datetime
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from core.prepared import prepared
from people.models import Body, CriteriaVersion, Nomination, School, TalentRecord
from people.planning.cover import BOARDS, Band, Level, NominationState
from people.talent.criteria import CriteriaState
from people.talent.rules import Aim

OWN_LEVELS = tuple(level for level in Level if level not in BOARDS)
"""The levels whose posts are planned by the school; the others are the chair's to tell of."""


@dataclass(frozen=True, slots=True)
class Pipeline:
    """People with a record that counts, each once.

    by_band: by the soonest band in which they stand behind any post of the levels asked for; None: behind none.
    by_aim: by what they would like to lead; None: they have not said. lapsed: records that want a review, not counted.
    """

    people: int
    by_band: Mapping[Band | None, int]
    by_aim: Mapping[Aim | None, int]
    lapsed: int


def pipeline_of(school: School, today: datetime.date, levels: Collection[Level] = OWN_LEVELS) -> Pipeline:
    """Who is growing at a school today, counted. Three queries."""
    records = _counted(school=school.pk, today=today)
    soonest: dict[int, Band] = {}
    asked = sorted(level.value for level in levels)
    for nomination in _standing(people=[record.staff_id for record in records], levels=asked):
        band, held = Band(nomination.band), soonest.get(nomination.staff_id or 0)
        if held is None or _BANDS.index(band) < _BANDS.index(held):
            soonest[nomination.staff_id or 0] = band
    return Pipeline(
        people=len(records),
        by_band=Counter(soonest.get(record.staff_id) for record in records),
        by_aim=Counter(Aim(record.aim) if record.aim else None for record in records),
        lapsed=len(_due(school=school.pk, today=today)),
    )


def records_due(school: School, today: datetime.date) -> list[TalentRecord]:
    """The records that lapsed and want a review, by the person's name."""
    return _due(school=school.pk, today=today)


def criteria_in_force(school: School, on: datetime.date) -> CriteriaVersion | None:
    """What a school had agreed to by this day, with its meeting and minute; None where it had agreed to nothing."""
    return next(iter(_agreed(school=school.pk, on=on)), None)


def criteria_waiting_for(body: Body) -> list[CriteriaVersion]:
    """Criteria that wait for a decision of this body: proposed by the schools it decides for, oldest first."""
    return _waiting(body=body.pk) if body.can_decide else []


_BANDS = list(Band)


@prepared()
def _counted(school: int, today: datetime.date) -> QuerySet[TalentRecord]:
    found = TalentRecord.objects.filter(staff__school=school).counted(today)
    return found.select_related("staff").order_by("staff__name", "pk")


@prepared()
def _due(school: int, today: datetime.date) -> QuerySet[TalentRecord]:
    found = TalentRecord.objects.filter(staff__school=school).due(today)
    return found.select_related("staff").order_by("staff__name", "pk")


@prepared(people="bigint", levels="text")
def _standing(people: Collection[int], levels: Collection[str]) -> QuerySet[Nomination]:
    found = Nomination.objects.filter(staff__in=people, state=NominationState.AGREED, post__level__in=levels)
    return found.filter(post__closed_on__isnull=True).order_by("pk")


@prepared()
def _agreed(school: int, on: datetime.date) -> QuerySet[CriteriaVersion]:
    found = CriteriaVersion.objects.filter(school=school, state=CriteriaState.ADOPTED, adopted_on__lte=on)
    return found.select_related("meeting__body").order_by("-number")[:1]


@prepared()
def _waiting(body: int) -> QuerySet[CriteriaVersion]:
    found = CriteriaVersion.objects.filter(school__bodies=body, state=CriteriaState.PROPOSED)
    return found.select_related("school__council", "proposed_by").order_by("proposed_at", "pk")
