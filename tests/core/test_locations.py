import os
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from core.database.locations import ROOT_STATE, database_settings, embedded_locations

VAR = Path("/srv/succession/var")
APPLICATION = "postgresql://app:secret@db.example:6432/plan?sslmode=require"
OWNER = "postgresql://owner:other@db.example/plan"


def test_no_address_leads_both_roles_to_the_embedded_server() -> None:
    default = database_settings(var_dir=VAR, url="", owner_url="", production=False)["default"]
    sockets = str(embedded_locations(VAR).sockets)
    assert (default["HOST"], default["USER"]) == (sockets, "succession_app")
    assert (default["OWNER"]["HOST"], default["OWNER"]["USER"]) == (sockets, "succession_owner")


def test_an_address_is_read_as_postgresql_reads_it() -> None:
    default = database_settings(var_dir=VAR, url=APPLICATION, owner_url=OWNER, production=True)["default"]
    assert (default["NAME"], default["USER"], default["PASSWORD"]) == ("plan", "app", "secret")
    assert (default["HOST"], default["PORT"], default["OPTIONS"]["sslmode"]) == ("db.example", "6432", "require")
    assert default["OWNER"]["USER"] == "owner"


def test_the_application_needs_no_address_of_the_owner() -> None:
    assert database_settings(var_dir=VAR, url=APPLICATION, owner_url="", production=True)["default"]["OWNER"] == {}


@pytest.mark.parametrize(
    ("url", "owner_url", "sentence"),
    [
        ("", OWNER, "Set DATABASE_URL as well as DATABASE_OWNER_URL."),
        ("mysql://somewhere", "", "Write DATABASE_URL as postgresql://user:password@host:port/database."),
        ("postgresql://db.example", "", "Write DATABASE_URL as"),
        (APPLICATION, "postgresql://owner@db.example/another", "name two databases"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused(url: str, owner_url: str, sentence: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=sentence):
        database_settings(var_dir=VAR, url=url, owner_url=owner_url, production=False)


@pytest.mark.parametrize("named", [True, False])
def test_production_refuses_the_embedded_server(named: bool) -> None:
    url = f"host={embedded_locations(VAR).sockets} user=succession_app dbname=succession" if named else ""
    with pytest.raises(ImproperlyConfigured, match="the embedded one is for trials"):
        database_settings(var_dir=VAR, url=url, owner_url="", production=True)


def test_two_installations_have_two_clusters() -> None:
    assert embedded_locations(VAR).state != embedded_locations(VAR / "other").state


@pytest.mark.parametrize("var", [Path("/srv") / ("long" * 30), Path("/srv/a, b")])
def test_the_address_of_the_socket_fits_wherever_the_data_lie(var: Path) -> None:
    sockets = str(embedded_locations(var).sockets)
    assert len(f"{sockets}/.s.PGSQL.5432") <= 107
    assert "," not in sockets


def test_roots_data_lie_outside_any_home_directory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert embedded_locations(Path("/root/succession/var")).state.parent == ROOT_STATE
