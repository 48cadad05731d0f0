"""The test database as migrations leave it, kept between runs.

Running every migration takes longer than most runs do. The first run dumps what they made; a later one loads the dump,
and `migrate` still goes over it, so that a migration that came since is run. Where a migration was edited, or the
database's own code or a package changed, the dump is another's and is not taken.
"""

import fcntl
import hashlib
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.test.utils import setup_databases
from psycopg import sql

from core.backups import programs
from core.database.cluster import SUPERUSER, Cluster
from core.database.locations import OWNER_ROLE, POSTGRES_MAJOR
from tests import copies

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "var" / "tests-schema"
_READ = ("*/migrations/*.py", "core/database/*.py", "requirements/base.txt", "tests/kept_schema.py")


def set_up(cluster: Cluster, database: str) -> None:
    """Make the test database `database` in a running cluster and migrate it, from the kept dump where there is one.

    The first process of a run leaves a copy there, which the others take, and whoever wants an empty one again.
    """
    kept = KEPT / f"{_digest()}.dump"
    with _one_at_a_time():
        is_first, found = not copies.exists(copies.EMPTY), kept.exists()
        if not is_first:
            copies.copy(copies.EMPTY, database)
        elif found:
            _load(cluster, database, kept)
        is_there = found or not is_first
        setup_databases(verbosity=0, interactive=False, aliases={"default"}, serialized_aliases=set(), keepdb=is_there)
        if not is_there:
            _keep(cluster, database, kept)
        if is_first:
            copies.close_all()
            copies.copy(database, copies.EMPTY)


def _digest() -> str:
    content = hashlib.sha256()
    for pattern in _READ:
        for path in sorted(ROOT.glob(pattern)):
            content.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes() + b"\0")
    return content.hexdigest()


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """The processes of a run share one dump: the second waits for the first to have made it."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _load(cluster: Cluster, database: str, kept: Path) -> None:
    with cluster.connect() as connection:
        statement = sql.SQL("CREATE DATABASE {} OWNER {}")
        connection.execute(statement.format(sql.Identifier(database), sql.Identifier(OWNER_ROLE)))
    _run(cluster, database, [str(programs.to_restore(POSTGRES_MAJOR)), "--exit-on-error"], [str(kept)])


def _keep(cluster: Cluster, database: str, kept: Path) -> None:
    """Keep this dump, and none before it."""
    made = kept.with_suffix(".making")
    _run(cluster, database, [str(programs.to_dump(POSTGRES_MAJOR)), "--format=custom", f"--file={made}"], [])
    for older in KEPT.glob("*.dump"):
        older.unlink()
    made.rename(kept)


def _run(cluster: Cluster, database: str, command: list[str], rest: list[str]) -> None:
    address = psycopg.conninfo.make_conninfo(host=str(cluster.locations.sockets), user=SUPERUSER, dbname=database)
    subprocess.run([*command, f"--dbname={address}", *rest], check=True)  # noqa: S603 (PostgreSQL's own programs)
