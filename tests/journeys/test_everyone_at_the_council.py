"""Everybody at the council, and whoever runs the installation: each page that links lead to from their home."""

import pytest

from tests.journeys.cast import person
from tests.journeys.conftest import Visit
from tests.journeys.crawling import crawl


@pytest.fixture(scope="module")
def known() -> set[str]:
    """Pages that somebody was shown already."""
    return set()


@pytest.mark.parametrize("local", ["officer", "owner", "councillor", "admin"])
def test_every_page_that_is_linked_is_as_it_should_be(local: str, borough: str, visit: Visit, known: set[str]) -> None:
    assert list(crawl(visit(person(local)), known)) == []
