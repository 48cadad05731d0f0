"""One change of many milestones: what is told of each, what is done, who may, and what happens meanwhile."""

import datetime
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, get_args

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from actionplan.actions.bulk import change_together
from actionplan.actions.importing import undo_import
from actionplan.actions.slippage import change_date
from actionplan.bulk import forms, rules
from actionplan.bulk.queries import facts_of, milestones_of
from actionplan.bulk.rules import Done, Facts, How, Kind, Moved, Named, Owners, Said, Watched
from actionplan.models import DateChange, Milestone, Recommendation, ScrutinyReview, Update
from actionplan.rules import Precision, Progress, Refused, Window
from actionplan.slippage.rules import Written
from core import clock, conflicts
from people.access.roles import Role
from people.models import User
from people.rules import BodyKind
from tests.actionplan.builders import (
    make_date_change,
    make_hand_back,
    make_milestone,
    make_owner,
    make_recommendation,
    make_review,
    make_team,
    make_update,
)
from tests.at_once import at_once
from tests.builders import make_body, make_council, make_member

TODAY = date(2026, 6, 15)
MARCH = Written("By March 2027", Window(None, date(2027, 3, 31)), Precision.MONTH)
JULY = Written("July 2027", Window(date(2027, 7, 1), date(2027, 7, 31)), Precision.MONTH)
SIS, PRESS = Named(1, "SIS"), Named(2, "Press")
PANEL, BOARD = Named(7, "The Panel"), Named(8, "A Board")
PLAIN = Facts(
    key=1,
    recommendation=5,
    name="2a",
    text="A step",
    teams=(SIS,),
    watched_by=None,
    panel="The Panel",
    done_on=None,
    said=None,
    dates=(MARCH,),
    moves=0,
    family=1,
)
DONE = replace(PLAIN, done_on=date(2026, 3, 3))
ADD, ALONE = Owners(PRESS, How.ADD), Owners(PRESS, How.REPLACE)
FINISHED = Done("It was sent out.", TODAY)
MOVED = Moved(JULY, "No trainer yet", "SES", "Cabinet Member")
HELD_UP = Said(3, date(2026, 6, 16), "Held up")


@pytest.mark.parametrize(
    ("change", "facts", "now", "then"),
    [
        (ADD, PLAIN, "SIS", "SIS, Press"),
        (ADD, replace(PLAIN, teams=()), "Nobody", "Press"),
        (ALONE, PLAIN, "SIS", "Press"),
        (ALONE, replace(PLAIN, teams=(PRESS, SIS)), "Press, SIS", "Press"),
        (Watched(BOARD), PLAIN, "As the review: The Panel", "A Board"),
        (Watched(None), replace(PLAIN, watched_by=BOARD), "A Board", "As the review: The Panel"),
        (Watched(BOARD), replace(PLAIN, panel=""), "As the review: none", "A Board"),
        (FINISHED, PLAIN, "Nothing said yet", "Done, 15 June 2026"),
        (FINISHED, replace(PLAIN, said=replace(HELD_UP, on=TODAY)), "Held up, 15 June 2026", "Done, 15 June 2026"),
        (MOVED, PLAIN, "By March 2027 (to 31 March 2027)", "July 2027"),
        (MOVED, replace(PLAIN, dates=()), "No date", "July 2027"),
        (MOVED, replace(PLAIN, moves=1), "By March 2027 (to 31 March 2027)", "July 2027"),
        (MOVED, replace(PLAIN, dates=(), moves=5), "No date", "July 2027"),
    ],
)
def test_each_line_says_now_and_then(change: rules.Change, facts: Facts, now: str, then: str) -> None:
    (line,) = rules.planned(change, [facts], TODAY)
    assert (line.now, line.then, line.why) == (now, then, "")


@pytest.mark.parametrize(
    ("change", "facts", "why"),
    [
        (ADD, replace(PLAIN, teams=(SIS, PRESS)), "Press owns it already."),
        (ALONE, replace(PLAIN, teams=(PRESS,)), "Press alone owns it already."),
        (Watched(BOARD), replace(PLAIN, watched_by=BOARD), "A Board watches it already."),
        (Watched(None), PLAIN, "The Panel watches it already."),
        (Watched(None), replace(PLAIN, panel=""), "No body watches it, as its review says."),
        (FINISHED, DONE, "It is done already, since 3 March 2026."),
        (FINISHED, replace(PLAIN, said=HELD_UP), "Something was said of a later day: Held up, 16 June 2026."),
        (MOVED, DONE, "It is done, since 3 March 2026, so its date stays."),
        (MOVED, replace(PLAIN, dates=(MARCH, JULY)), "It has 2 dates. Say on its own page which of them moves."),
        (MOVED, replace(PLAIN, dates=(JULY,)), "This is the date that it has already."),
        (MOVED, replace(PLAIN, moves=2), "This milestone has moved twice. Choose the meeting"),
        (MOVED, replace(PLAIN, moves=2, panel=""), "moved twice. Say first which body watches it"),
        (MOVED, replace(PLAIN, moves=2, panel="", watched_by=BOARD), "moved twice. Choose the meeting"),
    ],
)
def test_what_stays_says_why(change: rules.Change, facts: Facts, why: str) -> None:
    (line,) = rules.planned(change, [facts], TODAY)
    assert why in line.why
    assert line.then == line.now
    assert not line.changes


def test_every_kind_of_change_has_its_words_and_its_form() -> None:
    assert set(rules.KIND_LABELS) == set(forms.FORMS) == set(Kind)
    assert set(rules.HOW_LABELS) == set(How)
    assert len(get_args(rules.Change)) == len(Kind)


def test_what_cannot_be_said_of_any_is_refused() -> None:
    with pytest.raises(Refused, match="in the future"):
        rules.planned(Done("Sent.", TODAY + datetime.timedelta(days=1)), [PLAIN], TODAY)


def test_the_page_says_how_many_change_and_what_goes_along() -> None:
    every = [PLAIN, replace(PLAIN, key=2), replace(PLAIN, key=3, recommendation=6, teams=(PRESS,))]
    lines = rules.planned(ADD, every, TODAY)
    assert rules.sentence(lines) == "2 milestones will change, 1 will not."
    assert rules.sentence(lines[:1]) == "1 milestone will change."
    assert rules.sentence(lines[2:]) == "It will not change."
    assert rules.taken_along(ADD, lines) == []
    wider = rules.planned(ADD, [replace(PLAIN, family=3)], TODAY)
    assert rules.taken_along(ADD, wider) == ["Recommendation 2a has 2 more milestones, which get the same owners."]
    assert rules.taken_along(MOVED, wider) == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (ADD, "2 milestones are now owned by Press."),
        (ALONE, "2 milestones are now owned by Press alone."),
        (Watched(BOARD), "2 milestones are now watched by A Board."),
        (Watched(None), "2 milestones are now watched as the review says."),
        (FINISHED, "2 milestones are now done, on 15 June 2026."),
        (MOVED, "2 milestones have a new date: July 2027. The old one is kept beside it."),
    ],
)
def test_what_was_done_is_said(change: rules.Change, sentence: str) -> None:
    assert rules.told(change, 2) == sentence


@pytest.mark.parametrize(
    "other",
    [
        {"teams": (SIS, PRESS)},
        {"watched_by": BOARD},
        {"panel": "Another"},
        {"done_on": TODAY},
        {"said": HELD_UP},
        {"dates": (JULY,)},
        {"moves": 1},
        {"family": 2},
        {"text": "Another step"},
    ],
)
def test_the_token_is_another_when_any_fact_is(other: dict[str, Any]) -> None:
    def token(facts: Facts, change: rules.Change = MOVED) -> str:
        return rules.token_of(change, rules.planned(change, [facts], TODAY))

    assert token(PLAIN) == token(replace(PLAIN))
    assert token(PLAIN) != token(replace(PLAIN, **other))
    assert token(PLAIN) != token(PLAIN, replace(MOVED, reason="Another"))


# In the database ----------------------------------------------------------------------------------------------------
@pytest.fixture
def officer(db: None) -> User:
    return make_member(Role.OFFICER, make_council())


@pytest.fixture
def review(officer: User) -> ScrutinyReview:
    council = officer.memberships.get().council
    panel = make_body(council=council, kind=BodyKind.SCRUTINY_PANEL, name="The Panel")
    return make_review(council=council, by=officer, panel=panel)


def rows(review: ScrutinyReview, many: int = 3) -> list[Milestone]:
    """So many milestones, two to a recommendation, each with a date."""
    made = []
    for number in range(many):
        if number % 2 == 0:
            row = make_recommendation(review=review, teams=["SES"])
        made.append(make_milestone((None, date(2026, 3, 31)), recommendation=row, text=f"Step {number}"))
    return made


def told(review: ScrutinyReview, keys: list[int], change: rules.Change) -> str:
    lines = rules.planned(change, facts_of(milestones_of(review, keys)), clock.today())
    return rules.token_of(change, lines)


def make(review: ScrutinyReview, found: list[Milestone], change: rules.Change, by: User, opened_on: str = "") -> int:
    keys = [milestone.pk for milestone in found]
    opened_on = opened_on or told(review, keys, change)
    return change_together(
        review=review, milestones=keys, change=change, opened_on=opened_on, by=by, today=clock.today()
    )


def press(review: ScrutinyReview, how: How = How.ADD) -> Owners:
    team = make_team(review.council, "Press")
    return Owners(Named(team.pk, team.code), how)


@pytest.mark.parametrize(("how", "owners"), [(How.ADD, ["Press", "SES"]), (How.REPLACE, ["Press"])])
def test_a_team_owns_the_recommendations_of_what_was_ticked(
    review: ScrutinyReview, officer: User, how: How, owners: list[str]
) -> None:
    first, _, third = rows(review)
    handed = make_hand_back(first.recommendation)
    assert make(review, [first], press(review, how), officer) == 1
    assert [team.code for team in first.recommendation.teams.order_by("code")] == owners
    assert [team.code for team in third.recommendation.teams.all()] == ["SES"]
    handed.refresh_from_db()
    assert (handed.answered_at is None) is (how is How.ADD)


def test_a_body_watches_all_of_them(review: ScrutinyReview, officer: User) -> None:
    board = make_body(council=review.council, kind=BodyKind.PARTNERSHIP)
    every = rows(review)
    assert make(review, every, Watched(Named(board.pk, board.name)), officer) == 3
    assert {Milestone.objects.get(pk=one.pk).monitored_by for one in every} == {board}
    assert make(review, every, Watched(None), officer) == 3
    assert {Milestone.objects.get(pk=one.pk).monitored_by for one in every} == {None}


def test_all_are_done_but_what_was_said_later_stays(review: ScrutinyReview, officer: User) -> None:
    every, today = rows(review), clock.today()
    make_update(every[0], officer, on=today, progress=Progress.HELD_UP)
    yesterday = today - datetime.timedelta(days=1)
    assert make(review, every, Done("Sent out.", yesterday), officer) == 2
    assert [Milestone.objects.get(pk=one.pk).completed_on for one in every] == [None, yesterday, yesterday]
    said = Update.objects.filter(milestone=every[1]).get()
    assert (said.words, said.progress, said.by) == ("Sent out.", Progress.DONE, officer)


def test_dates_move_through_the_ledger_but_the_third_move_needs_the_body(review: ScrutinyReview, officer: User) -> None:
    every = [*rows(review), make_milestone(recommendation=make_recommendation(review=review), text="Bare")]
    for _ in range(2):
        make_date_change(every[0], officer)
    before = DateChange.objects.count()
    assert make(review, every, MOVED, officer) == 3
    assert DateChange.objects.count() == before + 3
    moved = DateChange.objects.get(milestone=every[1])
    assert (moved.was_words, moved.words, moved.reason) == ("in time", "July 2027", "No trainer yet")
    assert (moved.asked_by, moved.agreed_by, moved.by, moved.meeting) == ("SES", "Cabinet Member", officer, None)
    assert moved.date.moved == "moved once, first agreed 31 March 2026"
    bare = every[3].dates.get()
    assert (bare.words, bare.position, bare.moved) == ("July 2027", 1, "")
    assert not DateChange.objects.filter(milestone=every[0], words="July 2027").exists()


def test_history_says_each(review: ScrutinyReview, officer: User) -> None:
    every = rows(review)
    board = make_body(council=review.council, kind=BodyKind.PARTNERSHIP)
    make(review, every, Watched(Named(board.pk, board.name)), officer)
    kept = Milestone._meta.get_field("recommendation").model._meta.apps.get_model("actionplan", "MilestoneEvent")
    changed = kept.objects.filter(pgh_label="changed", monitored_by=board).values_list("pgh_obj", flat=True)
    assert sorted(changed) == sorted(one.pk for one in every)


@pytest.mark.parametrize(
    "meanwhile",
    [
        make_update,
        make_date_change,
        lambda one, _by: one.recommendation.teams.add(make_team(one.recommendation.review.council, "Other")),
        lambda one, _by: Milestone.objects.filter(pk=one.pk).update(text="Another step"),
        lambda one, _by: ScrutinyReview.objects.filter(pk=one.recommendation.review_id).update(panel=None),
        lambda one, _by: make_milestone(recommendation=one.recommendation),
    ],
)
@pytest.mark.parametrize("which", ["owners", "body", "done", "date"])
def test_nothing_is_changed_when_anything_is_other_than_it_was_told(
    review: ScrutinyReview, officer: User, which: str, meanwhile: Callable[[Milestone, User], object]
) -> None:
    board = make_body(council=review.council, kind=BodyKind.PARTNERSHIP)
    change = {
        "owners": press(review),
        "body": Watched(Named(board.pk, board.name)),
        "done": Done("Sent.", clock.today()),
        "date": MOVED,
    }[which]
    every = rows(review)
    opened_on = told(review, [one.pk for one in every], change)
    meanwhile(every[2], officer)
    updates, changes = Update.objects.count(), DateChange.objects.count()
    with pytest.raises(conflicts.Conflict):
        make(review, every, change, officer, opened_on)
    assert (Update.objects.count(), DateChange.objects.count()) == (updates, changes)
    assert not Milestone.objects.exclude(monitored_by=None).exists()
    assert not Recommendation.objects.filter(teams__code="Press").exists()


def test_a_form_that_is_sent_twice_changes_once(review: ScrutinyReview, officer: User) -> None:
    every = rows(review)
    opened_on = told(review, [one.pk for one in every], MOVED)
    make(review, every, MOVED, officer, opened_on)
    with pytest.raises(conflicts.Conflict):
        make(review, every, MOVED, officer, opened_on)
    assert DateChange.objects.count() == 3


def test_what_would_change_nothing_is_refused(review: ScrutinyReview, officer: User) -> None:
    with pytest.raises(Refused, match="None of these"):
        make(review, rows(review), Watched(None), officer)


@pytest.mark.parametrize("role", [Role.ACTION_OWNER, Role.COUNCILLOR])
def test_only_who_may_edit_the_plan_changes_many(review: ScrutinyReview, role: Role) -> None:
    with pytest.raises(PermissionDenied):
        make(review, rows(review), MOVED, make_member(role, review.council))
    with pytest.raises(PermissionDenied):
        make(review, rows(review), MOVED, make_member(Role.OFFICER, make_council()))


def test_a_milestone_of_another_plan_is_not_changed(review: ScrutinyReview, officer: User) -> None:
    other = rows(make_review(council=review.council, by=officer))
    every = rows(review)
    with pytest.raises(Refused, match="taken out"):
        make(review, [*every, other[0]], MOVED, officer, "any")
    assert not DateChange.objects.exists()


def test_a_team_and_a_body_of_another_council_are_refused(review: ScrutinyReview, officer: User) -> None:
    every, elsewhere = rows(review), make_council()
    team = make_team(elsewhere, "Press")
    with pytest.raises(Refused, match="teams of this council"):
        make(review, every, Owners(Named(team.pk, "Press"), How.ADD), officer)
    body = make_body(council=elsewhere, kind=BodyKind.PARTNERSHIP)
    with pytest.raises(Refused, match="body of this council"):
        make(review, every, Watched(Named(body.pk, body.name)), officer)


@pytest.mark.parametrize(("which", "most"), [("owners", 22), ("body", 18), ("done", 20), ("date", 22)])
@pytest.mark.parametrize("many", [1, 60])
def test_many_take_as_many_queries_as_one(
    review: ScrutinyReview,
    officer: User,
    which: str,
    most: int,
    many: int,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    board = make_body(council=review.council, kind=BodyKind.PARTNERSHIP)
    changes = {"owners": press(review), "body": Watched(Named(board.pk, board.name)), "date": MOVED}
    change = changes.get(which, Done("Sent.", clock.today()))
    every = rows(review, many)
    opened_on = told(review, [one.pk for one in every], change)
    with django_assert_max_num_queries(most):
        assert make(review, every, change, officer, opened_on) == many


@pytest.mark.django_db(transaction=True)
def test_of_two_who_change_them_at_once_one_is_told(review: ScrutinyReview, officer: User) -> None:
    every = rows(review, 6)
    other = replace(MOVED, to=MARCH)
    keys = [one.pk for one in every]
    first, second = told(review, keys, MOVED), told(review, keys, other)
    wrong = at_once(
        lambda: make(review, every, MOVED, officer, first),
        lambda: make(review, list(reversed(every)), other, officer, second),
    )
    assert [type(error) for error in wrong] == [conflicts.Conflict]
    assert DateChange.objects.count() == 6
    assert DateChange.objects.values("words").distinct().count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_single_move_and_many_at_once_never_both_stand(review: ScrutinyReview, officer: User) -> None:
    every = rows(review)
    opened_on, one = told(review, [row.pk for row in every], MOVED), every[1]
    alone: dict[str, Any] = {"date": one.dates.get(), "opened_on": one.dates_token, "token": uuid.uuid4()}
    alone |= {"meeting": None, "reason": "A flood", "asked_by": "SES", "agreed_by": "Cabinet"}
    wrong = at_once(
        lambda: make(review, every, MOVED, officer, opened_on),
        lambda: change_date(milestone=one, words="May 2028", by=officer, **alone),
    )
    assert [type(error) for error in wrong] == [conflicts.Conflict]
    assert DateChange.objects.filter(milestone=one).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_plan_that_is_taken_out_meanwhile_is_told_in_a_sentence(review: ScrutinyReview, officer: User) -> None:
    every = rows(review)
    opened_on = told(review, [one.pk for one in every], MOVED)
    undo_import(review=review, by=officer)
    with pytest.raises(Refused, match="The plan was taken out"):
        make(review, every, MOVED, officer, opened_on)


# On the pages -------------------------------------------------------------------------------------------------------
@pytest.fixture
def page(client: Client, officer: User, review: ScrutinyReview) -> Callable[..., HttpResponse]:
    """The page of the change, with this query; sent where anything is given."""
    client.force_login(officer)
    url = f"{review.get_absolute_url()}change/"

    def ask(query: str, sent: dict[str, Any] | None = None) -> HttpResponse:
        where = f"{url}?{query}"
        return client.get(where) if sent is None else client.post(where, sent)  # type: ignore[return-value]

    return ask


DATE = {"words": "by autumn term 2027", "reason": "No trainer", "asked_by": "SES", "agreed_by": "Cabinet"}


def confirmed(answer: HttpResponse) -> dict[str, Any]:
    form = answer.context["form"]  # type: ignore[attr-defined]
    return {name: form[name].value() or "" for name in form.fields}


def test_what_was_ticked_is_told_and_then_changed(
    review: ScrutinyReview, page: Callable[..., HttpResponse], client: Client
) -> None:
    first, second, _ = rows(review)
    ticked = f"m={first.pk}&m={second.pk}&m={first.pk}"
    assert "Change 2 milestones" in page(ticked).content.decode()
    check = page(f"{ticked}&change=date", DATE)
    words = check.content.decode()
    assert "2 milestones will change. Nothing is saved yet." in words
    assert "by autumn term 2027 (to 31 December 2027)" in words
    assert not DateChange.objects.exists()
    done = client.post(f"{review.get_absolute_url()}change/?{ticked}&change=date&by=state", confirmed(check))
    assert (done.status_code, done["Location"]) == (302, f"{review.get_absolute_url()}?by=state#list")
    assert "2 milestones have a new date" in client.get(done["Location"]).content.decode()
    assert DateChange.objects.count() == 2


def test_all_that_the_filter_shows_is_asked_for_anew(review: ScrutinyReview, page: Callable[..., HttpResponse]) -> None:
    every = rows(review, 4)
    make_milestone((None, date(2090, 3, 31)), recommendation=every[0].recommendation)
    assert "Change 4 milestones" in page("all=1&state=late").content.decode()
    assert "with a milestone that is late" in page("all=1&state=late").content.decode()
    team = every[0].recommendation.teams.get()
    assert "Change 5 milestones" in page(f"all=1&team={team.pk}").content.decode()
    check = page("all=1&state=late&change=date", DATE)
    make_milestone((None, date(2020, 3, 31)), recommendation=every[0].recommendation)
    again = page("all=1&state=late&change=date", confirmed(check))
    assert again.status_code == 422
    assert "Something has changed meanwhile" in again.content.decode()
    assert "5 milestones will change" in again.content.decode()
    assert not DateChange.objects.exists()
    assert page("all=1&state=late&change=date", confirmed(again)).status_code == 302
    assert DateChange.objects.count() == 5


def test_a_ticked_recommendation_brings_its_milestones_that_are_shown(
    review: ScrutinyReview, page: Callable[..., HttpResponse]
) -> None:
    every = rows(review)
    make_milestone((None, date(2090, 3, 31)), recommendation=every[0].recommendation)
    ticked = f"r={every[0].recommendation_id}"
    assert "Change 3 milestones" in page(ticked).content.decode()
    assert "Change 1 milestone<" in page(f"{ticked}&state=open").content.decode()


@pytest.mark.parametrize("query", ["m=x", "m=9999999999999999999999", "m=²", "r=0", "m=0&change=date"])
def test_what_is_not_of_the_plan_is_not_found(
    review: ScrutinyReview, page: Callable[..., HttpResponse], query: str
) -> None:
    assert page(query).status_code == 404
    assert page(query, DATE).status_code == 404


def test_what_is_of_another_plan_or_council_is_not_found(
    review: ScrutinyReview, page: Callable[..., HttpResponse], officer: User
) -> None:
    mine = rows(review)
    for other in (make_milestone(), rows(make_review(council=review.council, by=officer))[0]):
        for query in (f"m={mine[0].pk}&m={other.pk}", f"r={other.recommendation_id}"):
            assert page(query).status_code == 404
            assert page(f"{query}&change=date", DATE).status_code == 404
    assert not DateChange.objects.exists()


def test_nothing_ticked_and_too_much_get_a_sentence(
    review: ScrutinyReview, page: Callable[..., HttpResponse], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert page("state=late")["Location"] == f"{review.get_absolute_url()}?state=late#list"
    assert "Tick at least one milestone" in client.get(review.get_absolute_url()).content.decode()
    rows(review)
    monkeypatch.setattr("actionplan.views.bulk.rules.MOST", 2)
    monkeypatch.setattr("actionplan.views.bulk._PROBLEMS", {3: "At most 2 milestones change at once."})
    assert page("all=1").status_code == 302
    assert "At most 2" in client.get(review.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("change", "sent", "sentence"),
    [
        ("date", DATE | {"words": "soonish"}, "We cannot read a date in these words"),
        ("date", DATE | {"agreed_by": ""}, "Enter who agreed to the new date."),
        ("owners", {"team": "", "how": "add"}, "Choose the team."),
        ("owners", {"team": "1", "how": "add"}, "Choose from the list."),
        ("body", {"body": "999"}, "Choose from the list."),
        ("done", {"words": "N/A", "on": "1 March 2026"}, "Say what happened"),
        ("done", {"words": "Sent.", "on": "1 March 2090"}, "in the future"),
    ],
)
def test_what_cannot_be_asked_keeps_what_was_typed(
    review: ScrutinyReview, page: Callable[..., HttpResponse], change: str, sent: dict[str, str], sentence: str
) -> None:
    rows(review)
    answer = page(f"all=1&change={change}", sent)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert sent.get("reason", "") in answer.content.decode()


def test_what_was_asked_for_can_be_changed_again(review: ScrutinyReview, page: Callable[..., HttpResponse]) -> None:
    rows(review)
    check = page("all=1&change=date", DATE)
    again = page("all=1&change=date", confirmed(check) | {"again": "1"})
    assert again.status_code == 200
    assert 'value="by autumn term 2027"' in again.content.decode()
    assert confirmed(again)["opened_on"] == ""
    assert not DateChange.objects.exists()


def test_each_kind_is_told_and_made_by_its_page(
    review: ScrutinyReview, page: Callable[..., HttpResponse], client: Client
) -> None:
    every = rows(review)
    board = make_body(council=review.council, kind=BodyKind.PARTNERSHIP, name="A Board")
    team = make_team(review.council, "Press")
    for change, sent, then in (
        ("owners", {"team": str(team.pk), "how": "add"}, "SES, Press"),
        ("body", {"body": str(board.pk)}, "A Board"),
        ("done", {"words": "Sent.\nTwice.", "on": "1 June 2026"}, "Done, 1 June 2026"),
    ):
        assert page(f"all=1&change={change}").status_code == 200
        check = page(f"all=1&change={change}", sent)
        assert then in check.content.decode()
        assert page(f"all=1&change={change}", confirmed(check)).status_code == 302
        nothing = page(f"all=1&change={change}", sent).content.decode()
        assert "None of the 3 milestones will change." in nothing
        assert "Change 0" not in nothing
    assert Update.objects.filter(milestone=every[0]).get().words.split() == ["Sent.", "Twice."]


@pytest.mark.parametrize("many", [1, 50])
def test_telling_takes_as_many_queries_however_many(
    review: ScrutinyReview,
    page: Callable[..., HttpResponse],
    many: int,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    rows(review, many)
    page("all=1&change=date", DATE)
    with django_assert_max_num_queries(17):
        assert page("all=1&change=date", DATE).status_code == 200


def test_an_owner_of_one_team_cannot_open_it(review: ScrutinyReview, client: Client) -> None:
    client.force_login(make_owner(make_team(review.council)))
    rows(review)
    assert client.get(f"{review.get_absolute_url()}change/?all=1").status_code == 403


def test_a_thousand_at_once_take_no_more_queries(review: ScrutinyReview, officer: User) -> None:
    row = make_recommendation(review=review)
    Milestone.objects.bulk_create(Milestone(recommendation=row, position=n, text=f"Step {n}") for n in range(1, 1001))
    every = list(Milestone.objects.filter(recommendation=row))
    opened_on = told(review, [one.pk for one in every], MOVED)
    with CaptureQueriesContext(connection) as asked:
        assert make(review, every, MOVED, officer, opened_on) == rules.MOST
    assert len(asked) <= 22
    assert DateChange.objects.count() == rules.MOST
