"""Single sign-on against a real OpenID provider, which runs on this machine for the time of these tests.

What must be refused comes from the provider itself: it gives out a token as a forger would have written it.
"""

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, parse_qsl, quote, urlencode, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core import mail as outbox
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse

from core import mailing
from core.models import Letter
from people.access.roles import Role
from people.accounts import single_sign_on
from people.accounts.providers import sign_in_providers
from people.models import School, User
from tests.builders import make_member, make_school, make_user
from tests.signing_in import by_password_alone, note_second_step

pytestmark = [pytest.mark.django_db, pytest.mark.enable_socket, pytest.mark.xdist_group("openid")]
ROOT = Path(settings.BASE_DIR)
KEY, GOOGLE = "microsoft", "google"
START = reverse("people:single-sign-on", args=[KEY])
PASSWORD = "four plain long words"
TENANT, DOMAIN = "0b1c2d3e-4f50-4617-8283-94a5b6c7d8e9", "wexmoor.example"
OTHER_TENANT, OTHER_DOMAIN = "ffffffff-4f50-4617-8283-94a5b6c7d8e9", "elsewhere.example"


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    node = shutil.which("node") or str(ROOT / ".venv" / "bin" / "node")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    back = [f"http://testserver{reverse('openid_connect_callback', args=[key])}" for key in (KEY, GOOGLE)]
    command = [node, ROOT / "tests" / "openid_provider.mjs", str(port), *back]
    process = subprocess.Popen(  # noqa: S603 (our own script)
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout
    assert any("ready" in line for line in process.stdout)
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(timeout=20)
    process.stdout.close()


def configured(issuer: str) -> Any:
    """The product's own settings of a tenant at Microsoft and a domain at Google, for which this provider stands in."""
    given = ("succession", "a-secret-of-this-test-alone-and-long-enough")
    apps = sign_in_providers(microsoft=(*given, [TENANT]), google=(*given, [DOMAIN]))
    for app in apps:
        app["settings"] |= {"server_url": issuer, "issuers": [issuer]}
    providers = {"openid_connect": settings.SOCIALACCOUNT_PROVIDERS["openid_connect"] | {"APPS": apps}}
    return override_settings(SOCIALACCOUNT_PROVIDERS=providers)


@pytest.fixture(autouse=True)
def _named(issuer: str) -> Iterator[None]:
    say(issuer, sub="miriam", tid=TENANT, hd=DOMAIN, amr=["pwd"], email=None)
    with configured(issuer):
        yield


def say(issuer: str, **claims: object) -> None:
    """From now on whoever comes is this."""
    requests.get(f"{issuer}/say?{quote(json.dumps(claims))}", timeout=10)


def forge(issuer: str, signed: str = "by its own key", **says: object) -> None:
    """The next token is a forger's: it says this too, or nothing of what is None, and is signed in this way."""
    requests.get(f"{issuer}/forge?{quote(json.dumps({'says': says, 'signed': signed}))}", timeout=10)


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


def come(client: Client, then: str = "", key: str = KEY) -> Any:
    """Sign in with the provider."""
    start = reverse("people:single-sign-on", args=[key])
    asked = client.get(start, {"next": then} if then else {})
    return client.get(at_provider(asked["Location"]))


def link(user: User, key: str = KEY) -> Client:
    """Link one's account, as its page does."""
    client = Client()
    client.force_login(user)
    answer = come_to_link(client, key)
    assert answer.status_code == 302
    return client


def come_to_link(client: Client, key: str = KEY) -> Any:
    """The way to a link, and back."""
    page = client.post(reverse("people:link", args=[key]))
    return client.get(at_provider(page.context["href"]))


@pytest.fixture
def school() -> School:
    return make_school()


@pytest.fixture
def head(school: School) -> User:
    return make_member(Role.HEAD, school, password=PASSWORD, email="miriam@example.org")


def is_signed_in(client: Client) -> bool:
    return client.get(reverse("people:account")).status_code == 200


def written() -> dict[str, Any]:
    """Everything that a sign-in or a link writes."""
    return {
        "people": list(User.objects.order_by("pk").values()),
        "links": list(SocialAccount.objects.order_by("pk").values()),
        "sessions": UserSession.objects.count(),
        "letters": Letter.objects.count(),
    }


def assert_opened_nothing(client: Client, answer: Any, before: dict[str, Any], sentence: str) -> None:
    """The answer is a refusal in a plain sentence, nobody is signed in, and nothing was written."""
    assert answer.status_code == 403
    assert sentence in answer.content.decode()
    assert not is_signed_in(client)
    assert written() == before


def test_a_person_links_their_account_and_signs_in_with_it(issuer: str, head: User, school: School) -> None:
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
    assert kept.uid == f"{issuer} miriam"
    assert set(kept.extra_data["id_token"]) <= {"iss", "sub", "nonce", "tid", "hd", "amr"}


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


# Tokens that are not what they should be ------------------------------------------------------------------------------
def forgeries() -> dict[str, dict[str, Any]]:
    """Each as `forge` takes it."""
    now = int(time.time())
    return {
        "left out": {"signed": "left out"},
        "expired": {"exp": now - 5, "iat": now - 3600},
        "without an end": {"exp": None},
        "not valid yet": {"nbf": now + 3600},
        "issued in the future": {"iat": now + 3600},
        "of another issuer": {"iss": "https://login.microsoftonline.com/another/v2.0"},
        "of no issuer": {"iss": None},
        "for another application": {"aud": "another"},
        "for another application too": {"aud": ["another", "succession"]},
        "for no application": {"aud": None},
        "changed after it was signed": {"signed": "as it was", "sub": "miriam", "amr": ["mfa"]},
        "signed by another key": {"signed": "by another key"},
        "signed by nobody": {"signed": "by nobody"},
        "signed by the client's secret": {"signed": "by the secret"},
        "signed by what everybody may read": {"signed": "by the public key"},
        "without a nonce": {"nonce": None},
        "with an empty nonce": {"nonce": ""},
        "with somebody else's nonce": {"nonce": "another"},
        "of nobody": {"sub": None},
        "of an empty name": {"sub": ""},
        "of a number": {"sub": 7},
    }


FORGERIES = tuple(forgeries())


@pytest.mark.parametrize("which", FORGERIES)
def test_a_forged_token_signs_nobody_in(which: str, issuer: str, head: User) -> None:
    link(head)
    client, before = Client(), written()
    forge(issuer, **forgeries()[which])
    assert_opened_nothing(client, come(client), before, single_sign_on.NOT_TAKEN)
    assert come(client).status_code == 302, "the token as it is signs in"


@pytest.mark.parametrize("which", FORGERIES)
def test_a_forged_token_links_nothing(which: str, issuer: str, head: User) -> None:
    client = Client()
    client.force_login(head)
    before = written()
    forge(issuer, **forgeries()[which])
    answer = come_to_link(client)
    assert answer.status_code == 403
    assert single_sign_on.NOT_TAKEN in answer.content.decode()
    assert written() == before
    assert come_to_link(client).status_code == 302, "the token as it is links"


@pytest.mark.parametrize(
    ("key", "said"),
    [
        (KEY, {"tid": OTHER_TENANT}),
        (KEY, {"tid": None, "hd": DOMAIN}),
        (KEY, {"tid": [TENANT]}),
        (GOOGLE, {"hd": OTHER_DOMAIN}),
        (GOOGLE, {"hd": None, "email": f"miriam@{DOMAIN}", "email_verified": True}),
        (GOOGLE, {"hd": f"{DOMAIN}.{OTHER_DOMAIN}"}),
    ],
)
def test_whoever_comes_from_a_place_that_is_not_listed_stays_outside(
    key: str, said: dict[str, object], issuer: str, head: User
) -> None:
    linked = link(head, key)
    client, before = Client(), written()
    say(issuer, **said)
    assert_opened_nothing(client, come(client, key=key), before, single_sign_on.NOT_TAKEN)
    SocialAccount.objects.all().delete()
    assert come_to_link(linked, key).status_code == 403
    assert not SocialAccount.objects.exists()


def test_somebody_of_a_listed_domain_signs_in_with_google(head: User) -> None:
    link(head, GOOGLE)
    client = Client()
    assert come(client, key=GOOGLE).status_code == 302
    assert is_signed_in(client)
    here = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert UserSession.objects.filter(user=head, session_key=here).exists(), "listed, so that it can be ended"


# The way there and back -----------------------------------------------------------------------------------------------
def changed(url: str, **given: str | None) -> str:
    """The address with these parameters, or without those that are None."""
    parts = urlsplit(url)
    asked = dict(parse_qsl(parts.query)) | given
    return parts._replace(query=urlencode({name: value for name, value in asked.items() if value is not None})).geturl()


@pytest.mark.parametrize(
    "which", ["forged", "left out", "another browser's", "another provider's", "eleven minutes old"]
)
def test_an_answer_that_was_not_asked_for_here_opens_nothing(which: str, head: User) -> None:
    link(head)
    client = Client()
    authorize = client.get(START)["Location"]
    if which == "forged":
        back = at_provider(changed(authorize, state="a" * 16))
    elif which == "left out":
        back = changed(at_provider(authorize), state=None)
    elif which == "another browser's":
        back, client = at_provider(authorize), Client()
        client.get(START)
    elif which == "another provider's":
        at_google = client.get(reverse("people:single-sign-on", args=[GOOGLE]))["Location"]
        back = at_provider(changed(at_google, redirect_uri=dict(parse_qsl(urlsplit(authorize).query))["redirect_uri"]))
    else:
        back = at_provider(authorize)
        session = client.session
        asked = session["socialaccount_states"]
        session["socialaccount_states"] = {key: (one, at - 660, of) for key, (one, at, of) in asked.items()}
        session.save()
    before = written()
    assert_opened_nothing(client, client.get(back), before, single_sign_on.NOT_TAKEN)


def test_what_was_asked_once_is_answered_once(head: User) -> None:
    client = Client()
    authorize = client.get(START)["Location"]
    first, second = at_provider(authorize), at_provider(authorize)
    assert parse_qs(urlsplit(first).query)["code"] != parse_qs(urlsplit(second).query)["code"]
    assert single_sign_on.NOT_LINKED in client.get(first).content.decode()
    link(head)
    before = written()
    assert_opened_nothing(client, client.get(second), before, single_sign_on.NOT_TAKEN)


def test_an_answer_is_used_once(head: User) -> None:
    link(head)
    client = Client()
    back = at_provider(client.get(START)["Location"])
    assert client.get(back).status_code == 302
    client.post(reverse("account_logout"))
    assert client.get(back).status_code == 403
    assert not is_signed_in(client)


STRANGERS = {
    "scope": "openid email offline_access",
    "prompt": "none",
    "auth_params": "prompt=none&login_hint=miriam@example.org&response_mode=fragment&redirect_uri=https://evil.example/",
    "action": "reauthenticate",
    "process": "connect",
    "nonce": "a-strangers",
    "state": "a-strangers",
    "login_hint": "miriam@example.org",
    "redirect_uri": "https://evil.example/",
    "client_id": "a-strangers",
    "response_type": "token",
    "code_challenge": "a-strangers",
}


@pytest.mark.parametrize("way", ["sign in", "link"])
def test_what_a_stranger_writes_into_our_address_is_not_passed_on(way: str, head: User) -> None:
    def asked(given: dict[str, str]) -> dict[str, str]:
        client = Client()
        if way == "sign in":
            url = client.get(START, given)["Location"]
        else:
            client.force_login(head)
            url = client.post(changed(reverse("people:link", args=[KEY]), **given), given).context["href"]
        return dict(parse_qsl(urlsplit(url).query))

    with_them, without = asked(STRANGERS), asked({})
    at_random = {"state", "nonce", "code_challenge"}
    assert with_them.keys() == without.keys()
    assert {name: with_them[name] for name in with_them.keys() - at_random} == {
        "client_id": "succession",
        "redirect_uri": f"http://testserver{reverse('openid_connect_callback', args=[KEY])}",
        "scope": "openid",
        "response_type": "code",
        "code_challenge_method": "S256",
    }
    for name in at_random:
        assert with_them[name] not in {"a-strangers", without[name]}


def test_the_address_of_sign_in_links_nothing_whatever_is_written_into_it(head: User) -> None:
    client = Client()
    client.force_login(head)
    answer = client.get(at_provider(client.get(START, STRANGERS)["Location"]))
    assert answer.status_code == 403
    assert single_sign_on.NOT_LINKED in answer.content.decode()
    assert not SocialAccount.objects.exists()
    assert not Letter.objects.exists()


# Second steps and links -----------------------------------------------------------------------------------------------
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


@pytest.mark.parametrize("name", ["link", "unlink"])
def test_linking_and_unlinking_ask_who_is_there_again(name: str, head: User) -> None:
    client, url = link(head), reverse(f"people:{name}", args=[KEY])
    note_second_step(client, head, at=time.time() - 11 * 60)
    before = written()
    assert client.post(url)["Location"].startswith(reverse("account_reauthenticate"))
    by_password_alone(client, head)
    assert client.post(url)["Location"].startswith("/account/second-step/")
    assert written()["links"] == before["links"]


def test_a_link_is_made_by_post_alone_by_somebody_fresh_and_once(head: User) -> None:
    client = link(head)
    assert client.get(reverse("people:link", args=[KEY])).status_code == 405
    other = Client()
    other.force_login(make_user(password=PASSWORD))
    answer = come_to_link(other)
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
