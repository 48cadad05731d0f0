"""Everything that an installation holds, to be compared: rows, sequences, rights, triggers and files."""

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from psycopg import sql

from core.database.cluster import Cluster
from core.database.locations import embedded_locations
from tests import copies

_RIGHTS = """
SELECT c.oid::regclass::text, a.grantee::regrole::text, a.privilege_type
FROM pg_class c, aclexplode(c.relacl) a WHERE c.relnamespace = 'public'::regnamespace
UNION ALL
SELECT p.oid::regprocedure::text, a.grantee::regrole::text, a.privilege_type
FROM pg_proc p, aclexplode(p.proacl) a WHERE p.pronamespace = 'public'::regnamespace
ORDER BY 1, 2, 3
"""
_OBJECTS = """
SELECT pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid
WHERE c.relnamespace = 'public'::regnamespace AND NOT tgisinternal
UNION ALL
SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
WHERE connamespace = 'public'::regnamespace
UNION ALL
SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL
SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prokind IN ('f', 'p')
UNION ALL
SELECT tablename || ' of ' || tableowner FROM pg_tables WHERE schemaname = 'public'
ORDER BY 1
"""


def cluster() -> Cluster:
    """The server of the tests."""
    return Cluster(embedded_locations(settings.VAR_DIR), durable=False)


@contextmanager
def new_database(name: str, like: str = "template1") -> Iterator[str]:
    """A database of the owner's beside the tests' own, for as long as the block lasts.

    like: the one that it is copied from (tests.copies); none of ours, and it is empty.
    """
    name = f"{name}_{os.getpid()}"
    with cluster().connect() as server:
        with copies.one_at_a_time():
            copies.copy(like, name)
        try:
            yield name
        finally:
            for each in (name, f"{name}_restoring", f"{name}_before"):
                server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(each)))


def rows(database: str) -> dict[str, list[str]]:
    """Each table with each of its rows, and each sequence with where it stands."""
    with cluster().connect(database) as connection:
        tables = [r[0] for r in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
        found = {
            table: sorted(
                r[0]
                for r in connection.execute(sql.SQL("SELECT to_jsonb(t)::text FROM {} t").format(sql.Identifier(table)))
            )
            for table in tables
        }
        found["sequences"] = sorted(
            f"{name} {last}" for name, last in connection.execute("SELECT sequencename, last_value FROM pg_sequences")
        )
    return found


def shape(database: str) -> dict[str, Any]:
    """Who may do what, and every trigger, constraint, index, function and owner."""
    with cluster().connect(database) as connection:
        objects = [_plain(row[0]) for row in connection.execute(_OBJECTS)]
        return {"rights": connection.execute(_RIGHTS).fetchall(), "objects": sorted(objects)}


def _plain(definition: str) -> str:
    """A definition without casts and brackets: PostgreSQL writes an array of words otherwise once it was dumped."""
    return re.sub(r"::(character varying|text)(\[\])?|[()]", "", definition)


def files(folder: Path) -> dict[str, str]:
    """Each file below a folder, with its hash."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
