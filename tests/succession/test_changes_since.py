"""What changed in a plan since a day."""

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from actionplan.actions.slippage import change_date
from actionplan.models import Action, Milestone, OutcomeMeasure, Recommendation, ScrutinyReview
from actionplan.rules import Progress
from core import clock
from core.history.acting import acting
from people.access.roles import Role
from people.rules import BodyKind
from succession.changes import papers, rules
from succession.changes.queries import changes_of, counts_of
from tests.actionplan.builders import (
    make_earlier_response,
    make_measure,
    make_milestone,
    make_recommendation,
    make_reported,
    make_review,
    make_update,
    make_valuation,
    make_value,
)
from tests.builders import make_body, make_council, make_meeting, make_member

DAY = date(2026, 10, 14)
QUERIES = 5


# The sentence --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({}, "Nothing has changed since 14 October 2026."),
        ({"update given": 1}, "Since 14 October 2026: 1 update given."),
        (
            {"recommendation reworded": 1, "date moved": 2, "milestone done": 3},
            "Since 14 October 2026: 3 milestones done, 2 dates moved, 1 recommendation reworded.",
        ),
        (
            {"measure value changed": 2, "outcome measure deleted": 1},
            "Since 14 October 2026: 1 outcome measure deleted, 2 measure values changed.",
        ),
    ],
)
def test_one_sentence_says_what_changed(counts: dict[str, int], said: str) -> None:
    assert rules.sentence(DAY, counts) == said


@pytest.mark.parametrize(("met_on", "since"), [(DAY, DAY), (None, date(2026, 10, 3))])
def test_changes_are_told_since_the_last_meeting_or_for_four_weeks(met_on: date | None, since: date) -> None:
    assert rules.default_since(met_on, date(2026, 10, 31)) == since


# What is found -------------------------------------------------------------------------------------------------------
pytestmark = pytest.mark.django_db


@pytest.fixture
def review() -> ScrutinyReview:
    council = make_council()
    officer = make_member(Role.OFFICER, council)
    with acting(request="brought in"):
        review = make_review(council=council, by=officer)
        make_recommendation(review=review, text="That heads are trained.")
    return ScrutinyReview.objects.select_related("council", "panel").get(pk=review.pk)


def row_of(review: ScrutinyReview) -> Recommendation:
    return review.recommendations.get()


def told(review: ScrutinyReview, since: datetime | None = None) -> list[tuple[str, str, str, str]]:
    found = changes_of(review, since or clock.now() - timedelta(days=1), most=1_000)
    return [(one.kind, one.about, one.was, one.now) for one in found]


def test_what_came_with_the_plan_is_no_change_and_what_came_later_is(review: ScrutinyReview) -> None:
    assert told(review) == []
    row = row_of(review)
    with acting(request="later"):
        action = Action.objects.create(recommendation=row, position=1, text="Book a room")
        make_milestone(recommendation=row, text="A room is booked")
        make_measure(row, text="Heads came")
        make_recommendation(review=review, text="That there be cake.")
        # Written and taken out again since: nothing is left of it to tell.
        Action.objects.create(recommendation=row, position=2, text="A slip").delete()
        Action.objects.filter(pk=action.pk).update(text="Book two rooms")
    assert told(review) == [
        ("action added", "", "", "Book two rooms"),
        ("milestone added", "", "", "A room is booked"),
        ("outcome measure added", "", "", "Heads came"),
        ("recommendation added", "", "", "That there be cake."),
    ]


def test_words_that_changed_stand_old_beside_new_and_what_is_gone_with_its_last_words(review: ScrutinyReview) -> None:
    with acting(request="brought in"):
        row = row_of(review)
        action = Action.objects.create(recommendation=row, position=1, text="Ask the heads")
        same = make_measure(row, text="Heads came")
        gone = make_recommendation(review=review, text="That there be cake.", label="7.")
    with acting(request="later"):
        Recommendation.objects.filter(pk=row.pk).update(text="That heads are well trained.")
        action.delete()
        OutcomeMeasure.objects.filter(pk=same.pk).update(baseline="2 of 9")
        gone.delete()
    assert told(review) == [
        ("recommendation reworded", "", "That heads are trained.", "That heads are well trained."),
        ("action deleted", "", "Ask the heads", ""),
        ("recommendation deleted", "", "That there be cake.", ""),
    ]
    (reworded, _, deleted) = changes_of(review, clock.now() - timedelta(days=1), most=10)
    assert [(piece.mark, piece.text.strip()) for piece in reworded.pieces if piece.mark != "same"] == [
        ("added", "well")
    ]
    assert (deleted.name, deleted.is_here) == ("7", False)


def test_the_ledgers_tell_dates_responses_updates_and_values(review: ScrutinyReview) -> None:
    officer, row, now = review.imported_by, row_of(review), clock.now()
    with acting(request="brought in"):
        step = make_milestone((None, DAY), recommendation=row, text="Heads are asked")
        measure = make_measure(row, text="Heads came")
    sent: dict[str, Any] = {"reason": "No room", "asked_by": "SES", "agreed_by": "Cabinet", "meeting": None}
    sent |= {"token": uuid.uuid4(), "opened_on": step.dates_token, "words": "31 March 2027"}
    change_date(milestone=step, date=step.dates.get(), by=officer, **sent)
    make_update(step, officer, words="Half are asked.")
    make_update(step, officer, words="All are asked.", progress=Progress.DONE.value)
    make_update(step, officer, words="Long ago.", recorded_at=now - timedelta(days=9))
    make_earlier_response(row, response="declined", replaced_at=now)
    make_earlier_response(row, response="noted", replaced_at=now + timedelta(seconds=1))
    Recommendation.objects.filter(pk=row.pk).update(
        response="accepted", response_reason="Money came.", response_recorded_by=officer, response_recorded_at=now
    )
    valuation = make_valuation(measure)
    make_value(valuation, as_at=DAY - timedelta(days=9), counted=1, known_at=now - timedelta(days=9))
    make_value(valuation, as_at=DAY, counted=2)
    # A count of people is shown through the rules of disclosure alone, and so not here.
    people = make_valuation(make_measure(row, text="Leaders"))
    make_value(people, urns=[100001])
    reported = make_measure(row, text="Articles")
    make_reported(reported, words="One article", by=officer)
    assert [one for one in told(review) if not one[0].endswith(" added") or one[0].startswith("reported")] == [
        ("milestone done", "Heads are asked", "", "All are asked."),
        ("date moved", "Heads are asked", "in time", "31 March 2027"),
        ("response changed", "", "Declined", "Accepted"),
        ("measure value changed", "Heads came", "1 of 3", "2 of 3"),
        ("reported item added", "Articles", "", "One article"),
        ("update given", "Heads are asked", "", "Half are asked."),
    ]


def test_a_plan_taken_out_and_brought_in_again_is_told_apart(review: ScrutinyReview) -> None:
    with acting(request="undone"):
        row_of(review).delete()
    with acting(request="again"):
        again = make_review(council=review.council, by=review.imported_by)
        make_recommendation(review=again, text="That heads are trained.")
    again = ScrutinyReview.objects.select_related("council").get(pk=again.pk)
    assert told(again) == []
    assert told(review) == [("recommendation deleted", "", "That heads are trained.", "")]


def test_what_changed_before_the_day_is_not_told(review: ScrutinyReview) -> None:
    with acting(request="later"):
        Recommendation.objects.filter(pk=row_of(review).pk).update(text="That heads rest.")
    assert told(review, clock.now() + timedelta(seconds=1)) == []


# The page ------------------------------------------------------------------------------------------------------------
def url_of(review: ScrutinyReview, tail: str = "/") -> str:
    return f"{review.get_absolute_url().rstrip('/')}/changes{tail}"


def many(review: ScrutinyReview, so_many: int) -> None:
    row = row_of(review)
    with acting(request="later"):
        for n in range(so_many):
            Milestone.objects.create(recommendation=row, position=100 + n, text=f"Step {n}")


def test_the_page_asks_as_much_for_500_changes_as_for_50(
    review: ScrutinyReview, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(review.imported_by)
    many(review, 50)
    client.get(url_of(review))
    with django_assert_num_queries(QUERIES):
        assert "50 milestones added" in client.get(url_of(review)).content.decode()
    row_of(review).milestones.all().delete()
    many(review, 500)
    with django_assert_num_queries(QUERIES):
        page = client.get(url_of(review))
    assert "500 milestones added" in page.content.decode()
    seen, address = 0, "?"
    while address:
        page = client.get(url_of(review) + address)
        seen += sum(len(group.changes) for group in page.context["groups"])
        address = f"?{page.context['more']}" if page.context["more"] else ""
    assert seen == 500


def test_the_page_begins_with_the_last_meeting_and_takes_any_day(review: ScrutinyReview, client: Client) -> None:
    panel = make_body(council=review.council, kind=BodyKind.SCRUTINY_PANEL)
    met = clock.today() - timedelta(days=3)
    make_meeting(body=panel, on=met)
    ScrutinyReview.objects.filter(pk=review.pk).update(panel=panel)
    client.force_login(review.imported_by)
    begun = client.get(url_of(review))
    assert begun.context["since"] == met
    assert f'value="{met:%-d %B %Y}"' in begun.content.decode()
    assert client.get(url_of(review), {"since": "1 May 2026"}).context["since"] == date(2026, 5, 1)
    for wrong in ("yesterday-ish", "31 February 2026", "\0", "1 January 9999"):
        page = client.get(url_of(review), {"since": wrong, "after": "a.b"})
        assert page.context["since"] == met
        assert "Nothing to tell" in page.content.decode()


def test_the_councils_home_leads_to_all_that_changed(review: ScrutinyReview, client: Client) -> None:
    client.force_login(review.imported_by)
    assert url_of(review) in client.get(review.council.get_absolute_url()).content.decode()


def test_the_same_is_taken_out_as_a_table_and_a_paper(review: ScrutinyReview, client: Client) -> None:
    with acting(request="later"):
        Recommendation.objects.filter(pk=row_of(review).pk).update(text="That heads are well trained.")
    client.force_login(review.imported_by)
    page = client.get(url_of(review)).content.decode()
    assert "Recommendation reworded" in page
    assert "<ins" in page
    table = b"".join(client.get(url_of(review, ".csv"))).decode("utf-8-sig")
    assert "That heads are trained." in table
    assert "That heads are well trained." in table
    since = timezone.localdate(datetime.now(tz=UTC)) - timedelta(days=1)
    made = papers.changes_pdf(papers.subject(review, since))
    assert made.content.startswith(b"%PDF")
    assert made.filename.endswith(f"-changes-since-{since}.pdf")
    before = papers.digest(review, since)
    with acting(request="later still"):
        Recommendation.objects.filter(pk=row_of(review).pk).update(text="That heads rest.")
    assert papers.digest(review, since) != before
    assert counts_of(review, papers.start_of(since)) == {"recommendation reworded": 1}
