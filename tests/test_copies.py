"""The database of a test is an empty one again, whatever the test did with it."""

import asyncio

import pytest

from people.models import Council
from tests import copies
from tests.builders import make_council


@pytest.mark.django_db(transaction=True)
def test_a_connection_from_outside_an_event_loop_is_not_cut_by_who_begins_again_inside_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Playwright's loop runs in the thread of the tests, and Django keeps another connection while it does."""

    async def begin_again() -> None:
        copies.begin_again()

    make_council()
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    asyncio.run(begin_again())
    assert not Council.objects.exists()
