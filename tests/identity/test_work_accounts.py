"""Signing in with an account of one's school or council, against a real OpenID provider on this machine."""

from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from people import work_accounts
from people.access.roles import Role
from people.identity_providers import PROVIDER, IdentityProvider
from people.models import User
from tests.builders import make_member, make_school, make_user
from tests.identity.conftest import KEY, Browser, Serve

pytestmark = [pytest.mark.django_db, pytest.mark.enable_socket, pytest.mark.xdist_group("identity")]

SUBJECT = "subject-1"


def joined(user: User, subject: str = SUBJECT, provider: str = KEY) -> SocialAccount:
    return SocialAccount.objects.create(user=user, provider=provider, uid=subject)


def signed_in(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


# In ------------------------------------------------------------------------------------------------------------------
def test_a_joined_account_opens_the_account_of_its_person(provider: IdentityProvider, visitor: Browser) -> None:
    school = make_school()
    head = make_member(Role.HEAD, school)
    joined(head)
    page = visitor.go()
    assert signed_in(visitor.client) == str(head.pk)
    assert school.name in page


def test_an_account_nobody_joined_opens_nothing_and_makes_nobody(
    provider: IdentityProvider, visitor: Browser, django_user_model: type[User]
) -> None:
    # The provider names this very address, as verified; an address is no proof of who somebody is here.
    make_user(email="head@demo.example")
    page = visitor.go()
    assert signed_in(visitor.client) is None
    assert work_accounts.UNKNOWN.replace("“", "“") in page
    assert django_user_model.objects.count() == 1
    assert not SocialAccount.objects.exists()


def test_the_same_subject_of_another_issuer_is_somebody_else(provider: IdentityProvider, visitor: Browser) -> None:
    joined(make_user(), provider="microsoft-another-tenant")
    assert work_accounts.UNKNOWN in visitor.go()
    assert signed_in(visitor.client) is None


def test_a_closed_account_stays_closed(provider: IdentityProvider, visitor: Browser) -> None:
    joined(make_user(is_active=False))
    visitor.go()
    assert signed_in(visitor.client) is None


def test_one_is_led_to_where_one_was_going_and_nowhere_else(provider: IdentityProvider, visitor: Browser) -> None:
    joined(make_user())
    for target, reached in [("/account/work-accounts/", "/account/work-accounts/"), ("https://evil.example/", "/")]:
        visitor.client.logout()
        address = visitor.at_provider(visitor.begin(next=target)["Location"])
        parts = urlsplit(address)
        answer = visitor.client.get(f"{parts.path}?{parts.query}")
        assert answer["Location"] == reached


# Joining -------------------------------------------------------------------------------------------------------------
def test_a_person_signed_in_joins_a_work_account_and_then_signs_in_with_it(
    provider: IdentityProvider, visitor: Browser
) -> None:
    user = make_user()
    visitor.client.force_login(user)
    assert "It is joined to your account" in visitor.go("connect")
    account = SocialAccount.objects.get()
    assert (account.user, account.provider, account.uid) == (user, KEY, SUBJECT)
    assert account.extra_data == {}, "nothing else of what the provider says is kept"
    visitor.client.logout()
    visitor.go()
    assert signed_in(visitor.client) == str(user.pk)


def test_a_work_account_of_somebody_else_is_not_joined(provider: IdentityProvider, visitor: Browser) -> None:
    owner, other = make_user(), make_user()
    joined(owner)
    visitor.client.force_login(other)
    assert work_accounts.ANOTHERS in visitor.go("connect").replace("&#x27;", "'")
    assert SocialAccount.objects.get().user == owner
    assert signed_in(visitor.client) == str(other.pk)


def test_a_stranger_joins_nothing(provider: IdentityProvider, visitor: Browser) -> None:
    answer = visitor.begin("connect")
    assert answer["Location"].startswith(reverse("account_login"))
    assert visitor.begin("redirect").status_code == 404


def test_one_who_signed_out_meanwhile_joins_nothing(provider: IdentityProvider, visitor: Browser) -> None:
    visitor.client.force_login(make_user())
    address = visitor.at_provider(visitor.begin("connect")["Location"])
    states = visitor.client.session["socialaccount_states"]
    visitor.client.logout()
    session = visitor.client.session
    session["socialaccount_states"] = states
    session.save()
    visitor.back(address)
    assert not SocialAccount.objects.exists()


def test_a_work_account_is_parted_by_its_person_alone(client: Client, settings: Settings) -> None:
    user, other = make_user(password="words of their own"), make_user()
    account = joined(user)
    url = reverse("people:work-account-remove", args=[account.pk])
    client.force_login(other)
    assert client.get(url).status_code == client.post(url).status_code == 404
    client.force_login(user)
    assert "Part A service no longer used from your account?" in client.get(url).content.decode()
    assert SocialAccount.objects.exists(), "looking changes nothing"
    assert "does not open your account any more" in client.post(url, follow=True).content.decode()
    assert not SocialAccount.objects.exists()


def test_the_only_way_in_is_not_parted(client: Client) -> None:
    user = make_user()
    user.set_unusable_password()
    user.save()
    account = joined(user)
    client.force_login(user)
    answer = client.post(reverse("people:work-account-remove", args=[account.pk]))
    assert answer.status_code == 422
    assert "This is your only way to sign in." in answer.content.decode()
    assert SocialAccount.objects.exists()


# What is not believed ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("tamper", ["issuer", "audience", "nonce", "no nonce", "expiry", "signature", "subject"])
def test_a_token_that_is_not_quite_right_opens_nothing(serve: Serve, visitor: Browser, tamper: str) -> None:
    user = make_user()
    joined(user)
    with serve(TAMPER=tamper):
        page = visitor.go()
        assert signed_in(visitor.client) is None
        assert work_accounts.NOT_BELIEVED in page
        visitor.client.force_login(user)
        assert work_accounts.NOT_BELIEVED in visitor.go("connect")
    assert SocialAccount.objects.count() == 1


def test_an_answer_is_taken_once_and_only_where_it_was_asked_for(provider: IdentityProvider, visitor: Browser) -> None:
    joined(make_user())
    address = visitor.at_provider(visitor.begin()["Location"])
    elsewhere = Browser(Client(), visitor.away)
    assert work_accounts.NOT_BELIEVED in elsewhere.back(address).content.decode()
    assert signed_in(elsewhere.client) is None
    visitor.back(address)
    visitor.client.logout()
    assert work_accounts.NOT_BELIEVED in visitor.back(address).content.decode()
    assert signed_in(visitor.client) is None


def test_an_account_of_another_domain_is_turned_away(serve: Serve, visitor: Browser) -> None:
    joined(make_user())
    with serve(domains=("larkfield.example",), DOMAIN="elsewhere.example"):
        assert work_accounts.WRONG_DOMAIN in visitor.go()
    assert signed_in(visitor.client) is None
    with serve(domains=("larkfield.example",), DOMAIN="larkfield.example"):
        visitor.go()
    assert signed_in(visitor.client) is not None


def test_a_provider_that_names_another_issuer_is_not_believed(
    serve: Serve, visitor: Browser, settings: Settings
) -> None:
    joined(make_user())
    with serve() as provider:
        app = provider.app
        app["settings"]["openid_configuration_overrides"] = {"issuer": "http://127.0.0.1:1"}  # type: ignore[index]
        settings.SOCIALACCOUNT_PROVIDERS = {PROVIDER: {"APPS": [app]}}
        assert work_accounts.NOT_BELIEVED in visitor.go()
    assert signed_in(visitor.client) is None


def test_one_who_stops_at_the_provider_is_where_they_were(provider: IdentityProvider, visitor: Browser) -> None:
    state = parse_qs(urlsplit(visitor.begin()["Location"]).query)["state"][0]
    url = reverse("work_account_callback", kwargs={"provider_id": KEY})
    page = visitor.client.get(url, {"error": "access_denied", "state": state}, follow=True).content.decode()
    assert work_accounts.STOPPED in page


def test_a_provider_that_is_down_is_said_to_be(serve: Serve, visitor: Browser) -> None:
    with serve():
        address = visitor.at_provider(visitor.begin()["Location"])
    assert work_accounts.UNREACHED in visitor.back(address).content.decode()
    answer = visitor.client.get(visitor.begin()["Location"])
    assert work_accounts.UNREACHED in answer.content.decode()


def test_what_is_asked_of_a_provider_is_who_it_is_and_nothing_a_request_adds(
    provider: IdentityProvider, visitor: Browser
) -> None:
    asked = parse_qs(urlsplit(visitor.begin(scope="email,profile", auth_params="prompt=none")["Location"]).query)
    assert asked["scope"] == ["openid"]
    assert "prompt" not in asked
    assert {"nonce", "state", "code_challenge"} <= asked.keys()


def test_a_provider_that_is_not_in_the_settings_is_not_there(client: Client) -> None:
    for name in ("work_account_login", "work_account_callback"):
        url = reverse(name, kwargs={"provider_id": "nowhere"})
        page = client.post(url, follow=True) if name == "work_account_login" else client.get(url, follow=True)
        assert work_accounts.NOT_SET_UP in page.content.decode()


def test_the_button_is_there_when_a_provider_is(provider: IdentityProvider, client: Client) -> None:
    assert "Sign in with Tests" in client.get(reverse("account_login")).content.decode()
    client.force_login(make_user())
    assert "Join a Tests account" in client.get(reverse("people:work-accounts")).content.decode()


def test_without_a_provider_nothing_is_offered(client: Client) -> None:
    assert "Sign in with" not in client.get(reverse("account_login")).content.decode()
    client.force_login(make_user())
    assert "No service is set up for this" in client.get(reverse("people:work-accounts")).content.decode()
