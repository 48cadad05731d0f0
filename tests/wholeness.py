"""Making the n-th write of an action fail, and looking at everything it could have left behind."""

import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import mail
from django.db import connection

_WRITES = re.compile(
    r"\s*(?:INSERT|UPDATE|DELETE|COPY|TRUNCATE|MERGE)\b|.*\bprocrastinate_defer", re.IGNORECASE | re.DOTALL
)


class DiskFull(Exception):
    """What the n-th write meets."""


class Writes:
    """Counts the statements that write, and has one of them fail. 0 has none."""

    def __init__(self, failing: int) -> None:
        self.failing = failing
        self.count = 0

    def __call__(self, execute: Callable[..., Any], sql: str, params: object, many: bool, context: object) -> Any:
        if _WRITES.match(sql):
            self.count += 1
            if self.count == self.failing:
                raise DiskFull(sql[:80])
        return execute(sql, params, many, context)


@contextmanager
def failing(number: int) -> Iterator[Writes]:
    """Have the write of this number fail."""
    writes = Writes(number)
    with connection.execute_wrapper(writes):
        yield writes


def everything() -> dict[str, str | int]:
    """Every row of every table, every stored file and every mail, in short."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")
        tables = sorted(name for (name,) in cursor.fetchall())
        found: dict[str, str | int] = {}
        for table in tables:
            cursor.execute(f"SELECT coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') FROM \"{table}\" t")  # noqa: S608
            found[table] = cursor.fetchone()[0]
    for path in sorted(Path(settings.MEDIA_ROOT).rglob("*")):
        if path.is_file():
            found[str(path)] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found | {"mails": len(mail.outbox)}
