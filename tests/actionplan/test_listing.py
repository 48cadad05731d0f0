"""The list of a plan as a place to work in: who may update and tick what, and the way back to the same row."""

import datetime
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from actionplan.models import Milestone, Update
from actionplan.rules import Progress
from core import clock
from people.access.roles import Role
from people.models import User
from tests.actionplan.builders import (
    make_milestone,
    make_owner,
    make_recommendation,
    make_review,
    make_team,
    make_update,
)
from tests.builders import make_council, make_member


@pytest.fixture
def officer(db: None) -> User:
    return make_member(Role.OFFICER, make_council())


@pytest.fixture
def milestone(officer: User) -> Milestone:
    """One of SES; another of the same plan belongs to Press."""
    review = make_review(council=officer.memberships.get().council, by=officer)
    late = (None, datetime.date(2020, 3, 31))
    make_milestone(late, recommendation=make_recommendation(review=review, teams=["Press"]), text="A step of Press")
    return make_milestone(late, recommendation=make_recommendation(review=review, teams=["SES"]), text="A step of SES")


def updates_in(page: str) -> set[str]:
    """Whose links to an update a list has."""
    return set(re.findall(r'data-in-place>Update<span class="govuk-visually-hidden"> ([^<]+)<', page))


@pytest.mark.parametrize("by", ["", "team", "month", "state", "body"])
def test_a_row_leads_to_an_update_for_whoever_may_add_it_and_to_a_tick_for_officers_alone(
    milestone: Milestone, officer: User, client: Client, by: str
) -> None:
    review, council = milestone.recommendation.review, officer.memberships.get().council
    owner = make_owner(make_team(council, "SES"))
    stranger = make_owner(make_team(council, "Nobody"))
    for user, updates, ticks in ((officer, 2, 2), (owner, 1, 0), (stranger, 0, 0)):
        client.force_login(user)
        page = client.get(f"{review.get_absolute_url()}?by={by}").content.decode()
        assert len(updates_in(page)) == updates
        assert page.count('type="checkbox"') == ticks
        assert ("Change all 2 milestones shown" in page) is bool(ticks)
        assert ("listing.js" in page) is bool(updates)
    client.force_login(owner)
    page = client.get(f"{review.get_absolute_url()}?by=state").content.decode()
    assert updates_in(page) == {"A step of SES"}


def test_the_number_shown_is_of_milestones_that_the_filters_show(
    milestone: Milestone, officer: User, client: Client
) -> None:
    recommendation = milestone.recommendation
    recommendation.teams.add(make_team(recommendation.review.council, "Press"))
    make_milestone((None, datetime.date(2090, 3, 31)), recommendation=recommendation)
    client.force_login(officer)
    url = recommendation.review.get_absolute_url()
    assert "Change all 3 milestones shown" in client.get(f"{url}?by=team").content.decode()
    page = client.get(f"{url}?by=team&state=open").content.decode()
    assert "Change the one milestone shown" in page
    assert '<input type="hidden" name="state" value="open">' in page
    ids = re.findall(r'id="([^"]+)"', client.get(f"{url}?by=team").content.decode())
    assert len(ids) == len(set(ids))


SAID = {"words": "Two have begun.", "progress": Progress.UNDER_WAY.value, "on": "1 March 2026"}


def test_an_update_said_in_the_list_leads_back_to_its_row(milestone: Milestone, officer: User, client: Client) -> None:
    make_update(milestone, officer, words="One has begun.")
    client.force_login(officer)
    page = client.get(f"{milestone.recommendation.review.get_absolute_url()}?by=state&state=late").content.decode()
    href = re.search(rf'href="([^"]*milestones/{milestone.pk}/say/[^"]*)"', page)
    assert href is not None
    url = href[1].replace("&amp;", "&")
    opened = client.get(url)
    assert "One has begun." in opened.content.decode()
    form = opened.context["form"]
    assert form.initial["on"] == clock.today()
    sent = SAID | {"token": str(form["token"].value())}
    wrong = client.post(url, sent | {"progress": ""}).content.decode()
    assert "Two have begun." in wrong
    assert "Choose where it is now." in wrong
    answer = client.post(url, sent)
    place = re.escape(f"{milestone.recommendation.review.get_absolute_url()}?by=state&state=late#g1-{milestone.pk}")
    assert re.fullmatch(place, answer["Location"])
    assert "Your update is added." in client.get(answer["Location"]).content.decode()
    # Sent twice, it is one update; another form says another.
    assert client.post(url, sent).status_code == 302
    assert Update.objects.filter(milestone=milestone, words="Two have begun.").count() == 1
    again = client.post(url, sent | {"words": "Three have begun."}).content.decode()
    assert "This form was sent before" in again
    assert "Three have begun." in again


@pytest.mark.parametrize("at", ["//elsewhere.example/", 'x" onload="', "#", "G1", "a" * 41])
def test_the_way_back_is_only_ever_to_the_list(milestone: Milestone, officer: User, client: Client, at: str) -> None:
    client.force_login(officer)
    page = client.get(f"{milestone.get_absolute_url()}say/", {"at": at, "by": "//elsewhere.example/", "next": "/x/"})
    list_of = milestone.recommendation.review.get_absolute_url()
    assert page.context["back_url"] == f"{list_of}?by=%2F%2Felsewhere.example%2F#list"


def test_only_whoever_may_add_an_update_can_open_its_form(milestone: Milestone, officer: User, client: Client) -> None:
    council = officer.memberships.get().council
    sent = SAID | {"token": "7f8f0a53-3c0f-4f0e-9a2c-0d6f9f0b1c11"}
    for user, status in (
        (make_owner(make_team(council, "Press")), 403),
        (make_member(Role.OFFICER, make_council()), 404),
        (make_owner(make_team(council, "SES")), 302),
    ):
        client.force_login(user)
        assert client.get(f"{milestone.get_absolute_url()}say/").status_code == (200 if status == 302 else status)
        assert client.post(f"{milestone.get_absolute_url()}say/", sent).status_code == status
    assert milestone.updates.count() == 1


@pytest.mark.parametrize("rows", [1, 30])
def test_a_list_takes_as_many_queries_for_an_owner_however_long(
    officer: User, client: Client, rows: int, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    review = make_review(council=officer.memberships.get().council, by=officer)
    for _ in range(rows):
        make_milestone(
            (None, datetime.date(2090, 3, 31)), recommendation=make_recommendation(review=review, teams=["S"])
        )
    client.force_login(make_owner(make_team(review.council, "S")))
    client.get(f"{review.get_absolute_url()}?by=state")
    with django_assert_max_num_queries(12):
        client.get(f"{review.get_absolute_url()}?by=state")


@pytest.mark.parametrize("said", [0, 40])
def test_the_form_takes_as_many_queries_however_much_was_said(
    milestone: Milestone, officer: User, client: Client, said: int, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for _ in range(said):
        make_update(milestone, officer)
    client.force_login(officer)
    client.get(f"{milestone.get_absolute_url()}say/")
    with django_assert_max_num_queries(12):
        client.get(f"{milestone.get_absolute_url()}say/")
