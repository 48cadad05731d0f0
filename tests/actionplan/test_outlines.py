"""The outline of a plan is kept by a process, and made again after every change of what it is made of."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction

from actionplan.models import Milestone, PlanDate, Recommendation, ScrutinyReview
from actionplan.outlines.queries import outline_of, outlines_of
from actionplan.outlines.rules import Asked, Outline, Row, Step, most_pressing
from actionplan.overview.groups import Names, together
from actionplan.overview.rules import By
from actionplan.rules import DateState, Response
from tests import whole
from tests.actionplan.builders import (
    make_ask,
    make_date,
    make_milestone,
    make_owner,
    make_recommendation,
    make_team,
    make_update,
)

TODAY = date(2026, 6, 15)
PAST, AHEAD = (None, date(2026, 2, 1)), (date(2027, 1, 1), None)


@pytest.fixture
def milestone(db: None) -> Milestone:
    return make_milestone(PAST, recommendation=make_recommendation(teams=["SES"]))


def now(review: ScrutinyReview) -> ScrutinyReview:
    return ScrutinyReview.objects.get(pk=review.pk)


# Kept, and made again -----------------------------------------------------------------------------------------------
def test_an_outline_is_asked_for_once_until_its_plan_changes(
    milestone: Milestone, django_assert_num_queries: Callable[..., Any]
) -> None:
    review = now(milestone.recommendation.review)
    with django_assert_num_queries(1):
        outline_of(review, TODAY)
    with django_assert_num_queries(0):
        before = outline_of(review, TODAY)
    Milestone.objects.update(completed_on=TODAY)
    changed = now(review)
    with django_assert_num_queries(1):
        after = outlines_of([changed], TODAY)[review.pk]
    assert [one.standing.milestones for one in (before, after)] == [{DateState.LATE: 1}, {DateState.DONE: 1}]


def test_another_day_has_another_outline(milestone: Milestone) -> None:
    review = now(milestone.recommendation.review)
    assert outline_of(review, date(2026, 1, 1)).standing.milestones == {DateState.OPEN: 1}
    assert outline_of(review, TODAY).standing.milestones == {DateState.LATE: 1}


CHANGES: dict[str, Callable[[Milestone], object]] = {
    "a recommendation added": lambda it: make_recommendation(review=it.recommendation.review),
    "a response": lambda it: Recommendation.objects.filter(pk=it.recommendation_id).update(response="accepted"),
    "a milestone added": lambda it: make_milestone(recommendation=it.recommendation),
    "a milestone done": lambda it: Milestone.objects.filter(pk=it.pk).update(completed_on=TODAY),
    "a date added": lambda it: make_date(milestone=it, earliest=AHEAD[0]),
    "a date changed": lambda it: PlanDate.objects.filter(milestone=it).update(latest=date(2026, 3, 1)),
    "a date taken out": lambda it: PlanDate.objects.filter(milestone=it).delete(),
    "a milestone taken out": lambda it: (it.dates.all().delete(), it.delete()),
    "a team named": lambda it: it.recommendation.teams.add(make_team(it.recommendation.review.council, code="X")),
    "a team no longer named": lambda it: it.recommendation.teams.clear(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_of_what_it_is_made_of_is_seen(milestone: Milestone, change: str) -> None:
    review = milestone.recommendation.review
    before = now(review)
    outline_of(before, TODAY)
    CHANGES[change](milestone)
    after = now(review)
    assert after.revision != before.revision
    made = outline_of(after, TODAY)
    rows = Recommendation.objects.filter(review=review)
    assert [(row.key, row.response) for row in made.rows] == list(rows.values_list("pk", "response"))
    assert [set(row.teams) for row in made.rows] == [set(row.teams.values_list("pk", flat=True)) for row in rows]
    known = Milestone.objects.with_state(TODAY).filter(recommendation__review=review)
    assert {step.key: step.state for _, step in made.steps} == {one.pk: one.state for one in known}


def test_what_is_no_part_of_it_leaves_it_alone_and_so_does_another_plan(milestone: Milestone) -> None:
    before = now(milestone.recommendation.review)
    make_update(milestone, make_owner(milestone.recommendation.teams.get()))
    make_ask(milestone.recommendation)
    make_milestone(PAST)
    assert now(before).revision == before.revision


def test_a_revision_that_was_taken_back_never_comes_again(milestone: Milestone) -> None:
    review, seen = milestone.recommendation.review, []
    for _ in range(2):
        with transaction.atomic():
            Milestone.objects.update(text="Another step")
            seen.append(now(review).revision)
            transaction.set_rollback(True)
    assert len(set(seen)) == 2


def test_a_plan_of_a_database_that_was_made_again_is_not_shown_as_the_plan_that_had_its_key_before(
    milestone: Milestone,
) -> None:
    """As after a restore: keys and sequences stand where they stood, and another plan has come by them."""

    def plan_with_the_same_keys(state: str) -> DateState:
        """What is shown of a plan that is made as if the database began here."""
        with whole.cluster().connect(connection.settings_dict["NAME"]) as owner:
            owner.execute("SELECT setval(oid, 100000) FROM pg_class WHERE relkind = 'S' AND relname ~ '^actionplan_'")
        with transaction.atomic():
            made = make_milestone(PAST, recommendation=make_recommendation(), completed_on=TODAY if state else None)
            review = now(made.recommendation.review)
            keys.append(review.pk)
            (shown,) = outline_of(review, TODAY).standing.milestones
            transaction.set_rollback(True)
        return shown

    keys: list[int] = []
    assert [plan_with_the_same_keys(state) for state in ("", "done")] == [DateState.LATE, DateState.DONE]
    assert len(set(keys)) == 1


def test_a_revision_is_no_change_that_history_tells(milestone: Milestone) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM actionplan_scrutinyreviewevent")
        (before,) = cursor.fetchone()
        Milestone.objects.update(text="Another step")
        cursor.execute("SELECT count(*) FROM actionplan_scrutinyreviewevent")
        assert cursor.fetchone() == (before,)


# What is chosen from it ---------------------------------------------------------------------------------------------
def step(key: int, state: DateState, ends: date | None = None) -> Step:
    return Step(key, key, state, ends, ends.replace(day=1) if ends else None, None)


def row(key: int, *steps: Step, response: Response = Response.ACCEPTED, teams: tuple[int, ...] = ()) -> Row:
    return Row(key, key, response, None, teams, steps)


LATE, OPEN, DONE, UNDATED = (
    step(1, DateState.LATE, date(2026, 2, 1)),
    step(2, DateState.OPEN, date(2026, 12, 31)),
    step(3, DateState.DONE, date(2026, 1, 1)),
    step(4, DateState.NO_DATE),
)
PLAN = Outline(
    (row(1, OPEN, LATE, teams=(7,)), row(2, DONE, response=Response.DECLINED), row(3, UNDATED, teams=(7, 8)))
)


@pytest.mark.parametrize(
    ("asked", "rows"),
    [
        (Asked(), [1, 2, 3]),
        (Asked(state=DateState.LATE), [1]),
        (Asked(team=7), [1, 3]),
        (Asked(team=8, state=DateState.LATE), []),
        (Asked(response=Response.DECLINED), [2]),
        (Asked(response=Response.ACCEPTED, team=8), [3]),
    ],
)
def test_the_rows_that_have_what_is_asked_for(asked: Asked, rows: list[int]) -> None:
    assert [found.key for found in asked.rows(PLAN)] == rows


def test_the_first_milestone_of_a_row_is_the_most_pressing_of_those_asked_for() -> None:
    first = PLAN.rows[0]
    assert (first.first(), first.first(DateState.OPEN), first.first(DateState.DONE)) == (LATE, OPEN, None)


def test_what_presses_most_in_several_plans_is_never_done() -> None:
    assert most_pressing([PLAN, Outline((row(9, step(9, DateState.LATE, date(2026, 1, 1))),))], at_most=3) == [
        step(9, DateState.LATE, date(2026, 1, 1)),
        LATE,
        OPEN,
    ]
    assert most_pressing([PLAN], at_most=9) == [LATE, OPEN, UNDATED]
    assert most_pressing([], at_most=3) == []


def test_a_list_goes_on_behind_its_key_and_begins_at_its_top() -> None:
    names = Names(teams={7: ("a", "A"), 8: ("b", "B")})
    seen, behind = [], ""
    for _ in range(5):
        page = together(PLAN, Asked(), by=By.TEAM, names=names, behind=behind, page=1)
        seen += [(group.heading, one.key) for group in page.groups for one in group.steps]
        behind = page.more
    assert seen == [("A", 1), ("A", 2), ("A", 4), ("B", 4), ("Nobody is named", 3)]
    assert behind == ""
    top = together(PLAN, Asked(), by=By.TEAM, names=names, behind="nothing.like.it", page=9)
    assert (top.found, top.groups[0].sentence) == (5, "3 milestones: 1 late, 1 open, 1 no date.")
