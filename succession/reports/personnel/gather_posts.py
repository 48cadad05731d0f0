"""What the report reads of posts and the people behind them: counts for all, names for the confidential part.

For an action that has asked whether it may.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from core.prepared import prepared
from people import disclosure
from people.disclosure import Count
from people.models import LeadershipPost, Nomination, PostHolder, School, StaffMember, TermOfOffice
from people.planning import cover
from people.planning.cover import CHANGE_SOURCE_LABELS, IMPACT_LABELS, Band, ChangeSource, Impact, Level, Nominee
from succession.reports.personnel.record import (
    Confidential,
    Cover,
    Figure,
    NamedPerson,
    NamedPost,
    Personnel,
    Pipeline,
    Relied,
)
from succession.reports.rules import Part
from succession.reports.tokens import Names, Subject, SubjectKind

OWN = [Level.SENIOR.value, Level.MIDDLE.value]


@dataclass(frozen=True, slots=True)
class Plan:
    """A post with those who hold it and those who could."""

    post: LeadershipPost
    holders: list[PostHolder]
    nominations: list[Nomination]

    @property
    def people(self) -> list[StaffMember | TermOfOffice]:
        """All of them."""
        return [held.person for held in self.holders] + [one.person for one in self.nominations]


def plans_of(school: School, day: datetime.date) -> list[Plan]:
    """Every post of a school on a day, with its people."""
    posts = _posts(school=school.pk, day=day)
    keys = [post.pk for post in posts]
    holders: dict[int, list[PostHolder]] = defaultdict(list)
    for held in _holders(posts=keys, day=day):
        holders[held.post_id].append(held)
    nominations: dict[int, list[Nomination]] = defaultdict(list)
    for nomination in _nominations(posts=keys):
        nominations[nomination.post_id].append(nomination)
    return [Plan(post, holders[post.pk], nominations[post.pk]) for post in posts]


def as_post(plan: Plan) -> cover.Post:
    """A post as the cover map reads it."""
    leaving = [held.changes_from for held in plan.holders if held.changes_from is not None]
    return cover.Post(
        key=plan.post.pk,
        title=plan.post.title,
        level=Level(plan.post.level),
        impact=Impact(plan.post.impact),
        holders=tuple((_key(held.person), held.person.name) for held in plan.holders),
        nominees=tuple(
            Nominee(_key(one.person), one.person.name, Band(one.band), one.person.ends_on) for one in plan.nominations
        ),
        changes_from=min(leaving, default=None),
    )


def cover_of(shown: cover.CoverMap, own: Collection[Plan], before: Personnel | None) -> Cover:
    """The school's own posts, counted as they may be shown."""
    was = before.open.cover if before else None
    total = len(shown.rows)
    looked_at = [plan.post.reviewed_on for plan in own]
    every = [day for day in looked_at if day is not None]
    counts = {
        "uncovered": sum(row.is_uncovered for row in shown.rows),
        "without_successor": sum(row.has_no_successor for row in shown.rows),
        "vacant": sum(not row.post.holders for row in shown.rows),
    }
    figures = {
        name: figure(disclosure.shown(count, of=total), count, getattr(was, name) if was else None)
        for name, count in counts.items()
    }
    return Cover(
        posts=figure(disclosure.shown(total), total, was.posts if was else None),
        looked_at=min(every) if every and len(every) == len(looked_at) else None,
        is_empty=total == 0,
        **figures,
    )


def figure(count: Count, number: int, before: Figure | None) -> Figure:
    """A count as it may be shown beside the one of the report before."""
    if count.is_shown and before is not None and before.last is not None and number != before.last:
        count = disclosure.again(number, before=before.last)
    return Figure(count.words, count.last if count.last is not None else (before.last if before else None))


def soonest(shown: cover.CoverMap) -> dict[str, Band]:
    """The soonest band of each person behind a post."""
    found: dict[str, Band] = {}
    order = list(Band)
    for row in shown.rows:
        for band, people in zip(Band, row.bands, strict=True):
            for person in people:
                found[person.person] = min(found.get(person.person, band), band, key=order.index)
    return found


def _counted(nearest: Mapping[str, Band]) -> dict[Band, int]:
    every = list(nearest.values())
    return {band: every.count(band) for band in Band}


def pipeline_of(nearest: Mapping[str, Band], before: Personnel | None, day: datetime.date) -> Pipeline:
    """The figures of the day or, where two papers side by side would tell of somebody, those of the report before."""
    counts = _counted(nearest)
    if before is not None and before.confidential is not None:
        then = dict(zip(Band, before.confidential.people, strict=True))
        if not disclosure.may_replace(counts, then):
            return before.open.pipeline
    table = disclosure.table(counts)
    return Pipeline(
        bands=tuple(Figure(table[band].words, table[band].last) for band in Band),
        total=Figure(table.total.words, table.total.last),
        note=table.note,
        as_at=day,
    )


def _key(person: StaffMember | TermOfOffice) -> str:
    """The same for the same human being: a governor may be one of the staff too."""
    return f"user:{person.user_id}" if person.user_id is not None else f"{person._meta.model_name}:{person.pk}"


@prepared()
def _posts(school: int, day: datetime.date) -> QuerySet[LeadershipPost]:
    there = Q(closed_on__isnull=True) | Q(closed_on__gt=day)
    return LeadershipPost.objects.filter(there, school=school).order_by("title", "pk")[:500]


@prepared(posts="bigint")
def _holders(posts: Collection[int], day: datetime.date) -> QuerySet[PostHolder]:
    found = PostHolder.objects.filter(post__in=posts).on(day)
    return found.select_related("staff", "governor").order_by("starts_on", "pk")


@prepared(posts="bigint")
def _nominations(posts: Collection[int]) -> QuerySet[Nomination]:
    found = Nomination.objects.filter(post__in=posts, state=cover.NominationState.AGREED.value)
    return found.select_related("staff", "governor").order_by("pk")


def confidential(
    every: Collection[Plan],
    own: Collection[Plan],
    shown: cover.CoverMap,
    nearest: Mapping[str, Band],
    names: Names,
    day: datetime.date,
) -> Confidential | None:
    """The posts with the names of their people; None where there is no post to speak of."""
    headship = next((plan for plan in every if plan.post.level == Level.HEADSHIP), None)
    if not own and headship is None:
        return None
    by_key = {plan.post.pk: plan for plan in own}
    reasons = {(plan.post.pk, _key(one.person), Band(one.band)): one for plan in own for one in plan.nominations}
    covered = None
    if headship is not None:
        (row,) = cover.cover_map([as_post(headship)], day).rows
        covered = not row.is_uncovered
    return Confidential(
        posts=tuple(_named(row, by_key[row.post.key], reasons, names) for row in shown.rows),
        relied=tuple(_relied(shown.rows, own, names)),
        headship_covered=covered,
        people=tuple(_counted(nearest).values()),
    )


def _named(row: cover.Row, plan: Plan, reasons: Mapping[tuple[int, str, Band], Nomination], names: Names) -> NamedPost:
    leaving = min((held for held in plan.holders if held.changes_from), key=_leaves, default=None)
    return NamedPost(
        key=plan.post.pk,
        title=plan.post.title,
        impact=IMPACT_LABELS[Impact(plan.post.impact)],
        holders=tuple(_name(names, held.person) for held in plan.holders),
        held_since=max((held.starts_on for held in plan.holders), default=None),
        changes_from=leaving.changes_from if leaving else None,
        changes_until=leaving.changes_until if leaving else None,
        change_source=CHANGE_SOURCE_LABELS[ChangeSource(leaving.change_source)] if leaving else "",
        change_reason=_words(names, leaving.person, leaving.change_reason) if leaving else "",
        bands=tuple(
            tuple(_person(names, reasons[plan.post.pk, nominee.person, band]) for nominee in people)
            for band, people in zip(Band, row.bands, strict=True)
        ),
    )


def _leaves(held: PostHolder) -> datetime.date:
    return held.changes_from or datetime.date.max


def _person(names: Names, nomination: Nomination) -> NamedPerson:
    return NamedPerson(_name(names, nomination.person), _words(names, nomination.person, nomination.reason))


def _relied(rows: Collection[cover.Row], own: Collection[Plan], names: Names) -> Iterable[Relied]:
    people = {_key(one.person): one.person for plan in own for one in plan.nominations}
    counted: dict[str, int] = defaultdict(int)
    for row in rows:
        if len(row.bands[0]) == 1:
            counted[row.bands[0][0].person] += 1
    for key, count in sorted(counted.items(), key=lambda item: -item[1]):
        if count > 1:
            yield Relied(_name(names, people[key]), count)


def _name(names: Names, person: StaffMember | TermOfOffice) -> str:
    return names.mark(Part.CONFIDENTIAL, _subject(person), person.name)


def _words(names: Names, person: StaffMember | TermOfOffice, text: str) -> str:
    return names.mark(Part.CONFIDENTIAL, _subject(person), text)


def _subject(person: StaffMember | TermOfOffice) -> Subject:
    kind = SubjectKind.STAFF if isinstance(person, StaffMember) else SubjectKind.TERM
    return Subject(kind, person.pk)
