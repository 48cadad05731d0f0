"""What every answer carries, and which requests are too long."""

import io

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views.decorators.cache import cache_control

from core.bodies import LONGEST_FORM, LONGEST_UPLOAD
from core.middleware import BrowserMiddleware
from people.access.roles import Role
from people.models import School
from tests.builders import make_member, make_school
from tests.signing_in import note_second_step

POLICY = {
    "default-src 'none'",
    *(f"{kind}-src 'self'" for kind in ("script", "style", "img", "font", "connect")),
    "form-action 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}
ALL_ANSWERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("words")


@cache_control(private=True, max_age=600)
def short_sighted(request: HttpRequest) -> HttpResponse:
    return HttpResponse("words")


@cache_control(public=True, max_age=600)
def for_everybody(request: HttpRequest) -> HttpResponse:
    return HttpResponse("a { color: red }")


def cache_words(view: object, rf: RequestFactory) -> str:
    return BrowserMiddleware(view)(rf.get("/"))["Cache-Control"]  # type: ignore[arg-type]


@pytest.mark.parametrize("view", [page, short_sighted])
def test_what_a_view_says_nothing_of_is_kept_by_no_cache(view: object, rf: RequestFactory) -> None:
    assert {"no-store", "private", "no-cache"} <= set(cache_words(view, rf).split(", "))


def test_what_was_made_for_everybody_may_be_kept(rf: RequestFactory) -> None:
    assert cache_words(for_everybody, rf) == "public, max-age=600"


@pytest.fixture
def school() -> School:
    return make_school()


@pytest.fixture
def head(school: School, client: Client) -> Client:
    client.force_login(make_member(Role.HEAD, school))
    return client


def answers(client: Client, school: School) -> dict[int, HttpResponse]:
    """One answer of each kind: a page, a redirect, one for want of a slash, a refusal, nothing there, no page."""
    urls = {
        200: reverse("school", kwargs={"urn": school.urn}),
        301: "/privacy",
        302: reverse("home"),
        403: reverse("school-meeting-new", kwargs={"urn": school.urn}),
        404: reverse("school", kwargs={"urn": make_school().urn}),
        405: reverse("policies:start-model", kwargs={"urn": school.urn}),
    }
    found = {status: client.get(url) for status, url in urls.items()}
    assert {status: answer.status_code for status, answer in found.items()} == {status: status for status in urls}
    return found


@pytest.mark.django_db
def test_no_answer_to_a_head_may_be_kept(head: Client, school: School) -> None:
    for status, answer in answers(head, school).items():
        assert "no-store" in answer["Cache-Control"], status
    download = head.get(reverse("policies:import-example", kwargs={"urn": school.urn}))
    assert "attachment" in download["Content-Disposition"]
    assert "no-store" in download["Cache-Control"]
    assert b"".join(download.streaming_content)  # type: ignore[attr-defined]
    assert "no-store" in head.post(reverse("account_logout"))["Cache-Control"]


@pytest.mark.django_db
def test_every_answer_tells_the_browser_what_it_may_do(head: Client, school: School) -> None:
    for status, answer in answers(head, school).items():
        assert {name: answer.get(name) for name in ALL_ANSWERS} == ALL_ANSWERS, status
        assert set(answer["Content-Security-Policy"].split("; ")) == POLICY, status
        assert "camera=()" in answer["Permissions-Policy"]


@pytest.mark.django_db
def test_the_session_is_the_only_cookie(client: Client, school: School) -> None:
    user = make_member(Role.HEAD, school, password="four-words-nobody-guesses")
    client.get(reverse("account_login"))
    client.post(reverse("account_login"), {"login": user.email, "password": "four-words-nobody-guesses"})
    note_second_step(client, user)
    answers(client, school)
    assert list(client.cookies) == ["sessionid"]
    cookie = client.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]) == (True, "Lax", "/", "")
    assert cookie["max-age"] == "", "it goes when the browser closes"


# Too long -------------------------------------------------------------------------------------------------------------
def send(client: Client, url: str, length: int) -> HttpResponse:
    """A form that says it is so many bytes long."""
    return client.generic(
        "POST", url, data=b"word=" + b"w" * (length - 5), content_type="application/x-www-form-urlencoded"
    )


@pytest.mark.django_db
def test_a_form_may_be_as_long_as_a_form_is(head: Client, school: School) -> None:
    start = reverse("policies:clause-move", kwargs={"urn": school.urn})
    assert send(head, start, LONGEST_FORM).status_code != 413
    refused = send(head, start, LONGEST_FORM + 1)
    assert refused.status_code == 413
    assert "<h1>What you sent is too long</h1>" in refused.content.decode()
    assert refused["X-Request-Reference"] in refused.content.decode()


@pytest.mark.django_db
def test_a_document_is_pasted_where_documents_are_taken(head: Client, school: School) -> None:
    where = reverse("policies:import", kwargs={"urn": school.urn})
    assert send(head, where, 9 * LONGEST_FORM).status_code == 200


@pytest.mark.django_db
def test_a_stranger_sends_no_document(client: Client, school: School) -> None:
    where = reverse("policies:import", kwargs={"urn": school.urn})
    assert send(client, where, LONGEST_FORM + 1).status_code == 413
    assert send(client, reverse("account_login"), LONGEST_FORM + 1).status_code == 413


@pytest.mark.django_db
def test_what_is_refused_is_read_to_its_end_unless_it_is_endless(head: Client, school: School) -> None:
    """A browser that is still sending when the connection closes shows an error of its own."""
    where = reverse("policies:clause-move", kwargs={"urn": school.urn})
    for length, left in ((LONGEST_UPLOAD, 0), (LONGEST_UPLOAD + 1, LONGEST_UPLOAD + 1)):
        sent = io.BytesIO(bytes(length))
        answer = head.generic("POST", where, **{"wsgi.input": sent, "CONTENT_LENGTH": str(length)})  # type: ignore[arg-type]
        assert answer.status_code == 413
        assert length - sent.tell() == left


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "status"), [(1000, {302, 404, 422}), (1001, {413}), (40_000, {413})], ids=["1000", "1001", "40,000"]
)
def test_a_form_has_so_many_fields(head: Client, school: School, fields: int, status: set[int]) -> None:
    where = reverse("policies:clause-move", kwargs={"urn": school.urn})
    sent = "&".join(f"a{number}=1" for number in range(fields))
    answer = head.generic("POST", where, data=sent.encode(), content_type="application/x-www-form-urlencoded")
    assert answer.status_code in status


def multipart(*parts: str) -> bytes:
    return "".join(f"--b\r\n{part}\r\n" for part in parts).encode() + b"--b--\r\n"


NAMED = 'Content-Disposition: form-data; name="a"; filename="a.txt"\r\n\r\nwords'
BROKEN = {
    "files": (multipart(*[NAMED] * 61), 413),
    "thousands of files": (multipart(*[NAMED] * 8000), 413),
    "parts that have no name": (multipart(*["X: y\r\n\r\n"] * 50_000), 413),
    "a file that never ends": (multipart(NAMED)[:-20], 200),
    "a header that never ends": (b"--b\r\n" + b"X: " + b"y" * 500_000, 400),
    "no boundary in it": (b"w" * 1000, 200),
    "transfer encoding that is none": (multipart(f"Content-Transfer-Encoding: base64\r\n{NAMED}"), 400),
    "nothing": (b"", 200),
}


@pytest.mark.django_db
@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_upload_is_answered_by_a_page(head: Client, school: School, kind: str) -> None:
    sent, status = BROKEN[kind]
    where = reverse("policies:import", kwargs={"urn": school.urn})
    answer = head.generic("POST", where, data=sent, content_type="multipart/form-data; boundary=b")
    assert answer.status_code == status
    assert answer.content.decode().count("<h1") == 1


@pytest.mark.django_db
@pytest.mark.parametrize("boundary", ["", "boundary=", "boundary=" + "b" * 300, "boundary=\x00", "boundary=é"])
def test_a_boundary_that_is_none_is_a_bad_request(head: Client, school: School, boundary: str) -> None:
    where = reverse("policies:import", kwargs={"urn": school.urn})
    answer = head.generic("POST", where, data=multipart(NAMED), content_type=f"multipart/form-data; {boundary}")
    assert answer.status_code in {400, 200}
