"""What is said where a page cannot be shown."""

import pytest
from django.test import Client
from django.urls import reverse

from people.access.roles import Role
from people.models import Council
from tests.actionplan.builders import make_milestone, make_recommendation, make_review
from tests.builders import make_council, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def council() -> Council:
    return make_council(name="Netherby Council")


@pytest.fixture
def officer(council: Council, client: Client) -> Client:
    client.force_login(make_member(Role.OFFICER, council))
    return client


def publish(council: Council) -> str:
    """The address of a button."""
    return reverse("policies:model-clause-move", kwargs={"code": council.code})


def test_the_address_of_a_button_says_what_it_is_and_leads_back(council: Council, officer: Client) -> None:
    answer = officer.get(publish(council))
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    page = answer.content.decode()
    assert "<h1>This is the address of a button</h1>" in page
    assert "nothing was changed" in page
    assert f'<a href="{council.get_absolute_url()}">back to Netherby Council</a>' in page


def test_scripts_and_who_asks_for_no_page_get_none(council: Council, officer: Client) -> None:
    bare = (
        officer.get(publish(council), headers={"HX-Request": "true"}),
        officer.head(publish(council)),
        officer.put(publish(council)),
        officer.post(reverse("policies:model", kwargs={"code": council.code})),
    )
    for answer in bare:
        assert answer.status_code == 405
        assert answer["Allow"]
        assert answer.content == b""


def test_who_may_read_a_page_and_not_send_it_is_told_they_cannot_do_this(council: Council, client: Client) -> None:
    client.force_login(make_member(Role.ACTION_OWNER, council))
    milestone = make_milestone(recommendation=make_recommendation(review=make_review(council=council)))
    where = milestone.get_absolute_url()
    assert client.get(where).status_code == 200
    refused = client.post(where)
    assert refused.status_code == 403
    assert "<h1>You cannot do this</h1>" in refused.content.decode()
    teams = client.get(reverse("actionplan:teams", kwargs={"code": council.code}))
    assert "<h1>You cannot see this page</h1>" in teams.content.decode()
