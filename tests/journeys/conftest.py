"""A site with a browser before it and a worker behind it, for one module of journeys at a time.

Starting all that takes seconds, so the tests of a module share what they were given. Each works with people and schools
of its own, or says what it changes.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, sync_playwright
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from core import clock
from people.models import User
from succession.demo import loading
from tests import copies
from tests.journeys.visiting import DESK, Visitor

CHROMIUM_OPTIONS = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)

Visit = Callable[..., Visitor]
_VISITORS = pytest.StashKey[list[Visitor]]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """A journey that failed tells what each of its pages showed then: on another machine nobody can look."""
    report = yield
    if report.when == "call" and report.failed:
        report.sections += [("what the page shows", visitor.told()) for visitor in item.stash.get(_VISITORS, [])]
    return report


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, started for this module and gone after it, with the event loop that Playwright runs in.

    While that loop runs, Django would refuse the test's own queries as unsafe; nothing here shares a connection.
    """
    chromium = shutil.which("chromium")
    assert chromium, "These tests need Chromium: install the Debian package `chromium`."
    options = [*CHROMIUM_OPTIONS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=chromium, args=options)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def site(
    request: pytest.FixtureRequest, browser: Browser, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[str]:
    """The address of the product, served from a database of its own, with a worker that runs its jobs.

    The database holds the demonstration where a test of the module asks for it, and otherwise nothing.
    """
    here = [item for item in request.session.items if item.path == request.path]
    with django_db_blocker.unblock():
        if any("borough" in getattr(item, "fixturenames", ()) for item in here):
            copies.begin_again(copies.demonstration(clock.today(), is_now=True))
        server = LiveServer("localhost")
        worker = subprocess.Popen(  # noqa: S603 (our own interpreter and command)
            [sys.executable, settings.BASE_DIR / "manage.py", "procrastinate", "worker"],
            env=os.environ | {"DATABASE_URL": _address(), "DATABASE_OWNER_URL": ""},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            yield server.url
        finally:
            worker.terminate()
            worker.wait(timeout=20)
            server.stop()
            copies.begin_again()


def _address() -> str:
    """The test's database as another process reaches it: as the application's role."""
    given = connection.settings_dict
    return f"host={given['HOST']} user={given['USER']} dbname={given['NAME']}"


@pytest.fixture(scope="module")
def borough(site: str) -> str:
    """The site with the demonstration in it."""
    assert loading.is_loaded()
    return site


@pytest.fixture
def visit(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Visit]:
    """Send somebody to the site: `visit(user)` signed in, `visit()` not; keywords are those of a browser context."""
    visitors: list[Visitor] = []
    request.node.stash[_VISITORS] = visitors

    def come(user: User | None = None, **options: object) -> Visitor:
        context = browser.new_context(**{"viewport": DESK, "locale": "en-GB"} | options)
        if user is not None:
            client = Client()
            client.force_login(user)
            context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
        context.set_default_timeout(15_000)
        eye = None if options.get("java_script_enabled", True) else browser.new_context(viewport=DESK)
        visitors.append(Visitor(context, site, eye))
        return visitors[-1]

    yield come
    for visitor in visitors:
        visitor.leave()


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder that holds the product's packages, and in them the example documents."""
    return Path(settings.BASE_DIR)
