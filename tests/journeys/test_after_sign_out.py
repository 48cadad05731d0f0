"""After sign-out nothing that was shown can be had back from the browser."""

import os
import shutil
from collections.abc import Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page

from people.models import School, User
from tests.journeys.cast import person
from tests.journeys.conftest import CHROMIUM_OPTIONS


@pytest.fixture(scope="module", params=["without", "with"], ids=["no memory of pages", "a memory of pages"])
def remembering(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Browser]:
    """A browser as Playwright starts it, and one that keeps whole pages in memory for Back, as people's do."""
    if request.param == "without":
        yield browser
        return
    options = [*CHROMIUM_OPTIONS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    other = browser.browser_type.launch(
        executable_path=shutil.which("chromium"), args=options, ignore_default_args=["--disable-back-forward-cache"]
    )
    yield other
    other.close()


def come(browser: Browser, site: str, user: User) -> tuple[BrowserContext, Page]:
    client = Client()
    client.force_login(user)
    context = browser.new_context()
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
    return context, context.new_page()


def test_back_shows_nothing(remembering: Browser, borough: str) -> None:
    head = person("head")
    school = School.objects.get(name="Larkfield Primary School")
    context, page = come(remembering, borough, head)
    page.goto(borough + school.get_absolute_url())
    page.goto(f"{borough}{school.get_absolute_url()}policy/")
    assert school.name in page.content()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in/*")
    for _ in range(2):
        page.go_back()
        page.wait_for_load_state()
        assert page.locator("h1").inner_text() == "Sign in"
        assert school.name not in page.content()
        assert head.name not in page.content()
    context.close()


def test_back_shows_nothing_once_another_tab_signed_out(remembering: Browser, borough: str) -> None:
    head = person("head")
    school = School.objects.get(name="Larkfield Primary School")
    context, page = come(remembering, borough, head)
    page.goto(borough + school.get_absolute_url())
    page.goto(f"{borough}/privacy/")
    other = context.new_page()
    other.goto(borough + school.get_absolute_url())
    other.get_by_role("button", name="Sign out").click()
    other.wait_for_url("**/sign-in/*")
    page.go_back()
    page.wait_for_load_state()
    assert school.name not in page.content()
    assert page.locator("h1").inner_text() == "Sign in"
    context.close()
