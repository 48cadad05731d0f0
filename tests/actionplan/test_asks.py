"""Marking what a recommendation asks for, and saying which action serves which ask; and those who try to break it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from actionplan.actions.asks import mark_asks, remove_ask, serve, token_of
from actionplan.asks import coverage
from actionplan.models import Action, Ask, Recommendation, Serving
from actionplan.rules import Refused
from core import conflicts
from people.access.roles import Role
from people.models import User
from tests.actionplan.builders import make_ask, make_recommendation, make_serving
from tests.at_once import at_once
from tests.builders import make_member

pytestmark = pytest.mark.django_db

TEXT = "That Cabinet consults heads, and pays for coaches."
CONSULTS, PAYS = (13, 27), (33, 49)


@pytest.fixture
def row() -> Recommendation:
    return make_recommendation(text=TEXT)


@pytest.fixture
def officer(row: Recommendation) -> User:
    return make_member(Role.OFFICER, row.review.council)


@pytest.fixture
def client(officer: User) -> Client:
    made = Client()
    made.force_login(officer)
    return made


def action(row: Recommendation, text: str = "Write to heads") -> Action:
    return Action.objects.create(recommendation=row, position=row.actions.count() + 1, text=text)


def url(name: str, row: Recommendation, **keys: int) -> str:
    return reverse(f"actionplan:{name}", kwargs={"code": row.review.council.code} | keys)


def marks(row: Recommendation) -> list[str]:
    return list(row.asks.values_list("words", flat=True))


# Marking -------------------------------------------------------------------------------------------------------------
def test_words_are_marked_once_however_often_sent(row: Recommendation, officer: User) -> None:
    mark_asks(recommendation=row, spans=[CONSULTS, PAYS], by=officer)
    assert not mark_asks(recommendation=row, spans=[PAYS], by=officer)
    assert marks(row) == ["consults heads", "pays for coaches"]


@pytest.mark.parametrize("spans", [[(40, 999)], [CONSULTS, (20, 40)], [(-3, 4)], [(5, 5)], [(27, 28)], [(0, 2**40)]])
def test_one_that_cannot_stand_marks_nothing(row: Recommendation, officer: User, spans: list[tuple[int, int]]) -> None:
    with pytest.raises(Refused):
        mark_asks(recommendation=row, spans=spans, by=officer)
    assert not marks(row)


def test_only_an_officer_marks_serves_and_removes(row: Recommendation) -> None:
    owner = make_member(Role.ACTION_OWNER, row.review.council)
    ask = make_ask(row)
    changes: list[Callable[[], object]] = [
        lambda: mark_asks(recommendation=row, spans=[CONSULTS], by=owner),
        lambda: serve(ask=ask, served={}, opened_on=token_of([]), by=owner),
        lambda: remove_ask(ask=ask, by=owner),
    ]
    for change in changes:
        with pytest.raises(PermissionDenied):
            change()


def test_the_database_refuses_asks_that_overlap(row: Recommendation) -> None:
    make_ask(row, start=5, end=12)
    make_ask(row, start=12, end=20)
    make_ask(make_recommendation(text=TEXT), start=5, end=12)
    for start, end in ((5, 12), (0, 6), (11, 13), (6, 7), (0, 40), (9, 9)):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_ask(row, start=start, end=end, words="x")


@pytest.mark.django_db(transaction=True)
def test_two_tabs_that_mark_words_which_meet_leave_one_ask() -> None:
    row = make_recommendation(text=TEXT)
    officer = make_member(Role.OFFICER, row.review.council)
    wrong = at_once(
        lambda: mark_asks(recommendation=row, spans=[CONSULTS], by=officer),
        lambda: mark_asks(recommendation=row, spans=[(20, 49)], by=officer),
    )
    assert [type(error) for error in wrong] == [Refused]
    assert len(marks(row)) == 1


# Serving -------------------------------------------------------------------------------------------------------------
def test_who_serves_an_ask_in_two_tabs_is_told_of_the_first(row: Recommendation, officer: User) -> None:
    ask, one, other = make_ask(row), action(row), action(row)
    opened_on = token_of([])
    serve(ask=ask, served={one.pk: ""}, opened_on=opened_on, by=officer)
    with pytest.raises(conflicts.Conflict):
        serve(ask=ask, served={other.pk: ""}, opened_on=opened_on, by=officer)
    assert Serving.objects.get().action == one


def test_an_action_of_another_recommendation_serves_nothing_here(row: Recommendation, officer: User) -> None:
    stranger = action(make_recommendation(review=row.review))
    with pytest.raises(Refused, match="of this recommendation"):
        serve(ask=make_ask(row), served={stranger.pk: ""}, opened_on=token_of([]), by=officer)


def test_a_mark_goes_with_what_was_said_of_it_and_twice_is_once(row: Recommendation, officer: User) -> None:
    ask = make_serving(make_ask(row)).ask
    remove_ask(ask=ask, by=officer)
    remove_ask(ask=ask, by=officer)
    assert not Ask.objects.exists()
    assert not Serving.objects.exists()
    with pytest.raises(Refused, match="This mark was taken out meanwhile"):
        serve(ask=ask, served={}, opened_on=token_of([]), by=officer)


# Pages ---------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("sent", "marked"),
    [
        ({"words": "pays  for COACHES"}, ["pays for coaches"]),
        ({"words": "consults heads", "start": "13", "end": "27"}, ["consults heads"]),
        # Spaces and stops at the ends are left out, and what the words do not bear out is not believed.
        ({"words": " consults heads, ", "start": "12", "end": "28"}, ["consults heads"]),
        ({"words": "consults heads", "start": "0", "end": "4"}, ["consults heads"]),
        ({"words": "consults heads", "start": "0", "end": "9999"}, ["consults heads"]),
        ({"stretches": ["0-27", "33-49"]}, ["That Cabinet consults heads", "pays for coaches"]),
    ],
)
def test_an_officer_marks_by_selecting_typing_or_ticking(
    row: Recommendation, client: Client, sent: dict[str, Any], marked: list[str]
) -> None:
    where = url("asks", row, recommendation_id=row.pk)
    assert client.post(where, sent).status_code == 302
    assert marks(row) == marked
    page = client.get(row.get_absolute_url()).content.decode()
    assert f"<mark>{marked[0]}</mark>" in page
    assert "no action" in page


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ({}, "Select, type or choose"),
        ({"words": "buys boats"}, "do not stand in the recommendation"),
        ({"words": "s"}, "times"),
        ({"words": "Cabinet consults"}, "overlap with an ask"),
        ({"stretches": ["0-27"]}, "marked meanwhile"),
        ({"stretches": ["0-x"]}, "marked meanwhile"),
        ({"words": "consults", "start": "-1", "end": "x"}, "whole number"),
    ],
)
def test_what_cannot_be_marked_is_said_and_kept(
    row: Recommendation, client: Client, sent: dict[str, Any], why: str
) -> None:
    make_ask(row, start=0, end=12)
    answer = client.post(url("asks", row, recommendation_id=row.pk), sent)
    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert sent.get("words", "") in answer.content.decode()
    assert len(marks(row)) == 1


def test_an_officer_says_what_serves_an_ask_and_what_is_left_out(row: Recommendation, client: Client) -> None:
    ask, one, other = make_ask(row, start=13, end=27), action(row, "Write to heads"), action(row, "Plant trees")
    where = url("ask", row, ask_id=ask.pk)
    part = {f"serves_{one.pk}": "part", f"left_{one.pk}": "deputies", f"serves_{other.pk}": "no"}
    opened_on = client.get(where).context["form"].initial["opened_on"]
    for wrong in (
        {f"left_{one.pk}": ""},
        {f"left_{one.pk}": "N/A"},
        {f"serves_{one.pk}": "whole"},
        {f"serves_{one.pk}": "perhaps"},
    ):
        assert client.post(where, part | wrong | {"opened_on": opened_on}).status_code == 422
    assert client.post(where, part | {"opened_on": opened_on}).status_code == 302
    page = " ".join(client.get(row.get_absolute_url()).content.decode().split())
    for told in ("1 ask: 1 is served only in part. 1 action serves no ask.", "Leaves out: deputies", "Plant trees"):
        assert told in page
    again = client.post(where, part | {"opened_on": opened_on, f"left_{one.pk}": "others"})
    assert again.status_code == 422
    for told in ("Somebody else has changed this", "leaves out deputies", "others"):
        assert told in again.content.decode()


def test_removing_a_mark_asks_first_and_says_what_goes(row: Recommendation, client: Client) -> None:
    ask = make_serving(make_ask(row, start=13, end=27)).ask
    where = url("ask-remove", row, ask_id=ask.pk)
    page = " ".join(client.get(where).content.decode().split())
    assert "consults heads" in page
    assert "What was said of the 1 action that serves it goes too" in page
    assert Ask.objects.exists()
    assert client.post(where).status_code == 302
    assert not Ask.objects.exists()
    assert client.get(where).status_code == 404


@pytest.mark.parametrize("rows", [1, 200])
def test_no_page_asks_more_of_the_database_with_200_asks(rows: int, django_assert_max_num_queries: Any) -> None:
    text = " ".join(f"word{n:03}" for n in range(rows))
    row = make_recommendation(text=text)
    officer = make_member(Role.OFFICER, row.review.council)
    mark_asks(recommendation=row, spans=[(n * 8, n * 8 + 7) for n in range(rows)], by=officer)
    serving = make_serving(row.asks.earliest("start"))
    client = Client()
    client.force_login(officer)
    pages = [
        row.get_absolute_url(),
        url("asks", row, recommendation_id=row.pk),
        url("ask", row, ask_id=serving.ask_id),
        row.review.get_absolute_url(),
    ]
    client.get(pages[0])
    for where in pages:
        with django_assert_max_num_queries(12, info=where):
            assert client.get(where).status_code == 200
    if rows == coverage.MOST_ASKS:
        row.text = f"{text} more"
        row.save()
        with pytest.raises(Refused, match="200 asks"):
            mark_asks(recommendation=row, spans=[(len(text) + 1, len(text) + 5)], by=officer)


def test_whatever_a_recommendation_says_is_shown_as_words(client: Client, row: Recommendation) -> None:
    evil = '<script>alert(1)</script> & "more" things'
    Recommendation.objects.filter(pk=row.pk).update(text=evil)
    row.refresh_from_db()
    make_serving(make_ask(row, start=0, end=25), left_out=evil)
    for where in (row.get_absolute_url(), url("asks", row, recommendation_id=row.pk)):
        assert "<script>alert" not in client.get(where).content.decode()
