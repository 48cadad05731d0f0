"""What the Personnel Committee report reads, as at a day, for an action that has asked whether it may."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from textwrap import shorten

from django.db.models import Q, QuerySet

from actionplan import queries as plans
from actionplan.models import ScrutinyReview
from actionplan.rules import RESPONSE_LABELS, DateState, Response
from core.prepared import prepared
from people import cover, disclosure, growth, pipeline
from people.cover import CHANGE_SOURCE_LABELS, IMPACT_LABELS, Band, ChangeSource, Impact, Level, Nominee
from people.development import KINDS
from people.disclosure import Count
from people.models import Body, LeadershipPost, Nomination, PostHolder, School, StaffMember, TermOfOffice
from people.rules import GOVERNOR_CATEGORY_LABELS, OFFICE_LABELS, GovernorCategory, Office
from policies.commitments import commitments_of, counts_of
from policies.queries import standing_of
from succession.reports.frame import Asked
from succession.reports.personnel import (
    Ask,
    Commitments,
    Confidential,
    Cover,
    Development,
    Figure,
    Kept,
    NamedPerson,
    NamedPost,
    Open,
    Personnel,
    Pipeline,
    Policy,
    Relied,
    Seat,
)
from succession.reports.rules import Part
from succession.reports.tokens import Names, Subject, SubjectKind

_OWN = [Level.SENIOR.value, Level.MIDDLE.value]
_HEADLINE = 160  # characters
_MOST_ASKS = 20


@dataclass(frozen=True, slots=True)
class _Plan:
    """A post with those who hold it and those who could."""

    post: LeadershipPost
    holders: list[PostHolder]
    nominations: list[Nomination]


def gather(asked: Asked) -> Personnel:
    """The facts of a school."""
    assert isinstance(asked.place, School), "the kind says so"  # noqa: S101
    school, day = asked.place, asked.as_at
    before = asked.before if isinstance(asked.before, Personnel) else None
    every = _plans(school, day)
    own = [plan for plan in every if plan.post.level in _OWN]
    map_of_own = cover.cover_map((_as_post(plan) for plan in own), day)
    nearest, review = _nearest(map_of_own), _latest_review(school)
    opened = Open(
        policy=_policy(school, day),
        cover=_cover(map_of_own, own, before),
        pipeline=_pipeline(nearest, before, day),
        seats=tuple(_seats(asked.body, asked.names, day)),
        asks=tuple(_asks(review, day)),
        has_plan=review is not None,
        commitments=_commitments(school, day),
        development=_development(school, asked.since, before, day),
        criteria=_criteria(school, day),
    )
    return Personnel(
        as_at=day,
        open=opened,
        confidential=_confidential(every, own, map_of_own, nearest, asked.names, day),
        decisions=tuple(_decisions(opened)),
    )


# The policy -----------------------------------------------------------------------------------------------------------
def _policy(school: School, day: datetime.date) -> Policy:
    found = standing_of(school, day)
    next_state = found.next_state.value if found.next_state else ""
    if found.adoption is None:
        return Policy(found.standing, next_state=next_state)
    adoption = found.adoption
    return Policy(
        standing=found.standing,
        version=adoption.version.number,
        adopted_by=adoption.meeting.body.name,
        adopted_on=adoption.meeting.on,
        minute=adoption.minute_reference,
        in_force_from=adoption.effective_on,
        review_due_on=adoption.review_due_on,
        next_state=next_state,
    )


def _commitments(school: School, day: datetime.date) -> Commitments:
    held = commitments_of(school, day)
    counts = counts_of(held, day)
    rows = tuple(
        Kept(one.key, shorten(one.text, _HEADLINE, placeholder=" …"), one.quiet.words, one.quiet.terms) for one in held
    )
    return Commitments(counts.commitments, counts.this_term, counts.quiet, rows)


def _criteria(school: School, day: datetime.date) -> str:
    """What the school has agreed that leaders here can do, in a sentence; nothing where it has agreed to nothing."""
    agreed = pipeline.criteria_in_force(school, day)
    if agreed is None or agreed.adopted_on is None:
        return ""
    return f"Version {agreed.number} of the criteria for leaders is in force since {agreed.adopted_on:%-d %B %Y}."


# Development ----------------------------------------------------------------------------------------------------------
def _development(
    school: School, since: datetime.date | None, before: Personnel | None, day: datetime.date
) -> Development:
    """What took place since the last report or, for the first one, within a year."""
    first = since or day - datetime.timedelta(days=365)
    done = growth.developed(school, first, day)
    was = before.open.development if before else None
    table = disclosure.table({KINDS[kind].label: count for kind, count in done.by_kind.items()})
    return Development(
        since=first,
        people=_figure(disclosure.shown(done.people), done.people, was.people if was else None),
        kinds=tuple((label, Figure(count.words, count.last)) for label, count in table.cells.items()),
        note=table.note,
        is_empty=not done.by_kind,
    )


# Posts and cover ------------------------------------------------------------------------------------------------------
def _plans(school: School, day: datetime.date) -> list[_Plan]:
    posts = _posts(school=school.pk, day=day)
    keys = [post.pk for post in posts]
    holders: dict[int, list[PostHolder]] = defaultdict(list)
    for held in _holders(posts=keys, day=day):
        holders[held.post_id].append(held)
    nominations: dict[int, list[Nomination]] = defaultdict(list)
    for nomination in _nominations(posts=keys):
        nominations[nomination.post_id].append(nomination)
    return [_Plan(post, holders[post.pk], nominations[post.pk]) for post in posts]


def _as_post(plan: _Plan) -> cover.Post:
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


def _cover(shown: cover.CoverMap, own: Collection[_Plan], before: Personnel | None) -> Cover:
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
        name: _figure(disclosure.shown(count, of=total), count, getattr(was, name) if was else None)
        for name, count in counts.items()
    }
    return Cover(
        posts=_figure(disclosure.shown(total), total, was.posts if was else None),
        looked_at=min(every) if every and len(every) == len(looked_at) else None,
        is_empty=total == 0,
        **figures,
    )


def _figure(count: Count, number: int, before: Figure | None) -> Figure:
    """A count as it may be shown beside the one of the report before."""
    if count.is_shown and before is not None and before.last is not None and number != before.last:
        count = disclosure.again(number, before=before.last)
    return Figure(count.words, count.last if count.last is not None else (before.last if before else None))


def _nearest(shown: cover.CoverMap) -> dict[str, Band]:
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


def _pipeline(nearest: Mapping[str, Band], before: Personnel | None, day: datetime.date) -> Pipeline:
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


# Governors ------------------------------------------------------------------------------------------------------------
def _seats(body: Body, names: Names, day: datetime.date) -> Iterable[Seat]:
    """The places on the board that governs the school, or of which the body is a committee; and on the body itself."""
    boards = [body.pk, *([body.parent_id] if body.parent_id else [])]
    for term in _terms(bodies=boards, day=day):
        yield Seat(
            key=term.pk,
            name=names.mark(Part.OPEN, Subject(SubjectKind.TERM, term.pk), term.name),
            category=GOVERNOR_CATEGORY_LABELS[GovernorCategory(term.category)],
            office=OFFICE_LABELS[Office(term.office)] if term.office else "",
            starts_on=term.starts_on,
            ends_on=term.ends_on,
        )


@prepared(bodies="bigint")
def _terms(bodies: Collection[int], day: datetime.date) -> QuerySet[TermOfOffice]:
    return TermOfOffice.objects.filter(body__in=bodies).in_force(day).order_by("name", "pk")[:200]


# The council's plan ---------------------------------------------------------------------------------------------------
def _latest_review(school: School) -> ScrutinyReview | None:
    return next(iter(_reviews(council=school.council_id)), None)


def _asks(review: ScrutinyReview | None, day: datetime.date) -> Iterable[Ask]:
    """The recommendations that speak of schools, in the order of the plan. Who decides them is not recorded."""
    if review is None:
        return
    speaking = [one for one in plans.recommendations_of(review) if "school" in one.text.lower()]
    for row in plans.plan_rows(speaking[:_MOST_ASKS], day):
        one = row.recommendation
        state = DateState.LATE if DateState.LATE in row.states else row.pressing_state
        yield Ask(
            key=one.pk,
            name=one.name,
            text=shorten(one.text, _HEADLINE, placeholder=" …"),
            response=RESPONSE_LABELS[Response(one.response)],
            state=state.value if state else "",
        )


@prepared()
def _reviews(council: int) -> QuerySet[ScrutinyReview]:
    return ScrutinyReview.objects.filter(council=council).order_by("-imported_at", "-pk")[:1]


# Names ----------------------------------------------------------------------------------------------------------------
def _confidential(
    every: Collection[_Plan],
    own: Collection[_Plan],
    shown: cover.CoverMap,
    nearest: Mapping[str, Band],
    names: Names,
    day: datetime.date,
) -> Confidential | None:
    """The posts with the names of their people; None where there is no post to speak of."""
    headship = next((plan for plan in every if plan.post.level == Level.HEADSHIP), None)
    if not own and headship is None:
        return None
    plans_by_key = {plan.post.pk: plan for plan in own}
    reasons = {(plan.post.pk, _key(one.person), Band(one.band)): one for plan in own for one in plan.nominations}
    covered = None
    if headship is not None:
        (row,) = cover.cover_map([_as_post(headship)], day).rows
        covered = not row.is_uncovered
    return Confidential(
        posts=tuple(_named(row, plans_by_key[row.post.key], reasons, names) for row in shown.rows),
        relied=tuple(_relied(shown.rows, own, names)),
        headship_covered=covered,
        people=tuple(_counted(nearest).values()),
    )


def _named(row: cover.Row, plan: _Plan, reasons: Mapping[tuple[int, str, Band], Nomination], names: Names) -> NamedPost:
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


def _relied(rows: Collection[cover.Row], own: Collection[_Plan], names: Names) -> Iterable[Relied]:
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


# What is shown to whom ------------------------------------------------------------------------------------------------
def _decisions(shown: Open) -> Iterable[str]:
    yield "The open part names governors by their places alone."
    yield "Holders of posts and those behind them are named in the confidential part alone."
    yield "The headship and the board’s own offices are the chair’s: nobody of them is named, and none is counted."
    figures = {
        "posts": shown.cover.posts,
        "posts without cover": shown.cover.uncovered,
        "posts without a successor": shown.cover.without_successor,
        "vacant posts": shown.cover.vacant,
        "people behind the posts": shown.pipeline.total,
    }
    for name, figure in figures.items():
        if not figure.words.isdecimal():
            yield f"The number of {name} stands as “{figure}”."
    if shown.pipeline.note:
        yield shown.pipeline.note
