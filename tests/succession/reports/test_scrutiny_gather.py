"""Plans as they stood on a day: only what was dated and recorded by then, and said where that cannot be known."""

import datetime
import uuid
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from actionplan.actions.importing import import_plan
from actionplan.actions.progress import add_update, record_response
from actionplan.models import Action, Milestone, OutcomeMeasure, Recommendation, ScrutinyReview
from actionplan.rules import DateState, Delivery, Progress, Response
from core import clock
from people.access.roles import Role
from people.models import Body, Council, Membership, User
from people.rules import BodyKind
from succession.reports.scrutiny import figures
from succession.reports.scrutiny.changes import compare, sentences, unmoved
from succession.reports.scrutiny.gather import record_of
from succession.reports.scrutiny.record import Place, Record, places
from tests.actionplan.builders import (
    make_date_change,
    make_earlier_response,
    make_full_plan,
    make_milestone,
    make_read_preview,
    make_recommendation,
    make_review,
    make_update,
)
from tests.builders import make_council, make_member

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 6, 1)
DAY = datetime.date(2026, 3, 1)
LATER_RESPONSE = (
    "A response was recorded on 1 April 2026, after this day. If there was another before it, it is not known here."
)
BEFORE, AFTER = datetime.date(2026, 2, 1), datetime.date(2026, 4, 1)


def moment(day: datetime.date, hour: int = 12) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(hour)))


@pytest.fixture
def council() -> Council:
    return make_council()


@pytest.fixture
def officer(council: Council) -> User:
    return make_member(Role.OFFICER, council)


@pytest.fixture
def panel(council: Council) -> Body:
    return Body.objects.create(council=council, name="Scrutiny Panel", kind=BodyKind.SCRUTINY_PANEL)


@pytest.fixture
def review(council: Council, officer: User) -> ScrutinyReview:
    return make_review(council=council, by=officer, title="Who will lead?", imported_at=moment(BEFORE))


def name(key: int, words: str) -> str:
    return f"<{key}: {words}>"


def taken(panel: Body, as_at: datetime.date = DAY, today: datetime.date = TODAY) -> Record:
    assert panel.council is not None
    return record_of(panel.council, panel, as_at, today, name)


def only(record: Record) -> Any:
    (plan,) = record.plans
    (asked,) = plan.asked
    return asked


# What counts on the day ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("on", "recorded", "counts"),
    [
        (BEFORE, moment(BEFORE), True),
        (DAY, moment(DAY, 23), True),
        (BEFORE, moment(DAY + datetime.timedelta(days=1), 0), False),
        (AFTER, moment(AFTER), False),
        (DAY + datetime.timedelta(days=1), moment(DAY), False),
    ],
    ids=["before", "late on the day", "about before, recorded after", "after", "about the day after"],
)
def test_an_update_counts_where_it_is_dated_and_recorded_by_the_day(
    review: ScrutinyReview, officer: User, panel: Body, on: datetime.date, recorded: datetime.datetime, counts: bool
) -> None:
    milestone = make_milestone((None, AFTER), recommendation=make_recommendation(review=review))
    make_update(milestone, officer, on=on, recorded_at=recorded, progress=Progress.DONE)
    (step,) = only(taken(panel)).steps
    assert (step.state is DateState.DONE) is counts
    assert step.updates == int(counts)
    assert step.done_on == (on if counts else None)


def test_the_latest_update_of_the_day_decides_and_is_shown_with_its_author(
    review: ScrutinyReview, officer: User, panel: Body
) -> None:
    milestone = make_milestone((None, AFTER), recommendation=make_recommendation(review=review))
    for on, words, progress in (
        (BEFORE, "All done.", Progress.DONE),
        (DAY, "Not quite.", Progress.HELD_UP),
        (AFTER, "Now it is.", Progress.DONE),
    ):
        make_update(milestone, officer, on=on, recorded_at=moment(on), words=words, progress=progress)
    (step,) = only(taken(panel)).steps
    assert (step.state, step.updates) == (DateState.OPEN, 2)
    assert step.latest.words == "Not quite."
    assert step.latest.by == f"<{officer.pk}: {officer.name}>"


def test_a_milestone_is_late_on_the_day_though_it_was_done_later(
    review: ScrutinyReview, officer: User, panel: Body
) -> None:
    milestone = make_milestone((None, BEFORE), recommendation=make_recommendation(review=review), completed_on=AFTER)
    make_update(milestone, officer, on=AFTER, recorded_at=moment(AFTER), progress=Progress.DONE)
    assert only(taken(panel)).steps[0].state is DateState.LATE
    assert only(taken(panel, as_at=AFTER)).steps[0].state is DateState.DONE


@pytest.mark.parametrize(
    ("recorded", "response", "unknown"),
    [
        (BEFORE, Response.DECLINED, ""),
        (
            AFTER,
            Response.NOT_RECORDED,
            LATER_RESPONSE,
        ),
    ],
)
def test_a_response_that_was_recorded_later_is_not_told_and_that_is_said(
    review: ScrutinyReview, officer: User, panel: Body, recorded: datetime.date, response: Response, unknown: str
) -> None:
    make_recommendation(
        review=review,
        response=Response.DECLINED,
        response_reason="No money.",
        response_decider="Cabinet",
        response_on=BEFORE,
        response_recorded_by=officer,
        response_recorded_at=moment(recorded),
    )
    asked = only(taken(panel))
    assert (asked.response, asked.unknown) == (response, unknown)
    assert (asked.reason, asked.decider, asked.answered_on) == (
        ("No money.", "Cabinet", BEFORE) if not unknown else ("", "", None)
    )


@pytest.mark.parametrize(
    ("recorded", "replaced", "response", "unknown"),
    [
        (BEFORE, AFTER, Response.DECLINED, ""),
        (BEFORE, BEFORE, Response.ACCEPTED, ""),
        (AFTER, AFTER, Response.NOT_RECORDED, LATER_RESPONSE),
    ],
    ids=["stood then", "another stood then", "none was recorded then"],
)
def test_of_responses_that_followed_each_other_the_one_of_the_day_is_told(
    review: ScrutinyReview,
    officer: User,
    panel: Body,
    recorded: datetime.date,
    replaced: datetime.date,
    response: Response,
    unknown: str,
) -> None:
    by = {"response_recorded_by": officer, "response_recorded_at": moment(replaced)}
    row = make_recommendation(review=review, response=Response.ACCEPTED, response_decider="Cabinet", **by)
    make_earlier_response(
        row,
        decider="The panel",
        recorded_by=officer,
        recorded_at=moment(recorded, 9),
        replaced_at=moment(replaced),
    )
    asked = only(taken(panel))
    assert (asked.response, asked.unknown) == (response, unknown)
    wanted = {Response.DECLINED: ("No money.", "The panel"), Response.ACCEPTED: ("", "Cabinet")}
    assert (asked.reason, asked.decider) == wanted.get(response, ("", ""))


@pytest.mark.parametrize(
    ("moved", "words", "state"),
    [(AFTER, "By March 2026", DateState.LATE), (DAY, "in time", DateState.OPEN)],
    ids=["moved later", "moved that day"],
)
def test_a_date_stands_as_it_did_when_the_day_was_over(
    review: ScrutinyReview, officer: User, panel: Body, moved: datetime.date, words: str, state: DateState
) -> None:
    milestone = make_milestone((None, AFTER), recommendation=make_recommendation(review=review))
    make_date_change(milestone, officer, was_latest=BEFORE, recorded_at=moment(moved))
    (step,) = only(taken(panel)).steps
    assert ([date.words for date in step.dates], step.state) == ([words], state)


def test_a_date_that_was_given_later_was_none(review: ScrutinyReview, officer: User, panel: Body) -> None:
    milestone = make_milestone((None, AFTER), recommendation=make_recommendation(review=review))
    make_date_change(milestone, officer, was_words="", was_latest=None, was_precision="", recorded_at=moment(AFTER))
    (step,) = only(taken(panel)).steps
    assert (step.dates, step.state) == ((), DateState.NO_DATE)


def test_a_response_that_came_with_the_paper_stands_from_the_first_day(
    review: ScrutinyReview, officer: User, panel: Body
) -> None:
    make_recommendation(review=review, response=Response.ACCEPTED)
    assert only(taken(panel)).response is Response.ACCEPTED


def test_delivery_has_no_day_so_a_past_day_leaves_it_out_and_says_so(
    review: ScrutinyReview, officer: User, panel: Body
) -> None:
    row = make_recommendation(review=review)
    Action.objects.create(recommendation=row, position=1, text="Do it", delivery=Delivery.DELIVERED)
    then, now = taken(panel), taken(panel, as_at=TODAY)
    assert only(then).actions[0].delivery is Delivery.NOT_RECORDED
    assert then.limits[0].startswith("How far actions have got is kept without a day")
    assert only(now).actions[0].delivery is Delivery.DELIVERED
    assert now.limits == ()


def test_a_plan_that_was_brought_in_later_is_left_out_and_that_is_said(officer: User, panel: Body) -> None:
    make_recommendation(
        review=make_review(council=panel.council, by=officer, title="Too late", imported_at=moment(AFTER))
    )
    found = taken(panel)
    assert found.plans == ()
    assert found.limits == ("“Too late” was brought in after this day, and is left out.",)
    assert figures.lines(found)[0].words.startswith("recommendations: no plan")


def test_what_only_names_a_watcher_is_told_from_a_measure(review: ScrutinyReview, officer: User, panel: Body) -> None:
    row = make_recommendation(review=review)
    for position, text in enumerate(("Monitored through MEP Board", "Every school has one"), start=1):
        OutcomeMeasure.objects.create(recommendation=row, position=position, text=text)
    assert [measure.only_watched for measure in only(taken(panel)).measures] == [True, False]


# Whose plans ---------------------------------------------------------------------------------------------------------
def test_a_plan_whose_paper_names_another_body_is_not_this_panels(
    council: Council, officer: User, panel: Body, review: ScrutinyReview
) -> None:
    Body.objects.create(council=council, name="Housing Panel", kind=BodyKind.SCRUTINY_PANEL)
    make_review(council=council, by=officer, committee="housing panel ", imported_at=moment(BEFORE))
    named = make_review(council=council, by=officer, committee="Scrutiny Panel", imported_at=moment(BEFORE))
    make_recommendation(review=review, label="1.")
    make_recommendation(review=named, label="1.")
    found = taken(panel)
    assert {plan.key for plan in found.plans} == {review.pk, named.pk}
    assert {asked.name for asked in found.every()} == {f"1 of “{review.title}”", f"1 of “{named.title}”"}


def test_a_board_that_is_no_panel_is_told_of_every_plan(council: Council, officer: User, panel: Body) -> None:
    board = Body.objects.create(council=council, name="Partnership", kind=BodyKind.PARTNERSHIP)
    named = make_review(council=council, by=officer, committee=panel.name, imported_at=moment(BEFORE))
    assert [plan.key for plan in taken(board).plans] == [named.pk]


def test_another_councils_plan_is_never_told(officer: User, panel: Body, review: ScrutinyReview) -> None:
    make_recommendation(review=make_review(imported_at=moment(BEFORE)))
    assert [plan.key for plan in taken(panel).plans] == [review.pk]


def test_gathering_asks_as_many_queries_for_fifty_rows_as_for_one(
    council: Council, officer: User, panel: Body, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    make_full_plan(1, council=council, by=officer, imported_at=moment(BEFORE))
    taken(panel)
    with django_assert_max_num_queries(11):
        assert len(list(taken(panel).every())) == 1
    make_full_plan(49, council=council, by=officer, imported_at=moment(BEFORE))
    with django_assert_max_num_queries(11):
        assert len(list(taken(panel).every())) == 50


# The seed ------------------------------------------------------------------------------------------------------------
SEED_DAY = datetime.date(2014, 9, 1)


@pytest.fixture
def seed_officer(council: Council, officer: User, panel: Body, samples: Path) -> User:
    """An officer who brought the seed plan in when it was new."""
    text = next((samples / "seeds").glob("003_*.txt")).read_text("utf-8")
    Membership.objects.filter(user=officer).update(starts_on=SEED_DAY)
    officer = User.objects.get(pk=officer.pk)
    with clock.at(moment(SEED_DAY)):
        preview = make_read_preview(council, officer, text)
        import_plan(
            council=council, preview=preview, shown=preview.upload.sha256, title="Leaders", committee="", by=officer
        )
    return officer


def counted(found: Record) -> dict[str, int]:
    return {state.value: n for state, n in found.states().items() if n}


@pytest.mark.samples
def test_the_seed_plan_makes_a_report_with_the_figures_that_a_careful_reader_counts(
    council: Council, seed_officer: User, panel: Body
) -> None:
    found = taken(panel, as_at=SEED_DAY)
    names = ["1", "2a", "2b", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"]
    assert [asked.name for asked in found.every()] == names
    # Row 1 has three milestones, 6 and 9 two each, 7 and 8 none, the other eight one: fifteen.
    assert [len(asked.steps) for asked in found.every()] == [3, 1, 1, 1, 1, 1, 2, 0, 0, 2, 1, 1, 1]
    # On 1 September 2014 the two of July 2014 have passed. 2a, 4 and 10 say "by", so they are open; October and
    # November are still to come: three of row 1, one each of 6 and 9. 2b, 3, 5, 11 and 12 give no date.
    assert counted(found) == {"late": 2, "open": 3, "not-yet": 5, "no-date": 5}
    assert [asked.name for asked, step in found.steps() if step.state is DateState.LATE] == ["6", "9"]
    # 2b, 3 and 4 name only who watches.
    watched = [asked.name for asked in found.every() if any(measure.only_watched for measure in asked.measures)]
    assert watched == ["2b", "3", "4"]
    assert [line.figure for line in figures.lines(found)] == [
        "0 of 13",
        "0 of 15",
        "2 of 15",
        "8 of 15",
        "5 of 15",
        "3 of 11",
    ]
    told = {place: [asked.name for asked in every] for place, every in places(found).items()}
    assert told == {
        Place.LATE: ["6", "9"],
        Place.MOVING: ["1", "2a", "4", "10"],
        Place.UNDATED: ["2b", "3", "5", "11", "12"],
        Place.UNPLANNED: ["7", "8"],
    }


@pytest.mark.samples
def test_the_seed_plan_three_months_later_says_what_changed(council: Council, seed_officer: User, panel: Body) -> None:
    before = taken(panel, as_at=SEED_DAY)
    answers = {"4": Response.PARTLY, "5": Response.PARTLY, "10": Response.PARTLY}
    answers |= {"7": Response.DECLINED, "8": Response.DECLINED}
    october, december = datetime.date(2014, 10, 6), datetime.date(2014, 12, 1)
    with clock.at(moment(october)):
        for row in Recommendation.objects.select_related("review__council"):
            response = answers.get(row.name, Response.ACCEPTED)
            record_response(
                recommendation=row,
                response=response,
                reason="" if response is Response.ACCEPTED else "As the paper says.",
                decider="Cabinet",
                on=october,
                opened_on=row.response_token,
                by=seed_officer,
                today=october,
            )
        add_update(
            milestone=Milestone.objects.get(text="July 2014- first draft report"),
            words="Draft shared.",
            progress=Progress.DONE,
            on=october,
            token=uuid.uuid4(),
            by=seed_officer,
            today=october,
        )
    now = taken(panel, as_at=december)
    # Row 1's three, and the October ones of 6 and 9, have passed; 6's of July is done, 9's of July is late still.
    assert counted(now) == {"late": 6, "open": 3, "no-date": 5, "done": 1}
    changes = compare(before, now)
    assert [moved.recommendation for moved in changes.newly_late] == ["1", "1", "1", "6", "9"]
    assert [moved.recommendation for moved in changes.newly_done] == ["6"]
    assert [(moved.recommendation, moved.days) for moved in changes.still_late] == [("9", 123)]
    assert len(changes.answered) == 13
    assert figures.lines(now)[0].figure == "13 of 13"
    assert sentences(changes) == (
        "5 milestones became late (recommendations 1, 6 and 9).",
        "1 milestone was done (recommendation 6).",
        "13 responses were recorded or changed (recommendations 1, 2a, 2b, 3 and 9 others).",
    )
    assert unmoved(changes)[0] == "1 milestone is still late, by 17 weeks (recommendation 9)."
    # As at the first day nothing of that is told: it was recorded later.
    assert replace(taken(panel, as_at=SEED_DAY), plans=()) == replace(before, plans=())
    assert counted(taken(panel, as_at=SEED_DAY)) == counted(before)
