"""What the application's role and everybody may do with each table, sequence and function, carried beside the data.

Roles have other names on another machine, so a backup holds no GRANT: it says "application" and "everybody", and
restoring gives those rights to the role that DATABASE_URL names there. What a migration took from the application, such
as changing history, stays taken.
"""

from collections.abc import Iterable
from typing import Any

from django.db.backends.utils import CursorWrapper
from psycopg import sql

APPLICATION, EVERYBODY = "application", "everybody"

_KINDS = {"TABLE", "SEQUENCE", "ROUTINE"}
_RIGHTS = {
    *("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER", "MAINTAIN"),
    *("USAGE", "EXECUTE"),
}

# Listed is what has anything said of it; the rest is as PostgreSQL makes it. Rights are empty where all were taken.
_CAPTURE = """
WITH things AS (
    SELECT CASE WHEN relkind = 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind, oid::regclass::text AS name,
           '' AS attribute, relacl AS acl
    FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
    UNION ALL
    SELECT 'TABLE', attrelid::regclass::text, attname, attacl
    FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
    WHERE c.relnamespace = 'public'::regnamespace AND NOT attisdropped
    UNION ALL
    SELECT 'ROUTINE', oid::regprocedure::text, '', proacl FROM pg_proc WHERE pronamespace = 'public'::regnamespace
)
SELECT kind, name, attribute, holder, array_remove(array_agg(a.privilege_type ORDER BY a.privilege_type), NULL)
FROM things
CROSS JOIN (
    VALUES ('application', (SELECT oid FROM pg_roles WHERE rolname = %s)), ('everybody', 0::oid)
) AS h (holder, role)
LEFT JOIN LATERAL aclexplode(acl) a ON a.grantee = h.role
WHERE acl IS NOT NULL
GROUP BY kind, name, attribute, holder
ORDER BY kind, name, attribute, holder
"""


def captured(cursor: CursorWrapper, role: str) -> list[list[Any]]:
    """Every right as [kind, name, column or "", holder, rights]. `role` is the application's."""
    cursor.execute(_CAPTURE, [role])
    return [list(row) for row in cursor.fetchall()]


def apply(cursor: CursorWrapper, rows: Iterable[Iterable[Any]], role: str) -> None:
    """Give and take each right in a database where nobody has been given any. `role` is the application's here."""
    for kind, name, column, holder, rights in rows:
        if kind not in _KINDS or not set(rights) <= _RIGHTS:
            raise ValueError(f"{kind} with {rights}")
        cursor.execute("SELECT %s::regprocedure::text" if kind == "ROUTINE" else "SELECT %s::regclass::text", [name])
        thing = sql.SQL(kind + " " + cursor.fetchone()[0])
        whom = sql.Identifier(role) if holder == APPLICATION else sql.SQL("PUBLIC")
        if not column:
            cursor.execute(sql.SQL("REVOKE ALL ON {} FROM {}").format(thing, whom))
        for right in rights:
            where = sql.SQL(" ({})").format(sql.Identifier(column)) if column else sql.SQL("")
            cursor.execute(sql.SQL("GRANT {}{} ON {} TO {}").format(sql.SQL(right), where, thing, whom))
