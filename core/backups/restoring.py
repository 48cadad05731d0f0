"""Restoring a backup: filled and proved beside what is there, then put in its place at one stroke.

The database goes into a new one beside the old, the files into a new folder beside the old. Until both are whole and
as the backup says, nothing that is used is touched; then both change their names, and the old ones are removed.
"""

import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import fields
from pathlib import Path, PurePosixPath
from typing import Any

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader
from psycopg import sql
from pyrage.x25519 import Identity

from core import clock
from core.backups import Refused, grants, programs
from core.backups.making import DATABASE, FILES, FORMAT, PRODUCT, Header, last_line, rows_of_each_table
from core.backups.sealing import Part, foreign, parts
from core.database.privileges import application_role, as_owner, in_database
from core.models import Backup
from core.storage import in_folder
from core.version import version

_PARTING_SECONDS = 10  # for the server, which may be busy, to see that a connection was closed
_LOCK = 7_202_149  # one restore at a time of a database
Replay = Callable[[Header], None]


def check(path: Path, identities: Sequence[Identity]) -> Header:
    """Read a backup from end to end, and note that it is whole. Nothing else changes.

    Raises Refused where it is not.
    """
    header = _read(path, identities, None)
    _refuse_newer(header)
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s)", [Backup._meta.db_table])
        if cursor.fetchone()[0] is not None:
            Backup.objects.filter(key=header.key).update(checked_at=clock.now())
    return header


def restore(path: Path, identities: Sequence[Identity], *, replace: bool, replay: Replay) -> Header:
    """Make the database and the files what the backup holds.

    replace: whether what is there may go. replay: erases again, in the restored database, whoever was erased since.
    Raises Refused with everything as it was.
    """
    target = Target()
    with target.alone() as server:
        if not replace and (what := target.in_use()):
            raise Refused(f"{what}. Restore to an empty installation, or add --replace to put the backup in its place.")
        target.refuse_others(server)
        with target.cleared(server):
            header = _read(path, identities, target.new_files)
            _refuse_newer(header)
            _refuse_older_server(header, server)
            target.create(server)
            _fill(target.new_name, path, identities, server)
            with in_database(target.new_name), in_folder(target.new_files):
                _finish(header, replay)
            target.switch(server)
    return header


# The file ------------------------------------------------------------------------------------------------------------
def _read(path: Path, identities: Sequence[Identity], files: Path | None) -> Header:
    """Read all of a backup; its files are laid into the folder `files`, where one is given."""
    header: Header | None = None
    for part in parts(path, identities):
        if header is None:
            header = _header(path, part)
        elif part.name.startswith(f"{FILES}/") and files is not None:
            _lay(part, files)
    if header is None:
        raise foreign(path)
    return header


def _header(path: Path, part: Part) -> Header:
    told = part.json()
    if not isinstance(told, dict) or told.get("product") != PRODUCT:
        raise foreign(path)
    if told.get("format") != FORMAT or {field.name for field in fields(Header)} != set(told):
        raise Refused(f"{path} was written by a release that this one ({version()}) cannot read. Nothing was restored.")
    return Header(**told)


def _lay(part: Part, files: Path) -> None:
    name = PurePosixPath(part.name).relative_to(FILES)
    if name.is_absolute() or ".." in name.parts:
        raise foreign(part.path)
    target = files / name
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("xb") as file:
        target.chmod(settings.FILE_UPLOAD_PERMISSIONS or 0o600)
        for chunk in part.chunks():
            file.write(chunk)


def _refuse_newer(header: Header) -> None:
    known = set(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)
    unknown = [name for name in header.migrations if tuple(name) not in known]
    if unknown:
        raise Refused(
            f"This backup was made by a newer release ({header.release}; this is {version()}). Nothing was restored: "
            "install that release or a later one first."
        )


def _refuse_older_server(header: Header, server: psycopg.Connection) -> None:
    major = server.info.server_version // 10_000
    if header.postgres > major:
        raise Refused(
            f"This backup comes from PostgreSQL {header.postgres} and this server is {major}. Nothing was restored: "
            f"restore it to PostgreSQL {header.postgres} or later."
        )


# The database --------------------------------------------------------------------------------------------------------
def _fill(database: str, path: Path, identities: Sequence[Identity], server: psycopg.Connection) -> None:
    """Let `pg_restore` make tables and rows, in one transaction."""
    owner = connections.settings["default"]["OWNER"]
    command = [
        str(programs.to_restore(server.info.server_version // 10_000)),
        *("--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error"),
        f"--dbname={programs.address(owner, database)}",
    ]
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(  # noqa: S603 (PostgreSQL's own program)
            command, stdin=subprocess.PIPE, stdout=said, stderr=said, env=programs.environment(owner)
        ) as process,
    ):
        assert process.stdin is not None  # noqa: S101 (it is a pipe)
        try:
            for part in parts(path, identities):
                if part.name.startswith(f"{FILES}/"):
                    break
                if part.name.startswith(f"{DATABASE}/"):
                    for chunk in part.chunks():
                        process.stdin.write(chunk)
            with suppress(BrokenPipeError):
                process.stdin.close()
        except BrokenPipeError:
            pass  # it said why
        except BaseException:
            process.kill()
            raise
        if process.wait():
            raise Refused(f"PostgreSQL would not take the backup, and nothing was restored: {last_line(said)}")


def _finish(header: Header, replay: Replay) -> None:
    """Prove what was restored, give the rights, bring the tables to this release, and erase again who was erased."""
    with as_owner(), connection.cursor() as cursor:
        if rows_of_each_table(cursor) != header.rows:
            raise Refused("What PostgreSQL restored is not what the backup says it holds. Everything is as it was.")
        grants.apply(cursor, header.grants, application_role())
        cursor.execute("ANALYZE")
    call_command("migrate", verbosity=0, interactive=False)
    replay(header)


def _drop(server: psycopg.Connection, name: str) -> None:
    """Remove a database with its connections, which a busy server may take longer to end than one attempt waits."""
    deadline = time.monotonic() + _PARTING_SECONDS
    while True:
        try:
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        except psycopg.errors.ObjectInUse:
            if time.monotonic() > deadline:
                raise
        else:
            return


class Target:
    """The database and the folder that are to become the backup's, and the names beside them."""

    def __init__(self) -> None:
        self.name = str(connection.settings_dict["NAME"])
        self.new_name, self.old_name = f"{self.name}_restoring", f"{self.name}_before"
        self.files = Path(settings.MEDIA_ROOT)
        self.new_files, self.old_files = (
            self.files.with_name(f"{self.files.name}.{word}") for word in ("restoring", "before")
        )

    @contextmanager
    def alone(self) -> Iterator[psycopg.Connection]:
        """The owner's connection to the server, outside any database of ours, while no other restore runs."""
        connection.close()
        owner = connections.settings["default"].get("OWNER")
        if not owner:
            raise Refused("Set DATABASE_OWNER_URL to the role that owns the tables: a restore makes them.")
        try:
            server = psycopg.connect(
                programs.address(owner, "postgres"), password=owner["PASSWORD"] or None, autocommit=True
            )
        except psycopg.OperationalError as error:
            raise Refused(f"The database server does not answer: {str(error).splitlines()[0]}") from error
        with server:
            got = server.execute("SELECT pg_try_advisory_lock(%s, hashtext(%s))", [_LOCK, self.name]).fetchone()
            if not got or not got[0]:
                raise Refused("Another restore of this database is running: wait until it has ended.")
            try:
                yield server
            finally:
                # A busy server sees only later that a connection was closed, and the next restore may come first.
                with suppress(psycopg.Error):
                    server.execute("SELECT pg_advisory_unlock(%s, hashtext(%s))", [_LOCK, self.name])

    def in_use(self) -> str:
        """What is here already, in words; empty where nothing is."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
            tables = cursor.fetchone()[0]
        connection.close()
        if tables:
            return f"The database {self.name} is not empty"
        if self.files.exists() and any(path.is_file() for path in self.files.rglob("*")):
            return f"The folder {self.files} is not empty"
        return ""

    def refuse_others(self, server: psycopg.Connection) -> None:
        """Refuse while anybody is connected: a database in use cannot change its name, nor should it."""
        deadline = time.monotonic() + _PARTING_SECONDS
        while others := self._others(server):
            if time.monotonic() > deadline:
                raise Refused(
                    f"The database {self.name} is in use by {others} connection{'s' * (others != 1)}. Stop the web "
                    "server and the worker, then try again."
                )
            time.sleep(0.05)

    def _others(self, server: psycopg.Connection) -> int:
        found = server.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = %s", [self.name]).fetchone()
        return int(found[0]) if found else 0

    @contextmanager
    def cleared(self, server: psycopg.Connection) -> Iterator[None]:
        """Clear up after a restore that was killed, and afterwards remove what this one no longer needs."""
        self._mend(server)
        self._clear(server)
        try:
            yield
        except psycopg.Error as error:
            raise Refused(
                f"PostgreSQL would not do it, and everything is as it was: {str(error).splitlines()[0]}"
            ) from error
        except OSError as error:
            raise Refused(f"{error.filename or self.new_files} cannot be written: {error.strerror}.") from error
        finally:
            with suppress(psycopg.Error):  # whatever stays is cleared by the next one
                self._clear(server)

    def _mend(self, server: psycopg.Connection) -> None:
        """Give the files back to the database where a restore was killed after they moved and before it did."""
        moved = server.execute("SELECT FROM pg_database WHERE datname = %s", [self.old_name]).fetchone() is not None
        if self.old_files.exists() and not moved:
            shutil.rmtree(self.files, ignore_errors=True)
            self.old_files.rename(self.files)

    def _clear(self, server: psycopg.Connection) -> None:
        for name in (self.new_name, self.old_name):
            _drop(server, name)
        for folder in (self.new_files, self.old_files):
            shutil.rmtree(folder, ignore_errors=True)

    def create(self, server: psycopg.Connection) -> None:
        """A new database like the one it will replace; and its folder, where the backup has no files."""
        row = server.execute(
            "SELECT pg_encoding_to_char(encoding), datcollate, datctype FROM pg_database WHERE datname = %s",
            [self.name],
        ).fetchone()
        if row is None:
            raise Refused(f"There is no database {self.name} on this server: create it first, empty.")
        encoding, collation, kinds = row
        server.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING {} LC_COLLATE {} LC_CTYPE {}").format(
                sql.Identifier(self.new_name), *(sql.Literal(word) for word in (encoding, collation, kinds))
            )
        )
        self._as_before(server)
        self.new_files.mkdir(parents=True, exist_ok=True)

    def _as_before(self, server: psycopg.Connection) -> None:
        """Who may connect to the new database: whoever may to the old one."""
        listed: list[tuple[Any, ...]] = server.execute(
            "SELECT a.privilege_type, coalesce(r.rolname, '') FROM pg_database, aclexplode(datacl) a"
            " LEFT JOIN pg_roles r ON r.oid = a.grantee WHERE datname = %s",
            [self.name],
        ).fetchall()
        if not listed:
            return
        database = sql.Identifier(self.new_name)
        server.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
        for right, role in listed:
            whom = sql.Identifier(role) if role else sql.SQL("PUBLIC")
            server.execute(sql.SQL("GRANT {} ON DATABASE {} TO {}").format(sql.SQL(right), database, whom))

    def switch(self, server: psycopg.Connection) -> None:
        """Let the new ones have the names, all of them or none."""
        self.refuse_others(server)
        rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        moved: list[tuple[Path, Path]] = []
        try:
            with server.transaction():
                for was, becomes in ((self.name, self.old_name), (self.new_name, self.name)):
                    server.execute(rename.format(sql.Identifier(was), sql.Identifier(becomes)))
                for folder, name in ((self.files, self.old_files), (self.new_files, self.files)):
                    if folder.exists():
                        folder.rename(name)
                        moved.append((folder, name))
        except BaseException:
            for folder, name in reversed(moved):
                name.rename(folder)
            raise
