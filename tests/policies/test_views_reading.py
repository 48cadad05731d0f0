"""Reading policies: who sees what, what the pages say, and how many queries they take."""

import datetime
from collections.abc import Callable
from http import HTTPStatus

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from people.access.roles import Role
from people.models import User
from policies.actions.submissions import return_with_comments, submit
from policies.actions.versions import save_version
from policies.models import Adoption, Version
from tests.builders import make_member
from tests.policies.cast import Cast, plain_document
from tests.policies.test_actions_versions import change

Get = Callable[..., str]


@pytest.fixture
def get(cast: Cast, client: Client) -> Get:
    """The text of a page as one of the cast sees it; the status is checked."""

    def page(who: User, name: str, query: str = "", *, status: int = HTTPStatus.OK, **kwargs: object) -> str:
        client.force_login(who)
        url = reverse(f"policies:{name}", kwargs=kwargs or {"urn": cast.school.urn})
        response = client.get(f"{url}{query}")
        assert response.status_code == status
        return response.content.decode()

    return page


def test_a_school_without_a_policy_says_so_to_each_in_their_way(cast: Cast, get: Get) -> None:
    assert "Begin the policy" in get(cast.head, "policy")
    assert "Begin the policy" not in get(cast.governor, "policy")


def test_the_policy_in_force_is_read_by_everybody_at_the_school(cast: Cast, get: Get) -> None:
    cast.adopted()
    for who in (cast.head, cast.governor, cast.clerk, cast.officer, make_member(Role.STAFF, cast.school)):
        page = get(who, "policy")
        assert "1 November 2026" in page
        assert "7.2" in page
        assert '<dfn title="This stands for the school&#x27;s name">Bryn Awel School</dfn>' in page


def test_a_version_that_takes_effect_later_is_announced_with_its_days(cast: Cast, get: Get) -> None:
    tomorrow = clock.today() + datetime.timedelta(days=1)
    cast.adopted(effective_on=tomorrow, review_due_on=tomorrow + datetime.timedelta(days=300))
    begins, review = f"{tomorrow:%-d %B %Y}", f"{tomorrow + datetime.timedelta(days=300):%-d %B %Y}"
    for who in (cast.head, cast.governor, make_member(Role.STAFF, cast.school)):
        page = get(who, "policy")
        assert f"</a> takes effect on {begins}." in page
        assert "Until then no policy is in force" in page
    for page in (get(cast.governor, "versions"), get(cast.governor, "version", urn=cast.school.urn, number=1)):
        assert begins in page
        assert review in page


def test_the_page_of_an_adoption_leads_to_the_text_that_was_adopted(cast: Cast, get: Get) -> None:
    version = cast.adopted()
    own = reverse("policies:version", kwargs={"urn": cast.school.urn, "number": 1})
    assert own not in get(cast.clerk, "adopted", urn=cast.school.urn, number=1).replace(f"{own}pdf/", "")
    begins = clock.today() + datetime.timedelta(days=1)
    Adoption.objects.filter(version=version).update(
        effective_on=begins, review_due_on=begins + datetime.timedelta(days=300)
    )
    assert own in get(cast.clerk, "adopted", urn=cast.school.urn, number=1).replace(f"{own}pdf/", "")


def test_only_those_who_edit_are_offered_to(cast: Cast, get: Get) -> None:
    cast.adopted()
    assert "Change the policy" in get(cast.head, "policy")
    assert "Change the policy" not in get(cast.governor, "policy")
    get(cast.governor, "edit", status=HTTPStatus.FORBIDDEN)


def test_those_who_edit_are_led_to_another_document_and_to_the_model(cast: Cast, get: Get) -> None:
    start = reverse("policies:start", kwargs={"urn": cast.school.urn})
    version = cast.take()
    assert f'href="{start}"' in get(cast.head, "policy")
    assert f'href="{start}"' in get(cast.head, "edit")
    cast.adopt(cast.submit(version))
    assert f'href="{start}"' in get(cast.head, "policy")
    assert f'href="{start}"' not in get(cast.governor, "policy")
    assert "Begin the policy again" in get(cast.head, "start")


def test_another_school_has_no_such_policy(cast: Cast, get: Get) -> None:
    cast.adopted()
    for name in ("policy", "versions", "edit", "adopt", "start", "import"):
        get(cast.outsider, name, status=HTTPStatus.NOT_FOUND)
    get(cast.outsider, "version", urn=cast.school.urn, number=1, status=HTTPStatus.NOT_FOUND)


def test_a_draft_is_read_by_those_who_write_and_the_clerk_alone(cast: Cast, get: Get) -> None:
    cast.take()
    for who in (cast.head, cast.lead, cast.clerk):
        assert "Version 1" in get(who, "version", urn=cast.school.urn, number=1)
    for who in (cast.governor, cast.chair, cast.officer, make_member(Role.STAFF, cast.school)):
        get(who, "version", urn=cast.school.urn, number=1, status=HTTPStatus.NOT_FOUND)


def test_governors_read_a_version_from_the_day_it_is_submitted(cast: Cast, get: Get) -> None:
    cast.submitted()
    assert "Growing our own leaders" in get(cast.governor, "version", urn=cast.school.urn, number=1)
    get(make_member(Role.STAFF, cast.school), "version", urn=cast.school.urn, number=1, status=HTTPStatus.NOT_FOUND)


def test_an_officer_sees_how_far_a_school_is_and_none_of_its_words(cast: Cast, get: Get) -> None:
    cast.take()
    change(cast, cast.head, "Words of our own")
    submit(version=save_version(owner=cast.school, by=cast.head), by=cast.head)
    page = get(cast.officer, "policy")
    assert "with the governing board" in page
    assert "Words of our own" not in page
    get(cast.officer, "version", urn=cast.school.urn, number=2, status=HTTPStatus.NOT_FOUND)


def test_comments_of_the_board_stand_beside_the_returned_version(cast: Cast, get: Get) -> None:
    return_with_comments(version=cast.submitted(), comments="Say who covers.", by=cast.clerk)
    assert "Say who covers." in get(cast.head, "edit")
    assert "Say who covers." in get(cast.head, "version", urn=cast.school.urn, number=1)


def test_the_model_is_read_with_the_built_in_one_offered_to_an_officer(cast: Cast, get: Get) -> None:
    code = cast.school.council.code
    assert "Publish the built-in model" in get(cast.officer, "model", code=code)
    assert "Publish the built-in model" not in get(cast.head, "model", code=code)
    get(cast.outsider, "model", code=code, status=HTTPStatus.NOT_FOUND)
    get(cast.head, "model-pdf", code=code, status=HTTPStatus.NOT_FOUND)
    cast.publish()
    assert "Publish the built-in model" not in get(cast.officer, "model", code=code)


def test_a_policy_that_was_not_brought_in_has_no_source(cast: Cast, get: Get) -> None:
    cast.take()
    get(cast.head, "version-source", urn=cast.school.urn, number=1, status=HTTPStatus.NOT_FOUND)


def test_a_hostile_clause_is_only_words(cast: Cast, get: Get) -> None:
    hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)> {{ 7|add:7 }} {school}"
    cast.publish(plain_document(hostile, "Plain"))
    cast.adopted()
    for page in (
        get(cast.head, "policy"),
        get(cast.head, "edit"),
        get(cast.officer, "model", code=cast.school.council.code),
    ):
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "{{ 7|add:7 }}" in page


@pytest.mark.parametrize(("name", "asked"), [("policy", 10), ("versions", 3), ("edit", 4)])
def test_no_page_asks_more_the_more_versions_and_clauses_there_are(
    cast: Cast, client: Client, name: str, asked: int
) -> None:
    def queries() -> int:
        client.force_login(User.objects.get(pk=cast.head.pk))
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse(f"policies:{name}", kwargs={"urn": cast.school.urn}))
        return len(captured)

    cast.publish(plain_document("One"))
    cast.adopted()
    queries()  # the first page of a process asks what the others remember
    few = queries()
    cast.publish(plain_document(*(f"Clause {number}" for number in range(200))))
    for _ in range(10):
        cast.take()
    cast.adopt(submit(version=Version.objects.of(cast.school)[0], by=cast.head))
    assert queries() == few
    assert few == asked
