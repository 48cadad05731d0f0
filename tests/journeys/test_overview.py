"""An officer reads how the council's schools and plan stand, and opens the list behind a figure."""

import re

import pytest
from playwright.sync_api import expect

from core import clock
from tests.journeys.cast import person
from tests.journeys.conftest import Visit
from tests.journeys.visiting import DESK, PHONE

OVERVIEW, HEADING = "/councils/999/overview/", "Where schools and the plan stand"
FIGURE = re.compile(r"^(.+): (\d+)$")


@pytest.mark.parametrize(
    ("size", "scripts"), [(DESK, True), (PHONE, True), (PHONE, False)], ids=["desk", "phone", "without scripts"]
)
def test_an_officer_opens_the_list_behind_each_figure(
    borough: str, visit: Visit, size: dict[str, int], scripts: bool
) -> None:
    officer = visit(person("officer"), viewport=size, java_script_enabled=scripts).go(
        "/councils/999/", "Wexmoor Council"
    )
    officer.follow("Where schools and the plan stand, in figures", HEADING)
    assert f"as at {clock.today():%-d %B %Y}" in officer.words
    links = officer.page.locator("main li a").all()
    figures = {link.get_attribute("href"): FIGURE.match(link.inner_text()) for link in links}
    behind = {href: found for href, found in figures.items() if href and found}
    assert len(behind) > 8
    for href, found in behind.items():
        officer.go(href, re.compile("."))
        rows = officer.page.locator("main tbody tr").count()
        assert rows == int(found[2]) or "milestone" in officer.words, href


def test_its_pictures_are_drawn_and_each_stands_beside_its_table(borough: str, visit: Visit) -> None:
    officer = visit(person("officer")).go(OVERVIEW, HEADING)
    expect(officer.page.locator("main [data-picture]")).to_have_count(0, timeout=60_000)
    pictures = officer.page.locator("main svg[role=img]").count()
    assert pictures >= 4
    assert officer.page.locator("main figure table, main figure details").count() >= pictures
