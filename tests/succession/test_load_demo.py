"""Where the demonstration is refused, and that it is loaded whole or not at all."""

import datetime
import os
import subprocess
import sys
from contextlib import closing
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import Settings

from actionplan.models import Milestone
from core import clock
from core.database.checks import DEMO_DOMAIN, refuse_unsafe_database
from core.database.cluster import Cluster
from core.database.locations import OWNER_ROLE, embedded_locations
from people.models import School, User
from succession.demo import cast, loading, progress
from succession.demo.moments import moment
from tests.builders import make_user

TODAY = datetime.date(2026, 11, 23)
OURS = ("core", "people", "policies", "actionplan", "procrastinate")

pytestmark = pytest.mark.django_db


def rows() -> int:
    """How many rows there are of all models of the product."""
    models = [model for model in apps.get_models() if model._meta.app_label in OURS and model._meta.managed]
    return sum(model._default_manager.count() for model in models)


def test_it_refuses_a_database_that_holds_anybody_else() -> None:
    make_user()
    before = rows()
    with pytest.raises(CommandError, match="holds people who are not the demonstration’s"):
        call_command("load_demo", stdout=StringIO())
    assert rows() == before


def test_it_refuses_production_settings(settings: Settings) -> None:
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="never loaded with production settings"):
        call_command("load_demo", stdout=StringIO())
    with pytest.raises(loading.Refused):
        loading.load(TODAY)
    assert rows() == 0


@pytest.mark.parametrize("days", range(7))
def test_it_is_loaded_on_every_day_of_the_week(days: int) -> None:
    day = TODAY + datetime.timedelta(days=days)
    with clock.at(moment(day)):
        loading.load(day)
    assert School.objects.filter(council__code=cast.COUNCIL_CODE).count() > 1


def test_it_leaves_nothing_when_it_breaks_off_midway(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "UPDATES", [("No milestone begins so", 9, "done", "Words")])
    with pytest.raises(Milestone.DoesNotExist):
        loading.load(TODAY)
    assert rows() == 0


@pytest.mark.parametrize("local", [*(local for local, _ in cast.SIGN_INS), "clerking"])
def test_production_refuses_a_database_with_any_of_its_people(settings: Settings, local: str) -> None:
    settings.PRODUCTION = True
    refuse_unsafe_database()
    User.objects.create_user(f"{local}@{cast.DOMAIN}", name="Somebody")
    with pytest.raises(ImproperlyConfigured, match="This database holds the demo's users"):
        refuse_unsafe_database()


def test_production_knows_the_demonstration_by_the_address_it_uses() -> None:
    assert DEMO_DOMAIN == cast.DOMAIN


@pytest.mark.django_db(transaction=True)
def test_two_who_begin_at_once_on_a_fresh_database_both_find_it_loaded() -> None:
    name = f"fresh_{os.getpid()}"
    given = connection.settings_dict
    with closing(Cluster(embedded_locations(settings.VAR_DIR)).connect()) as server:
        server.execute(f"CREATE DATABASE {name} OWNER {OWNER_ROLE}")
        try:
            address = f"host={given['HOST']} dbname={name} user="
            roles = {"DATABASE_URL": address + given["USER"], "DATABASE_OWNER_URL": address + OWNER_ROLE}
            command = f"{sys.executable} manage.py migrate --verbosity 0 && {sys.executable} manage.py load_demo"
            both = [
                subprocess.Popen(  # noqa: S602 (our own commands)
                    command,
                    shell=True,
                    cwd=settings.BASE_DIR,
                    env={**os.environ, **roles},
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    text=True,
                )
                for _ in range(2)
            ]
            for process in both:
                said, _ = process.communicate(timeout=900)
                assert process.returncode == 0, said
                assert f"head@{cast.DOMAIN}" in said
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_people_of_a_demonstration_from_before_there_were_second_steps_are_given_theirs() -> None:
    loading.load(datetime.date(2026, 11, 2))
    given = Authenticator.objects.count()
    Authenticator.objects.filter(user__email__startswith="head@").delete()
    loading.load(datetime.date(2026, 11, 2))
    assert Authenticator.objects.count() == given > 0
    assert not Authenticator.objects.filter(user__email__startswith="teacher@").exists()
