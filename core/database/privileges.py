"""What each database role may do.

Two roles share the database. One owns the tables and is used to migrate, to restore and to set up tests; the other is
the application's, which reads and writes rows and can change no table. A new table is born with the application's
grants; a migration that makes a table the application may only add to takes the others back, from `application_role`.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import CommandError
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from pghistory.core import event_models
from psycopg import sql


def application_role(alias: str = "default") -> str:
    """The role that `DATABASE_URL` names."""
    return str(connections.settings[alias]["USER"])


@contextmanager
def as_owner(alias: str = "default") -> Iterator[BaseDatabaseWrapper]:
    """Let this thread's connection be the owner's: for commands that change tables or empty them."""
    application = connections[alias]
    owner = application.copy()
    given = connections.settings[alias].get("OWNER")
    if not given:
        raise CommandError("Set DATABASE_OWNER_URL to the role that owns the tables: DATABASE_URL may not change them.")
    owner.settings_dict.update({name: value for name, value in given.items() if name != "NAME"})
    # A test's database has another name than the settings say, and the application's connection knows it.
    owner.settings_dict["NAME"] = application.settings_dict["NAME"]
    connections[alias] = owner
    try:
        yield owner
    finally:
        owner.close()
        connections[alias] = application


@contextmanager
def in_database(name: str, alias: str = "default") -> Iterator[None]:
    """Let this thread's connection lead to another database of the same server: how one is filled before it is used."""
    usual = connections[alias]
    usual.close()
    other = usual.copy()
    other.settings_dict["NAME"] = name
    connections[alias] = other
    try:
        yield
    finally:
        other.close()
        connections[alias] = usual


def grant_default_privileges(connection: BaseDatabaseWrapper, role: str) -> None:
    """Give `role` its rights on every table, sequence and function that the connection's own role makes from now on."""
    grants = (
        "GRANT USAGE ON SCHEMA public TO {}",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {}",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {}",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT EXECUTE ON FUNCTIONS TO {}",
    )
    _execute(connection, grants, role)


def protect_migration_record(connection: BaseDatabaseWrapper, role: str) -> None:
    """Let `role` read which migrations have run, and no more."""
    only_read(connection, role, "django_migrations")


_LIBRARY = "procrastinate_%"
"""The queue's functions, which run with the rights of whoever calls them and which the application calls."""

ERASE = "erase_person(bigint)"
"""The one function that runs with the owner's rights and that the application may call (core.erasing)."""


def keep_functions(connection: BaseDatabaseWrapper, role: str) -> None:
    """Leave `role`, of the functions that are made here, `erase_person` alone, and everybody else none.

    A trigger runs its function whoever may call it. One that is called inside a trigger's stays with `role`.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT oid::regprocedure::text, prorettype = 'trigger'::regtype OR prosecdef FROM pg_proc"
            " WHERE pronamespace = 'public'::regnamespace AND proowner = current_user::regrole AND proname NOT LIKE %s",
            [_LIBRARY],
        )
        for function, is_kept in cursor.fetchall():
            cursor.execute(f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC")
            if is_kept and function != ERASE:
                cursor.execute(
                    sql.SQL("REVOKE ALL ON FUNCTION {} FROM {}").format(sql.SQL(function), sql.Identifier(role))
                )


def only_read(connection: BaseDatabaseWrapper, role: str, table: str) -> None:
    """Let `role` read a table and no more, where the table is there."""
    if table in connection.introspection.table_names():
        statement = sql.SQL("REVOKE INSERT, UPDATE, DELETE ON {} FROM {}")
        with connection.cursor() as cursor:
            cursor.execute(statement.format(sql.Identifier(table), sql.Identifier(role)))


def protect_history(connection: BaseDatabaseWrapper, role: str) -> None:
    """Let `role` read what was kept of tracked tables, and write it only through their triggers.

    To the log of what was opened it may add lines, and change none; nor may it change a correction of a reading, which
    goes with its file alone.

    Its triggers' functions write with their owner's rights, so that `role` needs none; nor may it call one from a
    trigger that it puts on a table of its own.
    """
    events = [model._meta.db_table for model in event_models()]
    with connection.cursor() as cursor:
        for table in (*events, "pghistory_context"):
            revoke = "REVOKE INSERT, UPDATE, DELETE ON {} FROM {}"
            cursor.execute(sql.SQL(revoke).format(sql.Identifier(table), sql.Identifier(role)))
        _execute(connection, ("REVOKE UPDATE, DELETE ON core_reading FROM {}",), role)
        if "core_readingcorrection" in connection.introspection.table_names(cursor):
            _execute(connection, ("REVOKE UPDATE ON core_readingcorrection FROM {}",), role)
        cursor.execute(
            "SELECT p.oid::regprocedure::text FROM pg_proc p"
            " WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef AND p.prorettype = 'trigger'::regtype"
            " AND has_function_privilege(%s, p.oid, 'EXECUTE')",
            [role],
        )
        for (function,) in cursor.fetchall():
            revoke = "REVOKE EXECUTE ON FUNCTION {} FROM PUBLIC, {}"
            cursor.execute(sql.SQL(revoke).format(sql.SQL(function), sql.Identifier(role)))


def _execute(connection: BaseDatabaseWrapper, statements: tuple[str, ...], role: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(sql.SQL(statement).format(sql.Identifier(role)))
