"""`manage.py migrate`, as the role that owns the tables."""

import time
from typing import Any

from django.core.management import call_command
from django.core.management.commands import migrate
from django.db.backends.base.base import BaseDatabaseWrapper

from core import erasing
from core.database.migrating import Executor
from core.database.privileges import (
    application_role,
    as_owner,
    grant_default_privileges,
    keep_functions,
    only_read,
    protect_history,
    protect_migration_record,
)

_LOCK = 7_202_610_142  # one at a time: who comes second waits, and finds it done; let go when the connection is closed


_ASKED_EVERY = 0.1  # seconds


def _wait_for_turn(connection: BaseDatabaseWrapper) -> None:
    """Take the lock, asking again and again.

    Whoever waits inside PostgreSQL for a lock has a transaction open all the while. An index that is made concurrently
    waits for every such transaction to end: the two would wait for each other.
    """
    while True:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
            if cursor.fetchone()[0]:
                return
        time.sleep(_ASKED_EVERY)


vars(migrate)["MigrationExecutor"] = Executor  # Django's command asks its own module, and offers no other place


class Command(migrate.Command):
    """Django's own, with the grants of the application's role around it, then the cache's table and erasure's steps."""

    def handle(self, *args: Any, **options: Any) -> None:
        alias = options["database"]
        role = application_role(alias)
        with as_owner(alias) as connection:
            if options["plan"] or options["check_unapplied"]:
                super().handle(*args, **options)
                return
            _wait_for_turn(connection)
            grant_default_privileges(connection, role)
            super().handle(*args, **options)
            call_command("createcachetable", database=alias, verbosity=options["verbosity"])
            protect_migration_record(connection, role)
            keep_functions(connection, role)
            only_read(connection, role, erasing.STEPS)
            erasing.write(connection)
            protect_history(connection, role)
