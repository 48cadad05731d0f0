"""Updates, responses and deliveries: who may, what is kept, and that one click has one effect."""

import threading
import uuid
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from actionplan.actions.progress import add_update, record_delivery, record_response
from actionplan.actions.teams import add_team_member, name_team, remove_team_member
from actionplan.models import Action, Milestone, Recommendation, TeamMember, Update
from actionplan.rules import DateState, Delivery, Progress, Refused, Response
from core import conflicts
from people.access.roles import Role
from people.models import User
from tests.actionplan.builders import make_milestone, make_recommendation, make_team
from tests.builders import make_council, make_member

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 15)


@pytest.fixture
def milestone() -> Milestone:
    return make_milestone((None, date(2026, 3, 31)), recommendation=make_recommendation(teams=["SES"]))


@pytest.fixture
def officer(milestone: Milestone) -> User:
    return make_member(Role.OFFICER, milestone.recommendation.review.council)


@pytest.fixture
def owner(milestone: Milestone, officer: User) -> User:
    council = milestone.recommendation.review.council
    owner = make_member(Role.ACTION_OWNER, council)
    add_team_member(team=make_team(council), email=owner.email.upper(), by=officer)
    return owner


def add(milestone: Milestone, by: User, **kw: Any) -> Update:
    given = {"words": "Begun.", "progress": Progress.UNDER_WAY, "on": TODAY, "token": uuid.uuid4(), "today": TODAY}
    return add_update(milestone=milestone, by=by, **given | kw)


def state(milestone: Milestone) -> DateState:
    milestone.refresh_from_db()
    return milestone.state_on(TODAY)


def test_an_officer_updates_any_milestone_and_an_owner_their_teams(
    milestone: Milestone, officer: User, owner: User
) -> None:
    add(milestone, officer)
    assert add(milestone, owner).by == owner
    assert milestone.updates.count() == 2


def test_an_owner_of_another_team_is_told_whose_it_is(milestone: Milestone, officer: User) -> None:
    council = milestone.recommendation.review.council
    other = make_member(Role.ACTION_OWNER, council)
    add_team_member(team=make_team(council, "Press"), email=other.email, by=officer)
    with pytest.raises(PermissionDenied, match=r"belongs to SES\. You can update what belongs to Press"):
        add(milestone, other)
    assert not Update.objects.exists()


@pytest.mark.parametrize("role", [Role.COUNCILLOR, Role.OFFICER])
def test_nobody_updates_what_they_may_not(milestone: Milestone, role: Role) -> None:
    place = make_council() if role is Role.OFFICER else milestone.recommendation.review.council
    with pytest.raises(PermissionDenied):
        add(milestone, make_member(role, place))


def test_an_owner_whose_role_has_ended_updates_nothing(milestone: Milestone, owner: User) -> None:
    owner.memberships.update(ends_on=date(2020, 12, 31))
    with pytest.raises(PermissionDenied):
        add(milestone, User.objects.get(pk=owner.pk))


def test_done_completes_a_milestone_and_a_later_update_opens_it_again(milestone: Milestone, officer: User) -> None:
    assert state(milestone) is DateState.LATE
    add(milestone, officer, progress=Progress.DONE, on=date(2026, 6, 1))
    assert (state(milestone), milestone.completed_on) == (DateState.DONE, date(2026, 6, 1))
    add(milestone, officer, progress=Progress.HELD_UP)
    assert (state(milestone), milestone.completed_on) == (DateState.LATE, None)
    assert milestone.updates.count() == 2


def test_an_update_about_an_earlier_day_does_not_open_what_is_done(milestone: Milestone, officer: User) -> None:
    add(milestone, officer, progress=Progress.DONE, on=date(2026, 6, 1))
    add(milestone, officer, progress=Progress.UNDER_WAY, on=date(2026, 5, 1))
    assert state(milestone) is DateState.DONE


def test_an_update_about_the_future_or_without_words_is_refused(milestone: Milestone, officer: User) -> None:
    for change in ({"on": date(2026, 6, 16)}, {"words": " \n"}):
        with pytest.raises(Refused):
            add(milestone, officer, **change)
    assert not Update.objects.exists()


def test_the_same_form_sent_twice_adds_one_update(milestone: Milestone, officer: User) -> None:
    token = uuid.uuid4()
    assert add(milestone, officer, token=token) == add(milestone, officer, token=token)
    assert milestone.updates.count() == 1


def test_a_form_sent_before_with_other_words_is_refused_so_that_both_are_kept(
    milestone: Milestone, officer: User
) -> None:
    token = uuid.uuid4()
    add(milestone, officer, token=token)
    with pytest.raises(Refused, match="sent before"):
        add(milestone, officer, token=token, words="Something else.")
    with pytest.raises(Refused, match="sent before"):
        add(make_milestone(recommendation=milestone.recommendation), officer, token=token)
    assert Update.objects.get().words == "Begun."


@pytest.mark.django_db(transaction=True)
def test_a_form_sent_by_two_clicks_at_once_adds_one_update() -> None:
    milestone = make_milestone(recommendation=make_recommendation(teams=["SES"]))
    officer = make_member(Role.OFFICER, milestone.recommendation.review.council)
    token, start = uuid.uuid4(), threading.Barrier(2)

    def click() -> None:
        start.wait(timeout=10)
        try:
            add(milestone, User.objects.get(pk=officer.pk), token=token)
        finally:
            connection.close()

    clicks = [threading.Thread(target=click) for _ in range(2)]
    for each in clicks:
        each.start()
    for each in clicks:
        each.join(timeout=30)
    assert Update.objects.count() == 1


# Responses ------------------------------------------------------------------------------------------------------------
def respond(recommendation: Recommendation, by: User, **kw: Any) -> Recommendation:
    given = {
        "response": Response.DECLINED,
        "reason": "No money.",
        "decider": "Cabinet",
        "on": date(2026, 6, 1),
        "opened_on": recommendation.response_token,
        "today": TODAY,
    }
    return record_response(recommendation=recommendation, by=by, **given | kw)


def test_a_response_is_recorded_with_who_when_and_why(milestone: Milestone, officer: User) -> None:
    made = respond(milestone.recommendation, officer)
    assert (made.response, made.response_reason, made.response_decider) == ("declined", "No money.", "Cabinet")
    assert made.response_recorded_by == officer


def test_a_decline_without_a_reason_is_refused(milestone: Milestone, officer: User) -> None:
    with pytest.raises(Refused, match="Enter the reason"):
        respond(milestone.recommendation, officer, reason=" ")
    milestone.recommendation.refresh_from_db()
    assert milestone.recommendation.response == Response.NOT_RECORDED


def test_an_owner_records_no_response(milestone: Milestone, owner: User) -> None:
    with pytest.raises(PermissionDenied):
        respond(milestone.recommendation, owner)


def test_the_second_of_two_who_record_a_response_sees_the_first(milestone: Milestone, officer: User) -> None:
    opened_on = milestone.recommendation.response_token
    respond(milestone.recommendation, officer, opened_on=opened_on)
    with pytest.raises(conflicts.Conflict):
        respond(milestone.recommendation, officer, response=Response.ACCEPTED, opened_on=opened_on)
    milestone.recommendation.refresh_from_db()
    assert milestone.recommendation.response == Response.DECLINED


def test_delivery_is_recorded_once_for_each_page_that_was_opened(milestone: Milestone, officer: User) -> None:
    action = Action.objects.create(recommendation=milestone.recommendation, position=1, text="Do it")
    opened_on = action.delivery_token
    record_delivery(action=action, delivery=Delivery.DELIVERED, opened_on=opened_on, by=officer)
    with pytest.raises(conflicts.Conflict):
        record_delivery(action=action, delivery=Delivery.STOPPED, opened_on=opened_on, by=officer)
    action.refresh_from_db()
    assert action.delivery == Delivery.DELIVERED


# Teams ----------------------------------------------------------------------------------------------------------------
def test_somebody_is_in_a_team_once_however_often_added(milestone: Milestone, officer: User, owner: User) -> None:
    team = milestone.recommendation.teams.get()
    add_team_member(team=team, email=owner.email, by=officer)
    assert TeamMember.objects.count() == 1


def test_whoever_is_no_owner_at_this_council_is_refused_in_the_same_words(milestone: Milestone, officer: User) -> None:
    team = milestone.recommendation.teams.get()
    elsewhere = make_member(Role.ACTION_OWNER, make_council())
    councillor = make_member(Role.COUNCILLOR, team.council)
    sentences = set()
    for email in (elsewhere.email, councillor.email, "nobody@example.org"):
        with pytest.raises(Refused) as refusal:
            add_team_member(team=team, email=email, by=officer)
        sentences.add(str(refusal.value))
    assert len(sentences) == 1


def test_only_an_officer_changes_a_team(milestone: Milestone, owner: User) -> None:
    team = milestone.recommendation.teams.get()
    with pytest.raises(PermissionDenied):
        add_team_member(team=team, email=owner.email, by=owner)
    with pytest.raises(PermissionDenied):
        remove_team_member(member=TeamMember.objects.get(), by=owner)
    with pytest.raises(PermissionDenied):
        name_team(team=team, name="Ours", opened_on=team.naming_token, by=owner)


def test_somebody_taken_out_of_a_team_updates_it_no_more_and_their_words_stay(
    milestone: Milestone, officer: User, owner: User
) -> None:
    add(milestone, owner)
    remove_team_member(member=TeamMember.objects.get(user=owner), by=officer)
    with pytest.raises(PermissionDenied, match="You are in no team yet"):
        add(milestone, owner)
    assert milestone.updates.get().by == owner
