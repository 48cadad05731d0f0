"""What every test may ask for."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client, TransactionTestCase
from django.test.utils import override_settings
from pytest_django import DjangoDbBlocker

from core.database.cluster import Cluster
from core.database.locations import embedded_locations
from core.database.privileges import as_owner
from tests import copies, kept_schema
from tests.access_table import TABLE, World
from tests.around import around_tests


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of sample documents that are no part of the project."""
    given = os.environ.get("SUCCESSION_SAMPLES")
    if not given:
        pytest.skip("SUCCESSION_SAMPLES is unset")
    folder = Path(given).resolve()
    assert folder.is_dir(), f"SUCCESSION_SAMPLES names no folder: {folder}"
    return folder


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """One database for each process of the run, made and migrated by its owner and used as the application's role.

    It goes with the cluster when the run ends. After a test that committed its rows it is an empty one again, those
    tables too that belong to no model.
    """
    cluster = Cluster(embedded_locations(settings.VAR_DIR), durable=False)
    cluster.start()
    with django_db_blocker.unblock(), as_owner() as owner:
        kept_schema.set_up(cluster, owner.creation._get_test_db_name())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _test: copies.begin_again())
        yield


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords(django_test_environment: None) -> Iterator[None]:
    """Each hash of a password takes a third of a second, as it should, and thousands of tests need one."""
    with override_settings(PASSWORD_HASHERS=["tests.signing_in.QuickHasher"]):
        yield


@pytest.fixture(scope="session", autouse=True)
def _static_files_as_they_lie(django_test_environment: None) -> Iterator[None]:
    """Serve static files by their own names: no test depends on `collectstatic` having run."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(STORAGES={**settings.STORAGES, "staticfiles": plain}):
        yield


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """One world for all the tests of a module, which leave no trace in it: each request is undone."""
    with django_db_blocker.unblock(), around_tests():
        world = World()
        for row in TABLE.values():
            row.things(world, world.people["head"])
        yield world
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def clients(world: World) -> dict[str, Client]:
    """Everybody, signed in."""
    clients = {}
    for person, user in world.people.items():
        clients[person] = Client()
        clients[person].force_login(user)
    return clients
