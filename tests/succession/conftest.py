import datetime
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from core import clock
from core.database.privileges import in_database
from succession.demo.moments import moment
from tests import copies, whole


@dataclass(frozen=True, slots=True)
class Demo:
    """The demonstration as it is on this day."""

    today: datetime.date


@pytest.fixture(
    scope="module",
    params=[datetime.date(2026, 11, 23), datetime.date(2027, 1, 1), datetime.date(2028, 2, 29)],
    ids=["a Monday", "New Year", "29 February"],
)
def demo(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Demo]:
    """The demonstration in a database of its own, for the module. It is that day until the module ends."""
    today = request.param
    with ExitStack() as stack:
        stack.enter_context(django_db_blocker.unblock())
        database = stack.enter_context(whole.new_database("demo", copies.demonstration(today)))
        for around in (in_database(database), clock.at(moment(today)), transaction.atomic()):
            stack.enter_context(around)
        yield Demo(today)
        transaction.set_rollback(True)
