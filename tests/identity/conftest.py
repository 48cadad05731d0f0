"""A real OpenID provider on this machine, and somebody at a browser between it and us."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from people.identity_providers import PROVIDER, IdentityProvider

ROOT = Path(__file__).resolve().parents[2]
KEY = "tests"
CLIENT_ID, SECRET = "succession", "a-secret-of-the-tests"
CALLBACK = f"http://testserver/sign-in/with/{KEY}/back/"


@dataclass
class Browser:
    """Somebody who goes from our page to the provider's and back."""

    client: Client
    away: requests.Session = field(default_factory=requests.Session)

    def begin(self, process: str = "login", **sent: str) -> HttpResponse:
        """Press the button; the answer is the way to the provider."""
        url = f"{reverse('work_account_login', kwargs={'provider_id': KEY})}?process={process}"
        return self.client.post(url, sent)

    def at_provider(self, leads_to: str) -> str:
        """Follow the provider's pages until they lead back to us: the address they lead to."""
        while leads_to.startswith("http://127.0.0.1"):
            answer = self.away.get(leads_to, allow_redirects=False, timeout=10)
            assert answer.is_redirect, answer.text
            leads_to = requests.compat.urljoin(leads_to, answer.headers["Location"])
        return leads_to

    def back(self, address: str) -> HttpResponse:
        """Come back to us."""
        parts = urlsplit(address)
        assert f"{parts.scheme}://{parts.netloc}{parts.path}" == CALLBACK
        return self.client.get(f"{parts.path}?{parts.query}", follow=True)

    def go(self, process: str = "login") -> str:
        """All of it; the page one ends on."""
        answer = self.back(self.at_provider(self.begin(process)["Location"]))
        return answer.content.decode()


Serve = Callable[..., "contextmanager[IdentityProvider]"]


@contextmanager
def running(**environment: str) -> Iterator[str]:
    """A provider that spoils its tokens as the environment asks: its issuer."""
    node = shutil.which("node") or str(ROOT / ".venv/bin/node")
    given = {"CLIENT_ID": CLIENT_ID, "CLIENT_SECRET": SECRET, "CALLBACK": CALLBACK}
    process = subprocess.Popen(  # noqa: S603 (our own program)
        [node, "tests/identity/provider.mjs"],
        cwd=ROOT,
        env=os.environ | given | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    try:
        issuer = process.stdout.readline().strip()
        assert issuer, "the provider did not start: is it installed? (npm ci)"
        yield issuer
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def put(settings: Settings, issuer: str, domains: tuple[str, ...] = ()) -> IdentityProvider:
    """Name the provider in the settings."""
    provider = IdentityProvider(KEY, "Tests", issuer, CLIENT_ID, SECRET, domains=domains)
    settings.SOCIALACCOUNT_PROVIDERS = {PROVIDER: {"APPS": [provider.app]}}
    return provider


@pytest.fixture
def serve(settings: Settings) -> Serve:
    """Start a provider of one's own and put it into the settings."""

    @contextmanager
    def serving(*, domains: tuple[str, ...] = (), **environment: str) -> Iterator[IdentityProvider]:
        with running(**environment) as issuer:
            yield put(settings, issuer, domains)

    return serving


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """One whose word can be believed, for all the tests of a module."""
    with running() as found:
        yield found


@pytest.fixture
def provider(settings: Settings, issuer: str) -> IdentityProvider:
    """The same, in the settings."""
    return put(settings, issuer)


@pytest.fixture
def visitor(client: Client) -> Iterator[Browser]:
    """Somebody with a visitor."""
    with requests.Session() as away:
        yield Browser(client, away)
