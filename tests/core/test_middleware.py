"""What a page made for somebody signed in says to caches."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views.decorators.cache import cache_control

from core.middleware import NoStoreMiddleware
from people.access.roles import Role
from people.models import User
from tests.builders import make_member, make_school


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("words")


@cache_control(private=True, max_age=600)
def short_sighted(request: HttpRequest) -> HttpResponse:
    return HttpResponse("words")


@cache_control(public=True, max_age=600)
def for_everybody(request: HttpRequest) -> HttpResponse:
    return HttpResponse("a { color: red }")


def cache_words(view: object, rf: RequestFactory, user: User | AnonymousUser) -> str:
    request = rf.get("/")
    request.user = user
    response = NoStoreMiddleware(view)(request)  # type: ignore[arg-type]
    return response.get("Cache-Control", "")


@pytest.mark.parametrize("view", [page, short_sighted])
def test_what_somebody_signed_in_gets_is_kept_by_no_cache(view: object, rf: RequestFactory) -> None:
    words = cache_words(view, rf, User(email="head@example.org", name="Head"))
    assert {"no-store", "private", "no-cache"} <= set(words.split(", "))


def test_what_was_made_for_everybody_may_be_kept(rf: RequestFactory) -> None:
    assert cache_words(for_everybody, rf, User(email="head@example.org", name="Head")) == "public, max-age=600"


def test_what_a_stranger_gets_is_left_as_it_was(rf: RequestFactory) -> None:
    assert cache_words(page, rf, AnonymousUser()) == ""


@pytest.mark.django_db
def test_no_answer_to_a_head_may_be_kept(client: Client) -> None:
    school = make_school()
    client.force_login(make_member(Role.HEAD, school))
    answers = {
        200: reverse("school", kwargs={"urn": school.urn}),
        302: reverse("home"),
        404: reverse("school", kwargs={"urn": make_school().urn}),
        403: reverse("people:school-meeting-new", kwargs={"urn": school.urn}),
    }
    for status, url in answers.items():
        response = client.get(url)
        assert response.status_code == status
        assert "no-store" in response["Cache-Control"]
