"""Those who run the installation look at how it is, at a desk and on a phone."""

from tests.builders import make_user
from tests.journeys.conftest import Visit
from tests.journeys.visiting import PHONE


def test_the_status_page_is_as_it_should_be(site: str, visit: Visit) -> None:
    admin = make_user(is_superuser=True)
    for options in ({}, {"viewport": PHONE}, {"java_script_enabled": False}):
        visitor = visit(admin, **options).go("/status/", "How the installation is")
        assert "Database" in visitor.words
