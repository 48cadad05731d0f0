"""Permission code that breaks opens nothing, changes nothing, and says so in a plain page."""

from collections.abc import Callable

import pytest
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.test import Client

from people.access import guards, scoping
from people.access.roles import Permission
from people.models import User
from tests.access_table import TABLE, World
from tests.test_access_methods import ALWAYS, drained, let_in, url_of, writes
from tests.test_access_urls import undone

OURS = [name for name, row in TABLE.items() if isinstance(row.access, Permission)]


class Broken(Exception):
    """A fault nobody thought of."""


def breaks(*_arguments: object, **_keywords: object) -> None:
    raise Broken("the words of a record")


# What decides who may: each is made to break, one at a time.
FAULTS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "whether a role grants it": lambda patch: patch.setattr(guards, "_arrives", breaks),
    "which roles somebody holds": lambda patch: patch.setattr(User, "holdings", property(breaks)),
    "whether somebody signed in": lambda patch: patch.setattr(LoginRequiredMiddleware, "process_view", breaks),
    "who a session belongs to": lambda patch: patch.setattr("people.accounts.backends.person_of", breaks),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("name", OURS)
def test_what_breaks_means_no(name: str, fault: str, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    person = let_in(name, world)
    with undone():
        url = url_of(name, TABLE[name], world, person)
        client = Client(raise_request_exception=False)
        client.force_login(world.people[person])
        with monkeypatch.context() as patch:
            FAULTS[fault](patch)
            for method in ("GET", "POST"):
                with writes() as tables:
                    answer = drained(client.generic(method, url))
                page = answer.content.decode()
                assert answer.status_code == 500, method
                assert "<h1>Something went wrong on our side</h1>" in page
                assert f"<strong>{answer['X-Request-Reference']}</strong>" in page
                assert "Traceback" not in page
                assert "the words of a record" not in page
                assert tables <= ALWAYS, method


def test_a_list_whose_rows_cannot_be_chosen_shows_none(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the code that narrows a list breaks, the list is not shown whole."""
    opened = []
    with undone():
        client = Client(raise_request_exception=False)
        client.force_login(world.people["officer"])
        monkeypatch.setattr(scoping.Scope, "matching", breaks)
        for name in OURS:
            if let_in(name, world) == "officer":
                answer = drained(client.get(url_of(name, TABLE[name], world, "officer")))
                opened.append(answer.status_code)
    assert 500 in opened
