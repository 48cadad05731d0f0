"""Databases that are copied instead of made again: one that holds nothing, and one that holds the demonstration.

Migrating takes a minute, loading the demonstration half of one, copying what they made a fifth of a second. Each is
made once in a run, by whoever asks for it first, and all processes of the run copy it.
"""

import datetime
import fcntl
import os
import shutil
import threading
import weakref
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.dispatch import receiver
from django.test.utils import override_settings
from psycopg import sql

from core import clock
from core.database.cluster import Cluster
from core.database.locations import OWNER_ROLE, embedded_locations
from core.database.privileges import in_database
from succession.demo import loading
from succession.demo.moments import moment


class _OfThisThread(threading.local):
    """Every connection that a thread made. Django keeps more than one where an event loop runs for some of the time."""

    def __init__(self) -> None:
        self.connections: weakref.WeakSet[BaseDatabaseWrapper] = weakref.WeakSet()


_made = _OfThisThread()


@receiver(connection_created)
def _remember(connection: BaseDatabaseWrapper, **_about: object) -> None:
    _made.connections.add(connection)


EMPTY = "kept_empty"
"""The database as migrations leave it."""


def exists(name: str) -> bool:
    """Whether the run's server has this database."""
    with closing(_cluster().connect()) as server:
        return server.execute("SELECT FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def copy(source: str, target: str) -> None:
    """Make `target` like `source`, which nobody may be connected to."""
    with closing(_cluster().connect()) as server:
        # Files are copied, not pages by way of the log: of a database this small, that is three times as fast.
        make = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {} STRATEGY FILE_COPY")
        server.execute(make.format(sql.Identifier(target), sql.Identifier(OWNER_ROLE), sql.Identifier(source)))


def remove(name: str) -> None:
    """Remove a database, whoever is connected to it."""
    with closing(_cluster().connect()) as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def begin_again(source: str = EMPTY) -> None:
    """Let the database that this thread works with be like `source` from now on: all that was committed is gone."""
    name = connection.settings_dict["NAME"]
    close_all()
    with one_at_a_time():
        remove(name)
        copy(source, name)
    ContentType.objects.clear_cache()


def close_all() -> None:
    """Close every connection of this thread, those too that it made inside an event loop or before one."""
    for each in _made.connections:
        each.close()


def demonstration(day: datetime.date, *, is_now: bool = False) -> str:
    """The database that holds the demonstration of this day, for copying. Its files are put where files are kept.

    Its past was told at a quarter past four on that day, or where `is_now` at whatever time it is.
    """
    name = f"kept_demonstration_{day:%Y%m%d}{'_now' if is_now else ''}"
    folder = Path(os.environ["SUCCESSION_VAR"]) / name
    with one_at_a_time():
        if not exists(name):
            _load(name, folder, day, is_now=is_now)
    shutil.copytree(folder, settings.MEDIA_ROOT, dirs_exist_ok=True)
    return name


def _load(name: str, folder: Path, day: datetime.date, *, is_now: bool) -> None:
    making = f"{name}_making"
    remove(making)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    copy(EMPTY, making)
    then = nullcontext() if is_now else clock.at(moment(day))
    with in_database(making), override_settings(MEDIA_ROOT=folder), then:
        ContentType.objects.clear_cache()
        loading.load(day)
    ContentType.objects.clear_cache()
    with closing(_cluster().connect()) as server:
        server.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(making), sql.Identifier(name)))


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """The processes of a run share a server: who makes or copies a database does so alone."""
    with (Path(os.environ["SUCCESSION_VAR"]) / "copies.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _cluster() -> Cluster:
    return Cluster(embedded_locations(Path(os.environ["SUCCESSION_VAR"])), durable=False)
