"""Where a plan may contradict itself."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from itertools import count

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from actionplan.actions.clashes import answer_clash
from actionplan.actions.slippage import change_date
from actionplan.clashes import rules
from actionplan.clashes.rules import Answer, Due, Promise
from actionplan.models import ClashAnswer, Milestone, OutcomeMeasure, PlanDate, ScrutinyReview
from actionplan.models.clashes import clash_token
from actionplan.rules import Refused
from core import conflicts
from people.access.roles import Role
from people.models import User
from people.rules import BodyKind
from tests.actionplan.builders import make_clash_answer, make_date, make_milestone, make_recommendation, make_review
from tests.at_once import at_once
from tests.builders import make_body, make_council, make_member

MARCH, DECEMBER = date(2027, 3, 31), date(2027, 12, 31)
ADOPTED = "By March 2027 schools have written their own policy or adopted the council's."
TRAINED = "The training offer has courses and all schools have succession policies by December 2027"


_keys = count(1)
QUERIES = 10


def promise(recommendation: int, text: str, ends: date) -> Promise:
    return Promise(next(_keys), recommendation, str(recommendation), text, "in time", ends)


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        (promise(1, ADOPTED, MARCH), promise(4, TRAINED, DECEMBER), ("policy", "school")),
        # The same day, the same recommendation, or one word in common: no clash.
        (promise(1, ADOPTED, MARCH), promise(4, TRAINED, MARCH), None),
        (promise(1, ADOPTED, MARCH), promise(1, TRAINED, DECEMBER), None),
        (promise(1, ADOPTED, MARCH), promise(4, "Two in three schools have sent somebody", DECEMBER), None),
        # Words of time and of papers are no fact.
        (promise(1, "First draft report March", MARCH), promise(4, "First draft report to the board", DECEMBER), None),
    ],
)
def test_two_promises_of_one_fact_by_different_days_may_clash(
    one: Promise, other: Promise, shared: tuple[str, ...] | None
) -> None:
    for pair in ([one, other], [other, one]):
        found = rules.clashes(pair)
        assert [clash.shared for clash in found] == ([shared] if shared else [])
        assert [(clash.one, clash.other) for clash in found] == ([(one, other)] if shared else [])


def test_a_clash_says_why_it_is_suggested() -> None:
    (clash,) = rules.clashes([promise(1, ADOPTED, MARCH), promise(4, TRAINED, DECEMBER)])
    assert clash.why == "Both speak of policy and school, and end 275 days apart."


def test_a_large_plan_is_not_paired_word_by_word_without_end() -> None:
    every = [promise(n, "Every school has a policy", MARCH + timedelta(days=n)) for n in range(5_000)]
    assert rules.clashes(every) == []
    assert len(rules.clashes(every[:60])) == rules.MOST


def test_the_name_of_the_council_tells_no_promise_from_another() -> None:
    pair = [
        promise(1, "Schools have adopted the Wexmoor policy", MARCH),
        promise(2, "Two stories of schools are in Wexmoor Life", DECEMBER),
    ]
    assert [clash.shared for clash in rules.clashes(pair)] == [("school", "wexmoor")]
    assert rules.clashes(pair, council="Wexmoor Council") == []


_TEXTS = ("", "The Wexmoor school", "A school policy", "Policies of schools in Wexmoor", "A course on the policy")
_PROMISED = [(row, text, days) for row in (1, 2, 3) for text in _TEXTS for days in (0, 1, 2)]


@given(st.lists(st.sampled_from(_PROMISED), max_size=8))
def test_whatever_is_promised_each_pair_is_of_two_rows_and_two_days_and_the_same_whichever_way_round(
    promised: list[tuple[int, str, int]],
) -> None:
    promises = [promise(row, text, MARCH + timedelta(days=days)) for row, text, days in promised]
    found = rules.clashes(promises, council="Wexmoor")
    for clash in found:
        assert clash.one.recommendation != clash.other.recommendation
        assert clash.one.ends < clash.other.ends
        assert len(clash.shared) >= rules.SHARED
        assert set(clash.shared) <= rules.telling(clash.one.text) & rules.telling(clash.other.text) - {"wexmoor"}
    assert len({clash.pair for clash in found}) == len(found)
    assert {(c.pair, c.shared) for c in rules.clashes(promises[::-1], council="Wexmoor")} == {
        (c.pair, c.shared) for c in found
    }
    assert rules.clashes(promises, council="Wexmoor", but={clash.pair for clash in found}) == []


@pytest.mark.parametrize(
    ("now", "stands"),
    [
        ([("March", MARCH), ("December", DECEMBER)], True),
        ([("March", MARCH), ("December", MARCH)], False),
        ([("March", MARCH), ("the end of December", DECEMBER)], False),
        ([("March", None), ("December", DECEMBER)], False),
    ],
)
def test_an_answer_stands_as_long_as_both_dates_do(now: list[rules.AnsweredOn], stands: bool) -> None:
    assert rules.stands([("March", MARCH), ("December", DECEMBER)], now) is stands


@pytest.mark.parametrize(
    ("one", "other", "clash"), [(MARCH, DECEMBER, True), (MARCH, MARCH, False), (None, MARCH, False)]
)
def test_two_dates_clash_no_longer_than_they_end_on_different_days(
    one: date | None, other: date | None, clash: bool
) -> None:
    assert rules.still_clash(one, other) is clash


def test_every_answer_has_a_label() -> None:
    assert set(rules.ANSWER_LABELS) == set(Answer)


@pytest.mark.parametrize(
    ("days", "bodies", "found"),
    [
        ((0, 3, 6), ("A", "B", "C"), 1),
        ((0, 3, 7), ("A", "B", "C"), 0),
        ((0, 1, 2), ("A", "B", "B"), 0),
        ((0, 3, 6, 8), ("B", "B", "A", "C"), 1),
    ],
)
def test_a_team_is_due_everywhere_at_once(days: tuple[int, ...], bodies: tuple[str, ...], found: int) -> None:
    due = [
        Due("SES", body, MARCH + timedelta(days=day), "1", f"Step {day}")
        for day, body in zip(days, bodies, strict=True)
    ]
    every = rules.crowded([*due, Due("Press", "A", MARCH, "2", "Another team's")])
    assert len(every) == found
    for one in every:
        assert one.sentence.startswith("SES is due at 3 bodies within a week from ")
        assert one.sentence.endswith(": A, B and C.")


@pytest.mark.django_db
def test_the_page_lists_what_may_clash_and_who_is_due_everywhere(client: Client) -> None:
    council = make_council()
    officer = make_member(Role.OFFICER, council)
    review = make_review(council=council, by=officer)
    first = make_recommendation(review=review, teams=["SES"])
    measure = OutcomeMeasure.objects.create(recommendation=first, position=1, text=ADOPTED)
    make_date(measure=measure, words="By March 2027", latest=MARCH)
    make_milestone((None, DECEMBER), recommendation=make_recommendation(review=review), text=TRAINED)
    for n in range(3):
        body = make_body(council=council, kind=BodyKind.PARTNERSHIP, name=f"Body {n}")
        make_milestone((None, MARCH), recommendation=first, text=f"Step {n}", monitored_by=body)
    client.force_login(officer)
    page = client.get(f"{review.get_absolute_url()}clashes/").content.decode()
    assert "Both speak of policy and school, and end 275 days apart." in page
    assert "SES is due at 3 bodies within a week from 31 March 2027: Body 0, Body 1 and Body 2." in page
    empty = client.get(f"{make_review(council=council, by=officer).get_absolute_url()}clashes/").content.decode()
    assert "No two recommendations seem to promise the same thing" in empty
    assert "No team is due at three bodies" in empty


# What an officer answers ---------------------------------------------------------------------------------------------
@pytest.fixture
def review() -> ScrutinyReview:
    council = make_council()
    return make_review(council=council, by=make_member(Role.OFFICER, council))


@pytest.fixture
def pair(review: ScrutinyReview) -> tuple[PlanDate, PlanDate]:
    first = make_milestone((None, MARCH), recommendation=make_recommendation(review=review), text=ADOPTED)
    second = make_milestone((None, DECEMBER), recommendation=make_recommendation(review=review), text=TRAINED)
    return first.dates.get(), second.dates.get()


Pair = tuple[PlanDate, PlanDate]


def answer(
    pair: Pair, by: User, said: Answer = Answer.DISMISSED, words: str = "Of two ages.", opened_on: str = ""
) -> ClashAnswer:
    opened_on = opened_on or clash_token(*pair, ClashAnswer.objects.first())
    return answer_clash(one=pair[0], other=pair[1], answer=said, words=words, opened_on=opened_on, by=by)


def move(date: PlanDate, words: str, by: User) -> None:
    milestone = Milestone.objects.get(dates=date)
    sent = {"reason": "No room", "asked_by": "SES", "agreed_by": "Cabinet", "meeting": None, "token": uuid.uuid4()}
    change_date(milestone=milestone, date=date, words=words, opened_on=milestone.dates_token, by=by, **sent)  # type: ignore[arg-type]
    date.refresh_from_db()


def page_of(review: ScrutinyReview, client: Client) -> str:
    client.force_login(review.imported_by)
    return " ".join(client.get(f"{review.get_absolute_url()}clashes/").content.decode().split())


@pytest.mark.django_db
def test_what_is_confirmed_shows_on_both_recommendations(review: ScrutinyReview, pair: Pair, client: Client) -> None:
    officer = review.imported_by
    client.force_login(officer)
    url = f"{review.get_absolute_url()}clashes/{pair[0].pk}/{pair[1].pk}/"
    form = client.get(url)
    assert "Both speak of policy and school, and end 275 days apart." in form.content.decode()
    sent = {"answer": "confirmed", "words": "Ask SES to move the first.", "opened_on": clash_token(*pair, None)}
    assert client.post(url, sent).status_code == 302
    listed = page_of(review, client)
    assert "Every suggestion is answered." in listed
    assert "Ask SES to move the first." in listed
    for own, other in ((pair[0], pair[1]), (pair[1], pair[0])):
        mine, theirs = Milestone.objects.get(dates=own), Milestone.objects.get(dates=other)
        page = " ".join(client.get(mine.recommendation.get_absolute_url()).content.decode().split())
        assert f">{theirs.recommendation.name}</a>: " in page
        assert f"({other.words}), confirmed by {officer} on " in page
        assert "Ask SES to move the first." in page
    move(pair[0], "31 December 2027", officer)
    page = client.get(Milestone.objects.get(dates=pair[0]).recommendation.get_absolute_url()).content.decode()
    assert "May clash" not in page
    assert "They no longer end on different days." in page_of(review, client)


@pytest.mark.django_db
def test_what_is_dismissed_comes_back_when_a_date_changes(review: ScrutinyReview, pair: Pair, client: Client) -> None:
    officer = review.imported_by
    answer(pair, officer, words="The second counts special schools alone.")
    listed = page_of(review, client)
    assert "Dismissed" in listed
    assert "The second counts special schools alone." in listed
    assert f"clashes/{pair[0].pk}/{pair[1].pk}/" in listed
    assert "Both speak of" not in listed
    move(pair[1], "30 November 2027", officer)
    again = page_of(review, client)
    assert "Both speak of policy and school, and end 244 days apart." in again
    assert f"{officer} dismissed it on " in again
    assert "A date has changed since." in again
    assert 'id="dismissed"' not in again


@pytest.mark.django_db
def test_another_mind_is_another_record(review: ScrutinyReview, pair: Pair, client: Client) -> None:
    first = answer(pair, review.imported_by)
    second = answer(pair, review.imported_by, Answer.CONFIRMED, "Move the first.")
    assert [one.pk for one in ClashAnswer.objects.all()] == [second.pk, first.pk]
    listed = page_of(review, client)
    assert "Move the first." in listed
    assert "Of two ages." not in listed


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["", " ", "N/A", "-"])
def test_an_answer_says_something(pair: Pair, review: ScrutinyReview, words: str) -> None:
    with pytest.raises(Refused):
        answer(pair, review.imported_by, words=words)
    assert not ClashAnswer.objects.exists()


@pytest.mark.django_db
def test_only_dates_of_two_recommendations_that_end_on_two_days_are_answered(
    review: ScrutinyReview, pair: Pair, client: Client
) -> None:
    officer, row = review.imported_by, Milestone.objects.get(dates=pair[0]).recommendation
    mine = make_milestone((None, DECEMBER), recommendation=row).dates.get()
    elsewhere = make_recommendation(review=make_review(council=review.council, by=officer))
    other_plan = make_milestone((None, DECEMBER), recommendation=elsewhere)
    own = make_date(recommendation=row, latest=DECEMBER)
    same_day = make_milestone((None, MARCH), recommendation=make_recommendation(review=review)).dates.get()
    for other in (mine, other_plan.dates.get(), own, same_day):
        with pytest.raises(Refused):
            answer((pair[0], other), officer)
    client.force_login(officer)
    for keys in ((pair[1].pk, pair[0].pk), (pair[0].pk, pair[0].pk), (pair[0].pk, mine.pk), (pair[0].pk, own.pk)):
        assert client.get(f"{review.get_absolute_url()}clashes/{keys[0]}/{keys[1]}/").status_code == 404
    assert not ClashAnswer.objects.exists()


@pytest.mark.django_db
def test_whoever_answers_what_changed_meanwhile_sees_it(review: ScrutinyReview, pair: Pair, client: Client) -> None:
    officer, token = review.imported_by, clash_token(*pair, None)
    move(pair[1], "30 November 2027", officer)
    with pytest.raises(conflicts.Conflict):
        answer(pair, officer, opened_on=token)
    answer(pair, officer, words="Theirs.")
    client.force_login(officer)
    url = f"{review.get_absolute_url()}clashes/{pair[0].pk}/{pair[1].pk}/"
    response = client.post(url, {"answer": "confirmed", "words": "Mine.", "opened_on": token})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Theirs." in page
    assert "Mine." in page
    assert ClashAnswer.objects.count() == 1


@pytest.mark.django_db
def test_the_same_form_sent_twice_is_one_answer(review: ScrutinyReview, pair: Pair) -> None:
    token = clash_token(*pair, None)
    first = answer(pair, review.imported_by, opened_on=token)
    assert answer(pair, review.imported_by, opened_on=token) == first


@pytest.mark.django_db(transaction=True)
def test_of_two_who_answer_at_once_the_second_is_told(review: ScrutinyReview, pair: Pair) -> None:
    one, two = review.imported_by, make_member(Role.OFFICER, review.council)
    token = clash_token(*pair, None)
    # Each names the pair the other way round: held in one order, they wait and do not lock each other.
    wrong = at_once(
        lambda: answer(pair, one, opened_on=token),
        lambda: answer((pair[1], pair[0]), two, Answer.CONFIRMED, "Move it.", opened_on=token),
    )
    assert [type(error) for error in wrong] == [conflicts.Conflict]
    assert ClashAnswer.objects.count() == 1


@pytest.mark.django_db
def test_the_database_keeps_what_was_answered() -> None:
    kept = make_clash_answer()
    changes: list[Callable[[], object]] = [
        lambda: ClashAnswer.objects.update(words="Another"),
        kept.delete,
        lambda: make_clash_answer(words=""),
        lambda: make_clash_answer(one=kept.other, other=kept.one),
        lambda: make_clash_answer(other_of=kept.one_of, one_of=kept.one_of),
        lambda: make_clash_answer(one_ends=MARCH, other_ends=MARCH),
    ]
    for change in changes:
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


@pytest.mark.django_db
def test_the_page_asks_no_more_of_the_database_with_many_answers(
    review: ScrutinyReview, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_clash_answer(review)
    page_of(review, client)
    url = f"{review.get_absolute_url()}clashes/"
    with django_assert_num_queries(QUERIES):
        client.get(url)
    for _ in range(60):
        make_clash_answer(review)
    with django_assert_num_queries(QUERIES):
        first = client.get(url).content.decode()
    assert "More that were dismissed" in first
    assert "More that were dismissed" not in client.get(f"{url}?after=50").content.decode()
