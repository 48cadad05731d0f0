"""What pages about talent records, criteria and one's own record ask, each with who may know it.

What stands in a record is asked for by those who were given the record itself.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from core.prepared import prepared
from people.access.guards import allows
from people.access.roles import Permission
from people.models import (
    Activity,
    Correction,
    Council,
    CriteriaVersion,
    Criterion,
    CriterionStandard,
    Intention,
    Meeting,
    Nomination,
    PostHolder,
    School,
    StaffMember,
    Standard,
    TalentEvidence,
    TalentLog,
    TalentRecord,
    TalentView,
    User,
)
from people.models.talent import TalentRecordQuerySet, asked_for_a_second, leading
from people.talent.criteria import CriteriaState
from people.talent.rules import REVIEW_NOTICE, TalentState

MOST = 500
"""How many running records a register shows: more than any school has staff who would lead."""
CLOSED_MOST = 50
_ROWS = 200


# Records of others ----------------------------------------------------------------------------------------------------
def register_of(user: User, school: School, today: datetime.date, *, closed: bool = False) -> list[TalentRecord]:
    """The running records that this person may read, by name; or the closed ones, the latest first."""
    heads = allows(user, Permission.HEADS_TALENT_EDIT, school)
    if not allows(user, Permission.TALENT_READ, school):
        return []
    asked = {"school": school.pk, "reader": user.pk}
    if closed:
        return _every_closed(**asked) if heads else _closed(**asked, today=today)
    return _every_running(**asked) if heads else _running(**asked, today=today)


def record_of(user: User, school: School, key: int, today: datetime.date) -> TalentRecord | None:
    """One record, where this person may read it: never their own."""
    if not allows(user, Permission.TALENT_READ, school):
        return None
    asked = {"school": school.pk, "reader": user.pk, "key": key}
    heads = allows(user, Permission.HEADS_TALENT_EDIT, school)
    return next(iter(_any_record(**asked) if heads else _record(**asked, today=today)), None)


def staff_to_nominate(user: User, school: School, today: datetime.date) -> list[StaffMember]:
    """Staff for whom this person may open a record, by name: neither themself nor, but for the trust's lead, the head.

    Those who have one are among them, so that opening says so.
    """
    if not allows(user, Permission.TALENT_EDIT, school):
        return []
    asked = {"school": school.pk, "reader": user.pk}
    heads = allows(user, Permission.HEADS_TALENT_EDIT, school)
    return _any_to_nominate(**asked, today=today) if heads else _to_nominate(**asked, today=today)


def corrections_of(user: User, school: School, today: datetime.date) -> list[Correction]:
    """What people of a school asked to be put right, unanswered first, for who may answer; at most _ROWS."""
    if not allows(user, Permission.TALENT_EDIT, school):
        return []
    asked = {"school": school.pk, "reader": user.pk}
    heads = allows(user, Permission.HEADS_TALENT_EDIT, school)
    return _any_correction(**asked) if heads else _corrections(**asked, today=today)


# What stands in a record ----------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Waiting:
    """How many records of a school want something of this person, and how many requests do: counts, and no names."""

    reviews: int = 0
    views: int = 0
    steps: int = 0
    corrections: int = 0


def waiting_in_register(user: User, school: School, today: datetime.date) -> Waiting:
    """What waits for this person in the register, of the records that they may read. One query."""
    if not allows(user, Permission.TALENT_EDIT, school):
        return Waiting()
    ask = _waits_in_any if allows(user, Permission.HEADS_TALENT_EDIT, school) else _waits
    found = ask(school=school.pk, reader=user.pk, today=today, soon=today + REVIEW_NOTICE)
    return Waiting(*(count or 0 for count in found[0])) if found else Waiting()


@dataclass(frozen=True, slots=True)
class Content:
    """All that stands in a record, the latest first. views: each first view with the second that answers it, if any."""

    record: TalentRecord
    evidence: Sequence[TalentEvidence]
    views: Sequence[tuple[TalentView, TalentView | None]]
    log: Sequence[TalentLog]

    @property
    def waiting_view(self) -> TalentView | None:
        """The first view that nobody has answered yet."""
        return next((first for first, second in self.views if second is None), None)


def content_of(record: TalentRecord) -> Content:
    """All that stands in a record that its caller may read. Three queries."""
    views = _views(record=record.pk)
    seconds = {view.answers_id: view for view in views if view.answers_id is not None}
    return Content(
        record=record,
        evidence=_evidence(record=record.pk),
        views=[(view, seconds.get(view.pk)) for view in views if view.answers_id is None],
        log=_log(record=record.pk),
    )


# One's own ------------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Own:
    """What a school holds of somebody as one of its staff; record: their latest."""

    staff: StaffMember
    posts: Sequence[PostHolder]
    nominations: Sequence[Nomination]
    activities: Sequence[Activity]
    record: TalentRecord | None
    corrections: Sequence[Correction]


def staff_row_of(user: User, school: School) -> StaffMember | None:
    """This person's own entry on a school's register, where one is linked to their account."""
    return next(iter(_own_row(school=school.pk, user=user.pk)), None)


def own_record_of(user: User, school: School) -> TalentRecord | None:
    """This person's own latest talent record at a school."""
    return next(iter(_own_records(school=school.pk, user=user.pk)), None)


def own_of(user: User, staff: StaffMember) -> Own:
    """All that is held of this very person. Five queries; what stands in the record comes by content_of."""
    return Own(
        staff=staff,
        posts=_own_posts(user=user.pk, staff=staff.pk),
        nominations=_own_nominations(user=user.pk, staff=staff.pk),
        activities=_own_activities(user=user.pk, staff=staff.pk),
        record=own_record_of(user, staff.school),
        corrections=_own_corrections(user=user.pk, staff=staff.pk),
    )


# A head's intention ---------------------------------------------------------------------------------------------------
def own_intention(user: User, school: School) -> Intention | None:
    """What this head said of their headship, and has not taken back."""
    return next(iter(_own_intention(school=school.pk, by=user.pk)), None)


def intentions_told_to(user: User, school: School) -> list[Intention]:
    """What heads of a school say of the headship, for the chair and the vice-chair."""
    return _intentions(school=school.pk) if allows(user, Permission.HEADSHIP_EDIT, school) else []


# Criteria -------------------------------------------------------------------------------------------------------------
def criteria_of(user: User, place: School | Council) -> list[CriteriaVersion]:
    """The versions of a school's or council's criteria that this person may read, the latest first; at most _ROWS."""
    states = [CriteriaState.ADOPTED.value]
    if isinstance(place, School) and allows(user, Permission.MEETING_READ, place):
        states.append(CriteriaState.PROPOSED.value)
    if allows(user, Permission.CRITERIA_EDIT, place):
        states = [state.value for state in CriteriaState]
    reads = Permission.SCHOOL_READ if isinstance(place, School) else Permission.COUNCIL_READ
    if not allows(user, reads, place):
        return []
    if isinstance(place, School):
        return _school_versions(school=place.pk, states=states)
    return _council_versions(council=place.pk, states=states)


def criteria_in(version: CriteriaVersion) -> list[tuple[Criterion, list[Standard]]]:
    """The criteria of a version that its caller may read, with the standards that each rests on. Two queries."""
    rests: dict[int, list[Standard]] = {}
    for one in _rests_on(version=version.pk):
        rests.setdefault(one.criterion_id, []).append(one.standard)
    return [(criterion, rests.get(criterion.pk, [])) for criterion in _criteria(version=version.pk)]


def standards_in_use(today: datetime.date) -> list[Standard]:
    """The standards of every framework in use on this day, framework by framework: published, and for everybody."""
    return _standards(today=today)


def meetings_that_could_agree(user: User, school: School, today: datetime.date) -> list[Meeting]:
    """The latest meetings by this day of bodies that decide for a school, for who records what was agreed."""
    if not allows(user, Permission.ADOPTION_RECORD, school):
        return []
    return [meeting for meeting in _meetings(school=school.pk, today=today) if meeting.body.can_decide]


# ---------------------------------------------------------------------------------------------------------------------
def _others(reader: int) -> Q:
    return ~Q(staff__user=reader) | Q(staff__user__isnull=True)


@prepared()
def _running(school: int, reader: int, today: datetime.date) -> QuerySet[TalentRecord]:
    return _of_school(school, reader).filter(~leading("staff__", today)).running().order_by("staff__name", "pk")[:MOST]


@prepared()
def _every_running(school: int, reader: int) -> QuerySet[TalentRecord]:
    return _of_school(school, reader).running().order_by("staff__name", "pk")[:MOST]


@prepared()
def _closed(school: int, reader: int, today: datetime.date) -> QuerySet[TalentRecord]:
    found = _of_school(school, reader).filter(~leading("staff__", today), state=TalentState.CLOSED)
    return found.order_by("-opened_at", "-pk")[: CLOSED_MOST + 1]


@prepared()
def _every_closed(school: int, reader: int) -> QuerySet[TalentRecord]:
    found = _of_school(school, reader).filter(state=TalentState.CLOSED)
    return found.order_by("-opened_at", "-pk")[: CLOSED_MOST + 1]


@prepared()
def _record(school: int, reader: int, key: int, today: datetime.date) -> QuerySet[TalentRecord]:
    found = _of_school(school, reader).filter(~leading("staff__", today), pk=key)
    return found.select_related("staff__school", "next_step_owner", "opened_by").order_by("pk")


@prepared()
def _any_record(school: int, reader: int, key: int) -> QuerySet[TalentRecord]:
    found = _of_school(school, reader).filter(pk=key)
    return found.select_related("staff__school", "next_step_owner", "opened_by").order_by("pk")


def _of_school(school: int, reader: int) -> TalentRecordQuerySet:
    found = TalentRecord.objects.filter(_others(reader), staff__school=school)
    asks = asked_for_a_second(reader)
    return found.select_related("staff", "next_step_owner").annotate(asks_for_a_second=asks)


@prepared()
def _to_nominate(school: int, reader: int, today: datetime.date) -> QuerySet[StaffMember]:
    return _nominable(school, reader, today).filter(~leading("", today)).order_by("name", "pk")[:1000]


@prepared()
def _any_to_nominate(school: int, reader: int, today: datetime.date) -> QuerySet[StaffMember]:
    return _nominable(school, reader, today).order_by("name", "pk")[:1000]


def _nominable(school: int, reader: int, today: datetime.date) -> "QuerySet[StaffMember]":
    others = ~Q(user=reader) | Q(user__isnull=True)
    return StaffMember.objects.filter(others, school=school).here(today).select_related("school")


@prepared()
def _corrections(school: int, reader: int, today: datetime.date) -> QuerySet[Correction]:
    found = Correction.objects.filter(_others(reader), ~leading("staff__", today), staff__school=school)
    return _with_people(found)


@prepared()
def _any_correction(school: int, reader: int) -> QuerySet[Correction]:
    return _with_people(Correction.objects.filter(_others(reader), staff__school=school))


def _with_people(found: "QuerySet[Correction]") -> "QuerySet[Correction]":
    rows = found.select_related("staff__school", "asked_by", "answered_by")
    return rows.order_by("-answered_at", "asked_at", "pk")[:_ROWS]  # PostgreSQL sorts those without an answer first


@prepared()
def _waits(school: int, reader: int, today: datetime.date, soon: datetime.date) -> QuerySet[School, tuple[Any, ...]]:
    return _waiting(school, reader, today, soon, ~leading("staff__", today))


@prepared()
def _waits_in_any(
    school: int, reader: int, today: datetime.date, soon: datetime.date
) -> QuerySet[School, tuple[Any, ...]]:
    return _waiting(school, reader, today, soon, Q())


def _waiting(
    school: int, reader: int, today: datetime.date, soon: datetime.date, whose: Q
) -> QuerySet[School, tuple[Any, ...]]:
    """A row of four counts, each None where there is nothing: in the order of Waiting."""
    records = TalentRecord.objects.filter(_others(reader), whose, staff__school=OuterRef("pk")).order_by()
    corrections = Correction.objects.filter(_others(reader), whose, staff__school=OuterRef("pk")).order_by()
    counted: dict[str, QuerySet[TalentRecord] | QuerySet[Correction]] = {
        "reviews": records.to_review(today, soon),
        "views": records.counted(today).filter(asked_for_a_second(reader)),
        "steps": records.overdue(today),
        "corrections": corrections.filter(answered_at__isnull=True),
    }
    counts = {name: Subquery(_count(found)) for name, found in counted.items()}
    return School.objects.filter(pk=school).order_by().annotate(**counts).values_list(*counted)


def _count(found: "QuerySet[TalentRecord] | QuerySet[Correction]") -> "QuerySet[Any, Any]":
    counted: QuerySet[Any, Any] = found.values("staff__school").annotate(count=Count("pk")).values("count")
    return counted


@prepared()
def _evidence(record: int) -> QuerySet[TalentEvidence]:
    found = TalentEvidence.objects.filter(record=record).select_related("criterion", "by")
    return found.order_by("-on", "-pk")[:_ROWS]


@prepared()
def _views(record: int) -> QuerySet[TalentView]:
    return TalentView.objects.filter(record=record).select_related("by").order_by("-at", "-pk")[:_ROWS]


@prepared()
def _log(record: int) -> QuerySet[TalentLog]:
    return TalentLog.objects.filter(record=record).select_related("by").order_by("-at", "-pk")[:_ROWS]


@prepared()
def _own_row(school: int, user: int) -> QuerySet[StaffMember]:
    found = StaffMember.objects.filter(school=school, user=user)
    return found.select_related("school__council", "school__trust").order_by("pk")


@prepared()
def _own_records(school: int, user: int) -> QuerySet[TalentRecord]:
    found = TalentRecord.objects.filter(staff__school=school, staff__user=user)
    return found.select_related("staff__school", "next_step_owner", "opened_by").order_by("-opened_at", "-pk")[:1]


@prepared()
def _own_posts(user: int, staff: int) -> QuerySet[PostHolder]:
    found = PostHolder.objects.filter(staff=staff, staff__user=user).select_related("post")
    return found.order_by("-starts_on", "-pk")[:_ROWS]


@prepared()
def _own_nominations(user: int, staff: int) -> QuerySet[Nomination]:
    found = Nomination.objects.filter(staff=staff, staff__user=user).select_related("post", "nominated_by")
    return found.order_by("-nominated_at", "-pk")[:_ROWS]


@prepared()
def _own_activities(user: int, staff: int) -> QuerySet[Activity]:
    found = Activity.objects.filter(staff=staff, staff__user=user).order_by("-starts_on", "-pk")
    return found.select_related("recorded_by")[:_ROWS]


@prepared()
def _own_corrections(user: int, staff: int) -> QuerySet[Correction]:
    found = Correction.objects.filter(staff=staff, staff__user=user).select_related("answered_by")
    return found.order_by("-asked_at", "-pk")[:_ROWS]


@prepared()
def _own_intention(school: int, by: int) -> QuerySet[Intention]:
    return Intention.objects.filter(school=school, by=by).order_by("pk")


@prepared()
def _intentions(school: int) -> QuerySet[Intention]:
    return Intention.objects.filter(school=school).select_related("by").order_by("earliest", "pk")[:_ROWS]


@prepared(states="text")
def _school_versions(school: int, states: Sequence[str]) -> QuerySet[CriteriaVersion]:
    found = CriteriaVersion.objects.filter(school=school, state__in=states)
    return _with_meeting(found).order_by("-number")[:_ROWS]


@prepared(states="text")
def _council_versions(council: int, states: Sequence[str]) -> QuerySet[CriteriaVersion]:
    found = CriteriaVersion.objects.filter(council=council, state__in=states)
    return _with_meeting(found).order_by("-number")[:_ROWS]


def _with_meeting(found: "QuerySet[CriteriaVersion]") -> "QuerySet[CriteriaVersion]":
    return found.select_related(
        "school__council", "council", "meeting__body", "proposed_by", "recorded_by", "based_on__council"
    )


@prepared()
def _criteria(version: int) -> QuerySet[Criterion]:
    return Criterion.objects.filter(version=version).select_related("version").order_by("position", "pk")


@prepared()
def _rests_on(version: int) -> QuerySet[CriterionStandard]:
    found = CriterionStandard.objects.filter(criterion__version=version).select_related("standard__framework")
    return found.order_by("standard__framework", "standard__position", "pk")


@prepared()
def _standards(today: datetime.date) -> QuerySet[Standard]:
    in_use = Q(framework__ends_on__isnull=True) | Q(framework__ends_on__gte=today)
    found = Standard.objects.filter(in_use, framework__starts_on__lte=today).select_related("framework")
    return found.order_by("framework__name", "framework", "position", "pk")[:1000]


@prepared()
def _meetings(school: int, today: datetime.date) -> QuerySet[Meeting]:
    return Meeting.objects.filter(body__schools=school).held_by(today).select_related("body")[:25]
