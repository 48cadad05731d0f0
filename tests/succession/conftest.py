import datetime
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.test.utils import override_settings
from pytest_django import DjangoDbBlocker

from core import clock
from succession.demo import loading
from succession.demo.moments import moment


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
    """The demonstration, loaded once for the module and then undone. It is that day until the module ends."""
    quick = override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"])
    today = request.param
    with django_db_blocker.unblock(), quick, clock.at(moment(today)), transaction.atomic():
        loading.load(today)
        yield Demo(today)
        transaction.set_rollback(True)
