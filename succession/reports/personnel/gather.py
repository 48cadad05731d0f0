"""What the Personnel Committee report reads, as at a day, for an action that has asked whether it may."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable
from textwrap import shorten

from django.db.models import QuerySet

from actionplan.models import ScrutinyReview
from actionplan.outlines.queries import outline_of
from actionplan.overview.queries import told_of_recommendations
from actionplan.rules import RESPONSE_LABELS, DateState, Response, name_of
from core.prepared import prepared
from people import disclosure
from people.development import queries as development_queries
from people.development.rules import KINDS, NamePattern, name_pattern
from people.models import School
from people.planning import cover
from people.talent import pipeline
from policies.living.commitments import commitments_of, counts_of, evidence_since
from policies.living.evidence import CHANNEL_LABELS, Channel
from policies.models import Evidence
from policies.queries import standing_of
from succession.reports.frame import Asked
from succession.reports.personnel.gather_board import board_of, governing, seats_of, terms_of
from succession.reports.personnel.gather_posts import (
    OWN,
    Plan,
    as_post,
    confidential,
    cover_of,
    figure,
    pipeline_of,
    plans_of,
    soonest,
)
from succession.reports.personnel.record import (
    Ask,
    Commitments,
    Development,
    Figure,
    Kept,
    Line,
    Open,
    Personnel,
    Policy,
)

NAMES_SOMEBODY = "Not shown here, as it names somebody."
"""Stands in place of evidence in which somebody is named who is named in the confidential part alone."""

_HEADLINE = 160  # characters
_MOST_ASKS = 20
_MOST_LINES = 4
_YEAR = datetime.timedelta(days=365)


def gather(asked: Asked) -> Personnel:
    """The facts of a school."""
    assert isinstance(asked.place, School), "the kind says so"  # noqa: S101
    school, day = asked.place, asked.as_at
    before = asked.before if isinstance(asked.before, Personnel) else None
    every = plans_of(school, day)
    own = [plan for plan in every if plan.post.level in OWN]
    map_of_own = cover.cover_map((as_post(plan) for plan in own), day)
    nearest, review, board = soonest(map_of_own), _latest_review(school), governing(school, asked.body)
    terms, (asks, more) = terms_of(board, asked.body, day), _asks(review, day)
    opened = Open(
        policy=_policy(school, day),
        cover=cover_of(map_of_own, own, before),
        pipeline=pipeline_of(nearest, before, day),
        seats=tuple(seats_of(board, asked.body, terms, asked.names)),
        board=board_of(board, terms),
        asks=tuple(asks),
        more_asks=more,
        has_plan=review is not None,
        commitments=_commitments(school, asked.since, every, day),
        development=_development(school, asked.since, before, day),
        criteria=_criteria(school, day),
    )
    return Personnel(
        as_at=day,
        open=opened,
        confidential=confidential(every, own, map_of_own, nearest, asked.names, day),
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
        minute=adoption.meeting.minute(adoption.minute_reference),
        in_force_from=adoption.effective_on,
        review_due_on=adoption.review_due_on,
        next_state=next_state,
    )


def _commitments(school: School, since: datetime.date | None, every: Iterable[Plan], day: datetime.date) -> Commitments:
    """The commitments, with what was done for each since the last report or, for the first one, within a year."""
    held = commitments_of(school, day)
    counts, first = counts_of(held, day), since or day - _YEAR
    done: dict[int, list[Evidence]] = defaultdict(list)
    for line in evidence_since(school, first, day):
        done[line.commitment_id].append(line)
    named = name_pattern(person.name for plan in every for person in plan.people)
    rows = tuple(
        Kept(
            key=one.key,
            text=shorten(one.text, _HEADLINE, placeholder=" …"),
            words=one.quiet.words,
            terms=one.quiet.terms,
            lines=tuple(_line(line, named) for line in done[one.key][:_MOST_LINES]),
            more=max(0, len(done[one.key]) - _MOST_LINES),
        )
        for one in held
    )
    shown = [line for one in held for line in done[one.key]]
    counted = Counter(channel for line in shown for channel in line.channels)
    return Commitments(
        counts.commitments,
        counts.this_term,
        counts.quiet,
        rows,
        since=first,
        done=len(shown),
        counts_for=tuple((CHANNEL_LABELS[one], counted[one]) for one in Channel if counted[one]),
    )


def _line(evidence: Evidence, named: NamePattern) -> Line:
    """A line of evidence as everybody on the committee may read it."""
    words = NAMES_SOMEBODY if named.finds(evidence.line) else evidence.line
    counts_for = ", ".join(CHANNEL_LABELS[Channel(one)] for one in evidence.channels)
    return Line(evidence.on, words, counts_for)


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
    first = since or day - _YEAR
    done = development_queries.developed(school, first, day)
    was = before.open.development if before else None
    table = disclosure.table({KINDS[kind].label: count for kind, count in done.by_kind.items()})
    return Development(
        since=first,
        people=figure(disclosure.shown(done.people), done.people, was.people if was else None),
        kinds=tuple((label, Figure(count.words, count.last)) for label, count in table.cells.items()),
        note=table.note,
        is_empty=not done.by_kind,
    )


# The council's plan ---------------------------------------------------------------------------------------------------
def _latest_review(school: School) -> ScrutinyReview | None:
    return next(iter(_reviews(council=school.council_id)), None)


def _asks(review: ScrutinyReview | None, day: datetime.date) -> tuple[list[Ask], int]:
    """The recommendations that name schools, in the order of the plan, and how many more there are."""
    if review is None:
        return [], 0
    naming = set(review.recommendations.filter(text__icontains="school").values_list("pk", flat=True))
    outline = outline_of(review, day)
    rows = [row for row in outline.rows if row.key in naming]
    found = []
    shown = rows[:_MOST_ASKS]
    told = told_of_recommendations([row.key for row in shown])
    for row in shown:
        if row.key not in told:  # taken out since the outline was made
            continue
        label, text, response, _ = told[row.key]
        first = row.first()
        state = DateState.LATE if DateState.LATE in row.states else first.state if first else None
        found.append(
            Ask(
                key=row.key,
                name=name_of(label, row.position),
                text=shorten(text, _HEADLINE, placeholder=" …"),
                response=RESPONSE_LABELS[Response(response)],
                state=state.value if state else "",
            )
        )
    return found, len(rows) - len(found)


@prepared()
def _reviews(council: int) -> QuerySet[ScrutinyReview]:
    return ScrutinyReview.objects.filter(council=council).order_by("-imported_at", "-pk")[:1]


# What is shown to whom ------------------------------------------------------------------------------------------------
def _decisions(shown: Open) -> Iterable[str]:
    yield "The open part names governors by their places alone."
    yield "Holders of posts and those behind them are named in the confidential part alone."
    yield "The headship and the board’s own offices are the chair’s: nobody of them is named, and none is counted."
    yield "Evidence stands as it was written; a line that names somebody behind a post is left out."
    figures = {
        "posts": shown.cover.posts,
        "posts without cover": shown.cover.uncovered,
        "posts without a successor": shown.cover.without_successor,
        "vacant posts": shown.cover.vacant,
        "people behind the posts": shown.pipeline.total,
    }
    for name, one in figures.items():
        if not one.words.isdecimal():
            yield f"The number of {name} stands as “{one}”."
    if shown.pipeline.note:
        yield shown.pipeline.note
