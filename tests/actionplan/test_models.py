"""What the database keeps, and the rules of dates in SQL."""

import datetime
from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError

from actionplan.answering.control import Control
from actionplan.models import Milestone, PlanDate, Recommendation, ScrutinyReview, Team, Update
from actionplan.outlines.queries import outline_of, outlines_of, standings_of
from actionplan.overview.queries import teams_by_key
from actionplan.overview.shown import PlanRow, plan_rows
from actionplan.queries import pressing_of_all
from actionplan.rules import DateState, Precision, Response
from core import clock
from people.access.roles import Role
from tests.actionplan.builders import (
    make_date,
    make_full_plan,
    make_milestone,
    make_recommendation,
    make_review,
    make_team,
    make_update,
)
from tests.builders import make_council, make_member, make_school

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 15)
DAYS = (None, *(date(2026, 6, day) for day in (14, 15, 16, 29, 30)))
WINDOWS = [(first, last) for first in DAYS for last in DAYS if not (first and last and first > last)]


def test_the_state_of_a_milestone_in_sql_is_that_of_the_rule() -> None:
    """Every window, alone and with every other, done and not."""
    recommendation = make_recommendation()
    for one in WINDOWS:
        make_milestone(one, recommendation=recommendation)
        make_milestone(one, recommendation=recommendation, completed_on=TODAY)
        for other in WINDOWS:
            make_milestone(one, other, recommendation=recommendation)
    make_milestone(recommendation=recommendation)
    of_schools = make_recommendation(review=recommendation.review, control=Control.SCHOOL_DECIDES.value)
    for one in WINDOWS:
        make_milestone(one, recommendation=of_schools)
    found = list(Milestone.objects.with_state(TODAY).prefetch_related("dates"))
    assert len(found) > len(WINDOWS) ** 2
    assert {milestone.state for milestone in found} == set(DateState)
    for milestone in found:
        assert milestone.state == milestone.state_on(TODAY), [str(d.window) for d in milestone.dates.all()]


def shown(review: ScrutinyReview, only: DateState | None = None) -> list[PlanRow]:
    outline = outline_of(ScrutinyReview.objects.get(pk=review.pk), TODAY)
    return plan_rows(outline.rows, teams_by_key(outline.teams), TODAY, only=only)


def test_standing_counts_every_review_in_one_query(django_assert_num_queries: Callable[..., object]) -> None:
    reviews = [make_full_plan(rows=2) for _ in range(3)]
    with django_assert_num_queries(1):
        standings = standings_of(reviews, TODAY)
    assert len(standings) == 3
    standing = standings[reviews[0].pk]
    assert standing.responses == {Response.NOT_RECORDED: 2}
    assert standing.milestones == {DateState.LATE: 2, DateState.NOT_YET: 2}
    assert (standing.total, standing.late, standing.unanswered) == (2, 2, 2)
    assert "2 milestones are late" in standing.sentence


def test_an_empty_plan_has_a_standing_too() -> None:
    review = make_review()
    assert standings_of([review], TODAY)[review.pk].total == 0


def test_the_late_come_first_then_what_ends_soonest_and_the_done_last() -> None:
    recommendation = make_recommendation()
    texts = ["done", "no date", "next year", "open, ends later", "open, ends soon", "late", "later still"]
    windows = [
        [(date(2026, 1, 1), date(2026, 1, 2))],
        [],
        [(date(2027, 1, 1), None)],
        [(None, date(2026, 12, 31))],
        [(None, date(2026, 6, 30))],
        [(None, date(2026, 2, 1))],
        [(None, date(2026, 3, 1))],
    ]
    for text, dates in zip(texts, windows, strict=True):
        done = TODAY if text == "done" else None
        make_milestone(*dates, recommendation=recommendation, text=text, completed_on=done)
    found = Milestone.objects.with_state(TODAY).most_pressing_first()
    expected = ["late", "later still", "open, ends soon", "open, ends later", "next year", "no date", "done"]
    assert [milestone.text for milestone in found] == expected
    keys = {milestone.pk: milestone.text for milestone in found}
    outline = outline_of(ScrutinyReview.objects.get(), TODAY)
    assert [keys[step.key] for _, step in outline.steps] == expected
    (row,) = shown(recommendation.review)
    assert row.next is not None
    assert (keys[row.next], row.state) == ("late", DateState.LATE)
    assert row.date is not None
    assert row.date.words == PlanDate.objects.get(milestone=row.next).words
    (open_one,) = shown(recommendation.review, DateState.OPEN)
    assert open_one.next is not None
    assert (keys[open_one.next], open_one.state) == ("open, ends soon", DateState.OPEN)
    assert not open_one.is_all_done


def test_what_presses_in_all_plans_comes_in_the_order_of_the_database() -> None:
    review = make_review()
    windows = [(None, None), (date(2026, 1, 1), date(2026, 2, 1)), (None, date(2026, 12, 1)), (date(2027, 1, 1), None)]
    for first in windows:
        for second in windows:
            make_milestone(first, second, recommendation=make_recommendation(review=review), text=f"{first} {second}")
    by_database = Milestone.objects.with_state(TODAY).most_pressing_first()
    found = pressing_of_all([review], outlines_of([review], TODAY).values())
    assert [(one.pk, one.rank, one.ends) for one in found] == [(one.pk, one.rank, one.ends) for one in by_database[:12]]


def test_the_date_that_decides_is_the_next_one_to_end() -> None:
    milestone = make_milestone(
        (None, date(2026, 2, 1)), (None, date(2026, 9, 1)), (None, date(2026, 7, 1)), (None, None)
    )
    deciding = milestone.deciding_date(TODAY)
    assert deciding is not None
    assert deciding.latest == date(2026, 7, 1)
    assert milestone.deciding_date(date(2030, 1, 1)) is not None
    assert make_milestone().deciding_date(TODAY) is None


def test_milestones_of_a_persons_teams_come_once_each() -> None:
    review = make_review()
    owner = make_member(Role.ACTION_OWNER, review.council)
    ours = make_milestone(recommendation=make_recommendation(review=review, teams=["SES", "Press"]))
    make_milestone(recommendation=make_recommendation(review=review, teams=["HR"]))
    make_milestone(recommendation=make_recommendation(review=review))
    for code in ("SES", "Press"):
        make_team(review.council, code).memberships.create(user=owner, added_by=owner, added_at=clock.now())
    assert list(Milestone.objects.visible_to(owner).owned_by_teams_of(owner)) == [ours]


def test_another_councils_plan_is_seen_by_nobody_here() -> None:
    review = make_full_plan(rows=1)
    officer = make_member(Role.OFFICER, make_council())
    for model in (ScrutinyReview, Recommendation, Milestone, PlanDate, Team, Update):
        assert not model.objects.visible_to(officer).exists()
    head = make_member(Role.HEAD, make_school(council=review.council))
    councillor = make_member(Role.COUNCILLOR, review.council)
    assert ScrutinyReview.objects.visible_to(head).exists()
    assert not ScrutinyReview.objects.visible_to(councillor).exists()


def refused(change: Callable[[], object]) -> bool:
    """Whether the database refuses a change, leaving the test's transaction as it was."""
    try:
        with transaction.atomic():
            change()
    except IntegrityError:
        return True
    return False


def test_the_database_refuses_a_plan_that_contradicts_itself() -> None:
    review = make_review()
    recommendation = make_recommendation(review=review)
    milestone = make_milestone(recommendation=recommendation)
    rows = Recommendation.objects.filter(pk=recommendation.pk)
    assert refused(lambda: make_team(review.council, "N/A"))
    assert refused(lambda: make_team(review.council, " n / a. "))
    assert refused(lambda: [make_team(review.council, "SES"), make_team(review.council, "ses")])
    assert refused(lambda: rows.update(text=""))
    assert refused(lambda: rows.update(response="declined"))
    assert refused(lambda: rows.update(response_reason="because"))
    assert refused(lambda: rows.update(response_recorded_at=clock.now()))
    assert refused(lambda: make_recommendation(review=review, position=1))
    assert refused(lambda: ScrutinyReview.objects.filter(pk=review.pk).update(title=""))
    assert refused(lambda: make_date(milestone=milestone, words=""))
    assert refused(lambda: make_date(milestone=milestone, earliest=TODAY, latest=TODAY - datetime.timedelta(days=1)))
    assert refused(lambda: make_date(milestone=milestone, latest=TODAY, precision=Precision.CONDITION.value))
    assert refused(lambda: make_date(milestone=milestone, recommendation=recommendation))
    assert refused(lambda: PlanDate.objects.create(review=review, position=1, words="x", precision="day"))
    assert refused(lambda: make_review(council=review.council, fingerprint=review.fingerprint))


def test_an_update_is_never_changed_nor_deleted_whoever_tries() -> None:
    milestone = make_milestone()
    officer = make_member(Role.OFFICER, milestone.recommendation.review.council)
    update = make_update(milestone, by=officer)
    for change in (lambda: Update.objects.update(words="Rewritten."), update.delete):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            change()
