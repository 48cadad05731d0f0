"""Dates that move: what is read, what is kept, when the body has to agree, and the plan as it was first agreed."""

import datetime
import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.db.utils import DatabaseError
from django.test import Client

from actionplan.actions.slippage import change_date
from actionplan.models import DateChange, Milestone
from actionplan.queries import recommendations_of
from actionplan.rules import Precision, Refused, Window
from actionplan.slippage import rules
from actionplan.slippage.queries import moved_to_body
from actionplan.slippage.rules import Move, Written
from core import clock, conflicts
from people.access.roles import Role
from people.models import User
from people.rules import BodyKind
from tests.actionplan.builders import make_date_change, make_milestone, make_recommendation, make_review
from tests.builders import make_body, make_council, make_meeting, make_member

MARCH = Written("By March 2015", Window(None, date(2015, 3, 31)), Precision.MONTH)
JULY = Written("July 2015", Window(date(2015, 7, 1), date(2015, 7, 31)), Precision.MONTH)
LATER = Written("By March 2016", Window(None, date(2016, 3, 31)), Precision.MONTH)
UNDATED = Written("When ready", Window(None, None), Precision.CONDITION)


def moment(day: int) -> datetime.datetime:
    return datetime.datetime(2015, 1, day, 12, tzinfo=datetime.UTC)


ONCE = [Move(MARCH, JULY, moment(5))]
TWICE = [*ONCE, Move(JULY, LATER, moment(9))]


@pytest.mark.parametrize(
    ("words", "window"),
    [
        ("end of March 2027", Window(date(2027, 3, 31), date(2027, 3, 31))),
        ("  by the end of   March 2027", Window(None, date(2027, 3, 31))),
        ("autumn term 2027", Window(date(2027, 9, 1), date(2027, 12, 31))),
        ("29 February 2028", Window(date(2028, 2, 29), date(2028, 2, 29))),
    ],
)
def test_a_new_date_is_read_from_its_words(words: str, window: Window) -> None:
    read = rules.read_date(words)
    assert (read.words, read.window) == (" ".join(words.split()), window)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("from June 2027 to March 2027", "ends before it starts"),
        ("31/2/2027", "is not a day in the calendar"),
        ("soon", "We cannot read a date"),
        ("when funding is found", "We cannot read a date"),
        ("N/A", "We cannot read a date"),
        ("March", "which year"),
        ("from May 2027", "gives no last day"),
        ("March 2027 and May 2027", "more than one"),
        ("March 2027 " * 30, "in at most 200 characters"),
    ],
)
def test_words_that_are_no_date_get_one_sentence(words: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence) as refused:
        rules.read_date(words)
    assert refused.value.field == "words"


@pytest.mark.parametrize(
    ("was", "now", "moves", "has_body", "has_meeting", "agreed_by", "sentence"),
    [
        (None, JULY, 0, False, False, "Cabinet", None),
        (MARCH, JULY, 0, False, False, "Cabinet", None),
        (MARCH, JULY, 1, False, False, "Cabinet", None),
        (MARCH, JULY, 0, True, True, "", None),
        (MARCH, JULY, 2, True, True, "", None),
        (None, JULY, 2, True, False, "Cabinet", None),
        (MARCH, JULY, 0, True, False, " ", "Enter who agreed"),
        (MARCH, MARCH, 0, True, False, "Cabinet", "the date that it has already"),
        (MARCH, JULY, 2, False, False, "Cabinet", "moved twice. Say first which body watches it"),
        (MARCH, JULY, 2, True, False, "Cabinet", "moved twice. Choose the meeting"),
        (MARCH, JULY, 5, True, False, "Cabinet", "moved 5 times. Choose the meeting"),
    ],
)
def test_the_third_move_is_for_the_body_that_watches(
    was: Written | None,
    now: Written,
    moves: int,
    has_body: bool,
    has_meeting: bool,
    agreed_by: str,
    sentence: str | None,
) -> None:
    def check() -> None:
        rules.check_change(
            was=was, now=now, moves=moves, has_body=has_body, has_meeting=has_meeting, agreed_by=agreed_by
        )

    if sentence is None:
        check()
        return
    with pytest.raises(Refused, match=sentence):
        check()


@pytest.mark.parametrize(
    ("changes", "now", "sentence"),
    [
        ([], MARCH, ""),
        ([Move(None, JULY, moment(5))], JULY, ""),
        (ONCE, JULY, "moved once, first agreed 31 March 2015"),
        (TWICE, LATER, "moved twice, first agreed 31 March 2015"),
        ([Move(None, JULY, moment(5)), Move(JULY, LATER, moment(9))], LATER, "moved once, first agreed 31 July 2015"),
        ([Move(UNDATED, JULY, moment(5))], JULY, "moved once, first agreed When ready"),
    ],
)
def test_what_moved_says_how_often_and_from_where(changes: list[Move], now: Written, sentence: str) -> None:
    assert rules.moved_sentence(changes, now) == sentence


def test_a_date_is_told_as_it_was_known_at_a_moment() -> None:
    assert rules.known_at(TWICE, LATER, moment(1)) == MARCH
    assert rules.known_at(TWICE, LATER, moment(5)) == MARCH
    assert rules.known_at(TWICE, LATER, moment(6)) == JULY
    assert rules.known_at(TWICE, LATER, moment(10)) == LATER
    assert rules.known_at([Move(None, JULY, moment(5))], JULY, moment(1)) is None


def test_the_plan_is_compared_with_what_was_first_agreed() -> None:
    moved = rules.compared(TWICE, LATER, date(2015, 1, 5))
    assert (moved.first, moved.now, moved.days, moved.added_on) == (MARCH, LATER, 366, None)
    assert moved.moved == "366 days later, moved twice"
    added = rules.compared([Move(None, JULY, moment(5))], JULY, date(2015, 1, 5))
    assert (added.moves, added.added_on, added.moved) == (0, date(2015, 1, 5), "Not moved")
    assert rules.compared([Move(UNDATED, JULY, moment(5))], JULY, None).moved == "Moved once"
    assert rules.compared([Move(LATER, MARCH, moment(5))], MARCH, None).moved == "366 days earlier, moved once"
    assert rules.baseline_sentence([moved, added]) == (
        "1 of 2 dates has moved since the plan was first agreed, the furthest by 366 days."
    )
    assert rules.baseline_sentence([added]).startswith("None of the 1 date")
    assert rules.baseline_sentence([]).startswith("No milestone of this plan has a date")


# In the database ----------------------------------------------------------------------------------------------------
@pytest.fixture
def officer(db: None) -> User:
    return make_member(Role.OFFICER, make_council())


@pytest.fixture
def milestone(officer: User) -> Milestone:
    council = officer.memberships.get().council
    panel = make_body(council=council, kind=BodyKind.SCRUTINY_PANEL)
    review = make_review(council=council, by=officer, panel=panel)
    return make_milestone((None, date(2026, 3, 31)), recommendation=make_recommendation(review=review))


def change(milestone: Milestone, by: User, words: str = "end of July 2026", **kw: Any) -> DateChange:
    fresh = Milestone.objects.get(pk=milestone.pk)
    why = {"reason": "No trainer yet", "asked_by": "SES", "agreed_by": "Cabinet Member", "meeting": None}
    form = {"date": fresh.dates.first(), "opened_on": fresh.dates_token, "token": uuid.uuid4()}
    return change_date(milestone=fresh, words=words, by=by, **why | form | kw)  # type: ignore[arg-type]


def test_a_new_date_keeps_the_old_one_with_who_and_why(milestone: Milestone, officer: User) -> None:
    made = change(milestone, officer)
    date_now = milestone.dates.get()
    assert (date_now.words, date_now.latest) == ("end of July 2026", date(2026, 7, 31))
    assert (made.was_words, made.was_latest, made.reason) == ("in time", date(2026, 3, 31), "No trainer yet")
    assert (made.asked_by, made.agreed_by, made.by) == ("SES", "Cabinet Member", officer)
    assert date_now.moved == "moved once, first agreed 31 March 2026"


def test_the_ledger_is_never_changed_nor_deleted_whoever_tries(milestone: Milestone, officer: User) -> None:
    made = change(milestone, officer)
    for attempt in (lambda: DateChange.objects.update(reason="Another"), made.delete):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            attempt()


def test_a_milestone_without_a_date_is_given_one_and_that_is_no_move(officer: User) -> None:
    review = make_review(council=officer.memberships.get().council, by=officer)
    bare = make_milestone(recommendation=make_recommendation(review=review))
    made = change(bare, officer, date=None)
    assert (made.was, bare.dates.get().words, bare.dates.get().moved) == (None, "end of July 2026", "")
    assert DateChange.objects.moves().count() == 0


def test_two_windows_never_write_over_each_other_and_a_form_is_one_change(milestone: Milestone, officer: User) -> None:
    token, opened_on = uuid.uuid4(), milestone.dates_token
    first = change(milestone, officer, opened_on=opened_on, token=token)
    assert change(milestone, officer, opened_on=opened_on, token=token) == first
    with pytest.raises(Refused, match="sent before"):
        change(milestone, officer, opened_on=opened_on, token=token, reason="Another")
    with pytest.raises(conflicts.Conflict):
        change(milestone, officer, words="May 2027", opened_on=opened_on)
    assert DateChange.objects.count() == 1


def test_the_third_move_needs_a_meeting_of_the_body_that_watches(milestone: Milestone, officer: User) -> None:
    panel = milestone.monitoring_body
    assert panel is not None
    council = panel.council
    assert council is not None
    change(milestone, officer)
    assert moved_to_body(officer, council, panel) == []
    change(milestone, officer, words="October 2026")
    assert moved_to_body(officer, council, panel) == [milestone]
    assert moved_to_body(make_member(Role.OFFICER, make_council()), council, panel) == []
    with pytest.raises(Refused, match=r"moved twice\. Choose the meeting"):
        change(milestone, officer, words="January 2027")
    other = make_meeting(body=make_body(council=council, kind=BodyKind.PARTNERSHIP), on=clock.today())
    with pytest.raises(Refused, match="Choose a meeting that the body"):
        change(milestone, officer, words="January 2027", meeting=other)
    to_come = make_meeting(body=panel, on=clock.today() + datetime.timedelta(days=1))
    with pytest.raises(Refused, match="Choose a meeting that the body"):
        change(milestone, officer, words="January 2027", meeting=to_come)
    held = make_meeting(body=panel, on=clock.today())
    made = change(milestone, officer, words="January 2027", meeting=held, agreed_by="")
    assert (made.agreed_by, made.meeting) == (str(panel), held)
    assert moved_to_body(officer, council, panel) == []


def test_what_moved_stands_beside_every_date_of_the_plan_in_one_query(
    milestone: Milestone, officer: User, django_assert_num_queries: Callable[..., Any]
) -> None:
    for _ in range(5):
        make_date_change(milestone, officer)
    review = milestone.recommendation.review
    with django_assert_num_queries(5):
        (row,) = recommendations_of(review)
        moved = [one.moved for step in row.milestones.all() for one in step.dates.all()]
    assert moved == ["moved 5 times, first agreed 31 March 2026"]


# On the page --------------------------------------------------------------------------------------------------------
def sent(client: Client, url: str, **given: str) -> Any:
    page = client.get(url)
    form = page.context["form"]
    hidden = {"opened_on": form["opened_on"].value(), "token": str(form["token"].value()), "read": ""}
    which = {"which": form["which"].value()} if "which" in form.fields else {}
    why = {"words": "end of July 2026", "reason": "No trainer", "asked_by": "SES", "agreed_by": "Cabinet"}
    return client.post(url, hidden | which | why | given)


def test_the_page_reads_the_date_back_before_it_is_saved(milestone: Milestone, officer: User, client: Client) -> None:
    client.force_login(officer)
    url = f"{milestone.get_absolute_url()}date/"
    page = sent(client, url, words="by autumn term 2026")
    assert page.status_code == 200
    assert "We read “by autumn term 2026” as <strong>to 31 December 2026</strong>" in page.content.decode()
    assert not DateChange.objects.exists()
    form = page.context["form"]
    again = client.post(url, {name: form[name].value() or "" for name in form.fields}, follow=True)
    assert "moved once, first agreed 31 March 2026" in again.content.decode()
    assert "Asked for by SES. Agreed by Cabinet." in again.content.decode()
    # Words typed anew after they were read back are read back anew.
    assert sent(client, url, words="May 2027", read="by autumn term 2026").status_code == 200
    assert DateChange.objects.count() == 1


def test_the_page_keeps_what_was_typed_when_it_cannot_be_read(
    milestone: Milestone, officer: User, client: Client
) -> None:
    client.force_login(officer)
    page = sent(client, f"{milestone.get_absolute_url()}date/", words="soonish", reason="A long story")
    assert page.status_code == 422
    assert "We cannot read a date in these words" in page.content.decode()
    assert "soonish" in page.content.decode()
    assert "A long story" in page.content.decode()


def test_the_page_says_that_somebody_else_changed_the_date_meanwhile(
    milestone: Milestone, officer: User, client: Client
) -> None:
    client.force_login(officer)
    url = f"{milestone.get_absolute_url()}date/"
    opened = client.get(url).context["form"]["opened_on"].value()
    change(milestone, officer, words="May 2026")
    page = sent(client, url, words="June 2026", read="June 2026", opened_on=opened)
    assert page.status_code == 422
    assert "Somebody else has changed a date" in page.content.decode()
    assert "May 2026" in page.content.decode()
    assert DateChange.objects.count() == 1


def test_the_baseline_shows_each_first_window_beside_now(milestone: Milestone, officer: User, client: Client) -> None:
    change(milestone, officer)
    client.force_login(officer)
    url = f"{milestone.recommendation.review.get_absolute_url()}baseline/"
    page = client.get(url).content.decode()
    assert "1 of 1 date has moved since the plan was first agreed, the furthest by 122 days." in page
    assert "122 days later, moved once" in page
    assert "122 days later" in client.get(f"{url}?show=moved&after=zero").content.decode()
