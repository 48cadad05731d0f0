"""Single sign-on against a real OpenID provider, which runs on this machine for the time of these tests."""

import copy
import json
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from django.core import mail as outbox
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse

from core import mailing
from core.models import Letter
from people import single_sign_on
from people.access.roles import Role
from people.models import School, User
from people.providers import provider
from tests.builders import make_member, make_school, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.enable_socket, pytest.mark.xdist_group("openid")]
ROOT = Path(settings.BASE_DIR)
KEY = "microsoft"
START = reverse("people:single-sign-on", args=[KEY])
PASSWORD = "four plain long words"


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    node = shutil.which("node") or str(ROOT / ".venv" / "bin" / "node")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    back = f"http://testserver{reverse('openid_connect_callback', args=[KEY])}"
    command = [node, ROOT / "tests" / "openid_provider.mjs", str(port), back]
    process = subprocess.Popen(  # noqa: S603 (our own script)
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout
    assert any("ready" in line for line in process.stdout)
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(timeout=20)
    process.stdout.close()


def configured(issuer: str, **other: Any) -> Any:
    """Settings that name this provider, as they name Microsoft."""
    given = ("succession", "a-secret-of-this-test-alone", ["wexmoor"])
    app = provider(KEY, "Microsoft", given, issuer, [issuer], {"tid": ["wexmoor"]})
    own = copy.deepcopy(app)
    own["settings"] |= {name: value for name, value in other.items() if name in {"issuers", "claims"}}
    own |= {name: value for name, value in other.items() if name == "client_id"}
    providers = {"openid_connect": settings.SOCIALACCOUNT_PROVIDERS["openid_connect"] | {"APPS": [own]}}
    return override_settings(SOCIALACCOUNT_PROVIDERS=providers)


@pytest.fixture(autouse=True)
def _named(issuer: str) -> Iterator[None]:
    say(issuer, sub="miriam", tid="wexmoor", amr=["pwd"])
    with configured(issuer):
        yield


def say(issuer: str, **claims: object) -> None:
    """From now on whoever comes is this."""
    requests.get(f"{issuer}/say?{quote(json.dumps(claims))}", timeout=10)


def at_provider(authorize: str) -> str:
    """Sign in there, and give back the address that leads here again."""
    browser, url = requests.Session(), authorize
    for _ in range(8):
        answer = browser.get(url, allow_redirects=False, timeout=10)
        url = requests.compat.urljoin(url, answer.headers["Location"])
        if url.startswith("http://testserver"):
            parts = urlsplit(url)
            return f"{parts.path}?{parts.query}"
    raise AssertionError("the provider led nowhere")


def come(client: Client, then: str = "") -> Any:
    """Sign in with the provider."""
    asked = client.get(START, {"next": then} if then else {})
    return client.get(at_provider(asked["Location"]))


def link(user: User) -> Client:
    """Link one's account, as its page does."""
    client = Client()
    client.force_login(user)
    page = client.post(reverse("people:link", args=[KEY]))
    answer = client.get(at_provider(page.context["href"]))
    assert answer.status_code == 302
    return client


@pytest.fixture
def school() -> School:
    return make_school()


@pytest.fixture
def head(school: School) -> User:
    return make_member(Role.HEAD, school, password=PASSWORD, email="miriam@example.org")


def is_signed_in(client: Client) -> bool:
    return client.get(reverse("people:account")).status_code == 200


def test_a_person_links_their_account_and_signs_in_with_it(head: User, school: School) -> None:
    link(head)
    for letter in Letter.objects.all():
        mailing.send(letter.pk)
    assert [letter.subject for letter in outbox.outbox] == ["Your account was linked to another sign-in"]
    client = Client()
    page = client.get(reverse("account_login"), {"next": "/account/"})
    assert "Sign in with Microsoft" in page.content.decode()
    assert come(client, "/account/")["Location"] == "/account/"
    assert client.get("/account/").context["user"] == head
    asked = client.get(f"/schools/{school.urn}/")
    assert asked["Location"].startswith("/account/second-step/set-up/"), "the second step is asked for as ever"
    kept = SocialAccount.objects.get()
    assert kept.uid.endswith(" miriam")
    assert set(kept.extra_data["id_token"]) <= {"iss", "sub", "nonce", "tid", "amr"}


def test_nobody_is_known_by_their_email_address(issuer: str, head: User) -> None:
    say(issuer, email=head.email, email_verified=True)
    client = Client()
    answer = come(client)
    assert answer.status_code == 403
    assert single_sign_on.NOT_LINKED in answer.content.decode()
    assert not is_signed_in(client)
    assert not SocialAccount.objects.exists()
    assert User.objects.count() == 1


def test_another_subject_of_the_same_issuer_is_somebody_else(issuer: str, head: User) -> None:
    link(head)
    say(issuer, sub="somebody")
    client = Client()
    assert come(client).status_code == 403
    assert not is_signed_in(client)


def test_a_closed_account_answers_as_one_that_never_was(head: User) -> None:
    stranger = come(Client())
    link(head)
    User.objects.filter(pk=head.pk).update(is_active=False)
    client = Client()
    closed = come(client)
    assert closed.status_code == stranger.status_code == 403
    assert single_sign_on.NOT_LINKED in closed.content.decode()
    assert not is_signed_in(client)


@pytest.mark.parametrize("wrong", ["tenant", "issuer", "audience", "nonce", "state", "signature"])
def test_a_token_from_elsewhere_opens_nothing(wrong: str, issuer: str, head: User) -> None:
    link(head)
    client = Client()
    back = at_provider(client.get(START)["Location"])
    change: dict[str, Any] = {}
    if wrong == "tenant":
        change = {"claims": {"tid": ["another"]}}
    elif wrong == "issuer":
        change = {"issuers": ["https://login.microsoftonline.com/another/v2.0"]}
    elif wrong == "nonce":
        session = client.session
        for state, _, _ in session["socialaccount_states"].values():
            state["nonce"] = "another"
        session.save()
    elif wrong == "state":
        client = Client()
    with configured(issuer, **change), pytest.MonkeyPatch.context() as patch:
        if wrong == "audience":
            decode = single_sign_on.jwtkit.verify_and_decode
            patch.setattr(
                single_sign_on.jwtkit, "verify_and_decode", lambda **given: decode(**given | {"audience": "another"})
            )
        elif wrong == "signature":
            patch.setattr(single_sign_on.jwtkit, "lookup_kid_jwk", another_key)
        answer = client.get(back)
    assert answer.status_code == 403
    assert single_sign_on.NOT_TAKEN in answer.content.decode()
    assert not is_signed_in(client)


def another_key(keys: Any, kid: str) -> Any:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048).public_key()


def test_an_answer_is_used_once(head: User) -> None:
    link(head)
    client = Client()
    back = at_provider(client.get(START)["Location"])
    assert client.get(back).status_code == 302
    client.post(reverse("account_logout"))
    assert client.get(back).status_code == 403
    assert not is_signed_in(client)


def test_the_providers_second_step_counts_only_where_settings_say_so(issuer: str, head: User, school: School) -> None:
    link(head)
    say(issuer, amr=["pwd", "mfa"])
    for trusted, status in ((False, 302), (True, 200)):
        with override_settings(TRUST_SECOND_STEP_OF_PROVIDERS=trusted):
            client = Client()
            come(client)
            assert client.get(f"/schools/{school.urn}/").status_code == status
    say(issuer, amr=["pwd"])
    with override_settings(TRUST_SECOND_STEP_OF_PROVIDERS=True):
        client = Client()
        come(client)
        assert client.get(f"/schools/{school.urn}/").status_code == 302


def test_a_link_is_made_by_post_alone_by_somebody_fresh_and_once(head: User) -> None:
    client = link(head)
    assert client.get(reverse("people:link", args=[KEY])).status_code == 405
    other = Client()
    other.force_login(make_user(password=PASSWORD))
    page = other.post(reverse("people:link", args=[KEY]))
    answer = other.get(at_provider(page.context["href"]))
    assert single_sign_on.OF_ANOTHER in answer.content.decode()
    assert SocialAccount.objects.get().user == head
    client.post(reverse("people:unlink", args=[KEY]))
    assert not SocialAccount.objects.exists()


def test_a_person_without_a_password_keeps_their_only_way_in(head: User) -> None:
    client = link(head)
    head.set_unusable_password()
    head.save()
    client.force_login(head)
    client.post(reverse("people:unlink", args=[KEY]))
    assert SocialAccount.objects.exists()


def test_a_provider_that_is_away_is_said_to_be(issuer: str) -> None:
    with configured("http://127.0.0.1:9"):
        answer = Client().get(START)
    assert answer.status_code == 503
    assert "does not answer" in answer.content.decode()
