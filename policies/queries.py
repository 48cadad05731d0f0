"""Where schools stand with their policies: what the school's pages, the council's page and home pages ask."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from people.models import Council, School, User
from policies import rules
from policies.models import Adoption, Policy, Version
from policies.rules import Condition, VersionState
from policies.standing import Standing, standing


@dataclass(frozen=True, slots=True)
class SchoolStanding:
    """Where one school stands on a day: its standing, the adoption in force, and how far its next version is."""

    standing: Standing
    condition: Condition | None
    adoption: Adoption | None
    next_state: VersionState | None


def standings(schools: Iterable[School], today: datetime.date) -> dict[int, SchoolStanding]:
    """The standing of each school, by its primary key. Two queries, however many schools."""
    keys = {school.pk for school in schools}
    adoptions = _adoptions_in_force(keys, today)
    latest = _latest_states(keys)
    return {key: _school_standing(adoptions.get(key), latest.get(key), today) for key in keys}


def standing_of(school: School, today: datetime.date) -> SchoolStanding:
    """The standing of one school."""
    return standings([school], today)[school.pk]


def _adoptions_in_force(keys: Collection[int], today: datetime.date) -> dict[int, Adoption]:
    found = (
        Adoption.objects.filter(version__policy__school__in=keys)
        .in_force(today)
        .select_related("version__policy", "meeting__body")
        .defer("version__document")
    )
    return {adoption.version.policy.school_id: adoption for adoption in found if adoption.version.policy.school_id}


def _latest_states(keys: Collection[int]) -> dict[int, VersionState]:
    latest = (
        Version.objects.filter(policy__school__in=keys)
        .order_by("policy_id", "-number")
        .distinct("policy_id")
        .values_list("policy__school_id", "state")
    )
    return {school_id: VersionState(state) for school_id, state in latest if school_id}


def _school_standing(adoption: Adoption | None, latest: VersionState | None, today: datetime.date) -> SchoolStanding:
    condition = adoption.condition(today) if adoption else None
    relation = adoption.relation if adoption else None
    return SchoolStanding(
        standing=standing(relation, condition, is_started=latest is not None),
        condition=condition,
        adoption=adoption,
        next_state=latest if latest is not VersionState.ADOPTED else None,
    )


def still_to_begin(school: School, user: User, today: datetime.date) -> Adoption | None:
    """The adoption that takes effect next after this day, where this person may read it."""
    adopted = Adoption.objects.visible_to(user).filter(version__policy__school=school)
    return adopted.still_to_begin(today).select_related("version").defer("version__document").first()


def conditions(versions: Iterable[Version], today: datetime.date) -> dict[int, Condition]:
    """What each version of one policy is today, by its primary key; `versions` come with their adoptions."""
    every = list(versions)
    adopted = {version.pk: version.adoption for version in every if hasattr(version, "adoption")}
    in_effect = [adoption for adoption in adopted.values() if adoption.effective_on <= today]
    in_force = max(in_effect, key=lambda adoption: (adoption.effective_on, adoption.pk), default=None)
    return {version.pk: _condition(version, adopted.get(version.pk), in_force, today) for version in every}


def _condition(
    version: Version, adoption: Adoption | None, in_force: Adoption | None, today: datetime.date
) -> Condition:
    is_superseded = (
        adoption is not None and in_force is not None and adoption.pk != in_force.pk and adoption.effective_on <= today
    )
    review_due_on = adoption.review_due_on if adoption else None
    return rules.condition(version.state, review_due_on=review_due_on, is_superseded=is_superseded, today=today)


def published_model(council: Council) -> Version | None:
    """The model policy the council publishes now."""
    return Version.objects.of(council).filter(state=VersionState.ADOPTED).first()


def is_model_published(council: Council) -> bool:
    """Whether schools can take a model of this council."""
    return Version.objects.filter(policy__council=council, state=VersionState.ADOPTED).exists()


def blanks_of(owner: School | Council) -> dict[str, str]:
    """What fills the blanks of a policy: a school's and its council's names; a council's own name."""
    if isinstance(owner, School):
        return {"school": owner.name, "council": owner.council.name}
    return {"council": owner.name}


def policy_of(owner: School | Council) -> Policy | None:
    """The policy of this school or council, if it has begun one."""
    field = "school" if isinstance(owner, School) else "council"
    return Policy.objects.filter(**{field: owner}).first()
