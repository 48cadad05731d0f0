"""Where schools stand with their policies: what the school's pages, the council's page and home pages ask."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery

from core.prepared import prepared
from people.access.guards import allows
from people.access.roles import Permission
from people.models import Council, School, User
from policies.consultation.rules import Ending
from policies.models import Adoption, Comment, Consultation, Draft, Policy, Recommendation, TagCount, Version
from policies.owners import edit_permission
from policies.rules import Condition, VersionState, condition
from policies.standings.rules import Lineage, Standing, standing


@dataclass(frozen=True, slots=True)
class SchoolStanding:
    """Where one school stands on a day: its standing, the adoption in force, and how far its next version is."""

    standing: Standing
    condition: Condition | None
    adoption: Adoption | None
    next_state: VersionState | None


def standings(schools: Iterable[School], today: datetime.date) -> dict[int, SchoolStanding]:
    """The standing of each school, by its primary key. Two queries, however many schools.

    The adoptions come alone: `standing_of` has the version and the meeting too.
    """
    keys = {school.pk for school in schools}
    adoptions = adoptions_in_force(keys, today)
    latest = _latest_states(keys)
    none = (None, False)
    return {key: _school_standing(adoptions.get(key), *latest.get(key, none), today) for key in keys}


def adoptions_in_force(keys: Collection[int], today: datetime.date) -> dict[int, Adoption]:
    """The adoption that holds on this day at each of these schools, by the school's primary key. One query.

    It comes alone, and is for callers who may know it.
    """
    return {vars(one)["of_school"]: one for one in _adoptions(schools=list(keys), today=today)}


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a school stands with its policy, and when the version in force is to be reviewed, where one is."""

    standing: Standing
    review_due_on: datetime.date | None


_NOWHERE = Stand(Standing.NONE, None)


def stands(council: Council, keys: Collection[int], today: datetime.date) -> dict[int, Stand]:
    """Where each school of a council stands, by its primary key. Two queries, however many schools.

    keys: those of its open schools, for callers who may read them all. Light, for counting: `standings` has more.
    """
    found: dict[int, Stand] = dict.fromkeys(keys, _NOWHERE)
    for key, is_ahead in _begun(council=council.pk):
        if key in found:
            found[key] = Stand(standing(None, None, is_started=True, is_ahead=is_ahead), None)
    for key, lineage, due in _in_force(council=council.pk, today=today):
        if key in found:
            now = condition(VersionState.ADOPTED, review_due_on=due, today=today)
            found[key] = Stand(standing(Lineage(lineage), now, is_started=True), due)
    return found


@prepared()
def _begun(council: int) -> QuerySet[Policy, tuple[int, bool]]:
    adopted = Adoption.objects.filter(version__policy=OuterRef("pk"))
    found = Policy.objects.filter(Exists(Version.objects.filter(policy=OuterRef("pk"))), school__council=council)
    return found.order_by().annotate(is_adopted=Exists(adopted)).values_list("school_id", "is_adopted")


@prepared()
def _in_force(council: int, today: datetime.date) -> QuerySet[Adoption, tuple[int, str, datetime.date]]:
    taken_effect = Adoption.objects.filter(version__policy__school__council=council).in_force(today)
    return taken_effect.values_list("version__policy__school_id", "lineage", "review_due_on")


def standing_of(school: School, today: datetime.date) -> SchoolStanding:
    """The standing of one school."""
    adoption = next(iter(_adoption(school=school.pk, today=today)), None)
    latest = _latest_states([school.pk]).get(school.pk, (None, False))
    return _school_standing(adoption, *latest, today)


@prepared()
def _adoption(school: int, today: datetime.date) -> QuerySet[Adoption]:
    taken_effect = Adoption.objects.filter(version__policy__school=school).in_force(today)
    return taken_effect.select_related("version__policy", "meeting__body").defer("version__document")


@prepared(schools="bigint")
def _adoptions(schools: Collection[int], today: datetime.date) -> QuerySet[Adoption]:
    taken_effect = Adoption.objects.filter(version__policy__school__in=schools).in_force(today)
    return taken_effect.annotate(of_school=F("version__policy__school"))


def _latest_states(keys: Collection[int]) -> dict[int, tuple[VersionState | None, bool]]:
    """The state of each school's latest version, and whether any of its versions was ever adopted."""
    found = _latest(schools=list(keys))
    return {school_id: (VersionState(state), is_adopted) for school_id, state, is_adopted in found if school_id}


@prepared(schools="bigint")
def _latest(schools: Collection[int]) -> QuerySet[Version, tuple[int | None, str, bool]]:
    every = Version.objects.filter(policy__school__in=schools).order_by("policy_id", "-number").distinct("policy_id")
    adopted = Adoption.objects.filter(version__policy=OuterRef("policy"))
    return every.annotate(is_adopted=Exists(adopted)).values_list("policy__school_id", "state", "is_adopted")


def _school_standing(
    adoption: Adoption | None, latest: VersionState | None, is_adopted: bool, today: datetime.date
) -> SchoolStanding:
    condition = adoption.condition(today) if adoption else None
    relation = adoption.relation if adoption else None
    return SchoolStanding(
        standing=standing(relation, condition, is_started=latest is not None, is_ahead=is_adopted),
        condition=condition,
        adoption=adoption,
        next_state=latest if latest is not VersionState.ADOPTED else None,
    )


def still_to_begin(versions: Iterable[Version], today: datetime.date) -> Adoption | None:
    """The adoption that takes effect next after this day, of one day the later; `versions` come with theirs."""
    adopted = [version.adoption for version in versions if hasattr(version, "adoption")]
    ahead = [adoption for adoption in adopted if adoption.effective_on > today]
    return min(ahead, key=lambda adoption: (adoption.effective_on, -adoption.pk), default=None)


_READ_BY: dict[VersionState, tuple[Permission, ...]] = {
    VersionState.ADOPTED: (Permission.POLICY_ADOPTED_READ,),
    VersionState.RECOMMENDED: (Permission.POLICY_SUBMITTED_READ,),
    VersionState.SUBMITTED: (Permission.POLICY_SUBMITTED_READ,),
    VersionState.CONSULTATION: (Permission.CONSULTATION_COMMENT, Permission.POLICY_DRAFT_READ),
    VersionState.DRAFT: (Permission.POLICY_DRAFT_READ,),
}


_MODEL_READ_BY = {
    VersionState.ADOPTED: Permission.MODEL_READ,
    VersionState.CONSULTATION: Permission.MODEL_EDIT,
    VersionState.DRAFT: Permission.MODEL_EDIT,
}
"""By what somebody reads a version of a council's model in each of its states: `Version.visible_to` at a council."""


def readable_states(user: User, school: School) -> list[str]:
    """The states in which this person may read the versions of this school: `Version.visible_to` at one place."""
    return [state.value for state, any_of in _READ_BY.items() if any(allows(user, one, school) for one in any_of)]


def versions_of(user: User, school: School) -> list[Version]:
    """The versions of a school's policy that this person may read, latest first, without their text; at most 200.

    Each comes with its last consultation that was not withdrawn: `out_id`, `out_until`, and how many comments are
    `unanswered`.
    """
    return _versions(school=school.pk, states=readable_states(user, school))


def version_of(user: User, school: School, number: int) -> Version | None:
    """The version with this number and all that stands beside it, where this person may read it."""
    return next(iter(_numbered(school=school.pk, states=readable_states(user, school), number=number)), None)


def latest_of(
    user: User, owner: School | Council, among: Collection[VersionState] = tuple(VersionState)
) -> Version | None:
    """The latest version that this person may read, with its text; or the latest in some states."""
    if isinstance(owner, Council):
        readable = [state for state, one in _MODEL_READ_BY.items() if allows(user, one, owner) and state in among]
        return next(iter(_latest_of_model(council=owner.pk, states=[state.value for state in readable])), None)
    states = [known for known in readable_states(user, owner) if known in among]
    return next(iter(_latest_text(school=owner.pk, states=states)), None)


def numbers_of(user: User, school: School) -> list[tuple[int, str]]:
    """Number and state of the versions of a school's policy that this person may read, latest first; at most 200."""
    return _numbers(school=school.pk, states=readable_states(user, school))


def two_of(user: User, school: School, numbers: Collection[int]) -> list[Version]:
    """The versions with these numbers that this person may read, without their text, the earlier first."""
    return _of_numbers(school=school.pk, states=readable_states(user, school), numbers=list(numbers))


@prepared(states="text", numbers="int")
def _of_numbers(school: int, states: Collection[str], numbers: Collection[int]) -> QuerySet[Version]:
    found = Version.objects.filter(policy__school=school, state__in=states, number__in=numbers)
    return found.select_related("policy__school", "adoption__meeting__body").defer("document").order_by("number")


@prepared(states="text")
def _numbers(school: int, states: Collection[str]) -> QuerySet[Version, tuple[int, str]]:
    found = Version.objects.filter(policy__school=school, state__in=states).order_by("-number")
    return found.values_list("number", "state")[:200]


@prepared(states="text")
def _versions(school: int, states: Collection[str]) -> QuerySet[Version]:
    found = Version.objects.filter(policy__school=school, state__in=states).with_people().select_related("returned_by")
    out = Consultation.objects.filter(version=OuterRef("pk")).exclude(ending=Ending.WITHDRAWN.value)
    out = out.order_by("-opened_at", "-pk")
    unanswered = Comment.objects.standing().filter(answered_at__isnull=True, consultation__version=OuterRef("pk"))
    unanswered = unanswered.exclude(consultation__ending=Ending.WITHDRAWN.value).order_by()
    return (
        found.defer("document")
        .annotate(
            out_id=Subquery(out.values("pk")[:1]),
            out_until=Subquery(out.values("until")[:1]),
            unanswered=Subquery(unanswered.values("consultation__version").annotate(n=Count("pk")).values("n")),
        )
        .order_by("-number")[:200]
    )


@prepared(states="text")
def _numbered(school: int, states: Collection[str], number: int) -> QuerySet[Version]:
    found = Version.objects.filter(policy__school=school, state__in=states, number=number).with_people()
    return found.select_related("source", "returned_by", "policy__school", "policy__council").order_by("pk")


@prepared(states="text")
def _latest_text(school: int, states: Collection[str]) -> QuerySet[Version]:
    found = Version.objects.filter(policy__school=school, state__in=states).with_people()
    return found.select_related("policy__school", "model_version").order_by("-number")[:1]


@prepared(states="text")
def _latest_of_model(council: int, states: Collection[str]) -> QuerySet[Version]:
    found = Version.objects.filter(policy__council=council, state__in=states).with_people()
    return found.select_related("policy__council").order_by("-number")[:1]


def draft_of(user: User, owner: School | Council) -> Draft | None:
    """What this person has changed since a version, if they have and may still go on."""
    if not allows(user, edit_permission(owner), owner):
        return None
    if isinstance(owner, Council):
        return next(iter(_model_drafts(council=owner.pk, editor=user.pk)), None)
    return next(iter(_drafts(school=owner.pk, editor=user.pk)), None)


@prepared()
def _drafts(school: int, editor: int) -> QuerySet[Draft]:
    own = Draft.objects.filter(policy__school=school, editor=editor)
    return own.select_related("base", "base__model_version").order_by("pk")


@prepared()
def _model_drafts(council: int, editor: int) -> QuerySet[Draft]:
    own = Draft.objects.filter(policy__council=council, editor=editor)
    return own.select_related("base", "base__model_version").order_by("pk")


def published_model(council: Council) -> Version | None:
    """The model policy the council publishes now, for callers who may read it."""
    return next(iter(_model(council=council.pk)), None)


def published_to_compare(council: Council) -> Version | None:
    """The same without its text."""
    return next(iter(_model_without_text(council=council.pk)), None)


def model_of(user: User, council: Council) -> Version | None:
    """The same, where this person may read it."""
    return published_model(council) if allows(user, Permission.MODEL_READ, council) else None


@prepared()
def _model_without_text(council: int) -> QuerySet[Version]:
    return Version.objects.published().filter(policy__council=council).defer("document").order_by("-number")[:1]


@prepared()
def _model(council: int) -> QuerySet[Version]:
    found = Version.objects.published().filter(policy__council=council).with_people()
    return found.select_related("policy__council").order_by("-number")[:1]


def model_versions_of(user: User, council: Council) -> list[Version]:
    """The versions of a council's model that this person may read, latest first, without their text; at most 200."""
    return list(Version.objects.of(council).visible_to(user).select_related("made_by").defer("document")[:200])


def model_version_of(user: User, council: Council, number: int) -> Version | None:
    """The version of a council's model with this number, where this person may read it."""
    return Version.objects.of(council).visible_to(user).with_people().filter(number=number).first()


@dataclass(frozen=True, slots=True)
class AdoptionTold:
    """An adoption as it is told away from its school: who recorded when that which body adopted on which day."""

    recorded_at: datetime.datetime
    recorded_by: str
    body: str
    on: datetime.date
    urn: int


def recent_adoptions(user: User, council: Council) -> list[AdoptionTold]:
    """The six adoptions of the council's schools recorded last, where this person may read them."""
    if allows(user, Permission.SCHOOLS_READ, council):
        found = _recent_adoptions(council=council.pk)
    else:
        found = list(_told(Adoption.objects.visible_to(user).filter(version__policy__school__council=council)))
    return [AdoptionTold(*told) for told in found]


@prepared()
def _recent_adoptions(council: int) -> QuerySet[Adoption, tuple[Any, ...]]:
    return _told(Adoption.objects.filter(version__policy__school__council=council))


def _told(adoptions: QuerySet[Adoption]) -> QuerySet[Adoption, tuple[Any, ...]]:
    latest = adoptions.order_by("-recorded_at", "-pk")
    names = ("recorded_by__name", "meeting__body__name", "meeting__on", "version__policy__school__urn")
    return latest.values_list("recorded_at", *names)[:6]


def schools_with_policy(council: Council, today: datetime.date) -> tuple[int, int]:
    """How many open schools the council has, and how many of them have a policy in force; for who may read them all.

    Of more schools than any council of England has, both are as a job counted them last: a page does not count them.
    """
    for every, adopting in _kept_counts(council=council.pk):
        if every > MOST_COUNTED:
            return every, adopting
    return sum(_open_schools(council=council.pk)), sum(_adopting_schools(council=council.pk, today=today))


MOST_COUNTED = 1_000


@prepared()
def _kept_counts(council: int) -> QuerySet[TagCount, tuple[int, int]]:
    return TagCount.objects.filter(council=council).order_by("pk").values_list("open_schools", "schools")


@prepared()
def _open_schools(council: int) -> QuerySet[School, int]:
    return _counted(School.objects.filter(council=council).open())


@prepared()
def _adopting_schools(council: int, today: datetime.date) -> QuerySet[School, int]:
    in_force = Adoption.objects.filter(version__policy__school=OuterRef("pk"), effective_on__lte=today)
    return _counted(School.objects.filter(Exists(in_force), council=council).open())


def _counted(schools: QuerySet[School]) -> QuerySet[School, int]:
    """The number of rows as a row, which a query can be written for before it is asked; none where there are none."""
    return schools.order_by().values("council").annotate(count=Count("pk")).values_list("count", flat=True)


def blanks_of(owner: School | Council) -> dict[str, str]:
    """What fills the blanks of a policy: a school's and its council's names; a council's own name."""
    if isinstance(owner, School):
        return {"school": owner.name, "council": owner.council.name}
    return {"council": owner.name}


def policy_of(owner: School | Council) -> Policy | None:
    """The policy of this school or council, if it has begun one."""
    field = "school" if isinstance(owner, School) else "council"
    return Policy.objects.filter(**{field: owner}).first()


def recommendation_of(user: User, school: School, version: Version) -> Recommendation | None:
    """What a committee recommended of a version since it was submitted, for who reads what is submitted."""
    if version.submitted_at is None or not allows(user, Permission.POLICY_SUBMITTED_READ, school):
        return None
    return recommendation_to_show(version)


def recommendation_to_show(version: Version) -> Recommendation | None:
    """The same, for callers who asked who may know."""
    if version.submitted_at is None:
        return None
    return next(iter(_recommendations(version=version.pk, since=version.submitted_at)), None)


@prepared()
def _recommendations(version: int, since: datetime.datetime) -> QuerySet[Recommendation]:
    found = Recommendation.objects.filter(version=version, recorded_at__gte=since)
    return found.select_related("meeting__body", "recorded_by").order_by("-recorded_at", "-pk")[:1]
