"""Every action leaves all it does or nothing: whichever of its writes fails, everything is as it was.

A new action fails the first test until it has its row in tests/action_rows: how to build what it needs, and the call.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import Settings

from people.actions import roles
from tests.action_rows import (
    actionplan,
    boards,
    development,
    meetings,
    people,
    planning,
    policies,
    policy_life,
    reports,
    reviews,
    talent,
)
from tests.action_rows.scene import Call, Scene
from tests.test_access_urls import undone
from tests.wholeness import DiskFull, everything, failing

pytestmark = pytest.mark.django_db

# Functions that take `by` and write nothing: they ask whether one may.
ASKING = ("check_", "may_", "require_", "can_", "confirmable")
BUILT = people.ROWS | planning.ROWS | talent.ROWS | policies.ROWS | actionplan.ROWS | reports.ROWS
BUILT |= development.ROWS | meetings.ROWS | reviews.ROWS | policy_life.ROWS | boards.ROWS


def actions() -> Iterator[tuple[str, Callable[..., object]]]:
    """Every public function of the apps' actions that somebody does."""
    for app in ("core", "people", "policies", "actionplan", "succession"):
        package = importlib.import_module(app)
        for found in pkgutil.walk_packages(package.__path__, f"{app}."):
            if "actions" not in found.name.split(".") or ".migrations" in found.name:
                continue
            module = importlib.import_module(found.name)
            for name, function in inspect.getmembers(module, inspect.isfunction):
                ours = function.__module__ == found.name and not name.startswith(("_", *ASKING))
                if ours and "by" in inspect.signature(function).parameters:
                    yield f"{found.name}.{name}", function


def writes_tried(call: Call) -> int:
    """Have each write of a call fail in turn, with everything as before each time. How many there are."""
    before = everything()
    number = 0
    while True:
        number += 1
        with undone(), failing(number) as writes:
            try:
                call()
            except DiskFull:
                # Outside any transaction of the action's own, Django would let nobody look at what is left.
                transaction.set_rollback(False)
                after = everything()
                left = {where for where in before | after if before.get(where) != after.get(where)}
                assert left == set(), f"write {number}"
                continue
            assert writes.count < number, f"write {number} failed and nobody was told"
        return number - 1


def test_every_action_has_its_row() -> None:
    assert sorted(name for name, _ in actions()) == sorted(BUILT)


@pytest.mark.parametrize("name", BUILT)
def test_an_action_leaves_all_or_nothing(name: str, settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    assert writes_tried(BUILT[name](Scene())) > 0, "it writes nothing"


def test_an_action_without_its_transaction_is_found(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MEDIA_ROOT = tmp_path
    call = people.end_role(Scene())
    monkeypatch.setattr(roles, "end_role", inspect.unwrap(roles.end_role))
    with pytest.raises(AssertionError, match="write 2"):
        writes_tried(call)
