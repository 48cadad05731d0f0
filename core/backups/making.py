"""Making a backup: the database as it is at one moment, then the files, in one pass and without holding it all."""

import datetime
import getpass
import json
import os
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from psycopg import sql
from pyrage.x25519 import Recipient

from core import clock
from core.backups import Refused, grants, programs
from core.backups.sealing import HEADER, Sealed, Writer, sealed
from core.database.privileges import application_role, as_owner
from core.models import Backup
from core.version import version

PRODUCT, FORMAT = "succession", 1
DATABASE, FILES = "database", "files"

WITHOUT_ROWS = ("django_session", "cache")
"""Who is signed in, and how often somebody guessed: after a restore everybody signs in again."""


@dataclass(frozen=True, slots=True)
class Header:
    """What a backup says of itself before its data."""

    product: str
    format: int
    key: str
    release: str
    taken_at: str
    postgres: int
    migrations: list[list[str]]
    rows: dict[str, int]
    grants: list[list[Any]]

    @property
    def moment(self) -> datetime.datetime:
        """When the database was as this backup holds it; nothing later is in it."""
        return datetime.datetime.fromisoformat(self.taken_at)


def make(target: Path, recipients: Sequence[Recipient]) -> Backup:
    """Write a backup of the database and the files to `target`, and note it where the status page looks.

    Raises Refused when it cannot be made; then nothing is at `target`.
    """
    with as_owner() as owner, sealed(target, recipients) as (writer, result):
        header = _database(owner, writer)
        _files(Path(settings.MEDIA_ROOT), writer)
    return noted(header, result)


def noted(header: Header, result: Sealed) -> Backup:
    """The row that says there is a backup; unsaved where the database is of a release that kept no such rows."""
    row = Backup(
        key=header.key,
        taken_at=header.moment,
        finished_at=clock.now(),
        size=result.size,
        sha256=result.sha256,
        made_by=f"{getpass.getuser()} on {socket.gethostname()}"[:100],
    )
    if Backup._meta.db_table in header.rows:
        row.save()
    return row


def _database(owner: BaseDatabaseWrapper, writer: Writer) -> Header:
    """The header and the dump, which see the database at the same moment."""
    major = owner.pg_version // 10_000  # type: ignore[attr-defined]  # PostgreSQL's wrapper has it
    program = programs.to_dump(major)
    now = clock.now()  # before the moment seen: what is erased from here on is asked of the ledger
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        header = _header(cursor, major, now)
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        writer.add(HEADER, _json(header))
        with _dump(program, owner.settings_dict, snapshot) as stream:
            writer.add_stream(DATABASE, stream)
    return header


def _header(cursor: CursorWrapper, major: int, now: datetime.datetime) -> Header:
    cursor.execute("SELECT to_regclass('django_migrations')")
    if cursor.fetchone()[0] is None:
        raise Refused(
            "The database has no tables of Succession, so there is nothing to back up: run `manage.py migrate`."
        )
    cursor.execute("SELECT app, name FROM django_migrations ORDER BY id")
    return Header(
        product=PRODUCT,
        format=FORMAT,
        key=str(uuid.uuid4()),
        release=version(),
        taken_at=now.isoformat(),
        postgres=major,
        migrations=[list(row) for row in cursor.fetchall()],
        rows=rows_of_each_table(cursor),
        grants=grants.captured(cursor, application_role()),
    )


def rows_of_each_table(cursor: CursorWrapper) -> dict[str, int]:
    """How many rows each table has whose rows are kept."""
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
    counted = {}
    for (table,) in cursor.fetchall():
        if table not in WITHOUT_ROWS:
            cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table)))
            counted[table] = cursor.fetchone()[0]
    return counted


@contextmanager
def _dump(program: Path, server: dict[str, Any], snapshot: str) -> Iterator[BinaryIO]:
    command = [
        str(program),
        "--format=custom",
        "--compress=1",  # the time matters more than the last tenth of the size
        "--no-owner",
        "--no-privileges",
        f"--snapshot={snapshot}",
        *(f"--exclude-table-data=public.{table}" for table in WITHOUT_ROWS),
        f"--dbname={programs.address(server, server['NAME'])}",
    ]
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=said, env=programs.environment(server)) as process,  # noqa: S603 (PostgreSQL's own program)
    ):
        try:
            yield cast("BinaryIO", process.stdout)
        except BaseException:
            process.kill()
            raise
        if process.wait():
            raise Refused(f"The database could not be read: {last_line(said)}")


def last_line(said: BinaryIO) -> str:
    """The last thing that a program said; the lines before it lead there."""
    said.seek(0)
    lines = [line for line in said.read().decode(errors="replace").splitlines() if line.strip()]
    return lines[-1] if lines else "its program gave no reason."


def _files(root: Path, writer: Writer) -> None:
    for folder, below, names in os.walk(root):
        below.sort()
        for name in sorted(names):
            path = Path(folder, name)
            if path.is_file() and not path.is_symlink():
                writer.add_file(f"{FILES}/{path.relative_to(root).as_posix()}", path)


def _json(header: Header) -> bytes:
    return json.dumps(asdict(header)).encode()
